//! How one record bears on another.

use serde::{Deserialize, Deserializer, Serialize};

macro_rules! links {
    ($($variant:ident $name:literal $there:literal $back:literal),* $(,)?) => {
        /// How one record bears on another.
        #[allow(missing_docs, reason = "the words beside each name say what it is")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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

        impl<'de> Deserialize<'de> for LinkType {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::text::deserialize_word(deserializer, LinkType::ALL, LinkType::name)
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
