//! How one record bears on another.

use serde::{Deserialize, Serialize};

use super::Extra;
use crate::stamp::EventId;

macro_rules! links {
    ($($variant:ident $name:literal $there:literal $back:literal),* $(,)?) => {
        /// How one record bears on another.
        #[allow(missing_docs, reason = "the words beside each name say what it is")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub enum LinkType { $($variant),* }

        impl LinkType {
            /// Every type.
            pub const ALL: &'static [LinkType] = &[$(LinkType::$variant),*];

            /// The word on the wire.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(LinkType::$variant => $name),* }
            }

            /// The type of that wire word.
            #[must_use]
            pub fn read(name: &str) -> Option<LinkType> {
                match name { $($name => Some(LinkType::$variant),)* _ => None }
            }

            /// The words from this end ("threatens").
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(LinkType::$variant => $there),* }
            }

            /// The words from the other end ("threatened by").
            #[must_use]
            pub fn inverse(self) -> &'static str {
                match self { $(LinkType::$variant => $back),* }
            }
        }
    };
}

links! {
    RaisedAt "raisedAt" "raised at" "raised here",
    RaisedFrom "raisedFrom" "raised from" "gave rise to",
    DecidedBy "decidedBy" "decided by" "decides",
    ConditionOf "conditionOf" "condition of" "has condition",
    Threatens "threatens" "threatens" "threatened by",
    Blocks "blocks" "blocks" "blocked by",
    DependsOn "dependsOn" "depends on" "needed by",
    Moves "moves" "moves" "moved by",
    MitigatedBy "mitigatedBy" "mitigated by" "mitigates",
    AddressedBy "addressedBy" "addressed by" "addresses",
    Implements "implements" "implements" "implemented by",
    RealisedAs "realisedAs" "realised as" "realised from",
    Supersedes "supersedes" "supersedes" "superseded by",
    Duplicates "duplicates" "duplicates" "duplicated by",
    ClosedAt "closedAt" "closed at" "closed here",
    RelatesTo "relatesTo" "relates to" "relates to",
}

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
