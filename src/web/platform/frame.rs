//! Work that waits until the page has been drawn.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// Where no frames are drawn (the page is hidden, or out of sight within another), in milliseconds.
const NO_FRAME: u32 = 100;

/// Does it once the next frame has been drawn, or after a while where none is. It may be done twice.
pub fn after(act: impl Fn() + Clone + 'static) {
    let in_any_case = act.clone();
    Timeout::new(NO_FRAME, in_any_case).forget();
    at_next(move || at_next(act));
}

/// Before the next frame is drawn.
fn at_next(act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    let _ = gloo::utils::window().request_animation_frame(act.unchecked_ref());
}
