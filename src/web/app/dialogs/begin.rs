//! Begins an empty register.

use yew::prelude::*;

use super::title_form::TitleForm;
use crate::register::register_title;
use crate::web::app::reach::{PartProps, Reach};
use crate::web::store::{SaveState, Store};
use crate::web::views::parts::Dialog;

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct BeginDialogProps {
    /// What it can reach.
    pub reach: Reach,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// Begins an empty register, and says what becomes of the present one.
#[component]
pub fn BeginDialog(props: &BeginDialogProps) -> Html {
    let store = props.reach.store.clone();
    let ontitle = Callback::from(move |title: String| {
        register_title(&title).map_err(|refusal| refusal.to_string())?;
        store.begin(&title);
        store.announce(format!("“{title}” is open, with no records yet"));
        Ok(())
    });
    html! {
        <Dialog title="Begin an empty register" onclose={props.onclose.clone()}>
            <Replaced reach={props.reach.clone()} revision={0} />
            <TitleForm action="Begin" {ontitle} onclose={props.onclose.clone()} />
        </Dialog>
    }
}

/// What becomes of the register that is open now, and a way to keep it.
#[component]
pub fn Replaced(props: &PartProps) -> Html {
    let Reach { store, export, .. } = props.reach.clone();
    let Some(words) = fate(&store) else { return Html::default() };
    html! {
        <p class="replaced">
            <span dir="auto">{ words }</span>
            <button type="button" class="button button--small" onclick={export.reform(|_: MouseEvent| None)}>{ "Export it first" }</button>
        </p>
    }
}

fn fate(store: &Store) -> Option<String> {
    let title = store.read(|session| (!session.register().is_empty()).then(|| session.register().title.clone()))?;
    Some(match store.save_state() {
        SaveState::Saved | SaveState::Saving => {
            format!("“{title}”, which is open now, stays in this browser’s backups (Files, Earlier registers).")
        }
        SaveState::Opening | SaveState::Memory(_) | SaveState::Failed(_) => {
            format!("“{title}”, which is open now, is not kept in this browser: what is not exported is gone.")
        }
    })
}
