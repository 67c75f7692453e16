//! What is asked of the register's files.

use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::state::RowId;
use crate::web::reading::Unread;

/// What is asked.
pub(super) enum FileRequest {
    /// Show what a file holds.
    Offer(Blob, String),
    /// Show what is wrong with a file that has been read.
    ShowUnread(String, Unread, Blob),
    /// Give the person a file of everything, or of these records.
    Export(Option<Vec<RowId>>),
    /// Give the person a file of what is published.
    Publish,
    /// Show what the sample holds.
    Sample,
    /// List the registers that this browser kept before.
    ListEarlier,
    /// Let an earlier register stay, or no longer.
    Pin(JsValue, bool),
}
