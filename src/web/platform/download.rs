//! Hands a file to the person.

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Browsers fetch a blob's address some time after the click; after that it may go.
const REVOKED_AFTER: u32 = 40_000;

/// Saves the blob under that name, as a download.
///
/// # Errors
/// In words, when the page may not do that.
pub fn download(blob: &Blob, name: &str) -> Result<(), String> {
    let address = Url::create_object_url_with_blob(blob).map_err(|error| super::blobs::words(&error))?;
    let document = gloo::utils::document();
    let anchor = document.create_element("a").ok().and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok());
    let anchor = anchor.ok_or("this page cannot make a link")?;
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    spawn_local(async move {
        TimeoutFuture::new(REVOKED_AFTER).await;
        let _ = Url::revoke_object_url(&address);
    });
    Ok(())
}
