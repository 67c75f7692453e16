//! The register's own title and scheme: what its events make of them, and where one change overwrote another.

use super::Session;
use super::merged::Merged;
use crate::item::Anomaly;
use crate::log::{Event, Fact};
use crate::snapshot::{Heading, heading};
use crate::sorting::sort_by_key;

impl Session {
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
