//! That the second part of the program is awaited for something a person did, or could not be had.

use yew::prelude::*;

use crate::web::second_part::{self, LoadState};

/// Says so, and offers to try again.
pub(super) struct SecondPartStatus {
    _listening: second_part::Subscription,
}

impl Component for SecondPartStatus {
    type Message = ();
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        SecondPartStatus { _listening: second_part::subscribe(move || link.send_message(())) }
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let state = second_part::load_state();
        let is_awaited = second_part::has_pending_actions() && matches!(state, LoadState::NotRequested | LoadState::Loading);
        html! {
            <>
                <div role="status">
                    if is_awaited {
                        <p class="toast">{ "What you asked for needs the rest of the page, which is on its way…" }</p>
                    }
                </div>
                <div role="alert">{ for failed(&state) }</div>
            </>
        }
    }
}

fn failed(state: &LoadState) -> Option<Html> {
    let LoadState::Failed(why) = state else { return None };
    let waits = if second_part::has_pending_actions() { " What you asked for waits." } else { "" };
    let onclick = Callback::from(|_: MouseEvent| second_part::request());
    Some(html! {
        <p class="toast toast--problem">
            <span>{ format!("A part of the page is not here yet. {why}{waits}") }</span>
            <button type="button" class="button button--small" {onclick}>{ "Try again" }</button>
        </p>
    })
}
