//! The programme's own fields: what they are called, what they hold, and for which kinds of record.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::change_setup::change_setup_or_say;
use super::custom_form::{CustomForm, FieldRow, Held, held};
use crate::record::{Kind, Status};
use crate::scheme::{CustomShape, Scheme};
use crate::web::app::app_context::AppContext;
use crate::web::store::Store;
use crate::web::views::parts::{Dialog, FormState};

/// What the dialog can reach.
#[derive(Properties, PartialEq, Clone)]
pub struct CustomFieldsDialogProps {
    /// What it can reach.
    pub context: AppContext,
    /// Called when it is put away.
    pub onclose: Callback<()>,
}

type Form = UseReducerHandle<FormState<CustomForm>>;

/// All of the programme's own fields, kept together or not at all.
#[component]
pub fn CustomFieldsDialog(props: &CustomFieldsDialogProps) -> Html {
    let store = props.context.store.clone();
    // What others change meanwhile stays.
    let opening = use_memo((), |()| store.session().setup());
    let form = use_reducer(|| FormState(CustomForm::of(&opening)));
    let wrong = use_state(String::new);
    let held = use_memo(store.session().opened(), |_| store.session().read(|session| held(session.register())));
    let onsubmit = {
        let opening = Rc::clone(&opening);
        let (form, wrong, onclose, store) = (form.clone(), wrong.clone(), props.onclose.clone(), store.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match keep(&store, &opening, &form.0) {
                Ok(()) => onclose.emit(()),
                Err(why) => wrong.set(why),
            }
        })
    };
    let add = {
        let form = form.dispatcher();
        Callback::from(move |_: MouseEvent| {
            form.dispatch(Box::new(|form: &mut CustomForm| form.rows.push(FieldRow::new("", None))))
        })
    };
    let scheme = store.session().read(|session| session.register().scheme.clone());
    let taken = |name: &String| form.0.rows.iter().any(|row| row.held.as_ref() == Some(name));
    let free = held.iter().filter(|(name, _)| scheme.custom_field(name).is_none() && !taken(name));
    html! {
        <Dialog title="Fields of your own" class="dialog--wide" onclose={props.onclose.clone()}>
            <form {onsubmit}>
                <p>{ "They stand on the page of a record, and can be columns of a list. Nothing that records say is changed or removed here." }</p>
                if form.0.rows.is_empty() { <p class="meta">{ "There are none yet." }</p> }
                <ol class="setup__rows">{ for form.0.rows.iter().enumerate().map(|(at, row)| row_view(&store, &scheme, &held, &form, at, row)) }</ol>
                <div class="setup__adders">
                    <button type="button" class="button" onclick={add}>{ "Add a field" }</button>
                    { for free.map(|(name, said)| adopt(&form, name, said.len())) }
                </div>
                <p class="field__error" role="alert">{ &*wrong }</p>
                <div class="dialog__buttons">
                    <button type="reset" class="button">{ "Cancel" }</button>
                    <button type="submit" class="button button--primary">{ "Save the fields" }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Takes in a name that records use already.
fn adopt(form: &Form, name: &str, count: usize) -> Html {
    let (form, held) = (form.dispatcher(), name.to_owned());
    let onclick = Callback::from(move |_: MouseEvent| {
        let held = held.clone();
        form.dispatch(Box::new(move |form: &mut CustomForm| form.rows.push(FieldRow::new(&held, Some(&held)))));
    });
    let records = if count == 1 { "1 record has it".to_owned() } else { format!("{count} records have it") };
    html! { <button type="button" class="button button--quiet" {onclick}>{ format!("Add “{}” ({records})", crate::text::excerpt(name)) }</button> }
}

/// Changes one row.
fn changes<E: 'static>(form: &Form, at: usize, change: impl Fn(&mut FieldRow, E) + Clone + 'static) -> Callback<E> {
    let form = form.dispatcher();
    Callback::from(move |event: E| {
        let change = change.clone();
        form.dispatch(Box::new(move |form: &mut CustomForm| {
            if let Some(row) = form.rows.get_mut(at) {
                change(row, event);
            }
        }));
    })
}

fn row_view(store: &Store, scheme: &Scheme, held: &Held, form: &Form, at: usize, row: &FieldRow) -> Html {
    let id = |what: &str| format!("custom-{}-{what}", at + 1);
    let onname =
        changes(form, at, |row, event: InputEvent| row.label = event.target_unchecked_into::<HtmlInputElement>().value());
    let onshape = changes(form, at, |row, event: Event| {
        let name = event.target_unchecked_into::<HtmlSelectElement>().value();
        row.shape = CustomShape::ALL.iter().copied().find(|shape| shape.name() == name).unwrap_or(row.shape);
    });
    let option =
        |shape: &CustomShape| html! { <option value={shape.name()} selected={*shape == row.shape}>{ shape.label() }</option> };
    let effect = store.session().read(|session| row.effect(session.register(), held));
    html! {
        <li key={row.held.clone().unwrap_or_else(|| at.to_string())} class="setup__row">
            <div class="field">
                <label class="field__label" for={id("name")}>{ "Name" }</label>
                <input id={id("name")} class="input" dir="auto" value={row.label.clone()} oninput={onname} />
            </div>
            <div class="field">
                <label class="field__label" for={id("holds")}>{ "Holds" }</label>
                <select id={id("holds")} class="select" onchange={onshape}>{ for CustomShape::ALL.iter().map(option) }</select>
                if let Some(example) = row.example() { <span class="field__hint">{ format!("Shown like {example}") }</span> }
            </div>
            { buttons(held, form, at, row) }
            if row.shape.has_choices() { { choices(form, at, row) } }
            if let Some(effect) = effect { <p class="setup__effect" role="status">{ effect }</p> }
            { more(scheme, form, at, row) }
        </li>
    }
}

fn buttons(held: &Held, form: &Form, at: usize, row: &FieldRow) -> Html {
    let name = if row.label.trim().is_empty() { format!("field {}", at + 1) } else { row.label.trim().to_owned() };
    let go = |up: bool| {
        let form = form.dispatcher();
        Callback::from(move |_: MouseEvent| form.dispatch(Box::new(move |form: &mut CustomForm| form.move_row(at, up))))
    };
    let remove = {
        let form = form.dispatcher();
        Callback::from(move |_: MouseEvent| {
            form.dispatch(Box::new(move |form: &mut CustomForm| drop((at < form.rows.len()).then(|| form.rows.remove(at)))));
        })
    };
    let count = row.held.as_ref().and_then(|name| held.get(name)).map_or(0, Vec::len);
    let used = match count {
        0 => String::new(),
        1 => "1 record has it and keeps it".into(),
        count => format!("{count} records have it and keep it"),
    };
    html! {
        <div class="setup__buttons">
            <button type="button" class="button button--quiet button--small" disabled={at == 0} onclick={go(true)} aria-label={format!("Move {name} up")}>{ "↑" }</button>
            <button type="button" class="button button--quiet button--small" disabled={at + 1 == form.0.rows.len()} onclick={go(false)} aria-label={format!("Move {name} down")}>{ "↓" }</button>
            <button type="button" class="button button--quiet button--small" onclick={remove} aria-label={format!("Remove {name}")}>{ "Remove" }</button>
            if !used.is_empty() { <span class="field__hint">{ used }</span> }
        </div>
    }
}

fn choices(form: &Form, at: usize, row: &FieldRow) -> Html {
    let id = format!("custom-{}-choices", at + 1);
    let oninput =
        changes(form, at, |row, event: InputEvent| row.choices = event.target_unchecked_into::<HtmlTextAreaElement>().value());
    let rows = (row.choices.lines().count() + 1).clamp(3, 8).to_string();
    html! {
        <div class="field setup__wide">
            <label class="field__label" for={id.clone()}>{ "Choices" }</label>
            <textarea id={id.clone()} class="input" {rows} dir="auto" value={row.choices.clone()} {oninput} aria-describedby={format!("{id}-hint")} />
            <span id={format!("{id}-hint")} class="field__hint">{ "One on each line, in the order in which lists are sorted" }</span>
        </div>
    }
}

/// What most fields leave as it is.
fn more(scheme: &Scheme, form: &Form, at: usize, row: &FieldRow) -> Html {
    let id = |what: &str| format!("custom-{}-{what}", at + 1);
    let onhint = changes(form, at, |row, event: InputEvent| row.hint = event.target_unchecked_into::<HtmlInputElement>().value());
    let onunit = changes(form, at, |row, event: InputEvent| row.unit = event.target_unchecked_into::<HtmlInputElement>().value());
    let onused = changes(form, at, |row, event: Event| row.is_used = event.target_unchecked_into::<HtmlInputElement>().checked());
    let is_money = row.shape == CustomShape::Money;
    let kind = |kind: Kind| {
        let onchange = changes(form, at, move |row, _: Event| toggle(&mut row.kinds, kind));
        let is_on = row.kinds.contains(&kind);
        html! { <label class="setup__tick"><input type="checkbox" checked={is_on} {onchange} />{ scheme.kind_plural(kind) }</label> }
    };
    let offered = Kind::ALL.into_iter().filter(|kind| scheme.is_offered(*kind) || row.kinds.contains(kind));
    html! {
        <details class="setup__wide">
            <summary>{ told(scheme, row) }</summary>
            <div class="setup__more">
                <fieldset class="field">
                    <legend class="field__label">{ "For" }</legend>
                    <span class="field__hint">{ "None ticked is all kinds of record" }</span>
                    <div class="setup__ticks">{ for offered.map(kind) }</div>
                </fieldset>
                { required(scheme, form, at, row) }
                if row.shape.has_unit() {
                    <div class="field">
                        <label class="field__label" for={id("unit")}>{ if is_money { "Currency" } else { "Unit" } }</label>
                        <input id={id("unit")} class="input setup__short" dir="auto" value={row.unit.clone()} oninput={onunit} placeholder={if is_money { "£" } else { "days" }} />
                    </div>
                }
                <div class="field">
                    <label class="field__label" for={id("hint")}>{ "Help beside the field" }</label>
                    <input id={id("hint")} class="input" dir="auto" value={row.hint.clone()} oninput={onhint} />
                </div>
                <label class="setup__tick"><input type="checkbox" checked={row.is_used} onchange={onused} />{ "Ask for it" }</label>
            </div>
        </details>
    }
}

/// In which statuses it has to be filled in, where it is for certain kinds.
fn required(scheme: &Scheme, form: &Form, at: usize, row: &FieldRow) -> Html {
    // Whatever is asked for can be taken back, also after another kind was chosen.
    let mut statuses: Vec<Status> = Vec::new();
    for status in row.kinds.iter().flat_map(|kind| Status::of(*kind)).chain(&row.required_at) {
        if !statuses.contains(status) {
            statuses.push(*status);
        }
    }
    let tick = |status: Status| {
        let onchange = changes(form, at, move |row, _: Event| toggle(&mut row.required_at, status));
        let is_on = row.required_at.contains(&status);
        html! { <label class="setup__tick"><input type="checkbox" checked={is_on} {onchange} />{ scheme.status_label(status) }</label> }
    };
    html! {
        <fieldset class="field">
            <legend class="field__label">{ "Has to be filled in before a record is" }</legend>
            if statuses.is_empty() {
                <span class="field__hint">{ "Choose the kinds of record first" }</span>
            } else {
                <div class="setup__ticks">{ for statuses.into_iter().map(tick) }</div>
            }
        </fieldset>
    }
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, one: T) {
    let had = list.len();
    list.retain(|have| *have != one);
    if list.len() == had {
        list.push(one);
    }
}

/// "For risks and issues, required": what the closed part says.
fn told(scheme: &Scheme, row: &FieldRow) -> String {
    let kinds: Vec<String> = row.kinds.iter().map(|kind| scheme.kind_plural(*kind).to_lowercase()).collect();
    let kinds = if kinds.is_empty() { "all".to_owned() } else { kinds.join(", ") };
    let mut told = format!("Kinds of record and more: {kinds}");
    if !row.required_at.is_empty() {
        told += "; required";
    }
    if !row.is_used {
        told += "; not asked for";
    }
    told
}

fn keep(store: &Store, opening: &Scheme, form: &CustomForm) -> Result<(), String> {
    change_setup_or_say(store, opening, &form.to_scheme(opening)?, "Fields of your own saved")
}
