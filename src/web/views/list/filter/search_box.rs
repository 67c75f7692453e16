//! The search box: narrows the list at each keystroke.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::web::store::CurrentRoute;
use crate::web::views::list::narrow::narrow;
use crate::web::views::parts::{Picture, icon};

#[derive(Properties, PartialEq, Clone)]
pub(super) struct SearchBoxProps {
    pub(super) route: CurrentRoute,
    pub(super) text: AttrValue,
}

/// A box for words that must all occur, and a button that clears it.
#[component]
pub(super) fn SearchBox(props: &SearchBoxProps) -> Html {
    let node = use_node_ref();
    let oninput = {
        let route = props.route.clone();
        Callback::from(move |event: InputEvent| {
            let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
            narrow(&route, |list| list.filter.text = text);
        })
    };
    let clear = {
        let (route, node) = (props.route.clone(), node.clone());
        Callback::from(move |_: MouseEvent| {
            narrow(&route, |list| list.filter.text.clear());
            if let Some(input) = node.cast::<HtmlInputElement>() {
                let _ = input.focus();
            }
        })
    };
    html! {
        <div class="list__search">
            <label class="visually-hidden" for="list-search">{ "Search every text of these records" }</label>
            { icon(Picture::Search) }
            <input ref={node} id="list-search" class="input" type="search" autocomplete="off" spellcheck="false" dir="auto"
                placeholder="Search all text, “exact words”" value={props.text.clone()} {oninput} />
            if !props.text.is_empty() {
                <button type="button" class="button button--quiet button--small list__search-clear" aria-label="Clear the search" onclick={clear}>{ "✕" }</button>
            }
        </div>
    }
}
