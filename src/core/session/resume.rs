//! What a person can undo, taken along over a reload of the page.

use super::Session;
use crate::log::{Event, Fact};

/// Steps that can be undone, and steps that can be done again; the newest last.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Steps {
    /// What was done.
    pub done: Vec<Vec<Event>>,
    /// What was undone.
    pub undone: Vec<Vec<Event>>,
}

impl Session {
    /// What can be undone, and what can be done again.
    #[must_use]
    pub fn steps(&self) -> (&[Vec<Event>], &[Vec<Event>]) {
        (&self.done, &self.undone)
    }

    /// Goes on with the steps of the same person at the same register. Those that this register does not know are left,
    /// and so is everything before them: an event about a record that is not here, or, with the log here, one not in it.
    pub fn resume(&mut self, steps: Steps) {
        self.done = self.known(steps.done);
        self.undone = self.known(steps.undone);
    }

    fn known(&mut self, mut steps: Vec<Vec<Event>>) -> Vec<Vec<Event>> {
        let unknown = steps.iter().rposition(|step| !step.iter().all(|event| self.is_known(event)));
        unknown.map_or(steps.clone(), |at| steps.split_off(at + 1))
    }

    fn is_known(&mut self, event: &Event) -> bool {
        let is_about_register = event.known().is_some_and(Fact::is_about_register);
        let has_record = is_about_register || self.register.by_id(event.about).is_some();
        has_record && (self.log.is_detached() || self.log.contains(event.id))
    }
}
