//! Open risks by likelihood and impact: each cell opens the list behind it.

use yew::prelude::*;

use super::section::SectionProps;
use crate::query::{Filter, Overview, Scope};
use crate::record::Kind;
use crate::scheme::{Band, Level, Matrix, ScaleOf};
use crate::state::Rag;
use crate::web::route::{ListRoute, Route};
use crate::web::store::CurrentRoute;
use crate::web::views::parts::{RouteLink, mark};

/// Likelihood upwards, impact to the right.
pub(super) fn matrix(section: &SectionProps) -> Html {
    let store = &section.store;
    let scheme = store.session().setup();
    let (bands, impacts) = (&scheme.matrix, scheme.matrix.impacts());
    let label = |scale: ScaleOf, level: Level| {
        let said = scheme.step_label(scale, level);
        html! {
            <>
                <span class="visually-hidden">{ format!("{} {said}", scale.label()) }</span>
                <span aria-hidden="true" title={said.clone()}>{ level.number() }</span>
            </>
        }
    };
    let row = |likelihood: Level| {
        html! {
            <tr>
                <th scope="row">{ label(ScaleOf::Likelihood, likelihood) }</th>
                { for impacts.iter().map(|impact| cell(store.route(), bands, &section.page.matrix, likelihood, *impact)) }
            </tr>
        }
    };
    html! {
        <section class="panel" aria-labelledby="overview-matrix">
            <h2 id="overview-matrix" class="panel__title">{ "Open risks by likelihood and impact" }</h2>
            if let Some(words) = emptiness(&section.page) {
                <p class="levels__note">{ words }</p>
            } else {
                <div class="matrix">
                    <span class="matrix__axis matrix__axis--up" aria-hidden="true">{ "Likelihood" }</span>
                    <table class="matrix__table" aria-labelledby="overview-matrix">
                        <tbody>{ for bands.likelihoods().iter().rev().copied().map(row) }</tbody>
                        <tfoot>
                            <tr>
                                <td></td>
                                { for impacts.iter().map(|impact| html! { <th scope="col">{ label(ScaleOf::Impact, *impact) }</th> }) }
                            </tr>
                        </tfoot>
                    </table>
                    <span class="matrix__axis" aria-hidden="true">{ "Impact" }</span>
                </div>
                <p class="matrix__key" aria-hidden="true">{ for Band::ALL.into_iter().rev().map(key) }</p>
            }
        </section>
    }
}

/// By likelihood and impact.
type Counts = [[u32; Level::ALL.len()]; Level::ALL.len()];

/// Why nothing is placed, while there are open risks.
fn emptiness(page: &Overview) -> Option<&'static str> {
    let placed: u32 = page.matrix.iter().flatten().sum();
    (placed == 0 && page.unplaced > 0)
        .then_some("No open risk has both a likelihood and an impact. Assess a risk to place it here.")
}

fn cell(here: &CurrentRoute, bands: &Matrix, counts: &Counts, likelihood: Level, impact: Level) -> Html {
    let Some(band) = bands.band(likelihood, impact) else { return Html::default() };
    let (row, column) = (likelihood.number(), impact.number());
    let count = counts[usize::from(row) - 1][usize::from(column) - 1];
    let filter = Filter { kinds: vec![Kind::Risk], scope: Scope::Open, cell: Some((row, column)), ..Filter::default() };
    let route = Route::List(ListRoute { filter, ..ListRoute::default() });
    let label = format!("Likelihood {row}, impact {column}: {}, {}", band.word(), risks(count));
    let words = html! {
        <>
            <span class="matrix__mark" aria-hidden="true">{ mark(band.into()) }</span>
            <span class="matrix__count">{ count }</span>
        </>
    };
    html! {
        <td class={classes!("matrix__cell", format!("matrix__cell--{}", Rag::from(band).name()), (count == 0).then_some("matrix__cell--none"))}>
            { RouteLink::to(here, route).class("matrix__link").label(label).saying(words) }
        </td>
    }
}

fn risks(count: u32) -> String {
    match count {
        1 => "1 open risk".into(),
        count => format!("{count} open risks"),
    }
}

fn key(band: Band) -> Html {
    html! { <span class={classes!("rag", format!("rag--{}", Rag::from(band).name()))}><span class="rag__mark">{ mark(band.into()) }</span>{ band.word() }</span> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_that_places_nothing_says_why() {
        let mut page = Overview::default();
        assert_eq!(emptiness(&page), None, "no open risk, nothing to explain");
        page.unplaced = 6;
        assert!(emptiness(&page).is_some_and(|words| words.starts_with("No open risk has")));
        page.matrix[2][3] = 1;
        assert_eq!(emptiness(&page), None);
    }
}
