//! Chooses a level by a select, and shows one.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::scheme::{Band, Level};
use crate::state::Rag;
use crate::web::views::parts::rag_tag;

/// The mark of a level.
pub(crate) fn tag(band: Band) -> Html {
    html! { { rag_tag(Rag::from(band), crate::record::Kind::Risk) } }
}

/// A select of those words, with "not said" before them.
pub(crate) fn select(id: &'static str, label: &'static str, words: &[String], chosen: &str, onword: Callback<String>) -> Html {
    let onchange = onword.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    let option = |word: &String| html! { <option value={word.clone()} selected={word == chosen}>{ word }</option> };
    html! {
        <div class="field">
            <label class="field__label" for={id}>{ label }</label>
            <select class="select" {id} {onchange}>
                <option value="" selected={chosen.is_empty()}>{ "Not said" }</option>
                { for words.iter().map(option) }
            </select>
        </div>
    }
}

/// "1" to "5".
pub(crate) fn numbers() -> Vec<String> {
    Level::ALL.iter().map(|level| level.number().to_string()).collect()
}

/// A chosen level as a select's word.
pub(crate) fn word(level: Option<Level>) -> String {
    level.map(|level| level.number().to_string()).unwrap_or_default()
}

/// The level of a select's word; none for "not said".
pub(crate) fn level_of(word: &str) -> Option<Level> {
    word.parse::<i64>().ok().and_then(|number| Level::try_from(number).ok())
}
