//! Where the person is, and where they came from.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::listeners::{Listeners, StoreEvent};
use crate::web::route::Route;

/// A cheap handle on where the person is. Clones mean the same.
#[derive(Clone)]
pub struct CurrentRoute(Rc<Inner>);

struct Inner {
    listeners: Listeners,
    route: RefCell<Route>,
    back: RefCell<Route>,
    before_settings: RefCell<Route>,
    /// Whether the page's address follows what is shown.
    is_addressed: Cell<bool>,
}

impl PartialEq for CurrentRoute {
    fn eq(&self, other: &CurrentRoute) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl CurrentRoute {
    /// At the overview.
    pub(super) fn new(listeners: &Listeners) -> CurrentRoute {
        let (route, back, before_settings, is_addressed) = Default::default();
        CurrentRoute(Rc::new(Inner { listeners: listeners.clone(), route, back, before_settings, is_addressed }))
    }

    /// Where the person is.
    #[must_use]
    pub fn get(&self) -> Route {
        self.0.route.borrow().clone()
    }

    /// The list or overview that was left for the record that is open: where "Back" leads.
    #[must_use]
    pub fn back(&self) -> Route {
        self.0.back.borrow().clone()
    }

    /// What was left for the settings.
    #[must_use]
    pub fn before_settings(&self) -> Route {
        self.0.before_settings.borrow().clone()
    }

    /// Goes there.
    pub fn go(&self, route: Route) {
        let left = self.0.route.replace(route.clone());
        if left == route {
            return;
        }
        if route == Route::Settings {
            *self.0.before_settings.borrow_mut() = left.clone();
        }
        if !matches!(left, Route::Record(_) | Route::Settings) {
            *self.0.back.borrow_mut() = left;
        }
        self.0.listeners.tell(&StoreEvent::Changed);
    }

    /// The page's address follows what is shown: it leads there again.
    pub fn set_addressed(&self) {
        self.0.is_addressed.set(true);
    }

    /// Whether the page's address leads to what is shown.
    #[must_use]
    pub fn is_addressed(&self) -> bool {
        self.0.is_addressed.get()
    }
}
