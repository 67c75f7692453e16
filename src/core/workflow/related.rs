//! What belongs to a change request: its decisions, their conditions, and which decision it waits for.

use memchr::memmem;

use super::decision::{Outcome, Stage};
use super::optional_stage::OptionalStage;
use crate::record::{Field, Kind, LinkType, Record, Status};
use crate::sorting::sort_by_key;
use crate::stamp::EventId;
use crate::state::{RecordLookup, Register, RowId};

/// The decisions a record is decided by, oldest first.
#[must_use]
pub fn decisions(register: &dyn RecordLookup, record: &Record) -> Vec<Record> {
    let linked = record.links.iter().filter(|link| link.link == LinkType::DecidedBy);
    let mut found: Vec<Record> = linked.filter_map(|link| standing(register, link.to)).collect();
    sort_by_key(&mut found, |decision| decision.id);
    found
}

/// The actions that are conditions of a decision.
#[must_use]
pub fn conditions(register: &dyn RecordLookup, decision: EventId) -> Vec<Record> {
    let linked = register.links_from(decision).into_iter().filter(|(_, link)| *link == LinkType::ConditionOf);
    let mut found: Vec<Record> = linked.filter_map(|(from, _)| standing(register, from)).collect();
    sort_by_key(&mut found, |action| action.id);
    found
}

/// How many answers of these records, or of all, are marked as confidential as they stand now; those of requests that were
/// struck out too. Only records that may hold one are read.
#[must_use]
pub fn confidential_answers(register: &Register, records: Option<&[RowId]>) -> usize {
    let count = |row_id: RowId| {
        let holds = |word: &[u8]| memmem::find(register.bytes(row_id), word).is_some();
        // A file that was made by hand may write letters in another way.
        if register.row(row_id).kind != Kind::ChangeRequest || !(holds(b"\"confidential\"") || holds(b"\\u")) {
            return 0;
        }
        register.record(row_id).map_or(0, |record| record.case.responses.iter().filter(|answer| answer.confidential).count())
    };
    match records {
        Some(records) => records.iter().map(|row_id| count(*row_id)).sum(),
        None => register.records().map(count).sum(),
    }
}

/// Whether a request is of a type that is approved without an impact assessment.
pub(super) fn goes_without_assessment(register: &dyn RecordLookup, record: &Record) -> bool {
    register.scheme().goes_without_assessment(record.fields.text(Field::ChangeType))
}

/// Which of its two decisions a request waits for: the first until it was issued, the one on approval from then on. One
/// that was deferred waits for the one that was deferred.
#[must_use]
pub fn awaits(register: &dyn RecordLookup, record: &Record) -> Stage {
    let first = match record.standing.status {
        // Where there is no first decision any more, it comes to the one on approval.
        Status::Deferred => {
            deferral(register, record) == Some(Stage::Issue) && OptionalStage::FirstDecision.is_used(register.scheme())
        }
        status => status == Status::ForIaDecision,
    };
    if first { Stage::Issue } else { Stage::Approval }
}

/// Which decision was deferred, where that is known: by the newest deferral, or by where the request came from.
pub(super) fn deferral(register: &dyn RecordLookup, record: &Record) -> Option<Stage> {
    let defers = |decision: &Record| decision.fields.text(Field::Outcome) == Some(Outcome::Defer.word());
    let recorded = decisions(register, record).into_iter().rev().find(defers);
    let stage = recorded.and_then(|decision| decision.fields.text(Field::Stage).and_then(Stage::from_name));
    stage.or_else(|| {
        let came = record.case.steps.iter().rev().map(|step| step.from).find(|from| *from != Status::Deferred)?;
        let second = matches!(came, Status::ForApprovalDecision | Status::Escalated);
        (second || came == Status::ForIaDecision).then_some(if second { Stage::Approval } else { Stage::Issue })
    })
}

/// The record, unless it is struck out.
pub(super) fn standing(register: &dyn RecordLookup, id: EventId) -> Option<Record> {
    register.lookup(id).filter(|record| record.removed.is_none())
}
