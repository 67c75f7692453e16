//! Conflicts that nobody has settled.

use super::{News, Store};
use crate::log::ConflictSubject;
use crate::log::Event;
use crate::register::Refusal;
use crate::stamp::EventId;

impl Store {
    /// How many records hold a conflict that nobody has settled, as far as the log has been read.
    #[must_use]
    pub fn in_conflict(&self) -> usize {
        self.read(|session| session.register().in_conflict().len())
    }

    /// Looks again whether a record holds one, once its history is at hand.
    pub fn note_conflicts(&self, record: EventId) {
        if self.read_log(|session| session.note_conflicts(record)) {
            self.data_changed();
            self.tell(&News::Changed);
        }
    }

    /// Settles a conflict: keeps the value that stands, or takes the one that an event had set.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was changed.
    pub fn settle_conflict(
        &self,
        record: EventId,
        subject: &ConflictSubject,
        take: Option<EventId>,
    ) -> Result<Vec<Event>, Refusal> {
        self.change(|session, stamp| session.settle_conflict(record, subject, take, stamp))
    }
}
