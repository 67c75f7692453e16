//! Remembers which row was opened, so that coming back leads to it again.

use std::cell::RefCell;

use crate::stamp::EventId;
use crate::web::route::ListRoute;

thread_local! {
    static LAST: RefCell<Option<(ListRoute, EventId)>> = const { RefCell::new(None) };
}

/// Remembers that a record was opened from a list. Ids differ between registers, so one memory does for all.
pub(super) fn remember(list: &ListRoute, id: EventId) {
    LAST.with(|last| *last.borrow_mut() = Some((list.clone(), id)));
}

/// The record that was opened last from that very list.
pub(super) fn recall(list: &ListRoute) -> Option<EventId> {
    LAST.with(|last| last.borrow().as_ref().filter(|(from, _)| from == list).map(|(_, id)| *id))
}
