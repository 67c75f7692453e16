//! A dated note in a record's log.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Extra;
use crate::stamp::EventId;

/// A dated note. Never edited; struck out by a later event when it was wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The event that added it.
    pub id: EventId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// The words.
    pub text: String,
    /// What a newer version wrote beside these.
    #[serde(flatten)]
    pub extra: Extra,
}
