//! Changes the list a person is in, by going to another address.

use crate::web::route::{ListRoute, Route};
use crate::web::store::CurrentRoute;

/// The list a person is in; the plain one when they are elsewhere.
pub(super) fn current(here: &CurrentRoute) -> ListRoute {
    match here.get() {
        Route::List(list) => list,
        Route::Overview | Route::Record(_) | Route::Board | Route::Calendar(_) | Route::Agenda(_) | Route::Settings => {
            ListRoute::default()
        }
    }
}

/// Goes to the same list with something changed.
pub(super) fn narrow(here: &CurrentRoute, change: impl FnOnce(&mut ListRoute)) {
    let mut list = current(here);
    change(&mut list);
    here.go(Route::List(list));
}
