//! The rows that are selected.

use rustc_hash::FxHashSet;

use crate::state::Record;

/// What a person did to the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choose {
    /// Select a record, or no more.
    Toggle(Record),
    /// Select from where the last selection began (or from the first record, when there was none) to the second.
    Range(Record, Record),
    /// Select everything in the list.
    All,
    /// Select nothing.
    Nothing,
}

/// The rows that are selected, and where a range would begin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Selection {
    chosen: FxHashSet<Record>,
    before: FxHashSet<Record>,
    anchor: Option<Record>,
}

impl Selection {
    pub(super) fn holds(&self, record: Record) -> bool {
        self.chosen.contains(&record)
    }

    pub(super) fn len(&self) -> usize {
        self.chosen.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// The selected records in the order of the list.
    pub(super) fn in_order(&self, rows: &[Record]) -> Vec<Record> {
        rows.iter().copied().filter(|record| self.holds(*record)).collect()
    }

    pub(super) fn choose(&mut self, choose: Choose, rows: &[Record]) {
        match choose {
            Choose::Toggle(record) => self.toggle(record),
            Choose::Range(from, to) => self.stretch(from, to, rows),
            Choose::All => *self = Selection { chosen: rows.iter().copied().collect(), ..Selection::default() },
            Choose::Nothing => *self = Selection::default(),
        }
    }

    /// Forgets what the list does not show any more: nothing unseen is ever changed in bulk.
    pub(super) fn keep(&mut self, rows: &[Record]) {
        if self.is_empty() {
            return;
        }
        let kept = self.in_order(rows).into_iter().collect();
        *self = Selection { chosen: kept, ..Selection::default() };
    }

    fn toggle(&mut self, record: Record) {
        if !self.chosen.remove(&record) {
            self.chosen.insert(record);
        }
        self.anchor = Some(record);
        self.before.clone_from(&self.chosen);
    }

    fn stretch(&mut self, from: Record, to: Record, rows: &[Record]) {
        let anchor = *self.anchor.get_or_insert(from);
        let place = |wanted: Record| rows.iter().position(|record| *record == wanted);
        let (Some(start), Some(end)) = (place(anchor), place(to)) else { return };
        self.chosen.clone_from(&self.before);
        self.chosen.extend(&rows[start.min(end)..=start.max(end)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [Record; 6] = [9, 4, 7, 1, 3, 5];

    #[test]
    fn a_range_grows_and_shrinks_from_where_it_began() {
        let mut selection = Selection::default();
        selection.choose(Choose::Toggle(4), &ROWS);
        selection.choose(Choose::Range(4, 3), &ROWS);
        assert_eq!(selection.in_order(&ROWS), [4, 7, 1, 3]);
        selection.choose(Choose::Range(3, 7), &ROWS);
        assert_eq!(selection.in_order(&ROWS), [4, 7]);
        selection.choose(Choose::Range(7, 9), &ROWS);
        assert_eq!(selection.in_order(&ROWS), [9, 4]);
    }

    #[test]
    fn what_the_list_no_longer_shows_is_not_selected() {
        let mut selection = Selection::default();
        selection.choose(Choose::All, &ROWS);
        assert_eq!(selection.len(), 6);
        selection.keep(&[7, 5]);
        assert_eq!(selection.in_order(&ROWS), [7, 5]);
        selection.choose(Choose::Nothing, &ROWS);
        assert!(selection.is_empty());
    }
}
