//! What happened elsewhere joins what is here.

use std::rc::Rc;

use super::{News, Store};
use crate::log::Event;
use crate::register::Refusal;
use crate::session::{Merged, Session};
use crate::snapshot::Opened;

impl Store {
    /// Takes in events that are kept already, by another tab or the host. The log has to be here if the session needs it.
    pub fn merge(&self, events: Vec<Event>) -> Merged {
        self.take_in(events, News::Heard)
    }

    /// Takes in another file; see [`Session::merge_file`]. What that brings is kept like changes made here. Both logs have
    /// to be here.
    ///
    /// # Errors
    /// [`Refusal::ReadOnly`]; nothing was changed.
    pub fn merge_file(&self, opened: Opened) -> Result<Merged, Refusal> {
        self.merge_session(Session::of(opened))
    }

    /// As [`Store::merge_file`]; the file may say what is left out.
    ///
    /// # Errors
    /// As [`Store::merge_file`].
    pub fn merge_session(&self, mut file: Session) -> Result<Merged, Refusal> {
        if self.is_read_only() {
            return Err(Refusal::ReadOnly);
        }
        let stamp = self.stamp();
        let (merged, fresh) = self.0.session.borrow_mut().merge_file(&mut file, &stamp);
        if !fresh.is_empty() {
            self.tell(&News::Recorded(Rc::new(fresh)));
        }
        Ok(merged)
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
