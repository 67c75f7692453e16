//! A snapshot as the database takes it: a `Blob`, which the browser keeps in a file; or, where it takes none (WebKit in a
//! private window), its bytes.

use std::cell::Cell;

use js_sys::{ArrayBuffer, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::database::Database;
use super::error::StorageError;
use crate::web::platform::{blobs, thrown};

/// Where a stored value has the snapshot.
pub(super) const CONTENT: &str = "blob";

/// Whether the database takes blobs. It does, until it has refused one and taken the same bytes.
pub(super) struct Contents {
    takes_blobs: Cell<bool>,
}

impl Contents {
    pub(super) fn new() -> Contents {
        Contents { takes_blobs: Cell::new(true) }
    }

    /// Writes with the blob, and where that is refused once more with its bytes.
    pub(super) async fn write<T>(
        &self,
        database: &Database,
        blob: &Blob,
        write: impl AsyncFn(&JsValue) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        if self.takes_blobs.get() {
            match write(blob).await {
                Err(StorageError::Request(_) | StorageError::Closed(_)) if !database.is_closed() => {}
                done => return done,
            }
        }
        let bytes = JsFuture::from(blob.array_buffer()).await;
        let bytes = bytes.map_err(|thrown| StorageError::Other(thrown::message(&thrown)))?;
        let done = write(&bytes).await;
        if done.is_ok() {
            self.takes_blobs.set(false);
        }
        done
    }
}

/// The snapshot of a stored value.
pub(super) fn content(value: &JsValue) -> Option<Blob> {
    let content = Reflect::get(value, &CONTENT.into()).ok()?;
    match content.dyn_into::<Blob>() {
        Ok(blob) => Some(blob),
        Err(bytes) => blobs::of_buffer(bytes.dyn_ref::<ArrayBuffer>()?).ok(),
    }
}
