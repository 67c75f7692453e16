//! A merge that waits for an answer: what somebody edited by hand is to be settled first.

use super::preview::Preview;
use crate::session::Session;
use crate::snapshot::Finding;

/// What somebody edited by hand, which is to be settled before a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandEdits {
    /// Whether it was edited in the file that is merged, and not in the register that is open.
    pub of_file: bool,
    /// The file's name.
    pub name: String,
    /// The edits, in words.
    pub edits: Vec<String>,
}

/// A merge that waits for an answer.
#[derive(Debug)]
pub(super) struct SuspendedMerge {
    pub(super) edits: HandEdits,
    pub(super) findings: Vec<Finding>,
    pub(super) merge: MergeInput,
}

/// A file that is being merged.
#[derive(Debug)]
pub(super) struct MergeInput {
    pub(super) preview: Preview,
    pub(super) there: Session,
    /// The title of the register that is open.
    pub(super) before: String,
    /// What decides, approves or changes the set-up stays outside.
    pub(super) leaves_out: bool,
}
