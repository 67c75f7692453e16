//! What is kept up with every change, so that nobody counts everything anew for the sake of one record.

use super::row::{Row, RowId};
use crate::kind::Kind;

/// Changes that a list takes in one by one. After more of them it is worked out anew, which is quicker then.
pub(super) const FEW: usize = 64;
/// So many that no list takes them in one by one: those beyond need not be noted.
pub(super) const MANY: usize = FEW + 1;

/// How many records there are of each kind, and which were put down since the register was opened.
#[derive(Debug, Clone, Default)]
pub(super) struct ChangeTracker {
    pub(super) changed: Vec<RowId>,
    pub(super) totals: [u32; Kind::COUNT],
}

impl ChangeTracker {
    /// A record was taken from the file, as that row has it.
    pub(super) fn taken(&mut self, row: &Row) {
        self.totals[row.kind.index()] += u32::from(!row.removed);
    }

    /// A record was put down: a new one, or in place of what stood there.
    pub(super) fn put(&mut self, row_id: RowId, before: Option<&Row>, after: &Row) {
        if let Some(before) = before {
            self.totals[before.kind.index()] -= u32::from(!before.removed);
        }
        self.taken(after);
        self.changed.push(row_id);
    }

    /// Its day is another, and nothing else of it.
    pub(super) fn moved(&mut self, row_id: RowId) {
        self.changed.push(row_id);
    }
}
