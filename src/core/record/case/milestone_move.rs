//! A milestone that a change request moves.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::record::Extra;
use crate::stamp::EventId;

/// A milestone that a change request moves: offered as an edit when the change is approved, never made silently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneMove {
    /// The event that added it.
    pub id: EventId,
    /// The milestone.
    pub milestone: EventId,
    /// Its reference when this was written; for people, never for finding it.
    #[serde(rename = "ref")]
    pub cited: String,
    /// Its baseline when this was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The new baseline.
    pub to: NaiveDate,
    /// The day the milestone was given its new baseline.
    #[serde(rename = "madeOn", default, skip_serializing_if = "Option::is_none")]
    pub made: Option<NaiveDate>,
    /// What a newer version wrote beside these.
    #[serde(flatten)]
    pub extra: Extra,
}

impl fmt::Display for MilestoneMove {
    /// "T1-TE-1000: 2023-10-01 → 2024-01-15". Stands in the text of a version, so it never changes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = self.from.map_or("no baseline".to_owned(), |day| day.to_string());
        write!(f, "{}: {from} → {}", self.cited, self.to)
    }
}
