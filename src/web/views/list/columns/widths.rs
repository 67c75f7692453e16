//! How wide the columns of a list are, from what stands in them: no word that matters is cut where there is room.

use chrono::NaiveDate;

use crate::query::Column;
use crate::record::Kind;
use crate::state::{Register, RowId};
use crate::web::views::list::rows::Cells;

/// Records looked at, evenly spread.
const LOOKED_AT: usize = 120;
/// Most letters that a column makes room for. Longer words are cut, and read whole in a hint.
const MOST: usize = 26;
/// Most letters of a name, and of what a field holds: the title needs the room more.
const MOST_OF_NAMES: usize = 16;
/// What is due at a meeting may be among those that are not looked at: "meeting DAG030", in wide letters.
const A_MEETING: usize = 15;
/// Room for the arrow of a sorted heading.
const MARK: usize = 2;

/// Letters that each column has room for, in order; none for the title, which takes what is left. The same however the
/// list is narrowed within those kinds, so that nothing moves while a person types.
pub(crate) fn widths(register: &Register, columns: &[Column], kinds: &[Kind], today: NaiveDate) -> Vec<usize> {
    let wanted = |row_id: &RowId| {
        let row = register.row(*row_id);
        !row.removed && (kinds.is_empty() || kinds.contains(&row.kind))
    };
    let all: Vec<RowId> = register.records().filter(wanted).collect();
    let step = all.len().div_ceil(LOOKED_AT).max(1);
    let cells: Vec<Cells> =
        all.into_iter().step_by(step).filter_map(|row_id| Cells::of(register, row_id, today, columns)).collect();
    columns.iter().map(|column| width(*column, register.scheme.column_label(*column, kinds), &cells)).collect()
}

/// The widths after some records have changed, without a look at all the others: a column grows with what is written now,
/// and does not shrink until the list is shown anew. `None` where so much changed, or there is so little, that all is to be
/// looked at.
pub(crate) fn widen(
    register: &Register,
    columns: &[Column],
    today: NaiveDate,
    had: &[usize],
    changes: usize,
) -> Option<Vec<usize>> {
    let changed = register.changed_since(changes).filter(|_| register.len() > LOOKED_AT)?;
    let mut wide = had.to_vec();
    for cells in changed.iter().filter_map(|row_id| Cells::of(register, *row_id, today, columns)) {
        for (column, width) in
            columns.iter().zip(&mut wide).filter(|(column, _)| **column != Column::Title && !is_of_most(**column))
        {
            *width = cells.length(*column).min(MOST).max(*width);
        }
    }
    Some(wide)
}

/// Whether a few long names among many do not make the column wide.
fn is_of_most(column: Column) -> bool {
    matches!(column, Column::Owner | Column::Groups | Column::Field(_) | Column::Custom(_))
}

fn width(column: Column, heading: &str, cells: &[Cells]) -> usize {
    if column == Column::Title {
        return 0;
    }
    let mut lengths: Vec<usize> = cells.iter().map(|cells| cells.length(column)).collect();
    lengths.sort_unstable();
    let most = if is_of_most(column) { lengths.get((lengths.len() * 39) / 40) } else { lengths.last() };
    let heading = heading.chars().count() + MARK;
    let least = if column == Column::Due { A_MEETING } else { 0 };
    most.copied().unwrap_or_default().min(if is_of_most(column) { MOST_OF_NAMES } else { MOST }).max(heading).max(least)
}
