//! Which rows of a long table are drawn, and what stands in for the others.

/// Rows drawn beyond each edge, so that a short scroll finds them there.
pub(super) const OVERSCAN: usize = 4;
/// Most rows drawn at a time, whatever height the page claims to have.
const MOST: usize = 200;

/// A run of rows: from the first, up to but without the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Window {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// What the body of the table is made of, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// That many rows that are not drawn.
    Space(usize),
    /// The row at that place.
    Row(usize),
}

impl Window {
    /// The rows to draw when `height` of the body is seen from `scroll` down, all in the unit of the row's height.
    pub(super) fn at(scroll: f64, height: f64, row: f64, count: usize) -> Window {
        let row = row.max(1.0);
        let top = (scroll.max(0.0) / row).floor() as usize;
        let seen = ((height.max(0.0) / row).ceil() as usize + 1).min(MOST);
        let last = top.saturating_add(seen + OVERSCAN).min(count);
        let first = top.saturating_sub(OVERSCAN).min(last.saturating_sub(seen));
        Window { first, last }
    }

    fn holds(self, row: usize) -> bool {
        self.first <= row && row < self.last
    }

    /// The body of a table of `count` rows. The active row is drawn wherever it is: it holds the focus.
    pub(super) fn pieces(self, active: Option<usize>, count: usize) -> Vec<Piece> {
        let lone = active.filter(|row| *row < count && !self.holds(*row));
        let mut rows: Vec<usize> = (self.first..self.last).collect();
        match lone {
            Some(row) if row < self.first => rows.insert(0, row),
            Some(row) => rows.push(row),
            None => {}
        }
        let mut pieces = Vec::with_capacity(rows.len() + 3);
        let mut next = 0;
        for row in rows {
            if row > next {
                pieces.push(Piece::Space(row - next));
            }
            pieces.push(Piece::Row(row));
            next = row + 1;
        }
        if next < count {
            pieces.push(Piece::Space(count - next));
        }
        pieces
    }
}

/// Where to scroll so that a row is seen whole, moving no further than needed.
pub(super) fn scroll_to(index: usize, scroll: f64, height: f64, row: f64) -> f64 {
    let top = index as f64 * row;
    let bottom = top + row;
    if top < scroll {
        top
    } else if bottom > scroll + height {
        (bottom - height).max(0.0)
    } else {
        scroll
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(pieces: &[Piece]) -> usize {
        pieces.iter().map(|piece| if let Piece::Space(rows) = piece { *rows } else { 1 }).sum()
    }

    #[test]
    fn only_what_is_seen_is_drawn() {
        assert_eq!(Window::at(0.0, 360.0, 36.0, 100_000), Window { first: 0, last: 15 });
        assert_eq!(Window::at(36_000.0, 360.0, 36.0, 100_000), Window { first: 996, last: 1015 });
        assert_eq!(Window::at(9e9, 360.0, 36.0, 100).last, 100);
        assert_eq!(Window::at(0.0, 9e9, 36.0, 100_000).last, MOST + OVERSCAN);
        assert_eq!(Window::at(500.0, 360.0, 0.0, 0), Window::default());
    }

    #[test]
    fn the_pieces_are_as_long_as_the_list() {
        for (scroll, active) in
            [(0.0, None), (3600.0, None), (3600.0, Some(2)), (3600.0, Some(999)), (3600.0, Some(105)), (9e9, Some(0))]
        {
            let pieces = Window::at(scroll, 360.0, 36.0, 1000).pieces(active, 1000);
            assert_eq!(length(&pieces), 1000);
            assert!(active.is_none_or(|row| pieces.contains(&Piece::Row(row))));
        }
    }

    #[test]
    fn a_row_is_scrolled_to_only_when_it_is_not_seen() {
        assert_eq!(scroll_to(3, 0.0, 360.0, 36.0), 0.0);
        assert_eq!(scroll_to(10, 0.0, 360.0, 36.0), 36.0);
        assert_eq!(scroll_to(2, 360.0, 360.0, 36.0), 72.0);
    }
}
