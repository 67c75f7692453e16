//! A filter chosen from a list of words.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::part::{Options, Part};
use crate::web::store::CurrentRoute;
use crate::web::views::list::narrow::narrow;

#[derive(Properties, PartialEq, Clone)]
pub(super) struct PickProps {
    pub(super) route: CurrentRoute,
    pub(super) part: Part,
    pub(super) any: AttrValue,
    pub(super) options: Options,
    pub(super) value: AttrValue,
}

/// A labelled select. The browser's own value is set after each drawing: a choice by hand outlives the attribute.
#[component]
pub(super) fn Pick(props: &PickProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.value.clone(), props.options.clone()), move |(value, _)| {
            if let Some(select) = node.cast::<HtmlSelectElement>() {
                select.set_value(value);
            }
        });
    }
    let onchange = {
        let (route, part) = (props.route.clone(), props.part);
        Callback::from(move |event: Event| {
            let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
            let value = select.value();
            if part == Part::Status {
                select.set_value("");
            }
            narrow(&route, |list| part.put(&mut list.filter, &value));
        })
    };
    let option = |(value, words): &(String, String)| html! { <option value={value.clone()} selected={*value == *props.value}>{ words }</option> };
    html! {
        <div class="list__pick">
            <label class="list__pick-label" for={props.part.id()}>{ props.part.label() }</label>
            <select ref={node} id={props.part.id()} class="select" {onchange}>
                <option value="" selected={props.value.is_empty()}>{ &props.any }</option>
                { for props.options.iter().map(option) }
            </select>
        </div>
    }
}
