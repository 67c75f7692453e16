//! What stands where there are no rows, and what to do about it.

use yew::prelude::*;

use super::narrow::narrow;
use super::refocus::{SEARCH, refocus};
use crate::item::Kind;
use crate::register::Filter;
use crate::web::store::Store;

#[derive(Properties, PartialEq, Clone)]
pub(super) struct EmptyProps {
    pub(super) store: Store,
    /// The kinds that are asked for.
    pub(super) kinds: Vec<Kind>,
    /// Whether the register holds records of these kinds at all.
    pub(super) has_records: bool,
    pub(super) onraise: Callback<Kind>,
}

/// Says why there is nothing to see, and offers the next step.
#[component]
pub(super) fn Empty(props: &EmptyProps) -> Html {
    if props.has_records { nothing_matches(props) } else { nothing_there(props) }
}

fn nothing_matches(props: &EmptyProps) -> Html {
    let clear = {
        let (store, kinds) = (props.store.clone(), props.kinds.clone());
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

fn nothing_there(props: &EmptyProps) -> Html {
    let kinds: &[Kind] =
        if props.kinds.is_empty() { &[Kind::Risk, Kind::Issue, Kind::Action, Kind::ChangeRequest] } else { &props.kinds };
    let what = match props.kinds.as_slice() {
        [kind] => format!("There are no {} yet", kind.plural().to_lowercase()),
        _ => "There are no records yet".to_owned(),
    };
    let raise = |kind: &Kind| {
        let kind = *kind;
        let onclick = props.onraise.reform(move |_: MouseEvent| kind);
        html! { <button type="button" class="button" {onclick}>{ raise_words(kind) }</button> }
    };
    html! {
        <div class="empty list__empty">
            <h2 class="empty__title">{ what }</h2>
            <p>{ "Records raised here, or opened from a file, are listed in this place." }</p>
            if !props.store.is_read_only() {
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
