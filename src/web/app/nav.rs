//! The ways through the register: overview, all records, one list per kind.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::app_context::AppContext;
use crate::kind::PageSection;
use crate::record::Kind;
use crate::state::Register;
use crate::web::route::{ListRoute, Route};
use crate::web::views::parts::RouteLink;

/// How many of each kind.
pub(super) type Counts = [usize; Kind::COUNT];

/// Where the person is, as far as it is marked here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Overview,
    List,
    Record,
    Board,
    Calendar,
    Agenda,
    Settings,
}

impl Place {
    fn of(route: &Route) -> Place {
        match route {
            Route::Overview => Place::Overview,
            Route::List(_) => Place::List,
            Route::Record(_) => Place::Record,
            Route::Board => Place::Board,
            Route::Calendar(_) => Place::Calendar,
            Route::Agenda(_) => Place::Agenda,
            Route::Settings => Place::Settings,
        }
    }
}

/// What the ways look like. Typing a search changes nothing of it.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct NavProps {
    context: AppContext,
    counts: Counts,
    place: Place,
    /// The one kind that is looked at.
    kind: Option<Kind>,
    /// The kinds that are raised here or occur, each as it is called.
    kinds: Vec<(Kind, String)>,
}

/// The ways through the register.
#[component]
pub(super) fn Nav(props: &NavProps) -> Html {
    let NavProps { context, counts, place, kind: here, kinds } = props;
    let (place, here) = (*place, *here);
    let node = use_node_ref();
    use_effect_with((place, here), {
        let node = node.clone();
        move |_| bring_in_sight(&node)
    });
    let all = Route::List(ListRoute::default());
    let in_all = place == Place::List && here.is_none();
    let page = |at: Place| (place == at).then_some("page");
    let more = [
        (Route::Board, "Board", Place::Board),
        (Route::Calendar(None), "Calendar", Place::Calendar),
        (Route::Agenda(None), "Agenda", Place::Agenda),
    ];
    // What they show is of one kind, which may not be used here.
    let is_used = |at: Place| match at {
        Place::Board => kinds.iter().any(|(kind, _)| kind.has(PageSection::Case)),
        Place::Agenda => kinds.iter().any(|(kind, _)| kind.is_meeting()),
        _ => true,
    };
    let more: Vec<_> = more.into_iter().filter(|(to, _, at)| is_shown(context, to) && is_used(*at)).collect();
    html! {
        <nav ref={node} class="nav" part="nav" aria-label="Register">
            <ul class="nav__list">
                { entry(context, Route::Overview, "Overview", None, page(Place::Overview)) }
                { entry(context, all, "All records", Some(counts.iter().sum()), in_all.then_some("page")) }
                { for kinds.iter().map(|(kind, plural)| {
                    let kind = *kind;
                    let current = (here == Some(kind)).then_some(if place == Place::Record { "true" } else { "page" });
                    entry(context, Route::List(ListRoute::of(kind)), plural, Some(counts[kind.index()]), current)
                }) }
            </ul>
            if !more.is_empty() {
                <ul class="nav__list nav__list--more" aria-label="Change requests and meetings">
                    { for more.into_iter().map(|(to, words, at)| entry(context, to, words, None, page(at))) }
                </ul>
            }
        </nav>
    }
}

impl NavProps {
    /// What the ways look like now.
    pub(super) fn now(context: &AppContext, counts: Counts) -> NavProps {
        let route = context.store.route().get();
        let (kind, kinds) = context.store.session().read(|session| {
            let scheme = &session.register().scheme;
            let shown = Kind::ALL.into_iter().filter(|kind| counts[kind.index()] > 0 || scheme.is_offered(*kind));
            let kinds = shown.map(|kind| (kind, scheme.kind_plural(kind).to_owned())).collect();
            (kind_of(session.register(), &route), kinds)
        });
        NavProps { context: context.clone(), counts, place: Place::of(&route), kind, kinds }
    }
}

/// On narrow pages the ways stand in one line that is wider than the page: the one where the person is comes in sight.
fn bring_in_sight(nav: &NodeRef) {
    let Some(nav) = nav.cast::<HtmlElement>() else { return };
    let here = nav.query_selector("[aria-current]").ok().flatten().and_then(|here| here.dyn_into::<HtmlElement>().ok());
    if let Some(here) = here {
        // No farther than it takes, with a part of the next one.
        nav.set_scroll_left(here.offset_left() + here.offset_width() * 3 / 2 - nav.client_width());
    }
}

/// Whether the host wants people led there.
fn is_shown(context: &AppContext, route: &Route) -> bool {
    let address = route.address();
    context.hide.split_whitespace().all(|hidden| hidden != address)
}

fn entry(context: &AppContext, route: Route, words: &str, count: Option<usize>, current: Option<&'static str>) -> Html {
    if !is_shown(context, &route) {
        return Html::default();
    }
    let words = html! {
        <>
            <span>{ words.to_owned() }</span>
            if let Some(count) = count { <span class="nav__count">{ count }</span> }
        </>
    };
    html! { <li>{ RouteLink::to(context.store.route(), route).class("nav__link").current(current).going(&context.visit).saying(words) }</li> }
}

/// How many of each kind, those struck out left out.
pub(super) fn counts(context: &AppContext) -> Counts {
    context.store.session().read(|session| session.register().counts().map(|count| count as usize))
}

/// The one kind that is looked at.
fn kind_of(register: &Register, route: &Route) -> Option<Kind> {
    match route {
        Route::Overview | Route::Board | Route::Calendar(_) | Route::Agenda(_) | Route::Settings => None,
        Route::List(list) => <[Kind; 1]>::try_from(list.filter.kinds.as_slice()).ok().map(|[kind]| kind),
        Route::Record(reference) => register.by_reference(reference).map(|row_id| register.row(row_id).kind),
    }
}
