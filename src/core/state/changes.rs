//! How many records there are, and which were changed since somebody last looked.

use super::change_tracker::FEW;
use super::row::RowId;
use super::store::Register;
use crate::record::Kind;

impl Register {
    /// How many records of a kind are not struck out.
    #[must_use]
    pub fn count(&self, kind: Kind) -> u32 {
        self.tracker.totals[kind.index()]
    }

    /// The same of every kind, by its [place](Kind::index).
    #[must_use]
    pub fn counts(&self) -> [u32; Kind::COUNT] {
        self.tracker.totals
    }

    /// The kinds that occur and how many of each are not struck out, those of a newer version last.
    #[must_use]
    pub fn kinds(&self) -> Vec<(Kind, u32)> {
        let known = Kind::ALL.into_iter().map(|kind| (kind, self.count(kind)));
        let mut kinds: Vec<(Kind, u32)> = known.filter(|(_, count)| *count > 0).collect();
        let are_known = kinds.len();
        let rows = self.records().map(|row_id| self.row(row_id));
        for row in rows.filter(|row| !row.removed && row.kind.newer().is_some()) {
            match kinds[are_known..].iter_mut().find(|(kind, _)| *kind == row.kind) {
                Some((_, count)) => *count += 1,
                None => kinds.push((row.kind, 1)),
            }
        }
        kinds
    }

    /// How often a record was put down since the register was opened.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.tracker.changed.len()
    }

    /// The records that were put down since there were so many changes, some of them more than once; `None` when they are
    /// too many to be looked at one by one.
    #[must_use]
    pub fn changed_since(&self, changes: usize) -> Option<&[RowId]> {
        self.tracker.changed.get(changes..).filter(|changed| changed.len() <= FEW)
    }
}
