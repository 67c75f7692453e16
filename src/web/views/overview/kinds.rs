//! How many of each kind, and how the open ones are rated.

use yew::prelude::*;

use super::section::SectionProps;
use super::strip;
use crate::query::{Filter, Scope};
use crate::record::Kind;
use crate::state::{Rag, Register};
use crate::web::route::{ListRoute, Route};
use crate::web::store::Store;
use crate::web::views::parts::RouteLink;

/// One line for each kind that occurs.
pub(super) fn kinds(section: &SectionProps) -> Html {
    let store = &section.store;
    let rags = store.session().read(|session| open_rags(session.register()));
    let line = |kind: Kind| {
        let (all, open, _) = section.page.kinds[kind.index()];
        html! {
            <tr>
                <th scope="row">{ RouteLink::to(store.route(), Route::List(ListRoute::of(kind))).saying(html! { store.session().kind_plural(kind) }) }</th>
                <td class="kinds__number">{ open_link(store, kind, open) }</td>
                <td class="kinds__number kinds__all">{ all }</td>
                <td class="kinds__rag">
                    if is_rated(&rags[kind.index()]) { { strip::bar(&rags[kind.index()]) }{ strip::words(store.route(), kind, &rags[kind.index()]) } }
                </td>
            </tr>
        }
    };
    let known = Kind::ALL.into_iter().filter(|kind| section.page.kinds[kind.index()].0 > 0);
    let (newer, newer_open, _) = section.page.kinds[Kind::COUNT - 1];
    html! {
        <section class="panel" aria-labelledby="overview-kinds">
            <h2 id="overview-kinds" class="panel__title">{ "By kind" }</h2>
            <table class="kinds">
                <thead>
                    <tr><th scope="col">{ "Kind" }</th><th scope="col">{ "Open" }</th><th scope="col">{ "All" }</th><th scope="col">{ "RAG of the open ones" }</th></tr>
                </thead>
                <tbody>
                    { for known.map(line) }
                    if newer > 0 {
                        <tr>
                            <th scope="row">{ "Of a newer version" }</th>
                            <td class="kinds__number">{ newer_open }</td>
                            <td class="kinds__number kinds__all">{ newer }</td>
                            <td></td>
                        </tr>
                    }
                </tbody>
            </table>
        </section>
    }
}

fn open_link(store: &Store, kind: Kind, open: u32) -> Html {
    if open == 0 {
        return html! { "0" };
    }
    let filter = Filter { kinds: vec![kind], scope: Scope::Open, ..Filter::default() };
    let session = store.session();
    let words = if open == 1 { session.kind_label(kind) } else { session.kind_plural(kind) };
    let label = format!("{open} open {}", words.to_lowercase());
    RouteLink::to(store.route(), Route::List(ListRoute { filter, ..ListRoute::default() })).label(label).saying(html! { open })
}

fn is_rated(rags: &[u32; 6]) -> bool {
    rags.iter().sum::<u32>() > rags[Rag::None as usize]
}

/// By kind: how many open records have each colour.
pub(super) fn open_rags(register: &Register) -> [[u32; 6]; Kind::COUNT] {
    let mut rags = [[0; 6]; Kind::COUNT];
    for row_id in register.records() {
        let row = register.row(row_id);
        rags[row.kind.index()][row.rag as usize] += u32::from(row.is_open());
    }
    rags
}
