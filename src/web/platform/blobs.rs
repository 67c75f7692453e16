//! Bytes of files: read in pieces, so that a large file is never held twice.

use std::marker::PhantomData;
use std::ops::Range;

use js_sys::Uint8Array;
use web_sys::{Blob, BlobPropertyBag};

use super::reading::Reading;
use super::thrown::message;

/// The type of a register's file.
const REGISTER: &str = "application/vnd.raid-register+json";
/// Handed to the browser at once, in bytes.
const PIECE: usize = 8 * 1024 * 1024;

/// All bytes of a blob. `told` hears how many per cent are read.
///
/// # Errors
/// The browser's words, when the file cannot be read: it was moved, or access to it ended.
pub async fn read(blob: &Blob, progress: &mut dyn FnMut(u8)) -> Result<Vec<u8>, String> {
    let size = blob.size();
    let mut bytes = Vec::with_capacity(size as usize);
    let mut reading = Reading::of(blob);
    while reading.next(&mut bytes).await? {
        progress((bytes.len() as f64 / size * 100.0) as u8);
    }
    Ok(bytes)
}

/// The bytes of a blob from one place to another.
///
/// # Errors
/// The browser's words, when the file cannot be read.
pub async fn stretch(blob: &Blob, from: f64, to: f64) -> Result<Vec<u8>, String> {
    read(&slice(blob, from.max(0.0), to)?, &mut |_| {}).await
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
    let together = Blob::new_with_blob_sequence(&parts).map_err(|error| message(&error))?;
    read(&together, &mut |_| {}).await
}

fn slice(blob: &Blob, from: f64, to: f64) -> Result<Blob, String> {
    blob.slice_with_f64_and_f64(from, to).map_err(|error| message(&error))
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
    let mut parts = Parts::default();
    parts.push(bytes);
    parts.into_blob_of(media_type)
}

/// A blob of the bytes of a buffer, of the register's own type.
///
/// # Errors
/// The browser's words, when it has no room.
pub fn of_buffer(buffer: &js_sys::ArrayBuffer) -> Result<Blob, String> {
    let kind = BlobPropertyBag::new();
    kind.set_type(REGISTER);
    let parts = js_sys::Array::of1(buffer);
    Blob::new_with_buffer_source_sequence_and_options(&parts, &kind).map_err(|error| message(&error))
}

/// What a blob is made of: bytes, and stretches of other blobs, which are taken along unread.
#[derive(Default)]
pub struct Parts<'a> {
    parts: js_sys::Array,
    error: Option<String>,
    /// They are looked at when the blob is made.
    bytes: PhantomData<&'a [u8]>,
}

impl<'a> Parts<'a> {
    /// Bytes.
    pub fn push(&mut self, bytes: &'a [u8]) {
        for piece in bytes.chunks(PIECE) {
            // SAFETY: the bytes outlive the parts, and nothing here allocates on our heap before the blob is made, which
            // copies them: the views stay true.
            self.parts.push(&unsafe { Uint8Array::view(piece) }.into());
        }
    }

    /// Another blob.
    pub fn push_blob(&mut self, blob: &Blob) {
        self.parts.push(blob);
    }

    /// A stretch of another blob.
    pub fn push_stretch(&mut self, blob: &Blob, from: f64, to: f64) {
        match blob.slice_with_f64_and_f64(from, to) {
            Ok(stretch) => self.push_blob(&stretch),
            Err(error) => self.error = Some(message(&error)),
        }
    }

    /// A blob of the register's own type.
    ///
    /// # Errors
    /// The browser's words, when it has no room.
    pub fn into_blob(self) -> Result<Blob, String> {
        self.into_blob_of(REGISTER)
    }

    fn into_blob_of(self, media_type: &str) -> Result<Blob, String> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let kind = BlobPropertyBag::new();
        kind.set_type(media_type);
        Blob::new_with_u8_array_sequence_and_options(&self.parts, &kind).map_err(|error| message(&error))
    }
}
