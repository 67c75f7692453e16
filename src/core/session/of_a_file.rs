//! The file of another copy joins this register: whose title stands, what is told of it, and which numbers are given.

use super::merging::begins;
use super::put_right::NEVER_WRITTEN;
use super::{Merged, Session};
use crate::item::{Anomaly, Item};
use crate::log::{Event, Fact, sentence};
use crate::register::Refusal;
use crate::scheme::Scheme;
use crate::snapshot::{Check, Finding};
use crate::stamp::{EventId, Stamp};

impl Session {
    /// Takes in the file of another copy. A register keeps its own title and scheme where the file is of another; a copy
    /// that gives out numbers gives them to what has none. Both logs have to be here. No step of the person's: undo takes
    /// back what they did before. Gives what that brought, and the events that were new here.
    pub fn merge_file(&mut self, other: &mut Session, stamp: &Stamp) -> (Merged, Vec<Event>) {
        let of_another = self.is_another(other);
        let (title, scheme) = (self.register.title.clone(), self.register.scheme.clone());
        let left = other.left_behind();
        let mut told = self.differing(other);
        let mut events = other.events();
        events.retain(|event| !other.left_out.contains(&event.id));
        let mut fresh: Vec<Event> = events.iter().filter(|event| !self.knows(event.id)).cloned().collect();
        let standing = self.not_struck(&fresh);
        let mut merged = self.merge_of(fresh.clone(), of_another);
        fresh.retain(|event| event.id.tick <= self.last_tick);
        told.extend(standing.into_iter().filter_map(|id| self.struck_meanwhile(id, &events)));
        told.extend(left);
        merged.anomalies.extend(told);
        if of_another {
            fresh.extend(self.keep_heading(&title, scheme, stamp));
        }
        let (numbered, done) = self.number_merged(stamp);
        merged.numbered = numbered.len();
        fresh.extend(numbered);
        if let Err(refusal) = done {
            let event = EventId { tick: self.last_tick, replica: NEVER_WRITTEN };
            let what = format!("What is new could not be given reference numbers: {refusal}");
            merged.anomalies.push((String::new(), Anomaly::Amiss { event, what }));
        }
        (merged, fresh)
    }

    /// Whether that is another register than this: its identity is another. Files of earlier versions do not say it; then
    /// it is another when nothing that began the one began the other.
    fn is_another(&mut self, other: &mut Session) -> bool {
        if let Some((own, theirs)) = self.register.id.zip(other.register.id) {
            return own != theirs;
        }
        let (own, theirs) = (self.beginnings(), other.beginnings());
        !own.is_empty() && !theirs.is_empty() && !theirs.iter().any(|begun| own.contains(begun))
    }

    fn beginnings(&mut self) -> Vec<EventId> {
        self.register_events().iter().filter(|event| begins(event)).map(|event| event.id).collect()
    }

    /// Events of the other that bear the number of one that is here and says something else: they are left out.
    #[cold]
    fn differing(&mut self, other: &mut Session) -> Vec<(String, Anomaly)> {
        let mut others = Vec::new();
        for (id, line) in other.log.all() {
            if id.tick <= self.last_tick && self.log.line_of(id).is_some_and(|here| here != line) {
                others.extend(Event::read(line));
            }
        }
        let mut told = Vec::new();
        for event in others {
            let id = event.id;
            if self.log.line_of(id).and_then(|here| Event::read(here).ok()).is_some_and(|here| here.line() != event.line()) {
                let what = format!(
                    "Two different changes are numbered {id}. The one that was here stands; the other, by {}, is left out: {}",
                    event.by,
                    sentence(&event)
                );
                let reference = self.item(event.about).map(|item| item.shown_reference()).unwrap_or_default();
                told.push((reference, Anomaly::Amiss { event: id, what }));
            }
        }
        told
    }

    /// The records among those that the events strike out that are not struck out here.
    fn not_struck(&self, events: &[Event]) -> Vec<EventId> {
        let strikes = events.iter().filter(|event| matches!(event.known(), Some(Fact::Removed { .. })));
        strikes.map(|event| event.about).filter(|id| self.item(*id).is_some_and(|item| item.removed.is_none())).collect()
    }

    /// What is to be said of a record that the file strikes out, when the file does not know all that happened to it here.
    #[cold]
    fn struck_meanwhile(&mut self, id: EventId, known: &[Event]) -> Option<(String, Anomaly)> {
        let item = self.item(id)?;
        let why = item.removed.as_ref()?;
        let is_known = |event: &Event| known.binary_search_by_key(&event.id, |known| known.id).is_ok();
        if self.log.events_about(id).0.iter().all(is_known) {
            return None;
        }
        let what = format!("It was struck out by {} ({why}), who did not know of all that was recorded here", item.changed_by);
        Some((item.shown_reference(), Anomaly::Amiss { event: item.last_event, what }))
    }

    /// A part that holds everything by now is a part no more.
    pub(super) fn is_whole_again(&mut self) {
        let is_begun = self.register.id.is_some_and(|id| self.log.contains(id));
        if is_begun && self.register.dangling().is_empty() {
            (self.register.is_part, self.register.seen) = (false, 0);
            let items: Vec<Item> = self.register.records().filter_map(|record| self.register.item(record)).collect();
            for item in items {
                self.register.settle(item);
            }
        }
    }

    /// What no merge into another brings along of the file of this register: what was edited in it by hand, and what of
    /// its log cannot be read.
    pub fn left_behind(&mut self) -> Vec<(String, Anomaly)> {
        let mut check = Check::default();
        while !self.check(&mut check, 1000) {}
        let event = EventId { tick: self.last_tick, replica: NEVER_WRITTEN };
        let told = check.findings.iter().filter_map(left);
        told.map(|(reference, what)| (reference, Anomaly::Amiss { event, what })).collect()
    }

    /// Puts back the title and the scheme that this register had before another one came with its records. It is no step
    /// of the person's: undo takes back what they did before.
    pub fn keep_heading(&mut self, title: &str, scheme: Scheme, stamp: &Stamp) -> Vec<Event> {
        let (called, has) = (self.register.title.clone(), self.register.scheme.clone());
        let renamed = (called != title).then(|| Fact::RegisterRenamed { from: called, to: title.into() });
        let changed = (has != scheme).then(|| Fact::SchemeChanged { from: Box::new(has), to: Box::new(scheme) });
        renamed.into_iter().chain(changed).map(|fact| self.record(None, fact, None, stamp)).collect()
    }

    /// Gives every record a reference that has none: what a custodian does after a merge. No step of the person's either.
    pub fn number_merged(&mut self, stamp: &Stamp) -> (Vec<Event>, Result<(), Refusal>) {
        let commands = if self.custodian { self.number_all() } else { Vec::new() };
        self.one_by_one(&commands, stamp)
    }
}

/// The reference of a record that something is left of, and what.
#[cold]
fn left(found: &Finding) -> Option<(String, String)> {
    let by_hand = |what: String| {
        format!("The file was edited by hand, and a merge does not bring that: {what}. Open it by itself to keep it")
    };
    let unread = |line: &str, what: &str| {
        format!("{line} of the file’s history cannot be read ({what}), and a merge does not bring what it tells")
    };
    Some(match found {
        Finding::Differs { reference, edits, .. } => {
            let edits: Vec<&str> = edits.kept.iter().chain(&edits.beyond).map(String::as_str).collect();
            (reference.clone(), by_hand(edits.join("; ")))
        }
        Finding::Gone { what, .. } => (String::new(), by_hand(format!("{what} was taken out"))),
        Finding::Heading { heading } => (String::new(), by_hand(format!("the register’s {}", heading.word()))),
        Finding::Damaged { line: 0, what } => (String::new(), unread("A line", what)),
        Finding::Damaged { line, what } => (String::new(), unread(&format!("Line {line}"), what)),
        Finding::Strange { .. } => return None,
    })
}
