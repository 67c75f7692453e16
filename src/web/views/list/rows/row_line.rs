//! One row of the table. Yew makes its pieces once; from then on only the words that differ are written into them.

use std::rc::Rc;

use chrono::NaiveDate;
use yew::prelude::*;

use super::cells::{Cell, Cells, Look};
use super::row_content::{RowContent, address, overdue, rag_class, select, tab};
use super::row_pieces::RowPieces;
use crate::query::Column;
use crate::state::RowId;
use crate::web::store::SessionHandle;
use crate::web::views::parts::mark;

#[derive(Properties, PartialEq, Clone)]
pub(crate) struct RowLineProps {
    pub(crate) session: SessionHandle,
    pub(crate) row_id: RowId,
    /// Grows with every change of the register.
    pub(crate) data: u64,
    pub(crate) today: NaiveDate,
    /// Its place in the list, from 0.
    pub(crate) place: usize,
    /// Always the same for a row: with other columns it is another one (see the table's keys).
    pub(crate) columns: Rc<Vec<Column>>,
    pub(crate) is_selected: bool,
    /// Whether the Tab key leads to it.
    pub(crate) is_active: bool,
}

/// One row. Roles are written out, because narrow pages lay rows out as cards, and some browsers then forget that they are
/// rows. It is never drawn a second time: Yew would compare a hundred pieces to change a few words.
pub(crate) struct RowLine {
    node: NodeRef,
    shown: RowContent,
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
        let RowContent { reference, cells, place, is_selected, is_active } = &self.shown;
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
    pub(crate) fn shown(&self) -> RowContent {
        let read = self.session.read(|session| Cells::of(session.register(), self.row_id, self.today, &self.columns));
        let cells = |cells: &Cells| self.columns.iter().map(|column| cells.cell(*column)).collect();
        RowContent {
            cells: read.as_ref().map_or_else(|| vec![Cell::default(); self.columns.len()], cells),
            reference: read.map(|cells| cells.reference).unwrap_or_default(),
            place: self.place,
            is_selected: self.is_selected,
            is_active: self.is_active,
        }
    }
}

impl Cell {
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
