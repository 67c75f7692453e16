//! Which dialog of a record's page is open.

use crate::record::Status;

/// The dialog of a record's page that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordDialog {
    /// Where to, with a first answer.
    Status(Option<Status>),
    /// Why it was raised in error.
    Strike,
}
