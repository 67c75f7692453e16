//! What happened elsewhere joins what is here.

use std::rc::Rc;

use super::{News, Store};
use crate::log::Event;
use crate::register::Refusal;
use crate::session::{Merged, Session};
use crate::snapshot::Opened;
use crate::stamp::Stamp;

impl Store {
    /// Takes in events that are kept already, by another tab or the host. The log has to be here if the session needs it.
    pub fn merge(&self, events: Vec<Event>) -> Merged {
        self.take_in(events, News::Heard)
    }

    /// Takes in the events of another file. They are kept like changes made here. Both logs have to be here. This register
    /// keeps its own title and scheme where the file is of another.
    ///
    /// # Errors
    /// [`Refusal::ReadOnly`]; nothing was changed.
    pub fn merge_file(&self, opened: Opened) -> Result<Merged, Refusal> {
        if self.is_read_only() {
            return Err(Refusal::ReadOnly);
        }
        let (title, scheme) = self.read(|session| (session.register().title.clone(), session.register().scheme.clone()));
        let mut other = Session::of(opened);
        let left = other.left_behind();
        let mut merged = self.take_in(other.events(), News::Recorded);
        merged.anomalies.extend(left);
        if merged.of_another {
            self.follow_up(|session, stamp| (session.keep_heading(&title, scheme, stamp), Ok(())))?;
        }
        Ok(merged)
    }

    /// Does what follows from a merge and is no step for undo; gives how many events that took.
    pub fn follow_up(
        &self,
        act: impl FnOnce(&mut Session, &Stamp) -> (Vec<Event>, Result<(), Refusal>),
    ) -> Result<usize, Refusal> {
        let stamp = self.stamp();
        let (events, done) = act(&mut self.0.session.borrow_mut(), &stamp);
        let count = events.len();
        if count > 0 {
            self.tell(&News::Recorded(Rc::new(events)));
        }
        done.map(|()| count)
    }

    /// Takes in events from elsewhere, and tells of those that are new here.
    pub fn take_in(&self, mut events: Vec<Event>, news: impl FnOnce(Rc<Vec<Event>>) -> News) -> Merged {
        let (merged, fresh) = {
            let mut session = self.0.session.borrow_mut();
            events.retain(|event| !session.knows(event.id));
            let merged = session.merge(events.clone());
            let (_, last_tick) = session.mark();
            events.retain(|event| event.id.tick <= last_tick);
            (merged, events)
        };
        if merged.events > 0 {
            self.tell(&news(Rc::new(fresh)));
        }
        merged
    }
}
