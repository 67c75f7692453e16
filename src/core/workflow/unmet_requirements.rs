//! What a record still needs before it can go somewhere, or stands without.

use chrono::{DateTime, NaiveDate};

use super::new_record::NewRecord;
use super::requirement::{Place, TransitionAttempt, Unmet, UnmetRequirement};
use super::transitions::requirements;
use crate::record::{Anomaly, Kind, Record, Status, StatusEntry};
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
    let to = attempt.to;
    let mut missing = in_the_workflow(register, record, attempt);
    missing.extend(custom_fields(register, record, to));
    missing
}

fn in_the_workflow(register: &dyn RecordLookup, record: &Record, attempt: TransitionAttempt<'_>) -> Vec<UnmetRequirement> {
    Unmet::of(requirements(register.scheme(), record.kind, record.standing.status, attempt.to), register, record, attempt)
}

/// The programme's own fields that its set-up asks for before a record stands there.
fn custom_fields(register: &dyn RecordLookup, record: &Record, to: Status) -> Vec<UnmetRequirement> {
    let scheme = register.scheme();
    let asked =
        scheme.custom_of(record.kind).into_iter().filter(|(_, field)| field.required_at.iter().any(|word| word == to.word()));
    let missing = asked.filter(|(name, _)| record.custom.get(*name).is_none_or(|text| text.trim().is_empty()));
    let what = |(name, _): (&String, _)| format!("Fill in “{}”", scheme.custom_label(name));
    missing.map(|asked| UnmetRequirement { what: what(asked), place: Place::CustomFields }).collect()
}

/// What a record lacks that is to be raised there. A change request is raised where the papers have it.
pub(super) fn unmet_raising(register: &dyn RecordLookup, new: &NewRecord, to: Status) -> Vec<UnmetRequirement> {
    if new.kind == Kind::ChangeRequest {
        return Vec::new();
    }
    let nobody = EventId { tick: 0, replica: Replica(0) };
    let mut record =
        Record::new(nobody, new.kind, StatusEntry::plain(to), new.fields.clone(), DateTime::UNIX_EPOCH, String::new());
    record.custom.extend(new.custom.iter().cloned());
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
    let standing = TransitionAttempt { to: record.standing.status, on: record.standing.since, why: None, verdict: None };
    // What the programme asks for beside it may be asked for since it stands there.
    let missing = in_the_workflow(register, record, standing);
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
