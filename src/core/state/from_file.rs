//! What taking in a record from a file found.

use super::row::RowId;

/// A link in a file that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DanglingLink {
    /// The record it starts from.
    pub from: RowId,
    /// What it cites.
    pub cited: String,
}

/// What taking in a record from a file found.
pub(crate) struct IngestedRecord {
    pub(crate) dangling: Vec<DanglingLink>,
    pub(crate) has_id: bool,
    /// Whether it has a word that only a newer version knows.
    pub(crate) has_newer_word: bool,
}
