//! The view that the route names.

use yew::prelude::*;

use super::reach::{Open, Reach};
use crate::item::Kind;
use crate::web::platform::fail_point::fail_point;
use crate::web::route::Route;
use crate::web::views::item::item_view;
use crate::web::views::list::{ListViewProps, list_view};
use crate::web::views::overview::{Start, overview_view};
use crate::web::views::planning::{AgendaView, BoardView, calendar_view};

/// What the view is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct MainViewProps {
    /// What it can reach.
    pub(super) reach: Reach,
    /// Grows with every change.
    pub(super) revision: u64,
    /// Its role: "main" where the register is the whole page.
    #[prop_or_default]
    pub(super) role: Option<AttrValue>,
}

/// The view that the route names.
#[component]
pub(super) fn MainView(props: &MainViewProps) -> Html {
    fail_point("view");
    let reach = &props.reach;
    let store = reach.store.clone();
    let revision = store.listeners().data_revision();
    let onraise = reach.show.reform(Open::Raise);
    let (name, view) = match store.route().get() {
        Route::Overview => ("overview", overview_view(&store, &start(reach))),
        Route::List(list) => {
            ("list", list_view(ListViewProps { store, revision, list, onexport: reach.export.clone(), onraise }))
        }
        Route::Board => ("board", html! { <BoardView {store} {revision} {onraise} /> }),
        Route::Calendar(month) => ("calendar", calendar_view(&store, month)),
        Route::Agenda(meeting) => ("agenda", html! { <AgendaView {store} {revision} {meeting} {onraise} /> }),
        Route::Item(reference) => ("item", item_view(&store, revision, &reference)),
    };
    html! { <div class={classes!("main", format!("main--{name}"))} part="main" role={props.role.clone()}>{ view }</div> }
}

fn start(reach: &Reach) -> Callback<Start> {
    let reach = reach.clone();
    Callback::from(move |start: Start| match start {
        Start::File => reach.choose_file.emit(()),
        Start::Sample => reach.sample.emit(()),
        Start::Risk => reach.show.emit(Open::Raise(Kind::Risk)),
    })
}
