//! The sheet that the shadow root adopts.

/// Every sheet in one, as the build joined them.
pub const SHEET: &str = include_str!(concat!(env!("OUT_DIR"), "/sheet.css"));
