//! What a row of the table shows, and the words and classes of its pieces: for the row that is drawn, the words that are written
//! into it later, and the row that is printed.

use std::borrow::Cow;

use super::cells::{Cell, Look};
use crate::query::Column;
use crate::state::Rag;
use crate::web::route::Route;

/// What a row shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowContent {
    pub(crate) reference: String,
    pub(crate) cells: Vec<Cell>,
    pub(crate) place: usize,
    pub(crate) is_selected: bool,
    pub(crate) is_active: bool,
}

impl RowContent {
    /// The class of the row.
    pub(crate) fn class(&self) -> &'static str {
        match (self.is_selected, self.is_active) {
            (false, false) => "list__row",
            (true, false) => "list__row list__row--selected",
            (false, true) => "list__row list__row--active",
            (true, true) => "list__row list__row--selected list__row--active",
        }
    }
}

impl Cell {
    /// The class of its `td`.
    pub(crate) fn class(&self, column: Column) -> String {
        let settled = if self.look == Look::Settled { " list__cell--settled" } else { "" };
        let empty = if self.words.is_empty() { " list__cell--empty" } else { "" };
        format!("list__cell {}{settled}{empty}", class_of(column))
    }
}

/// The class of a column's cells; the fields share one.
pub(crate) fn class_of(column: Column) -> Cow<'static, str> {
    match column {
        Column::Field(_) | Column::Custom(_) | Column::Closes => "list__c-field".into(),
        Column::Reference
        | Column::Title
        | Column::Kind
        | Column::Status
        | Column::Rag
        | Column::Score
        | Column::Owner
        | Column::Groups
        | Column::Due
        | Column::Changed => format!("list__c-{}", column.name()).into(),
    }
}

/// The word before a day that has passed; its shape is in the style sheet.
pub(crate) fn overdue(look: Look) -> &'static str {
    if look == Look::Overdue { "Overdue " } else { "" }
}

/// The class of a mark.
pub(crate) fn rag_class(rag: Rag) -> String {
    format!("rag rag--{}", rag.name())
}

/// Where the reference leads. The row has the Tab stop; Enter on the row does what the link does.
pub(crate) fn address(reference: &str) -> String {
    format!("#{}", Route::Record(reference.to_owned()).address())
}

/// The name of the row's box.
pub(crate) fn select(reference: &str) -> String {
    format!("Select {reference}")
}

/// Only one row is reached by the Tab key.
pub(crate) fn tab(is_active: bool) -> &'static str {
    if is_active { "0" } else { "-1" }
}
