//! What can be done with the rows that are selected.

use yew::prelude::*;

use super::bulk::Bulk;
use super::refocus::{ROW, refocus};

#[derive(Properties, PartialEq, Clone)]
pub(super) struct BulkBarProps {
    pub(super) count: usize,
    pub(super) is_read_only: bool,
    pub(super) onbulk: Callback<Bulk>,
    pub(super) onclear: Callback<()>,
}

/// "3 selected", the changes that can be made to all of them, and a way out.
#[component]
pub(super) fn BulkBar(props: &BulkBarProps) -> Html {
    let button = |bulk: Bulk| {
        let onclick = props.onbulk.reform(move |_: MouseEvent| bulk);
        html! { <button type="button" class="button button--small" aria-haspopup="dialog" {onclick}>{ format!("{}…", bulk.title()) }</button> }
    };
    let clear = props.onclear.reform(|event: MouseEvent| refocus(&event, ROW));
    html! {
        <div class="list__bulk" role="group" aria-label="Selected records">
            <p class="list__bulk-count" role="status">{ format!("{} selected", props.count) }</p>
            if !props.is_read_only {
                { for Bulk::ALL.into_iter().map(button) }
            }
            <button type="button" class="button button--quiet button--small" onclick={clear}>{ "Clear selection" }</button>
        </div>
    }
}
