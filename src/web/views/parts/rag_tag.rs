//! A colour with its word and shape: never the colour alone.

use yew::prelude::*;

use crate::item::Kind;
use crate::register::Rag;

/// What a tag shows.
#[derive(Properties, PartialEq, Clone, Copy)]
pub struct RagTagProps {
    /// How severe.
    pub rag: Rag,
    /// Of what: decides between "High" and "Red".
    pub kind: Kind,
}

/// A coloured mark, different in shape for each level, and the word beside it.
#[component]
pub fn RagTag(props: &RagTagProps) -> Html {
    let word = props.rag.word(props.kind);
    if word.is_empty() {
        return html! {};
    }
    html! {
        <span class={classes!("rag", format!("rag--{}", props.rag.name()))}>
            <span class="rag__mark" aria-hidden="true">{ mark(props.rag) }</span>{ word }
        </span>
    }
}

/// One shape for each level, readable without colour.
#[must_use]
pub fn mark(rag: Rag) -> &'static str {
    match rag {
        Rag::Critical => "◆",
        Rag::High => "▲",
        Rag::Medium => "■",
        Rag::Low => "●",
        Rag::Complete => "✓",
        Rag::None => "○",
    }
}
