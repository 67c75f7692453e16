//! The nine kinds of record.

use serde::{Deserialize, Serialize};

/// What a record is. The order is the order of lists and of sections in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[repr(u8)]
pub enum Kind {
    /// Something uncertain that may happen and would matter.
    Risk,
    /// Something taken to be true until it is validated.
    Assumption,
    /// Something that has happened and needs resolving.
    Issue,
    /// Something one party needs from another.
    Dependency,
    /// A proposal to change the baseline.
    ChangeRequest,
    /// Something somebody has undertaken to do.
    Action,
    /// What a forum decided.
    Decision,
    /// A dated point in the plan.
    Milestone,
    /// Where people met and what was settled.
    Meeting,
}

impl Kind {
    /// All nine, in order.
    pub const ALL: [Kind; 9] = [
        Kind::Risk,
        Kind::Assumption,
        Kind::Issue,
        Kind::Dependency,
        Kind::ChangeRequest,
        Kind::Action,
        Kind::Decision,
        Kind::Milestone,
        Kind::Meeting,
    ];

    /// The word on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Risk => "risk",
            Kind::Assumption => "assumption",
            Kind::Issue => "issue",
            Kind::Dependency => "dependency",
            Kind::ChangeRequest => "changeRequest",
            Kind::Action => "action",
            Kind::Decision => "decision",
            Kind::Milestone => "milestone",
            Kind::Meeting => "meeting",
        }
    }

    /// The kind of that wire word.
    #[must_use]
    pub fn read(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The words on the screen, for one.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Kind::Risk => "Risk",
            Kind::Assumption => "Assumption",
            Kind::Issue => "Issue",
            Kind::Dependency => "Dependency",
            Kind::ChangeRequest => "Change request",
            Kind::Action => "Action",
            Kind::Decision => "Decision",
            Kind::Milestone => "Milestone",
            Kind::Meeting => "Meeting",
        }
    }

    /// The words within a sentence: "a risk", "an action".
    #[must_use]
    pub fn one(self) -> String {
        let name = self.label().to_lowercase();
        if name.starts_with(['a', 'i']) { format!("an {name}") } else { format!("a {name}") }
    }

    /// The words on the screen, for several.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Risk => "Risks",
            Kind::Assumption => "Assumptions",
            Kind::Issue => "Issues",
            Kind::Dependency => "Dependencies",
            Kind::ChangeRequest => "Change requests",
            Kind::Action => "Actions",
            Kind::Decision => "Decisions",
            Kind::Milestone => "Milestones",
            Kind::Meeting => "Meetings",
        }
    }

    /// What its reference numbers start with, where the register counts them itself.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Kind::Risk => "R",
            Kind::Assumption => "A",
            Kind::Issue => "I",
            Kind::Dependency => "D",
            Kind::ChangeRequest => "CR",
            Kind::Action => "ACT",
            Kind::Decision => "DEC",
            Kind::Milestone => "M",
            Kind::Meeting => "MTG",
        }
    }

    /// The section of the snapshot file that holds it.
    #[must_use]
    pub fn section(self) -> &'static str {
        match self {
            Kind::Risk | Kind::Assumption | Kind::Issue | Kind::Dependency => "items",
            Kind::ChangeRequest => "changeRequests",
            Kind::Action => "actions",
            Kind::Decision => "decisions",
            Kind::Milestone => "milestones",
            Kind::Meeting => "meetings",
        }
    }

    /// Its bit in a set of kinds.
    #[must_use]
    pub const fn bit(self) -> u16 {
        1 << (self as u8)
    }
}
