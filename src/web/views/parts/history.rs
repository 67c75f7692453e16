//! The history of what is shown, fetched from the register's file where it stayed there.

use std::rc::Rc;

use yew::prelude::*;

use crate::log::Event;
use crate::stamp::EventId;
use crate::web::platform::task::spawn_local;
use crate::web::store::Store;

/// Whether the history of all these records is at hand. If not, it is fetched, and the view drawn anew when it is there.
#[hook]
pub fn use_history(store: &Store, records: Vec<EventId>) -> bool {
    let at_hand = store.session().read(|session| records.iter().all(|id| session.log().has_at_hand(*id)));
    let fetch = store.clone();
    use_effect_with((records, store.listeners().data_revision(), at_hand), move |(records, _, at_hand)| {
        if !*at_hand {
            let records = records.clone();
            spawn_local(async move { fetch.detached_log().have_history(records).await });
        }
    });
    at_hand
}

/// Everything that happened to one record, read once for all that tell of it; `None` while it is fetched.
#[hook]
pub fn use_events(store: &Store, record: EventId) -> Option<Rc<Vec<Event>>> {
    let at_hand = use_history(store, vec![record]);
    let read = store.clone();
    let events = use_memo((record, store.listeners().data_revision(), at_hand), move |(record, _, at_hand)| {
        if *at_hand { read.session().read_log(|session| session.history(*record)) } else { Vec::new() }
    });
    at_hand.then_some(events)
}
