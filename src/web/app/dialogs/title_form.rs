//! One line to fill in, for a register's title.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the form asks.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct TitleFormProps {
    /// What stands there at first.
    #[prop_or_default]
    pub(super) value: AttrValue,
    /// The words on the button.
    pub(super) action: AttrValue,
    /// Takes the title, or says why not.
    pub(super) ontitle: Callback<String, Result<(), String>>,
    /// Called when it is put away.
    pub(super) onclose: Callback<()>,
}

/// One line and two buttons. What is wrong is said beside the line.
#[component]
pub(super) fn TitleForm(props: &TitleFormProps) -> Html {
    let error = use_state(String::new);
    let field = use_node_ref();
    let onsubmit = {
        let (error, field, props) = (error.clone(), field.clone(), props.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let typed = field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            match props.ontitle.emit(typed.trim().into()) {
                Ok(()) => props.onclose.emit(()),
                Err(why) => error.set(why),
            }
        })
    };
    let invalid = (!error.is_empty()).then_some("true");
    html! {
        <form {onsubmit}>
            <div class="field">
                <label class="field__label" for="title-form">{ "Title of the register" }</label>
                <input ref={field} id="title-form" class="input" autocomplete="off" dir="auto" value={props.value.clone()}
                    aria-invalid={invalid} aria-describedby="title-form-error" />
                <span id="title-form-error" class="field__error" role="alert">{ &*error }</span>
            </div>
            <div class="dialog__buttons">
                <button type="reset" class="button">{ "Cancel" }</button>
                <button type="submit" class="button button--primary">{ &props.action }</button>
            </div>
        </form>
    }
}
