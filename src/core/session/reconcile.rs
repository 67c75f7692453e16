//! A state that somebody edited by hand is put right: the edits become events, or what the log says comes back.

use super::Session;
use crate::log::{Event, Fact, reverse};
use crate::record::Record;
use crate::snapshot::{Finding, Heading, facts_by_hand, identified};
use crate::stamp::{EventId, Replica, Stamp};
use crate::state::ReferenceKeys;
use crate::workflow::Refusal;

/// Why a record is struck out that the log knows nothing of.
const NOT_IN_LOG: &str = "Written into the file by hand; the history does not raise it";
/// Why a record is struck out that somebody took out of the file.
const TAKEN_OUT: &str = "Taken out of the file by hand";

impl Session {
    /// Puts right what the comparison of state and log found: keeps what was changed by hand, as events by the person of
    /// the stamp, or puts back what the log says. One step for undo either way. What no event can record is put back.
    /// The log has to be here. Gives the events that were recorded.
    ///
    /// # Errors
    /// [`Refusal`] when the name cannot be kept; nothing was changed.
    pub fn reconcile(&mut self, findings: &[Finding], keep: bool, stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
        self.may_record(stamp)?;
        self.righted += 1;
        let mut righting = Righting { keep, stamp, recorded: Vec::new(), before: Vec::new() };
        for finding in findings {
            match finding {
                Finding::Differs { row_id, .. } => self.right_record(self.register.id(*row_id), &mut righting),
                Finding::Gone { id, .. } => self.right_gone(*id, &mut righting),
                Finding::Heading { heading } => self.right_heading(heading, &mut righting),
                Finding::Strange { .. } | Finding::Damaged { .. } => {}
            }
        }
        let Righting { recorded, mut before, .. } = righting;
        before.reverse();
        before.extend(recorded.iter().cloned());
        if !before.is_empty() {
            self.remember(before);
            self.undone.clear();
        }
        Ok(recorded)
    }

    fn right_record(&mut self, id: EventId, righting: &mut Righting<'_>) {
        let (events, bad) = self.log.events_about(id);
        let Some(shown) = self.register.by_id(id).and_then(|row_id| self.register.record(row_id)) else { return };
        // A newer program, or whoever mends the line, knows better.
        if !bad.is_empty() || events.iter().any(|event| event.known().is_none()) {
            return;
        }
        match Record::fold(&events).0 {
            Some(mut logged) => {
                let facts = facts_by_hand(&logged, &shown);
                logged.keep_newer(&shown);
                self.register.settle(logged);
                self.right(id, facts, righting);
            }
            None if events.is_empty() && !self.log.contains(id) => self.raise_by_hand(shown, righting),
            None => {}
        }
    }

    /// The record keeps the identity that somebody gave it: what links to it still does.
    fn raise_by_hand(&mut self, shown: Record, righting: &mut Righting<'_>) {
        let Record { kind, reference, standing, fields, .. } = shown.clone();
        let fact = Fact::Raised { kind, reference, standing, fields };
        let event = Event::new(shown.id, shown.id, righting.stamp, fact);
        let Some(mut raised) = Record::raised_by(&event) else { return };
        let mut facts = facts_by_hand(&raised, &shown);
        self.write_down(&event);
        raised.keep_newer(&shown);
        self.register.settle(raised);
        righting.recorded.push(event);
        if !righting.keep {
            facts.push(Fact::Removed { why: NOT_IN_LOG.into() });
        }
        self.keep_all(shown.id, facts, righting);
    }

    fn right_gone(&mut self, id: EventId, righting: &mut Righting<'_>) {
        let (events, _) = self.log.events_about(id);
        let Some(logged) = Record::fold(&events).0 else { return };
        let facts = if logged.removed.is_some() { Vec::new() } else { vec![Fact::Removed { why: TAKEN_OUT.into() }] };
        self.register.settle(logged);
        self.right(id, facts, righting);
    }

    fn right_heading(&mut self, heading: &Heading, righting: &mut Righting<'_>) {
        let fact = match heading {
            Heading::Title(logged) => {
                Fact::RegisterRenamed { from: logged.clone(), to: std::mem::replace(&mut self.register.title, logged.clone()) }
            }
            Heading::Scheme(logged) => {
                let mut to = Box::new(std::mem::replace(&mut self.register.scheme, (**logged).clone()));
                to.version = to.version.max(logged.version.saturating_add(1));
                Fact::SchemeChanged { from: logged.clone(), to }
            }
        };
        let about = if righting.keep { self.next_id(righting.stamp) } else { self.never_written(righting) };
        self.right(about, vec![fact], righting);
    }

    /// What the log says stands; what was there instead is recorded, or only remembered for undo.
    fn right(&mut self, about: EventId, facts: Vec<Fact>, righting: &mut Righting<'_>) {
        if righting.keep {
            return self.keep_all(about, facts, righting);
        }
        for fact in facts {
            let id = self.never_written(righting);
            let event = Event::new(id, about, righting.stamp, identified(fact, id));
            if let Some(back) = reverse(&event) {
                righting.before.push(Event::new(id, about, righting.stamp, back));
            }
        }
    }

    fn never_written(&self, righting: &Righting<'_>) -> EventId {
        EventId { tick: self.newest_tick() + 1 + righting.before.len() as u64, replica: Replica::NEVER_WRITTEN }
    }

    /// Records the facts, and folds the record once.
    fn keep_all(&mut self, about: EventId, facts: Vec<Fact>, righting: &mut Righting<'_>) {
        let mut events = Vec::new();
        for fact in facts {
            let fact = identified(fact, self.next_id(righting.stamp));
            let event = Event::new(self.next_id(righting.stamp), about, righting.stamp, fact);
            self.write_down(&event);
            if !event.known().is_some_and(|fact| self.fold_register(fact)) {
                events.push(event.clone());
            }
            righting.recorded.push(event);
        }
        if let Some(record) = self.record(about).filter(|_| !events.is_empty()) {
            let was = ReferenceKeys::of(&record);
            self.register.settle_over(record.with(&events, &mut Vec::new()), Some(was));
        }
    }
}

struct Righting<'s> {
    keep: bool,
    stamp: &'s Stamp,
    recorded: Vec<Event>,
    /// As if it had been events: what was put back, newest first.
    before: Vec<Event>,
}
