//! What the browser says about the scrolling table: sizes, scrolling, resizing.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ResizeObserver};

/// Sizes in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sizes {
    /// How far the body is scrolled.
    pub(super) scroll: f64,
    /// How much of the body is seen beneath the header.
    pub(super) height: f64,
    /// How tall a row is.
    pub(super) row: f64,
}

impl Default for Sizes {
    /// Before anything is measured.
    fn default() -> Self {
        Sizes { scroll: 0.0, height: 640.0, row: 36.0 }
    }
}

/// Measures the scroller; what cannot be measured keeps its old size.
pub(super) fn measure(scroller: &Element, old: Sizes) -> Sizes {
    let tall = |selector: &str| {
        let found = scroller.query_selector(selector).ok().flatten();
        found.map(|element| element.get_bounding_client_rect().height()).filter(|height| *height > 0.0)
    };
    let seen = f64::from(scroller.client_height());
    Sizes {
        scroll: f64::from(scroller.scroll_top()),
        height: if seen > 0.0 { (seen - tall("thead").unwrap_or(0.0)).max(0.0) } else { old.height },
        row: tall(".list__row").unwrap_or(old.row),
    }
}

/// Sets one property of an element's style through CSSOM.
pub(super) fn set_style(element: &Element, name: &str, value: &str) {
    let style = js_sys::Reflect::get(element, &"style".into()).unwrap_or(JsValue::UNDEFINED);
    let set = js_sys::Reflect::get(&style, &"setProperty".into()).ok().and_then(|set| set.dyn_into::<js_sys::Function>().ok());
    if let Some(set) = set {
        let _ = set.call2(&style, &name.into(), &value.into());
    }
}

/// The same of a length in CSS pixels. JavaScript writes the number: Rust's way is long.
pub(super) fn set_pixels(element: &Element, name: &str, pixels: f64) {
    let number = js_sys::Number::from(pixels).to_string_with_radix(10).map(String::from).unwrap_or_default();
    set_style(element, name, &format!("{number}px"));
}

/// What is listened to, until it is dropped.
pub(super) struct Watch {
    _scrolled: EventListener,
    observer: Option<ResizeObserver>,
    _resized: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

impl Watch {
    /// Calls `moved` when the scroller scrolls, which browsers tell once a frame and before they draw it, and at most once a
    /// frame while it changes its size.
    pub(super) fn new(scroller: &Element, moved: impl Fn() + 'static) -> Watch {
        let moved: Rc<dyn Fn()> = Rc::new(moved);
        let on_scroll = Rc::clone(&moved);
        let moved = each_frame(moved);
        let scrolled = EventListener::new(scroller, "scroll", move |_| on_scroll());
        let resized = Closure::<dyn FnMut()>::new(move || moved());
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(scroller);
        }
        Watch { _scrolled: scrolled, observer, _resized: resized }
    }
}

fn each_frame(act: Rc<dyn Fn()>) -> Rc<dyn Fn()> {
    let waiting = Rc::new(Cell::new(false));
    Rc::new(move || {
        if waiting.replace(true) {
            return;
        }
        let (act, waiting) = (Rc::clone(&act), Rc::clone(&waiting));
        let frame = Closure::once_into_js(move || {
            waiting.set(false);
            act();
        });
        let _ = gloo::utils::window().request_animation_frame(frame.unchecked_ref());
    })
}
