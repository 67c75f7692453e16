//! Whether another process can take the place of the one that a register has.

use super::optional_stage::{OptionalStage, is_status_used};
use crate::record::{Kind, Status};
use crate::scheme::Scheme;
use crate::state::RecordLookup;

/// So many records are named of those that speak against it.
const MOST_NAMED: usize = 5;

/// Checks that no two statuses are called alike, and that no record stands where the process would go no more. Where two
/// changes come together and one does, it goes on from there all the same.
pub(super) fn check_process(register: &dyn RecordLookup, to: &Scheme) -> Result<(), (String, String)> {
    let before = register.scheme();
    if to.process == before.process {
        return Ok(());
    }
    let checked = check_labels(to).and_then(|()| check_left_out(register, before, to));
    checked.map_err(|why| ("Change process".to_owned(), why))
}

fn check_labels(to: &Scheme) -> Result<(), String> {
    let label = |status: Status| to.status_label(status).trim().to_lowercase();
    for (at, status) in Status::ALL.iter().copied().enumerate() {
        if let Some(other) = Status::ALL[..at].iter().find(|other| label(**other) == label(status)) {
            let [one, other] = [status, *other].map(Status::word);
            return Err(format!("“{other}” and “{one}” would both be called “{}”", to.status_label(status)));
        }
    }
    Ok(())
}

fn check_left_out(register: &dyn RecordLookup, before: &Scheme, to: &Scheme) -> Result<(), String> {
    let kind = Kind::ChangeRequest;
    let is_gone = |status: &Status| is_status_used(before, kind, *status) && !is_status_used(to, kind, *status);
    let gone: Vec<Status> = Status::of(kind).iter().copied().filter(is_gone).collect();
    let there = if gone.is_empty() { Vec::new() } else { register.standing_at(kind, &gone) };
    if there.is_empty() {
        return Ok(());
    }
    let named = there.iter().take(MOST_NAMED).filter_map(|id| register.lookup(*id));
    let named = named.map(|record| format!("{} (“{}”)", record.shown_reference(), before.status_label(record.standing.status)));
    let more = there.len().saturating_sub(MOST_NAMED);
    let named: Vec<String> = named.chain((more > 0).then(|| format!("{more} more"))).collect();
    let is_leaving = |stage: &&OptionalStage| stage.is_used(before) && !stage.is_used(to);
    let stages = OptionalStage::ALL.iter().filter(is_leaving).map(|stage| stage.definition().label.to_lowercase());
    let stages = stages.collect::<Vec<_>>().join(" and ");
    Err(format!("{stages} cannot be left out while records stand there: {}. Take them on first", named.join(", ")))
}
