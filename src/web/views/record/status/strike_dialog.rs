//! Asks why a record was raised in error.

use yew::prelude::*;

use crate::record::Shape;
use crate::web::views::parts::Dialog;
use crate::web::views::record::form::{Draft, field, use_first_control};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::Command;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct StrikeDialogProps {
    /// The record.
    pub(crate) context: RecordContext,
    /// Closes the dialog.
    pub(crate) onclose: Callback<()>,
}

/// Asks why a record was raised in error.
#[component]
pub(crate) fn StrikeDialog(props: &StrikeDialogProps) -> Html {
    let context = &props.context;
    let why = use_state(Draft::default);
    let wrong = use_state(|| None::<String>);
    let form = use_node_ref();
    use_first_control(form.clone());
    let onsubmit = Callback::from({
        let (props, why, wrong) = (props.clone(), why.clone(), wrong.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let context = &props.context;
            match context.store.session().carry_out(Command::Remove { record: context.id(), why: why.text.clone() }) {
                Ok(_) => {
                    context
                        .store
                        .notices()
                        .announce(format!("{} struck out; undo brings it back", context.record.shown_reference()));
                    props.onclose.emit(());
                }
                Err(refusal) => wrong.set(Some(refusal.to_string())),
            }
        }
    });
    html! {
        <Dialog title={format!("Strike out {}", context.record.shown_reference())} onclose={props.onclose.clone()}>
            <form ref={form} class="item__form" {onsubmit}>
                <p>{ "For a record that was raised in error. It leaves every list; its history and its reference stay. To end a record that was real, close it instead." }</p>
                { field("item-strike-why", "Reason", Shape::Text, &why, wrong.as_deref(), true) }
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--danger">{ "Strike out" }</button>
                </div>
            </form>
        </Dialog>
    }
}
