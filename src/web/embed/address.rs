//! The page's address and the route, kept the same: only where the host says that the address is ours.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;

use crate::web::route::Route;
use crate::web::store::{CurrentRoute, Listeners, Subscription};

/// Milliseconds after which the address follows what is typed: writing it is slow in browsers, and a person types on.
const AFTER: u32 = 120;

/// Keeps both the same until it is dropped.
pub(super) struct Address {
    _listener: EventListener,
    _subscription: Subscription,
}

impl Address {
    /// Goes where the address leads, and follows from now on.
    pub(super) fn follow(here: &CurrentRoute, listeners: &Listeners) -> Address {
        let window = gloo::utils::window();
        if let Some(address) = current().filter(|address| !address.is_empty()) {
            here.go(Route::parse(&address));
        }
        let shown = Rc::new(RefCell::new(here.get()));
        let (there, led) = (here.clone(), Rc::clone(&shown));
        let listener = EventListener::new(&window, "popstate", move |_| {
            let route = Route::parse(&current().unwrap_or_default());
            // It is the address that led there, whatever its spelling: it is not written anew.
            led.borrow_mut().clone_from(&route);
            there.go(route);
        });
        let here = here.clone();
        let waiting: RefCell<Option<Timeout>> = RefCell::default();
        let subscription = listeners.subscribe(move |_| {
            let route = here.get();
            if *shown.borrow() == route {
                return;
            }
            if is_same_page(&shown.borrow(), &route) {
                let (here, shown) = (here.clone(), Rc::clone(&shown));
                *waiting.borrow_mut() = Some(Timeout::new(AFTER, move || show(&here, &shown)));
            } else {
                *waiting.borrow_mut() = None;
                show(&here, &shown);
            }
        });
        Address { _listener: listener, _subscription: subscription }
    }
}

fn current() -> Option<String> {
    gloo::utils::window().location().hash().ok().map(|hash| hash.trim_start_matches('#').to_owned())
}

/// Going somewhere else is a step in the browser's history; narrowing a list further is not.
fn show(here: &CurrentRoute, shown: &RefCell<Route>) {
    let route = here.get();
    if *shown.borrow() == route {
        return;
    }
    let same_page = is_same_page(&shown.borrow(), &route);
    let window = gloo::utils::window();
    let place = route.address();
    let is_new = current().as_deref() != Some(&place);
    if let Some(history) = window.history().ok().filter(|_| is_new) {
        // With what stands before it: a base that the page names would lead elsewhere.
        let location = window.location();
        let before = [location.pathname(), location.search()].map(Result::unwrap_or_default).concat();
        let address = format!("{before}#{place}");
        let _ = if same_page {
            let state = history.state().unwrap_or_default();
            history.replace_state_with_url(&state, "", Some(&address))
        } else {
            history.push_state_with_url(&JsValue::NULL, "", Some(&address))
        };
    }
    *shown.borrow_mut() = route;
}

fn is_same_page(one: &Route, other: &Route) -> bool {
    matches!((one, other), (Route::List(_), Route::List(_)))
}
