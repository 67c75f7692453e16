//! Conflicts that nobody has settled.

use super::{NO_RECORD, Store};
use crate::fold::Conflict;
use crate::log::ConflictSubject;
use crate::stamp::EventId;
use crate::web::second_part;

impl Store {
    /// How many records hold a conflict that nobody has settled, as far as the log has been read.
    #[must_use]
    pub fn in_conflict(&self) -> usize {
        self.session().read(|session| session.register().in_conflict().len())
    }

    /// Looks again whether a record holds one, once its history is at hand.
    pub fn note_conflicts(&self, record: EventId) {
        self.session().note_conflicts(record);
    }

    /// Where two people changed the register's title or scheme and nobody has settled it, as far as the log has been read.
    #[must_use]
    pub fn heading_conflicts(&self) -> Vec<Conflict> {
        self.session().read(|session| session.register().heading_conflicts.clone())
    }

    /// Settles a conflict: keeps the value that stands, or takes the one that an event had set. Says so, or why not.
    pub fn settle_conflict(&self, record: EventId, subject: &ConflictSubject, take: Option<EventId>) {
        match self.session().settle_conflict(record, subject, take) {
            Ok(_) => {
                self.notices().announce(if take.is_some() { "Settled: the other value stands now" } else { "Settled: it stays" })
            }
            Err(refusal) => self.notices().complain(refusal.to_string()),
        }
    }

    /// The same of the title or the scheme, whose history may have to be fetched.
    pub async fn settle_heading(&self, subject: ConflictSubject, take: Option<EventId>) {
        second_part::load().await;
        match self.detached_log().have_log().await {
            Ok(()) => self.settle_conflict(NO_RECORD, &subject, take),
            Err(why) => self.notices().complain(format!("The history could not be read: {why}. Reload the page to try again")),
        }
    }
}
