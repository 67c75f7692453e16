//! Where focus goes when the element that has it goes away.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};
use yew::prelude::*;

use crate::web::platform::frame;
use crate::web::views::parts::focused_within;

/// Moves focus to the heading of the section an event came from: what was pressed is about to go away.
pub(crate) fn to_heading(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let section = target.and_then(|target| target.closest("section").ok().flatten());
    focus_in(section.as_ref(), "h2");
}

/// Moves focus to the first control of a form when it opens.
#[hook]
pub(crate) fn use_first_control(form: NodeRef) {
    use_effect_with((), move |()| focus_in(form.cast::<Element>().as_ref(), "select, input, textarea"));
}

/// Moves focus to what was found wrong with a form, once it is shown: the first field, or the message. Whoever has gone
/// elsewhere in the form by then is left there.
pub(crate) fn to_error(form: &NodeRef) {
    let within = form.cast::<Element>();
    let focused = move || within.as_ref().and_then(|form| focused_within(form));
    let before = focused();
    let form = form.clone();
    frame::after(move || {
        let now = focused();
        if now.is_none() || now == before {
            focus_in(form.cast::<Element>().as_ref(), ERRORS);
        }
    });
}

const ERRORS: &str = "[aria-invalid='true'], [role='alert'][tabindex]";

/// Moves focus to the first element of that selector.
pub(crate) fn focus_in(within: Option<&Element>, selector: &str) {
    let found = within.and_then(|within| within.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Moves focus to a heading, or another place of the page.
pub(crate) fn goes(place: String) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        let button = event.target_dyn_into::<Element>();
        let page = button.and_then(|button| button.closest("article").ok().flatten());
        focus_in(page.as_ref(), &place);
    })
}
