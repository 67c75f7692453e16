//! Opens a file of ours from the server.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

use super::inner::Inner;
use crate::web::platform::blobs;

impl Inner {
    /// At once where nothing is open, with a preview otherwise. `ahead`: the file, where it was asked for already.
    pub(super) async fn fetch(&self, address: &str, at_once: bool, ahead: Option<Promise>) {
        let file = match fetched(address, ahead).await {
            Ok(file) => file,
            Err(why) => return self.files.complain(format!("{address} could not be fetched: {why}")),
        };
        let read = self.read(&file, address).await;
        match read {
            _ if self.stopped.get() => {}
            Ok(found) if at_once => self.open(found, Some(file)),
            read => self.files.offer_read(if at_once { address } else { "the sample register" }, read, Some(file)),
        }
    }
}

async fn fetched(address: &str, ahead: Option<Promise>) -> Result<Blob, String> {
    let words = |error: JsValue| blobs::words(&error);
    let asked = match ahead {
        Some(file) => file,
        None => {
            let asked = gloo::utils::window().fetch_with_str(address);
            let answer: Response = JsFuture::from(asked).await.and_then(JsCast::dyn_into).map_err(words)?;
            if !answer.ok() {
                return Err(format!("the server answered {}", answer.status()));
            }
            answer.blob().map_err(words)?
        }
    };
    JsFuture::from(asked).await.and_then(JsCast::dyn_into).map_err(words)
}
