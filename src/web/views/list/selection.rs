//! The rows that are selected.

use rustc_hash::FxHashSet;

use crate::state::RowId;

/// What a person did to the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choose {
    /// Select a record, or no more.
    Toggle(RowId),
    /// Select from where the last selection began (or from the first record, when there was none) to the second.
    Range(RowId, RowId),
    /// Select everything in the list.
    All,
    /// Select nothing.
    Nothing,
}

/// The rows that are selected, and where a range would begin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Selection {
    chosen: FxHashSet<RowId>,
    before: FxHashSet<RowId>,
    anchor: Option<RowId>,
}

impl Selection {
    pub(super) fn holds(&self, row_id: RowId) -> bool {
        self.chosen.contains(&row_id)
    }

    pub(super) fn len(&self) -> usize {
        self.chosen.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// The selected records in the order of the list.
    pub(super) fn in_order(&self, rows: &[RowId]) -> Vec<RowId> {
        rows.iter().copied().filter(|row_id| self.holds(*row_id)).collect()
    }

    pub(super) fn choose(&mut self, choose: Choose, rows: &[RowId]) {
        match choose {
            Choose::Toggle(row_id) => self.toggle(row_id),
            Choose::Range(from, to) => self.stretch(from, to, rows),
            Choose::All => *self = Selection { chosen: rows.iter().copied().collect(), ..Selection::default() },
            Choose::Nothing => *self = Selection::default(),
        }
    }

    /// Forgets what the list does not show any more: nothing unseen is ever changed in bulk.
    pub(super) fn keep(&mut self, rows: &[RowId]) {
        if self.is_empty() {
            return;
        }
        let kept = self.in_order(rows).into_iter().collect();
        *self = Selection { chosen: kept, ..Selection::default() };
    }

    fn toggle(&mut self, row_id: RowId) {
        if !self.chosen.remove(&row_id) {
            self.chosen.insert(row_id);
        }
        self.anchor = Some(row_id);
        self.before.clone_from(&self.chosen);
    }

    fn stretch(&mut self, from: RowId, to: RowId, rows: &[RowId]) {
        let anchor = *self.anchor.get_or_insert(from);
        let place = |wanted: RowId| rows.iter().position(|row_id| *row_id == wanted);
        let (Some(start), Some(end)) = (place(anchor), place(to)) else { return };
        self.chosen.clone_from(&self.before);
        self.chosen.extend(&rows[start.min(end)..=start.max(end)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [RowId; 6] = [row(9), row(4), row(7), row(1), row(3), row(5)];

    const fn row(index: usize) -> RowId {
        RowId::at(index)
    }

    #[test]
    fn a_range_grows_and_shrinks_from_where_it_began() {
        let mut selection = Selection::default();
        selection.choose(Choose::Toggle(row(4)), &ROWS);
        selection.choose(Choose::Range(row(4), row(3)), &ROWS);
        assert_eq!(selection.in_order(&ROWS), [row(4), row(7), row(1), row(3)]);
        selection.choose(Choose::Range(row(3), row(7)), &ROWS);
        assert_eq!(selection.in_order(&ROWS), [row(4), row(7)]);
        selection.choose(Choose::Range(row(7), row(9)), &ROWS);
        assert_eq!(selection.in_order(&ROWS), [row(9), row(4)]);
    }

    #[test]
    fn what_the_list_no_longer_shows_is_not_selected() {
        let mut selection = Selection::default();
        selection.choose(Choose::All, &ROWS);
        assert_eq!(selection.len(), 6);
        selection.keep(&[row(7), row(5)]);
        assert_eq!(selection.in_order(&ROWS), [row(7), row(5)]);
        selection.choose(Choose::Nothing, &ROWS);
        assert!(selection.is_empty());
    }
}
