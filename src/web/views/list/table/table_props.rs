//! What the table of a list is drawn from.

use std::cell::Cell;
use std::rc::Rc;

use chrono::NaiveDate;
use yew::prelude::*;

use crate::query::{Column, View};
use crate::web::route::ListRoute;
use crate::web::store::Store;
use crate::web::views::list::selection::{Choose, Selection};

#[derive(Properties, PartialEq, Clone)]
pub(crate) struct TableProps {
    pub(crate) store: Store,
    pub(crate) label: AttrValue,
    pub(crate) list: ListRoute,
    pub(crate) view: Rc<View>,
    /// Grows with every change of the register.
    pub(crate) data: u64,
    pub(crate) today: NaiveDate,
    pub(crate) columns: Rc<Vec<Column>>,
    /// Letters that each column has room for.
    pub(crate) widths: Rc<Vec<usize>>,
    pub(crate) selection: Rc<Selection>,
    /// Whether a cell is edited; the table says so.
    pub(crate) is_edited: Rc<Cell<bool>>,
    pub(crate) onchoose: Callback<Choose>,
}
