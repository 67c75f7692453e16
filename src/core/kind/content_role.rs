//! What a field or a link says of its record: a duplicate takes along what it is about, and not what became of it.

/// What a field or a link says of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContentRole {
    /// What it is about, and what is wanted.
    Description,
    /// What was done, found or decided about this one.
    Outcome,
}
