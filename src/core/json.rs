//! Values of JSON to our own types and back, by way of bytes: each type then has one reader and one writer in the page
//! instead of two, which leaves a tenth of the page out.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

/// Reads a value.
///
/// # Errors
/// The sentence of what does not fit, without a place: the bytes are our own.
pub(crate) fn read<T: DeserializeOwned>(json: &Json) -> Result<T, String> {
    let bytes = serde_json::to_vec(json).map_err(|error| plain(&error))?;
    serde_json::from_slice(&bytes).map_err(|error| plain(&error))
}

/// Writes a value. Ours have text keys only, so that nothing can fail.
pub(crate) fn write<T: Serialize>(value: &T) -> Json {
    serde_json::to_vec(value).and_then(|bytes| serde_json::from_slice(&bytes)).unwrap_or_default()
}

/// The error without its line and column.
pub(crate) fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}
