//! The handle: mounts the page into a shadow root, keeps its register, answers the element's methods.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlElement, ShadowRoot};

use super::file_request::FileRequest;
use super::host_events::Kept;
use super::inner::Inner;
use super::sheets;
use crate::session::{Merged, Session};
use crate::web::files::Files;
use crate::web::platform::fail_point::fail_point;
use crate::web::platform::task::{LocalBoxFuture, future_to_promise};
use crate::web::reading;
use crate::web::route::Route;
use crate::web::second_part::{self, second_part};
use crate::web::store::{FileMerged, Store, StoreEvent, UNNAMED};

/// What a merge brought, as a host reads it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Brought {
    events: usize,
    records: usize,
    numbered: usize,
    of_another: bool,
    anomalies: Vec<(String, String)>,
}

/// One register on a page. Made by the `<raid-register>` element; hosts use the element.
#[wasm_bindgen]
pub struct RegisterHandle {
    inner: Rc<Inner>,
}

#[wasm_bindgen]
impl RegisterHandle {
    /// A handle that draws into the root. `base` is the address of the folder that the script is in.
    ///
    /// # Errors
    /// When the document cannot make an element.
    #[wasm_bindgen(constructor)]
    pub fn new(host: HtmlElement, root: &ShadowRoot, base: String) -> Result<RegisterHandle, JsValue> {
        sheets::adopt(root);
        let mount = gloo::utils::document().create_element("div")?;
        mount.set_class_name("mount");
        root.append_child(&mount)?;
        let store = Store::new(UNNAMED);
        let files = Files::new(&store);
        let inner = Inner {
            host,
            base,
            store,
            files,
            mount,
            keeper: RefCell::default(),
            app: RefCell::default(),
            address: RefCell::default(),
            checking: RefCell::default(),
            host_events: Rc::default(),
            stopped: Cell::new(false),
            drawing: RefCell::default(),
            turns: RefCell::default(),
            adapter: RefCell::default(),
            said_awaited: Cell::default(),
        };
        Ok(RegisterHandle { inner: Rc::new(inner) })
    }

    /// From now on `notify(name, detail)` hears of everything, `hand(blob, name)` hands files out and says how, and
    /// `turns(name)` promises a function that ends our turn.
    pub fn listen(&self, notify: Function, hand: Function, turns: Function) {
        self.inner.host_events.listen(notify);
        self.inner.store.export().hand_out_with(Some(hand));
        *self.inner.turns.borrow_mut() = Some(turns);
    }

    /// Lets the host keep the register. To be called before [`RegisterHandle::start`].
    #[wasm_bindgen(js_name = keepWith)]
    pub fn keep_with(&self, adapter: JsValue) {
        *self.inner.adapter.borrow_mut() = Some(adapter);
    }

    /// Brings back what is kept, opens `src` where nothing is, and draws, at `view` rather than where the host says. Resolves
    /// when the first page stands. `ahead` promises the file at `src`, where it was asked for already.
    pub fn start(&self, view: Option<String>, ahead: Option<Promise>) -> Promise {
        let inner = Rc::clone(&self.inner);
        future_to_promise(async move {
            inner.start(view, ahead).await.map_err(|why| error("not-fetched", &why))?;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Takes a changed attribute of the element.
    pub fn attribute(&self, name: &str, value: Option<String>) {
        self.inner.attribute(name, value.as_deref());
        if name == "hide" {
            self.inner.draw_anew();
        }
    }

    /// Opens a file in place of what is here. Rejects with an `Error` with `message` and `code`.
    pub fn load(&self, blob: Blob) -> Promise {
        let inner = Rc::clone(&self.inner);
        future_to_promise(async move {
            let found = inner.read(&blob, "the file").await.map_err(|unread| error(unread.code(), &unread.to_string()))?;
            if inner.stopped.get() {
                return Err(gone());
            }
            fail_point("load");
            inner.open(found, Some(blob));
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Shows the person what a file holds; they decide whether it is opened.
    pub fn offer(&self, blob: Blob, name: String) -> Promise {
        let inner = Rc::clone(&self.inner);
        future_to_promise(async move {
            inner.run_for_host(FileRequest::Offer(blob, name)).await.map_err(|why| error("not-fetched", &why))?;
            fail_point("offer");
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Takes in what another copy of the register has. Resolves to how many events and records were new here.
    pub fn merge(&self, blob: Blob) -> Promise {
        let inner = Rc::clone(&self.inner);
        future_to_promise(async move {
            have_second_part().await?;
            merged(inner, blob).await
        })
    }

    /// Goes to a place: `list?kind=risk`, `record/R525`.
    pub fn go(&self, view: &str) {
        fail_point("go");
        self.inner.store.route().go(Route::parse(view));
    }

    /// Where the person is.
    #[must_use]
    pub fn view(&self) -> String {
        self.inner.store.route().get().address()
    }

    /// Takes the last step back.
    /// Rejects with an `Error` with the sentence of what stands in the way.
    pub fn undo(&self) -> Promise {
        step(&self.inner, "undo", undo)
    }

    /// Does what was undone again.
    /// Rejects with an `Error` with the sentence of what stands in the way.
    pub fn redo(&self) -> Promise {
        step(&self.inner, "redo", redo)
    }

    /// Grows with every change of the register.
    #[must_use]
    pub fn revision(&self) -> f64 {
        self.inner.store.listeners().data_revision() as f64
    }

    /// Whether there are changes that are nowhere but in this page.
    #[must_use]
    pub fn dirty(&self) -> bool {
        self.inner.host_events.is_dirty()
    }

    /// After a fault: what was opened again holds changes that are nowhere else.
    #[wasm_bindgen(js_name = markDirty)]
    pub fn mark_dirty(&self) {
        self.inner.host_events.mark_dirty(&self.inner.store);
    }

    /// `{ state, message }`: where the register is kept.
    ///
    /// # Errors
    /// When the browser has no room for a small object.
    pub fn status(&self) -> Result<JsValue, JsValue> {
        plain(&Kept::of(&self.inner.store))
    }

    /// The whole register as the text of a snapshot.
    pub fn save(&self) -> Promise {
        let inner = Rc::clone(&self.inner);
        future_to_promise(async move {
            have_second_part().await?;
            let file = inner.store.detached_log().file().await.map_err(|why| error("no-room", &why))?;
            fail_point("save");
            // What changes while the text is made is not in it.
            inner.host_events.handed_out(&inner.store);
            JsFuture::from(file.text()).await
        })
    }

    /// The whole register as a file.
    #[wasm_bindgen(js_name = exportBlob)]
    pub fn export_blob(&self) -> Promise {
        let inner = Rc::clone(&self.inner);
        future_to_promise(async move {
            have_second_part().await?;
            let file = inner.store.detached_log().file().await.map_err(|why| error("no-room", &why))?;
            fail_point("exportBlob");
            inner.host_events.handed_out(&inner.store);
            Ok(file.into())
        })
    }

    /// What is open, at once, after a fault: nothing that waits comes to an end then.
    #[must_use]
    pub fn rescue(&self) -> Option<Blob> {
        self.inner.store.detached_log().file_now()?.ok()
    }

    /// Resolves when everything is drawn and kept.
    pub fn flush(&self) -> Promise {
        let inner = Rc::clone(&self.inner);
        future_to_promise(async move {
            // What was put off is drawn while the browser writes.
            inner.store.listeners().tell(&StoreEvent::Due);
            let keeper = inner.keeper.borrow().clone();
            if let Some(keeper) = keeper {
                if keeper.is_saving() {
                    have_second_part().await?;
                }
                keeper.flush().await;
            }
            inner.redrawn().await;
            fail_point("flush");
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Takes everything down. The register stays kept.
    pub fn stop(&self) {
        self.inner.stopped.set(true);
        if let Some(app) = self.inner.app.borrow_mut().take() {
            app.destroy();
        }
        // What was not drawn by now never is.
        if let Some(end) = self.inner.drawing.take() {
            let _ = end.call0(&JsValue::NULL);
        }
        if let Some(keeper) = self.inner.keeper.borrow_mut().take() {
            keeper.stop();
        }
        *self.inner.address.borrow_mut() = None;
        *self.inner.checking.borrow_mut() = None;
        self.inner.host_events.stop();
        self.inner.store.export().hand_out_with(None);
        self.inner.mount.remove();
    }
}

second_part! {
    "54" fn undo(store: &Store) -> Result<(), String> {
        store.session().undo().map(drop).map_err(|refusal| refusal.to_string())
    }

    "55" fn redo(store: &Store) -> Result<(), String> {
        store.session().redo().map(drop).map_err(|refusal| refusal.to_string())
    }

    "52" fn merged(inner: Rc<Inner>, blob: Blob) -> LocalBoxFuture<'static, Result<JsValue, JsValue>> {
        Box::pin(merge(inner, blob))
    }
}

/// Undoes or redoes for a host. `place`: where a test can have it fail.
fn step(inner: &Rc<Inner>, place: &'static str, act: fn(&Store) -> Result<(), String>) -> Promise {
    let inner = Rc::clone(inner);
    future_to_promise(async move {
        have_second_part().await?;
        fail_point(place);
        act(&inner.store).map_err(|why| error("refused", &why))?;
        Ok(JsValue::UNDEFINED)
    })
}

async fn merge(inner: Rc<Inner>, blob: Blob) -> Result<JsValue, JsValue> {
    let read = reading::read(&blob, false, |_| {}).await;
    let found = read.map_err(|unread| error(unread.code(), &unread.to_string()))?;
    inner.store.detached_log().have_log().await.map_err(|why| error("unreadable", &why))?;
    if inner.stopped.get() {
        return Err(gone());
    }
    fail_point("merge");
    // Nobody is asked: what was edited in it by hand is told.
    let done = inner.store.merger().merge_file(&mut Session::of(found.opened), false, &|_| true).await;
    let FileMerged::Done(merged) = done.map_err(|refusal| error("refused", &refusal.to_string()))? else {
        return Err(error("refused", "It was edited by hand"));
    };
    let anomalies = merged.anomalies.iter().map(|(reference, what)| (reference.clone(), what.to_string())).collect();
    let Merged { events, records, numbered, of_another, .. } = merged;
    let brought = Brought { events, records: records.len(), numbered, of_another, anomalies };
    plain(&brought)
}

async fn have_second_part() -> Result<(), JsValue> {
    second_part::try_load().await.map_err(|why| error("not-fetched", &why))
}

fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

fn error(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // Setting a property of an object of our own cannot fail.
    let _ = Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}

fn gone() -> JsValue {
    error("gone", "The register that this was meant for is not shown any more")
}

thread_local! {
    static PANICKED: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// From now on `listener(message)` hears of a fault that has stopped the whole module. It must not call back.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(listener: Function) {
    PANICKED.with(|panicked| *panicked.borrow_mut() = Some(listener));
}

/// From now on `fetch()` promises that the second part of the program is here.
#[wasm_bindgen(js_name = fetchSecondPartWith)]
pub fn fetch_second_part_with(fetch: Function) {
    second_part::set_fetch(fetch);
}

/// The version of the register.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// A fault becomes a readable message in the console, and the page hears of it.
#[wasm_bindgen(start)]
fn start() {
    // Yew would put its own in place of one that it does not know of.
    yew::set_custom_panic_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        PANICKED.with(|panicked| {
            if let Ok(Some(listener)) = panicked.try_borrow().as_deref().map(Option::as_ref) {
                let _ = listener.call1(&JsValue::NULL, &info.to_string().into());
            }
        });
    }));
}
