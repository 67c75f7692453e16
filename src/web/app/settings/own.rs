//! Name, numbering, appearance, and the ways to the set-up: lists, scoring matrix, working days.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::scheme::preset::Preset;
use crate::web::app::app_context::{AppContext, AppDialog};
use crate::web::app::theme::Theme;
use crate::web::platform::blobs;
use crate::web::store::{NO_RECORD, Store};
use crate::web::views::parts::Dialog;

/// Each setting holds as soon as it is made.
pub fn settings_dialog(context: &AppContext, theme: Theme, onclose: &Callback<()>) -> Html {
    let close = onclose.reform(|_: MouseEvent| ());
    let read_only = context.store.session().is_read_only();
    html! {
        <Dialog key="settings" title="Settings" onclose={onclose.clone()}>
            <div class="settings">
                if !read_only {
                    <Name store={context.store.clone()} />
                    { numbering(context) }
                }
                { appearance(context, theme) }
                { mismatches(context) }
                if !read_only { { setup_file(context) }{ lists(context) }{ kinds(context) }{ custom_fields(context) }{ process(context) }{ scheme(context) }{ working_days(context) } }
            </div>
            <div class="dialog__buttons"><button type="button" class="button button--primary" onclick={close}>{ "Close" }</button></div>
        </Dialog>
    }
}

#[derive(Properties, PartialEq, Clone)]
struct NameProps {
    store: Store,
}

/// Where the draft of the name waits, and what it is called.
const DRAFT: (&str, &str) = ("user", "Your name");

/// The name that changes are recorded under. One that is half typed when Escape is pressed waits as a draft.
#[component]
fn Name(props: &NameProps) -> Html {
    let error = use_state(String::new);
    let (place, label) = DRAFT;
    let typed = use_state(|| props.store.drafts().words_left(place, label, &props.store.session().user()));
    use_effect_with(props.store.clone(), move |store| {
        let store = store.clone();
        move || store.drafts().put_aside(NO_RECORD, place, label)
    });
    let escaped = use_mut_ref(|| false);
    let onkeydown = {
        let escaped = Rc::clone(&escaped);
        Callback::from(move |event: KeyboardEvent| *escaped.borrow_mut() = event.key() == "Escape")
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
        let (store, error) = (props.store.clone(), error.clone());
        Callback::from(move |event: Event| {
            if *escaped.borrow() {
                return;
            }
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            match crate::text::check_line(&typed) {
                Ok(()) => {
                    store.preferences().remember("user", typed.trim());
                    store.session().set_user(&typed);
                    store.drafts().end(NO_RECORD, place);
                    error.set(String::new());
                    store.notices().announce(format!("Your changes are recorded as {}", store.session().user()));
                }
                Err(why) => error.set(format!("Your name: {why}")),
            }
        })
    };
    let invalid = (!error.is_empty()).then_some("true");
    html! {
        <div class="field">
            <label class="field__label" for="settings-name">{ "Your name, as recorded on your changes" }</label>
            <input id="settings-name" class="input" autocomplete="organization-title" dir="auto" value={(*typed).clone()} {onkeydown} {oninput} {onchange}
                aria-invalid={invalid} aria-describedby="settings-name-hint settings-name-error" />
            <span id="settings-name-hint" class="field__hint">{ "A role is enough, such as “Programme office”. It stands in the history for good." }</span>
            <span id="settings-name-error" class="field__error" role="alert">{ &*error }</span>
        </div>
    }
}

fn numbering(context: &AppContext) -> Html {
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

fn appearance(context: &AppContext, theme: Theme) -> Html {
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
            <legend class="field__label">{ "Appearance" }</legend>
            { for Theme::ALL.into_iter().map(radio) }
        </fieldset>
    }
}

fn working_days(context: &AppContext) -> Html {
    let division = context.store.session().read(|session| session.register().scheme.calendar.division.label());
    let onclick = context.opens(AppDialog::WorkingDays).reform(|_: MouseEvent| ());
    setting(
        "Working days",
        format!("Impact assessments are counted without weekends and without the bank holidays of {division}."),
        "Change the working days…",
        onclick,
    )
}

fn kinds(context: &AppContext) -> Html {
    let onclick = context.opens(AppDialog::Kinds).reform(|_: MouseEvent| ());
    setting(
        "Kinds and fields",
        "Which kinds of record and which fields are used, what they are called, and how records are numbered.".into(),
        "Change kinds and fields…",
        onclick,
    )
}

fn process(context: &AppContext) -> Html {
    let onclick = context.opens(AppDialog::Process).reform(|_: MouseEvent| ());
    setting(
        "Change process",
        "Which stages a change request goes through, what each step asks for, what statuses are called, and who may decide up to what.".into(),
        "Change the change process…",
        onclick,
    )
}

fn custom_fields(context: &AppContext) -> Html {
    let onclick = context.opens(AppDialog::CustomFields).reform(|_: MouseEvent| ());
    setting(
        "Fields of your own",
        "What this programme records beside what every register has: a cost, a site, a number of days.".into(),
        "Change the fields of your own…",
        onclick,
    )
}

/// A setting that a button changes: what it is called, what it is for, and the words on the button.
fn setting(label: &'static str, hint: String, words: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <div class="field">
            <span class="field__label">{ label }</span>
            <p class="field__hint">{ hint }</p>
            <div><button type="button" class="button" {onclick}>{ words }</button></div>
        </div>
    }
}

/// What two changes that met have left in the set-up.
fn mismatches(context: &AppContext) -> Html {
    let told = context.store.session().read(|session| session.register().scheme.mismatches());
    if told.is_empty() {
        return Html::default();
    }
    html! {
        <div class="setup__effect" role="status">
            <p>{ "Two changes of the set-up do not go together:" }</p>
            <ul>{ for told.into_iter().map(|line| html! { <li dir="auto">{ line }</li> }) }</ul>
        </div>
    }
}

/// The set-up as a file of its own.
fn setup_file(context: &AppContext) -> Html {
    let (store, files) = (context.store.clone(), context.files.clone());
    let from = store.session().read(|session| session.register().scheme.preset.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        let file = store.session().read(|session| {
            let register = session.register();
            Preset::of(&register.title, &register.scheme).file()
        });
        let name = files.export_name(Some(&[])).replace(".raid.json", ".raid-setup.json");
        let made = blobs::make(&file).and_then(|blob| store.export().hand_out(&blob, &name));
        match made {
            Ok(place) => store.notices().announce(place.words()),
            Err(why) => store.notices().complain(format!("The set-up could not be saved: {why}")),
        }
    });
    let hint = match from {
        Some(name) => format!("This register was set up as “{name}”. Save its set-up to begin others with it."),
        None => "Save the set-up of this register to begin others with it.".into(),
    };
    let compare = context.opens(AppDialog::Comparison).reform(|_: MouseEvent| ());
    html! {
        <div class="field">
            <span class="field__label">{ "Set-up" }</span>
            <p class="field__hint">{ hint }</p>
            <div class="setup__adders">
                <button type="button" class="button" {onclick}>{ "Save the set-up as a file" }</button>
                <button type="button" class="button" onclick={compare}>{ "Compare it with another…" }</button>
            </div>
        </div>
    }
}

fn lists(context: &AppContext) -> Html {
    let onclick = context.opens(AppDialog::Lists).reform(|_: MouseEvent| ());
    setting("Groups, parties and words", "What the programme calls its groups, whom it asks for an impact assessment, and what is offered where something is filled in.".into(), "Change the lists…", onclick)
}

fn scheme(context: &AppContext) -> Html {
    let version = context.store.session().read(|session| session.register().scheme.version);
    let onclick = context.opens(AppDialog::Scheme).reform(|_: MouseEvent| ());
    setting(
        "Scoring",
        format!(
            "What the steps of likelihood and impact mean, and which level follows from them. The set-up is at version {version}."
        ),
        "Change the scoring…",
        onclick,
    )
}
