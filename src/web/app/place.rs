//! Where the focus goes when the view changes: to the heading of the new one.

use web_sys::Element;
use yew::prelude::*;

use crate::web::route::Route;
use crate::web::views::parts::{focus, focused_within, root_of};

/// Where the page was when it was drawn last.
#[derive(Debug)]
pub(super) struct Place {
    route: Route,
    expected: bool,
    renewed: bool,
    completed: bool,
}

impl Place {
    pub(super) fn of(route: Route) -> Place {
        Place { route, expected: false, renewed: false, completed: false }
    }

    /// The person asked to go somewhere: the focus goes there too, even if it is another list only.
    pub(super) fn expect(&mut self) {
        self.expected = true;
    }

    /// Another register was opened: the page is another one, wherever the person is.
    pub(super) fn renew(&mut self) {
        self.renewed = true;
    }

    /// What was awaited is drawn next: a view that had no heading has one then.
    pub(super) fn complete(&mut self) {
        self.completed = true;
    }

    /// Moves the focus and the scroll position when the page has come to another place.
    pub(super) fn arrive(&mut self, route: &Route, root: &NodeRef, first: bool, whole_page: bool) {
        let left = std::mem::replace(&mut self.route, route.clone());
        let (expected, renewed) = (std::mem::take(&mut self.expected), std::mem::take(&mut self.renewed));
        let Some(root) = root.cast::<Element>().filter(|_| !first) else { return };
        if std::mem::take(&mut self.completed)
            && focused_within(&root).is_some_and(|focused| focused.class_list().contains("main"))
        {
            focus_heading(&root);
        }
        if !expected && !renewed && same_view(&left, route) {
            return;
        }
        if renewed || left != *route {
            scroll_up(&root);
        }
        if expected || !is_busy(&root, whole_page) {
            focus_heading(&root);
        }
    }
}

/// Lists that differ in what they are narrowed to are one view: choosing a filter moves nothing.
fn same_view(left: &Route, now: &Route) -> bool {
    match (left, now) {
        (Route::List(_), Route::List(_)) | (Route::Calendar(_), Route::Calendar(_)) | (Route::Agenda(_), Route::Agenda(_)) => {
            true
        }
        (left, now) => left == now,
    }
}

/// Whether the person is typing a search, or is in another part of the host's page. Where nothing has the focus, a
/// register that is a part of a page leaves it so.
fn is_busy(root: &Element, whole_page: bool) -> bool {
    if let Some(focused) = focused_within(root) {
        return focused.id() == "search" || focused.closest("dialog").ok().flatten().is_some();
    }
    !whole_page || is_elsewhere()
}

/// Whether something on the page around the register has the focus, or the register as that page sees it.
pub(super) fn is_elsewhere() -> bool {
    let focused = gloo::utils::document().active_element();
    focused.is_some_and(|element| !matches!(element.tag_name().as_str(), "BODY" | "HTML"))
}

fn scroll_up(root: &Element) {
    for selector in [".app", ".main"] {
        if let Some(scroller) = root.closest(selector).ok().flatten().or_else(|| root.query_selector(selector).ok().flatten()) {
            scroller.set_scroll_top(0);
        }
    }
}

/// Puts the focus on the heading of what is shown.
pub(super) fn focus_heading(root: &Element) {
    focus(heading(root).as_ref());
}

/// The heading of what is shown, made ready for the focus.
pub(super) fn heading(root: &Element) -> Option<Element> {
    let heading = root.query_selector(".main h1").ok().flatten().or_else(|| root.query_selector(".main").ok().flatten())?;
    let _ = heading.set_attribute("tabindex", "-1");
    Some(heading)
}

/// Puts the focus on the heading, past the bars.
pub(super) fn skip(root: &NodeRef) -> Callback<MouseEvent> {
    let root = root.clone();
    Callback::from(move |_: MouseEvent| {
        if let Some(root) = root.cast::<Element>() {
            focus_heading(&root);
        }
    })
}

/// Takes the focus that nobody has, so that the keys work from the start.
pub(super) fn take_idle_focus(root: &NodeRef) {
    let idle = gloo::utils::document().active_element().is_none_or(|element| element.tag_name() == "BODY");
    if idle {
        focus(root.cast::<Element>().as_ref());
    }
}

/// Whether the register is all that the page shows: its element stands right in the body, beside nothing that is seen.
pub(super) fn is_whole_page(root: &NodeRef) -> bool {
    let host = root.cast::<Element>().and_then(|root| root_of(&root)).map(|root| root.host());
    let Some(parent) = host.and_then(|host| host.parent_element()).filter(|parent| parent.tag_name() == "BODY") else {
        return false;
    };
    let seen = parent.query_selector_all(":scope > :not(script, style, template, noscript, [hidden])");
    seen.is_ok_and(|seen| seen.length() == 1)
}
