//! Compares the state a file shows with the log it carries, a little at a time, while nobody waits.

use std::ops::Range;

use super::hand_edits::{Edits, level};
use super::newer_state::{KnownChanges, NewerCopy, lay_newer_over};
use crate::log::{BadEvent, Event, Fact, Log};
use crate::record::{Anomaly, Record};
use crate::scheme::Scheme;
use crate::sorting::{sort_by, sort_by_key};
use crate::stamp::EventId;
use crate::state::{Register, RowId};
use crate::workflow::stands_without;

/// What the comparison found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Somebody changed the state by hand: it does not follow from its log.
    Differs {
        /// The record.
        row_id: RowId,
        /// Its reference.
        reference: String,
        /// What was changed.
        edits: Edits,
    },
    /// A record's events did not all fit.
    Strange {
        /// Its reference.
        reference: String,
        /// What did not fit.
        anomaly: Anomaly,
    },
    /// The log raises a record that the state does not show: somebody took it out by hand.
    Gone {
        /// The record.
        id: EventId,
        /// Its reference and title.
        what: String,
    },
    /// The register's title or scheme does not follow from its log.
    Heading {
        /// Which of them, and what the log says.
        heading: Heading,
    },
    /// A line of the log cannot be read.
    Damaged {
        /// Which, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
}

/// What a file says of the register itself, as the log has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// Its title.
    Title(String),
    /// Its scheme.
    Scheme(Box<Scheme>),
}

impl Heading {
    /// The word on the screen.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Heading::Title(_) => "title",
            Heading::Scheme(_) => "scheme",
        }
    }
}

impl Finding {
    /// Whether somebody changed the file by hand: what a person can keep, or put back.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        match self {
            Finding::Differs { .. } | Finding::Gone { .. } | Finding::Heading { .. } => true,
            Finding::Strange { .. } | Finding::Damaged { .. } => false,
        }
    }
}

/// A comparison under way.
#[derive(Debug, Clone, Default)]
pub struct Check {
    next: usize,
    indexed: bool,
    has_looked_at_ids: bool,
    /// How many of them tell of what did not fit.
    anomalies: usize,
    /// What it found so far.
    pub findings: Vec<Finding>,
}

/// What a comparison has to be given before it can go on: parts of a log that is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The next bytes for the index: for [`Log::see`].
    Bytes(Range<usize>),
    /// Lines about the next records: for [`Log::lend`].
    Lines(Vec<Range<u32>>),
}

/// Most findings kept: a file that is wrong throughout is told by its first hundred.
const MOST: usize = 100;
/// So many of them about lines that cannot be read.
const MOST_DAMAGED: usize = 20;
/// So many of them about what did not fit: what was edited by hand has to find room too.
const MOST_ANOMALIES: usize = 40;

impl Check {
    /// What it lacks to go on with that many records; `None` when it can.
    #[must_use]
    pub fn wants(&self, register: &Register, log: &Log, records: usize) -> Option<Wanted> {
        let unseen = log.unseen();
        if !unseen.is_empty() {
            return Some(Wanted::Bytes(unseen));
        }
        let lacking = log.lacking(&self.next_ids(register, log, records));
        (!lacking.is_empty()).then_some(Wanted::Lines(lacking))
    }

    fn next_ids(&self, register: &Register, log: &Log, records: usize) -> Vec<EventId> {
        if self.indexed && !self.has_looked_at_ids {
            return log.shared_ids().into_iter().map(|(_, about)| about).collect();
        }
        if self.next >= register.len() {
            return register.orphans(log);
        }
        let end = self.end(register, records);
        (self.next..end).map(|place| register.id(RowId::at(place))).collect()
    }

    fn end(&self, register: &Register, records: usize) -> usize {
        (self.next + records).min(register.len())
    }

    /// Goes on with up to `records` records, or as many lines of log times eight; `true` when all is compared.
    pub fn go_on(&mut self, register: &mut Register, log: &mut Log, records: usize) -> bool {
        if !self.indexed {
            self.indexed = log.index_some(records * 8);
            if self.indexed {
                self.tell_damage(log.damaged());
            }
            return false;
        }
        if !self.has_looked_at_ids {
            self.has_looked_at_ids = true;
            self.look_at_ids(register, log);
            return false;
        }
        if self.next >= register.len() {
            self.look_at_orphans(register, log);
            return true;
        }
        let end = self.end(register, records);
        for row_id in (self.next..end).map(RowId::at) {
            self.compare(register, log, row_id);
        }
        self.next = end;
        false
    }

    /// Ids that more than one event bears: each line is told.
    fn look_at_ids(&mut self, register: &Register, log: &mut Log) {
        let shared = log.shared_ids();
        for of_one in shared.chunk_by(|a, b| a.0 == b.0) {
            let mut lines: Vec<String> = Vec::new();
            for (event, about) in of_one {
                let here = log.every_line_about(*about).into_iter().filter(|(id, _)| id == event);
                lines.extend(here.map(|(_, line)| String::from_utf8_lossy(line).into_owned()));
            }
            sort_by(&mut lines, Ord::cmp);
            lines.dedup();
            if let [(event, about), ..] = of_one
                && lines.len() > 1
            {
                let reference = register.by_id(*about).and_then(|row_id| register.summary(row_id, &[])).unwrap_or_default().0;
                self.tell(Finding::Strange {
                    reference, anomaly: Anomaly::SharedId { event: *event, lines: lines.join(" · ") }
                });
            }
        }
    }

    /// Events about records that the state does not show, and about the register itself.
    pub(crate) fn look_at_orphans(&mut self, register: &Register, log: &mut Log) {
        let mut heading = Vec::new();
        for id in register.headed(log) {
            let (mut events, bad) = log.events_about(id);
            if register.by_id(id).is_some() {
                // The rest was compared with the record.
                heading.extend(events.extract_if(.., |event| event.known().is_some_and(Fact::is_about_register)));
                continue;
            }
            for error in bad {
                self.tell(Finding::Damaged { line: 0, what: format!("{id}: {error}") });
            }
            let (about_register, lost): (Vec<Event>, Vec<Event>) =
                events.into_iter().partition(|event| event.known().is_some_and(Fact::is_about_register));
            heading.extend(about_register);
            let (folded, anomalies) = Record::fold(&lost);
            if let Some(record) = folded {
                self.tell(Finding::Gone { id, what: format!("{} {}", record.shown_reference(), record.title()) });
            }
            for anomaly in anomalies {
                self.tell(Finding::Strange { reference: String::new(), anomaly });
            }
        }
        sort_by_key(&mut heading, |event| event.id);
        heading.dedup_by_key(|event| event.id);
        for heading in headings(register, &heading) {
            self.tell(Finding::Heading { heading });
        }
    }

    fn compare(&mut self, register: &mut Register, log: &mut Log, row_id: RowId) {
        let (events, bad) = log.events_about(register.id(row_id));
        self.compare_with(register, row_id, &events, bad);
    }

    /// Compares a record with its events, given with what of its lines cannot be read.
    pub(crate) fn compare_with(&mut self, register: &mut Register, row_id: RowId, events: &[Event], bad: Vec<BadEvent>) {
        let (folded, anomalies) = Record::fold(events);
        let Some(shown) = register.record(row_id) else { return };
        let reference = shown.shown_reference();
        // A newer program, or whoever mends the line, knows better how it should be.
        let has_bad = !bad.is_empty();
        let is_whole = !has_bad && events.iter().all(|event| event.known().is_some());
        for error in bad {
            self.tell(Finding::Damaged { line: 0, what: format!("{reference}: {error}") });
        }
        let is_open = |anomaly: &Anomaly| matches!(anomaly, Anomaly::Overwritten { settled: None, .. });
        register.set_in_conflict(register.id(row_id), anomalies.iter().any(is_open));
        // Where two people changed the same is counted and settled by itself.
        for anomaly in anomalies.into_iter().filter(|anomaly| !is_open(anomaly)) {
            self.tell(Finding::Strange { reference: reference.clone(), anomaly });
        }
        if let Some(anomaly) = stands_without(register, &shown) {
            self.tell(Finding::Strange { reference: reference.clone(), anomaly });
        }
        let Some(mut folded) = folded else {
            if events.is_empty() {
                let edits = Edits { kept: vec!["it has no history at all".to_owned()], beyond: Vec::new() };
                self.tell(Finding::Differs { row_id, reference, edits });
            } else if !self.findings.iter().any(|found| matches!(found, Finding::Damaged { line: 1.., .. })) {
                // Otherwise one of the lines that were told may be what raised it.
                self.tell(Finding::Damaged { line: 0, what: format!("{reference}: no event raises it") });
            }
            return;
        };
        let mut seen = shown.clone();
        level(&mut folded, &mut seen);
        if !register.is_part {
            folded.reference_clash = register.reference_clash_of(folded.id, folded.reference.as_deref());
        }
        if folded != seen {
            if has_bad {
                folded = shown;
            } else if !is_whole {
                lay_newer_over(&[&NewerCopy::of(events, shown.clone())], &KnownChanges::of(events), &mut folded);
                folded.keep_newer(&shown);
            } else {
                let edits = Edits::between(&folded, &seen);
                if edits != Edits::default() {
                    self.tell(Finding::Differs { row_id, reference, edits });
                    return;
                }
            }
        }
        if folded.bytes().trim_ascii() != register.bytes(row_id).trim_ascii() {
            register.put(&folded);
        }
    }

    /// The first lines that are no events, and how many more there are: what was edited by hand has to find room too.
    pub(crate) fn tell_damage(&mut self, lines: &[usize]) {
        let (first, others) = lines.split_at(lines.len().min(MOST_DAMAGED));
        for line in first {
            self.tell(Finding::Damaged { line: *line, what: "it is not an event".into() });
        }
        if let Some(line) = others.first() {
            self.tell(Finding::Damaged {
                line: *line,
                what: format!("it is not an event, nor are {} lines after it", others.len() - 1),
            });
        }
    }

    fn tell(&mut self, finding: Finding) {
        if let Finding::Strange { anomaly, .. } = &finding {
            if anomaly.settled().is_some() || self.anomalies == MOST_ANOMALIES {
                return;
            }
            self.anomalies += 1;
        }
        if self.findings.len() < MOST {
            self.findings.push(finding);
        }
    }
}

/// Title and scheme as the register's own events, given in order, make them. A part of a register may hold none of them.
/// One that was begun has the usual scheme until somebody changes it.
#[cold]
pub(crate) fn heading(register: &Register, events: &[Event]) -> (Option<String>, Option<Scheme>) {
    let (mut title, mut scheme) = (None, None);
    for fact in events.iter().filter_map(Event::known) {
        match fact {
            Fact::RegisterOpened { title: to } => {
                title = Some(to.clone());
                // What a newer version adds to the usual one is nobody's edit.
                scheme = scheme.or_else(|| Some(Scheme { extra: register.scheme.extra.clone(), ..Scheme::default() }));
            }
            Fact::RegisterRenamed { to, .. } => title = Some(to.clone()),
            Fact::SchemeChanged { from, to } => {
                scheme = Some(scheme.map_or_else(|| (**to).clone(), |found| Scheme::three_way_merge(from, &found, to)));
            }
            _ => {}
        }
    }
    (title, scheme)
}

/// What of title and scheme does not follow from the register's own events, given in order.
#[cold]
pub(crate) fn headings(register: &Register, events: &[Event]) -> Vec<Heading> {
    let (title, scheme) = heading(register, events);
    let title = title.filter(|title| *title != register.title).map(Heading::Title);
    let scheme = scheme.filter(|scheme| *scheme != register.scheme).map(|scheme| Heading::Scheme(Box::new(scheme)));
    title.into_iter().chain(scheme).collect()
}
