//! How severe what the list shows is: a thin bar, and the same in words.

use yew::prelude::*;

use crate::state::Rag;
use crate::web::views::parts::mark;

/// A segmented bar, worst first, drawn as SVG so that no size is written as a style; the words stand beneath it. Nothing where
/// nothing is rated.
pub(crate) fn strip(rags: &[u32; 6]) -> Html {
    let counts: Vec<(Rag, u32)> =
        Rag::ALL.into_iter().map(|rag| (rag, rags[rag as usize])).filter(|(_, count)| *count > 0).collect();
    let total: u32 = counts.iter().map(|(_, count)| count).sum();
    if total == rags[Rag::None as usize] {
        return html! {};
    }
    let mut from = 0;
    let bars: Html = counts.iter().map(|(rag, count)| bar(*rag, &mut from, *count)).collect();
    html! {
        <div class="list__rags">
            <svg class="list__strip" viewBox={format!("0 0 {total} 1")} preserveAspectRatio="none" aria-hidden="true" focusable="false">{ bars }</svg>
            <ul class="list__legend meta" aria-label="RAG of these records">{ for counts.iter().map(|(rag, count)| legend(*rag, *count)) }</ul>
        </div>
    }
}

fn bar(rag: Rag, from: &mut u32, count: u32) -> Html {
    let x = *from;
    *from += count;
    html! { <rect class={format!("list__bar list__bar--{}", rag.name())} x={x.to_string()} y="0" width={count.to_string()} height="1" /> }
}

fn legend(rag: Rag, count: u32) -> Html {
    html! {
        <li class={classes!("rag", format!("rag--{}", rag.name()), "list__legend-part")}>
            <span class="rag__mark" aria-hidden="true">{ mark(rag) }</span>
            { format!("{count} {}", rag.label()) }
        </li>
    }
}
