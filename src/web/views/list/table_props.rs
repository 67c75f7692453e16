//! What the table of a list is drawn from.

use std::cell::Cell;
use std::rc::Rc;

use chrono::NaiveDate;
use yew::prelude::*;

use super::selection::{Choose, Selection};
use crate::query::{Column, View};
use crate::web::route::ListRoute;
use crate::web::store::Store;

#[derive(Properties, PartialEq, Clone)]
pub(super) struct TableProps {
    pub(super) store: Store,
    pub(super) label: AttrValue,
    pub(super) list: ListRoute,
    pub(super) view: Rc<View>,
    /// Grows with every change of the register.
    pub(super) data: u64,
    pub(super) today: NaiveDate,
    pub(super) columns: Rc<Vec<Column>>,
    /// Letters that each column has room for.
    pub(super) widths: Rc<Vec<usize>>,
    pub(super) selection: Rc<Selection>,
    /// Whether a cell is edited; the table says so.
    pub(super) is_edited: Rc<Cell<bool>>,
    pub(super) onchoose: Callback<Choose>,
}
