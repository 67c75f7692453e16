//! A file of this register held against what is here, before anything happens: what it lacks, and what of that which it
//! would bring decides, approves or changes the set-up. Reads the two logs line by line, so that a detached one can be
//! read from its file.

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Session;
use crate::calendar::read_day;
use crate::log::ConflictSubject;
use crate::log::{Event, Fact, UndoRef, sentence};
use crate::record::case::Part;
use crate::record::{Field, Kind, Slot, Status};
use crate::stamp::EventId;
use crate::state::Register;

/// More changes than one step of a person makes.
const MOST_IN_A_STEP: usize = 1000;

/// The lines of a log, out of pieces that end anywhere.
#[derive(Debug, Default)]
pub struct LineReader(Vec<u8>);

impl LineReader {
    /// Takes the next piece, and gives each line that is whole.
    pub fn take(&mut self, bytes: &[u8], each: &mut dyn FnMut(&[u8])) {
        let mut rest = bytes;
        while let Some(end) = memchr::memchr(b'\n', rest) {
            self.0.extend_from_slice(&rest[..end]);
            self.end(each);
            rest = &rest[end + 1..];
        }
        self.0.extend_from_slice(rest);
    }

    /// Gives what stands behind the last line break.
    pub fn end(&mut self, each: &mut dyn FnMut(&[u8])) {
        let line = self.0.trim_ascii();
        let line = line.strip_suffix(b",").unwrap_or(line);
        if !line.is_empty() {
            each(line);
        }
        self.0.clear();
    }
}

/// A comparison under way: first every line of this register is known, then every line of the file is compared.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Each change that is here and was not found in the file yet, with its day as it is written.
    ours: FxHashMap<EventId, [u8; 10]>,
    /// What the file has and this register has not.
    fresh: Vec<Event>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Differences {
    /// How many changes of this register the file does not hold.
    pub left_behind: usize,
    /// The day of the first of them.
    pub since: Option<NaiveDate>,
    /// How many changes the file would bring.
    pub brought: usize,
    /// Those of them that decide, approve, or change the set-up, where the file is no copy that gives out numbers: the
    /// record's reference, what was done, by whom.
    pub authority: Vec<(String, String, String)>,
}

impl Comparison {
    /// One line of this register's log.
    pub fn know(&mut self, line: &[u8]) {
        if let Some(id) = id_of(line) {
            let at = memchr::memmem::find(line, b",\"at\":\"").map(|at| at + 7);
            let day = at.and_then(|at| line.get(at..at + 10)?.try_into().ok());
            self.ours.insert(id, day.unwrap_or_default());
        }
    }

    /// One line of the file's log.
    pub fn compare(&mut self, line: &[u8]) {
        let is_known = id_of(line).is_some_and(|id| self.ours.remove(&id).is_some());
        if !is_known {
            self.fresh.extend(Event::parse(line));
        }
    }

    /// What came of it, once all lines are compared.
    #[must_use]
    pub fn finish(mut self, here: &Session) -> Differences {
        self.fresh.sort_by_key(|event| event.id);
        let days = self.ours.values().filter_map(|day| read_day(std::str::from_utf8(day).ok()?).ok());
        let (left_behind, since, brought) = (self.ours.len(), days.min(), self.fresh.len());
        Differences { left_behind, since, brought, authority: authority(here, &self.fresh) }
    }
}

/// What a merge would bring of decisions, approvals and changes of the set-up from a copy that does not give out numbers:
/// where this copy does, any other; else one whose new changes give none.
fn authority(here: &Session, fresh: &[Event]) -> Vec<(String, String, String)> {
    let gives = |event: &Event| {
        matches!(event.known(), Some(Fact::Numbered { to: Some(_), .. } | Fact::Raised { reference: Some(_), .. }))
    };
    if !here.is_custodian() && fresh.iter().any(gives) {
        return Vec::new();
    }
    let kinds = KindLookup::of(here.register(), fresh);
    let events = fresh.iter().filter(|event| event.turn.is_none() && kinds.has_authority(event));
    let scheme = &here.register().scheme;
    events.map(|event| (kinds.reference(event.about), sentence(event, scheme), event.by.clone())).collect()
}

impl Session {
    /// What is left out of a merge with those new changes of a file, when its decisions, approvals and changes of the set-up
    /// are: these, the steps they belong to, and whatever was done on top of them.
    #[must_use]
    pub fn without_authority(&self, fresh: &[Event]) -> FxHashSet<EventId> {
        let kinds = KindLookup::of(&self.register, fresh);
        let mut left = LeftOut::default();
        let mut at = 0;
        while let Some(first) = fresh.get(at) {
            let length = fresh[at..].iter().zip(first.id.tick..).take_while(|(event, tick)| is_step(first, event, *tick)).count();
            // What a file without a history begins with was no step of anybody's.
            let step = &fresh[at..at + if (1..=MOST_IN_A_STEP).contains(&length) { length } else { 1 }];
            let leads = step.iter().any(|event| kinds.has_authority(event));
            for event in step {
                if leads || left.holds_up(event) {
                    left.leave(event);
                }
            }
            at += step.len();
        }
        left.events
    }

    /// Leaves these changes out of every merge that takes this file in, until it is read again.
    pub fn leave_out(&mut self, events: FxHashSet<EventId>) {
        self.left_out = events;
    }
}

/// Whether an event was recorded in one go with another that has `tick` as the next.
fn is_step(first: &Event, event: &Event, tick: u64) -> bool {
    event.id.replica == first.id.replica && event.id.tick == tick && event.at == first.at && event.by == first.by
}

/// What is left out so far, and what was raised or begun by it.
#[derive(Default)]
struct LeftOut {
    events: FxHashSet<EventId>,
    /// Parts of records, statuses and values that changed.
    subjects: FxHashSet<(EventId, ConflictSubject)>,
}

impl LeftOut {
    fn leave(&mut self, event: &Event) {
        self.events.insert(event.id);
        let subject = event.known().and_then(ConflictSubject::of);
        self.subjects.extend(subject.map(|subject| (event.about, subject)));
    }

    /// Whether an event makes no sense without what is left out.
    fn holds_up(&self, event: &Event) -> bool {
        let is_left = |id: &EventId| self.events.contains(id);
        let turns = match event.turn {
            Some(UndoRef::Undoes(of) | UndoRef::Redoes(of)) => is_left(&of),
            None => false,
        };
        let leads_there = match event.known() {
            Some(Fact::Linked { link } | Fact::Unlinked { link }) => is_left(&link.to),
            Some(Fact::PartChanged { to: Some(part), .. }) => matches!(&**part, Part::Response(answer) if is_left(&answer.round)),
            Some(fact) => ConflictSubject::of(fact).is_some_and(|subject| self.subjects.contains(&(event.about, subject))),
            None => false,
        };
        turns || leads_there || is_left(&event.about)
    }
}

/// Of which kind the records are that events are about.
struct KindLookup<'a> {
    here: &'a Register,
    raised: FxHashMap<EventId, (Kind, String)>,
}

impl KindLookup<'_> {
    fn of<'a>(here: &'a Register, fresh: &[Event]) -> KindLookup<'a> {
        let raised = fresh.iter().filter_map(|event| {
            let Some(Fact::Raised { kind, reference, .. }) = event.known() else { return None };
            let shown = reference.clone().unwrap_or_else(|| crate::record::provisional(*kind, event.id));
            Some((event.id, (*kind, shown)))
        });
        KindLookup { here, raised: raised.collect() }
    }

    fn kind(&self, id: EventId) -> Option<Kind> {
        let here = self.here.by_id(id).map(|row_id| self.here.row(row_id).kind);
        here.or_else(|| self.raised.get(&id).map(|(kind, _)| *kind))
    }

    fn reference(&self, id: EventId) -> String {
        let here = self.here.by_id(id).and_then(|row_id| self.here.summary(row_id, &[]));
        here.map(|(reference, _)| reference).or_else(|| self.raised.get(&id).map(|(_, shown)| shown.clone())).unwrap_or_default()
    }

    /// Whether an event decides, approves or changes the set-up: what the programme office does, or records for a forum.
    fn has_authority(&self, event: &Event) -> bool {
        let Some(fact) = event.known() else { return false };
        let kind = self.kind(event.about);
        match fact {
            Fact::RegisterRenamed { .. } | Fact::SchemeChanged { .. } => true,
            Fact::RegisterOpened { .. } => false,
            Fact::Moved { to, .. } => !to.unmet.is_empty() || kind.is_some_and(|kind| is_decided(kind, to.status)),
            Fact::Edited { field: Field::Baseline, .. } => kind.is_some_and(|kind| Field::Baseline.belongs_to(kind)),
            // A party proposes; what is agreed of a record that is here was agreed elsewhere.
            Fact::Assessed { slot: Slot::Current, .. } => self.here.by_id(event.about).is_some(),
            Fact::Raised { .. }
            | Fact::Edited { .. }
            | Fact::CustomEdited { .. }
            | Fact::Assessed { .. }
            | Fact::StepChanged { .. }
            | Fact::PartChanged { .. }
            | Fact::Noted { .. }
            | Fact::NoteStruck { .. }
            | Fact::NoteRestored { .. }
            | Fact::Linked { .. }
            | Fact::Unlinked { .. }
            | Fact::Numbered { .. }
            | Fact::AliasChanged { .. }
            | Fact::Removed { .. }
            | Fact::Restored { .. } => kind.is_some_and(Kind::is_decision),
        }
    }
}

/// Whether a record of that kind comes to stand so by a decision.
fn is_decided(kind: Kind, status: Status) -> bool {
    kind.definition().decided.contains(&status)
}

/// The id at the head of a line as we write it; of any other, by reading all of it.
fn id_of(line: &[u8]) -> Option<EventId> {
    let rest = line.strip_prefix(b"{\"id\":\"");
    let id = rest.and_then(|rest| std::str::from_utf8(&rest[..memchr::memchr(b'"', rest)?]).ok()?.parse().ok());
    id.or_else(|| Event::parse(line).ok().map(|event| event.id))
}
