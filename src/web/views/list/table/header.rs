//! The headings of the table: what each column is, and buttons that sort by it.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::query::{Column, Sort};
use crate::web::store::CurrentRoute;
use crate::web::styles::WIDEST;
use crate::web::views::list::columns::next_sort;
use crate::web::views::list::narrow::narrow;
use crate::web::views::list::rows::class_of;
use crate::web::views::list::selection::Choose;

#[derive(Properties, PartialEq, Clone)]
pub(super) struct HeaderProps {
    pub(super) route: CurrentRoute,
    pub(super) columns: Rc<Vec<Column>>,
    /// Letters that each column has room for; none where it takes what is left.
    pub(super) widths: Rc<Vec<usize>>,
    /// What stands above each column.
    pub(super) headings: Vec<String>,
    pub(super) sort: Sort,
    /// How many rows there are.
    pub(super) count: usize,
    /// How many of them are selected.
    pub(super) selected: usize,
    pub(super) onchoose: Callback<Choose>,
}

/// The heading row.
#[component]
pub(super) fn Header(props: &HeaderProps) -> Html {
    let node = use_node_ref();
    let some = props.selected > 0 && props.selected < props.count;
    {
        let node = node.clone();
        use_effect_with(some, move |some| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                input.set_indeterminate(*some);
            }
        });
    }
    html! {
        <thead class="list__head" role="rowgroup">
            <tr role="row" aria-rowindex="1">
                <th class="list__heading list__c-check" role="columnheader" scope="col">{ all(props, node) }</th>
                { for props.columns.iter().zip(props.widths.iter()).zip(&props.headings).map(|((column, width), words)| heading(props, *column, *width, words)) }
            </tr>
        </thead>
    }
}

fn heading(props: &HeaderProps, column: Column, width: usize, words: &str) -> Html {
    let sorted = props.sort.column == column;
    let direction = if props.sort.descending { "descending" } else { "ascending" };
    let mark = match (sorted, props.sort.descending) {
        (false, _) => "",
        (true, false) => "↑",
        (true, true) => "↓",
    };
    let (route, next) = (props.route.clone(), next_sort(props.sort, column));
    let onclick = Callback::from(move |_: MouseEvent| narrow(&route, |list| list.sort = next));
    html! {
        <th class={classes!("list__heading", class_of(column), (width > 0).then(|| format!("list__w{}", width.min(WIDEST))))} role="columnheader" scope="col"
            aria-sort={sorted.then_some(direction)}>
            <button type="button" class="list__sort" {onclick}>
                { words }<span class="list__sort-mark" aria-hidden="true">{ mark }</span>
            </button>
        </th>
    }
}

/// The box that selects all rows, or none; half ticked in between.
fn all(props: &HeaderProps, node: NodeRef) -> Html {
    let all = props.count > 0 && props.selected == props.count;
    let onchange = props.onchoose.reform(move |_: Event| if all { Choose::Nothing } else { Choose::All });
    html! { <input ref={node} type="checkbox" checked={all} {onchange} aria-label={format!("Select all {} in this list", props.count)} /> }
}
