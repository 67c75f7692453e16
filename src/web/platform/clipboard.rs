//! Puts a text where other programs can paste it from.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::web::platform::task::spawn_local;

/// Copies the text. `done` hears when it is done, or gets the text back where the browser does not let a page copy.
pub fn copy(text: String, done: impl FnOnce(Result<(), String>) + 'static) {
    spawn_local(async move {
        let is_copied = match written(&text) {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        done(if is_copied { Ok(()) } else { Err(text) });
    });
}

fn written(text: &str) -> Option<Promise> {
    let navigator = gloo::utils::window().navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into::<Function>().ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
}
