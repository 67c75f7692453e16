//! From what a step still needs to the place where it is filled in: the dialog closes, and focus goes there.

use gloo::timers::callback::Timeout;
use web_sys::Element;
use yew::prelude::*;

use crate::web::views::parts::item_link;
use crate::web::views::record::form::focus_in;
use crate::web::views::record::record_context::RecordContext;
use crate::web::views::record::reference::reference_of;
use crate::web::views::record::requirement_place::target;
use crate::workflow::{Place, UnmetRequirement};

/// So long after the dialog was asked to close, it has given the focus back, in milliseconds.
const CLOSED: u32 = 60;

/// A link or a button behind what is missing; nothing where the dialog itself asks for it.
pub(super) fn way(context: &RecordContext, missing: &UnmetRequirement, onclose: &Callback<()>) -> Html {
    if let Place::Record(id) = missing.place {
        let reference = reference_of(context.store.session(), id).unwrap_or_default();
        return html! { <>{ " " }{ item_link(context.store.route(), &reference) }</> };
    }
    let (words, place) = match (missing.place, target(context.store.session(), missing.place, &context.record.case)) {
        (_, Some(target)) => target,
        (Place::Reason, None) => return html! {},
        (_, None) => ("Go to what comes next", "#change-next-title".into()),
    };
    let onclick = goes(place, onclose.clone());
    html! { <>{ " " }<button type="button" class="button button--quiet button--small" {onclick}>{ words }</button></> }
}

fn goes(place: String, onclose: Callback<()>) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        let page = event.target_dyn_into::<Element>().and_then(|button| button.closest("article").ok().flatten());
        let place = place.clone();
        onclose.emit(());
        Timeout::new(CLOSED, move || arrive(page.as_ref(), &place)).forget();
    })
}

/// What stands behind a disclosure is opened first: what is hidden takes no focus.
fn arrive(page: Option<&Element>, place: &str) {
    let found = page.and_then(|page| page.query_selector(place).ok().flatten());
    if let Some(folded) = found.and_then(|found| found.closest("details:not([open])").ok().flatten()) {
        let _ = folded.set_attribute("open", "");
    }
    focus_in(page, place);
}
