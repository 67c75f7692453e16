//! What a programme office looks at first: counts, the matrix, what is overdue, what changed last.

use chrono::{Datelike, NaiveDate};

use crate::kind::{Kind, Rating};
use crate::scheme::Level;
use crate::sorting::sort_by;
use crate::state::{Register, RowId};

/// The first page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overview {
    /// By kind, in the order of [`Kind::ALL`]: how many, how many open, how many of each colour.
    pub kinds: [(u32, u32, [u32; 6]); Kind::COUNT],
    /// Open risks by likelihood (row, 1 first) and impact (column, 1 first).
    pub matrix: [[u32; Level::ALL.len()]; Level::ALL.len()],
    /// Open risks that the matrix cannot place: no likelihood or no impact is said, or it has no such step.
    pub unplaced: u32,
    /// How many are overdue.
    pub overdue_count: u32,
    /// The longest overdue, at most twelve.
    pub overdue: Vec<RowId>,
    /// Change requests that took a step although something was missing, the one changed last first.
    pub overridden: Vec<RowId>,
    /// Changed last, newest first, at most twelve.
    pub changed: Vec<RowId>,
    /// Risks with a proposed assessment that waits for agreement.
    pub proposed: u32,
    /// Records in which two people changed the same and nobody has settled it.
    pub in_conflict: u32,
}

const LISTED: usize = 12;

/// Adds everything up in one pass.
#[must_use]
pub fn overview(register: &Register, today: NaiveDate) -> Overview {
    let today = today.num_days_from_ce();
    let mut page = Overview::default();
    let mut overdue = Vec::new();
    let mut changed = Vec::new();
    let mut overridden = Vec::new();
    for row_id in register.records() {
        let row = register.row(row_id);
        if row.removed {
            continue;
        }
        let (count, open, rags) = &mut page.kinds[row.kind.index()];
        *count += 1;
        *open += u32::from(row.is_open());
        rags[row.rag as usize] += 1;
        if row.kind.definition().rating == Rating::Matrix && row.is_open() {
            match row.cell_of(&register.scheme.matrix) {
                (0, 0) => page.unplaced += 1,
                (likelihood, impact) => page.matrix[usize::from(likelihood) - 1][usize::from(impact) - 1] += 1,
            }
            page.proposed += u32::from(row.proposed);
        }
        if row.is_overdue(today) {
            overdue.push((row.due, row_id));
        }
        if row.overridden {
            overridden.push((std::cmp::Reverse((row.changed, register.id(row_id))), row_id));
        }
        changed.push((std::cmp::Reverse((row.changed, register.id(row_id))), row_id));
    }
    page.overdue_count = overdue.len() as u32;
    page.overdue = first(overdue);
    sort_by(&mut overridden, Ord::cmp);
    page.overridden = overridden.into_iter().map(|(_, row_id)| row_id).collect();
    page.changed = first(changed);
    page.in_conflict = register.in_conflict().len() as u32;
    page
}

/// The least few, in order, without sorting the rest.
fn first<K: Ord>(mut keyed: Vec<(K, RowId)>) -> Vec<RowId> {
    if keyed.len() > LISTED {
        keyed.select_nth_unstable(LISTED);
        keyed.truncate(LISTED);
    }
    sort_by(&mut keyed, Ord::cmp);
    keyed.into_iter().map(|(_, row_id)| row_id).collect()
}
