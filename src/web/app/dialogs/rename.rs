//! Gives the register another title.

use yew::prelude::*;

use super::title_form::TitleForm;
use crate::web::app::app_context::AppContext;
use crate::web::views::parts::Dialog;
use crate::workflow::{Command, Refusal};

/// Gives the register another title.
pub fn rename_dialog(context: &AppContext, onclose: &Callback<()>) -> Html {
    let store = context.store.clone();
    let value = store.session().read(|session| session.register().title.clone());
    let ontitle = Callback::from(move |title: String| match store.session().carry_out(Command::Rename { title }) {
        Ok(_) | Err(Refusal::NoChange) => Ok(()),
        Err(refusal) => Err(refusal.to_string()),
    });
    html! {
        <Dialog key="rename" title="Rename this register" onclose={onclose.clone()}>
            <TitleForm {value} action="Rename" {ontitle} onclose={onclose.clone()} />
        </Dialog>
    }
}
