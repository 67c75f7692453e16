//! Begins an empty register: its name, the set-up that it starts from, who one is, and the groups that meet.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::setup_offer::{SetupFile, SetupOffer, offers};
use crate::scheme::Group;
use crate::web::app::app_context::AppContext;
use crate::web::route::Route;
use crate::web::store::{NOBODY, SaveState, Store};
use crate::web::views::parts::{Dialog, FormState};
use crate::workflow::register_title;

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct BeginDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

/// What is offered, typed and chosen.
#[derive(Clone)]
struct BeginForm {
    offers: Vec<SetupOffer>,
    title: String,
    user: String,
    /// The lines of the groups, once they were touched; until then those of what is chosen.
    groups: Option<String>,
    /// Which of the offers.
    chosen: usize,
}

/// Begins a register, and says what becomes of the present one.
#[component]
pub fn BeginDialog(props: &BeginDialogProps) -> Html {
    let store = props.context.store.clone();
    let form = use_reducer(|| {
        let user = Some(store.session().user()).filter(|user| user != NOBODY).unwrap_or_default();
        FormState(BeginForm { offers: offers(&store), title: String::new(), user, groups: None, chosen: 0 })
    });
    let BeginForm { offers, title, user, groups, chosen } = &form.0;
    let wrong = use_state(|| None::<(&'static str, String)>);
    let onsubmit = {
        let (form, wrong, props) = (form.clone(), wrong.clone(), props.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match begin(&props.context.store, &form.0) {
                Ok(()) => props.onclose.emit(()),
                Err(why) => wrong.set(Some(why)),
            }
        })
    };
    let says = |at: &str| (*wrong).as_ref().filter(|(place, _)| *place == at).map(|(_, why)| why.clone()).unwrap_or_default();
    let change = |change: fn(&mut BeginForm, String)| {
        let form = form.dispatcher();
        Callback::from(move |value: String| form.dispatch(Box::new(move |form: &mut BeginForm| change(form, value))))
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
    let offer = |(at, offer): (usize, &SetupOffer)| {
        let (id, change) = (format!("begin-preset-{at}"), form.dispatcher());
        let checked = *chosen == at;
        let onchange = Callback::from(move |_: Event| change.dispatch(Box::new(move |form| form.chosen = at)));
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
        Callback::from(move |offer: SetupOffer| {
            form.dispatch(Box::new(move |form| {
                form.chosen = form.offers.len();
                form.offers.push(offer);
            }));
        })
    };
    let groups = groups.clone().unwrap_or_else(|| offers[*chosen].scheme.group_lines());
    let ongroups = change(|form, lines| form.groups = Some(lines));
    let oninput = ongroups.reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
    let error = says(GROUPS);
    html! {
        <Dialog title="Begin a register" class="dialog--wide" onclose={props.onclose.clone()}>
            { replaced(&props.context) }
            <form {onsubmit}>
                { line(TITLE, "Name of the programme or project", "The title of the register. It can be changed at any time.", title, change(|form, title| form.title = title)) }
                <fieldset class="choices">
                    <legend class="field__label">{ "Begin from" }</legend>
                    <p class="field__hint">{ "Its words, scales and lists. All of it can be changed in Settings." }</p>
                    { for offers.iter().enumerate().map(offer) }
                    <SetupFile id="begin-file" {onoffer} />
                </fieldset>
                <div class="field">
                    <label class="field__label" for={GROUPS}>{ "Groups that meet and decide" }</label>
                    <textarea id={GROUPS} class="input" rows="4" dir="auto" value={groups} {oninput}
                        aria-invalid={(!error.is_empty()).then_some("true")} aria-describedby="begin-groups-hint begin-groups-error" />
                    <span id="begin-groups-hint" class="field__hint">{ "One a line: a short code, a space, the name. Begin a line with spaces where the group reports to the one above it" }</span>
                    <span id="begin-groups-error" class="field__error" role="alert">{ error }</span>
                </div>
                { line(USER, "Who you are", "Recorded with your changes. A role is enough, such as “Programme office”.", user, change(|form, user| form.user = user)) }
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

fn begin(store: &Store, form: &BeginForm) -> Result<(), (&'static str, String)> {
    register_title(form.title.trim()).map_err(|refusal| (TITLE, refusal.to_string()))?;
    let mut scheme = form.offers[form.chosen].scheme.clone();
    let before = scheme.clone();
    if let Some(groups) = form.groups.as_ref().filter(|groups| **groups != scheme.group_lines()) {
        scheme.groups = Group::changed_by_lines(&scheme.groups, groups);
    }
    scheme.check(&before).map_err(|(_, why)| (GROUPS, why))?;
    let user = form.user.trim();
    if !user.is_empty() && user != store.session().user() {
        crate::text::check_line(user).map_err(|why| (USER, why.to_string()))?;
        store.preferences().remember("user", user);
        store.session().set_user(user);
    }
    store.begin(form.title.trim(), scheme);
    // What was looked at was the other register's.
    store.route().go(Route::Overview);
    store.notices().announce(format!("“{}” is open, with no records yet", form.title.trim()));
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
