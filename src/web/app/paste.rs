//! Files and registers that are pasted.
//!
//! Browsers send a paste to the focused element, or to the body where none has the focus (Firefox and WebKit: also where what
//! was clicked cannot have it). So it is heard at the window, where everybody else on the page has had their turn.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, Element, Event, File, HtmlElement};
use yew::prelude::*;

use super::keys::{in_dialog, is_typing};
use super::props::AppProps;
use crate::web::files::Files;
use crate::web::second_part::{self, second_part};
use crate::web::views::parts::root_of;

thread_local! {
    /// The registers of this page, the one that was used last at the end.
    static BY_USE: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
}

/// Takes what is pasted into one register, until it is dropped.
pub(super) struct PasteListener {
    root: Element,
    props: Rc<RefCell<AppProps>>,
    _listeners: [EventListener; 3],
}

/// What can be opened.
enum PastedContent {
    File(File),
    Text(String),
}

impl PasteListener {
    pub(super) fn new(props: &AppProps, node: &NodeRef) -> Option<PasteListener> {
        let root = node.cast::<Element>()?;
        BY_USE.with_borrow_mut(|all| all.insert(0, root.clone()));
        let used = |name: &'static str| {
            let used = root.clone();
            EventListener::new(&root, name, move |_| note_use(&used))
        };
        let props = Rc::new(RefCell::new(props.clone()));
        let (now, node) = (Rc::clone(&props), node.clone());
        let pasted = EventListener::new(&gloo::utils::window(), "paste", move |event| {
            let props = now.borrow().clone();
            if is_for(event, &node) && !props.store.session().is_read_only() {
                take(props, event.clone());
            }
        });
        let listeners = [used("pointerdown"), used("focusin"), pasted];
        Some(PasteListener { root, props, _listeners: listeners })
    }

    /// Takes it for these from now on.
    pub(super) fn update(&self, props: &AppProps) {
        *self.props.borrow_mut() = props.clone();
    }
}

impl Drop for PasteListener {
    fn drop(&mut self) {
        BY_USE.with_borrow_mut(|all| all.retain(|one| *one != self.root));
    }
}

fn note_use(root: &Element) {
    BY_USE.with_borrow_mut(|all| {
        all.retain(|one| one != root);
        all.push(root.clone());
    });
}

/// Whether a paste is meant for the register at `node`: it went into it, but not into a field, or to no element in
/// particular, and this register was used last. One that goes anywhere else is the page's around.
fn is_for(event: &Event, node: &NodeRef) -> bool {
    let Some(root) = node.cast::<Element>() else { return false };
    let path = event.composed_path();
    let target = path.get(0).dyn_into::<Element>().ok();
    let is_ours = path.includes(&root, 0) || target.is_some() && target == root_of(&root).map(|shadow| shadow.host());
    let is_nobodys = target.is_none_or(|target| is_body(&target));
    let is_open = root.query_selector("dialog[open]").ok().flatten().is_some();
    (is_ours || is_nobodys && is_last_used(&root)) && !is_open && !is_typing(node) && !in_dialog(node)
}

/// A page that is edited as a whole is a field.
fn is_body(target: &Element) -> bool {
    matches!(target.tag_name().as_str(), "BODY" | "HTML")
        && !target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
}

/// Of several that nobody has used yet, the one that stood first.
fn is_last_used(root: &Element) -> bool {
    BY_USE.with_borrow(|all| all.last() == Some(root))
}

/// Reads it at once, for later it is gone; and takes it when the event has ended and nobody else has.
fn take(props: AppProps, event: Event) {
    let Some(pasted) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data).as_ref().and_then(read) else {
        return;
    };
    Timeout::new(0, move || {
        if event.default_prevented() {
            return;
        }
        // Another version of the register on the same page takes it no more.
        event.prevent_default();
        match pasted {
            PastedContent::File(file) => props.onopenfile.emit(file),
            // What is wrong with it is shown by the files desk.
            PastedContent::Text(text) => {
                let files = props.files.clone();
                second_part::when_loaded(move || offer_text(&files, text));
            }
        }
    })
    .forget();
}

second_part! {
    "09" fn offer_text(files: &Files, text: String) {
        drop(files.offer("pasted text", text.into_bytes()));
    }
}

fn read(data: &DataTransfer) -> Option<PastedContent> {
    if let Some(file) = data.files().and_then(|files| files.get(0)) {
        return Some(PastedContent::File(file));
    }
    let text = data.get_data("text/plain").unwrap_or_default();
    text.trim_start_matches('\u{feff}').trim_start().starts_with('{').then_some(PastedContent::Text(text))
}
