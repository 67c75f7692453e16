//! DraftRows that a person adds, fills in, puts in order by key or by drag, and takes out: one part of the set-up, kept together.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::{Element, Event, EventInit, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::web::platform::frame;
use crate::web::views::parts::{FormState, focus};

/// What each part of a row is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RowField {
    /// What it is called.
    pub(super) label: &'static str,
    /// What stands there while nothing is filled in.
    pub(super) example: &'static str,
    /// What is offered.
    pub(super) offers: Vec<String>,
}

/// The rows, each with a number that stays with it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct DraftRows {
    rows: Vec<(u32, Vec<String>)>,
    next: u32,
}

impl DraftRows {
    /// The rows of these words.
    pub(super) fn of(rows: impl Iterator<Item = Vec<String>>) -> DraftRows {
        let rows: Vec<(u32, Vec<String>)> = (0..).zip(rows).collect();
        DraftRows { next: rows.len() as u32, rows }
    }

    /// What is filled in, row by row; one with nothing in it is none.
    pub(super) fn filled(&self) -> impl Iterator<Item = Vec<&str>> {
        let trimmed = self.rows.iter().map(|(_, cells)| cells.iter().map(|cell| cell.trim()).collect::<Vec<_>>());
        trimmed.filter(|cells| cells.iter().any(|cell| !cell.is_empty()))
    }

    /// DraftRows and what is in them as one text: a dialog that was left is filled in control by control, and this control makes the
    /// rows that the others stand in.
    fn written(&self) -> String {
        serde_json::to_string(&(&self.rows, self.next)).unwrap_or_default()
    }

    /// What was written so, where it is rows of so many parts.
    fn read(written: &str, parts: usize) -> Option<DraftRows> {
        let (rows, next): (Vec<(u32, Vec<String>)>, u32) = serde_json::from_str(written).ok()?;
        rows.iter().all(|(key, cells)| *key < next && cells.len() == parts).then_some(DraftRows { rows, next })
    }

    fn add(&mut self, parts: usize) {
        self.rows.push((self.next, vec![String::new(); parts]));
        self.next += 1;
    }

    /// Puts a row where another one stands; those between make room.
    fn put(&mut self, from: usize, to: usize) {
        if from < self.rows.len() && to < self.rows.len() {
            let row = self.rows.remove(from);
            self.rows.insert(to, row);
        }
    }
}

/// What is typed into a form of rows.
pub(super) type RowsHandle = UseReducerHandle<FormState<DraftRows>>;

/// The rows to fill in, and the button that adds one. `id` begins the ids of its fields; `one` is what a row is.
pub(super) fn rows_form(form: &RowsHandle, parts: &[RowField], id: &'static str, one: &'static str) -> Html {
    let dragged = Rc::new(Cell::new(None::<usize>));
    let count = parts.len();
    let add = {
        let form = form.dispatcher();
        Callback::from(move |event: MouseEvent| {
            form.dispatch(Box::new(move |rows: &mut DraftRows| rows.add(count)));
            frame::after(move || note(&event));
        })
    };
    let onrows = changing(form, move |rows, event: InputEvent| {
        let written = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        *rows = DraftRows::read(&written, count).unwrap_or_else(|| rows.clone());
    });
    html! {
        <>
            <textarea id={format!("{id}-rows")} class="setup__held" hidden=true value={form.0.written()} oninput={onrows} />
            if form.0.rows.is_empty() { <p class="meta">{ "There are none yet." }</p> }
            <ol class="setup__rows">{ for (0..form.0.rows.len()).map(|at| row(form, parts, (id, one), at, &dragged)) }</ol>
            { for parts.iter().filter(|part| !part.offers.is_empty()).map(|part| offered(id, part)) }
            <div><button type="button" class="button setup__add" onclick={add}>{ format!("Add a {one}") }</button></div>
        </>
    }
}

/// Tells the dialog of rows that came, went or were moved, as if they had been typed.
fn note(event: &MouseEvent) {
    let form = event.target_dyn_into::<Element>().and_then(|button| button.closest("form").ok().flatten());
    note_in(form.as_ref());
}

fn note_in(form: Option<&Element>) {
    let held = form.and_then(|form| form.query_selector(".setup__held").ok().flatten());
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Some((held, typed)) = held.zip(Event::new_with_event_init_dict("input", &init).ok()) {
        let _ = held.dispatch_event(&typed);
    }
}

fn changing<E: 'static>(form: &RowsHandle, change: impl Fn(&mut DraftRows, E) + Clone + 'static) -> Callback<E> {
    let form = form.dispatcher();
    Callback::from(move |event: E| {
        let change = change.clone();
        form.dispatch(Box::new(move |rows: &mut DraftRows| change(rows, event)));
    })
}

/// What moves a row takes it out of the page and puts it in again, which loses the focus: it is given back to the button, or to
/// another of the form where that is gone or does nothing any more.
fn moving(form: &RowsHandle, change: impl Fn(&mut DraftRows) + Clone + 'static) -> Callback<MouseEvent> {
    let form = form.dispatcher();
    Callback::from(move |event: MouseEvent| {
        let button = event.target_dyn_into::<Element>();
        let dialog = button.as_ref().and_then(|button| button.closest("form").ok().flatten());
        let change = change.clone();
        form.dispatch(Box::new(move |rows: &mut DraftRows| change(rows)));
        frame::after(move || {
            let stands = |button: &Element| button.is_connected() && !button.has_attribute("disabled");
            let beside =
                || button.as_ref()?.parent_element()?.query_selector("button:not([disabled])").ok().flatten().filter(stands);
            let add = || dialog.as_ref()?.query_selector(".setup__add").ok().flatten();
            note_in(dialog.as_ref());
            focus(button.clone().filter(stands).or_else(beside).or_else(add).as_ref());
        });
    })
}

fn offered(id: &str, part: &RowField) -> Html {
    let option = |word: &String| html! { <option value={word.clone()}></option> };
    html! { <datalist id={list_id(id, part)}>{ for part.offers.iter().map(option) }</datalist> }
}

fn list_id(id: &str, part: &RowField) -> String {
    format!("{id}-{}", part.label.to_lowercase().replace(' ', "-"))
}

fn row(
    form: &RowsHandle,
    parts: &[RowField],
    (id, one): (&'static str, &str),
    at: usize,
    dragged: &Rc<Cell<Option<usize>>>,
) -> Html {
    let (key, cells) = &form.0.rows[at];
    let name = match cells[0].trim() {
        "" => format!("{one} {}", at + 1),
        name => name.to_owned(),
    };
    let field = |(place, part): (usize, &RowField)| {
        let field_id = format!("{id}-{key}-{place}");
        let oninput = changing(form, move |rows, event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Some(cell) = rows.rows.get_mut(at).and_then(|(_, cells)| cells.get_mut(place)) {
                *cell = typed;
            }
        });
        let list = (!part.offers.is_empty()).then(|| list_id(id, part));
        html! {
            <div class="field">
                <label class="field__label" for={field_id.clone()}>{ part.label }</label>
                <input id={field_id} class="input" dir="auto" autocomplete="off" placeholder={part.example} {list} value={cells[place].clone()} {oninput} />
            </div>
        }
    };
    let last = form.0.rows.len() - 1;
    let up = moving(form, move |rows| rows.put(at, at.saturating_sub(1)));
    let down = moving(form, move |rows| rows.put(at, at + 1));
    let remove = moving(form, move |rows| drop((at < rows.rows.len()).then(|| rows.rows.remove(at))));
    let ondragstart = {
        let dragged = Rc::clone(dragged);
        Callback::from(move |event: DragEvent| {
            // Firefox drags nothing that carries nothing.
            let _ = event.data_transfer().map(|carried| carried.set_data("text/plain", ""));
            dragged.set(Some(at));
        })
    };
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let ondrop = {
        let (form, dragged) = (form.dispatcher(), Rc::clone(dragged));
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            event.stop_propagation();
            if let Some(from) = dragged.take() {
                let over = event.target_dyn_into::<Element>().and_then(|over| over.closest("form").ok().flatten());
                form.dispatch(Box::new(move |rows: &mut DraftRows| rows.put(from, at)));
                frame::after(move || note_in(over.as_ref()));
            }
        })
    };
    html! {
        <li key={*key} class="setup__row setup__row--fields" {ondragover} {ondrop}>
            <span class="setup__handle" draggable="true" title="Drag to another place" aria-hidden="true" {ondragstart}>{ "⠿" }</span>
            <div class="setup__parts">{ for parts.iter().enumerate().map(field) }</div>
            <div class="setup__buttons">
                <button type="button" class="button button--quiet button--small" disabled={at == 0} onclick={up} aria-label={format!("Move {name} up")}>{ "↑" }</button>
                <button type="button" class="button button--quiet button--small" disabled={at == last} onclick={down} aria-label={format!("Move {name} down")}>{ "↓" }</button>
                <button type="button" class="button button--quiet button--small" onclick={remove} aria-label={format!("Remove {name}")}>{ "Remove" }</button>
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::DraftRows;

    #[test]
    fn a_row_goes_where_another_stands() {
        let mut rows = DraftRows::of(["A", "B", "C"].into_iter().map(|word| vec![word.to_owned(), String::new()]));
        let order = |rows: &DraftRows| rows.filled().map(|cells| cells[0].to_owned()).collect::<String>();
        rows.put(0, 2);
        assert_eq!(order(&rows), "BCA");
        rows.put(2, 0);
        rows.put(0, 3);
        assert_eq!(order(&rows), "ABC", "there is no fourth");
        rows.add(2);
        assert_eq!(order(&rows), "ABC", "what is empty is none");
        assert_eq!(DraftRows::read(&rows.written(), 2), Some(rows.clone()));
        assert_eq!((DraftRows::read(&rows.written(), 3), DraftRows::read("[[[7,[\"A\",\"\"]]],1]", 2)), (None, None));
    }
}
