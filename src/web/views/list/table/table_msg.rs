//! What can happen to the table of a list.

use web_sys::Element;

use super::movement::Movement;
use crate::web::views::record::Focus;

pub(crate) enum Msg {
    /// The page scrolled or changed its size.
    Moved,
    /// A key, and whether Shift is held.
    Key(Movement, bool),
    /// Open the record at that place.
    Open(usize),
    /// The row at that place was pressed.
    Press(usize),
    /// Edit the record at that place.
    Edit(usize),
    /// That form over a cell has closed, and the focus goes there.
    Closed(u64, Option<Focus>),
    /// Select the record at that place, or no more; with Shift everything up to it.
    Choose(usize, bool),
    /// The pointer is over that cell: the place of its row, and of its column.
    Over(Element, usize, usize),
    /// Back at the list: show the row that was opened.
    Recall,
}
