//! The view that the route names.

use yew::prelude::*;

use super::app_context::{AppContext, AppDialog};
use super::settings::SettingsPage;
use super::theme::Theme;
use crate::record::Kind;
use crate::web::platform::fail_point::fail_point;
use crate::web::route::Route;
use crate::web::second_part::second_part;
use crate::web::store::Store;
use crate::web::views::list::{ListViewProps, list_view};
use crate::web::views::overview::{Start, overview_view};
use crate::web::views::parts::{Placeholder, from_second_part};
use crate::web::views::planning::{AgendaView, BoardView, calendar_view};
use crate::web::views::record::item_view;

/// What the view is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct MainViewProps {
    /// What it can reach.
    pub(super) context: AppContext,
    /// Grows with every change.
    pub(super) revision: u64,
    /// The colours that are chosen.
    pub(super) theme: Theme,
    /// Its role: "main" where the register is the whole page.
    #[prop_or_default]
    pub(super) role: Option<AttrValue>,
}

/// The view that the route names.
#[component]
pub(super) fn MainView(props: &MainViewProps) -> Html {
    fail_point("view");
    let context = &props.context;
    let store = context.store.clone();
    let revision = store.listeners().data_revision();
    let onraise = context.show.reform(AppDialog::Raise);
    let (name, view) = match store.route().get() {
        Route::Overview => ("overview", overview_view(&store, &start(context))),
        Route::List(list) => {
            ("list", list_view(ListViewProps { store, revision, list, onexport: context.export.clone(), onraise }))
        }
        Route::Board => ("board", from_second_part(Placeholder::Line, move || board(&store, revision, &onraise))),
        Route::Calendar(month) => ("calendar", from_second_part(Placeholder::Line, move || calendar(&store, month))),
        Route::Agenda(meeting) => {
            ("agenda", from_second_part(Placeholder::Line, move || agenda(&store, revision, &meeting, &onraise)))
        }
        Route::Settings => {
            let (context, theme) = (context.clone(), props.theme);
            ("settings", from_second_part(Placeholder::Line, move || settings(&context, revision, theme)))
        }
        Route::Record(reference) => ("item", from_second_part(Placeholder::Line, move || record(&store, revision, &reference))),
    };
    html! { <div class={classes!("main", format!("main--{name}"))} part="main" role={props.role.clone()}>{ view }</div> }
}

second_part! {
    "01" fn record(store: &Store, revision: u64, reference: &str) -> Html {
        item_view(store, revision, reference)
    }

    "02" fn board(store: &Store, revision: u64, onraise: &Callback<Kind>) -> Html {
        html! { <BoardView store={store.clone()} {revision} onraise={onraise.clone()} /> }
    }

    "03" fn calendar(store: &Store, month: Option<(i32, u32)>) -> Html {
        calendar_view(store, month)
    }

    "04" fn agenda(store: &Store, revision: u64, meeting: &Option<String>, onraise: &Callback<Kind>) -> Html {
        html! { <AgendaView store={store.clone()} {revision} meeting={meeting.clone()} onraise={onraise.clone()} /> }
    }

    "0e" fn settings(context: &AppContext, revision: u64, theme: Theme) -> Html {
        html! { <SettingsPage context={context.clone()} {revision} {theme} /> }
    }
}

fn start(context: &AppContext) -> Callback<Start> {
    let context = context.clone();
    Callback::from(move |start: Start| match start {
        Start::File => context.choose_file.emit(()),
        Start::Sample => context.sample.emit(()),
        Start::Begin => context.show.emit(AppDialog::Begin),
        Start::Risk => context.show.emit(AppDialog::Raise(Kind::Risk)),
    })
}
