//! A milestone that a change request moves.

use std::fmt;

use chrono::NaiveDate;

use crate::json::object;
use crate::stamp::EventId;

object! {
    /// A milestone that a change request moves: offered as an edit when the change is approved, never made silently.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct MilestoneMove {
        /// The event that added it.
        pub id: EventId = "id",
        /// The milestone.
        pub milestone: EventId = "milestone",
        /// Its reference when this was written; for people, never for finding it.
        pub cited: String = "ref",
        /// Its baseline when this was written.
        pub from: Option<NaiveDate> = "from",
        /// The new baseline.
        pub to: NaiveDate = "to",
        /// The day the milestone was given its new baseline.
        pub made: Option<NaiveDate> = "madeOn",
    }
}

impl fmt::Display for MilestoneMove {
    /// "T1-TE-1000: 2023-10-01 → 2024-01-15". Stands in the text of a version, so it never changes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = self.from.map_or("no baseline".to_owned(), |day| day.to_string());
        write!(f, "{}: {from} → {}", self.cited, self.to)
    }
}

crate::json::required!(MilestoneMove);
