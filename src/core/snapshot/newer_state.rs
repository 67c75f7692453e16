//! What the state of a copy shows of events that only a newer version knows.

use crate::log::{Event, Fact};
use crate::record::{Note, Record};
use crate::sorting::sort_by;
use crate::stamp::Stamp;

use super::hand_edits::{facts, notes_of};

/// Lays over a record, as the events that this version knows make it, what copies of it show beyond theirs: the effect of
/// events that only a newer version knows. `copies`: what the events of each make of it, and what it shows. A value stands
/// where no known event has changed what it took the place of; of two, the one whose text comes first. The result is the
/// same whatever the order of the copies.
#[cold]
pub(crate) fn lay_newer_over(copies: &[(&Record, &Record)], anew: &mut Record) {
    let stamp = Stamp { at: anew.changed, by: anew.changed_by.clone(), replica: anew.last_event.replica };
    let shown_facts = copies.iter().flat_map(|(logged, shown)| facts(logged, shown));
    // A note is known by the event that wrote it, and is not written anew.
    let shown_facts = shown_facts.filter(|fact| !matches!(fact, Fact::Noted { .. }));
    let events = shown_facts.map(|fact| Event::new(anew.last_event, anew.id, &stamp, fact));
    let mut events: Vec<(u8, Vec<u8>, Event)> = events.map(|event| (turn(&event), event.line(), event)).collect();
    sort_by(&mut events, |a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    events.dedup_by(|a, b| a.1 == b.1);
    lay_all(events.into_iter().map(|(_, _, event)| event), anew);
    let mut notes: Vec<&Note> = copies.iter().flat_map(|(logged, shown)| new_notes(&shown.notes, &logged.notes)).collect();
    // Of one note that the copies show with another author or moment, the first in order stands.
    sort_by(&mut notes, |a, b| (a.id, &a.text, a.at, &a.by).cmp(&(b.id, &b.text, b.at, &b.by)));
    let had = anew.notes.clone();
    let had = notes_of(&had);
    let same =
        notes.chunk_by(|a, b| a.id == b.id && a.text == b.text).filter(|same| !had.contains(&(same[0].id, &*same[0].text)));
    anew.notes.extend(same.map(one_note));
    sort_by(&mut anew.notes, |a, b| a.id.cmp(&b.id));
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
            Some(Fact::Moved { from, to }) if anew.standing == *from => anew.standing = to.clone(),
            Some(Fact::Numbered { from, to }) if anew.reference == *from => anew.reference.clone_from(to),
            Some(Fact::Moved { .. } | Fact::Numbered { .. }) => {}
            _ => others.push(event),
        }
    }
    // There may be thousands, and seldom does any of them clash.
    let laid = |anew: &Record, events: &[Event]| {
        let mut clashes = Vec::new();
        let laid = anew.clone().with(events, &mut clashes);
        clashes.is_empty().then_some(laid)
    };
    match laid(anew, &others) {
        Some(all) => *anew = all,
        None => others.chunks(1).for_each(|event| *anew = laid(anew, event).unwrap_or_else(|| anew.clone())),
    }
}
