//! Everything that is wrong with a form, on top of it, each a way to its control.

use yew::prelude::*;

use super::form::FieldError;

/// Everything that is wrong with a form, in its order. The element `node` takes focus when the form was refused.
pub(super) fn summary(errors: &[FieldError], node: &NodeRef) -> Html {
    let entry = |error: &FieldError| {
        let id = error.id.clone();
        let node = node.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            focus(&node, &id);
        });
        html! { <li><a href={format!("#{}", error.id)} {onclick}>{ &error.words }</a></li> }
    };
    html! {
        <div ref={node.clone()} class="item__summary" role="alert" tabindex="-1" aria-labelledby="raise-summary-title">
            <h3 id="raise-summary-title" class="panel__title">{ "There is a problem" }</h3>
            <ul>{ for errors.iter().map(entry) }</ul>
        </div>
    }
}

/// Focuses the control of that id, in the same form.
fn focus(summary: &NodeRef, id: &str) {
    use wasm_bindgen::JsCast;
    let form = summary.cast::<web_sys::Element>().and_then(|summary| summary.closest("form").ok().flatten());
    let control = form.and_then(|form| form.query_selector(&format!("#{id}")).ok().flatten());
    if let Some(control) = control.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = control.focus();
    }
}
