//! What is said to the person: read out, shown for a while or until put away.

use yew::prelude::*;

use super::second_part_status::SecondPartStatus;
use crate::web::files::Files;
use crate::web::second_part::IS_SPLIT;
use crate::web::store::{Notice, Notices};
use crate::web::views::parts::{Picture, icon};

/// Two live regions that are always there: one for news, one for what stays until it is put away.
pub(super) fn notices(files: &Files, said: &Notices) -> Html {
    let news = Some(said.news()).filter(|notice| !notice.text.is_empty());
    html! {
        <div class="notices">
            <div role="status" aria-live="polite">{ for news.iter().map(|notice| toast(files, notice)) }</div>
            <div role="alert">{ for said.lasting().iter().map(|notice| toast(files, notice)) }</div>
            if IS_SPLIT { <SecondPartStatus /> }
        </div>
    }
}

fn toast(files: &Files, notice: &Notice) -> Html {
    let number = notice.number;
    let back = files.can_bring_back(number).then(|| {
        let files = files.clone();
        let onclick = Callback::from(move |_: MouseEvent| files.bring_back());
        html! { <button type="button" class="button button--small" {onclick}>{ "Bring back" }</button> }
    });
    let files = files.clone();
    let onclick = Callback::from(move |_: MouseEvent| files.put_away(number));
    html! {
        <p key={number} class={classes!("toast", notice.is_problem.then_some("toast--problem"))}>
            <span dir="auto">{ &notice.text }</span>
            { for back }
            <button type="button" class="button button--quiet button--small toast__close" aria-label="Put this message away" {onclick}>
                { icon(Picture::Close) }
            </button>
        </p>
    }
}
