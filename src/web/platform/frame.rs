//! Work that waits until the page has been drawn.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// Where no frames are drawn (the page is hidden, or out of sight within another), in milliseconds.
const NO_FRAME: u32 = 100;

/// Does it once the next frame has been drawn, or after a while where none is.
pub fn after(act: impl FnOnce() + 'static) {
    let first = Rc::new(Cell::new(Some(act)));
    let in_any_case = Rc::clone(&first);
    Timeout::new(NO_FRAME, move || once(&in_any_case)).forget();
    at_next(move || at_next(move || once(&first)));
}

fn once(act: &Cell<Option<impl FnOnce()>>) {
    if let Some(act) = act.take() {
        act();
    }
}

/// Before the next frame is drawn.
fn at_next(act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    let _ = gloo::utils::window().request_animation_frame(act.unchecked_ref());
}
