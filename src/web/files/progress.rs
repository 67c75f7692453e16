//! How far long work is.

/// How far long work is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is being done ("Reading TMAG.raid.json").
    pub label: String,
    /// Per cent done.
    pub percent: u8,
}
