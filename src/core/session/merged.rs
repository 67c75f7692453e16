//! What a merge brought.

use crate::record::Anomaly;
use crate::state::RowId;

/// What a merge brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// How many events were new here.
    pub events: usize,
    /// The records they are about, new or changed.
    pub records: Vec<RowId>,
    /// What needs a person, with the record's reference.
    pub anomalies: Vec<(String, Anomaly)>,
    /// Whether the file is of another register than this.
    pub of_another: bool,
    /// How many records this copy gave reference numbers to.
    pub numbered: usize,
}
