//! Begins an empty register.

use yew::prelude::*;

use super::title_form::TitleForm;
use crate::web::app::app_context::AppContext;
use crate::web::store::{SaveState, Store};
use crate::web::views::parts::Dialog;
use crate::workflow::register_title;

/// Begins an empty register, and says what becomes of the present one.
pub fn begin_dialog(context: &AppContext, onclose: &Callback<()>) -> Html {
    let store = context.store.clone();
    let ontitle = Callback::from(move |title: String| {
        register_title(&title).map_err(|refusal| refusal.to_string())?;
        store.begin(&title);
        store.notices().announce(format!("“{title}” is open, with no records yet"));
        Ok(())
    });
    html! {
        <Dialog key="begin" title="Begin an empty register" onclose={onclose.clone()}>
            { replaced(context) }
            <TitleForm action="Begin" {ontitle} onclose={onclose.clone()} />
        </Dialog>
    }
}

/// What becomes of the register that is open now, and a way to keep it.
pub(super) fn replaced(context: &AppContext) -> Html {
    let AppContext { store, export, .. } = context;
    let Some(words) = fate(store) else { return Html::default() };
    html! {
        <p class="replaced">
            <span dir="auto">{ words }</span>
            <button type="button" class="button button--small" onclick={export.reform(|_: MouseEvent| None)}>{ "Export it first" }</button>
        </p>
    }
}

fn fate(store: &Store) -> Option<String> {
    let title = store.session().read(|session| (!session.register().is_empty()).then(|| session.register().title.clone()))?;
    Some(match store.save_status().state() {
        SaveState::Saved | SaveState::Saving => {
            let pushed_out = store.pushed_out().map(|words| format!(" {words}")).unwrap_or_default();
            format!("“{title}”, which is open now, stays in this browser’s backups (Files, Earlier registers).{pushed_out}")
        }
        SaveState::Opening | SaveState::Memory(_) | SaveState::Failed(_) => {
            format!("“{title}”, which is open now, is not kept in this browser: what is not exported is gone.")
        }
    })
}
