//! Bytes of files: read in pieces, so that a large file is never held twice.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

/// Read at once, in bytes.
const PIECE: f64 = 8.0 * 1024.0 * 1024.0;

/// All bytes of a blob. `told` hears how many per cent are read.
///
/// # Errors
/// The browser's words, when the file cannot be read: it was moved, or access to it ended.
pub async fn read(blob: &Blob, mut told: impl FnMut(u8)) -> Result<Vec<u8>, String> {
    let size = blob.size();
    let mut bytes = Vec::with_capacity(size as usize);
    let mut at = 0.0;
    while at < size {
        let end = f64::min(at + PIECE, size);
        let piece = piece(blob, at, end).await.map_err(|error| words(&error))?;
        if f64::from(piece.length()) != end - at {
            return Err("the file changed while it was read".into());
        }
        let length = piece.length() as usize;
        piece.copy_to_uninit(&mut bytes.spare_capacity_mut()[..length]);
        // SAFETY: the call above has filled that many bytes behind the end.
        unsafe { bytes.set_len(bytes.len() + length) };
        at = end;
        told((at / size * 100.0) as u8);
    }
    Ok(bytes)
}

async fn piece(blob: &Blob, from: f64, to: f64) -> Result<Uint8Array, JsValue> {
    let part = blob.slice_with_f64_and_f64(from, to)?;
    let buffer = JsFuture::from(part.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer))
}

/// A blob of these bytes, of the register's own type.
///
/// # Errors
/// The browser's words, when it has no room.
pub fn make(bytes: &[u8]) -> Result<Blob, String> {
    make_of(bytes, "application/vnd.raid-register+json")
}

/// A blob of these bytes, of that type.
///
/// # Errors
/// The browser's words, when it has no room.
pub fn make_of(bytes: &[u8], media_type: &str) -> Result<Blob, String> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let parts = js_sys::Array::new();
    for piece in bytes.chunks(PIECE as usize) {
        // SAFETY: nothing is allocated between here and the making of the blob, which copies the bytes: the views stay true.
        parts.push(&unsafe { Uint8Array::view(piece) }.into());
    }
    Blob::new_with_u8_array_sequence_and_options(&parts, &kind).map_err(|error| words(&error))
}

/// What a thrown value says.
#[must_use]
pub fn words(thrown: &JsValue) -> String {
    let message = js_sys::Reflect::get(thrown, &"message".into()).ok().and_then(|message| message.as_string());
    message
        .or_else(|| thrown.dyn_ref::<js_sys::JsString>().map(String::from))
        .unwrap_or_else(|| "the browser gave no reason".into())
}
