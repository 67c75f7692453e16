//! How one record bears on another.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::words::NewerWord;

macro_rules! links {
    ($($variant:ident $name:literal $there:literal $back:literal),* $(,)?) => {
        /// How one record bears on another.
        #[allow(missing_docs, reason = "the words beside each name say what it is")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum LinkType {
            $($variant,)*
            /// Known to a newer version alone.
            Newer(NewerWord),
        }

        impl LinkType {
            /// Every type.
            pub const ALL: &'static [LinkType] = &[$(LinkType::$variant),*];

            /// The word on the wire.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(LinkType::$variant => $name,)*
                    LinkType::Newer(word) => word.word(),
                }
            }

            /// The type of that wire word, of those that this version knows.
            #[must_use]
            pub fn read(name: &str) -> Option<LinkType> {
                match name { $($name => Some(LinkType::$variant),)* _ => None }
            }

            /// The one of that word; of a word that this version does not know, if it can be kept, the one of a newer version.
            #[must_use]
            pub fn read_any(word: &str) -> Option<LinkType> {
                LinkType::read(word).or_else(|| NewerWord::of(word).map(LinkType::Newer))
            }

            /// The words from this end ("threatens").
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {
                    $(LinkType::$variant => $there,)*
                    LinkType::Newer(word) => word.word(),
                }
            }

            /// The words from the other end ("threatened by").
            #[must_use]
            pub fn inverse(self) -> &'static str {
                match self {
                    $(LinkType::$variant => $back,)*
                    LinkType::Newer(word) => word.word(),
                }
            }
        }

        impl<'de> Deserialize<'de> for LinkType {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::words::deserialize(deserializer, LinkType::ALL, LinkType::name, LinkType::Newer)
            }
        }

        impl Serialize for LinkType {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
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
