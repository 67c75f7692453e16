//! The button that hands out a calendar file.

use chrono::NaiveDate;
use yew::prelude::*;

use crate::calendar::calendar_file;
use crate::planning::{Dated, dated, entries};
use crate::stamp::EventId;
use crate::web::platform::{blobs, clock};
use crate::web::store::Store;

/// Hands out the days from one to another as a calendar file: all that is on them, or one record's alone.
pub(super) fn button(
    store: &Store,
    words: &'static str,
    name: String,
    days: (NaiveDate, NaiveDate),
    only: Option<EventId>,
) -> Html {
    let store = store.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        let mut all: Vec<Dated> = store.session().read(|session| dated(session.register(), days.0, days.1));
        all.retain(|dated| only.is_none_or(|id| dated.id == id));
        let entries = entries(&all);
        if entries.is_empty() {
            // A calendar with nothing in it is no calendar file.
            return store.notices().announce("Nothing is dated there, so no calendar file was made");
        }
        let file = calendar_file(&name, &entries, clock::now());
        let made = blobs::make_of(&file, "text/calendar;charset=utf-8");
        match made.and_then(|blob| store.export().hand_out(&blob, &format!("{}.ics", name.replace(' ', "-").to_lowercase()))) {
            Ok(_) if entries.len() == 1 => store.notices().announce("Calendar file with 1 entry handed out"),
            Ok(_) => store.notices().announce(format!("Calendar file with {} entries handed out", entries.len())),
            Err(why) => store.notices().complain(format!("The calendar file could not be handed out: {why}")),
        }
    });
    html! { <button type="button" class="button button--small" {onclick}>{ words }</button> }
}
