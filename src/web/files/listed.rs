//! A register that was kept before, as it is listed.

use wasm_bindgen::JsValue;

/// A register that was kept before, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its title, where it can be told.
    pub title: Option<String>,
    /// Until when it was here.
    pub until: String,
    /// How large it is, in bytes; none where only changes are left.
    pub size: Option<u64>,
    /// The changes that follow it.
    pub changes: usize,
    /// Why it was set aside, if it was.
    pub why: Option<String>,
    /// Whether it stays until the person lets it go; none where it stays in any case.
    pub is_pinned: Option<bool>,
    /// Whether the next register that is opened pushes it out.
    pub is_next_out: bool,
}

/// Pins the backup of that key, or lets it go.
pub(super) type Pin = dyn Fn(JsValue, bool);
