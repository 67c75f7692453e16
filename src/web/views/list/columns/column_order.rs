//! Choosing and ordering columns.

use crate::query::{Column, Sort};
use crate::record::{Field, Kind};

/// Every column of a list with whether it is shown: the shown ones in their order, then the others.
pub(super) fn all_with_marks(shown: &[Column], offered: Vec<Column>) -> Vec<(Column, bool)> {
    let others = offered.into_iter().filter(|column| !shown.contains(column));
    shown.iter().map(|column| (*column, true)).chain(others.map(|column| (column, false))).collect()
}

/// The columns with one shown or not. The last one stays.
pub(super) fn ticked(shown: &[Column], column: Column, on: bool) -> Vec<Column> {
    let mut columns: Vec<Column> = shown.iter().copied().filter(|have| *have != column).collect();
    if on || columns.is_empty() {
        columns.push(column);
    }
    columns
}

/// The columns with one moved by one place, towards the front or the back.
pub(super) fn moved(shown: &[Column], column: Column, forward: bool) -> Vec<Column> {
    let mut columns = shown.to_vec();
    let Some(at) = columns.iter().position(|have| *have == column) else { return columns };
    let to = if forward { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < columns.len()) };
    if let Some(to) = to {
        columns.swap(at, to);
    }
    columns
}

/// The form of an address: nothing when they are the usual ones.
pub(super) fn settled(columns: Vec<Column>, kinds: &[Kind]) -> Option<Vec<Column>> {
    (columns != Column::usual(kinds)).then_some(columns)
}

/// The order after a press on a column's heading: turned round, or by that column, worst and newest first.
pub(crate) fn next_sort(sort: Sort, column: Column) -> Sort {
    if sort.column == column {
        return Sort { column, descending: !sort.descending };
    }
    let worst_first = match column {
        Column::Rag | Column::Score | Column::Changed => true,
        Column::Field(field) => matches!(field, Field::RagLast | Field::RagNext | Field::RaisedOn),
        _ => false,
    };
    Sort { column, descending: worst_first }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_move_by_one_place_and_stop_at_the_ends() {
        let shown = [Column::Reference, Column::Title, Column::Due];
        assert_eq!(moved(&shown, Column::Due, true), [Column::Reference, Column::Due, Column::Title]);
        assert_eq!(moved(&shown, Column::Reference, true), shown);
        assert_eq!(moved(&shown, Column::Due, false), shown);
        assert_eq!(moved(&shown, Column::Owner, false), shown);
    }

    #[test]
    fn a_column_is_put_at_the_end_and_the_last_one_stays() {
        assert_eq!(ticked(&[Column::Title], Column::Due, true), [Column::Title, Column::Due]);
        assert_eq!(ticked(&[Column::Title, Column::Due], Column::Title, false), [Column::Due]);
        assert_eq!(ticked(&[Column::Title], Column::Title, false), [Column::Title]);
        assert_eq!(all_with_marks(&[Column::Due], Column::offered(&[])).len(), Column::offered(&[]).len());
    }

    #[test]
    fn the_usual_columns_need_no_address() {
        assert_eq!(settled(Column::usual(&[Kind::Risk]).to_vec(), &[Kind::Risk]), None);
        assert!(settled(vec![Column::Title], &[Kind::Risk]).is_some());
    }

    #[test]
    fn a_heading_turns_its_own_order_round() {
        let by_title = next_sort(Sort::default(), Column::Title);
        assert_eq!(by_title, Sort { column: Column::Title, descending: false });
        assert!(next_sort(by_title, Column::Title).descending);
        assert!(next_sort(by_title, Column::Score).descending);
    }
}
