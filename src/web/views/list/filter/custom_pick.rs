//! A field of the programme's own that the list is narrowed by.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::query::CustomName;
use crate::web::store::CurrentRoute;
use crate::web::views::list::narrow::narrow;

#[derive(Properties, PartialEq, Clone)]
pub(super) struct CustomPickProps {
    pub(super) route: CurrentRoute,
    pub(super) name: CustomName,
    pub(super) label: String,
    /// What can be chosen; what is chosen may be there twice.
    pub(super) words: Vec<String>,
    pub(super) chosen: Option<String>,
}

/// A labelled select. Its own value is set after each drawing, as [`Pick`](super::pick::Pick) has it.
#[component]
pub(super) fn CustomPick(props: &CustomPickProps) -> Html {
    let node = use_node_ref();
    let chosen = props.chosen.clone().unwrap_or_default();
    use_effect_with((node.clone(), chosen.clone(), props.words.clone()), |(node, chosen, _)| {
        if let Some(select) = node.cast::<HtmlSelectElement>() {
            select.set_value(chosen);
        }
    });
    let onchange = {
        let (route, name) = (props.route.clone(), props.name);
        Callback::from(move |event: Event| {
            let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
            let word = Some(select.value()).filter(|word| !word.is_empty());
            narrow(&route, |list| {
                list.filter.custom.retain(|(have, _)| *have != name);
                list.filter.custom.extend(word.map(|word| (name, word)));
            });
        })
    };
    let id = props.name.name().bytes().fold("list-own-".to_owned(), |id, byte| format!("{id}{byte:02x}"));
    let is_first = |at: usize| !props.words[..at].contains(&props.words[at]);
    let option = |at: usize| {
        let word = props.words[at].clone();
        html! { <option value={word.clone()} selected={word == chosen}>{ word }</option> }
    };
    html! {
        <div class="list__pick">
            <label class="list__pick-label" for={id.clone()}>{ &props.label }</label>
            <select ref={node} {id} class="select" {onchange}>
                <option value="" selected={chosen.is_empty()}>{ "Any" }</option>
                { for (0..props.words.len()).filter(|at| is_first(*at)).map(option) }
            </select>
        </div>
    }
}
