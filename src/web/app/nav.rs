//! The ways through the register: overview, all records, one list per kind.

use yew::prelude::*;

use super::reach::{PartProps, Reach};
use crate::item::Kind;
use crate::register::Register;
use crate::web::route::{ListRoute, Route};
use crate::web::views::parts::RouteLink;

/// The ways through the register.
#[component]
pub fn Nav(props: &PartProps) -> Html {
    let reach = &props.reach;
    let route = reach.store.route();
    let (counts, here) = reach.store.read(|session| (counts(session.register()), kind_of(session.register(), &route)));
    let all = Route::List(ListRoute::default());
    let in_all = matches!(&route, Route::List(_)) && here.is_none();
    let more = [
        (Route::Board, "Board", route == Route::Board),
        (Route::Calendar(None), "Calendar", matches!(route, Route::Calendar(_))),
        (Route::Agenda(None), "Agenda", matches!(route, Route::Agenda(_))),
    ];
    let more: Vec<_> = more.into_iter().filter(|(to, ..)| is_shown(reach, to)).collect();
    html! {
        <nav class="nav" part="nav" aria-label="Register">
            <ul class="nav__list">
                { entry(reach, Route::Overview, "Overview", None, (route == Route::Overview).then_some("page")) }
                { entry(reach, all, "All records", Some(counts.iter().sum()), in_all.then_some("page")) }
                { for Kind::ALL.into_iter().map(|kind| {
                    let current = (here == Some(kind)).then_some(if matches!(route, Route::Item(_)) { "true" } else { "page" });
                    entry(reach, Route::List(ListRoute::of(kind)), kind.plural(), Some(counts[kind as usize]), current)
                }) }
            </ul>
            if !more.is_empty() {
                <ul class="nav__list nav__list--more" aria-label="Change requests and meetings">
                    { for more.into_iter().map(|(to, words, is_here)| entry(reach, to, words, None, is_here.then_some("page"))) }
                </ul>
            }
        </nav>
    }
}

/// Grows or changes only when the navigation looks different: with the records, and with the place as far as it is marked
/// here. Typing a search changes neither.
pub(super) fn revision(reach: &Reach) -> u64 {
    let route = reach.store.route();
    let kind = reach.store.read(|session| kind_of(session.register(), &route)).map_or(0, |kind| kind as u64 + 1);
    let place = match route {
        Route::Overview => 0,
        Route::List(_) => 1,
        Route::Item(_) => 2,
        Route::Board => 3,
        Route::Calendar(_) => 4,
        Route::Agenda(_) => 5,
    };
    (reach.store.data_revision() * 8 + place) * 16 + kind
}

/// Whether the host wants people led there.
fn is_shown(reach: &Reach, route: &Route) -> bool {
    let address = route.address();
    reach.hide.split_whitespace().all(|hidden| hidden != address)
}

fn entry(reach: &Reach, route: Route, words: &'static str, count: Option<usize>, current: Option<&'static str>) -> Html {
    if !is_shown(reach, &route) {
        return Html::default();
    }
    html! {
        <li>
            <RouteLink store={reach.store.clone()} {route} class="nav__link" current={current.map(AttrValue::from)} go={reach.visit.clone()}>
                <span>{ words }</span>
                if let Some(count) = count { <span class="nav__count">{ count }</span> }
            </RouteLink>
        </li>
    }
}

/// How many of each kind, those struck out left out, in one pass.
fn counts(register: &Register) -> [usize; 9] {
    let mut counts = [0; 9];
    for record in register.records() {
        let row = register.row(record);
        counts[row.kind as usize] += usize::from(!row.removed);
    }
    counts
}

/// The one kind that is looked at.
fn kind_of(register: &Register, route: &Route) -> Option<Kind> {
    match route {
        Route::Overview | Route::Board | Route::Calendar(_) | Route::Agenda(_) => None,
        Route::List(list) => <[Kind; 1]>::try_from(list.filter.kinds.as_slice()).ok().map(|[kind]| kind),
        Route::Item(reference) => register.by_reference(reference).map(|record| register.row(record).kind),
    }
}
