//! Chooses and orders the columns.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::column_order::{all_with_marks, moved, settled, ticked};
use crate::query::Column;
use crate::record::Kind;
use crate::web::store::{CurrentRoute, Store};
use crate::web::views::list::narrow::narrow;
use crate::web::views::parts::Dialog;

#[derive(Properties, PartialEq, Clone)]
pub(crate) struct ColumnsDialogProps {
    pub(crate) store: Store,
    pub(crate) columns: Rc<Vec<Column>>,
    /// What the list holds: its fields are offered.
    pub(crate) kinds: Vec<Kind>,
    pub(crate) onclose: Callback<()>,
}

/// A dialog that ticks columns and moves them. What is done shows at once.
#[component]
pub(crate) fn ColumnsDialog(props: &ColumnsDialogProps) -> Html {
    let node = use_node_ref();
    let focused = use_state(|| None::<(Column, bool)>);
    {
        let (node, focused, columns) = (node.clone(), *focused, Rc::clone(&props.columns));
        use_effect_with((columns, focused), move |(_, focused)| refocus(&node, *focused));
    }
    let reset = {
        let route = props.store.route().clone();
        Callback::from(move |_: MouseEvent| narrow(&route, |list| list.columns = None))
    };
    let offered = props.store.session().read(|session| session.register().scheme.columns_offered(&props.kinds));
    let close = props.onclose.reform(|_: MouseEvent| ());
    let onmove = {
        let (route, columns) = (props.store.route().clone(), Rc::clone(&props.columns));
        Callback::from(move |(column, forward): (Column, bool)| {
            put(&route, moved(&columns, column, forward));
            focused.set(Some((column, forward)));
        })
    };
    html! {
        <Dialog title="Columns" onclose={props.onclose.clone()}>
            <ul ref={node} class="list__columns">
                { for all_with_marks(&props.columns, offered).into_iter().map(|(column, shown)| line(props, column, shown, &onmove)) }
            </ul>
            <div class="dialog__buttons">
                <button type="button" class="button button--quiet" onclick={reset}>{ "Usual columns" }</button>
                <button type="button" class="button button--primary" onclick={close}>{ "Done" }</button>
            </div>
        </Dialog>
    }
}

fn put(route: &CurrentRoute, columns: Vec<Column>) {
    narrow(route, |list| list.columns = settled(columns, &list.filter.kinds));
}

/// A moved line is taken out of the page and put in again, which loses the focus: it is given back.
fn refocus(node: &NodeRef, focused: Option<(Column, bool)>) {
    let Some((column, forward)) = focused else { return };
    let Some(list) = node.cast::<Element>() else { return };
    let find = |forward: bool| {
        let button = list.query_selector(&format!("#{}", button_id(column, forward))).ok().flatten()?;
        button.dyn_into::<HtmlElement>().ok().filter(|button| !button.has_attribute("disabled"))
    };
    if let Some(button) = find(forward).or_else(|| find(!forward)) {
        let _ = button.focus();
    }
}

/// An id of letters and digits, whatever the programme calls a field of its own.
fn id_of(column: Column) -> String {
    match column {
        Column::Custom(name) => name.name().bytes().fold("list-column-own-".into(), |id, byte| format!("{id}{byte:02x}")),
        column => format!("list-column-{}", column.name()),
    }
}

fn button_id(column: Column, forward: bool) -> String {
    format!("{}-{}", id_of(column), if forward { "up" } else { "down" })
}

fn line(props: &ColumnsDialogProps, column: Column, shown: bool, onmove: &Callback<(Column, bool)>) -> Html {
    let id = id_of(column);
    let onchange = {
        let (route, columns) = (props.store.route().clone(), Rc::clone(&props.columns));
        Callback::from(move |_: Event| put(&route, ticked(&columns, column, !shown)))
    };
    let only = shown && props.columns.len() == 1;
    html! {
        <li key={column.name()} class="list__column">
            <input id={id.clone()} type="checkbox" checked={shown} disabled={only} {onchange} />
            <label for={id}>{ label(props, column) }</label>
            if shown {
                { mover(props, column, true, onmove) }
                { mover(props, column, false, onmove) }
            }
        </li>
    }
}

fn label(props: &ColumnsDialogProps, column: Column) -> String {
    props.store.session().read(|session| session.register().scheme.column_label(column, &props.kinds).to_owned())
}

fn mover(props: &ColumnsDialogProps, column: Column, forward: bool, onmove: &Callback<(Column, bool)>) -> Html {
    let end = if forward { props.columns.first() } else { props.columns.last() };
    let (mark, word) = if forward { ("↑", "up") } else { ("↓", "down") };
    let onclick = onmove.reform(move |_: MouseEvent| (column, forward));
    html! {
        <button type="button" id={button_id(column, forward)} class="button button--quiet button--small" disabled={end == Some(&column)}
            aria-label={format!("Move {} {word}", label(props, column))} {onclick}>{ mark }</button>
    }
}
