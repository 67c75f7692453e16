//! What is typed into a dialog, kept while it is typed: it outlives a dialog that goes without an answer, a reload of the
//! page, and a fault. Opened again, the dialog is filled in as it was.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::stamp::{EventId, Replica};
use crate::web::store::Store;

/// The drafts of dialogs belong to no record: their places say whose they are.
const NO_RECORD: EventId = EventId { tick: 1, replica: Replica(0) };
/// A dialog that goes so soon after it was answered, in milliseconds, goes for that reason.
const AT_ONCE: f64 = 1_000.0;

/// What is typed into one dialog: the id of each control, and its words.
#[derive(Clone)]
pub(super) struct DialogDraft(Rc<Inner>);

struct Inner {
    store: Store,
    title: AttrValue,
    place: RefCell<String>,
    typed: RefCell<Vec<(String, String)>>,
    answered: Cell<f64>,
    opened: u64,
}

impl DialogDraft {
    /// Nothing is typed yet.
    pub(super) fn new(store: Store, title: AttrValue) -> DialogDraft {
        let opened = store.opened();
        let (place, typed, answered) = (RefCell::default(), RefCell::default(), Cell::new(0.0));
        DialogDraft(Rc::new(Inner { store, title, place, typed, answered, opened }))
    }

    /// Fills the dialog in as it was left. `true` when there was something.
    pub(super) fn fill_in(&self, dialog: &Element) -> bool {
        let inner = &self.0;
        let is_of_record = dialog.closest(".item").ok().flatten().is_some();
        let whose = if is_of_record { inner.store.route().address() } else { String::new() };
        inner.place.replace(format!("dialog {whose} {}", inner.title));
        let left = inner.store.take_up::<Vec<(String, String)>>(NO_RECORD, &inner.place.borrow());
        let left = left.unwrap_or_default();
        for (id, words) in &left {
            if let Ok(Some(control)) = dialog.query_selector(&format!("[id='{}']", id.replace(['\'', '\\'], ""))) {
                fill(&control, words);
            }
        }
        let is_left = !left.is_empty();
        for (id, words) in left {
            self.note(id, words);
        }
        is_left
    }

    /// A control was filled in.
    pub(super) fn typed(&self, control: &Element) {
        if let Some(words) = words_in(control).filter(|_| !control.id().is_empty()) {
            self.0.answered.set(0.0);
            self.note(control.id(), words);
        }
    }

    fn note(&self, id: String, words: String) {
        let inner = &self.0;
        let mut typed = inner.typed.borrow_mut();
        typed.retain(|(have, _)| *have != id);
        typed.push((id, words));
        inner.store.keep_draft(NO_RECORD, &inner.place.borrow(), &*typed, &self.words());
    }

    /// Hears of what may answer the dialog, before whoever carries it out: a press on a button, Enter. The page beneath a
    /// modal dialog cannot be pressed.
    pub(super) fn listen(&self) -> [EventListener; 2] {
        let window = gloo::utils::window();
        ["click", "keydown"].map(|name| {
            let draft = self.clone();
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(&window, name, options, move |event| {
                if event.dyn_ref::<KeyboardEvent>().is_none_or(|pressed| pressed.key() == "Enter") {
                    draft.answered();
                }
            })
        })
    }

    /// It was answered: kept, or thrown away, unless it stays open.
    pub(super) fn answered(&self) {
        self.0.answered.set(js_sys::Date::now());
    }

    /// The dialog goes.
    pub(super) fn close(&self) {
        let inner = &self.0;
        if inner.typed.borrow().is_empty() {
            return;
        }
        if js_sys::Date::now() - inner.answered.get() < AT_ONCE {
            inner.store.end_draft(NO_RECORD, &inner.place.borrow());
        } else if inner.store.opened() == inner.opened {
            inner.store.leave(NO_RECORD, &inner.place.borrow(), &*inner.typed.borrow(), &self.words());
        } else {
            inner.store.complain(format!("{}: what you typed was not kept. It waits with the register it is for", inner.title));
        }
    }

    fn words(&self) -> String {
        format!("{}: what you typed is not kept yet. It waits until you open that again", self.0.title)
    }
}

/// Fills a control in as a person would, so that its form hears of it.
fn fill(control: &Element, words: &str) {
    let kind = if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        input.set_value(words);
        "input"
    } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(words);
        "input"
    } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        select.set_value(words);
        "change"
    } else {
        return;
    };
    let init = EventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    if let Ok(event) = Event::new_with_event_init_dict(kind, &init) {
        let _ = control.dispatch_event(&event);
    }
}

/// What stands in a control that holds words or a choice.
fn words_in(control: &Element) -> Option<String> {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        return (!matches!(input.type_().as_str(), "checkbox" | "radio" | "file")).then(|| input.value());
    }
    let area = control.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
    area.or_else(|| control.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value))
}
