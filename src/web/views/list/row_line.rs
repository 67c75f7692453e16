//! One row of the table.

use std::rc::Rc;

use chrono::NaiveDate;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::cells::Cells;
use super::selection::Choose;
use crate::register::{Column, Record};
use crate::stamp::EventId;
use crate::web::route::Route;
use crate::web::store::Store;

/// What a person did to a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowAct {
    /// Open its record: identity and reference.
    Open(EventId, String),
    /// Select.
    Choose(Record, Choose),
}

#[derive(Properties, PartialEq, Clone)]
pub(super) struct RowLineProps {
    pub(super) store: Store,
    pub(super) record: Record,
    /// Grows with every change of the register.
    pub(super) data: u64,
    pub(super) today: NaiveDate,
    /// Its place in the list, from 0.
    pub(super) place: usize,
    pub(super) columns: Rc<Vec<Column>>,
    pub(super) is_selected: bool,
    /// Whether the Tab key leads to it.
    pub(super) is_active: bool,
    pub(super) onact: Callback<RowAct>,
}

/// One row, drawn again only when something about it changed. Roles are written out, because narrow pages lay rows out
/// as cards, and some browsers then forget that they are rows.
pub(super) struct RowLine;

impl Component for RowLine {
    type Message = ();
    type Properties = RowLineProps;

    fn create(_: &Context<Self>) -> Self {
        RowLine
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Self::Properties) -> bool {
        ctx.props() != old
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let cells = props.store.read(|session| Cells::of(session.register(), props.record, props.today));
        let Some(cells) = cells else { return html! { <tr class="list__row" role="row"></tr> } };
        let class = classes!(
            "list__row",
            props.is_selected.then_some("list__row--selected"),
            props.is_active.then_some("list__row--active")
        );
        html! {
            <tr {class} role="row" aria-rowindex={(props.place + 2).to_string()} aria-selected={props.is_selected.to_string()}
                tabindex={if props.is_active { "0" } else { "-1" }} onclick={props.on_row(&cells)}>
                { props.check(&cells.reference) }
                { for props.columns.iter().map(|column| props.cell(&cells, *column)) }
            </tr>
        }
    }
}

/// The class of a column's cells; the fields share one.
pub(super) fn class_of(column: Column) -> String {
    match column {
        Column::Field(_) => "list__c-field".into(),
        _ => format!("list__c-{}", column.name()),
    }
}

impl RowLineProps {
    fn check(&self, reference: &str) -> Html {
        let record = self.record;
        let onclick = self.onact.reform(move |event: MouseEvent| {
            event.stop_propagation();
            if event.shift_key() {
                // The browser has turned the box round; the end of a range is always selected.
                if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                    input.set_checked(true);
                }
                return RowAct::Choose(record, Choose::Range(record, record));
            }
            RowAct::Choose(record, Choose::Toggle(record))
        });
        html! {
            <td class="list__cell list__c-check" role="gridcell" {onclick}>
                <input type="checkbox" tabindex="-1" checked={self.is_selected} aria-label={format!("Select {reference}")} />
            </td>
        }
    }

    fn cell(&self, cells: &Cells, column: Column) -> Html {
        let class = classes!("list__cell", class_of(column));
        let words = if column == Column::Reference { self.link(cells) } else { cells.cell(column) };
        html! { <td {class} role="gridcell" title={cells.hint(column)}>{ words }</td> }
    }

    /// The reference as a real link. The row has the Tab stop; Enter on the row does what the link does.
    fn link(&self, cells: &Cells) -> Html {
        let href = format!("#{}", Route::Item(cells.reference.clone()).address());
        let act = RowAct::Open(cells.id, cells.reference.clone());
        let onact = self.onact.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                event.prevent_default();
                onact.emit(act.clone());
            }
        });
        html! { <a class="item-link" tabindex="-1" {href} {onclick}>{ &cells.reference }</a> }
    }

    fn on_row(&self, cells: &Cells) -> Callback<MouseEvent> {
        let (record, id, reference) = (self.record, cells.id, cells.reference.clone());
        self.onact.reform(move |event: MouseEvent| {
            if event.shift_key() {
                RowAct::Choose(record, Choose::Range(record, record))
            } else if event.ctrl_key() || event.meta_key() {
                RowAct::Choose(record, Choose::Toggle(record))
            } else {
                RowAct::Open(id, reference.clone())
            }
        })
    }
}
