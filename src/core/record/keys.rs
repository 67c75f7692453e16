//! The keys of a record in a file that are no fields.

use super::Field;
use crate::words;

/// The keys of a record that are no fields, those with objects in them that have further objects or names of people's
/// own first.
pub(crate) const STRUCTURES: [&str; 26] = [
    "custom",
    "submissions",
    "rounds",
    "responses",
    "milestoneMoves",
    "steps",
    "id",
    "kind",
    "status",
    "since",
    "ref",
    "given",
    "aliases",
    "assessment",
    "proposed",
    "target",
    "inherent",
    "mitigation",
    "unmet",
    "notes",
    "links",
    "why",
    "removed",
    "changedBy",
    "changed",
    "lastEvent",
];
/// How many of them those are.
pub(crate) const NESTED: usize = 6;

/// Whether that can be a field that only a newer version knows.
#[cold]
pub(crate) fn is_newer_field(name: &str) -> bool {
    Field::from_name(name).is_none() && !STRUCTURES.contains(&name) && words::is_newer(name)
}
