//! The answers to a round: constituency by position and effect, to be read in ten seconds.

use yew::prelude::*;

use crate::item::case::{Aspect, Case, Position, Round, Size, Tally, matrix};

/// The matrix of a round.
pub(super) fn view(case: &Case, round: &Round) -> Html {
    let seen = matrix(case, round);
    let positions: Vec<Position> = Position::ALL.iter().copied().filter(|one| *one != Position::NoResponse).collect();
    let aspects: Vec<Aspect> =
        Aspect::ALL.iter().copied().filter(|aspect| seen.rows.iter().any(|row| row.worst(*aspect).is_some())).collect();
    let leads = seen.rows.iter().any(|row| row.lead_time.is_some());
    let id = format!("change-matrix-{}", round.number);
    html! {
        <div class="change__scroll" role="region" tabindex="0" aria-labelledby={id.clone()}>
            <table class="change__matrix">
                <caption {id}>{ "Parties by constituency and position; the largest effect that any party stated" }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Constituency" }</th>
                        { for positions.iter().map(|one| html! { <th scope="col" class="change__count">{ heading(*one) }</th> }) }
                        { for aspects.iter().map(|one| html! { <th scope="col" class="change__effect">{ one.word() }</th> }) }
                        if leads { <th scope="col" class="change__effect">{ "Lead time" }</th> }
                    </tr>
                </thead>
                <tbody>{ for seen.rows.iter().map(|row| line(row, &positions, &aspects, leads)) }</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{ "All" }</th>
                        { for positions.iter().map(|one| html! { <td class="change__count">{ seen.positions.get(one).copied().unwrap_or(0) }</td> }) }
                        { for aspects.iter().map(|_| html! { <td></td> }) }
                        if leads { <td></td> }
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}

fn line(row: &Tally, positions: &[Position], aspects: &[Aspect], leads: bool) -> Html {
    let count = |one: &Position| {
        let count = row.positions.get(one).copied().unwrap_or(0);
        let class = classes!("change__count", (count > 0).then(|| format!("change__count--{}", tone(*one))));
        html! { <td {class}>{ if count > 0 { count.to_string() } else { String::new() } }</td> }
    };
    let effect = |aspect: &Aspect| match row.worst(*aspect) {
        Some(size) => {
            html! { <td class={classes!("change__effect", format!("change__effect--{}", size_name(size)))}>{ size.word() }</td> }
        }
        None => html! { <td class="change__effect"></td> },
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
            { for aspects.iter().map(effect) }
            if leads {
                <td class="change__effect">{ row.lead_time.map(|days| format!("{days} WD")).unwrap_or_default() }</td>
            }
        </tr>
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
        Position::Abstain | Position::NoImpact | Position::NoResponse => "aside",
    }
}

fn size_name(size: Size) -> &'static str {
    match size {
        Size::None => "none",
        Size::Low => "low",
        Size::Medium => "medium",
        Size::High => "high",
    }
}
