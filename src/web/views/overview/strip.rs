//! A thin bar cut by colour, and the same in words.

use yew::prelude::*;

use crate::query::{Filter, Scope};
use crate::record::Kind;
use crate::state::Rag;
use crate::web::route::{ListRoute, Route};
use crate::web::store::CurrentRoute;
use crate::web::views::parts::{RouteLink, mark};

/// A bar as wide as the share of each colour. For the eye only: the words stand beside it.
pub(super) fn bar(rags: &[u32; 6]) -> Html {
    let total: u32 = rags.iter().sum();
    let mut from = 0;
    let pieces = Rag::ALL.into_iter().filter_map(|rag| {
        let (x, width) = (from, rags[rag as usize]);
        from += width;
        (width > 0).then(|| html! { <rect class={format!("strip__{}", rag.name())} x={x.to_string()} y="0" width={width.to_string()} height="1" /> })
    });
    html! {
        <svg class="strip" viewBox={format!("0 0 {} 1", total.max(1))} preserveAspectRatio="none" aria-hidden="true" focusable="false">
            { for pieces }
        </svg>
    }
}

/// Each colour that occurs among the open records of a kind: mark, count, word, and the list behind it.
pub(super) fn words(here: &CurrentRoute, kind: Kind, rags: &[u32; 6]) -> Html {
    let links = Rag::ALL.into_iter().filter(|rag| rags[*rag as usize] > 0).map(|rag| link(here, kind, rag, rags[rag as usize]));
    html! { <span class="strip__words">{ for links }</span> }
}

fn link(here: &CurrentRoute, kind: Kind, rag: Rag, count: u32) -> Html {
    let filter = Filter { kinds: vec![kind], rags: vec![rag], scope: Scope::Open, ..Filter::default() };
    let route = Route::List(ListRoute { filter, ..ListRoute::default() });
    let word = if rag == Rag::None { rag.label() } else { rag.word(kind) };
    let words = html! { <><span class="rag__mark" aria-hidden="true">{ mark(rag) }</span>{ format!("{count} {word}") }</> };
    RouteLink::to(here, route).class(classes!("rag", "rag--link", format!("rag--{}", rag.name()))).saying(words)
}
