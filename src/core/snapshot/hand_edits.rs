//! What somebody changed in a record's state by hand, as the facts that would have recorded it.

use std::collections::BTreeMap;

use chrono::DateTime;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::log::{Event, Fact, words_of};
use crate::record::case::{Case, Part};
use crate::record::{Anomaly, Fields, Link, Note, Record, Slot, Step, provisional};
use crate::scheme::Scheme;
use crate::stamp::{EventId, Replica, Stamp};

/// What was changed by hand, as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edits {
    /// What can be kept, each as its line in the history would say it.
    pub kept: Vec<String>,
    /// What no change of this program makes, and so cannot be kept, in the screen's words.
    pub beyond: Vec<String>,
}

impl Edits {
    /// What was changed between the record that follows from the log and the one that the file shows.
    #[must_use]
    pub fn between(logged: &Record, shown: &Record) -> Edits {
        let facts = facts(logged, shown);
        let scheme = Scheme::default();
        Edits { kept: facts.iter().map(|fact| words_of(fact, &scheme)).collect(), beyond: beyond(logged, shown, facts) }
    }
}

/// The facts that make of the record that follows from the log the one that the file shows, as far as facts can. A new
/// step of the mitigation gets its identity from the event that records it: see [`identified`].
#[cold]
pub(crate) fn facts(logged: &Record, shown: &Record) -> Vec<Fact> {
    let mut facts = Vec::new();
    if logged.removed != shown.removed {
        facts.extend(logged.removed.iter().map(|why| Fact::Restored { why: why.clone() }));
    }
    fields(logged, shown, &mut facts);
    if logged.standing != shown.standing {
        facts.push(Fact::Moved { from: logged.standing.clone(), to: shown.standing.clone() });
    }
    for slot in Slot::ALL {
        let (from, to) = (logged.assessment(slot).cloned(), shown.assessment(slot).cloned());
        if from != to {
            facts.push(Fact::Assessed { slot, from, to });
        }
    }
    steps(&logged.mitigation, &shown.mitigation, &mut facts);
    parts(&logged.case, &shown.case, &mut facts);
    notes(&logged.notes, &shown.notes, &mut facts);
    links(logged, shown, &mut facts);
    names(logged, shown, &mut facts);
    if logged.removed != shown.removed {
        facts.extend(shown.removed.iter().map(|why| Fact::Removed { why: why.clone() }));
    }
    facts.retain(|fact| fact.check().is_ok());
    facts
}

/// The fact as the event of that id records it.
pub(crate) fn identified(fact: Fact, id: EventId) -> Fact {
    match fact {
        Fact::StepChanged { from: None, to: Some(step) } => Fact::StepChanged { from: None, to: Some(Step { id, ..step }) },
        fact => fact,
    }
}

/// Makes the record that its log makes and the one that is shown comparable: what only the register, or another version
/// of the program, knows of it is the same in both.
pub(crate) fn level(logged: &mut Record, shown: &mut Record) {
    logged.reference_clash = shown.reference_clash;
    logged.keep_newer(shown);
    shown.extra.clone_from(&logged.extra);
    if shown.case.steps.is_empty() {
        // A file of an earlier time does not show them.
        shown.case.steps.clone_from(&logged.case.steps);
    }
    let provisional = provisional(logged.kind, logged.id);
    // A file of an earlier time has the first four of its digits.
    let earlier = shown.aliases.iter().find(|alias| provisional.strip_prefix(*alias).is_some_and(|rest| rest.len() == 4));
    if let (Some(earlier), Some(alias)) = (earlier, logged.aliases.iter_mut().find(|alias| **alias == provisional)) {
        alias.clone_from(earlier);
    }
}

/// The record before anything was written into it.
#[cold]
pub(crate) fn blank(shown: &Record) -> Record {
    Record {
        fields: Fields::default(),
        custom: BTreeMap::new(),
        assessments: Default::default(),
        mitigation: Vec::new(),
        case: Case { steps: shown.case.steps.clone(), ..Case::default() },
        notes: Vec::new(),
        links: Vec::new(),
        aliases: Vec::new(),
        removed: None,
        ..shown.clone()
    }
}

/// Who edited a file: nobody knows.
const BY_HAND: &str = "somebody who edited the file by hand";

fn by_hand(anomaly: &mut Anomaly) {
    if let Anomaly::Overwritten { by, .. } | Anomaly::OnStruck { by, .. } = anomaly {
        *by = BY_HAND.into();
    }
}

/// Lays what was changed by hand over the record as its log makes it anew, where it goes on to be offered. Gives what was
/// changed there and by hand, and what cannot be laid over it.
#[cold]
pub(crate) fn lay_over(logged: &Record, shown: &Record, anew: &mut Record) -> Vec<Anomaly> {
    let (mut anomalies, theirs) = (Vec::new(), anew.clone());
    let event = theirs.last_event;
    let stamp = Stamp { at: theirs.changed, by: theirs.changed_by.clone(), replica: event.replica };
    let facts = facts(logged, shown);
    let beyond = beyond(logged, shown, facts.clone());
    // Of those there may be thousands, and none of them clashes.
    let is_plain = |fact: &Fact| {
        matches!(fact, Fact::Linked { .. } | Fact::Unlinked { .. } | Fact::AliasChanged { .. } | Fact::NoteStruck { .. })
    };
    let (plain, others): (Vec<Fact>, Vec<Fact>) = facts.into_iter().partition(is_plain);
    let plain: Vec<Event> = plain.into_iter().map(|fact| Event::new(event, anew.id, &stamp, fact)).collect();
    if !plain.is_empty() {
        *anew = anew.clone().with(&plain, &mut Vec::new());
    }
    for fact in others {
        match fact {
            // Of two raisings with one id, the log may hold to one and the file to the other: a record of another kind cannot
            // stand so, and would not be read again.
            Fact::Moved { to, .. } if !to.status.is_of(anew.kind) => {
                anomalies.push(Anomaly::StrangeStatus { event, status: to.status.word() });
            }
            // No step is taken here: this is how it stands.
            Fact::Moved { from, to } => {
                anew.standing = to;
                let (expected, found) = (from.status.word(), theirs.standing.status.word());
                let (expected, found, to) = (expected.into(), found.into(), anew.standing.status.word().into());
                let overwritten =
                    Anomaly::Overwritten { event, what: "Status".into(), expected, found, to, by: BY_HAND.into(), settled: None };
                anomalies.extend((from != theirs.standing && anew.standing != theirs.standing).then_some(overwritten));
            }
            // The record was never called otherwise.
            Fact::Numbered { to, .. } => anew.reference = to,
            // Those two are told apart by more than their words.
            Fact::Noted { .. } | Fact::StepChanged { from: None, .. } => {}
            fact => {
                let (before, mut clash) = (anew.clone(), Vec::new());
                anew.apply(&Event::new(event, anew.id, &stamp, fact), &mut clash);
                // Two who did the same do not clash.
                clash.iter_mut().for_each(by_hand);
                anomalies.extend(clash.into_iter().filter(|_| *anew != before));
            }
        }
    }
    // Somebody else who had the same file may have kept the same words.
    let had = notes_of(&logged.notes);
    let new = shown.notes.iter().filter(|note| !had.contains(&(note.id, &note.text)));
    let kept: FxHashSet<&str> =
        theirs.notes.iter().filter(|note| !had.contains(&(note.id, &note.text))).map(|note| &*note.text).collect();
    anew.notes.extend(new.filter(|new| !kept.contains(&*new.text)).cloned());
    let had = ids(logged.mitigation.iter().map(|step| step.id));
    let new = shown.mitigation.iter().filter(|step| !had.contains(&step.id));
    let kept: FxHashSet<&str> = theirs.mitigation.iter().filter(|step| !had.contains(&step.id)).map(|step| &*step.text).collect();
    anew.mitigation.extend(new.filter(|new| !kept.contains(&*new.text)).cloned());
    if !beyond.is_empty() {
        let what =
            format!("What no change can record was edited by hand, and is as the history has it now: {}", beyond.join("; "));
        anomalies.push(Anomaly::Amiss { event, what });
    }
    anomalies
}

/// What tells notes apart: the event that wrote each, and its words.
pub(super) fn notes_of(notes: &[Note]) -> FxHashSet<(EventId, &str)> {
    notes.iter().map(|note| (note.id, &*note.text)).collect()
}

fn ids(of: impl Iterator<Item = EventId>) -> FxHashSet<EventId> {
    of.collect()
}

fn fields(logged: &Record, shown: &Record, facts: &mut Vec<Fact>) {
    for field in crate::record::Field::ALL.iter().copied().filter(|field| field.belongs_to(logged.kind)) {
        let (from, to) = (logged.fields.value(field).cloned(), shown.fields.value(field).cloned());
        if from != to {
            facts.push(Fact::Edited { field, from, to });
        }
    }
    let added = shown.custom.keys().filter(|name| !logged.custom.contains_key(*name));
    for name in logged.custom.keys().chain(added) {
        let (from, to) = (logged.custom.get(name).cloned(), shown.custom.get(name).cloned());
        if from != to {
            facts.push(Fact::CustomEdited { name: name.clone(), from, to });
        }
    }
}

fn steps(logged: &[Step], shown: &[Step], facts: &mut Vec<Fact>) {
    let after = places(shown.iter().map(|step| step.id));
    for from in logged {
        let to = after.get(&from.id).map(|at| shown[*at as usize].clone());
        if to.as_ref() != Some(from) {
            facts.push(Fact::StepChanged { from: Some(from.clone()), to });
        }
    }
    let had = ids(logged.iter().map(|step| step.id));
    let added = shown.iter().filter(|step| !had.contains(&step.id));
    facts.extend(added.map(|step| Fact::StepChanged { from: None, to: Some(step.clone()) }));
}

/// Where each stands; of two with one id, the first.
fn places(of: impl DoubleEndedIterator<Item = EventId> + ExactSizeIterator) -> FxHashMap<EventId, u32> {
    let count = of.len() as u32;
    of.rev().zip((0..count).rev()).collect()
}

fn parts(logged: &Case, shown: &Case, facts: &mut Vec<Fact>) {
    let (before, after) = (all_of(logged), all_of(shown));
    let places = places(after.iter().map(Part::id));
    let boxed = |part: &Part| Some(Box::new(part.clone()));
    for from in &before {
        let to = places.get(&from.id()).map(|at| &after[*at as usize]);
        if to != Some(from) {
            facts.push(Fact::PartChanged { from: boxed(from), to: to.and_then(boxed) });
        }
    }
    let had = ids(before.iter().map(Part::id));
    let added = after.iter().filter(|part| !had.contains(&part.id()));
    facts.extend(added.map(|part| Fact::PartChanged { from: None, to: boxed(part) }));
}

fn all_of(case: &Case) -> Vec<Part> {
    let mut all: Vec<Part> = case.submissions.iter().cloned().map(Part::Submission).collect();
    all.extend(case.rounds.iter().cloned().map(Part::Round));
    all.extend(case.responses.iter().cloned().map(|response| Part::Response(Box::new(response))));
    all.extend(case.milestone_moves.iter().cloned().map(Part::MilestoneMove));
    all
}

/// A note is never edited: other words are another note.
fn notes(logged: &[Note], shown: &[Note], facts: &mut Vec<Fact>) {
    let (had, has) = (notes_of(logged), notes_of(shown));
    let gone = logged.iter().filter(|note| !has.contains(&(note.id, &note.text)));
    facts.extend(gone.map(|note| Fact::NoteStruck { note: note.clone() }));
    let new = shown.iter().filter(|note| !had.contains(&(note.id, &note.text)));
    facts.extend(new.map(|note| Fact::Noted { text: note.text.clone() }));
}

fn links(logged: &Record, shown: &Record, facts: &mut Vec<Fact>) {
    let all = |links: &[Link]| links.iter().map(|link| (link.link, link.to)).collect::<FxHashSet<_>>();
    let (had, has) = (all(&logged.links), all(&shown.links));
    let gone = logged.links.iter().filter(|link| !has.contains(&(link.link, link.to)));
    facts.extend(gone.map(|link| Fact::Unlinked { link: link.clone() }));
    let new = shown.links.iter().filter(|link| !had.contains(&(link.link, link.to)));
    facts.extend(new.map(|link| Fact::Linked { link: link.clone() }));
}

fn names(logged: &Record, shown: &Record, facts: &mut Vec<Fact>) {
    if logged.reference != shown.reference {
        facts.push(Fact::Numbered { from: logged.reference.clone(), to: shown.reference.clone() });
    }
    let all = |aliases: &[String]| aliases.iter().cloned().collect::<FxHashSet<String>>();
    let (had, has) = (all(&logged.aliases), all(&shown.aliases));
    let gone = logged.aliases.iter().filter(|alias| !has.contains(*alias));
    facts.extend(gone.map(|alias| Fact::AliasChanged { from: Some(alias.clone()), to: None }));
    let new = shown.aliases.iter().filter(|alias| !had.contains(*alias));
    facts.extend(new.map(|alias| Fact::AliasChanged { from: None, to: Some(alias.clone()) }));
}

/// What still differs once the facts have been folded in.
#[cold]
fn beyond(logged: &Record, shown: &Record, facts: Vec<Fact>) -> Vec<String> {
    let stamp = Stamp { at: DateTime::default(), by: String::new(), replica: Replica(0) };
    let numbers = (1_u64 << 52..).map(|tick| EventId { tick, ..logged.id });
    let made = facts.into_iter().zip(numbers).map(|(fact, id)| Event::new(id, logged.id, &stamp, identified(fact, id)));
    let kept = logged.clone().with(&made.collect::<Vec<_>>(), &mut Vec::new());
    let mut beyond: Vec<String> = Vec::new();
    let mut tell = |differs: bool, what: &str| beyond.extend(differs.then(|| what.to_owned()));
    tell(logged.kind != shown.kind, "its kind");
    for field in crate::record::Field::ALL.iter().copied() {
        tell(kept.fields.value(field) != shown.fields.value(field), &field.label().to_lowercase());
    }
    let plain = |step: &Step| Step { id: logged.id, ..step.clone() };
    tell(!kept.mitigation.iter().map(plain).eq(shown.mitigation.iter().map(plain)), "the order of the mitigation");
    let had = ids(logged.notes.iter().map(|note| note.id));
    let words = notes_of(&logged.notes);
    let same_words = |note: &&Note| words.contains(&(note.id, &*note.text));
    let written = |note: &&Note| had.contains(&note.id);
    tell(!kept.notes.iter().filter(written).eq(shown.notes.iter().filter(same_words)), "who wrote a note, and when");
    tell(kept.links != shown.links, "the reference that a link cites");
    tell(kept.custom != shown.custom || kept.assessments != shown.assessments, "a text that cannot be kept");
    let parts = |case: &Case| Case { steps: Vec::new(), ..case.clone() };
    tell(parts(&kept.case) != parts(&shown.case), "the order of the case");
    tell(logged.case.steps != shown.case.steps, "the steps it took");
    let last = |record: &Record| (record.changed, record.changed_by.clone(), record.last_event);
    tell(last(logged) != last(shown), "who changed it last, and when");
    beyond
}
