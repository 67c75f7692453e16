//! One record of a merge: what it is with the events that came, what was edited in it by hand, and what is told.
//!
//! What is `cold` happens once in a while, and is compiled to be small.

use super::Session;
use crate::fold::settle_conflicts;
use crate::log::{Event, rank};
use crate::record::{Anomaly, Record};
use crate::snapshot::{KnownChanges, NewerCopy, blank, lay_newer_over, lay_over, level};
use crate::sorting::sort_by;
use crate::stamp::EventId;
use crate::state::{ReferenceKeys, RowId};
use crate::workflow::stands_without;

/// A record with the events that came.
#[derive(Debug, Default)]
pub(super) struct FoldedRecord {
    /// As it is now; none where nothing raises it, or somebody took it out of the file.
    pub(super) record: Option<Record>,
    /// How it was called.
    pub(super) was: Option<ReferenceKeys>,
    /// Its reference.
    pub(super) reference: String,
    /// What did not fit, and was not told before.
    pub(super) anomalies: Vec<Anomaly>,
}

impl Session {
    /// Folds events, in order, into the record that they are about. `last_tick`: the newest before them. `applied` counts
    /// the events that were applied for it.
    pub(super) fn fold_together(&mut self, id: EventId, events: &[&Event], last_tick: u64, applied: &mut usize) -> FoldedRecord {
        let shown = self.record(id);
        let newest = self.log.newest_about(id);
        let first = events.first().map_or(id, |event| event.id);
        let (is_detached, mut anomalies) = (self.log.is_detached(), Vec::new());
        let is_newest = if is_detached { first.tick > last_tick } else { Some(first) > newest };
        let (is_known, may_differ) = (newest.is_some() || shown.is_some(), self.may_differ && !is_detached);
        // Whether two have settled one conflict in two ways, the whole history says.
        let settles = !is_detached && events.iter().any(|event| !event.settles().is_empty());
        if is_newest && !settles && !(is_known && may_differ) && distinct(events) {
            *applied += events.len();
            let was = shown.as_ref().map(ReferenceKeys::of);
            let record = match shown {
                Some(shown) => Some(shown.with(events.iter().copied(), &mut anomalies)),
                None if is_detached || !is_known => {
                    let (record, found) = Record::fold(events.iter().copied());
                    anomalies = found;
                    record
                }
                None => None,
            };
            if !is_known {
                anomalies.retain(|anomaly| anomaly.settled().is_none());
            }
            let is_done = if is_known { anomalies.is_empty() && record.is_some() } else { true };
            if is_done || is_detached {
                let reference = record.as_ref().map(Record::shown_reference).unwrap_or_default();
                return FoldedRecord { record, was, reference, anomalies };
            }
        }
        self.fold_anew(id, events, applied)
    }

    #[cold]
    fn fold_anew(&mut self, id: EventId, new: &[&Event], applied: &mut usize) -> FoldedRecord {
        let (old, shown) = (self.log.events_about(id).0, self.record(id));
        let (logged, mut before) = Record::fold(&old);
        let last_event = old.last().map(|event| event.id);
        let (record, mut anomalies) = match &logged {
            Some(logged) if distinct(new) && new.first().map(|first| first.id) > last_event => {
                let mut anomalies = before.clone();
                let record = logged.clone().with(new.iter().copied(), &mut anomalies);
                settle_conflicts(&counting(&old, new), &mut anomalies);
                (Some(record), anomalies)
            }
            _ => Record::fold(counting(&old, new)),
        };
        *applied += old.len() * 2 + new.len();
        // What was settled by somebody whose change has come along was told where that was made.
        let is_news = |anomaly: &Anomaly| anomaly.settled().is_none_or(|at| last_event.is_some_and(|last| at <= last));
        sort_by(&mut before, Ord::cmp);
        anomalies.retain(|anomaly| before.binary_search(anomaly).is_err() && is_news(anomaly));
        let was = shown.as_ref().map(ReferenceKeys::of);
        let reference = record.as_ref().map(Record::shown_reference).unwrap_or_default();
        let record = match (record, logged, shown) {
            (None, _, _) => None,
            (Some(record), Some(_), None) => {
                anomalies.push(taken_out(&record));
                None
            }
            (Some(record), None, None) => Some(record),
            (Some(mut record), logged, Some(shown)) => {
                if old.iter().all(|event| event.known().is_some()) {
                    anomalies.extend(keep_edited(logged, &shown, &mut record));
                } else {
                    let known = KnownChanges::of(counting(&old, new));
                    lay_newer_over(&[&NewerCopy::of(&old, shown.clone())], &known, &mut record);
                }
                record.keep_newer(&shown);
                record.reference_clash = shown.reference_clash;
                Some(record)
            }
        };
        FoldedRecord { record, was, reference, anomalies }
    }

    /// Puts a record of a merge; who shows which reference is settled when all are there.
    pub(super) fn put_merged(
        &mut self,
        record: &mut Record,
        was: Option<&ReferenceKeys>,
    ) -> (RowId, impl Iterator<Item = String> + use<>) {
        if was.is_none_or(|was| !was.is_called(record.reference.as_ref())) {
            record.reference_clash = None;
        }
        self.register.put_one(record, was)
    }

    #[cold]
    pub(super) fn stands_without(&self, record: &Record) -> Option<(String, Anomaly)> {
        stands_without(&self.register, record).map(|anomaly| (record.shown_reference(), anomaly))
    }
}

/// Lays over a record what was edited in it by hand. Gives what cannot be laid over it.
#[cold]
fn keep_edited(logged: Option<Record>, shown: &Record, record: &mut Record) -> Vec<Anomaly> {
    let mut seen = shown.clone();
    let logged = match logged {
        Some(mut logged) => {
            level(&mut logged, &mut seen);
            logged
        }
        // It was written into the file by hand, and somebody else has kept it.
        None => blank(shown),
    };
    if logged == seen { Vec::new() } else { lay_over(&logged, &seen, record) }
}

/// Whether no two of them bear one id.
fn distinct(events: &[&Event]) -> bool {
    events.windows(2).all(|pair| pair[0].id != pair[1].id)
}

/// Both in order. Of two that bear one id, the one that [stands first](rank) counts, or whose line comes first.
fn counting<'e>(old: &'e [Event], new: &[&'e Event]) -> Vec<&'e Event> {
    let mut all: Vec<&Event> = old.iter().chain(new.iter().copied()).collect();
    let of_one = |a: &Event, b: &Event| rank(a).cmp(&rank(b)).then_with(|| a.line().cmp(&b.line()));
    sort_by(&mut all, |a, b| a.id.cmp(&b.id).then_with(|| of_one(a, b)));
    all.dedup_by_key(|event| (event.id, rank(event).0));
    all
}

fn taken_out(record: &Record) -> Anomaly {
    let title = record.title();
    let what = format!("“{title}” was changed, but somebody took it out of the file by hand: it stays out until it is put back");
    Anomaly::Amiss { event: record.last_event, what }
}
