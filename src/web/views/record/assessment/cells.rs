//! The scoring matrix: a picture where it is read, a grid that arrow keys walk where it is chosen from.

use yew::prelude::*;

use crate::scheme::{Level, Matrix};
use crate::state::Rag;

/// Likelihood and impact.
pub(super) type Cell = (Level, Level);

/// What is marked, and whether a cell can be chosen.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct CellsProps {
    /// The scheme's matrix.
    pub(super) matrix: Matrix,
    /// What each mark means, and its cell; all but the first are marked with dashes.
    pub(super) marks: Vec<(AttrValue, Cell)>,
    /// Told which cell is chosen; none makes it a picture.
    #[prop_or_default]
    pub(super) onpick: Option<Callback<Cell>>,
}

/// Rows of likelihood, the highest on top, by columns of impact.
#[component]
pub(super) fn Cells(props: &CellsProps) -> Html {
    // What was marked on another scale may be a cell that this one has not.
    let marked = props.marks.first().map(|(_, cell)| *cell).filter(|cell| props.matrix.band(cell.0, cell.1).is_some());
    let first = marked.unwrap_or((Level::ALL[0], Level::ALL[0]));
    let here = use_state(|| first);
    let node = use_node_ref();
    let rows = props.matrix.likelihoods().iter().rev().map(|likelihood| {
        let cells = props.matrix.impacts().iter().map(|impact| cell(props, (*likelihood, *impact), *here));
        html! { <div class="cells__row" role={props.onpick.as_ref().map(|_| "row")}>{ for cells }</div> }
    });
    let grid = match &props.onpick {
        Some(onpick) => html! {
            <div ref={node.clone()} class="cells__grid" role="grid" aria-label="Likelihood by impact" onkeydown={walks(node, props.matrix.clone(), here.clone(), onpick.clone())}>
                { for rows }
            </div>
        },
        None => html! { <div class="cells__grid" role="img" aria-label={described(props)}>{ for rows }</div> },
    };
    html! {
        <div class="cells">
            <span class="cells__axis cells__axis--up" aria-hidden="true">{ "Likelihood" }</span>
            { grid }
            <span class="cells__axis" aria-hidden="true">{ "Impact" }</span>
        </div>
    }
}

fn cell(props: &CellsProps, at: Cell, here: Cell) -> Html {
    let Some(band) = props.matrix.band(at.0, at.1) else { return Html::default() };
    let mark = props.marks.iter().position(|(_, cell)| *cell == at);
    let look = mark.map(|place| if place == 0 { "cells__cell--marked" } else { "cells__cell--target" });
    let class = classes!("cells__cell", format!("cells__cell--{}", Rag::from(band).name()), look);
    let letter = band.word().chars().take(1).collect::<String>();
    let content = html! { <span aria-hidden="true">{ letter }</span> };
    let Some(onpick) = &props.onpick else { return html! { <span {class}>{ content }</span> } };
    let onclick = onpick.reform(move |_: MouseEvent| at);
    let name = format!("Likelihood {}, impact {}: {}", at.0.number(), at.1.number(), band.word());
    html! {
        <div {class} role="gridcell" tabindex={if at == here { "0" } else { "-1" }} aria-label={name} aria-selected={mark.is_some().to_string()}
            data-cell={name_of(at)} {onclick}>{ content }</div>
    }
}

fn described(props: &CellsProps) -> String {
    let mark = |(words, (likelihood, impact)): &(AttrValue, Cell)| {
        format!("{words}: likelihood {}, impact {}", likelihood.number(), impact.number())
    };
    let marks: Vec<String> = props.marks.iter().map(mark).collect();
    if marks.is_empty() { "Scoring matrix, nothing placed".into() } else { format!("Scoring matrix. {}", marks.join(". ")) }
}

fn name_of(cell: Cell) -> String {
    format!("{}x{}", cell.0.number(), cell.1.number())
}

fn walks(node: NodeRef, matrix: Matrix, here: UseStateHandle<Cell>, onpick: Callback<Cell>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let key = event.key();
        if matches!(key.as_str(), "Enter" | " ") {
            onpick.emit(*here);
        } else if let Some(to) = step(&matrix, *here, &key) {
            here.set(to);
            focus(&node, to);
        } else {
            return;
        }
        event.prevent_default();
    })
}

fn focus(node: &NodeRef, cell: Cell) {
    let found = node
        .cast::<web_sys::Element>()
        .and_then(|grid| grid.query_selector(&format!("[data-cell='{}']", name_of(cell))).ok().flatten());
    if let Some(element) = found.and_then(|found| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(found).ok()) {
        let _ = element.focus();
    }
}

/// The cell an arrow key leads to; the edges hold.
fn step(matrix: &Matrix, (likelihood, impact): Cell, key: &str) -> Option<Cell> {
    let (likelihoods, impacts) = (matrix.likelihoods(), matrix.impacts());
    let to = |steps: &[Level], level: Level, by: i64| {
        let step = Level::try_from(i64::from(level.number()) + by).ok().filter(|step| steps.contains(step));
        step.unwrap_or(level)
    };
    match key {
        "ArrowUp" => Some((to(likelihoods, likelihood, 1), impact)),
        "ArrowDown" => Some((to(likelihoods, likelihood, -1), impact)),
        "ArrowRight" => Some((likelihood, to(impacts, impact, 1))),
        "ArrowLeft" => Some((likelihood, to(impacts, impact, -1))),
        "Home" => Some((likelihood, *impacts.first()?)),
        "End" => Some((likelihood, *impacts.last()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_walk_and_the_edges_hold() {
        let cell = |likelihood: usize, impact: usize| (Level::ALL[likelihood - 1], Level::ALL[impact - 1]);
        let five = Matrix::default();
        assert_eq!(step(&five, cell(3, 3), "ArrowUp"), Some(cell(4, 3)));
        assert_eq!(step(&five, cell(5, 3), "ArrowUp"), Some(cell(5, 3)));
        assert_eq!(step(&five, cell(3, 1), "ArrowLeft"), Some(cell(3, 1)));
        assert_eq!(step(&five, cell(3, 2), "End"), Some(cell(3, 5)));
        assert_eq!(step(&five, cell(3, 2), "x"), None);
        let wide = five.resized(3, 6);
        assert_eq!(step(&wide, cell(3, 2), "End"), Some(cell(3, 6)));
        assert_eq!(step(&wide, cell(3, 2), "ArrowUp"), Some(cell(3, 2)));
    }
}
