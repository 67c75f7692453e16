//! Work that goes on by itself. What runs it is compiled once for all futures instead of once for each.

use std::future::Future;
use std::pin::Pin;

use gloo::timers::future::TimeoutFuture;
use js_sys::Promise;
use wasm_bindgen::JsValue;

/// What comes later, of whatever kind.
pub type LocalBoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Begins it in the next microtask.
pub fn spawn_local(work: impl Future<Output = ()> + 'static) {
    spawn(Box::pin(work));
}

/// The same, as a promise of what comes of it.
pub fn future_to_promise(work: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
    promise(Box::pin(work))
}

/// Lets the browser draw and the person speak. A page that nobody sees does neither, and its timers run once a second: there
/// this resolves at once.
pub async fn pause() {
    let is_hidden = web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden());
    if !is_hidden {
        TimeoutFuture::new(0).await;
    }
}

#[inline(never)]
fn spawn(work: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(work);
}

#[inline(never)]
fn promise(work: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>) -> Promise {
    wasm_bindgen_futures::future_to_promise(work)
}
