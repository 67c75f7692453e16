//! One step of a mitigation.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Owner;
use crate::calendar::{BadDay, Due, read_day};
use crate::json::object;
use crate::stamp::EventId;
use crate::text::{self, BadText};

object! {
    /// One step of a mitigation: a numbered line of the papers' mitigation column.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Step {
        /// The event that added it.
        pub id: EventId = "id",
        /// What is to be done, or was.
        pub text: String = "text",
        /// Who does it.
        pub owner: Option<Owner> = "owner",
        /// By when.
        pub due: Option<Due> = "due",
        /// That it was done, and when.
        pub done: Option<Done> = "done",
    }
}

/// When a step was done. The papers say of some steps that they are done, and not since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// On that day.
    On(NaiveDate),
    /// On a day that nobody wrote down.
    Undated,
}

/// The word on the wire for a step that was done on a day that nobody wrote down.
const UNDATED: &str = "undated";

impl Done {
    /// Reads a day, or that there is none.
    ///
    /// # Errors
    /// [`BadDay`] when it is neither.
    pub fn parse(written: &str) -> Result<Done, BadDay> {
        if written.trim().eq_ignore_ascii_case(UNDATED) { Ok(Done::Undated) } else { read_day(written).map(Done::On) }
    }

    /// The day, where it is known.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Done::On(day) => Some(day),
            Done::Undated => None,
        }
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Done::On(day) => day.fmt(f),
            Done::Undated => f.write_str(UNDATED),
        }
    }
}

impl Serialize for Done {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Done {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::deserialize(deserializer, "a day like 2023-10-13 in quotes, or “undated”", Done::parse)
    }
}

impl Step {
    /// Checks its texts.
    ///
    /// # Errors
    /// [`BadText`] of the first that fails.
    pub fn check(&self) -> Result<(), BadText> {
        if self.text.trim().is_empty() {
            return Err(BadText::Empty);
        }
        text::check(&self.text)?;
        self.owner.as_ref().map_or(Ok(()), Owner::check)
    }
}

crate::json::required!(Step, Done);
