//! Values of JSON to our own types and back, by way of bytes: each type then has one reader and one writer in the page
//! instead of two, which leaves a tenth of the page out.

mod cursor;
mod duplicate;
mod place;
mod words;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub(crate) use cursor::{Broken, Cursor};
pub(crate) use duplicate::duplicate_key;
pub(crate) use place::{column_at, line_at, path_at, place_of};
pub(crate) use words::{missing_member, words};

/// Reads a value.
///
/// # Errors
/// The sentence of what does not fit, without a place: the bytes are our own.
#[inline(never)]
pub(crate) fn read<T: DeserializeOwned>(json: &Json) -> Result<T, String> {
    let bytes = serde_json::to_vec(json).map_err(|error| words(&error))?;
    parse(&bytes)
}

/// Writes a value. Ours have text keys only, so that nothing can fail.
#[inline(never)]
pub(crate) fn write<T: Serialize>(value: &T) -> Json {
    serde_json::to_vec(value).ok().and_then(|bytes| parse(&bytes).ok()).unwrap_or_default()
}

/// Reads bytes. All of our JSON is read as checked text: each type then has one reader in the page, and no text of it is
/// checked by itself.
///
/// # Errors
/// The sentence of what does not fit, without a place.
pub(crate) fn parse<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, String> {
    serde_json::from_str(text(bytes)?).map_err(|error| words(&error))
}

/// Bytes as text.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, String> {
    simdutf8::basic::from_utf8(bytes).map_err(|_| "it is not text in UTF-8".to_owned())
}

/// Refuses an object in which a key stands twice: one of the two would be lost.
///
/// # Errors
/// The sentence that names the key by its path.
pub(crate) fn refuse_duplicates(bytes: &[u8]) -> Result<(), String> {
    let text = text(bytes)?;
    duplicate_key(text).map_or(Ok(()), |found| Err(format!("{}: it is there twice", path_at(text, found.again))))
}
