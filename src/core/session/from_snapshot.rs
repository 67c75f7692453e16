//! The file of another copy joins this register: whose title stands, what is told of it, and which numbers are given.

use super::heading::begins;
use super::{FileMerge, Merged, Session};
use crate::log::{Event, Fact};
use crate::record::{Anomaly, Record};
use crate::scheme::Scheme;
use crate::snapshot::{Check, Finding};
use crate::stamp::{EventId, Replica, Stamp};

impl Session {
    /// Takes in the file of another copy. A register keeps its own title and scheme where the file is of another; a copy
    /// that gives out numbers gives them to what has none. Both logs have to be here. No step of the person's: undo takes
    /// back what they did before. Gives what that brought, and the events that were new here.
    pub fn merge_file(&mut self, other: &mut Session, stamp: &Stamp) -> (Merged, Vec<Event>) {
        let mut merge = FileMerge::default();
        while !merge.go_on(self, other, stamp) {}
        merge.into_merged()
    }

    /// Whether that is another register than this: its identity is another. Files of earlier versions do not say it; then
    /// it is another when nothing that began the one began the other.
    pub(super) fn is_another(&mut self, other: &mut Session) -> bool {
        if let Some((own, theirs)) = self.register.id.zip(other.register.id) {
            return own != theirs;
        }
        let (own, theirs) = (self.beginnings(), other.beginnings());
        !own.is_empty() && !theirs.is_empty() && !theirs.iter().any(|begun| own.contains(begun))
    }

    fn beginnings(&mut self) -> Vec<EventId> {
        self.register_events().iter().filter(|event| begins(event)).map(|event| event.id).collect()
    }

    /// What is to be said of a record that the file strikes out, when the file does not know all that happened to it here.
    #[cold]
    pub(super) fn struck_meanwhile(&mut self, id: EventId, other: &mut Session) -> Option<(String, Anomaly)> {
        let record = self.record(id)?;
        let why = record.removed.as_ref()?;
        if self.log.events_about(id).0.iter().all(|event| other.knows(event.id)) {
            return None;
        }
        let what = format!("It was struck out by {} ({why}), who did not know of all that was recorded here", record.changed_by);
        Some((record.shown_reference(), Anomaly::Amiss { event: record.last_event, what }))
    }

    /// A part that holds everything by now is a part no more.
    pub(super) fn is_whole_again(&mut self) {
        let is_begun = self.register.id.is_some_and(|id| self.log.contains(id));
        if is_begun && self.register.dangling().is_empty() {
            (self.register.is_part, self.register.seen) = (false, 0);
            let records: Vec<Record> = self.register.records().filter_map(|row_id| self.register.record(row_id)).collect();
            for record in records {
                self.register.settle(record);
            }
        }
    }

    /// What no merge into another brings along of the file of this register: what was edited in it by hand, and what of
    /// its log cannot be read.
    pub fn left_behind(&mut self) -> Vec<(String, Anomaly)> {
        let mut check = Check::default();
        while !self.check(&mut check, 1000) {}
        self.left_behind_of(&check)
    }

    /// What of that comparison a merge does not bring along.
    pub(super) fn left_behind_of(&self, check: &Check) -> Vec<(String, Anomaly)> {
        let event = EventId { tick: self.last_tick, replica: Replica::NEVER_WRITTEN };
        let left = check.findings.iter().filter_map(left);
        left.map(|(reference, what)| (reference, Anomaly::Amiss { event, what })).collect()
    }

    /// Puts back the title and the scheme that this register had before another one came with its records. It is no step
    /// of the person's: undo takes back what they did before.
    pub fn keep_heading(&mut self, title: &str, scheme: Scheme, stamp: &Stamp) -> Vec<Event> {
        let (called, has) = (self.register.title.clone(), self.register.scheme.clone());
        let renamed = (called != title).then(|| Fact::RegisterRenamed { from: called, to: title.into() });
        let changed = (has != scheme).then(|| Fact::SchemeChanged { from: Box::new(has), to: Box::new(scheme) });
        renamed.into_iter().chain(changed).map(|fact| self.record_heading(fact, stamp)).collect()
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
