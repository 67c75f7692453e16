//! Open risks by the level they were given, placed on the matrix or not.

use yew::prelude::*;

use super::kinds::open_rags;
use super::section::SectionProps;
use super::strip;
use crate::query::{Filter, Overview, Scope};
use crate::record::Kind;
use crate::scheme::Band;
use crate::state::Rag;
use crate::web::route::{ListRoute, Route};
use crate::web::store::CurrentRoute;
use crate::web::views::parts::RouteLink;

/// A bar by level, and what the matrix does not show.
pub(super) fn levels(section: &SectionProps) -> Html {
    let SectionProps { store, page } = section;
    let rags = store.session().read(|session| open_rags(session.register()))[Kind::Risk.index()];
    if rags.iter().sum::<u32>() == 0 {
        return Html::default();
    }
    html! {
        <div class="levels">
            <h3 class="levels__title">{ "Open risks by stated level" }</h3>
            { strip::bar(&rags) }
            { strip::words(store.route(), Kind::Risk, &rags) }
            { above_appetite(section, &rags) }
            { unplaced(store.route(), page) }
            { proposed(store.route(), page) }
        </div>
    }
}

/// How many stand above the level that is accepted, where that is said.
fn above_appetite(section: &SectionProps, rags: &[u32; 6]) -> Html {
    let store = &section.store;
    let Some(appetite) = store.session().read(|session| session.register().scheme.appetite) else { return Html::default() };
    let above: Vec<Rag> = Band::ALL.into_iter().rev().filter(|band| *band > appetite).map(Rag::from).collect();
    let count: u32 = above.iter().map(|rag| rags[*rag as usize]).sum();
    let filter = Filter { kinds: vec![Kind::Risk], scope: Scope::Open, rags: above, ..Filter::default() };
    let words = match count {
        0 => return html! { <p class="levels__note">{ format!("No open risk is above the appetite ({})", appetite.word()) }</p> },
        1 => format!("1 open risk is above the appetite ({})", appetite.word()),
        count => format!("{count} open risks are above the appetite ({})", appetite.word()),
    };
    note(store.route(), filter, words)
}

fn unplaced(here: &CurrentRoute, page: &Overview) -> Html {
    let filter = Filter { kinds: vec![Kind::Risk], scope: Scope::Open, cell: Some((0, 0)), ..Filter::default() };
    let words = match page.unplaced {
        0 => return Html::default(),
        1 => "1 open risk cannot be placed in the matrix: its likelihood or impact is not said, or is not on its scale".into(),
        count => format!(
            "{count} open risks cannot be placed in the matrix: their likelihood or impact is not said, or is not on its scale"
        ),
    };
    note(here, filter, words)
}

fn proposed(here: &CurrentRoute, page: &Overview) -> Html {
    let filter = Filter { kinds: vec![Kind::Risk], scope: Scope::Open, proposed: true, ..Filter::default() };
    let words = match page.proposed {
        0 => return Html::default(),
        1 => "1 proposed assessment waits for agreement".into(),
        count => format!("{count} proposed assessments wait for agreement"),
    };
    note(here, filter, words)
}

fn note(here: &CurrentRoute, filter: Filter, words: String) -> Html {
    let route = Route::List(ListRoute { filter, ..ListRoute::default() });
    html! { <p class="levels__note">{ RouteLink::to(here, route).saying(html! { words }) }</p> }
}
