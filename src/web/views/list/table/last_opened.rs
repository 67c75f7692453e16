//! Remembers which row was opened, so that coming back leads to it again.

use std::cell::RefCell;

use crate::stamp::EventId;
use crate::web::route::ListRoute;

/// The row that was opened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opened {
    pub(super) id: EventId,
    /// How far the list was scrolled.
    pub(super) scroll: f64,
}

thread_local! {
    static LAST: RefCell<Option<(ListRoute, Opened)>> = const { RefCell::new(None) };
}

/// Remembers that a record was opened from a list. Ids differ between registers, so one memory does for all.
pub(super) fn remember(list: &ListRoute, opened: Opened) {
    LAST.with(|last| *last.borrow_mut() = Some((list.clone(), opened)));
}

/// The record that was opened last from that very list.
pub(super) fn recall(list: &ListRoute) -> Option<Opened> {
    LAST.with(|last| last.borrow().as_ref().filter(|(from, _)| from == list).map(|(_, opened)| *opened))
}
