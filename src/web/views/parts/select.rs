//! A select that shows what is chosen, whoever chose it.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What can be chosen: the value, and its words.
pub(crate) type Options = Rc<Vec<(String, String)>>;

/// What a select is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct SelectProps {
    /// Its id, for its label.
    pub(crate) id: AttrValue,
    /// The words for choosing nothing, which come first.
    pub(crate) none: AttrValue,
    /// What can be chosen besides.
    pub(crate) options: Options,
    /// The value that is chosen; empty for nothing.
    pub(crate) chosen: AttrValue,
    /// Told the value that a person chooses.
    pub(crate) onchoose: Callback<String>,
}

/// A select without its label. Its own value is set after each drawing: a choice by hand outlives the attribute. It goes back to
/// what is chosen until that has followed, so that one that only adds shows nothing.
#[component]
pub(crate) fn Select(props: &SelectProps) -> Html {
    let node = use_node_ref();
    use_effect_with((node.clone(), props.chosen.clone(), Rc::clone(&props.options)), |(node, chosen, _)| {
        if let Some(select) = node.cast::<HtmlSelectElement>() {
            select.set_value(chosen);
        }
    });
    let onchange = {
        let (chosen, onchoose) = (props.chosen.clone(), props.onchoose.clone());
        Callback::from(move |event: Event| {
            let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
            let value = select.value();
            select.set_value(&chosen);
            onchoose.emit(value);
        })
    };
    let option = |(value, words): &(String, String)| {
        html! { <option value={value.clone()} selected={*value == *props.chosen}>{ words }</option> }
    };
    html! {
        <select ref={node} id={props.id.clone()} class="select" {onchange}>
            <option value="" selected={props.chosen.is_empty()}>{ &props.none }</option>
            { for props.options.iter().map(option) }
        </select>
    }
}
