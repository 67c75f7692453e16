//! A version of a change request's text, frozen when it is submitted.

use std::fmt;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value as Json;

use crate::json::object;
use crate::record::Field;
use crate::stamp::EventId;
use crate::text::{self, BadText};

/// The key of the milestones it moves, within the content.
pub(crate) const MILESTONES: &str = "milestoneMoves";

object! {
    /// A version of a change request's text. Until it is submitted it follows the text; from then on it never changes.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Submission {
        /// The event that added it.
        pub id: EventId = "id",
        /// "1.0", "1.1" after an amendment.
        pub version: String = "version",
        /// The day it was submitted; none while it is being written.
        pub on: Option<NaiveDate> = "on",
        /// Who submitted it: the Change Raiser.
        pub by: Option<String> = "by",
        /// What was amended, in words.
        pub amendments: Option<String> = "amendments",
        /// The text, by the wire name of its field.
        pub content: BTreeMap<String, Json> = "content",
    }
}

impl fmt::Display for Submission {
    /// "Version 1.1".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Version {}", self.version)
    }
}

impl Submission {
    /// Checks its texts.
    ///
    /// # Errors
    /// [`BadText`] of the first that fails.
    pub fn check(&self) -> Result<(), BadText> {
        text::check_line(&self.version)?;
        self.by.as_deref().map_or(Ok(()), text::check_line)?;
        self.amendments.as_deref().map_or(Ok(()), text::check)?;
        self.content.values().try_for_each(|value| match value {
            Json::String(words) => text::check(words),
            Json::Array(parts) => parts.iter().filter_map(Json::as_str).try_for_each(text::check),
            _ => Ok(()),
        })
    }

    /// One text of it, as a person reads it; empty when it was not filled.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        match self.content.get(name) {
            Some(Json::String(words)) => words.clone(),
            Some(Json::Array(parts)) => parts.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(", "),
            _ => String::new(),
        }
    }

    /// The number of the version after this one.
    #[must_use]
    pub fn next_version(&self) -> String {
        let (major, minor) = self.version.split_once('.').unwrap_or((&self.version, "0"));
        match minor.parse::<u32>() {
            Ok(minor) => format!("{major}.{}", minor.saturating_add(1)),
            Err(_) => format!("{}.1", self.version),
        }
    }
}

/// Whether a field is part of what parties assess: editing it makes a new version.
#[must_use]
pub(crate) fn is_content(field: Field) -> bool {
    use Field::*;
    matches!(
        field,
        Title
            | Description
            | IssueStatement
            | Justification
            | Consequence
            | Alternatives
            | Benefits
            | ChangeType
            | ImpactedArtefacts
            | ImpactedParties
            | CodesImpacted
    )
}

crate::json::required!(Submission);
