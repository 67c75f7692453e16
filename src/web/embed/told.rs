//! What the host is told: each event's name and its plain details, in order, never while a call into the register runs.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chrono::NaiveDate;
use js_sys::{Array, Function};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::log::Event;
use crate::web::platform::fail_point::fail_point;
use crate::web::platform::task::spawn_local;
use crate::web::route::Route;
use crate::web::store::{News, SaveState, Store, Subscription};

#[derive(Serialize)]
struct Changed<'a> {
    revision: u64,
    origin: &'a str,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    events: JsValue,
}

#[derive(Serialize)]
struct Loaded {
    title: String,
    records: usize,
}

#[derive(Serialize)]
struct Went {
    view: String,
}

#[derive(Serialize)]
struct Selected {
    reference: String,
}

#[derive(Serialize)]
struct Dirty {
    dirty: bool,
}

#[derive(Serialize)]
struct ExportDue {
    since: String,
}

/// Where the register is kept, as a host reads it.
#[derive(Serialize, PartialEq, Clone)]
pub(super) struct Kept {
    pub(super) state: &'static str,
    pub(super) message: String,
    /// Who keeps it.
    pub(super) by: &'static str,
}

impl Kept {
    pub(super) fn of(store: &Store) -> Kept {
        let state = &store.save_state();
        let (state, message) = match state {
            SaveState::Opening => ("opening", ""),
            SaveState::Saved => ("saved", ""),
            SaveState::Saving => ("saving", ""),
            SaveState::Memory(why) => ("memory", why.as_str()),
            SaveState::Failed(why) => ("failed", why.as_str()),
        };
        let by = match state {
            "memory" => "nobody",
            _ if store.is_kept_by_host() => "host",
            _ => "browser",
        };
        Kept { state, message: message.into(), by }
    }
}

#[derive(Serialize)]
struct Trouble {
    code: &'static str,
    message: String,
    recoverable: bool,
}

/// Tells the host's function `(name, detail)`.
#[derive(Default)]
pub(super) struct Told {
    listener: RefCell<Option<Function>>,
    waiting: RefCell<Vec<(&'static str, JsValue)>>,
    route: RefCell<Route>,
    kept: RefCell<Option<Kept>>,
    /// Whether there are changes that are nowhere but in this page, as it was told.
    dirty: Cell<bool>,
    notice: Cell<u64>,
    /// Since when changes are in no file, as it was told.
    unfiled: Cell<Option<NaiveDate>>,
    /// The file of the register that is about to be opened.
    file: RefCell<Option<Blob>>,
    subscription: RefCell<Option<Subscription>>,
}

impl Told {
    /// From now on tells that function.
    pub(super) fn listen(&self, listener: Function) {
        *self.listener.borrow_mut() = Some(listener);
    }

    /// From now on hears of what happens in the store.
    pub(super) fn follow(self: &Rc<Self>, store: &Store) {
        *self.route.borrow_mut() = store.route();
        let (told, heard) = (Rc::downgrade(self), store.clone());
        let subscription = store.subscribe(move |news| {
            if let Some(told) = told.upgrade() {
                told.hear(&heard, news);
            }
        });
        *self.subscription.borrow_mut() = Some(subscription);
    }

    /// Tells nobody any more.
    pub(super) fn stop(&self) {
        *self.subscription.borrow_mut() = None;
        *self.listener.borrow_mut() = None;
    }

    /// Whether there are changes that are nowhere but in this page.
    pub(super) fn is_dirty(&self) -> bool {
        self.dirty.get()
    }

    /// The next register that is opened is the content of this file: the element holds on to it for the time after a fault.
    pub(super) fn expect_file(&self, file: Option<Blob>) {
        *self.file.borrow_mut() = file;
    }

    /// Somebody has a file with everything in it.
    pub(super) fn handed_out(&self, store: &Store) {
        store.note_file();
        store.tell(&News::Exported);
    }

    /// There are changes that are nowhere but in this page.
    pub(super) fn mark_dirty(&self, store: &Store) {
        store.tell(&News::Rescued);
    }

    fn hear(self: &Rc<Self>, store: &Store, news: &News) {
        fail_point("listener");
        match news {
            News::Recorded(events) => {
                store.note_change();
                self.changed(store, events, "user");
            }
            News::Heard(events) => self.changed(store, events, "elsewhere"),
            News::Opened => {
                store.note_file();
                self.pass("opened", self.file.take().map_or(JsValue::NULL, JsValue::from));
                let (title, records) = store.read(|session| (session.register().title.clone(), session.register().len()));
                self.tell("load", &Loaded { title, records });
            }
            News::PutRight => self.changed(store, &[], "user"),
            News::Changed | News::Saving | News::Exported | News::Rescued | News::Due => {}
        }
        self.look_at(store);
    }

    fn changed(self: &Rc<Self>, store: &Store, events: &[Event], origin: &str) {
        let line = |event: &Event| js_sys::JSON::parse(&String::from_utf8_lossy(&event.line())).unwrap_or_default();
        let events: Array = events.iter().map(line).collect();
        self.tell("change", &Changed { revision: store.data_revision(), origin, events: events.into() });
    }

    fn look_at(self: &Rc<Self>, store: &Store) {
        let route = store.route();
        if *self.route.borrow() != route {
            self.tell("navigate", &Went { view: route.address() });
            if let Route::Item(reference) = &route {
                self.tell("select", &Selected { reference: reference.clone() });
            }
            *self.route.borrow_mut() = route;
        }
        let kept = Kept::of(store);
        if self.kept.borrow().as_ref() != Some(&kept) {
            self.tell("storage", &kept);
            *self.kept.borrow_mut() = Some(kept);
        }
        let dirty = store.is_dirty();
        if self.dirty.replace(dirty) != dirty {
            self.tell("dirty", &Dirty { dirty });
        }
        let unfiled = store.unfiled_since();
        if let Some(since) = unfiled.filter(|_| self.unfiled.replace(unfiled) != unfiled) {
            self.tell("export-due", &ExportDue { since: since.to_string() });
        }
        for problem in store.lasting().into_iter().filter(|lasting| lasting.is_problem && lasting.number > self.notice.get()) {
            self.notice.set(problem.number);
            self.tell("error", &Trouble { code: "problem", message: problem.text, recoverable: true });
        }
    }

    fn tell(self: &Rc<Self>, name: &'static str, detail: &impl Serialize) {
        // Plain objects of texts, numbers and lists always can be made.
        self.pass(name, detail.serialize(&Serializer::json_compatible()).unwrap_or_default());
    }

    fn pass(self: &Rc<Self>, name: &'static str, detail: JsValue) {
        if self.listener.borrow().is_none() {
            return;
        }
        self.waiting.borrow_mut().push((name, detail));
        if self.waiting.borrow().len() == 1 {
            let told = Rc::clone(self);
            spawn_local(async move { told.pass_on() });
        }
    }

    fn pass_on(&self) {
        let listener = self.listener.borrow().clone();
        for (name, detail) in self.waiting.take() {
            // The element dispatches an event, and what its listeners throw goes to the page's own console.
            let _ = listener.as_ref().map(|told| told.call2(&JsValue::NULL, &name.into(), &detail));
        }
    }
}
