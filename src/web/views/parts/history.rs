//! The history of what is shown, fetched from the register's file where it stayed there.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::stamp::EventId;
use crate::web::store::Store;

/// Whether the history of all these records is at hand. If not, it is fetched, and the view drawn anew when it is there.
#[hook]
pub fn use_history(store: &Store, records: Vec<EventId>) -> bool {
    let at_hand = store.read(|session| records.iter().all(|id| session.log().has_at_hand(*id)));
    let fetch = store.clone();
    use_effect_with((records, store.data_revision(), at_hand), move |(records, _, at_hand)| {
        if !*at_hand {
            let records = records.clone();
            spawn_local(async move { fetch.have_history(records).await });
        }
    });
    at_hand
}
