//! Bytes of files: read in pieces, so that a large file is never held twice.

use std::ops::Range;

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag};

use super::reading::Reading;

/// The type of a register's file.
const REGISTER: &str = "application/vnd.raid-register+json";
/// Handed to the browser at once, in bytes.
const PIECE: usize = 8 * 1024 * 1024;

/// All bytes of a blob. `told` hears how many per cent are read.
///
/// # Errors
/// The browser's words, when the file cannot be read: it was moved, or access to it ended.
pub async fn read(blob: &Blob, mut told: impl FnMut(u8)) -> Result<Vec<u8>, String> {
    let size = blob.size();
    let mut bytes = Vec::with_capacity(size as usize);
    let mut reading = Reading::of(blob);
    while reading.next(&mut bytes).await? {
        told((bytes.len() as f64 / size * 100.0) as u8);
    }
    Ok(bytes)
}

/// The bytes of a blob from one place to another.
///
/// # Errors
/// The browser's words, when the file cannot be read.
pub async fn stretch(blob: &Blob, from: f64, to: f64) -> Result<Vec<u8>, String> {
    read(&slice(blob, from.max(0.0), to)?, |_| {}).await
}

/// The bytes of several stretches of a blob, one behind the other.
///
/// # Errors
/// The browser's words, when the file cannot be read.
pub async fn stretches(blob: &Blob, ranges: &[Range<u32>]) -> Result<Vec<u8>, String> {
    let parts = js_sys::Array::new();
    for range in ranges {
        parts.push(&slice(blob, range.start.into(), range.end.into())?.into());
    }
    let together = Blob::new_with_blob_sequence(&parts).map_err(|error| words(&error))?;
    read(&together, |_| {}).await
}

fn slice(blob: &Blob, from: f64, to: f64) -> Result<Blob, String> {
    blob.slice_with_f64_and_f64(from, to).map_err(|error| words(&error))
}

/// A blob of these bytes, of the register's own type.
///
/// # Errors
/// The browser's words, when it has no room.
pub fn make(bytes: &[u8]) -> Result<Blob, String> {
    make_of(bytes, REGISTER)
}

/// A blob of these bytes, of that type.
///
/// # Errors
/// The browser's words, when it has no room.
pub fn make_of(bytes: &[u8], media_type: &str) -> Result<Blob, String> {
    let parts = js_sys::Array::new();
    push(&parts, bytes);
    blob_of(&parts, media_type)
}

/// A blob of the register's own type that takes another along unread, between these bytes.
///
/// # Errors
/// The browser's words, when it has no room.
pub fn make_around(before: &[u8], middle: &Blob, after: &[u8]) -> Result<Blob, String> {
    let parts = js_sys::Array::new();
    push(&parts, before);
    parts.push(middle);
    push(&parts, after);
    blob_of(&parts, REGISTER)
}

fn push(parts: &js_sys::Array, bytes: &[u8]) {
    for piece in bytes.chunks(PIECE) {
        // SAFETY: nothing is allocated between here and the making of the blob, which copies the bytes: the views stay true.
        parts.push(&unsafe { Uint8Array::view(piece) }.into());
    }
}

fn blob_of(parts: &js_sys::Array, media_type: &str) -> Result<Blob, String> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    Blob::new_with_u8_array_sequence_and_options(parts, &kind).map_err(|error| words(&error))
}

/// What a thrown value says.
#[must_use]
pub fn words(thrown: &JsValue) -> String {
    let message = js_sys::Reflect::get(thrown, &"message".into()).ok().and_then(|message| message.as_string());
    message
        .or_else(|| thrown.dyn_ref::<js_sys::JsString>().map(String::from))
        .unwrap_or_else(|| "the browser gave no reason".into())
}
