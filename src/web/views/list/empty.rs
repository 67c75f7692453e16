//! What stands where there are no rows, and what to do about it.

use yew::prelude::*;

use super::narrow::narrow;
use super::refocus::{SEARCH, refocus};
use crate::item::Kind;
use crate::register::Filter;
use crate::web::store::Store;

/// Says why there is nothing to see, and offers the next step. `kinds` are asked for; `has_records` says whether the register holds any of them.
pub(super) fn empty(store: &Store, kinds: &[Kind], has_records: bool, onraise: &Callback<Kind>) -> Html {
    if has_records { nothing_matches(store, kinds) } else { nothing_there(store, kinds, onraise) }
}

fn nothing_matches(store: &Store, kinds: &[Kind]) -> Html {
    let clear = {
        let (store, kinds) = (store.clone(), kinds.to_vec());
        Callback::from(move |event: MouseEvent| {
            narrow(&store, |list| list.filter = Filter { kinds: kinds.clone(), ..Filter::default() });
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

fn nothing_there(store: &Store, asked: &[Kind], onraise: &Callback<Kind>) -> Html {
    let kinds: &[Kind] = if asked.is_empty() { &[Kind::Risk, Kind::Issue, Kind::Action, Kind::ChangeRequest] } else { asked };
    let what = match asked {
        [kind] => format!("There are no {} yet", kind.plural().to_lowercase()),
        _ => "There are no records yet".to_owned(),
    };
    let raise = |kind: &Kind| {
        let kind = *kind;
        let onclick = onraise.reform(move |_: MouseEvent| kind);
        html! { <button type="button" class="button" {onclick}>{ raise_words(kind) }</button> }
    };
    html! {
        <div class="empty list__empty">
            <h2 class="empty__title">{ what }</h2>
            <p>{ "Records raised here, or opened from a file, are listed in this place." }</p>
            if !store.session().is_read_only() {
                <div class="list__empty-buttons">{ for kinds.iter().map(raise) }</div>
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
