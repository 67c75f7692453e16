//! What a newer version wrote in the state alone comes along with a merge, from both sides alike.
//!
//! It happens once in a while, and is compiled to be small.

use serde_json::Value as Json;

use super::Session;
use crate::fold::newer_fields;
use crate::record::{Anomaly, Extra, Record};
use crate::scheme::Scheme;
use crate::snapshot::{KnownChanges, NewerCopy, heading, lay_newer_over, level};
use crate::stamp::{EventId, Replica};
use crate::state::{ReferenceKeys, RowId};

impl Session {
    /// What is shown here of a record, where a newer version's events are among its own. All of the log has to be here.
    #[cold]
    pub(super) fn newer_copy(&mut self, id: EventId) -> Option<NewerCopy> {
        let events = self.log.events_about(id).0;
        if events.iter().all(|event| event.known().is_some()) {
            return None;
        }
        Some(NewerCopy::of(&events, self.record(id)?))
    }

    /// Takes over what a record of the other shows of events that only a newer version knows. `before`: the
    /// [copy](Session::newer_copy) that was here before the merge, for the one is laid beside the other and not over it.
    #[cold]
    pub(super) fn show_newer_of(&mut self, other: &mut Session, id: EventId, before: Option<NewerCopy>) {
        let Some(theirs) = other.newer_copy(id).filter(NewerCopy::shows_more) else { return };
        let events = self.log.events_about(id).0;
        let (Some(mut record), Some(mut anew)) = (self.record(id), Record::fold(&events).0) else { return };
        level(&mut anew, &mut record);
        // Where a newer version's events are only there, what is shown here and does not follow was written by hand.
        let own = before.unwrap_or_else(|| NewerCopy::of(&events, record.clone()));
        let was = ReferenceKeys::of(&record);
        lay_newer_over(&[&theirs, &own], &KnownChanges::of(&events), &mut anew);
        if anew != record {
            self.register.settle_over(anew, Some(was));
        }
    }

    /// Takes over what a newer version wrote in a record of the other.
    #[cold]
    pub(super) fn keep_newer_of(&mut self, other: &Session, row_id: RowId, anomalies: &mut Vec<(String, Anomaly)>) {
        let Some(mut theirs) = other.register.record(row_id) else { return };
        let Some(mut record) = self.record(theirs.id) else { return };
        let before = record.clone();
        // Of these the log says what stands.
        for name in newer_fields(&self.log.events_about(theirs.id).0) {
            theirs.extra.remove(&name);
        }
        let lost = keep_newer_of(&mut record, &theirs);
        if record != before {
            self.register.settle(record);
        }
        self.tell_lost(before.shown_reference(), &lost, anomalies);
    }

    /// Takes over what a newer version wrote beside the records.
    #[cold]
    pub(super) fn keep_newer_heading(&mut self, other: &Session, anomalies: &mut Vec<(String, Anomaly)>) {
        self.register.id = self.register.id.or(other.register.id);
        self.keep_shown_heading(other);
        let mut lost = union(self.extra.iter_mut(), &other.extra);
        lost.extend(union(self.register.extra.iter_mut(), &other.register.extra));
        lost.extend(union(self.register.scheme.extra.iter_mut(), &other.register.scheme.extra));
        for (all, theirs) in [
            (&mut self.extra, &other.extra),
            (&mut self.register.extra, &other.register.extra),
            (&mut self.register.scheme.extra, &other.register.scheme.extra),
        ] {
            add(all, theirs);
        }
        self.tell_lost(String::new(), &lost, anomalies);
    }

    /// Title and scheme that no event of this version says are as a copy shows them: of two, the one whose text comes first
    /// stands, a title before none.
    fn keep_shown_heading(&mut self, other: &Session) {
        let (here, there) = (&self.register, &other.register);
        if here.title == there.title && here.scheme == there.scheme {
            return;
        }
        let events = self.register_events();
        let (title, scheme) = heading(&self.register, &events);
        let first = |title: &str| (title.is_empty(), title.to_owned());
        if title.is_none() && first(&other.register.title) < first(&self.register.title) {
            self.register.title.clone_from(&other.register.title);
        }
        let text = |scheme: &Scheme| serde_json::to_string(scheme).unwrap_or_default();
        if scheme.is_none() && text(&other.register.scheme) < text(&self.register.scheme) {
            self.register.scheme = other.register.scheme.clone();
        }
    }

    fn tell_lost(&self, reference: String, lost: &[String], anomalies: &mut Vec<(String, Anomaly)>) {
        if !lost.is_empty() {
            let event = EventId { tick: self.last_tick, replica: Replica::NEVER_WRITTEN };
            let what = format!(
                "What a newer version wrote is different in both copies: of each, the one that is first in the alphabet stands. \
                 The other: {}",
                lost.join("; ")
            );
            anomalies.push((reference, Anomaly::Amiss { event, what }));
        }
    }
}

fn keep_newer_of(record: &mut Record, theirs: &Record) -> Vec<String> {
    let mut lost = union(record.extra.iter_mut(), &theirs.extra.clone().into_iter().collect());
    for (key, value) in &theirs.extra {
        record.extra.entry(key.clone()).or_insert_with(|| value.clone());
    }
    for note in &theirs.notes {
        if let Some(own) = record.notes.iter_mut().find(|own| own.id == note.id && !note.extra.is_empty()) {
            lost.extend(union(own.extra.iter_mut(), &note.extra));
            add(&mut own.extra, &note.extra);
        }
    }
    for step in &theirs.case.steps {
        if let Some(own) = record.case.steps.iter_mut().find(|own| own.id == step.id && !step.extra.is_empty()) {
            lost.extend(union(own.extra.iter_mut(), &step.extra));
            add(&mut own.extra, &step.extra);
        }
    }
    lost
}

fn add(all: &mut Extra, theirs: &Extra) {
    for (key, value) in theirs {
        all.entry(key.clone()).or_insert_with(|| value.clone());
    }
}

/// Of two values of one key, the one whose text comes first stands. Gives those that do not.
fn union<'e>(own: impl Iterator<Item = (&'e String, &'e mut Json)>, theirs: &Extra) -> Vec<String> {
    let mut lost = Vec::new();
    for (key, own) in own {
        let Some(their) = theirs.get(key).filter(|their| *their != &*own) else { continue };
        let (mut other, kept) = (their.to_string(), own.to_string());
        if other < kept {
            own.clone_from(their);
            other = kept;
        }
        lost.push(format!("“{key}”: {}", crate::text::excerpt(&other)));
    }
    lost
}
