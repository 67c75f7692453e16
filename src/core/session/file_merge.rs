//! The file of another copy joins this register, a little at a time.

use super::{Merge, Merged, Session};
use crate::log::{Event, Fact, Line};
use crate::record::Anomaly;
use crate::scheme::Scheme;
use crate::snapshot::{Check, Finding, NewerCopy};
use crate::stamp::{EventId, Replica, Stamp};
use crate::state::RowId;
use crate::workflow::Command;

/// A merge of a file that is under way. The records that both copies have alike, with the same history, are passed over.
#[derive(Debug, Default)]
pub struct FileMerge {
    merge: Merge,
    stage: Stage,
    /// The comparison of state and log here, where it was not done yet, and that of the file.
    own: Check,
    check: Check,
    /// The next record, and which the events that are new are about.
    next: usize,
    differing: Vec<RowId>,
    /// Those of them that have events which only a newer version knows, and the copy that was here before.
    newer: Vec<(EventId, Option<NewerCopy>)>,
    /// The title and the scheme that were here.
    heading: (String, Scheme),
    /// The records that the file strikes out.
    struck: Vec<EventId>,
    /// What gives numbers to what has none.
    numbering: Vec<Command>,
    fresh: Vec<Event>,
    anomalies: Vec<(String, Anomaly)>,
}

/// What a merge of a file does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    #[default]
    Index,
    Own,
    Records,
    Orphans,
    Merge,
    Newer,
    Heading,
    Number,
    Done,
}

/// Records compared, or lines looked at, in one step.
const AT_ONCE: usize = 4;
const LINES_AT_ONCE: usize = 2_000;

impl FileMerge {
    /// Does a little more; `true` when all is done. Until then the register is half merged.
    pub fn go_on(&mut self, here: &mut Session, there: &mut Session, stamp: &Stamp) -> bool {
        match self.stage {
            Stage::Index => {
                if here.log.index_some(LINES_AT_ONCE) && there.log.index_some(LINES_AT_ONCE) {
                    self.begin(here, there);
                }
            }
            // So the state is as we write it, too.
            Stage::Own if here.may_differ && !here.check(&mut self.own, AT_ONCE) => {}
            Stage::Own => {
                self.check.tell_damage(there.log.damaged());
                self.stage = Stage::Records;
            }
            Stage::Records => self.take_records(here, there),
            Stage::Orphans => self.take_orphans(here, there),
            Stage::Merge if !self.merge.go_on(here) => {}
            Stage::Merge => {
                self.anomalies.extend(self.struck.iter().filter_map(|id| here.struck_meanwhile(*id, there)));
                self.anomalies.extend(there.left_behind_of(&self.check));
                self.stage = Stage::Newer;
            }
            Stage::Newer => self.keep_newer(here, there),
            Stage::Heading => self.keep_heading(here, stamp),
            Stage::Number => self.number(here, stamp),
            Stage::Done => {}
        }
        self.stage == Stage::Done
    }

    /// What somebody edited by hand in the state of the file, once all of it was compared and before anything is merged.
    #[must_use]
    pub fn hand_edits(&self) -> Option<Vec<Finding>> {
        let found = self.check.findings.iter().filter(|finding| finding.is_by_hand());
        (self.stage == Stage::Merge && !self.merge.has_begun()).then(|| found.cloned().collect())
    }

    /// How far it is, in per cent.
    #[must_use]
    pub fn percent(&self, there: &Session) -> u8 {
        match self.stage {
            Stage::Index | Stage::Own => 0,
            Stage::Records => (self.next * 50 / there.register.len().max(1)) as u8,
            Stage::Orphans => 50,
            Stage::Merge => 50 + self.merge.percent() / 2,
            Stage::Newer | Stage::Heading | Stage::Number | Stage::Done => 100,
        }
    }

    /// What it brought, and the events that were new.
    #[must_use]
    pub fn into_merged(self) -> (Merged, Vec<Event>) {
        let (mut merged, mut fresh) = self.merge.into_merged();
        merged.anomalies.extend(self.anomalies);
        fresh.extend(self.fresh);
        (merged, fresh)
    }

    fn begin(&mut self, here: &mut Session, there: &mut Session) {
        let of_another = here.is_another(there);
        self.merge = Merge::begin(here, of_another);
        self.heading = (here.register.title.clone(), here.register.scheme.clone());
        self.stage = Stage::Own;
    }

    fn take_records(&mut self, here: &mut Session, there: &mut Session) {
        let end = there.register.len().min(self.next + AT_ONCE);
        for row_id in (self.next..end).map(RowId::at) {
            let id = there.register.id(row_id);
            if !has_alike(here, there, row_id) {
                self.differing.push(row_id);
                let (events, bad) = self.take_lines(here, there, id);
                if events.iter().any(|event| event.known().is_none()) {
                    self.newer.push((id, here.newer_copy(id)));
                }
                if there.may_differ {
                    self.check.compare_with(&mut there.register, row_id, &events, bad);
                }
            }
        }
        self.next = end;
        if end == there.register.len() {
            self.stage = Stage::Orphans;
        }
    }

    /// Takes in the lines about a record that are not here. Gives the events that count, and what cannot be read.
    fn take_lines(&mut self, here: &mut Session, there: &mut Session, id: EventId) -> (Vec<Event>, Vec<crate::log::BadEvent>) {
        let (mut events, mut bad) = (Vec::new(), Vec::new());
        for (event_id, line) in there.log.every_line_about(id) {
            match Event::parse(line) {
                Ok(event) => {
                    if !there.left_out.contains(&event_id) && !here.log.has_line(event_id, line) {
                        let strikes = matches!(event.known(), Some(Fact::Removed { .. }));
                        if strikes && here.record(id).is_some_and(|record| record.removed.is_none()) {
                            self.struck.push(id);
                        }
                        self.merge.take(here, Line { id: event_id, about: id, bytes: line.into() }, event.clone());
                    }
                    events.push(event);
                }
                Err(error) => bad.push(error),
            }
        }
        if events.windows(2).any(|pair| pair[0].id == pair[1].id) {
            events = there.log.events_about(id).0;
        }
        (events, bad)
    }

    fn take_orphans(&mut self, here: &mut Session, there: &mut Session) {
        for id in there.register.orphans(&there.log) {
            self.take_lines(here, there, id);
        }
        self.struck.sort_unstable();
        self.struck.dedup();
        self.check.look_at_orphans(&there.register, &mut there.log);
        self.stage = Stage::Merge;
    }

    fn keep_newer(&mut self, here: &mut Session, there: &mut Session) {
        for (id, before) in self.newer.split_off(self.newer.len().saturating_sub(AT_ONCE)) {
            here.show_newer_of(there, id, before);
        }
        for row_id in self.differing.split_off(self.differing.len().saturating_sub(AT_ONCE)) {
            if there.register.row(row_id).newer {
                here.keep_newer_of(there, row_id, &mut self.anomalies);
            }
        }
        if self.differing.is_empty() && self.newer.is_empty() {
            here.register.format_version = here.register.format_version.max(there.register.format_version);
            if !self.merge.merged.of_another {
                here.keep_newer_heading(there, &mut self.anomalies);
            }
            self.stage = Stage::Heading;
        }
    }

    fn keep_heading(&mut self, here: &mut Session, stamp: &Stamp) {
        if self.merge.merged.of_another {
            let (title, scheme) = std::mem::take(&mut self.heading);
            self.fresh.extend(here.keep_heading(&title, scheme, stamp));
        }
        self.numbering = if here.custodian { here.number_all() } else { Vec::new() };
        self.numbering.reverse();
        self.stage = Stage::Number;
    }

    fn number(&mut self, here: &mut Session, stamp: &Stamp) {
        let commands = self.numbering.split_off(self.numbering.len().saturating_sub(AT_ONCE));
        match here.carry_out_beside(&commands.into_iter().rev().collect::<Vec<_>>(), stamp) {
            Ok(numbered) => {
                self.merge.merged.numbered += numbered.len();
                self.fresh.extend(numbered);
            }
            Err(refusal) => {
                let event = EventId { tick: here.last_tick, replica: Replica::NEVER_WRITTEN };
                let what = format!("What is new could not be given reference numbers: {refusal}");
                self.anomalies.push((String::new(), Anomaly::Amiss { event, what }));
                self.numbering.clear();
            }
        }
        if self.numbering.is_empty() {
            self.stage = Stage::Done;
        }
    }
}

/// Whether both copies have that record of the file alike, with the same history.
fn has_alike(here: &mut Session, there: &mut Session, row_id: RowId) -> bool {
    let id = there.register.id(row_id);
    let Some(own) = here.register.by_id(id) else { return false };
    let (bytes, own) = (there.register.bytes_to_write(row_id), here.register.bytes_to_write(own));
    bytes.trim_ascii() == own.trim_ascii() && there.log.every_line_about(id) == here.log.every_line_about(id)
}
