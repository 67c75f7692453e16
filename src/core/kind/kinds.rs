//! The kinds of record, in the order of lists and of sections in the file.

use super::action::ACTION;
use super::assumption::ASSUMPTION;
use super::change_request::CHANGE_REQUEST;
use super::decision::DECISION;
use super::definition::{Definition, DueMeaning, PageSection, Series};
use super::dependency::DEPENDENCY;
use super::document::DOCUMENT;
use super::issue::ISSUE;
use super::meeting::MEETING;
use super::milestone::MILESTONE;
use super::newer::NEWER;
use super::risk::RISK;
use crate::text::with_article;
use crate::words::{NewerWord, may_be_newer};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $definition:ident,)*) => {
        /// What a record is. The order is the order of lists and of sections in the file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $variant,)*
            /// Known to a newer version alone.
            Newer(NewerWord),
        }

        impl Kind {
            /// All that this version knows, in order.
            pub const ALL: [Kind; [$(stringify!($variant)),*].len()] = [$(Kind::$variant),*];
            /// How many places [`Kind::index`] gives: one for each kind, and one for those of a newer version.
            pub const COUNT: usize = Kind::ALL.len() + 1;
        }

        may_be_newer!(Kind, name, &Kind::ALL, $($variant)*);

        pub(super) static DEFINITIONS: [Definition; Kind::COUNT] = [$($definition,)* NEWER];
    };
}

kinds! {
    /// Something uncertain that may happen and would matter.
    Risk RISK,
    /// Something taken to be true until it is validated.
    Assumption ASSUMPTION,
    /// Something that has happened and needs resolving.
    Issue ISSUE,
    /// Something one party needs from another.
    Dependency DEPENDENCY,
    /// A proposal to change the baseline.
    ChangeRequest CHANGE_REQUEST,
    /// Something somebody has undertaken to do.
    Action ACTION,
    /// What a forum decided.
    Decision DECISION,
    /// A dated point in the plan.
    Milestone MILESTONE,
    /// Where people met and what was settled.
    Meeting MEETING,
    /// A paper or an artefact that is reviewed and approved.
    Document DOCUMENT,
}

/// The sections of a file, in order.
pub const SECTIONS: [&str; 7] = ["items", "changeRequests", "actions", "decisions", "milestones", "meetings", "documents"];
/// So many of them stand in every file; those that came later only where they hold something, so that the bytes of older
/// files stay as they are.
pub const ALWAYS_WRITTEN: usize = 6;

impl Kind {
    /// What its file declares.
    #[must_use]
    pub fn definition(self) -> &'static Definition {
        &DEFINITIONS[self.index()]
    }

    /// The word on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.newer().unwrap_or(self.definition().name)
    }

    /// The kind of that wire word, of those that this version knows.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The words on the screen, for one.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.newer().unwrap_or(self.definition().label)
    }

    /// The words within a sentence: "a risk", "an action".
    #[must_use]
    pub fn one(self) -> String {
        with_article(self.label())
    }

    /// The words on the screen, for several.
    #[must_use]
    pub fn plural(self) -> &'static str {
        self.newer().unwrap_or(self.definition().plural)
    }

    /// What its reference numbers start with, where the register counts them itself.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        self.definition().prefix
    }

    /// The section of the snapshot file that holds it.
    #[must_use]
    pub fn section(self) -> &'static str {
        self.definition().section
    }

    /// Whether its page has that part.
    #[must_use]
    pub fn has(self, part: PageSection) -> bool {
        self.definition().page.contains(&part)
    }

    /// Whether people meet on its day.
    #[must_use]
    pub fn is_meeting(self) -> bool {
        self.definition().due_meaning == DueMeaning::Meeting
    }

    /// Whether each record of it is a decision: it begins decided.
    #[must_use]
    pub fn is_decision(self) -> bool {
        let own = self.definition();
        own.decided.contains(&own.begins)
    }

    /// Whether its references are counted within the meeting that a record was raised at.
    #[must_use]
    pub fn is_numbered_by_meeting(self) -> bool {
        self.definition().numbering.series == Some(Series::Meeting)
    }

    /// Its bit in a set of kinds.
    #[must_use]
    pub const fn bit(self) -> u16 {
        1 << self.index()
    }
}
