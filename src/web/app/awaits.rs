//! That the second part of the program is awaited for something a person did, or could not be had.

use yew::prelude::*;

use crate::web::chunk::{self, Arrival};

/// Says so, and offers to try again.
pub(super) struct Awaits {
    _listening: chunk::Subscription,
}

impl Component for Awaits {
    type Message = ();
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        Awaits { _listening: chunk::subscribe(move || link.send_message(())) }
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let arrival = chunk::arrival();
        let is_awaited = chunk::actions_wait() && matches!(arrival, Arrival::Unasked | Arrival::OnItsWay);
        html! {
            <>
                <div role="status">
                    if is_awaited {
                        <p class="toast">{ "What you asked for needs the rest of the page, which is on its way…" }</p>
                    }
                </div>
                <div role="alert">{ for failed(&arrival) }</div>
            </>
        }
    }
}

fn failed(arrival: &Arrival) -> Option<Html> {
    let Arrival::Failed(why) = arrival else { return None };
    let waits = if chunk::actions_wait() { " What you asked for waits." } else { "" };
    let onclick = Callback::from(|_: MouseEvent| chunk::request());
    Some(html! {
        <p class="toast toast--problem">
            <span>{ format!("A part of the page is not here yet. {why}{waits}") }</span>
            <button type="button" class="button button--small" {onclick}>{ "Try again" }</button>
        </p>
    })
}
