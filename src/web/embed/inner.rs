//! What stands behind a handle: the register, what is drawn of it, who keeps it, and what its host is told.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Element, File, HtmlElement};
use yew::AppHandle;
use yew::prelude::Callback;

use super::address::Address;
use super::checking::{Checking, idle};
use super::file_request::FileRequest;
use super::host_events::HostEvents;
use crate::state::RowId;
use crate::web::app::{App, AppProps, Msg};
use crate::web::files::{Files, Progress};
use crate::web::persistence::Persistence;
use crate::web::platform::fail_point::fail_point;
use crate::web::platform::task::spawn_local;
use crate::web::platform::{blobs, clock, frame, local};
use crate::web::reading::{self, Found, Unread};
use crate::web::route::Route;
use crate::web::second_part;
use crate::web::store::{SaveState, Store};
use crate::workflow::confidential_answers;

/// A file that is read within so many milliseconds shows no bar: what is drawn would be moved twice for nothing.
const NOT_AT_ONCE: i64 = 250;
/// Where the sample register is, beside the script.
pub(super) const SAMPLE: &str = "samples/mhhs.raid.json";

/// One register on a page: its store, what is drawn of it, who keeps it.
pub(super) struct Inner {
    pub(super) host: HtmlElement,
    /// The address of the folder that the script is in.
    pub(super) base: String,
    pub(super) store: Store,
    pub(super) files: Files,
    pub(super) mount: Element,
    pub(super) keeper: RefCell<Option<Rc<Persistence>>>,
    pub(super) app: RefCell<Option<AppHandle<App>>>,
    pub(super) address: RefCell<Option<Address>>,
    pub(super) checking: RefCell<Option<Checking>>,
    pub(super) host_events: Rc<HostEvents>,
    pub(super) stopped: Cell<bool>,
    /// Ends the wait for what is being drawn.
    pub(super) drawing: RefCell<Option<Function>>,
    /// Gives turns to those who put the same register down for the first time.
    pub(super) turns: RefCell<Option<Function>>,
    pub(super) adapter: RefCell<Option<JsValue>>,
    /// The message that the register's file could not be fetched, while it is shown.
    pub(super) said_awaited: Cell<Option<u64>>,
}

impl Inner {
    /// Why it cannot be shown, where whoever keeps it does not give it: the sample in its place would be taken for it.
    pub(super) async fn start(self: &Rc<Self>, view: Option<String>, ahead: Option<Promise>) -> Result<(), String> {
        fail_point("start");
        self.host_events.follow(&self.store);
        *self.checking.borrow_mut() = Some(Checking::follow(self.store.consistency_check(), self.store.listeners(), &self.mount));
        let adapter = self.adapter.borrow_mut().take();
        let in_memory = self.host.get_attribute("storage").as_deref() == Some("memory");
        self.store.save_status().set_kept_by_host(adapter.is_some());
        self.store.preferences().set_remembering(adapter.is_none() && !in_memory);
        self.recall(in_memory);
        self.attribute("mode", self.host.get_attribute("mode").as_deref());
        let keeper = Persistence::new(&self.store, &self.host.get_attribute("register").unwrap_or_default());
        *self.keeper.borrow_mut() = Some(Rc::clone(&keeper));
        let restored = if let Some(adapter) = adapter {
            let numbers = Reflect::get(&adapter, &"givesNumbers".into()).is_ok_and(|gives| gives.is_truthy());
            let found = keeper.restore_from_host(adapter, numbers).await;
            if keeper.is_refused()
                && let SaveState::Memory(why) = self.store.save_status().state()
            {
                return Err(why);
            }
            found
        } else if in_memory {
            keeper.stay_in_memory("the page that shows this register asked for it");
            false
        } else {
            keeper.restore().await?
        };
        let src = self.host.get_attribute("src").filter(|src| !src.is_empty());
        // Taken away meanwhile, it opens nothing: what the host says now is said of another register.
        if let Some(src) = src.as_ref().filter(|_| !restored && !self.stopped.get()) {
            self.open_first(&keeper, src, ahead).await?;
        }
        let preset = self.host.get_attribute("preset").filter(|preset| !preset.is_empty() && src.is_none() && !restored);
        if let Some(preset) = preset.filter(|_| !self.stopped.get()) {
            self.set_up_from(preset).await;
        }
        if self.stopped.get() {
            keeper.stop();
            // Nothing is drawn that would ask for it, and whoever waits for our turn to end waits for it.
            second_part::request();
            return Ok(());
        }
        self.store.save_status().set_name(keeper.name());
        self.store.drafts().recall();
        self.attribute("view", view.or_else(|| self.host.get_attribute("view")).as_deref());
        if self.host.get_attribute("router").as_deref() == Some("hash") {
            self.store.route().set_addressed();
            *self.address.borrow_mut() = Some(Address::follow(self.store.route(), self.store.listeners()));
        }
        self.draw();
        if let Some(awaited) = keeper.awaited() {
            self.follow_awaited(keeper, src.unwrap_or(awaited));
        }
        drawn().await;
        // When the first view stands, and nothing else is to be done.
        spawn_local(async {
            idle().await;
            second_part::request();
        });
        Ok(())
    }

    fn draw(self: &Rc<Self>) {
        // What was shown while this was awaited.
        while let Some(waiting) = self.mount.previous_element_sibling() {
            waiting.remove();
        }
        let app = yew::Renderer::<App>::with_root_and_props(self.mount.clone(), self.props()).render();
        *self.app.borrow_mut() = Some(app);
    }

    /// When everything that waits has been put into the page, and what that asked for: drawing may go on in pieces, between
    /// which keys and clicks are taken, so a promise alone does not come after it. The browser paints it with its next frame.
    pub(super) async fn redrawn(&self) {
        for _ in 0..2 {
            let drawn = Promise::new(&mut |resolve, _| match &*self.app.borrow() {
                Some(app) => {
                    *self.drawing.borrow_mut() = Some(resolve.clone());
                    app.send_message(Msg::Reached(resolve));
                }
                None => drop(resolve.call0(&JsValue::NULL)),
            });
            let _ = JsFuture::from(drawn).await;
        }
    }

    /// Draws what the host says differently now.
    pub(super) fn draw_anew(self: &Rc<Self>) {
        if let Some(app) = &mut *self.app.borrow_mut() {
            app.update(self.props());
        }
    }

    fn props(self: &Rc<Self>) -> AppProps {
        let (reader, exporter, sampler) = (Rc::clone(self), Rc::clone(self), Rc::clone(self));
        let (publisher, earlier) = (Rc::clone(self), Rc::clone(self));
        AppProps {
            store: self.store.clone(),
            files: self.files.clone(),
            onopenfile: Callback::from(move |file: File| {
                let name = file.name();
                reader.run(FileRequest::Offer(file.into(), name));
            }),
            onexport: Callback::from(move |records: Option<Vec<RowId>>| exporter.run(FileRequest::Export(records))),
            onpublish: Callback::from(move |()| publisher.run(FileRequest::Publish)),
            onsample: Callback::from(move |()| sampler.run(FileRequest::Sample)),
            onearlier: Callback::from(move |()| earlier.run(FileRequest::ListEarlier)),
            theme: self.host.get_attribute("theme").unwrap_or_default().into(),
            hide: self.host.get_attribute("hide").unwrap_or_default().into(),
        }
    }

    pub(super) fn attribute(&self, name: &str, value: Option<&str>) {
        match name {
            "mode" => self.store.session().set_read_only(value == Some("view")),
            "view" => {
                if let Some(view) = value.filter(|view| !view.is_empty()) {
                    self.store.route().go(Route::parse(view));
                }
            }
            "user" => {
                if let Some(user) = value {
                    self.store.session().set_user(user);
                }
            }
            _ => {}
        }
    }

    /// The name and the theme that this browser was told before; a host's own choice comes first.
    fn recall(&self, in_memory: bool) {
        let before = |key| Some(key).filter(|_| !in_memory).and_then(local::get);
        self.attribute("user", self.host.get_attribute("user").or_else(|| before("user")).as_deref());
        let theme = before("theme").filter(|theme| !theme.is_empty() && !self.host.has_attribute("theme"));
        if let Some(theme) = theme {
            let _ = self.host.set_attribute("theme", &theme);
        }
    }

    /// `file` is what was read: storage takes it as it is.
    pub(super) fn open(&self, found: Found, file: Option<Blob>) {
        let file = file.filter(|_| !found.opened.baseline);
        self.host_events.expect_file(file.clone());
        if let Some(keeper) = &*self.keeper.borrow() {
            keeper.expect_file(file);
        }
        self.store.open_found(found, true);
    }

    /// Reads a file, with progress where it is large. Its log stays in it where this browser keeps a copy of the file.
    pub(super) async fn read(&self, blob: &Blob, name: &str) -> Result<Found, Unread> {
        let may_stay = self.keeper.borrow().as_ref().is_some_and(|keeper| keeper.is_kept_here());
        let files = self.files.clone();
        let label = format!("Reading {name}");
        let (since, shown) = (clock::now(), Cell::new(false));
        let found = reading::read(blob, may_stay, |percent| {
            if (clock::now() - since).num_milliseconds() > NOT_AT_ONCE {
                shown.set(true);
                files.set_progress(Some(Progress { label: label.clone(), percent }));
            }
        })
        .await;
        if shown.get() {
            files.set_progress(None);
        }
        found
    }

    pub(super) async fn offer(&self, file: &Blob, name: &str) {
        let read = self.read(file, name).await;
        self.files.offer_read(name, read, Some(file.clone()));
    }

    pub(super) async fn list_earlier(self: &Rc<Self>) {
        let keeper = self.keeper.borrow().clone();
        let Some(keeper) = keeper else { return };
        let inner = Rc::downgrade(self);
        let pin = move |key: JsValue, pinned| {
            if let Some(inner) = inner.upgrade() {
                inner.run(FileRequest::Pin(key, pinned));
            }
        };
        match keeper.earlier().await {
            Ok(kept) => self.files.show_earlier(kept, pin).await,
            Err(why) => self.store.notices().complain(format!("What this browser kept before could not be read: {why}")),
        }
    }

    pub(super) async fn pin_earlier(self: &Rc<Self>, key: &JsValue, pinned: bool) {
        let keeper = self.keeper.borrow().clone();
        let Some(keeper) = keeper else { return };
        match keeper.pin(key, pinned).await {
            Ok(()) => self.list_earlier().await,
            Err(why) => self.store.notices().complain(format!("The earlier register could not be pinned: {why}")),
        }
    }

    pub(super) async fn export(&self, records: Option<Vec<RowId>>) {
        let name = self.files.export_name(records.as_deref());
        let made = match &records {
            None => self.store.detached_log().file().await,
            Some(records) => self.part(records).await,
        };
        let done = made.and_then(|blob| self.store.export().hand_out(&blob, &name));
        if done.is_ok() && records.is_none() {
            self.host_events.handed_out(&self.store);
        }
        let place = match done {
            Ok(place) => place.words(),
            Err(why) => return self.store.notices().complain(format!("The export failed: {why}")),
        };
        let confidential = self.store.session().read(|session| confidential_answers(session.register(), records.as_deref()));
        self.store.notices().announce(match confidential {
            0 => place.to_owned(),
            1 => format!("{place}. It holds 1 answer that is marked as confidential"),
            count => format!("{place}. It holds {count} answers that are marked as confidential"),
        });
    }

    async fn part(&self, records: &[RowId]) -> Result<Blob, String> {
        self.store.detached_log().have_log().await?;
        blobs::make(&self.store.session().read_log(|session| session.export_some(records)))
    }
}

/// When the next frame has been drawn, or a little later where none is.
async fn drawn() {
    let frame = Promise::new(&mut |resolve, _| frame::after(move || drop(resolve.call0(&JsValue::NULL))));
    let _ = JsFuture::from(frame).await;
}
