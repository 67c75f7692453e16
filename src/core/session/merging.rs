//! Events from elsewhere join those that are here. What somebody edited by hand in the state outlives that.
//!
//! What is `cold` happens once in a while, and is compiled to be small.

use super::{Merge, Session};
use crate::item::Anomaly;
use crate::log::{Event, Fact, Line};
use crate::snapshot::{Heading, heading};
use crate::sorting::sort_by_key;
use crate::stamp::EventId;
use crate::state::Record;

/// What a merge brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// How many events were new here.
    pub events: usize,
    /// The records they are about, new or changed.
    pub records: Vec<Record>,
    /// What needs a person, with the record's reference.
    pub anomalies: Vec<(String, Anomaly)>,
    /// Whether the file is of another register than this.
    pub of_another: bool,
    /// How many records this copy gave reference numbers to.
    pub numbered: usize,
}

impl Session {
    /// Whether these events can be taken in only with the whole log here: some may be known already, are older than what
    /// has happened since, or do not fit what is shown.
    #[must_use]
    pub fn needs_log(&self, events: &[Event]) -> bool {
        if !self.log.is_away() {
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

    /// Title or scheme, newer than everything here. Another register's is no clash.
    pub(super) fn fold_heading(&mut self, event: &Event, merged: &mut Merged) {
        let Some(fact) = event.known() else { return };
        if !merged.of_another {
            merged.anomalies.extend(self.overwrites(event, fact).into_iter().map(|anomaly| (String::new(), anomaly)));
        }
        self.fold_register(fact);
    }

    /// Title and scheme are what the last event about them says, or what somebody wrote there by hand. Gives where one
    /// change overwrote another.
    #[cold]
    pub(super) fn refold_register(&mut self, by_hand: &[Heading]) -> Vec<Anomaly> {
        let (title, scheme) = (self.register.title.clone(), self.register.scheme.clone());
        let events = self.register_events();
        let logged = heading(&self.register, &events);
        self.register.title = logged.0.unwrap_or_else(|| title.clone());
        self.register.scheme = logged.1.unwrap_or_else(|| scheme.clone());
        for heading in by_hand {
            match heading {
                Heading::Title(_) => self.register.title.clone_from(&title),
                Heading::Scheme(_) => self.register.scheme.clone_from(&scheme),
            }
        }
        clashes(&events)
    }

    /// What the log tells of the register itself, in order.
    #[cold]
    pub(super) fn register_events(&mut self) -> Vec<Event> {
        self.log.index_all();
        let headed = self.register.headed(&self.log).into_iter();
        let mut events: Vec<Event> = headed.flat_map(|id| self.log.events_about(id).0).collect();
        events.retain(is_about_register);
        sort_by_key(&mut events, |event| event.id);
        events.dedup_by_key(|event| event.id);
        events
    }
}

/// Where one change of the register's title or scheme overwrote another, in a log that holds one beginning. Where another
/// register came to it, title and scheme were put back, and nothing is told.
pub(super) fn clashes(events: &[Event]) -> Vec<Anomaly> {
    let facts = || events.iter().filter_map(|event| Some((event, event.known()?)));
    if events.iter().filter(|event| begins(event)).count() != 1 {
        return Vec::new();
    }
    let mut so_far = Session::default();
    let mut told = Vec::new();
    for (event, fact) in facts() {
        told.extend(so_far.overwrites(event, fact));
        so_far.fold_register(fact);
    }
    told
}

pub(super) fn begins(event: &Event) -> bool {
    matches!(event.known(), Some(Fact::RegisterOpened { .. }))
}

pub(super) fn is_about_register(event: &Event) -> bool {
    event.known().is_some_and(Fact::is_about_register)
}
