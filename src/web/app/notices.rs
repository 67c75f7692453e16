//! What is said to the person: read out, shown for a while or until put away.

use yew::prelude::*;

use crate::web::store::{Notice, Store};
use crate::web::views::parts::{Picture, icon};

/// Two live regions that are always there: one for news, one for what stays until it is put away.
pub(super) fn notices(store: &Store) -> Html {
    let news = Some(store.notice()).filter(|notice| !notice.text.is_empty());
    html! {
        <div class="notices">
            <div role="status" aria-live="polite">{ for news.iter().map(|notice| toast(store, notice)) }</div>
            <div role="alert">{ for store.lasting().iter().map(|notice| toast(store, notice)) }</div>
        </div>
    }
}

fn toast(store: &Store, notice: &Notice) -> Html {
    let (store, number) = (store.clone(), notice.number);
    let onclick = Callback::from(move |_: MouseEvent| store.put_away(number));
    html! {
        <p key={number} class={classes!("toast", notice.is_problem.then_some("toast--problem"))}>
            <span dir="auto">{ &notice.text }</span>
            <button type="button" class="button button--quiet button--small toast__close" aria-label="Put this message away" {onclick}>
                { icon(Picture::Close) }
            </button>
        </p>
    }
}
