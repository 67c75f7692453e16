//! The scoring matrix: likelihood by impact gives a level.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::scheme::{Band, Matrix, Scheme};
use crate::state::Rag;
use crate::web::app::app_context::AppContext;
use crate::web::store::Store;
use crate::web::views::parts::Dialog;
use crate::workflow::Command;

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct SchemeDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// Twenty-five choices, kept together or not at all.
#[component]
pub fn SchemeDialog(props: &SchemeDialogProps) -> Html {
    let store = props.context.store.clone();
    let matrix = use_state(|| store.session().read(|session| session.register().scheme.matrix.clone()));
    let error = use_state(String::new);
    let onsubmit = {
        let (matrix, error, onclose) = (matrix.clone(), error.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match keep(&store, &matrix) {
                Ok(()) => onclose.emit(()),
                Err(why) => error.set(why),
            }
        })
    };
    html! {
        <Dialog title="Scoring matrix" class="dialog--wide" onclose={props.onclose.clone()}>
            <form {onsubmit}>
                <p>{ "Each likelihood and impact gives a level. What has been assessed before keeps the level it was given; only new assessments follow the changed matrix." }</p>
                <div class="scheme">{ table(&matrix) }</div>
                <p class="field__error" role="alert">{ &*error }</p>
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--primary">{ "Save the matrix" }</button>
                </div>
            </form>
        </Dialog>
    }
}

fn keep(store: &Store, matrix: &Matrix) -> Result<(), String> {
    let scheme = store.session().read(|session| session.register().scheme.clone());
    let to = Box::new(Scheme { matrix: matrix.clone(), ..scheme });
    store.session().carry_out(Command::ChangeScheme { to }).map_err(|refusal| refusal.to_string())?;
    store.notices().announce("Scoring matrix saved");
    Ok(())
}

fn table(matrix: &UseStateHandle<Matrix>) -> Html {
    html! {
        <table class="scheme__table">
            <caption class="visually-hidden">{ "Level by likelihood and impact" }</caption>
            <thead>
                <tr>
                    <td></td>
                    { for (1..=5).map(|impact| html! { <th scope="col"><span class="scheme__word">{ "Impact " }</span>{ impact }</th> }) }
                </tr>
            </thead>
            <tbody>{ for (0..5).rev().map(|likelihood| row(matrix, likelihood)) }</tbody>
        </table>
    }
}

fn row(matrix: &UseStateHandle<Matrix>, likelihood: usize) -> Html {
    html! {
        <tr>
            <th scope="row"><span class="scheme__word">{ "Likelihood " }</span>{ likelihood + 1 }</th>
            { for (0..5).map(|impact| cell(matrix, likelihood, impact)) }
        </tr>
    }
}

fn cell(matrix: &UseStateHandle<Matrix>, likelihood: usize, impact: usize) -> Html {
    let band = matrix.0[likelihood][impact];
    let state = matrix.clone();
    let onchange = Callback::from(move |event: Event| {
        let word = event.target_unchecked_into::<HtmlSelectElement>().value();
        if let Some(band) = Band::from_name(&word) {
            let mut next = (*state).clone();
            next.0[likelihood][impact] = band;
            state.set(next);
        }
    });
    let option = |choice: Band| html! { <option value={choice.word()} selected={choice == band}>{ choice.word() }</option> };
    html! {
        <td>
            <select id={format!("scheme-{likelihood}-{impact}")} class={classes!("select", "scheme__select", format!("scheme__select--{}", Rag::from(band).name()))}
                aria-label={format!("Level at likelihood {}, impact {}", likelihood + 1, impact + 1)} {onchange}>
                { for Band::ALL.into_iter().rev().map(option) }
            </select>
        </td>
    }
}
