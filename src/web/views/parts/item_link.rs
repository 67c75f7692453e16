//! A reference that leads to its record.

use yew::prelude::*;

use super::RouteLink;
use crate::web::route::Route;
use crate::web::store::Store;

/// A reference that leads to its record.
pub fn item_link(store: &Store, reference: &str) -> Html {
    item_link_saying(store, reference, html! { reference })
}

/// The same in other words.
pub fn item_link_saying(store: &Store, reference: &str, words: Html) -> Html {
    RouteLink::to(store, Route::Item(reference.into())).class("item-link").saying(words)
}
