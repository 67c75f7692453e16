//! One row of the table. Yew makes its pieces once; from then on only the words that differ are written into them.

use std::borrow::Cow;
use std::rc::Rc;

use chrono::NaiveDate;
use yew::prelude::*;

use super::cells::{Cell, Cells, Look};
use super::row_pieces::RowPieces;
use crate::register::{Column, Rag, Record};
use crate::web::route::Route;
use crate::web::store::Store;
use crate::web::views::parts::mark;

#[derive(Properties, PartialEq, Clone)]
pub(super) struct RowLineProps {
    pub(super) store: Store,
    pub(super) record: Record,
    /// Grows with every change of the register.
    pub(super) data: u64,
    pub(super) today: NaiveDate,
    /// Its place in the list, from 0.
    pub(super) place: usize,
    /// Always the same for a row: with other columns it is another one (see the table's keys).
    pub(super) columns: Rc<Vec<Column>>,
    pub(super) is_selected: bool,
    /// Whether the Tab key leads to it.
    pub(super) is_active: bool,
}

/// What a row shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) reference: String,
    pub(super) cells: Vec<Cell>,
    pub(super) place: usize,
    pub(super) is_selected: bool,
    pub(super) is_active: bool,
}

/// One row. Roles are written out, because narrow pages lay rows out as cards, and some browsers then forget that they are
/// rows. It is never drawn a second time: Yew would compare a hundred pieces to change a few words.
pub(super) struct RowLine {
    node: NodeRef,
    shown: Shown,
    pieces: Option<RowPieces>,
}

impl Component for RowLine {
    type Message = ();
    type Properties = RowLineProps;

    fn create(ctx: &Context<Self>) -> Self {
        RowLine { node: NodeRef::default(), shown: ctx.props().shown(), pieces: None }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Self::Properties) -> bool {
        if ctx.props() == old {
            return false;
        }
        let shown = ctx.props().shown();
        if self.pieces.is_none() {
            self.pieces = self.node.cast().and_then(|row| RowPieces::of(row, &ctx.props().columns));
        }
        if let Some(pieces) = &self.pieces {
            pieces.write(&ctx.props().columns, &self.shown, &shown);
        }
        self.shown = shown;
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Shown { reference, cells, place, is_selected, is_active } = &self.shown;
        let columns = ctx.props().columns.iter();
        html! {
            <tr ref={self.node.clone()} class={self.shown.class()} role="row" aria-rowindex={(place + 2).to_string()}
                aria-selected={is_selected.to_string()} tabindex={tab(*is_active)}>
                <td class="list__cell list__c-check" role="gridcell">
                    <input type="checkbox" tabindex="-1" checked={*is_selected} aria-label={select(reference)} />
                </td>
                { for columns.zip(cells).map(|(column, cell)| cell.html(*column, reference)) }
            </tr>
        }
    }
}

impl RowLineProps {
    /// What the row shows now.
    pub(super) fn shown(&self) -> Shown {
        let read = self.store.read(|session| Cells::of(session.register(), self.record, self.today, &self.columns));
        let cells = |cells: &Cells| self.columns.iter().map(|column| cells.cell(*column)).collect();
        Shown {
            cells: read.as_ref().map_or_else(|| vec![Cell::default(); self.columns.len()], cells),
            reference: read.map(|cells| cells.reference).unwrap_or_default(),
            place: self.place,
            is_selected: self.is_selected,
            is_active: self.is_active,
        }
    }
}

impl Shown {
    /// The class of the row.
    pub(super) fn class(&self) -> &'static str {
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
    pub(super) fn class(&self, column: Column) -> String {
        let settled = if self.look == Look::Settled { " list__cell--settled" } else { "" };
        let empty = if self.words.is_empty() { " list__cell--empty" } else { "" };
        format!("list__cell {}{settled}{empty}", class_of(column))
    }

    /// Must have the pieces that [`RowPieces`] looks for.
    fn html(&self, column: Column, reference: &str) -> Html {
        let words = match (column, self.look) {
            (Column::Reference, _) => {
                html! { <a class="item-link" tabindex="-1" href={address(reference)}>{ &self.words }</a> }
            }
            (_, Look::Rag(rag)) => html! {
                <span class={rag_class(rag)} hidden={self.words.is_empty()}>
                    <span class="rag__mark" aria-hidden="true">{ mark(rag) }</span>{ &self.words }
                </span>
            },
            (Column::Due, look) => html! {
                <>
                    <span class="list__overdue" hidden={look != Look::Overdue}>
                        <span class="list__overdue-word">{ overdue(look) }</span>
                    </span>
                    { &self.words }
                </>
            },
            (_, Look::Plain | Look::Settled | Look::Overdue) => html! { &self.words },
        };
        html! { <td class={self.class(column)} role="gridcell">{ words }</td> }
    }
}

/// The class of a column's cells; the fields share one.
pub(super) fn class_of(column: Column) -> Cow<'static, str> {
    match column {
        Column::Field(_) | Column::Closes => "list__c-field".into(),
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
pub(super) fn overdue(look: Look) -> &'static str {
    if look == Look::Overdue { "Overdue " } else { "" }
}

/// The class of a mark.
pub(super) fn rag_class(rag: Rag) -> String {
    format!("rag rag--{}", rag.name())
}

/// Where the reference leads. The row has the Tab stop; Enter on the row does what the link does.
pub(super) fn address(reference: &str) -> String {
    format!("#{}", Route::Item(reference.to_owned()).address())
}

/// The name of the row's box.
pub(super) fn select(reference: &str) -> String {
    format!("Select {reference}")
}

/// Only one row is reached by the Tab key.
pub(super) fn tab(is_active: bool) -> &'static str {
    if is_active { "0" } else { "-1" }
}
