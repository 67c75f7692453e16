//! How one record bears on another.

use super::content_role::ContentRole;
use crate::words::{NewerWord, may_be_newer, place_of};

macro_rules! links {
    ($($variant:ident $name:literal $there:literal $back:literal, $role:ident;)*) => {
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

            const NAMES: &'static [&'static str] = &[$($name),*];

            /// The word on the wire.
            #[must_use]
            pub fn name(self) -> &'static str {
                if let LinkType::Newer(word) = self { word.word() } else { LinkType::NAMES[self.index()] }
            }

            /// The type of that wire word, of those that this version knows.
            #[must_use]
            pub fn from_name(name: &str) -> Option<LinkType> {
                place_of(name, LinkType::NAMES).map(|place| LinkType::ALL[place])
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

            fn role(self) -> ContentRole {
                match self {
                    $(LinkType::$variant => ContentRole::$role,)*
                    LinkType::Newer(_) => ContentRole::Outcome,
                }
            }
        }

        may_be_newer!(LinkType, name, LinkType::ALL, $($variant)*);
    };
}

links! {
    RaisedAt "raisedAt" "raised at" "raised here", Outcome;
    RaisedFrom "raisedFrom" "raised from" "gave rise to", Outcome;
    DecidedBy "decidedBy" "decided by" "decides", Outcome;
    ConditionOf "conditionOf" "condition of" "has condition", Outcome;
    Threatens "threatens" "threatens" "threatened by", Description;
    Blocks "blocks" "blocks" "blocked by", Description;
    DependsOn "dependsOn" "depends on" "needed by", Description;
    Moves "moves" "moves" "moved by", Outcome;
    MitigatedBy "mitigatedBy" "mitigated by" "mitigates", Description;
    AddressedBy "addressedBy" "addressed by" "addresses", Description;
    Implements "implements" "implements" "implemented by", Description;
    RealisedAs "realisedAs" "realised as" "realised from", Outcome;
    Supersedes "supersedes" "supersedes" "superseded by", Outcome;
    Duplicates "duplicates" "duplicates" "duplicated by", Outcome;
    ClosedAt "closedAt" "closed at" "closed here", Outcome;
    RelatesTo "relatesTo" "relates to" "relates to", Description;
}

impl LinkType {
    /// Whether it tells how this one record came about or what became of it, which a duplicate does not take along.
    #[must_use]
    pub fn is_outcome(self) -> bool {
        self.role() == ContentRole::Outcome
    }
}
