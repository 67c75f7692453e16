//! One person's desk: the register, its log, what they did and can undo. Told the time and the name; asks for neither.

mod batch;
mod comparison;
mod confirmation;
mod conflicts;
mod decider;
mod file_merge;
mod from_snapshot;
mod heading;
mod merge;
mod merge_record;
mod merged;
mod merging;
mod newer;
mod reconcile;
mod resume;
mod staged;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value as Json};

use crate::log::{Event, Fact, Line, Log, UndoRef, deed, reverse, turn};
use crate::record::case::Part;
use crate::record::{Anomaly, Kind, Record};
use crate::scheme::Scheme;
use crate::snapshot::{self, OpenError, Opened};
use crate::stamp::{EventId, Replica, Stamp};
use crate::state::{Register, RowId, ScratchChanges, ScratchFold, fold_heading, following};
use crate::text;
use crate::three_way_merge::{MemberConflict, three_way_merge};
use crate::workflow::{Command, Refusal};

pub use batch::Batch;
pub use comparison::{Comparison, Differences, LineReader};
pub use file_merge::FileMerge;
pub use merge::Merge;
pub use merged::Merged;
pub use resume::Steps;
pub use staged::StagedSession;

/// One person's desk.
#[derive(Debug, Clone, Default)]
pub struct Session {
    register: Register,
    log: Log,
    extra: Map<String, Json>,
    custodian: bool,
    last_tick: u64,
    /// Whether the state may say what the log does not: it came with a file, and was not compared yet.
    may_differ: bool,
    /// How often a state was put right, which no event tells.
    righted: u32,
    done: Vec<Vec<Event>>,
    undone: Vec<Vec<Event>>,
    /// Whether every record was looked at for conflicts.
    knows_conflicts: bool,
    /// Changes that a merge which takes this file in leaves out.
    left_out: FxHashSet<EventId>,
}

/// Most steps that can be undone.
const MOST_UNDO: usize = 200;

impl Session {
    /// An empty register, begun now. It gives out reference numbers.
    #[must_use]
    pub fn begin(title: &str, stamp: &Stamp) -> Session {
        let mut session =
            Session { register: Register::new(title), custodian: true, knows_conflicts: true, ..Session::default() };
        let id = session.next_id(stamp);
        let event = Event::new(id, id, stamp, Fact::RegisterOpened { title: title.into() });
        session.log.push(Line::opening(&event, title));
        session.last_tick = id.tick;
        session.register.id = Some(id);
        session
    }

    /// An empty register, begun now with a set-up.
    #[must_use]
    pub fn begin_with(title: &str, setup: Scheme, stamp: &Stamp) -> Session {
        let mut session = Session::begin(title, stamp);
        let id = session.next_id(stamp);
        let from = std::mem::replace(&mut session.register.scheme, setup.clone());
        // Told and written down by hand: what folds facts is not needed for a first view.
        let event = Event::new(id, id, stamp, Fact::SchemeChanged { from: Box::new(from.clone()), to: Box::new(setup) });
        session.log.push(Line::set_up(&event, &from, &session.register.scheme));
        session.last_tick = id.tick;
        session
    }

    /// The register of a file that has been read.
    #[must_use]
    pub fn of(opened: Opened) -> Session {
        let mut register = opened.register;
        let last_tick = register.last_tick().max(opened.log.last_tick());
        register.is_part = opened.filtered;
        if !register.is_part || !(EventId { tick: register.seen, replica: Replica(0) }).can_follow(last_tick) {
            register.seen = 0;
        }
        let last_tick = last_tick.max(register.seen);
        let may_differ = !opened.baseline;
        Session { register, log: opened.log, extra: opened.extra, last_tick, may_differ, ..Session::default() }
    }

    /// How things stand.
    #[must_use]
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// What happened.
    #[must_use]
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Whether this copy gives out reference numbers.
    #[must_use]
    pub fn is_custodian(&self) -> bool {
        self.custodian
    }

    /// Makes this copy the one that gives out reference numbers, or not.
    pub fn set_custodian(&mut self, custodian: bool) {
        self.custodian = custodian;
    }

    fn may_record(&self, stamp: &Stamp) -> Result<(), Refusal> {
        text::check_line(&stamp.by).map_err(|why| Refusal::BadText { what: "Your name".into(), why })?;
        if EventId::has_room_behind(self.newest_tick()) { Ok(()) } else { Err(Refusal::NoTickLeft) }
    }

    fn next_id(&self, stamp: &Stamp) -> EventId {
        EventId { tick: self.newest_tick() + 1, replica: stamp.replica }
    }

    /// The newest tick that is known. Of a log that is away a newer one may be seen later than the register was opened.
    fn newest_tick(&self) -> u64 {
        self.last_tick.max(self.log.seen_tick())
    }

    fn remember(&mut self, step: Vec<Event>) {
        if self.done.len() == MOST_UNDO {
            self.done.remove(0);
        }
        self.done.push(step);
    }

    /// Records a fact about the register itself.
    fn record_heading(&mut self, fact: Fact, stamp: &Stamp) -> Event {
        let id = self.next_id(stamp);
        let event = Event::new(id, id, stamp, fact);
        self.append(std::slice::from_ref(&event), ScratchChanges::default());
        event
    }

    /// Records events that are newer than everything about their records: ticks only grow here. `changes` is what they make
    /// of the records.
    fn append(&mut self, events: &[Event], changes: ScratchChanges) {
        for event in events {
            self.write_down(event);
            event.known().map(|fact| self.fold_register(fact));
        }
        for (record, was) in changes.into_records() {
            self.register.settle_over(record, was);
        }
        for event in events {
            self.note_settled(event);
        }
    }

    fn write_down(&mut self, event: &Event) {
        self.log.push(Line::of(event));
        self.last_tick = self.last_tick.max(event.id.tick);
    }

    /// What the events make of the records they are about, each of which is read once, and what does not fit.
    fn folded(&self, events: &[Event], anomalies: &mut Vec<Anomaly>) -> ScratchChanges {
        let mut scratch = ScratchFold::of(&self.register);
        events.iter().for_each(|event| scratch.fold(event, anomalies));
        scratch.into_changes()
    }

    fn record(&self, id: EventId) -> Option<Record> {
        self.register.by_id(id).and_then(|row_id| self.register.record(row_id))
    }

    fn fold_register(&mut self, fact: &Fact) -> bool {
        fold_heading(&mut self.register.title, &mut self.register.scheme, fact)
    }

    /// What undo would take back, in words.
    #[must_use]
    pub fn can_undo(&self) -> Option<String> {
        self.done.last().map(|step| step_words(step, &self.register.scheme))
    }

    /// What redo would do again, in words.
    #[must_use]
    pub fn can_redo(&self) -> Option<String> {
        self.undone.last().map(|step| step_words(step, &self.register.scheme))
    }

    /// Takes the last step back, as new facts.
    ///
    /// # Errors
    /// [`Refusal::NothingTo`], or [`Refusal::ChangedSince`] when somebody changed the same thing since: that step stays, and
    /// the one before it is next.
    pub fn undo(&mut self, stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
        let step = self.done.last().cloned().ok_or(Refusal::NothingTo("undo"))?;
        let events = self.nothing_relies_on(&step).map_err(Refusal::ChangedSince).and_then(|()| self.take_back(&step, stamp));
        if matches!(events, Ok(_) | Err(Refusal::ChangedSince(_))) {
            self.done.pop();
        }
        let events = events?;
        self.undone.push(events.clone());
        Ok(events)
    }

    /// Does what was undone again, as new facts.
    ///
    /// # Errors
    /// As [`Session::undo`].
    pub fn redo(&mut self, stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
        let step = self.undone.last().cloned().ok_or(Refusal::NothingTo("redo"))?;
        let events = self.take_back(&step, stamp)?;
        self.undone.pop();
        self.remember(events.clone());
        Ok(events)
    }

    /// Whether nobody else went on from what the step did.
    ///
    /// # Errors
    /// What they did.
    #[cold]
    fn nothing_relies_on(&mut self, step: &[Event]) -> Result<(), Box<Anomaly>> {
        for event in step {
            let Some(record) = self.record(event.about) else { continue };
            let why = match event.known() {
                Some(Fact::Raised { .. }) => self.worked_on_by(&record, step).map(|who| format!("{who} has worked on it since")),
                Some(Fact::PartChanged { from: None, to: Some(part) }) => match &**part {
                    Part::Round(round) => record.case.responses_in(round.id).next().map(|response| response.to_string()),
                    Part::Submission(version) => {
                        record.case.rounds.iter().find(|round| round.version == version.version).map(|round| round.to_string())
                    }
                    Part::Response(_) | Part::MilestoneMove(_) => None,
                }
                .map(|other| format!("{other} goes with it")),
                _ => None,
            };
            if let Some(what) = why {
                return Err(Box::new(Anomaly::Amiss { event: event.id, what }));
            }
            let overwrote = |anomaly: &Anomaly| matches!(anomaly, Anomaly::Overwritten { event: by, .. } if *by == event.id);
            // Finding that out needs the log's index, which is made while nobody waits.
            if self.log.is_indexed()
                && self.log.has_at_hand(event.about)
                && let Some(lost) = self.anomalies(event.about).into_iter().find(overwrote)
            {
                return Err(Box::new(lost));
            }
        }
        Ok(())
    }

    /// Who else but the one who took the step did anything to it, but for giving it a number.
    fn worked_on_by(&mut self, record: &Record, step: &[Event]) -> Option<String> {
        let others = |id: EventId| step.iter().all(|event| event.id.replica != id.replica);
        if !self.log.is_indexed() || !self.log.has_at_hand(record.id) {
            return others(record.last_event).then(|| record.changed_by.clone());
        }
        let numbers = |event: &Event| matches!(event.known(), Some(Fact::Numbered { .. } | Fact::AliasChanged { .. }));
        let events = self.log.events_about(record.id).0;
        events.into_iter().find(|event| others(event.id) && !numbers(event)).map(|event| event.by)
    }

    fn take_back(&mut self, step: &[Event], stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
        self.may_record(stamp)?;
        let back = step.iter().rev().filter_map(|event| Some((reverse(event)?, event)));
        let ids = (self.newest_tick() + 1..).map(|tick| EventId { tick, replica: stamp.replica });
        let turned = |event: &Event| (event.id.replica != Replica::NEVER_WRITTEN).then(|| turn(event));
        let events = back.zip(ids).map(|((fact, of), id)| Event::new(id, of.about, stamp, fact).turning(turned(of)));
        let events: Vec<Event> = events.collect();
        let changes = self.rehearse(&events).map_err(Refusal::ChangedSince)?;
        self.append(&events, changes);
        if events.iter().filter_map(Event::known).any(Fact::is_about_register) {
            self.note_heading_conflicts();
        }
        Ok(events)
    }

    /// What the events would make of the records.
    ///
    /// # Errors
    /// What does not fit: somebody changed the same thing since.
    #[inline(never)]
    fn rehearse(&self, events: &[Event]) -> Result<ScratchChanges, Box<Anomaly>> {
        let mut anomalies = Vec::new();
        for event in events {
            let fact = event.known().filter(|fact| fact.is_about_register());
            anomalies.extend(fact.map(|fact| self.overwrites(event, fact)).unwrap_or_default());
        }
        let changes = self.folded(events, &mut anomalies);
        anomalies.pop().map_or(Ok(changes), |anomaly| Err(Box::new(anomaly)))
    }

    /// What a fact about the register itself would overwrite unseen.
    #[cold]
    #[inline(never)]
    fn overwrites(&self, event: &Event, fact: &Fact) -> Vec<Anomaly> {
        let mut lost = Vec::new();
        if let Fact::RegisterRenamed { from, to } = fact
            && ![from, to].contains(&&self.register.title)
        {
            let (expected, found, to) = (from.clone(), self.register.title.clone(), to.clone());
            lost.push(MemberConflict { member: "Title".into(), expected, found, to });
        }
        if let Fact::SchemeChanged { from, to } = fact
            && **from != self.register.scheme
        {
            lost = three_way_merge(from.as_ref(), &self.register.scheme, to.as_ref()).1;
            lost.retain(|lost| lost.member != "version");
            lost.iter_mut().for_each(|lost| lost.member.insert_str(0, "Scheme, "));
        }
        let overwritten = |MemberConflict { member: what, expected, found, to }| {
            let (event, by) = (event.id, event.by.clone());
            Anomaly::Overwritten { event, what, expected, found, to, by, settled: None }
        };
        lost.into_iter().map(overwritten).collect()
    }

    /// The log, for whoever fetches its lines.
    pub fn log_mut(&mut self) -> &mut Log {
        &mut self.log
    }

    /// The events about one record, in order: those at hand.
    pub fn history(&mut self, id: EventId) -> Vec<Event> {
        self.log.events_about(id).0
    }

    /// What did not fit in one record's events.
    pub fn anomalies(&mut self, id: EventId) -> Vec<Anomaly> {
        let (events, _) = self.log.events_about(id);
        Record::fold(&events).1
    }

    /// Tells this register and how far it is from another: its title and its last tick.
    #[must_use]
    pub fn mark(&self) -> (String, u64) {
        (self.register.title.clone(), self.newest_tick())
    }

    /// Whether that event is in the log, which has to be here.
    pub fn knows(&mut self, id: EventId) -> bool {
        id.tick <= self.newest_tick() && self.log.contains(id)
    }

    /// Every event, in order. The log has to be here.
    pub fn events(&mut self) -> Vec<Event> {
        self.log.all().into_iter().filter_map(|(_, line)| Event::parse(line).ok()).collect()
    }

    /// How many lines of the log cannot be read, and so are no events. The log has to be here.
    pub fn unread(&mut self) -> usize {
        let unfit = self.log.all().into_iter().filter(|(_, line)| Event::parse(line).is_err()).count();
        self.log.damaged().len() + unfit
    }

    /// The whole register as a file. The log has to be here.
    pub fn export(&mut self) -> Vec<u8> {
        snapshot::write(&self.register, &mut self.log, &self.extra)
    }

    /// What stands before and after the lines of a log that is away in the file of the whole register; `None` when the log
    /// is here, or has to be put in order first.
    #[must_use]
    pub fn export_around(&self) -> Option<(Vec<snapshot::Chunk>, Vec<u8>)> {
        (self.log.is_detached() && self.log.is_in_order()).then(|| snapshot::write_around(&self.register, &self.log, &self.extra))
    }

    /// Some records as a file. The log has to be here.
    pub fn export_some(&mut self, records: &[RowId]) -> Vec<u8> {
        snapshot::write_some(&self.register, &mut self.log, &self.extra, records)
    }

    /// What that comparison lacks to go on; see [`snapshot::Check::wants`].
    #[must_use]
    pub fn check_wants(&self, check: &snapshot::Check, records: usize) -> Option<snapshot::Wanted> {
        check.wants(&self.register, &self.log, records)
    }

    /// Goes on comparing the state with the log; see [`snapshot::Check`].
    pub fn check(&mut self, check: &mut snapshot::Check, records: usize) -> bool {
        let is_done = check.go_on(&mut self.register, &mut self.log, records);
        self.knows_conflicts |= is_done;
        if is_done {
            self.note_heading_conflicts();
        }
        if is_done && !check.findings.iter().any(snapshot::Finding::is_by_hand) {
            self.may_differ = false;
        }
        is_done
    }

    /// Commands that number every record that has no reference yet: what a custodian does after a merge.
    #[must_use]
    pub fn number_all(&self) -> Vec<Command> {
        let unnumbered = self.register.records().filter(|row_id| {
            let row = self.register.row(*row_id);
            !row.removed && row.reference_key == u64::MAX && row.kind.newer().is_none()
        });
        let mut last: FxHashMap<(Kind, Option<String>), String> = FxHashMap::default();
        let mut given: FxHashSet<String> = FxHashSet::default();
        let mut commands = Vec::new();
        for row_id in unnumbered {
            let Some(record) = self.register.record(row_id).filter(|record| record.reference.is_none()) else { continue };
            let meeting = self.register.raised_at(&record).next().filter(|_| record.kind.is_numbered_by_meeting());
            let meeting = meeting.map(|meeting| meeting.shown_reference());
            let within = record.forum().map(str::to_owned).or(meeting);
            let next = || self.register.next_reference(record.kind, within.as_deref());
            let mut to = last.get(&(record.kind, within.clone())).map_or_else(next, |last| following(last));
            while given.contains(&to) || self.register.by_reference(&to).is_some() {
                to = following(&to);
            }
            given.insert(to.clone());
            last.insert((record.kind, within), to.clone());
            commands.push(Command::Number { record: record.id, to });
        }
        commands
    }

    /// Opens a file in place of what is here.
    ///
    /// # Errors
    /// [`OpenError`]; the desk stays as it was.
    pub fn open(&mut self, bytes: Vec<u8>) -> Result<(), OpenError> {
        let custodian = self.custodian;
        *self = Session::of(snapshot::read(bytes)?);
        self.custodian = custodian;
        Ok(())
    }
}

/// A step is named by what was done first; an undone one stands the other way round.
fn step_words(step: &[Event], scheme: &Scheme) -> String {
    let undone = step.first().is_some_and(|event| matches!(event.turn, Some(UndoRef::Undoes(_))));
    let first = if undone { step.last() } else { step.first() };
    match (first, step.len()) {
        (None, _) => String::new(),
        (Some(first), 1) => deed(first, scheme),
        (Some(first), steps) => format!("{} and {} more", deed(first, scheme), steps - 1),
    }
}
