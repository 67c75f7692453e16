//! Which records hold a conflict that nobody has settled. It follows from the log, so whoever reads that says it here.

use super::row::RowId;
use super::store::Register;
use crate::stamp::EventId;

impl Register {
    /// The records in which two people changed the same and nobody has settled it, as far as their log has been read. Those
    /// that are struck out do not count.
    #[must_use]
    pub fn in_conflict(&self) -> Vec<RowId> {
        let records = self.in_conflict.iter().filter_map(|id| self.by_id(*id));
        let mut records: Vec<RowId> = records.filter(|row_id| !self.row(*row_id).removed).collect();
        records.sort_unstable();
        records
    }

    /// Whether that record is one of them.
    #[must_use]
    pub fn is_in_conflict(&self, id: EventId) -> bool {
        self.in_conflict.contains(&id)
    }

    /// Says whether that record is one of them. `true` when that was not known.
    pub(crate) fn set_in_conflict(&mut self, id: EventId, is_in_conflict: bool) -> bool {
        let is_new = if is_in_conflict { self.in_conflict.insert(id) } else { self.in_conflict.remove(&id) };
        if let Some(row_id) = self.by_id(id).filter(|_| is_new) {
            self.tracker.moved(row_id);
        }
        is_new
    }
}
