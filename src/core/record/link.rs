//! A link from one record to another.

use serde::{Deserialize, Serialize};

use super::extra::Extra;
use crate::kind::LinkType;
use crate::stamp::EventId;

/// A link, kept at the record it starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// How.
    #[serde(rename = "as")]
    pub link: LinkType,
    /// The record at the other end.
    pub to: EventId,
    /// Its reference as it was when the link was made; for people, never for finding it.
    #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
    pub cited: Option<String>,
    /// What a newer version wrote beside these.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Link {
    /// A link to that record, with its reference as it is now.
    #[must_use]
    pub fn new(link: LinkType, to: EventId, cited: Option<String>) -> Link {
        Link { link, to, cited, extra: Extra::new() }
    }

    /// The order of the links of a record.
    #[must_use]
    pub fn order(&self, other: &Link) -> std::cmp::Ordering {
        (self.link, self.to, &self.cited).cmp(&(other.link, other.to, &other.cited))
    }

    /// Same type to the same record; the citation does not count.
    #[must_use]
    pub fn same(&self, other: &Link) -> bool {
        self.link == other.link && self.to == other.to
    }
}
