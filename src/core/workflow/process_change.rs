//! Whether another process can take the place of the one that a register has.

use super::optional_stage::{OptionalStage, is_status_used};
use crate::record::{Kind, Status};
use crate::scheme::Scheme;
use crate::state::RecordLookup;

/// So many records are named of those that speak against it.
const MOST_NAMED: usize = 5;

/// Checks that no record stands where the process would go no more. Where two changes come together and one does, it goes on
/// from there all the same.
pub(super) fn check_process(register: &dyn RecordLookup, to: &Scheme) -> Result<(), (String, String)> {
    let (before, kind) = (register.scheme(), Kind::ChangeRequest);
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
    let why = format!("{stages} cannot be left out while records stand there: {}. Take them on first", named.join(", "));
    Err(("Change process".into(), why))
}
