//! Where the keyboard is, inside a shadow root or outside one.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node, ShadowRoot};

/// The shadow root that a node stands in, if it stands in one.
#[must_use]
pub fn root_of(node: &Node) -> Option<ShadowRoot> {
    node.get_root_node().dyn_into().ok()
}

/// The element that has the focus, as seen from where the node stands.
#[must_use]
pub fn focused_within(node: &Node) -> Option<Element> {
    match root_of(node) {
        Some(root) => root.active_element(),
        None => node.get_root_node().dyn_into::<Document>().ok()?.active_element(),
    }
}

/// Puts the focus on an element, when it can take it.
pub fn focus(element: Option<&Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_ref::<HtmlElement>()) {
        let _ = element.focus();
    }
}
