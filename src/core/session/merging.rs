//! Events from elsewhere join those that are here. What somebody edited by hand in the state outlives that.
//!
//! What is `cold` happens once in a while, and is compiled to be small.

use super::Session;
use super::merge::Merge;
use super::merged::Merged;
use crate::log::{Event, Line};
use crate::stamp::EventId;

impl Session {
    /// Whether these events can be taken in only with the whole log here: some may be known already, are older than what
    /// has happened since, or do not fit what is shown.
    #[must_use]
    pub fn needs_log(&self, events: &[Event]) -> bool {
        if !self.log.is_detached() {
            return false;
        }
        let newer: Vec<Event> = events.iter().filter(|event| event.id.tick > self.newest_tick()).cloned().collect();
        let mut ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
        ids.sort_unstable();
        ids.dedup();
        // Two that were made at the same tick, in different places: the second is not newer than the first.
        ids.windows(2).any(|pair| pair[0].tick == pair[1].tick)
            || ids.iter().any(|id| id.tick <= self.newest_tick() && !self.log.is_recent(*id))
            || self.rehearse(&newer).is_err()
    }

    /// Takes in events from elsewhere: another file, another tab. The log has to be here if [`Session::needs_log`] says
    /// so. The union of both logs, in the one order. What is newer than all about its record, and fits, is folded in. Any
    /// other record is folded anew; what was edited in it by hand is laid over that, to be kept or put back as before. An
    /// event that was put by hand at the end of all time is left out, and whatever claims to come after it.
    pub fn merge(&mut self, events: Vec<Event>) -> Merged {
        self.merge_telling(events).0
    }

    /// As [`Session::merge`]; gives the events that were new here, too.
    pub fn merge_telling(&mut self, events: Vec<Event>) -> (Merged, Vec<Event>) {
        let mut merge = Merge::begin(self, false);
        for event in events {
            merge.take(self, Line::of(&event), event);
        }
        while !merge.go_on(self) {}
        merge.into_merged()
    }
}
