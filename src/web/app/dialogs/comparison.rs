//! The set-up of the register beside another: what would be different.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::setup_offer::{SetupFile, SetupOffer, offers};
use crate::scheme::Scheme;
use crate::web::app::app_context::AppContext;
use crate::web::views::parts::Dialog;

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct ComparisonDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// Chooses a set-up and lists what is different in it.
#[component]
pub fn ComparisonDialog(props: &ComparisonDialogProps) -> Html {
    let store = props.context.store.clone();
    let scheme = store.session().read(|session| session.register().scheme.clone());
    // The last of them is the one that it is compared with.
    let mut all = offers(&store);
    if !store.session().read(|session| session.register().is_empty()) {
        all.pop();
    }
    let presets = all.len();
    let file = use_state(|| None::<SetupOffer>);
    all.extend((*file).clone());
    let chosen = use_state(|| 0);
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |event: Event| {
            chosen.set(event.target_unchecked_into::<HtmlSelectElement>().value().parse().unwrap_or_default());
        })
    };
    let onoffer = {
        let (file, chosen) = (file.setter(), chosen.setter());
        Callback::from(move |offer: SetupOffer| {
            file.set(Some(offer));
            chosen.set(presets);
        })
    };
    let option = |(at, offer): (usize, &SetupOffer)| {
        let name = if at == presets { format!("{} ({})", offer.name, offer.about) } else { offer.name.clone() };
        html! { <option value={at.to_string()} selected={at == *chosen}>{ name }</option> }
    };
    let close = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <Dialog title="Compare set-ups" onclose={props.onclose.clone()}>
            <div class="settings">
                <div class="field">
                    <label class="field__label" for="comparison-with">{ "This register’s set-up, compared with" }</label>
                    <select id="comparison-with" class="select" {onchange}>{ for all.iter().enumerate().map(option) }</select>
                </div>
                <SetupFile id="comparison-file" {onoffer} />
                <div role="status">{ all.get(*chosen).map(|offer| differences(&scheme, &offer.scheme)).unwrap_or_default() }</div>
            </div>
            <div class="dialog__buttons"><button type="button" class="button button--primary" onclick={close}>{ "Close" }</button></div>
        </Dialog>
    }
}

fn differences(own: &Scheme, other: &Scheme) -> Html {
    // What it was begun with is not what it is.
    let other = Scheme { preset: own.preset.clone(), ..other.clone() };
    let lines = own.changes(&other);
    if lines.is_empty() {
        return html! { <p>{ "Nothing is different there." }</p> };
    }
    html! {
        <>
            <h3 class="setup__title">{ "Different there" }</h3>
            <ul class="setup__list">{ for lines.into_iter().map(|line| html! { <li dir="auto">{ line }</li> }) }</ul>
        </>
    }
}
