//! Where a record stands, with what belongs to it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::kind::Status;

/// A status with its data: since when, why, and until when it is put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusEntry {
    /// The status.
    pub status: Status,
    /// Since which day, where known.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::json::Member::read")]
    pub since: Option<NaiveDate>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What was missing when the step was taken all the same, in sentences; empty when nothing was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<String>,
}

impl StatusEntry {
    /// Stands so, with nothing more said.
    #[must_use]
    pub fn plain(status: Status) -> StatusEntry {
        StatusEntry { status, since: None, why: None, unmet: Vec::new() }
    }
}

crate::json::required!(StatusEntry);
