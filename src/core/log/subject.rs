//! What of a record, or of the register itself, a fact changes, where two people can change the same.

use super::Fact;
use crate::record::{Field, Slot};
use crate::scheme::Scheme;
use crate::stamp::EventId;

/// What of a record, or of the register itself, a change is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ConflictSubject {
    /// A plain field.
    Field(Field),
    /// A field of the programme's own.
    Custom(String),
    /// Its status.
    Status,
    /// One of its assessments.
    Assessment(Slot),
    /// A step of its mitigation, or a part of its case.
    Part(EventId),
    /// Its reference.
    Reference,
    /// The register's title.
    Title,
    /// The register's scheme, as a whole.
    Scheme,
}

impl ConflictSubject {
    /// What a fact changes, where two people can change the same.
    #[must_use]
    pub fn of(fact: &Fact) -> Option<ConflictSubject> {
        Some(match fact {
            Fact::Edited { field, .. } => ConflictSubject::Field(*field),
            Fact::CustomEdited { name, .. } => ConflictSubject::Custom(name.clone()),
            Fact::Moved { .. } => ConflictSubject::Status,
            Fact::Assessed { slot, .. } => ConflictSubject::Assessment(*slot),
            Fact::StepChanged { from, to } => ConflictSubject::Part(to.as_ref().or(from.as_ref())?.id),
            Fact::PartChanged { from, to } => ConflictSubject::Part(to.as_ref().or(from.as_ref())?.id()),
            Fact::Numbered { .. } => ConflictSubject::Reference,
            Fact::RegisterRenamed { .. } => ConflictSubject::Title,
            Fact::SchemeChanged { .. } => ConflictSubject::Scheme,
            Fact::RegisterOpened { .. }
            | Fact::Raised { .. }
            | Fact::Noted { .. }
            | Fact::NoteStruck { .. }
            | Fact::NoteRestored { .. }
            | Fact::Linked { .. }
            | Fact::Unlinked { .. }
            | Fact::AliasChanged { .. }
            | Fact::Removed { .. }
            | Fact::Restored { .. } => return None,
        })
    }

    /// Its name inside a sentence ("area", "proposed assessment").
    #[must_use]
    pub fn label(&self, scheme: &Scheme) -> String {
        match self {
            ConflictSubject::Field(field) => scheme.field_label(*field).to_lowercase(),
            ConflictSubject::Custom(name) => name.clone(),
            ConflictSubject::Status => "status".into(),
            ConflictSubject::Assessment(slot) => slot.label().to_lowercase(),
            ConflictSubject::Part(_) => "one of its parts".into(),
            ConflictSubject::Reference => "reference".into(),
            ConflictSubject::Title => "the register’s title".into(),
            ConflictSubject::Scheme => "the scheme".into(),
        }
    }
}
