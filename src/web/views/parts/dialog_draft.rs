//! What is typed into a dialog, kept while it is typed: it outlives a dialog that goes without an answer, a reload of the
//! page, and a fault. Opened again, the dialog is filled in as it was.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::web::platform::task::spawn_local;
use crate::web::store::{NO_RECORD, Store};

/// A dialog that goes so soon after it was answered, in milliseconds, goes for that reason.
const AT_ONCE: f64 = 1_000.0;

/// What is typed into one dialog: the id of each control, and its words.
#[derive(Clone)]
pub(super) struct DialogDraft(Rc<Inner>);

struct Inner {
    store: Store,
    title: AttrValue,
    about: AttrValue,
    place: RefCell<String>,
    typed: RefCell<Vec<(String, String)>>,
    answered: Cell<f64>,
    opened: u64,
}

impl DialogDraft {
    /// Nothing is typed yet into the dialog of that title, which is about that.
    pub(super) fn new(store: Store, title: AttrValue, about: AttrValue) -> DialogDraft {
        let opened = store.session().opened();
        let (place, typed, answered) = (RefCell::default(), RefCell::default(), Cell::new(0.0));
        DialogDraft(Rc::new(Inner { store, title, about, place, typed, answered, opened }))
    }

    /// Fills the dialog in as it was left, one control after the other. `true` when there was something.
    pub(super) fn fill_in(&self, dialog: &Element) -> bool {
        let inner = &self.0;
        let is_of_record = dialog.closest(".item").ok().flatten().is_some();
        let whose = if is_of_record { inner.store.route().get().address() } else { String::new() };
        inner.place.replace(format!("dialog {whose} {}{}", inner.title, inner.about));
        let left = inner.store.drafts().take_up::<Vec<(String, String)>>(NO_RECORD, &inner.place.borrow());
        let left = left.unwrap_or_default();
        for (id, words) in left.clone() {
            self.note(id, words);
        }
        let is_left = !left.is_empty();
        let dialog = dialog.clone();
        spawn_local(async move {
            for (id, words) in left {
                // What was filled in before is drawn first: a control may stand there for that reason only, and a form may
                // make its next answer of what is drawn.
                if let Ok(Some(control)) = dialog.query_selector(&format!("[id='{}']", id.replace(['\'', '\\'], ""))) {
                    fill(&control, &words);
                    TimeoutFuture::new(0).await;
                }
            }
        });
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
        inner.store.drafts().keep(NO_RECORD, &inner.place.borrow(), &*typed, &self.words());
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
            inner.store.drafts().end(NO_RECORD, &inner.place.borrow());
        } else if inner.store.session().opened() == inner.opened {
            inner.store.drafts().leave(NO_RECORD, &inner.place.borrow(), &*inner.typed.borrow(), &self.words());
        } else {
            inner
                .store
                .notices()
                .complain(format!("{}: what you typed was not kept. It waits with the register it is for", inner.title));
        }
    }

    fn words(&self) -> String {
        format!("{}: what you typed is not kept yet. It waits until you open that again", self.0.title)
    }
}

/// What is noted of a box that is ticked.
const TICKED: &str = "on";

/// Fills a control in as a person would, so that its form hears of it.
fn fill(control: &Element, words: &str) {
    let kind = if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        if is_box(input) {
            if input.checked() != (words == TICKED) {
                input.click();
            }
            return;
        }
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
        let ticked = || if input.checked() { TICKED } else { "" };
        return (input.type_() != "file").then(|| if is_box(input) { ticked().into() } else { input.value() });
    }
    let area = control.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
    area.or_else(|| control.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value))
}

/// Whether it is ticked or chosen, and not filled in.
fn is_box(input: &HtmlInputElement) -> bool {
    matches!(input.type_().as_str(), "checkbox" | "radio")
}
