//! A reference that leads to its record.

use yew::prelude::*;

use super::RouteLink;
use crate::web::route::Route;
use crate::web::store::CurrentRoute;

/// A reference that leads to its record.
pub fn item_link(here: &CurrentRoute, reference: &str) -> Html {
    item_link_saying(here, reference, html! { reference })
}

/// The same in other words.
pub fn item_link_saying(here: &CurrentRoute, reference: &str, words: Html) -> Html {
    RouteLink::to(here, Route::Record(reference.into())).class("item-link").saying(words)
}
