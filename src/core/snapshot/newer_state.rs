//! What the state of a copy shows of events that only a newer version knows.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::log::{ConflictSubject, Event, Fact};
use crate::record::{Note, Record};
use crate::sorting::sort_by;
use crate::stamp::Stamp;

use super::hand_edits::{blank, facts, level, notes_of};

/// A copy of a record of whose events only a newer version knows some.
#[derive(Debug, Clone)]
pub(crate) struct NewerCopy {
    known: KnownChanges,
    /// What the events that this version knows make of it.
    logged: Record,
    /// What it shows.
    shown: Record,
}

impl NewerCopy {
    /// The copy with these events that shows this. Where none of them raises it, all that it shows is more than they make.
    pub(crate) fn of(events: &[Event], mut shown: Record) -> NewerCopy {
        let logged = Record::fold(events).0.map(|mut logged| {
            level(&mut logged, &mut shown);
            logged
        });
        NewerCopy { known: KnownChanges::of(events), logged: logged.unwrap_or_else(|| blank(&shown)), shown }
    }

    /// Whether it shows more than its known events make.
    pub(crate) fn shows_more(&self) -> bool {
        self.logged != self.shown
    }
}

/// The lines of a record that say what takes a value's place: the one that raises it, and those that change a value.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownChanges {
    raised: Option<Vec<u8>>,
    changes: FxHashMap<Vec<u8>, ConflictSubject>,
}

impl KnownChanges {
    /// Those among the events that count.
    pub(crate) fn of<'e>(events: impl IntoIterator<Item = &'e Event>) -> KnownChanges {
        let mut known = KnownChanges::default();
        for event in events {
            if known.raised.is_none() && Record::raised_by(event).is_some() {
                known.raised = Some(event.line());
            }
            let subject = event.known().and_then(ConflictSubject::of);
            known.changes.extend(subject.map(|subject| (event.line(), subject)));
        }
        known
    }

    /// Whether one line raises the record in both, or none does in this.
    fn raises_as(&self, other: &KnownChanges) -> bool {
        self.raised.is_none() || self.raised == other.raised
    }

    /// What is changed by an event that only one of both has.
    fn differing<'k>(&'k self, other: &'k KnownChanges) -> FxHashSet<&'k ConflictSubject> {
        let lacking = |of: &'k KnownChanges, from: &'k KnownChanges| {
            of.changes.iter().filter(|(line, _)| !from.changes.contains_key(*line)).map(|(_, subject)| subject)
        };
        lacking(self, other).chain(lacking(other, self)).collect()
    }
}

/// Lays over a record, as the events that this version knows make it, what copies of it show beyond theirs: the effect of
/// events that only a newer version knows. `known`: what those of all the copies are. A value stands where no known event has
/// changed what it took the place of, nor another line raises the record; of two, the one whose text comes first. What one
/// copy shows is never laid over what another does. So the result is the same in whatever order and grouping copies come.
#[cold]
pub(crate) fn lay_newer_over(copies: &[&NewerCopy], known: &KnownChanges, anew: &mut Record) {
    let stamp = Stamp { at: anew.changed, by: anew.changed_by.clone(), replica: anew.last_event.replica };
    let shown_facts =
        copies.iter().filter(|copy| copy.known.raises_as(known)).flat_map(|copy| fitting(copy, known, anew, &stamp));
    let mut events: Vec<(u8, Vec<u8>, Event)> = shown_facts.map(|(line, event)| (turn(&event), line, event)).collect();
    sort_by(&mut events, |a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    events.dedup_by(|a, b| a.1 == b.1);
    lay_all(events.into_iter().map(|(_, _, event)| event), anew);
    let mut notes: Vec<&Note> = copies.iter().flat_map(|copy| new_notes(&copy.shown.notes, &copy.logged.notes)).collect();
    // Of one note that the copies show with another author or moment, the first in order stands.
    sort_by(&mut notes, |a, b| (a.id, &a.text, a.at, &a.by).cmp(&(b.id, &b.text, b.at, &b.by)));
    let had = anew.notes.clone();
    let had = notes_of(&had);
    let same =
        notes.chunk_by(|a, b| a.id == b.id && a.text == b.text).filter(|same| !had.contains(&(same[0].id, &*same[0].text)));
    anew.notes.extend(same.map(one_note));
    sort_by(&mut anew.notes, |a, b| a.id.cmp(&b.id));
}

/// What a copy shows beyond its events and can be laid over the record by itself, as events with their lines: what took the
/// place of the very value that the record has, and changes to a part that go together with what became of it since.
fn fitting(copy: &NewerCopy, known: &KnownChanges, anew: &Record, stamp: &Stamp) -> Vec<(Vec<u8>, Event)> {
    // A note is known by the event that wrote it, and is not written anew.
    let written = |facts: Vec<Fact>| {
        let facts = facts.into_iter().filter(|fact| !matches!(fact, Fact::Noted { .. }));
        let events = facts.map(|fact| Event::new(anew.last_event, anew.id, stamp, fact));
        events.map(|event| (event.line(), event)).collect::<Vec<_>>()
    };
    let mut events = written(facts(&copy.logged, &copy.shown));
    if copy.logged != *anew {
        let fits: FxHashSet<Vec<u8>> = written(facts(anew, &copy.shown)).into_iter().map(|(line, _)| line).collect();
        let changed = copy.known.differing(known);
        events.retain(|(line, event)| match event.known().and_then(ConflictSubject::of) {
            Some(ConflictSubject::Part(_)) => fits.contains(line) || laid(anew, std::slice::from_ref(event)).is_some(),
            Some(subject) => fits.contains(line) && !changed.contains(&subject),
            None => fits.contains(line),
        });
    }
    events
}

/// One note that several copies show: the first, with what a newer version wrote in any of them. Of two values of one key, the
/// one whose text comes first stands.
fn one_note(same: &[&Note]) -> Note {
    let mut note = same[0].clone();
    for (key, value) in same[1..].iter().flat_map(|other| &other.extra) {
        let stands = note.extra.entry(key.clone()).or_insert_with(|| value.clone());
        let [ours, theirs] = [&*stands, value].map(ToString::to_string);
        if theirs < ours {
            stands.clone_from(value);
        }
    }
    note
}

fn new_notes<'n>(shown: &'n [Note], logged: &[Note]) -> Vec<&'n Note> {
    let had = notes_of(logged);
    shown.iter().filter(|note| !had.contains(&(note.id, &*note.text))).collect()
}

/// A record is put back before anything is changed in it, and struck out after.
fn turn(event: &Event) -> u8 {
    match event.known() {
        Some(Fact::Restored { .. }) => 0,
        Some(Fact::Removed { .. }) => 2,
        _ => 1,
    }
}

fn lay_all(events: impl Iterator<Item = Event>, anew: &mut Record) {
    let mut others = Vec::new();
    for event in events {
        match event.known() {
            // No step is taken here: this is how it stands.
            Some(Fact::Moved { from, to }) if anew.standing == *from && to.status.is_of(anew.kind) => anew.standing = to.clone(),
            Some(Fact::Numbered { from, to }) if anew.reference == *from => anew.reference.clone_from(to),
            Some(Fact::Moved { .. } | Fact::Numbered { .. }) => {}
            _ => others.push(event),
        }
    }
    // There may be thousands, and seldom does any of them clash.
    match laid(anew, &others) {
        Some(all) => *anew = all,
        None => others.chunks(1).for_each(|event| *anew = laid(anew, event).unwrap_or_else(|| anew.clone())),
    }
}

/// The record with these events in it; none where one of them clashes.
fn laid(record: &Record, events: &[Event]) -> Option<Record> {
    let mut clashes = Vec::new();
    let laid = record.clone().with(events, &mut clashes);
    clashes.is_empty().then_some(laid)
}
