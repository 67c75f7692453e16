//! Gives the register another title.

use yew::prelude::*;

use super::title_form::TitleForm;
use crate::register::{Command, Refusal};
use crate::web::app::reach::Reach;
use crate::web::views::parts::Dialog;

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct RenameDialogProps {
    /// What it can reach.
    pub reach: Reach,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// Gives the register another title.
#[component]
pub fn RenameDialog(props: &RenameDialogProps) -> Html {
    let store = props.reach.store.clone();
    let value = store.read(|session| session.register().title.clone());
    let ontitle = Callback::from(move |title: String| match store.carry_out(Command::Rename { title }) {
        Ok(_) | Err(Refusal::NoChange) => Ok(()),
        Err(refusal) => Err(refusal.to_string()),
    });
    html! {
        <Dialog title="Rename this register" onclose={props.onclose.clone()}>
            <TitleForm {value} action="Rename" {ontitle} onclose={props.onclose.clone()} />
        </Dialog>
    }
}
