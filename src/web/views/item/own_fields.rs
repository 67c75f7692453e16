//! Fields of the programme's own.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::control::Control;
use super::desk::Desk;
use super::draft::Draft;
use super::in_place::InPlace;
use super::shown::prose;
use super::subject::Subject;
use crate::item::{Shape, Value};
use crate::register::Command;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct OwnFieldsProps {
    /// The record.
    pub(super) desk: Desk,
}

/// Fields of the programme's own, and a form for another.
#[component]
pub(super) fn OwnFields(props: &OwnFieldsProps) -> Html {
    let desk = &props.desk;
    if desk.item.custom.is_empty() && !desk.editable {
        return html! {};
    }
    let field = |(name, text): (&String, &String)| {
        html! {
            <InPlace key={name.clone()} store={desk.store.clone()} item={desk.id()} subject={Subject::Custom(name.clone())}
                value={Some(Value::Text(text.clone()))} editable={desk.editable}>{ prose(text) }</InPlace>
        }
    };
    html! {
        <section class="panel" aria-labelledby="item-own-title">
            <h2 id="item-own-title" class="panel__title" tabindex="-1">{ "Fields of your own" }</h2>
            <dl class="item__fields">{ for desk.item.custom.iter().map(field) }</dl>
            if desk.editable { <NewField desk={desk.clone()} /> }
        </section>
    }
}

/// Asks for the name and the words of another field.
#[component]
fn NewField(props: &OwnFieldsProps) -> Html {
    let name = use_state(Draft::default);
    let text = use_state(Draft::default);
    let error = use_state(|| None::<String>);
    let onsubmit = Callback::from({
        let (desk, name, text, error) = (props.desk.clone(), name.clone(), text.clone(), error.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let command =
                Command::EditCustom { item: desk.id(), name: name.text.trim().into(), to: Some(text.text.trim().into()) };
            match desk.store.carry_out(command) {
                Ok(_) => {
                    desk.store.announce(format!("{} added", name.text.trim()));
                    name.set(Draft::default());
                    text.set(Draft::default());
                    error.set(None);
                }
                Err(refusal) => error.set(Some(refusal.to_string())),
            }
        }
    });
    let typed = |draft: &UseStateHandle<Draft>| {
        let draft = draft.clone();
        Callback::from(move |typed: String| draft.set(Draft::of_text(typed)))
    };
    html! {
        <details class="item__more">
            <summary class="button button--small">{ "Add a field of your own" }</summary>
            <form class="item__form" {onsubmit}>
                { line("item-new-name", "Name", &name, error.as_deref(), typed(&name)) }
                { line("item-new-text", "What it says", &text, None, typed(&text)) }
                <div class="item__buttons"><button type="submit" class="button button--primary button--small">{ "Add" }</button></div>
            </form>
        </details>
    }
}

/// One plain line of a small form.
pub(super) fn line(id: &str, label: &str, draft: &Draft, error: Option<&str>, ontext: Callback<String>) -> Html {
    lined(id, label, Shape::Line, draft, error, ontext)
}

/// One control of a small form.
pub(super) fn lined(id: &str, label: &str, shape: Shape, draft: &Draft, error: Option<&str>, ontext: Callback<String>) -> Html {
    let node = NodeRef::default();
    Control { id, label, shape, draft, hint: None, error, required: false, offers: &[], node, ontext, onname: Callback::noop() }
        .field()
}

/// What stands in the input that an event came from.
pub(super) fn typed(event: &InputEvent) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}
