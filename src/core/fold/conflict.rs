//! Conflicts: two people changed one thing without knowing of each other. One value stands; a person says which it is to be.

use chrono::{DateTime, Utc};

use super::settlement::{Trace, value_in_words};
use crate::log::{ConflictSubject, Event};
use crate::record::{Anomaly, Record};
use crate::stamp::EventId;

/// One of the values of a conflict: what, by whom, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictSide {
    /// The event that set it.
    pub event: EventId,
    /// The value in words; empty where it is none.
    pub value: String,
    /// Who set it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A conflict that nobody has settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about.
    pub subject: ConflictSubject,
    /// The same in the screen's words ("Area", "Mitigation step 2, due").
    pub what: String,
    /// The value that stands.
    pub standing: ConflictSide,
    /// The values that were overwritten unseen, oldest first.
    pub overwritten: Vec<ConflictSide>,
    /// The events that overwrote them: what a change that settles the conflict names.
    pub overwriting: Vec<EventId>,
}

/// The conflicts in one record's events, given in order, that nobody has settled.
#[must_use]
pub fn conflicts(events: &[Event]) -> Vec<Conflict> {
    conflicts_among(events, Record::fold(events).1)
}

/// The same of what folding the events found.
pub(crate) fn conflicts_among(events: &[Event], mut anomalies: Vec<Anomaly>) -> Vec<Conflict> {
    let events: Vec<&Event> = events.iter().collect();
    let trace = Trace::of(&events, &mut anomalies);
    let mut all: Vec<Conflict> = Vec::new();
    for open in trace.traced.iter().filter(|traced| traced.settled.is_none()) {
        let Anomaly::Overwritten { event, what, found, to, .. } = &anomalies[open.anomaly] else { continue };
        let what = what.trim_end_matches(',');
        let side = |at: usize, value: String| {
            let Event { id, by, at, .. } = events[at];
            ConflictSide { event: *id, value, by: by.clone(), at: *at }
        };
        let place = all.iter().position(|have| have.subject == open.subject && have.what == what).unwrap_or(all.len());
        if place == all.len() {
            let last = trace.last.get(&open.subject).copied().unwrap_or_default();
            let value = events[last].known().and_then(value_in_words).unwrap_or_else(|| to.clone());
            let (subject, what) = (open.subject.clone(), what.to_owned());
            all.push(Conflict { subject, what, standing: side(last, value), overwritten: Vec::new(), overwriting: Vec::new() });
        }
        all[place].overwritten.push(side(open.over, found.clone()));
        all[place].overwriting.push(*event);
    }
    all
}
