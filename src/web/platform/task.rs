//! Work that goes on by itself. What runs it is compiled once for all futures instead of once for each.

use std::future::Future;
use std::pin::Pin;

use js_sys::Promise;
use wasm_bindgen::JsValue;

/// Begins it in the next microtask.
pub fn spawn_local(work: impl Future<Output = ()> + 'static) {
    spawn(Box::pin(work));
}

/// The same, as a promise of what comes of it.
pub fn future_to_promise(work: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
    promise(Box::pin(work))
}

#[inline(never)]
fn spawn(work: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(work);
}

#[inline(never)]
fn promise(work: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>) -> Promise {
    wasm_bindgen_futures::future_to_promise(work)
}
