//! Keys, presses and the pointer in the table, as messages: which row and what of it an event is about is asked of the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::movement::Movement;
use super::table_msg::Msg;
use crate::web::views::list::rows::{cell_at, place_at};

/// Keys are told apart at once, so that the browser does not scroll as well.
pub(super) fn on_key(tell: &Callback<Msg>) -> Callback<KeyboardEvent> {
    let tell = tell.clone();
    Callback::from(move |event: KeyboardEvent| {
        let target = event.target_dyn_into::<Element>();
        let in_body = target.as_ref().is_some_and(|target| target.closest("tbody").ok().flatten().is_some());
        let on_row = target.as_ref().is_some_and(|target| target.tag_name().eq_ignore_ascii_case("tr"));
        let command = event.ctrl_key() || event.meta_key();
        if let Some(place) = target.as_ref().and_then(place_at).filter(|_| event.key() == "F2" && !command && !event.alt_key()) {
            event.prevent_default();
            tell.emit(Msg::Edit(place));
        } else if let Some(movement) = Movement::read(&event.key(), command, on_row).filter(|_| in_body && !event.alt_key()) {
            event.prevent_default();
            tell.emit(Msg::Key(movement, event.shift_key()));
        }
    })
}

/// One press for all rows: which row and what of it is asked of the page. A link that is to open elsewhere is left alone.
pub(super) fn on_press(tell: &Callback<Msg>) -> Callback<MouseEvent> {
    let tell = tell.clone();
    Callback::from(move |event: MouseEvent| {
        let Some(target) = event.target_dyn_into::<Element>() else { return };
        let Some(place) = place_at(&target) else { return };
        let (command, shift) = (event.ctrl_key() || event.meta_key(), event.shift_key());
        if target.closest(".list__c-check").ok().flatten().is_some() {
            // The browser has turned the box round; the end of a range is always selected.
            if let Some(input) = target.dyn_ref::<HtmlInputElement>().filter(|_| shift) {
                input.set_checked(true);
            }
            tell.emit(Msg::Choose(place, shift));
        } else if target.closest("a").ok().flatten().is_some() {
            if !(command || shift) {
                event.prevent_default();
                tell.emit(Msg::Open(place));
            }
        } else if command || shift {
            tell.emit(Msg::Choose(place, shift));
        } else {
            tell.emit(Msg::Press(place));
        }
    })
}

/// Which cell the pointer is over.
pub(super) fn on_over(tell: &Callback<Msg>) -> Callback<PointerEvent> {
    let tell = tell.clone();
    Callback::from(move |event: PointerEvent| {
        let Some(target) = event.target_dyn_into::<Element>() else { return };
        if let (Some(place), Some((cell, column))) = (place_at(&target), cell_at(&target)) {
            tell.emit(Msg::Over(cell, place, column));
        }
    })
}
