//! What JavaScript throws, in words.

use wasm_bindgen::{JsCast, JsValue};

/// What a thrown value says.
#[must_use]
pub fn message(thrown: &JsValue) -> String {
    let message = js_sys::Reflect::get(thrown, &"message".into()).ok().and_then(|message| message.as_string());
    message
        .or_else(|| thrown.dyn_ref::<js_sys::JsString>().map(String::from))
        .unwrap_or_else(|| "the browser gave no reason".into())
}
