//! The way back to where a person came from.

use yew::prelude::*;

use super::RouteLink;
use crate::web::route::Route;
use crate::web::store::CurrentRoute;

/// "← Back to list": leads to that place.
pub(crate) fn way_back(here: &CurrentRoute, to: Route) -> Html {
    let words = match &to {
        Route::Overview => "Back to overview".to_owned(),
        Route::List(_) => "Back to list".to_owned(),
        Route::Record(reference) => format!("Back to {reference}"),
        Route::Board => "Back to board".to_owned(),
        Route::Calendar(_) => "Back to calendar".to_owned(),
        Route::Agenda(_) => "Back to agenda".to_owned(),
        Route::Settings => "Back to settings".to_owned(),
    };
    html! {
        <nav class="item__back" aria-label="Back">
            { RouteLink::to(here, to).saying(html! { <><span aria-hidden="true">{ "← " }</span><span dir="auto">{ words }</span></> }) }
        </nav>
    }
}
