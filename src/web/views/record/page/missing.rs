//! No record has that reference: what is near it, and the way back.

use yew::prelude::*;

use crate::web::route::{ListRoute, Route};
use crate::web::store::{SessionHandle, Store};
use crate::web::views::parts::{RouteLink, item_link};

/// Most records offered instead.
const MOST: usize = 8;

/// No record has that reference.
pub(super) fn missing(store: &Store, reference: &str) -> Html {
    let near = near(store.session(), reference);
    html! {
        <article class="item item--missing" aria-labelledby="item-title">
            <div class="empty">
                <h1 id="item-title" tabindex="-1" dir="auto">{ format!("There is no record {reference} in this register") }</h1>
                if near.is_empty() {
                    <p>{ "It may have been raised in another copy that has not been merged into this one yet." }</p>
                } else {
                    <h2 class="panel__title">{ "Did you mean one of these?" }</h2>
                    <ul class="item__near">{ for near.into_iter().map(|(reference, title)| html! {
                        <li>{ item_link(store.route(), &reference) }{ " " }<span dir="auto">{ title }</span></li>
                    }) }</ul>
                }
                { RouteLink::to(store.route(), Route::List(ListRoute::default())).class("button").saying(html! { "All records" }) }
            </div>
        </article>
    }
}

/// Records that may be meant.
fn near(session: &SessionHandle, reference: &str) -> Vec<(String, String)> {
    session.read(|session| {
        let register = session.register();
        let found = register.near(reference, MOST).into_iter().filter_map(|row_id| register.record(row_id));
        found.map(|record| (record.shown_reference(), record.title().to_owned())).collect()
    })
}
