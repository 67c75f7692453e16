//! What a record still needs before it can go somewhere, or stands without.

use chrono::{DateTime, NaiveDate};

use super::requirement::{TransitionAttempt, Unmet, UnmetRequirement};
use super::transitions::requirements;
use crate::record::{Anomaly, Fields, Kind, Record, Status, StatusEntry};
use crate::stamp::{EventId, Replica};
use crate::state::RecordLookup;

/// What a record still needs before it can go there; empty when nothing.
#[must_use]
pub fn unmet_requirements(
    register: &dyn RecordLookup,
    record: &Record,
    to: Status,
    on: Option<NaiveDate>,
    why: Option<&str>,
) -> Vec<UnmetRequirement> {
    unmet_by(register, record, TransitionAttempt { to, on, why, verdict: None })
}

pub(super) fn unmet_by(register: &dyn RecordLookup, record: &Record, attempt: TransitionAttempt<'_>) -> Vec<UnmetRequirement> {
    Unmet::of(requirements(register.scheme(), record.kind, record.standing.status, attempt.to), register, record, attempt)
}

/// What a record lacks that is to be raised there. A change request is raised where the papers have it.
pub(super) fn unmet_raising(register: &dyn RecordLookup, kind: Kind, fields: &Fields, to: Status) -> Vec<UnmetRequirement> {
    if kind == Kind::ChangeRequest {
        return Vec::new();
    }
    let nobody = EventId { tick: 0, replica: Replica(0) };
    let record = Record::new(nobody, kind, StatusEntry::plain(to), fields.clone(), DateTime::UNIX_EPOCH, String::new());
    unmet_requirements(register, &record, to, None, None)
}

/// The sentences of what is missing.
#[inline(never)]
pub(super) fn sentences(missing: Vec<UnmetRequirement>) -> Vec<String> {
    missing.into_iter().map(|missing| missing.what).collect()
}

/// That a record stands where it lacks what that asks for, and nobody has said why: it came in like that.
#[cold]
pub(crate) fn stands_without(register: &dyn RecordLookup, record: &Record) -> Option<Anomaly> {
    if record.kind == Kind::ChangeRequest || !record.standing.unmet.is_empty() || record.removed.is_some() {
        return None;
    }
    let missing = unmet_requirements(register, record, record.standing.status, record.standing.since, None);
    if missing.is_empty() {
        return None;
    }
    let what = format!(
        "It is “{}” without what that asks for. {}",
        register.scheme().status_label(record.standing.status),
        sentences(missing).join(". ")
    );
    Some(Anomaly::Amiss { event: record.id, what })
}
