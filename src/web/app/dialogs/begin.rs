//! Begins an empty register: its name, the set-up that it starts from, who one is, and the groups that meet.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::scheme::preset::{Preset, presets};
use crate::scheme::{Group, Scheme};
use crate::snapshot;
use crate::text::excerpt;
use crate::web::app::app_context::AppContext;
use crate::web::platform::blobs;
use crate::web::platform::task::spawn_local;
use crate::web::store::{NOBODY, SaveState, Store};
use crate::web::views::parts::Dialog;
use crate::workflow::register_title;

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct BeginDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// A set-up that can be begun from: its name, what it is for, and what it is.
#[derive(Clone, PartialEq)]
struct Offer {
    name: String,
    about: String,
    scheme: Scheme,
}

/// What is typed and chosen.
#[derive(Clone, PartialEq)]
struct Typed {
    title: String,
    user: String,
    /// The lines of the groups, once they were touched; until then those of what is chosen.
    groups: Option<String>,
    /// Which of the offers.
    chosen: usize,
}

/// All of it. It is changed by what is done to it, so that a file that was read meanwhile undoes nothing.
#[derive(Clone, PartialEq)]
struct Form {
    offers: Vec<Offer>,
    typed: Typed,
}

impl Reducible for Form {
    type Action = Box<dyn FnOnce(&mut Form)>;

    fn reduce(self: Rc<Self>, change: Self::Action) -> Rc<Self> {
        let mut form = (*self).clone();
        change(&mut form);
        Rc::new(form)
    }
}

/// Begins a register, and says what becomes of the present one.
#[component]
pub fn BeginDialog(props: &BeginDialogProps) -> Html {
    let store = props.context.store.clone();
    let form = use_reducer(|| {
        let user = Some(store.session().user()).filter(|user| user != NOBODY).unwrap_or_default();
        Form { offers: offers(&store), typed: Typed { title: String::new(), user, groups: None, chosen: 0 } }
    });
    let Form { offers, typed } = &*form;
    let wrong = use_state(|| None::<(&'static str, String)>);
    let onsubmit = {
        let (form, wrong, props) = (form.clone(), wrong.clone(), props.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match begin(&props.context.store, &form.offers, &form.typed) {
                Ok(()) => props.onclose.emit(()),
                Err(why) => wrong.set(Some(why)),
            }
        })
    };
    let says = |at: &str| (*wrong).as_ref().filter(|(place, _)| *place == at).map(|(_, why)| why.clone()).unwrap_or_default();
    let change = |change: fn(&mut Typed, String)| {
        let form = form.dispatcher();
        Callback::from(move |value: String| form.dispatch(Box::new(move |form| change(&mut form.typed, value))))
    };
    let line = |id: &'static str, label: &'static str, hint: &'static str, value: &str, set: Callback<String>| {
        let oninput = set.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
        let error = says(id);
        html! {
            <div class="field">
                <label class="field__label" for={id}>{ label }</label>
                <input {id} class="input" autocomplete="off" dir="auto" value={value.to_owned()} {oninput}
                    aria-invalid={(!error.is_empty()).then_some("true")} aria-describedby={format!("{id}-hint {id}-error")} />
                <span id={format!("{id}-hint")} class="field__hint">{ hint }</span>
                <span id={format!("{id}-error")} class="field__error" role="alert">{ error }</span>
            </div>
        }
    };
    let offer = |(at, offer): (usize, &Offer)| {
        let (id, change) = (format!("begin-preset-{at}"), form.dispatcher());
        let checked = typed.chosen == at;
        let onchange = Callback::from(move |_: Event| change.dispatch(Box::new(move |form| form.typed.chosen = at)));
        html! {
            <div class="begin__offer">
                <div class="choice">
                    <input type="radio" name="begin-preset" id={id.clone()} {checked} {onchange} aria-describedby={format!("{id}-about")} />
                    <label for={id.clone()} dir="auto">{ &offer.name }</label>
                </div>
                <span id={format!("{id}-about")} class="field__hint begin__about" dir="auto">{ &offer.about }</span>
            </div>
        }
    };
    let onoffer = {
        let form = form.dispatcher();
        Callback::from(move |offer: Offer| {
            form.dispatch(Box::new(move |form| {
                form.typed.chosen = form.offers.len();
                form.offers.push(offer);
            }));
        })
    };
    let groups = typed.groups.clone().unwrap_or_else(|| lines(&offers[typed.chosen].scheme));
    let ongroups = change(|typed, lines| typed.groups = Some(lines));
    let oninput = ongroups.reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
    let error = says(GROUPS);
    html! {
        <Dialog title="Begin a register" class="dialog--wide" onclose={props.onclose.clone()}>
            { replaced(&props.context) }
            <form {onsubmit}>
                { line(TITLE, "Name of the programme or project", "The title of the register. It can be changed at any time.", &typed.title, change(|typed, title| typed.title = title)) }
                <fieldset class="choices">
                    <legend class="field__label">{ "Begin from" }</legend>
                    <p class="field__hint">{ "Its words, scales and lists. All of it can be changed in Settings." }</p>
                    { for offers.iter().enumerate().map(offer) }
                    <SetupFile onoffer={onoffer} />
                </fieldset>
                <div class="field">
                    <label class="field__label" for={GROUPS}>{ "Groups that meet and decide" }</label>
                    <textarea id={GROUPS} class="input" rows="4" dir="auto" value={groups} {oninput}
                        aria-invalid={(!error.is_empty()).then_some("true")} aria-describedby="begin-groups-hint begin-groups-error" />
                    <span id="begin-groups-hint" class="field__hint">{ "One a line: a short code, a space, the name" }</span>
                    <span id="begin-groups-error" class="field__error" role="alert">{ error }</span>
                </div>
                { line(USER, "Who you are", "Recorded with your changes. A role is enough, such as “Programme office”.", &typed.user, change(|typed, user| typed.user = user)) }
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--primary">{ "Begin" }</button>
                </div>
            </form>
        </Dialog>
    }
}

const TITLE: &str = "begin-title";
const GROUPS: &str = "begin-groups";
const USER: &str = "begin-user";

#[derive(Properties, PartialEq, Clone)]
struct SetupFileProps {
    /// Told what was read.
    onoffer: Callback<Offer>,
}

/// A set-up from a file: one that was saved by itself, or that of a whole register.
#[component]
fn SetupFile(props: &SetupFileProps) -> Html {
    let said = use_state(String::new);
    let onchange = {
        let (onoffer, said) = (props.onoffer.clone(), said.clone());
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            input.set_value("");
            let (onoffer, said) = (onoffer.clone(), said.clone());
            spawn_local(async move {
                let read = blobs::read(&file, &mut |_| ()).await.and_then(of_file);
                match read {
                    Ok(offer) => {
                        said.set(String::new());
                        onoffer.emit(Offer { about: format!("From the file {}", excerpt(&file.name())), ..offer });
                    }
                    Err(why) => said.set(why),
                }
            });
        })
    };
    html! {
        <div class="field">
            <label class="field__label" for="begin-file">{ "Or a set-up from a file" }</label>
            <input id="begin-file" class="input" type="file" accept=".json,application/json" {onchange} aria-describedby="begin-file-hint begin-file-error" />
            <span id="begin-file-hint" class="field__hint">{ "One that was saved in Settings, or another register, of which the records are left out" }</span>
            <span id="begin-file-error" class="field__error" role="alert">{ &*said }</span>
        </div>
    }
}

/// The set-up that a file holds.
fn of_file(bytes: Vec<u8>) -> Result<Offer, String> {
    let preset = match Preset::read(&bytes) {
        Ok(preset) => preset,
        Err(why) => match snapshot::read(bytes) {
            Ok(opened) => Preset::of(&opened.register.title, &opened.register.scheme),
            Err(_) => return Err(why),
        },
    };
    preset.setup.check_numbering().map_err(|(what, why)| format!("{what}: {why}."))?;
    Ok(Offer { name: preset.name.clone(), about: String::new(), scheme: preset.begun() })
}

fn offers(store: &Store) -> Vec<Offer> {
    let of = |preset: &Preset| Offer {
        name: preset.name.clone(),
        about: preset.about.clone().unwrap_or_default(),
        scheme: preset.begun(),
    };
    let mut offers: Vec<Offer> = presets().iter().map(of).collect();
    let own = store.session().read(|session| {
        let register = session.register();
        (!register.is_empty()).then(|| (register.title.clone(), Preset::of(&register.title, &register.scheme)))
    });
    offers.extend(own.map(|(title, preset)| Offer {
        name: format!("As in “{}”", excerpt(&title)),
        about: "The set-up of the register that is open now, without its records".into(),
        scheme: preset.begun(),
    }));
    offers
}

fn lines(scheme: &Scheme) -> String {
    scheme.groups.iter().map(Group::line).collect::<Vec<_>>().join("\n")
}

fn begin(store: &Store, offers: &[Offer], typed: &Typed) -> Result<(), (&'static str, String)> {
    register_title(typed.title.trim()).map_err(|refusal| (TITLE, refusal.to_string()))?;
    let mut scheme = offers[typed.chosen].scheme.clone();
    let before = scheme.clone();
    if let Some(groups) = typed.groups.as_ref().filter(|groups| **groups != lines(&scheme)) {
        let groups = groups.lines().map(str::trim).filter(|line| !line.is_empty());
        scheme.groups = groups.map(Group::of_line).collect();
    }
    scheme.check(&before).map_err(|(_, why)| (GROUPS, why))?;
    let user = typed.user.trim();
    if !user.is_empty() && user != store.session().user() {
        crate::text::check_line(user).map_err(|why| (USER, why.to_string()))?;
        store.preferences().remember("user", user);
        store.session().set_user(user);
    }
    store.begin(typed.title.trim(), scheme);
    store.notices().announce(format!("“{}” is open, with no records yet", typed.title.trim()));
    Ok(())
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
