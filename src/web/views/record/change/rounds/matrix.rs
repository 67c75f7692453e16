//! The answers to a round: constituency by position and effect, to be read in ten seconds.

use yew::prelude::*;

use crate::record::case::{Aspect, Case, Position, Round, Size, Tally, matrix};

/// The matrix of a round.
pub(super) fn view(case: &Case, round: &Round) -> Html {
    let seen = matrix(case, round);
    let newer = seen.positions.iter().map(|(position, _)| *position).filter(|position| position.newer().is_some());
    let positions: Vec<Position> =
        Position::ALL.iter().copied().filter(|one| *one != Position::NoResponse).chain(newer).collect();
    let newer = seen
        .rows
        .iter()
        .flat_map(|row| row.effects.iter().map(|(aspect, _)| *aspect).chain(row.in_words.iter().map(|(aspect, _)| *aspect)));
    let newer: std::collections::BTreeSet<Aspect> = newer.filter(|aspect| aspect.newer().is_some()).collect();
    let states = |aspect: &Aspect| seen.rows.iter().any(|row| row.states(*aspect));
    let aspects: Vec<Aspect> = Aspect::ALL.iter().copied().chain(newer).filter(states).collect();
    let answers: usize = seen.rows.iter().map(Tally::answers).sum();
    let silent = seen.rows.iter().filter(|row| row.missing).count();
    let leads = seen.rows.iter().any(|row| row.lead_time.is_some());
    let id = format!("change-matrix-{}", round.number);
    html! {
        <div class="change__scroll" role="region" tabindex="0" aria-labelledby={id.clone()}>
            <table class="change__matrix">
                <caption><span {id} class="change__said">{ "Parties by constituency and position; each effect with the parties that stated it" }</span></caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Constituency" }</th>
                        { for positions.iter().map(|one| html! { <th scope="col" class="change__count">{ heading(*one) }</th> }) }
                        <th scope="col" class="change__count">{ "Total" }</th>
                        { for aspects.iter().map(|one| html! { <th scope="col" class="change__effect">{ one.word() }</th> }) }
                        if leads { <th scope="col" class="change__effect">{ "Lead time" }</th> }
                    </tr>
                </thead>
                <tbody>{ for seen.rows.iter().map(|row| line(row, &positions, &aspects, leads)) }</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{ "All" }</th>
                        { for positions.iter().map(|one| html! { <td class="change__count">{ seen.positions.get(one).copied().unwrap_or(0) }</td> }) }
                        <td class="change__count">{ answers }</td>
                        { for aspects.iter().map(|_| html! { <td></td> }) }
                        if leads { <td></td> }
                    </tr>
                </tfoot>
            </table>
            if silent > 0 { <p class="meta">{ format!("No response: {silent} of {} constituencies", seen.rows.len()) }</p> }
        </div>
    }
}

fn line(row: &Tally, positions: &[Position], aspects: &[Aspect], leads: bool) -> Html {
    let count = |one: &Position| {
        let count = row.positions.get(one).copied().unwrap_or(0);
        let class = classes!("change__count", (count > 0).then(|| format!("change__count--{}", tone(*one))));
        html! { <td {class}>{ if count > 0 { count.to_string() } else { String::new() } }</td> }
    };
    html! {
        <tr key={row.constituency.clone()}>
            <th scope="row" dir="auto">
                { &row.constituency }
                if row.late > 0 { { " " }<span class="badge change__late">{ format!("{} late", row.late) }</span> }
            </th>
            if row.missing {
                <td class="change__none" colspan={positions.len().to_string()}><span aria-hidden="true">{ "— " }</span>{ "No response" }</td>
            } else {
                { for positions.iter().map(count) }
            }
            <td class="change__count">{ if row.missing { "0".into() } else { row.answers().to_string() } }</td>
            { for aspects.iter().map(|aspect| effect(row, *aspect)) }
            if leads {
                <td class="change__effect">{ row.lead_time.map(|days| format!("{days} WD")).unwrap_or_default() }</td>
            }
        </tr>
    }
}

/// Every size that was stated, the largest first, each with how many parties stated it.
fn effect(row: &Tally, aspect: Aspect) -> Html {
    let sizes = row.effects.get(&aspect).into_iter().flatten().rev();
    let size = |(size, parties): (&Size, &usize)| {
        html! { <li class={format!("change__effect--{}", size_name(*size))}>{ format!("{} {parties}", size.word()) }</li> }
    };
    let in_words = row.in_words.get(&aspect).copied().filter(|parties| *parties > 0);
    html! {
        <td class="change__effect">
            if row.states(aspect) {
                <ul class="change__sizes">
                    { for sizes.map(size) }
                    if let Some(parties) = in_words { <li>{ format!("In words {parties}") }</li> }
                </ul>
            }
        </td>
    }
}

/// The position as the head of a narrow column.
fn heading(position: Position) -> &'static str {
    if position == Position::SupportWithComments { "With comments" } else { position.word() }
}

fn tone(position: Position) -> &'static str {
    match position {
        Position::Support => "for",
        Position::SupportWithComments => "but",
        Position::Oppose => "against",
        Position::Abstain | Position::NoImpact | Position::NoResponse | Position::Newer(_) => "aside",
    }
}

fn size_name(size: Size) -> &'static str {
    match size {
        Size::None | Size::Newer(_) => "none",
        Size::Low => "low",
        Size::Medium => "medium",
        Size::High => "high",
    }
}
