//! Undoing is a new fact: the same pair of values the other way round.

use super::{Event, Fact, UndoRef};

/// Why a record is gone whose raising was undone.
pub(super) const UNRAISED: &str = "Undone";

/// The fact that takes the event back; `None` for what cannot be taken back: the beginning of the register.
#[must_use]
pub fn reverse(event: &Event) -> Option<Fact> {
    let fact = match event.known()?.clone() {
        Fact::RegisterOpened { .. } => return None,
        Fact::RegisterRenamed { from, to } => Fact::RegisterRenamed { from: to, to: from },
        Fact::SchemeChanged { from, to } => Fact::SchemeChanged { from: to, to: from },
        Fact::Raised { .. } => Fact::Removed { why: UNRAISED.into() },
        Fact::Edited { field, from, to } => Fact::Edited { field, from: to, to: from },
        Fact::CustomEdited { name, from, to } => Fact::CustomEdited { name, from: to, to: from },
        Fact::Moved { from, to } => Fact::Moved { from: to, to: from },
        Fact::Assessed { slot, from, to } => Fact::Assessed { slot, from: to, to: from },
        Fact::StepChanged { from, to } => Fact::StepChanged { from: to, to: from },
        Fact::PartChanged { from, to } => Fact::PartChanged { from: to, to: from },
        Fact::Noted { text } => Fact::NoteStruck { note: event.note(text) },
        Fact::NoteStruck { note } => Fact::NoteRestored { note },
        Fact::NoteRestored { note } => Fact::NoteStruck { note },
        Fact::Linked { link } => Fact::Unlinked { link },
        Fact::Unlinked { link } => Fact::Linked { link },
        Fact::Numbered { from, to } => Fact::Numbered { from: to, to: from },
        Fact::AliasChanged { from, to } => Fact::AliasChanged { from: to, to: from },
        Fact::Removed { why } => Fact::Restored { why },
        Fact::Restored { why } => Fact::Removed { why },
    };
    Some(fact)
}

/// What the reversal of an event is to be recorded as: undoing, or doing again what that event undid.
#[must_use]
pub fn turn(event: &Event) -> UndoRef {
    match event.turn {
        Some(UndoRef::Undoes(first)) => UndoRef::Redoes(first),
        Some(UndoRef::Redoes(_)) | None => UndoRef::Undoes(event.id),
    }
}
