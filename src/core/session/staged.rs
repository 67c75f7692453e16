//! A copy of a session that a merge works on while the person goes on with the session itself.

use super::{Merged, Session};
use crate::log::{Event, Fact};

/// A copy of a session, which takes its place when the merge is done.
#[derive(Debug)]
pub struct StagedSession {
    /// The copy.
    pub session: Session,
    /// How much had happened, and been put right, when it was made.
    tail: usize,
    righted: u32,
}

impl Session {
    /// A copy to work on. The log has to be here.
    #[must_use]
    pub fn stage(&self) -> StagedSession {
        StagedSession { session: self.clone(), tail: self.log.tail().len(), righted: self.righted }
    }

    /// Takes the copy in place of this, with what happened here since it was made; gives what did not fit of that. The steps
    /// that can be undone stay. `false` when the copy has to be made anew: the state was put right meanwhile, or `numbered`
    /// and numbers were given here too. Nothing was changed then.
    pub fn adopt(&mut self, staged: &mut StagedSession, numbered: bool) -> Option<Merged> {
        let since = self.log.tail().get(staged.tail..)?.iter();
        let since: Vec<Event> = since.filter_map(|line| Event::parse(&line.bytes).ok()).collect();
        let numbers = |event: &Event| matches!(event.known(), Some(Fact::Raised { .. } | Fact::Numbered { .. }));
        if self.righted != staged.righted || (numbered && since.iter().any(numbers)) {
            return None;
        }
        let merged = staged.session.merge(since);
        std::mem::swap(self, &mut staged.session);
        let was = &mut staged.session;
        std::mem::swap(&mut self.done, &mut was.done);
        std::mem::swap(&mut self.undone, &mut was.undone);
        self.custodian = was.custodian;
        Some(merged)
    }
}
