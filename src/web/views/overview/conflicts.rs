//! Where two people changed the same and nobody has settled it.

use yew::prelude::*;

use crate::query::Filter;
use crate::web::route::{ListRoute, Route};
use crate::web::store::CurrentRoute;
use crate::web::views::parts::RouteLink;

/// How many records hold an open conflict, with the list of them; nothing where none does.
pub fn open_conflicts(here: &CurrentRoute, count: usize) -> Html {
    let words = match count {
        0 => return html! {},
        1 => "1 record holds an open conflict: two people changed the same".into(),
        count => format!("{count} records hold open conflicts: two people changed the same"),
    };
    html! { { RouteLink::to(here, conflicts_list()).saying(html! { words }) } }
}

/// The list of the records that hold one.
#[must_use]
pub fn conflicts_list() -> Route {
    let filter = Filter { in_conflict: true, ..Filter::default() };
    Route::List(ListRoute { filter, ..ListRoute::default() })
}
