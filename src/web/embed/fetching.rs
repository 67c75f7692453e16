//! Opens a file of ours from the server.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

use super::inner::Inner;
use crate::web::platform::thrown;

impl Inner {
    /// Shows what the file at that address holds, before it is opened.
    pub(super) async fn fetch_to_offer(&self, address: &str, name: &str) {
        match fetched(address.to_owned(), None).await {
            Ok(file) => {
                let read = self.read(&file, address).await;
                if !self.stopped.get() {
                    self.files.offer_read(name, read, Some(file));
                }
            }
            Err(why) => self.files.complain(format!("{address} could not be fetched: {why}")),
        }
    }
}

/// The file at that address. `ahead`: the same, where it was asked for already.
pub(super) async fn fetched(address: String, ahead: Option<Promise>) -> Result<Blob, String> {
    let words = |error: JsValue| thrown::message(&error);
    let asked = match ahead {
        Some(file) => file,
        None => {
            let asked = gloo::utils::window().fetch_with_str(&address);
            let answer: Response = JsFuture::from(asked).await.and_then(JsCast::dyn_into).map_err(words)?;
            if !answer.ok() {
                return Err(format!("the server answered {}", answer.status()));
            }
            answer.blob().map_err(words)?
        }
    };
    JsFuture::from(asked).await.and_then(JsCast::dyn_into).map_err(words)
}
