//! A merge under way: events from elsewhere, each record that they are about folded once.

use std::mem;

use rustc_hash::FxHashMap;

use super::Session;
use super::heading::{begins, clashes, is_about_register};
use super::merged::Merged;
use crate::log::{Admission, Event, Line};
use crate::record::Anomaly;
use crate::snapshot::{Heading, headings};
use crate::sorting::sort_by;
use crate::stamp::EventId;
use crate::state::RowId;

/// A merge under way. The events are [taken](Merge::take) one by one, then it [goes on](Merge::go_on) a little at a time.
/// Until it is done the session is half merged: whoever shows a register meanwhile gives it a copy.
#[derive(Debug, Default)]
pub struct Merge {
    /// What is new, each event with its line.
    incoming: Vec<(Line, Event)>,
    /// Those about each record, by their places, and the records in the order in which they come.
    groups: FxHashMap<EventId, Vec<u32>>,
    records: Vec<EventId>,
    stage: Stage,
    /// How far the stage is.
    done: usize,
    /// The newest tick before.
    last_tick: u64,
    /// The records before, and which of them show a letter behind their reference.
    had: usize,
    reference_clashes: Vec<RowId>,
    /// Title and scheme as somebody edited them by hand, and what did not fit before, where they are worked out anew.
    heading: Option<(Vec<Heading>, Vec<Anomaly>)>,
    /// References that several may have been given.
    shared: Vec<String>,
    /// Records that may hold a conflict now, or no longer.
    conflicting: Vec<EventId>,
    pub(super) merged: Merged,
    applied: usize,
}

/// What a merge does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Stage {
    #[default]
    Take,
    Group,
    Fold,
    Write,
    Heading,
    Letters,
    Conflicts,
    Done,
}

/// Events that are grouped or written in one step.
const EVENTS_AT_ONCE: usize = 256;

impl Merge {
    /// Begins a merge into that register. `of_another`: what comes is of another register, which keeps its own title.
    #[must_use]
    pub fn begin(session: &Session, of_another: bool) -> Merge {
        let merged = Merged { of_another, ..Merged::default() };
        let (had, reference_clashes) = (session.register.len(), session.register.reference_clashes());
        Merge { last_tick: session.newest_tick(), had, reference_clashes, merged, ..Merge::default() }
    }

    /// Takes an event and its line, unless that is known.
    pub fn take(&mut self, session: &mut Session, line: Line, event: Event) {
        let admission = session.log.admission(&line);
        if admission != Admission::Known {
            self.incoming.push((line, event));
        }
    }

    /// Does a little more; `true` when all is done.
    pub fn go_on(&mut self, session: &mut Session) -> bool {
        match self.stage {
            Stage::Take => self.arrange(session),
            Stage::Group => self.group(session),
            Stage::Fold => self.fold(session),
            Stage::Write => self.write(session),
            Stage::Heading => self.settle_heading(session),
            Stage::Letters => self.settle_letters(session),
            Stage::Conflicts => self.note_conflicts(session),
            Stage::Done => {}
        }
        self.stage == Stage::Done
    }

    pub(super) fn has_begun(&self) -> bool {
        self.stage != Stage::Take
    }

    /// How far it is, in per cent.
    #[must_use]
    pub fn percent(&self) -> u8 {
        let part = |of: usize| self.done * 25 / of.max(1);
        let percent = match self.stage {
            Stage::Take => 0,
            Stage::Group => part(self.incoming.len()),
            Stage::Fold => 25 + 2 * part(self.records.len()),
            Stage::Write => 75 + part(self.incoming.len()),
            Stage::Heading | Stage::Letters | Stage::Conflicts | Stage::Done => 100,
        };
        percent as u8
    }

    /// How many events were applied to records so far: what folding has cost.
    #[must_use]
    pub fn applied(&self) -> usize {
        self.applied
    }

    /// What came of it, and the events that were new, in order.
    #[must_use]
    pub fn into_merged(self) -> (Merged, Vec<Event>) {
        (self.merged, self.incoming.into_iter().map(|(_, event)| event).collect())
    }

    /// The events that are new, as far as they were taken.
    pub(super) fn events(&self) -> impl Iterator<Item = &Event> {
        self.incoming.iter().map(|(_, event)| event)
    }

    fn begin_stage(&mut self, stage: Stage) {
        (self.stage, self.done) = (stage, 0);
    }

    /// In the one order, each once, without what is out of reach.
    fn arrange(&mut self, session: &mut Session) {
        let is_less = |a: &(Line, Event), b: &(Line, Event)| (a.0.id, &a.0.bytes) < (b.0.id, &b.0.bytes);
        if !self.incoming.is_sorted_by(is_less) {
            sort_by(&mut self.incoming, |a, b| (a.0.id, &a.0.bytes).cmp(&(b.0.id, &b.0.bytes)));
            self.incoming.dedup_by(|a, b| a.0 == b.0);
        }
        // Where there is nothing yet, all of it is what was kept.
        if self.last_tick > 0 {
            self.leave_out_of_reach();
        }
        if session.log.is_empty() && session.register.id.is_none() {
            session.register.id = self.events().find(|event| begins(event)).map(|event| event.id);
        }
        self.merged.events = self.incoming.len();
        self.begin_stage(Stage::Group);
    }

    /// Leaves out what is numbered further on than anything that can follow.
    fn leave_out_of_reach(&mut self) {
        let mut last_tick = self.last_tick;
        let reach = self.incoming.iter().position(|(line, _)| {
            let is_beyond = !line.id.can_follow(last_tick);
            last_tick = last_tick.max(line.id.tick);
            is_beyond
        });
        let left = reach.map(|reach| self.incoming.split_off(reach)).unwrap_or_default();
        let Some((Line { id: event, .. }, _)) = left.first() else { return };
        let others = if left.len() == 1 { String::new() } else { format!(", and {} after it", left.len() - 1) };
        let what = format!("The change {event} is numbered further on than any register comes: it was left out{others}");
        self.merged.anomalies.push((String::new(), Anomaly::Amiss { event: *event, what }));
    }

    fn group(&mut self, session: &mut Session) {
        let mut about_register = false;
        let end = self.incoming.len().min(self.done + EVENTS_AT_ONCE);
        for at in self.done..end {
            let (line, event) = &self.incoming[at];
            if let Some(clash) = self.clash_at(session, at) {
                self.merged.anomalies.push(clash);
            }
            if is_about_register(event) {
                about_register |= line.id.tick <= self.last_tick;
                continue;
            }
            let group = self.groups.entry(line.about).or_default();
            if group.is_empty() {
                self.records.push(line.about);
            }
            group.push(at as u32);
        }
        // What follows from the log is compared with what is shown before the events are in the log.
        if about_register && self.heading.is_none() {
            let events = session.register_events();
            self.heading = Some((headings(&session.register, &events), clashes(&events)));
        }
        self.done = end;
        if end == self.incoming.len() {
            self.begin_stage(Stage::Fold);
        }
    }

    /// What is told where the event of that place bears the id of another.
    fn clash_at(&self, session: &mut Session, at: usize) -> Option<(String, Anomaly)> {
        let (line, _) = &self.incoming[at];
        let before = at.checked_sub(1).map(|before| &self.incoming[before].0).filter(|before| before.id == line.id);
        let is_old = line.id.tick <= self.last_tick && !session.log.is_detached();
        let here = if is_old { session.log.line_of(line.id).map(Into::into) } else { None };
        let other = before.map(|before| before.bytes.clone()).or(here)?;
        let mut lines = [&other, &line.bytes].map(|line| String::from_utf8_lossy(line));
        lines.sort();
        let reference = session.record(line.about).map(|record| record.shown_reference()).unwrap_or_default();
        Some((reference, Anomaly::SharedId { event: line.id, lines: lines.join(" · ") }))
    }

    fn fold(&mut self, session: &mut Session) {
        let Some(id) = self.records.get(self.done).copied() else { return self.begin_stage(Stage::Write) };
        self.done += 1;
        let group = self.groups.remove(&id).unwrap_or_default();
        let events: Vec<&Event> = group.iter().map(|at| &self.incoming[*at as usize].1).collect();
        let folded = session.fold_together(id, &events, self.last_tick, &mut self.applied);
        if let Some(mut record) = folded.record {
            let (row_id, shared) = session.put_merged(&mut record, folded.was.as_ref());
            self.shared.extend(shared);
            self.merged.records.push(row_id);
            let left_over = if row_id.index() >= self.had { session.stands_without(&record) } else { None };
            self.merged.anomalies.extend(left_over);
        }
        self.merged.anomalies.extend(folded.anomalies.into_iter().map(|anomaly| (folded.reference.clone(), anomaly)));
    }

    fn write(&mut self, session: &mut Session) {
        let end = self.incoming.len().min(self.done + EVENTS_AT_ONCE);
        for (line, _) in &mut self.incoming[self.done..end] {
            let (id, about) = (line.id, line.about);
            session.last_tick = session.last_tick.max(id.tick);
            session.log.push(Line { id, about, bytes: mem::take(&mut line.bytes) });
        }
        self.done = end;
        if end == self.incoming.len() {
            self.begin_stage(Stage::Heading);
        }
    }

    fn settle_heading(&mut self, session: &mut Session) {
        let of_another = self.merged.of_another;
        match self.heading.take() {
            Some((by_hand, before)) => {
                let mut clashes = session.refold_register(&by_hand);
                clashes.retain(|anomaly| !of_another && anomaly.settled().is_none() && !before.contains(anomaly));
                self.merged.anomalies.extend(clashes.into_iter().map(|anomaly| (String::new(), anomaly)));
                session.note_heading_conflicts();
            }
            None => {
                let (incoming, merged) = (&self.incoming, &mut self.merged);
                let mut events: Vec<&Event> =
                    incoming.iter().map(|(_, event)| event).filter(|event| is_about_register(event)).collect();
                events.dedup_by_key(|event| event.id);
                let is_told = !events.is_empty();
                events.into_iter().for_each(|event| session.fold_heading(event, merged));
                if is_told {
                    session.note_heading_conflicts();
                }
            }
        }
        sort_by(&mut self.shared, Ord::cmp);
        self.shared.dedup();
        self.begin_stage(Stage::Letters);
    }

    fn settle_letters(&mut self, session: &mut Session) {
        if let Some(reference) = self.shared.get(self.done) {
            session.register.settle_letters(reference, None, &mut self.merged.records);
            self.done += 1;
            return;
        }
        if session.register.is_part && !session.log.is_detached() {
            session.is_whole_again();
        }
        self.merged.records.sort_unstable();
        self.merged.records.dedup();
        for row_id in &self.merged.records {
            if session.register.row(*row_id).reference_clash && self.reference_clashes.binary_search(row_id).is_err() {
                self.merged.anomalies.extend(session.register.reference_clash_anomalies(*row_id));
            }
        }
        self.conflicting = session.may_conflict(&self.merged);
        self.begin_stage(Stage::Conflicts);
    }

    /// Looks at one record more, whether it holds a conflict.
    fn note_conflicts(&mut self, session: &mut Session) {
        match self.conflicting.pop() {
            Some(id) => drop(session.note_conflicts(id)),
            None => {
                session.knows_conflicts |= self.last_tick == 0;
                self.begin_stage(Stage::Done);
            }
        }
    }
}
