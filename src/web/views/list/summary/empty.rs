//! What stands where there are no rows, and what to do about it.

use yew::prelude::*;

use crate::query::Filter;
use crate::record::Kind;
use crate::web::store::{CurrentRoute, Store};
use crate::web::views::list::narrow::narrow;
use crate::web::views::list::refocus::{SEARCH, refocus};

/// Says why there is nothing to see, and offers the next step. `kinds` are asked for; `has_records` says whether the register holds any of them.
pub(crate) fn empty(store: &Store, kinds: &[Kind], has_records: bool, onraise: Option<&Callback<Kind>>) -> Html {
    if has_records { nothing_matches(store.route(), kinds) } else { nothing_there(store, kinds, onraise) }
}

fn nothing_matches(route: &CurrentRoute, kinds: &[Kind]) -> Html {
    let clear = {
        let (route, kinds) = (route.clone(), kinds.to_vec());
        Callback::from(move |event: MouseEvent| {
            narrow(&route, |list| list.filter = Filter { kinds: kinds.clone(), ..Filter::default() });
            refocus(&event, SEARCH);
        })
    };
    html! {
        <div class="empty list__empty">
            <h2 class="empty__title">{ "No record matches" }</h2>
            <p>{ "Nothing fits all of these filters. Take one away, or clear them." }</p>
            <button type="button" class="button button--primary" onclick={clear}>{ "Clear the filters" }</button>
        </div>
    }
}

fn nothing_there(store: &Store, asked: &[Kind], onraise: Option<&Callback<Kind>>) -> Html {
    let kinds: &[Kind] = if asked.is_empty() { &[Kind::Risk, Kind::Issue, Kind::Action, Kind::ChangeRequest] } else { asked };
    let offered = store.session().offered_kinds();
    let what = match asked {
        [kind] => format!("There are no {} yet", store.session().kind_plural(*kind).to_lowercase()),
        _ => "There are no records yet".to_owned(),
    };
    let raise = |kind: &Kind, onraise: &Callback<Kind>| {
        let kind = *kind;
        let onclick = onraise.reform(move |_: MouseEvent| kind);
        html! { <button type="button" class="button" {onclick}>{ format!("Raise {}", store.session().one(kind)) }</button> }
    };
    html! {
        <div class="empty list__empty">
            <h2 class="empty__title">{ what }</h2>
            <p>{ "Records raised here, or opened from a file, are listed in this place." }</p>
            if let Some(onraise) = onraise {
                <div class="list__empty-buttons">{ for kinds.iter().filter(|kind| offered.contains(kind)).map(|kind| raise(kind, onraise)) }</div>
            }
        </div>
    }
}
