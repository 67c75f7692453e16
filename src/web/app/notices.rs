//! What is said to the person: read out, shown for a while or until put away.

use yew::prelude::*;

use super::reach::PartProps;
use crate::web::views::parts::{Icon, Picture};

/// Two live regions that are always there: one for news, one for problems.
#[component]
pub fn Notices(props: &PartProps) -> Html {
    let store = props.reach.store.clone();
    let notice = store.notice();
    let put_away = Callback::from(move |_: MouseEvent| store.put_away());
    let message = (!notice.text.is_empty()).then(|| {
        html! {
            <p key={notice.number} class={classes!("toast", notice.is_problem.then_some("toast--problem"))}>
                <span dir="auto">{ &notice.text }</span>
                <button type="button" class="button button--quiet button--small toast__close" aria-label="Put this message away" onclick={put_away}>
                    <Icon picture={Picture::Close} />
                </button>
            </p>
        }
    });
    let (news, problem) = if notice.is_problem { (None, message) } else { (message, None) };
    html! {
        <div class="notices">
            <div role="status" aria-live="polite">{ news.unwrap_or_default() }</div>
            <div role="alert">{ problem.unwrap_or_default() }</div>
        </div>
    }
}
