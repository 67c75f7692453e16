//! The search over every record.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::app_context::AppContext;
use crate::query::Filter;
use crate::web::route::{ListRoute, Route};
use crate::web::store::CurrentRoute;
use crate::web::views::parts::{Picture, icon};

/// Typing leads to the list of all records with those words; Enter on a reference opens the record.
pub(super) fn search_box(context: &AppContext, field: &NodeRef) -> Html {
    let here = context.store.route().clone();
    let value = searched(&here);
    let oninput =
        { Callback::from(move |event: InputEvent| search(&here, &event.target_unchecked_into::<HtmlInputElement>().value())) };
    let onsubmit = {
        let (context, field) = (context.clone(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = field.cast::<HtmlInputElement>() {
                enter(&context, &field.value());
            }
        })
    };
    html! {
        <form class="search" role="search" {onsubmit}>
            <label class="visually-hidden" for="search">{ "Search every record, or type a reference" }</label>
            { icon(Picture::Search) }
            <input ref={field.clone()} id="search" class="input search__field" type="search" autocomplete="off" dir="auto"
                placeholder="Search, or a reference" {value} {oninput} />
        </form>
    }
}

/// The words that are searched for now.
fn searched(here: &CurrentRoute) -> String {
    match here.get() {
        Route::List(list) if list.filter.kinds.is_empty() => list.filter.text,
        Route::List(_)
        | Route::Overview
        | Route::Record(_)
        | Route::Board
        | Route::Calendar(_)
        | Route::Agenda(_)
        | Route::Settings => String::new(),
    }
}

fn search(here: &CurrentRoute, typed: &str) {
    let list = match here.get() {
        Route::List(list) => list,
        Route::Overview | Route::Record(_) | Route::Board | Route::Calendar(_) | Route::Agenda(_) | Route::Settings => {
            ListRoute::default()
        }
    };
    let filter = Filter { text: typed.into(), ..Filter::default() };
    here.go(Route::List(ListRoute { filter, ..list }));
}

/// A reference in any spelling opens its record; anything else puts the focus on what was found.
fn enter(context: &AppContext, typed: &str) {
    let store = &context.store;
    let found = store.session().read(|session| {
        let register = session.register();
        register.record(register.by_reference(typed)?).map(|record| record.shown_reference())
    });
    match found {
        Some(reference) => context.visit.emit(Route::Record(reference)),
        None => {
            search(store.route(), typed);
            context.visit.emit(store.route().get());
        }
    }
}
