//! What the host is told: each event's name and its plain details, in order, never while a call into the register runs.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use chrono::NaiveDate;
use js_sys::{Array, Function};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::log::Event;
use crate::web::event_lines::line_of;
use crate::web::platform::fail_point::fail_point;
use crate::web::platform::task::{pause, spawn_local};
use crate::web::route::Route;
use crate::web::store::{SaveState, Store, StoreEvent, Subscription};

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
        let state = &store.save_status().state();
        let (state, message) = match state {
            SaveState::Opening => ("opening", ""),
            SaveState::Saved => ("saved", ""),
            SaveState::Saving => ("saving", ""),
            SaveState::Memory(why) => ("memory", why.as_str()),
            SaveState::Failed(why) => ("failed", why.as_str()),
        };
        let by = match state {
            "memory" => "nobody",
            _ if store.save_status().is_kept_by_host() => "host",
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

/// What waits to be told.
enum Message {
    /// A name, and a detail.
    Plain(&'static str, JsValue),
    /// Changes, made plain objects when it is their turn.
    Changes { revision: u64, origin: &'static str, events: Rc<Vec<Event>> },
}

/// So many changes are told in one event: a host that takes them in needs some milliseconds, and the page goes on between.
const AT_ONCE: usize = 500;

/// Tells the host's function `(name, detail)`.
#[derive(Default)]
pub(super) struct HostEvents {
    listener: RefCell<Option<Function>>,
    waiting: RefCell<VecDeque<Message>>,
    is_passing_on: Cell<bool>,
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

impl HostEvents {
    /// From now on tells that function.
    pub(super) fn listen(&self, listener: Function) {
        *self.listener.borrow_mut() = Some(listener);
    }

    /// From now on hears of what happens in the store.
    pub(super) fn follow(self: &Rc<Self>, store: &Store) {
        *self.route.borrow_mut() = store.route().get();
        let (host_events, heard) = (Rc::downgrade(self), store.clone());
        let subscription = store.listeners().subscribe(move |news| {
            if let Some(host_events) = host_events.upgrade() {
                host_events.hear(&heard, news);
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
        store.export_reminder().note_file();
        store.listeners().tell(&StoreEvent::Exported);
    }

    /// There are changes that are nowhere but in this page.
    pub(super) fn mark_dirty(&self, store: &Store) {
        store.listeners().tell(&StoreEvent::Rescued);
    }

    fn hear(self: &Rc<Self>, store: &Store, news: &StoreEvent) {
        fail_point("listener");
        match news {
            StoreEvent::Recorded(events) => {
                store.export_reminder().note_change();
                self.changed(store, events, "user");
            }
            StoreEvent::Heard(events) => self.changed(store, events, "elsewhere"),
            StoreEvent::Opened => {
                store.export_reminder().note_file();
                self.pass(Message::Plain("opened", self.file.take().map_or(JsValue::NULL, JsValue::from)));
                let (title, records) =
                    store.session().read(|session| (session.register().title.clone(), session.register().len()));
                self.tell("load", &Loaded { title, records });
            }
            StoreEvent::Reconciled => self.changed(store, &Rc::default(), "user"),
            StoreEvent::Changed | StoreEvent::Saving | StoreEvent::Exported | StoreEvent::Rescued | StoreEvent::Due => {}
        }
        self.look_at(store);
    }

    fn changed(self: &Rc<Self>, store: &Store, events: &Rc<Vec<Event>>, origin: &'static str) {
        self.pass(Message::Changes { revision: store.listeners().data_revision(), origin, events: Rc::clone(events) });
    }

    fn look_at(self: &Rc<Self>, store: &Store) {
        let route = store.route().get();
        if *self.route.borrow() != route {
            self.tell("navigate", &Went { view: route.address() });
            if let Route::Record(reference) = &route {
                self.tell("select", &Selected { reference: reference.clone() });
            }
            *self.route.borrow_mut() = route;
        }
        let kept = Kept::of(store);
        if self.kept.borrow().as_ref() != Some(&kept) {
            self.tell("storage", &kept);
            *self.kept.borrow_mut() = Some(kept);
        }
        let dirty = store.save_status().is_dirty();
        if self.dirty.replace(dirty) != dirty {
            self.tell("dirty", &Dirty { dirty });
        }
        let unfiled = store.export_reminder().since();
        if let Some(since) = unfiled.filter(|_| self.unfiled.replace(unfiled) != unfiled) {
            self.tell("export-due", &ExportDue { since: since.to_string() });
        }
        for problem in
            store.notices().lasting().into_iter().filter(|lasting| lasting.is_problem && lasting.number > self.notice.get())
        {
            self.notice.set(problem.number);
            self.tell("error", &Trouble { code: "problem", message: problem.text, recoverable: true });
        }
    }

    fn tell(self: &Rc<Self>, name: &'static str, detail: &impl Serialize) {
        self.pass(Message::Plain(name, plain(detail)));
    }

    fn pass(self: &Rc<Self>, message: Message) {
        if self.listener.borrow().is_none() {
            return;
        }
        self.waiting.borrow_mut().push_back(message);
        if !self.is_passing_on.replace(true) {
            let host_events = Rc::clone(self);
            spawn_local(async move {
                host_events.pass_on().await;
                host_events.is_passing_on.set(false);
            });
        }
    }

    async fn pass_on(&self) {
        loop {
            let Some(message) = self.waiting.borrow_mut().pop_front() else { return };
            match message {
                Message::Plain(name, detail) => self.call(name, &detail),
                Message::Changes { revision, origin, events } => self.call_with_changes(revision, origin, &events).await,
            }
        }
    }

    async fn call_with_changes(&self, revision: u64, origin: &str, events: &[Event]) {
        let mut rest = events;
        loop {
            let (part, more) = rest.split_at(rest.len().min(AT_ONCE));
            let line = |event: &Event| js_sys::JSON::parse(&line_of(event)).unwrap_or_default();
            let events: Array = part.iter().map(line).collect();
            self.call("change", &plain(&Changed { revision, origin, events: events.into() }));
            if more.is_empty() {
                return;
            }
            rest = more;
            pause().await;
        }
    }

    fn call(&self, name: &str, detail: &JsValue) {
        let listener = self.listener.borrow().clone();
        // The element dispatches an event, and what its listeners throw goes to the page's own console.
        let _ = listener.map(|listener| listener.call2(&JsValue::NULL, &name.into(), detail));
    }
}

/// Plain objects of texts, numbers and lists always can be made.
fn plain(detail: &impl Serialize) -> JsValue {
    detail.serialize(&Serializer::json_compatible()).unwrap_or_default()
}
