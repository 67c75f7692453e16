//! What can be done with the rows that are selected.

use yew::prelude::*;

use super::bulk_change::BulkChange;
use crate::query::Column;
use crate::web::store::Store;
use crate::web::views::list::refocus::{ROW, refocus};

/// "3 selected", the changes that can be made to all of them, and a way out.
pub(crate) fn bulk_bar(
    store: &Store,
    columns: &[Column],
    count: usize,
    onbulk: &Callback<BulkChange>,
    onclear: &Callback<()>,
) -> Html {
    let scheme = store.session().setup();
    let button = |bulk: BulkChange| {
        let onclick = onbulk.reform(move |_: MouseEvent| bulk);
        html! { <button type="button" class="button button--small" aria-haspopup="dialog" {onclick}>{ format!("{}…", bulk.title(&scheme)) }</button> }
    };
    // Those that are in sight: a list without their columns has no room for their buttons.
    let custom = columns.iter().filter_map(|column| match column {
        Column::Custom(name) => Some(BulkChange::Custom(*name)),
        _ => None,
    });
    let clear = onclear.reform(|event: MouseEvent| refocus(&event, ROW));
    html! {
        <div class="list__bulk" role="group" aria-label="Selected records">
            <p class="list__bulk-count" role="status">{ format!("{count} selected") }</p>
            if !store.session().is_read_only() {
                { for BulkChange::ALL.into_iter().chain(custom).map(button) }
            }
            <button type="button" class="button button--quiet button--small" onclick={clear}>{ "Clear selection" }</button>
        </div>
    }
}
