//! The register's own title and scheme: what its events make of them, and where one change overwrote another.

use super::Session;
use super::batch::Batch;
use super::merged::Merged;
use crate::fold::{conflicts_among, settle_conflicts};
use crate::log::{ConflictSubject, Event, Fact};
use crate::record::Anomaly;
use crate::scheme::Scheme;
use crate::snapshot::{Heading, heading};
use crate::sorting::sort_by_key;
use crate::stamp::{EventId, Stamp};
use crate::workflow::Refusal;

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

    /// Looks again where two people changed title or scheme and nobody has settled it. Where the lines that tell of it are
    /// not at hand, what was known stays.
    #[cold]
    pub(super) fn note_heading_conflicts(&mut self) {
        if self.register.headed(&self.log).into_iter().all(|id| self.log.has_at_hand(id)) {
            let events = self.register_events();
            self.register.heading_conflicts = conflicts_among(&events, clashes(&events));
        }
    }

    /// Settles a conflict over title or scheme as [`Session::settle_conflict`] settles one of a record. The log has to be
    /// here where a value is taken. Of the scheme, all that the other change did is done again over what stands now.
    #[cold]
    pub(super) fn settle_heading(
        &mut self,
        subject: &ConflictSubject,
        take: Option<EventId>,
        stamp: &Stamp,
    ) -> Result<Vec<Event>, Refusal> {
        if !self.register.heading_conflicts.iter().any(|conflict| conflict.subject == *subject) {
            return Err(Refusal::NotThere("open conflict"));
        }
        let taken = if take.is_some() { self.register_events() } else { Vec::new() };
        let taken = taken.iter().find(|event| Some(event.id) == take).and_then(Event::known);
        let (title, scheme) = (self.register.title.clone(), Box::new(self.register.scheme.clone()));
        let fact = match (taken, take, subject) {
            (Some(Fact::RegisterRenamed { to, .. }), ..) => Fact::RegisterRenamed { from: title, to: to.clone() },
            (Some(Fact::SchemeChanged { from, to }), ..) => {
                let to = Scheme { version: scheme.version + 1, ..Scheme::three_way_merge(from, &scheme, to) };
                Fact::SchemeChanged { from: scheme, to: Box::new(to) }
            }
            (None, None, ConflictSubject::Title) => Fact::RegisterRenamed { from: title.clone(), to: title },
            (None, None, ConflictSubject::Scheme) => Fact::SchemeChanged { from: scheme.clone(), to: scheme },
            _ => return Err(Refusal::NotThere("change that can be taken")),
        };
        let mut batch = Batch::default();
        self.deciding(&mut batch, stamp, &mut |decider| {
            decider.append(None, fact.clone());
            Ok(())
        })?;
        self.carry_on(&mut batch)
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
    let mut anomalies = Vec::new();
    for (event, fact) in facts() {
        anomalies.extend(so_far.overwrites(event, fact));
        so_far.fold_register(fact);
    }
    settle_conflicts(&events.iter().collect::<Vec<_>>(), &mut anomalies);
    anomalies
}

pub(super) fn begins(event: &Event) -> bool {
    matches!(event.known(), Some(Fact::RegisterOpened { .. }))
}

pub(super) fn is_about_register(event: &Event) -> bool {
    event.known().is_some_and(Fact::is_about_register)
}
