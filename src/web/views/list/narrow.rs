//! Changes the list a person is in, by going to another address.

use crate::web::route::{ListRoute, Route};
use crate::web::store::Store;

/// The list a person is in; the plain one when they are elsewhere.
pub(super) fn current(store: &Store) -> ListRoute {
    match store.route().get() {
        Route::List(list) => list,
        Route::Overview | Route::Item(_) | Route::Board | Route::Calendar(_) | Route::Agenda(_) => ListRoute::default(),
    }
}

/// Goes to the same list with something changed.
pub(super) fn narrow(store: &Store, change: impl FnOnce(&mut ListRoute)) {
    let mut list = current(store);
    change(&mut list);
    store.route().go(Route::List(list));
}
