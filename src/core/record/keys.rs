//! The keys of a record in a file that are no fields.

use super::Field;
use crate::words;

/// Each of them by its name: what reads, writes and checks a record has them from here.
pub(crate) mod key {
    /// The programme's own fields.
    pub(crate) const CUSTOM: &str = "custom";
    /// Versions of a change request.
    pub(crate) const SUBMISSIONS: &str = "submissions";
    /// Rounds of impact assessment.
    pub(crate) const ROUNDS: &str = "rounds";
    /// What parties answered.
    pub(crate) const RESPONSES: &str = "responses";
    /// Milestones that a change request moves.
    pub(crate) const MILESTONE_MOVES: &str = "milestoneMoves";
    /// Transitions of a change request's life.
    pub(crate) const STEPS: &str = "steps";
    /// The event that raised it.
    pub(crate) const ID: &str = "id";
    /// What it is.
    pub(crate) const KIND: &str = "kind";
    /// Where it stands.
    pub(crate) const STATUS: &str = "status";
    /// Since which day.
    pub(crate) const SINCE: &str = "since";
    /// The reference that is shown.
    pub(crate) const REFERENCE: &str = "ref";
    /// The reference that it was given, where another was given it first.
    pub(crate) const GIVEN: &str = "given";
    /// Further references.
    pub(crate) const ALIASES: &str = "aliases";
    /// The assessment as it is now.
    pub(crate) const ASSESSMENT: &str = "assessment";
    /// The one that is proposed.
    pub(crate) const PROPOSED: &str = "proposed";
    /// The one that is aimed at.
    pub(crate) const TARGET: &str = "target";
    /// The one before any mitigation.
    pub(crate) const INHERENT: &str = "inherent";
    /// Steps of the mitigation.
    pub(crate) const MITIGATION: &str = "mitigation";
    /// What was missing at the last transition.
    pub(crate) const UNMET: &str = "unmet";
    /// Notes.
    pub(crate) const NOTES: &str = "notes";
    /// Links to other records.
    pub(crate) const LINKS: &str = "links";
    /// The reason of the last transition.
    pub(crate) const WHY: &str = "why";
    /// Why it is struck out.
    pub(crate) const REMOVED: &str = "removed";
    /// Who changed it last.
    pub(crate) const CHANGED_BY: &str = "changedBy";
    /// When it changed last.
    pub(crate) const CHANGED: &str = "changed";
    /// The newest event about it.
    pub(crate) const LAST_EVENT: &str = "lastEvent";
}

/// The keys of a record that are no fields, those with objects in them that have further objects or names of people's
/// own first.
pub(crate) const STRUCTURES: [&str; 26] = [
    key::CUSTOM,
    key::SUBMISSIONS,
    key::ROUNDS,
    key::RESPONSES,
    key::MILESTONE_MOVES,
    key::STEPS,
    key::ID,
    key::KIND,
    key::STATUS,
    key::SINCE,
    key::REFERENCE,
    key::GIVEN,
    key::ALIASES,
    key::ASSESSMENT,
    key::PROPOSED,
    key::TARGET,
    key::INHERENT,
    key::MITIGATION,
    key::UNMET,
    key::NOTES,
    key::LINKS,
    key::WHY,
    key::REMOVED,
    key::CHANGED_BY,
    key::CHANGED,
    key::LAST_EVENT,
];
/// How many of them those are.
pub(crate) const NESTED: usize = 6;

/// Whether that can be a field that only a newer version knows.
#[cold]
pub(crate) fn is_newer_field(name: &str) -> bool {
    Field::from_name(name).is_none() && !STRUCTURES.contains(&name) && words::is_newer(name)
}
