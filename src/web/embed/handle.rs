//! The handle: mounts the page into a shadow root, keeps its register, answers the element's methods.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{Blob, Element, File, HtmlElement, ShadowRoot};
use yew::AppHandle;
use yew::prelude::Callback;

use super::address::Address;
use super::sheets;
use crate::register::Record;
use crate::snapshot::{self, Fault};
use crate::web::app::{App, AppProps};
use crate::web::files::{Files, Progress};
use crate::web::keeper::Keeper;
use crate::web::platform::download::download;
use crate::web::platform::{blobs, local};
use crate::web::route::Route;
use crate::web::store::{News, Store, Subscription};

/// Where the sample register is, beside the page.
const SAMPLE: &str = "./samples/mhhs.raid.json";
/// Time given to background work at once, in milliseconds.
const SLICE: f64 = 6.0;

struct Inner {
    host: HtmlElement,
    store: Store,
    files: Files,
    mount: Element,
    keeper: RefCell<Option<Rc<Keeper>>>,
    app: RefCell<Option<AppHandle<App>>>,
    address: RefCell<Option<Address>>,
    checking: RefCell<Option<Subscription>>,
}

/// One register on a page. Made by the `<raid-register>` element; hosts use the element.
#[wasm_bindgen]
pub struct RegisterHandle {
    inner: Rc<Inner>,
}

#[wasm_bindgen]
impl RegisterHandle {
    /// A handle that draws into the root.
    ///
    /// # Errors
    /// When the document cannot make an element.
    #[wasm_bindgen(constructor)]
    pub fn new(host: HtmlElement, root: &ShadowRoot) -> Result<RegisterHandle, JsValue> {
        sheets::adopt(root);
        let mount = gloo::utils::document().create_element("div")?;
        mount.set_class_name("mount");
        root.append_child(&mount)?;
        let store = Store::new("New register");
        let files = Files::new(&store);
        let inner = Inner {
            host,
            store,
            files,
            mount,
            keeper: RefCell::default(),
            app: RefCell::default(),
            address: RefCell::default(),
            checking: RefCell::default(),
        };
        Ok(RegisterHandle { inner: Rc::new(inner) })
    }

    /// Brings back what is kept, opens `src` where nothing is, and draws. Resolves when the first page stands.
    pub fn start(&self) -> Promise {
        let inner = Rc::clone(&self.inner);
        future_to_promise(async move {
            inner.start().await;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Takes a changed attribute of the element.
    pub fn attribute(&self, name: &str, value: Option<String>) {
        self.inner.attribute(name, value.as_deref());
    }

    /// Opens a file in place of what is here. Rejects with an `Error` with `message` and `code`.
    pub fn load(&self, blob: Blob) -> Promise {
        let inner = Rc::clone(&self.inner);
        future_to_promise(async move {
            let bytes = inner.read(&blob, "the file").await.map_err(|why| error("unreadable", &why))?;
            inner.open(bytes, Some(blob)).map_err(|fault| error(fault.code(), &fault.to_string()))?;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// The whole register as the text of a snapshot.
    #[must_use]
    pub fn save(&self) -> String {
        String::from_utf8_lossy(&self.inner.files.export_bytes(None)).into_owned()
    }

    /// The whole register as a file.
    ///
    /// # Errors
    /// When the browser has no room.
    #[wasm_bindgen(js_name = exportBlob)]
    pub fn export_blob(&self) -> Result<Blob, JsValue> {
        blobs::make(&self.inner.files.export_bytes(None)).map_err(|why| error("no-room", &why))
    }

    /// Resolves when everything is drawn and kept.
    pub fn flush(&self) -> Promise {
        let inner = Rc::clone(&self.inner);
        future_to_promise(async move {
            let keeper = inner.keeper.borrow().clone();
            if let Some(keeper) = keeper {
                keeper.flush().await;
            }
            redrawn().await;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Takes everything down. The register stays kept.
    pub fn stop(&self) {
        if let Some(app) = self.inner.app.borrow_mut().take() {
            app.destroy();
        }
        if let Some(keeper) = self.inner.keeper.borrow_mut().take() {
            keeper.stop();
        }
        *self.inner.address.borrow_mut() = None;
        *self.inner.checking.borrow_mut() = None;
        self.inner.mount.remove();
    }
}

impl Inner {
    async fn start(self: &Rc<Self>) {
        self.check_when_idle();
        self.recall();
        self.attribute("mode", self.host.get_attribute("mode").as_deref());
        let keeper = Keeper::new(&self.store, &self.host.get_attribute("register").unwrap_or_default());
        *self.keeper.borrow_mut() = Some(Rc::clone(&keeper));
        let restored = if self.host.get_attribute("storage").as_deref() == Some("memory") {
            keeper.stay_in_memory("the page that shows this register asked for it");
            false
        } else {
            keeper.restore().await
        };
        let src = self.host.get_attribute("src").filter(|src| !restored && !src.is_empty());
        if let Some(src) = src {
            self.fetch(&src, true).await;
        }
        self.attribute("view", self.host.get_attribute("view").as_deref());
        if self.host.get_attribute("router").as_deref() == Some("hash") {
            *self.address.borrow_mut() = Some(Address::follow(&self.store));
        }
        self.draw();
        drawn().await;
    }

    fn draw(self: &Rc<Self>) {
        let app = yew::Renderer::<App>::with_root_and_props(self.mount.clone(), self.props()).render();
        *self.app.borrow_mut() = Some(app);
    }

    fn props(self: &Rc<Self>) -> AppProps {
        let (reader, exporter, sampler) = (Rc::clone(self), Rc::clone(self), Rc::clone(self));
        AppProps {
            store: self.store.clone(),
            files: self.files.clone(),
            onopenfile: Callback::from(move |file: File| {
                let inner = Rc::clone(&reader);
                spawn_local(async move { inner.offer(&file).await });
            }),
            onexport: Callback::from(move |records: Option<Vec<Record>>| exporter.export(records.as_deref())),
            onsample: Callback::from(move |()| {
                let inner = Rc::clone(&sampler);
                spawn_local(async move { inner.fetch(SAMPLE, false).await });
            }),
            theme: self.host.get_attribute("theme").unwrap_or_default().into(),
        }
    }

    fn attribute(&self, name: &str, value: Option<&str>) {
        match name {
            "mode" => self.store.set_read_only(value == Some("view")),
            "view" => {
                if let Some(view) = value.filter(|view| !view.is_empty()) {
                    self.store.go(Route::read(view));
                }
            }
            "theme" => local::set("theme", value.unwrap_or_default()),
            _ => {}
        }
    }

    /// The name and the theme that this browser was told before; a host's own choice comes first.
    fn recall(&self) {
        if let Some(user) = local::get("user") {
            self.store.set_user(&user);
        }
        let theme = local::get("theme").filter(|theme| !theme.is_empty() && !self.host.has_attribute("theme"));
        if let Some(theme) = theme {
            let _ = self.host.set_attribute("theme", &theme);
        }
    }

    /// `file` holds the same bytes, where there is one: storage takes it as it is.
    fn open(&self, bytes: Vec<u8>, file: Option<Blob>) -> Result<(), Fault> {
        let opened = snapshot::read(bytes)?;
        if let Some(keeper) = &*self.keeper.borrow() {
            keeper.expect_file(file.filter(|_| !opened.baseline));
        }
        self.store.open(opened, true);
        Ok(())
    }

    async fn read(&self, blob: &Blob, name: &str) -> Result<Vec<u8>, String> {
        let files = self.files.clone();
        let label = format!("Reading {name}");
        if blob.size() > snapshot::LARGEST as f64 {
            return Err(Fault::TooLarge(blob.size() as usize).to_string());
        }
        let large = blob.size() > 4e6;
        let bytes = blobs::read(blob, |percent| {
            if large {
                files.set_progress(Some(Progress { label: label.clone(), percent }));
            }
        })
        .await;
        if large {
            files.set_progress(None);
        }
        bytes
    }

    async fn offer(&self, file: &File) {
        match self.read(file, &file.name()).await {
            // What is wrong with it is shown by the desk.
            Ok(bytes) => drop(self.files.offer(&file.name(), bytes)),
            Err(why) => self.files.complain(format!("{} could not be read: {why}. Choose it again", file.name())),
        }
    }

    /// Opens a file of ours from the server: at once where nothing is open, with a preview otherwise.
    async fn fetch(&self, address: &str, at_once: bool) {
        let fetched = fetched(address).await;
        let read = match fetched {
            Ok(blob) => self.read(&blob, address).await.map(|bytes| (bytes, blob)),
            Err(why) => Err(why),
        };
        let opened = match read {
            Ok((bytes, blob)) if at_once => self.open(bytes, Some(blob)).map_err(|fault| fault.to_string()),
            Ok((bytes, _)) => self.files.offer("the sample register", bytes).map_err(|fault| fault.to_string()),
            Err(why) => Err(format!("{address} could not be fetched: {why}")),
        };
        if let Err(why) = opened {
            self.files.complain(why);
        }
    }

    fn export(&self, records: Option<&[Record]>) {
        let done =
            blobs::make(&self.files.export_bytes(records)).and_then(|blob| download(&blob, &self.files.export_name(records)));
        match done {
            Ok(()) => self.store.announce("The export is in your downloads"),
            Err(why) => self.store.complain(format!("The export failed: {why}")),
        }
    }

    /// After a file is opened, compares its state with its log, a little at a time, while nobody waits.
    fn check_when_idle(self: &Rc<Self>) {
        let store = self.store.clone();
        let listener = move |news: &News| {
            if matches!(news, News::Opened) {
                let store = store.clone();
                spawn_local(async move { check(&store).await });
            }
        };
        *self.checking.borrow_mut() = Some(self.store.subscribe(listener));
    }
}

async fn check(store: &Store) {
    TimeoutFuture::new(300).await;
    loop {
        let start = js_sys::Date::now();
        while js_sys::Date::now() - start < SLICE {
            if store.check_some(16) {
                return;
            }
        }
        TimeoutFuture::new(4).await;
    }
}

async fn fetched(address: &str) -> Result<Blob, String> {
    let words = |error: JsValue| blobs::words(&error);
    let response = JsFuture::from(gloo::utils::window().fetch_with_str(address)).await.map_err(words)?;
    let response: web_sys::Response = response.dyn_into().map_err(words)?;
    if !response.ok() {
        return Err(format!("the server answered {}", response.status()));
    }
    let blob = JsFuture::from(response.blob().map_err(words)?).await.map_err(words)?;
    blob.dyn_into().map_err(words)
}

/// When everything that waits has been put into the page. The browser paints it with its next frame.
async fn redrawn() {
    TimeoutFuture::new(0).await;
}

/// Two frames later, or a little after where no frames are drawn because the page is hidden.
async fn drawn() {
    if gloo::utils::document().hidden() {
        TimeoutFuture::new(20).await;
        return;
    }
    for _ in 0..2 {
        let frame = Promise::new(&mut |resolve, _| {
            let _ = gloo::utils::window().request_animation_frame(&resolve);
        });
        let _ = JsFuture::from(frame).await;
    }
}

fn error(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // Setting a property of an object of our own cannot fail.
    let _ = Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}

/// Panics become a readable message in the console.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}
