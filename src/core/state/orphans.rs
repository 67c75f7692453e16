//! Orphans: links to records that are not there, and events about none of the records. And the records that were struck out.

use super::row::RowId;
use super::store::Register;
use crate::log::Log;
use crate::record::Record;
use crate::sorting::{sort_by, sort_by_key};
use crate::stamp::EventId;

impl Register {
    /// Links that lead to no record.
    #[must_use]
    pub fn dangling(&self) -> Vec<(RowId, EventId)> {
        let lost = self.back.iter().filter(|(to, _)| !self.by_id.contains_key(to));
        let mut lost: Vec<(RowId, EventId)> = lost.flat_map(|(to, from)| from.iter().map(|from| (*from, *to))).collect();
        sort_by(&mut lost, Ord::cmp);
        lost
    }

    /// What the log has events about and no record is: the register itself, and records that the state does not show.
    pub(crate) fn orphans(&self, log: &Log) -> Vec<EventId> {
        log.records().into_iter().filter(|id| !self.by_id.contains_key(id)).collect()
    }

    /// What tells of the register itself: the orphans, and records whose id another event bears as well.
    pub(crate) fn headed(&self, log: &Log) -> Vec<EventId> {
        let mut all = self.orphans(log);
        all.extend(log.shared_ids().into_iter().map(|(_, about)| about).filter(|about| self.by_id.contains_key(about)));
        all
    }

    /// The records that were struck out, the newest first, at most so many.
    #[must_use]
    pub fn struck(&self, most: usize) -> Vec<Record> {
        let mut struck: Vec<RowId> = self.records().filter(|row_id| self.row(*row_id).removed).collect();
        sort_by_key(&mut struck, |row_id| std::cmp::Reverse(self.row(*row_id).changed));
        struck.into_iter().take(most).filter_map(|row_id| self.record(row_id)).collect()
    }
}
