//! A colour with its word and shape: never the colour alone.

use yew::prelude::*;

use crate::record::Kind;
use crate::state::Rag;

/// A coloured mark, different in shape for each level, and the word beside it; hidden where there is nothing to say.
pub fn rag_tag(rag: Rag, kind: Kind) -> Html {
    let word = rag.word(kind);
    html! {
        <span class={classes!("rag", format!("rag--{}", rag.name()))} hidden={word.is_empty()}>
            <span class="rag__mark" aria-hidden="true">{ mark(rag) }</span>{ word }
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
