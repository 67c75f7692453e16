//! Where the focus goes when what has it is taken out of the page. Browsers let it fall to the page's body, where no key of
//! ours is heard and a person who does not see the page does not know where they are.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{Element, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};
use yew::prelude::*;

use super::place::{heading, is_elsewhere};
use crate::web::views::parts::focused_within;

/// What has the focus, and all that it stands in, from the inside.
type Path = Rc<RefCell<Vec<Element>>>;

/// Watches the page until it is dropped.
pub(super) struct FocusRecovery {
    _listeners: [EventListener; 2],
    observer: MutationObserver,
    _watch: Closure<dyn FnMut()>,
}

impl Drop for FocusRecovery {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl FocusRecovery {
    /// Watches what is in `root`; `None` in a browser that cannot.
    pub(super) fn in_page(root: &NodeRef) -> Option<FocusRecovery> {
        let root = root.cast::<Element>()?;
        let path = Path::default();
        let comes = EventListener::new(&root, "focusin", {
            let (path, root) = (Rc::clone(&path), root.clone());
            move |event| *path.borrow_mut() = path_of(event, &root)
        });
        let goes = EventListener::new(&root, "focusout", {
            let path = Rc::clone(&path);
            move |event| {
                let (path, left) = (Rc::clone(&path), event.target());
                // Whether it was taken out is known when it is, and whether something else was gone to.
                Timeout::new(0, move || {
                    let is_left = |focused: &Element| focused.is_connected() && left.as_ref() == Some(focused.as_ref());
                    if path.borrow().first().is_some_and(is_left) {
                        path.borrow_mut().clear();
                    }
                })
                .forget();
            }
        });
        let watch = Closure::<dyn FnMut()>::new({
            // Whoever goes elsewhere, or closes a form, was led on by what has just been drawn: only what is left is for us. At
            // once, so that a key that comes before the next frame is heard.
            let root = root.clone();
            move || rescue(&path, &root)
        });
        let observer = MutationObserver::new(watch.as_ref().unchecked_ref()).ok()?;
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        observer.observe_with_options(&root, &what).ok()?;
        Some(FocusRecovery { _listeners: [comes, goes], observer, _watch: watch })
    }
}

fn path_of(event: &Event, root: &Element) -> Vec<Element> {
    let focused = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let upwards = std::iter::successors(focused, |element| element.parent_element());
    upwards.take_while(|element| element != root).collect()
}

fn is_lost(path: &Path) -> bool {
    path.borrow().first().is_some_and(|focused| !focused.is_connected())
}

/// Where what had the focus is gone, the focus goes to the nearest place that is left of where it was: the row that the Tab
/// key leads to, or the heading.
fn rescue(path: &Path, root: &Element) {
    if !is_lost(path) {
        return;
    }
    let lost = path.take();
    if focused_within(root).is_some() || is_elsewhere() {
        return;
    }
    let found =
        |within: &Element| ["tr[tabindex='0']", "h1, h2, h3"].iter().find_map(|place| within.query_selector(place).ok()?);
    let rest_on = |place: &Element| {
        // The page stays where it is.
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        if let Some(place) = place.dyn_ref::<HtmlElement>() {
            let _ = place.focus_with_options(&options);
        }
    };
    match lost.iter().filter(|element| element.is_connected()).find_map(found) {
        Some(place) => {
            if !place.has_attribute("tabindex") {
                let _ = place.set_attribute("tabindex", "-1");
            }
            rest_on(&place);
        }
        None => {
            if let Some(heading) = heading(root) {
                rest_on(&heading);
            }
        }
    }
}
