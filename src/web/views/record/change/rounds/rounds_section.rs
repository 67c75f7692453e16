//! Impact assessment rounds: the window, who has answered, the matrix, every answer.

use yew::prelude::*;

use super::matrix;
use crate::record::case::{Case, Response, Round};
use crate::web::platform::dates;
use crate::web::views::record::change::submission::version_place;
use crate::web::views::record::change::{CaseContext, CaseDialog, ask};
use crate::web::views::record::fields::prose;
use crate::web::views::record::form::goes;
use crate::workflow::CaseCommand;

/// Impact assessment rounds, newest first.
pub(crate) fn rounds(shared: &CaseContext) -> Html {
    let case = &shared.context.record.case;
    if case.rounds.is_empty() {
        return html! {};
    }
    html! {
        <section class="panel" aria-labelledby="change-rounds-title">
            <h2 id="change-rounds-title" class="panel__title" tabindex="-1">{ "Impact assessment" }</h2>
            { for case.rounds.iter().rev().map(|round| view(shared, round)) }
        </section>
    }
}

fn view(shared: &CaseContext, round: &Round) -> Html {
    let case = &shared.context.record.case;
    let answered = round.audience.len() - case.missing(round).len();
    let state = match (&round.voided, &round.closed) {
        (Some(_), _) => "Void",
        (None, Some(_)) => "Closed",
        (None, None) => "Open",
    };
    let day = |day| html! { <time datetime={format!("{day}")}>{ dates::long(day) }</time> };
    html! {
        <section class="change__round" aria-label={round.to_string()} key={round.id.to_string()}>
            <h3 class="change__roundtitle">
                { round.to_string() }{ ", " }{ version(case, round) }{ " " }<span class="badge">{ state }</span>
            </h3>
            <p class="change__window">
                { "Issued " }{ day(round.issued_on) }{ ", " }
                <strong>{ if round.closed.is_some() { "closed " } else { "closes " } }{ day(round.ended_on().unwrap_or(round.last_day())) }</strong>
                { format!(" · {answered} of {} constituencies answered", round.audience.len()) }
            </p>
            { evidence(round) }
            if let Some(voided) = &round.voided { <p class="change__although" dir="auto">{ format!("Void: {}", voided.why) }</p> }
            if round.voided.is_none() { { matrix::view(case, round) } }
            { responses(shared, round) }
            if shared.context.editable && round.is_open() {
                <div class="item__buttons">
                    <button type="button" class="button button--small" aria-haspopup="dialog" onclick={shared.onopen.reform(|_: MouseEvent| CaseDialog::Respond(None))}>{ "Add a response…" }</button>
                    <button type="button" class="button button--small" aria-haspopup="dialog" onclick={shared.onopen.reform(|_: MouseEvent| CaseDialog::Extend)}>{ "Extend…" }</button>
                </div>
            }
        </section>
    }
}

/// The version it issued, with the way to its text.
fn version(case: &Case, round: &Round) -> Html {
    let words = format!("version {}", round.version);
    match case.submissions.iter().find(|submission| submission.version == round.version) {
        Some(issued) => {
            let onclick = goes(format!("[id='{}']", version_place(issued)));
            html! { <button type="button" class="change__way" {onclick}>{ words }</button> }
        }
        None => html! { words },
    }
}

/// How the window came about: counted days, another day, extensions, channels.
fn evidence(round: &Round) -> Html {
    let days = if round.window == 1 { "1 working day".into() } else { format!("{} working days", round.window) };
    html! {
        <details class="change__evidence">
            <summary>{ format!("{days}: how they were counted") }</summary>
            <ul>
                if let Some(counted) = &round.counted { <li>{ counted }</li> }
                <li>{ format!("{} is the day of issue and is not counted.", dates::long(round.issued_on)) }</li>
                if let Some(why) = &round.closes_why {
                    <li dir="auto">{ format!("It closes on {} instead: {why}", dates::long(round.closes_on)) }</li>
                }
                { for round.extensions.iter().map(|longer| html! { <li dir="auto">{ format!("{} {}", round.to_string(), longer.words(dates::long)) }</li> }) }
                if !round.channels.is_empty() { <li dir="auto">{ format!("Told by {}", round.channels.join(", ")) }</li> }
                if let Some(closed) = &round.closed {
                    if !closed.missing.is_empty() { <li dir="auto">{ format!("No response recorded for {}", closed.missing.join(", ")) }</li> }
                }
            </ul>
        </details>
    }
}

fn responses(shared: &CaseContext, round: &Round) -> Html {
    let all: Vec<&Response> = shared.context.record.case.responses_in(round.id).collect();
    if all.is_empty() {
        return html! { <p class="meta">{ "No responses yet." }</p> };
    }
    let words = if all.len() == 1 { "1 response".into() } else { format!("{} responses", all.len()) };
    html! {
        <details class="change__responses">
            <summary>{ words }</summary>
            <ul class="change__answers">{ for all.into_iter().map(|response| answer(shared, round, response)) }</ul>
        </details>
    }
}

fn answer(shared: &CaseContext, round: &Round, response: &Response) -> Html {
    let id = response.id;
    let removes = {
        let context = shared.context.clone();
        Callback::from(move |_: MouseEvent| {
            if let Err((_, why)) =
                ask(&context, CaseCommand::ChangeResponse { response: id, to: None }, "Response removed; undo brings it back")
            {
                context.store.notices().complain(why);
            }
        })
    };
    let behalf = response.on_behalf_of.as_ref().map(|whom| format!(", on behalf of {whom}")).unwrap_or_default();
    html! {
        <li class="change__answer" key={id.to_string()}>
            <p>
                <strong dir="auto">{ &response.party }</strong>
                <span class="meta" dir="auto">{ format!(" · {}{behalf} · {}", response.constituency, dates::long(response.received_on)) }</span>
                if round.is_late(response.received_on) || round.is_outside(response) { { " " }<span class="badge change__late">{ "Late" }</span> }
                if response.confidential { { " " }<span class="badge">{ "Confidential" }</span> }
            </p>
            <p>{ response.position.word() }{ facts(response) }</p>
            { for response.effects.iter().map(|(aspect, effect)| html! {
                <p class="meta" dir="auto">{ format!("{}: {}", aspect.word(), [effect.size.map(|size| size.word().to_owned()), effect.words.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ")) }</p>
            }) }
            if let Some(comments) = &response.comments { { prose(comments) } }
            if shared.context.editable && round.is_open() {
                <div class="item__buttons">
                    <button type="button" class="button button--quiet button--small" aria-label={format!("Change the response of {}", response.party)}
                        onclick={shared.onopen.reform(move |_: MouseEvent| CaseDialog::Respond(Some(id)))}>{ "Change…" }</button>
                    <button type="button" class="button button--quiet button--small" aria-label={format!("Remove the response of {}", response.party)} onclick={removes}>{ "Remove" }</button>
                </div>
            }
        </li>
    }
}

fn facts(response: &Response) -> String {
    let lead = response.lead_time.map(|days| format!("lead time {days} working days"));
    let ready = response.ready_on.map(|day| format!("ready {}", dates::long(day)));
    let take_up = response.take_up.map(|use_it| format!("will use it: {}", use_it.word().to_lowercase()));
    [lead, ready, take_up].into_iter().flatten().map(|fact| format!(" · {fact}")).collect()
}
