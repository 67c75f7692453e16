//! Why storage did not do what was asked.

use std::fmt;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::web::platform::thrown;

/// Why storage did not do what was asked: the kind decides what is done about it, the text is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorageError {
    /// The page may keep nothing: a sandboxed frame, a policy.
    Denied(String),
    /// The database is closed, or the browser has lost it. It can be opened again.
    Closed(String),
    /// There is no room left.
    Full(String),
    /// A request failed; its transaction was aborted.
    Request(String),
    /// The transaction was aborted when it was committed.
    Commit(String),
    /// Anything else, such as the words of a host's own storage.
    Other(String),
}

impl StorageError {
    /// What an exception of IndexedDB means, by its name.
    #[cold]
    pub(super) fn of(thrown: &JsValue) -> StorageError {
        let name = Reflect::get(thrown, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
        let words = match thrown::message(thrown) {
            words if words.is_empty() => name.clone(),
            words => words,
        };
        match name.as_str() {
            "SecurityError" => StorageError::Denied(words),
            "InvalidStateError" | "UnknownError" => StorageError::Closed(words),
            "VersionError" => StorageError::Other("a newer version of this page keeps it now; reload the page".into()),
            "QuotaExceededError" => StorageError::Full(words),
            _ => StorageError::Request(words),
        }
    }
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StorageError::Full(why) => write!(f, "the browser has no room left ({})", why.trim_end_matches('.')),
            StorageError::Commit(why) => write!(f, "the browser gave the change up ({})", why.trim_end_matches('.')),
            StorageError::Denied(why) | StorageError::Closed(why) | StorageError::Request(why) | StorageError::Other(why) => {
                f.write_str(why)
            }
        }
    }
}

impl From<String> for StorageError {
    fn from(why: String) -> StorageError {
        StorageError::Other(why)
    }
}
