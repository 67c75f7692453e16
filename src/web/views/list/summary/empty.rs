//! What stands where there are no rows, and what to do about it.

use yew::prelude::*;

use crate::query::Filter;
use crate::record::Kind;
use crate::web::store::CurrentRoute;
use crate::web::views::list::narrow::narrow;
use crate::web::views::list::refocus::{SEARCH, refocus};

/// Says why there is nothing to see, and offers the next step. `kinds` are asked for; `has_records` says whether the register holds any of them.
pub(crate) fn empty(route: &CurrentRoute, kinds: &[Kind], has_records: bool, onraise: Option<&Callback<Kind>>) -> Html {
    if has_records { nothing_matches(route, kinds) } else { nothing_there(kinds, onraise) }
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

fn nothing_there(asked: &[Kind], onraise: Option<&Callback<Kind>>) -> Html {
    let kinds: &[Kind] = if asked.is_empty() { &[Kind::Risk, Kind::Issue, Kind::Action, Kind::ChangeRequest] } else { asked };
    let what = match asked {
        [kind] => format!("There are no {} yet", kind.plural().to_lowercase()),
        _ => "There are no records yet".to_owned(),
    };
    let raise = |kind: &Kind, onraise: &Callback<Kind>| {
        let kind = *kind;
        let onclick = onraise.reform(move |_: MouseEvent| kind);
        html! { <button type="button" class="button" {onclick}>{ raise_words(kind) }</button> }
    };
    html! {
        <div class="empty list__empty">
            <h2 class="empty__title">{ what }</h2>
            <p>{ "Records raised here, or opened from a file, are listed in this place." }</p>
            if let Some(onraise) = onraise {
                <div class="list__empty-buttons">{ for kinds.iter().map(|kind| raise(kind, onraise)) }</div>
            }
        </div>
    }
}

/// "Raise an issue".
pub(super) fn raise_words(kind: Kind) -> String {
    let name = kind.label().to_lowercase();
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("Raise {article} {name}")
}
