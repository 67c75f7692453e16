//! How one record bears on another.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::words::NewerWord;

use super::says::Says;

macro_rules! links {
    ($($variant:ident $name:literal $there:literal $back:literal, $says:ident;)*) => {
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

            const fn index(self) -> usize {
                #[allow(clippy::enum_variant_names, reason = "the names are those of the list")]
                enum At { $($variant,)* Newer }
                match self {
                    $(LinkType::$variant => At::$variant as usize,)*
                    LinkType::Newer(_) => At::Newer as usize,
                }
            }

            const NAMES: &'static [&'static str] = &[$($name),*];

            /// The word on the wire.
            #[must_use]
            pub fn name(self) -> &'static str {
                if let LinkType::Newer(word) = self { word.word() } else { LinkType::NAMES[self.index()] }
            }

            /// The type of that wire word, of those that this version knows.
            #[must_use]
            pub fn read(name: &str) -> Option<LinkType> {
                crate::text::place_of(name, LinkType::NAMES).map(|place| LinkType::ALL[place])
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

            fn says(self) -> Says {
                match self {
                    $(LinkType::$variant => Says::$says,)*
                    LinkType::Newer(_) => Says::Outcome,
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
    RaisedAt "raisedAt" "raised at" "raised here", Outcome;
    RaisedFrom "raisedFrom" "raised from" "gave rise to", Outcome;
    DecidedBy "decidedBy" "decided by" "decides", Outcome;
    ConditionOf "conditionOf" "condition of" "has condition", Outcome;
    Threatens "threatens" "threatens" "threatened by", Matter;
    Blocks "blocks" "blocks" "blocked by", Matter;
    DependsOn "dependsOn" "depends on" "needed by", Matter;
    Moves "moves" "moves" "moved by", Outcome;
    MitigatedBy "mitigatedBy" "mitigated by" "mitigates", Matter;
    AddressedBy "addressedBy" "addressed by" "addresses", Matter;
    Implements "implements" "implements" "implemented by", Matter;
    RealisedAs "realisedAs" "realised as" "realised from", Outcome;
    Supersedes "supersedes" "supersedes" "superseded by", Outcome;
    Duplicates "duplicates" "duplicates" "duplicated by", Outcome;
    ClosedAt "closedAt" "closed at" "closed here", Outcome;
    RelatesTo "relatesTo" "relates to" "relates to", Matter;
}

impl LinkType {
    /// Whether it tells how this one record came about or what became of it, which a duplicate does not take along.
    #[must_use]
    pub fn is_outcome(self) -> bool {
        self.says() == Says::Outcome
    }
}
