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
        let (route, back, is_addressed) = (RefCell::default(), RefCell::default(), Cell::default());
        CurrentRoute(Rc::new(Inner { listeners: listeners.clone(), route, back, is_addressed }))
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

    /// Goes there.
    pub fn go(&self, route: Route) {
        let left = self.0.route.replace(route.clone());
        if left == route {
            return;
        }
        if !matches!(left, Route::Record(_)) {
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
