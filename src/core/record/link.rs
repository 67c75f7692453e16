//! A link from one record to another.

use super::extra::Extra;
use crate::json::object;
use crate::kind::LinkType;
use crate::stamp::EventId;

object! {
    /// A link, kept at the record it starts from.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Link {
        /// How.
        pub link: LinkType = "as",
        /// The record at the other end.
        pub to: EventId = "to",
        /// Its reference as it was when the link was made; for people, never for finding it.
        pub cited: Option<String> = "ref",
    }
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
