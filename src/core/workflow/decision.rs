//! Which decision on a change request, what was decided, and what is asked to be recorded of it.

use crate::calendar::Due;
use crate::record::{Fields, Owner, Status};
use crate::stamp::EventId;
use crate::words::closed_words;

closed_words! {
    /// Which of a change request's decisions. The words are those of `Field::Stage`.
    Stage {
        /// Whether it is issued to impact assessment.
        Issue "Issue to impact assessment",
        /// Whether it is approved.
        Approval "Approval",
        /// Whether a higher body decides.
        Escalation "Escalation",
    }
}

closed_words! {
    /// What was decided. Recorded as said; never worked out from a vote.
    Outcome {
        /// Issued to impact assessment, perhaps subject to amendments.
        Issue "Issue to impact assessment",
        /// Approved.
        Approve "Approved",
        /// Approved, with conditions that become actions.
        ApproveWithConditions "Approved with conditions",
        /// Approved in principle, subject to updates (TMAG-DEC07).
        ApproveInPrinciple "Approved in principle",
        /// Put off to another meeting.
        Defer "Deferred",
        /// Turned down.
        Reject "Rejected",
        /// Handed to a higher body.
        Escalate "Escalated",
        /// Recommended to a higher body, which decides (CR022: PSG recommends, Ofgem approves).
        Recommend "Recommended",
    }
}

impl Stage {
    /// The words of the outcomes that a decision on it can have, the usual one first.
    #[must_use]
    pub fn outcomes(self) -> &'static [&'static str] {
        match self {
            Stage::Issue => const { &[Outcome::Issue.word(), Outcome::Defer.word(), Outcome::Reject.word()] },
            Stage::Approval | Stage::Escalation => {
                const {
                    &[
                        Outcome::Approve.word(),
                        Outcome::ApproveWithConditions.word(),
                        Outcome::ApproveInPrinciple.word(),
                        Outcome::Defer.word(),
                        Outcome::Reject.word(),
                        Outcome::Escalate.word(),
                        Outcome::Recommend.word(),
                    ]
                }
            }
        }
    }
}

impl Outcome {
    /// The outcomes that approve.
    pub const APPROVING: [Outcome; 3] = [Outcome::Approve, Outcome::ApproveWithConditions, Outcome::ApproveInPrinciple];

    /// Where a request goes that was so decided.
    #[must_use]
    pub fn leads_to(self, has_conditions: bool) -> Status {
        match self {
            Outcome::Issue if has_conditions => Status::AmendmentsRequired,
            Outcome::Issue => Status::ReadyForIa,
            Outcome::Approve | Outcome::ApproveWithConditions | Outcome::ApproveInPrinciple => Status::Approved,
            Outcome::Defer => Status::Deferred,
            Outcome::Reject => Status::Rejected,
            Outcome::Escalate | Outcome::Recommend => Status::Escalated,
        }
    }
}

/// A decision to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Deciding {
    /// The change requests it decides.
    pub subjects: Vec<EventId>,
    /// Which of their decisions.
    pub stage: Stage,
    /// What was decided.
    pub outcome: Outcome,
    /// Its reference; none lets the register number it.
    pub reference: Option<String>,
    /// Forum, who, capacity, mode, day, objections, reservations, deferral; see `Field`.
    pub fields: Fields,
    /// Conditions, each to become an action.
    pub conditions: Vec<Condition>,
    /// The meeting it was made at.
    pub meeting: Option<EventId>,
    /// Why it is recorded although something is missing.
    pub anyway: Option<String>,
}

/// A condition of a decision.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Condition {
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: Option<Owner>,
    /// By when.
    pub due: Option<Due>,
    /// The action's reference; none lets the register number it.
    pub reference: Option<String>,
    /// The requests it is a condition for; none means all.
    pub of: Vec<EventId>,
}
