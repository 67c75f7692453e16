//! What holds for this person and this copy alone: the name on changes, numbering, appearance. Each holds as soon as it is made.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::web::app::app_context::AppContext;
use crate::web::app::theme::Theme;
use crate::web::store::{NO_RECORD, Store};

#[derive(Properties, PartialEq, Clone)]
pub(super) struct UserNameProps {
    pub(super) store: Store,
}

/// Where the draft of the name waits, and what it is called.
const DRAFT: (&str, &str) = ("user", "Your name");

/// The name that changes are recorded under. One that is half typed when Escape is pressed, or the page is left, waits as a draft.
#[component]
pub(super) fn UserName(props: &UserNameProps) -> Html {
    let error = use_state(String::new);
    let (place, label) = DRAFT;
    let typed = use_state(|| props.store.drafts().words_left(place, label, &props.store.session().user()));
    use_effect_with(props.store.clone(), move |store| {
        let store = store.clone();
        move || store.drafts().put_aside(NO_RECORD, place, label)
    });
    let escaped = use_mut_ref(|| false);
    let record = {
        let (store, error) = (props.store.clone(), error.setter());
        move |typed: String| match crate::text::check_line(&typed) {
            Ok(()) => {
                store.preferences().remember("user", typed.trim());
                store.session().set_user(&typed);
                store.drafts().end(NO_RECORD, place);
                error.set(String::new());
                store.notices().announce(format!("Your changes are recorded as {}", store.session().user()));
            }
            Err(why) => error.set(format!("Your name: {why}")),
        }
    };
    let onkeydown = {
        let (escaped, record, store) = (Rc::clone(&escaped), record.clone(), props.store.clone());
        Callback::from(move |event: KeyboardEvent| {
            *escaped.borrow_mut() = event.key() == "Escape";
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            // A name that waited as a draft was not typed now: the browser knows of no change.
            if event.key() == "Enter" && typed.trim() != store.session().user() {
                record(typed);
            }
        })
    };
    let oninput = {
        let (store, typed) = (props.store.clone(), typed.setter());
        Callback::from(move |event: InputEvent| {
            let words = event.target_unchecked_into::<HtmlInputElement>().value();
            store.drafts().keep_words(place, label, &words, &store.session().user());
            typed.set(words);
        })
    };
    let onchange = {
        let store = props.store.clone();
        Callback::from(move |event: Event| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            if !*escaped.borrow() && typed.trim() != store.session().user() {
                record(typed);
            }
        })
    };
    let is_recorded = typed.trim() == props.store.session().user();
    let invalid = (!error.is_empty()).then_some("true");
    html! {
        <div class="field">
            <label class="field__label" for="settings-name">{ "Your name, as recorded on your changes" }</label>
            <input id="settings-name" class="input" autocomplete="organization-title" dir="auto" value={(*typed).clone()} {onkeydown} {oninput} {onchange}
                aria-invalid={invalid} aria-describedby="settings-name-hint settings-name-error" />
            <span id="settings-name-hint" class="field__hint">{ if is_recorded { "A role is enough, such as “Programme office”. It stands in the history for good." } else { "Not recorded yet: press Enter to keep it" } }</span>
            <span id="settings-name-error" class="field__error" role="alert">{ &*error }</span>
        </div>
    }
}

pub(super) fn numbering(context: &AppContext) -> Html {
    let store = context.store.clone();
    let (custodian, waiting) = store.session().read(|session| (session.is_custodian(), session.number_all().len()));
    let onchange = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            store.session().set_custodian(event.target_unchecked_into::<HtmlInputElement>().checked())
        })
    };
    let number = Callback::from(move |_: MouseEvent| number_all(&store));
    html! {
        <fieldset class="choices">
            <legend class="field__label">{ "Reference numbers" }</legend>
            <div class="choice">
                <input type="checkbox" id="settings-custodian" checked={custodian} {onchange} aria-describedby="settings-custodian-hint" />
                <label for="settings-custodian">{ "This copy gives out reference numbers" }</label>
            </div>
            <p id="settings-custodian-hint" class="field__hint">
                { "Only one copy of a register should, usually the programme office’s, so that no number is given twice. What is raised in other copies \
                   shows a provisional reference, such as R-new-7f3a09c4, and is numbered here once it arrives." }
            </p>
            if custodian && waiting > 0 {
                <button type="button" class="button" onclick={number}>{ number_words(waiting) }</button>
            }
        </fieldset>
    }
}

fn number_words(waiting: usize) -> String {
    if waiting == 1 { "Number 1 record".into() } else { format!("Number {waiting} records") }
}

fn number_all(store: &Store) {
    let commands = store.session().read(|session| session.number_all());
    match store.session().carry_out_all(&commands) {
        Ok(events) => store.notices().announce(format!("Numbered: {}", events.len())),
        Err(refusal) => store.notices().complain(refusal.to_string()),
    }
}

pub(super) fn appearance(context: &AppContext, theme: Theme) -> Html {
    let radio = |choice: Theme| {
        let id = format!("settings-theme-{}", choice.name());
        let onchange = context.paint.reform(move |_: Event| choice);
        html! {
            <div class="choice">
                <input type="radio" name="settings-theme" id={id.clone()} checked={choice == theme} {onchange} />
                <label for={id}>{ choice.label() }</label>
            </div>
        }
    };
    html! {
        <fieldset class="choices choices--row">
            <legend class="visually-hidden">{ "Appearance" }</legend>
            { for Theme::ALL.into_iter().map(radio) }
        </fieldset>
    }
}
