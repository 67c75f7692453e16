//! What a step still needs, and where it is filled in.

use crate::item::Field;
use crate::stamp::EventId;

/// Something that a step still needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What, in a sentence without a full stop.
    pub what: String,
    /// Where it is filled in.
    pub place: Place,
}

/// Where something missing is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A field.
    Field(Field),
    /// The reference.
    Reference,
    /// The versions of the text.
    Versions,
    /// The impact assessment.
    Rounds,
    /// The decisions.
    Decisions,
    /// The milestones it moves.
    Milestones,
    /// The links.
    Links,
    /// The assessments.
    Assessment,
    /// Another record: a condition's action.
    Record(EventId),
    /// The reason asked for with the step.
    Reason,
}
