//! What a key means in the table.

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Movement {
    /// That many rows down; up when negative.
    By(isize),
    /// That many screens down; up when negative.
    Page(isize),
    /// The first row.
    First,
    /// The last row.
    Last,
    /// Open the record.
    Open,
    /// Select it, or no more.
    Select,
    /// Select all.
    All,
    /// Select nothing.
    Nothing,
}

impl Movement {
    /// Reads a key. `on_row` says whether the row itself has the focus and not a control within it; `command` whether
    /// Ctrl or Cmd is held.
    pub(super) fn read(key: &str, command: bool, on_row: bool) -> Option<Movement> {
        match (key, command) {
            ("ArrowDown", false) => Some(Movement::By(1)),
            ("ArrowUp", false) => Some(Movement::By(-1)),
            ("PageDown", false) => Some(Movement::Page(1)),
            ("PageUp", false) => Some(Movement::Page(-1)),
            ("Home", _) => Some(Movement::First),
            ("End", _) => Some(Movement::Last),
            ("Enter", false) if on_row => Some(Movement::Open),
            (" ", false) if on_row => Some(Movement::Select),
            ("a" | "A", true) => Some(Movement::All),
            ("Escape", false) => Some(Movement::Nothing),
            _ => None,
        }
    }

    /// The row it leads to, of `count`, from the one at `index`, when `page` rows are seen.
    pub(super) fn target(self, index: usize, count: usize, page: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        let by = |rows: isize| index.saturating_add_signed(rows).min(last);
        match self {
            Movement::By(rows) => Some(by(rows)),
            Movement::Page(pages) => Some(by(pages * isize::try_from(page.max(2) - 1).unwrap_or(1))),
            Movement::First => Some(0),
            Movement::Last => Some(last),
            Movement::Open | Movement::Select | Movement::All | Movement::Nothing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_and_pages_stay_within_the_list() {
        assert_eq!(Movement::By(1).target(9, 10, 5), Some(9));
        assert_eq!(Movement::By(-1).target(0, 10, 5), Some(0));
        assert_eq!(Movement::Page(1).target(0, 10, 5), Some(4));
        assert_eq!(Movement::Last.target(0, 100_000, 20), Some(99_999));
        assert_eq!(Movement::First.target(5, 0, 20), None);
    }

    #[test]
    fn keys_of_a_control_within_the_row_are_left_to_it() {
        assert_eq!(Movement::read(" ", false, false), None);
        assert_eq!(Movement::read("Enter", false, false), None);
        assert_eq!(Movement::read("a", true, true), Some(Movement::All));
        assert_eq!(Movement::read("a", false, true), None);
    }
}
