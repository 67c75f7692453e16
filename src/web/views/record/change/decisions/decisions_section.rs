//! The decisions on a change request, in order, each with its conditions.

use yew::prelude::*;

use crate::record::{Field, Kind, Record};
use crate::web::platform::dates;
use crate::web::views::parts::item_link;
use crate::web::views::record::change::CaseContext;
use crate::web::views::record::fields::{due_words, owner_words};
use crate::workflow;

/// The decisions on it.
pub(crate) fn decisions(shared: &CaseContext) -> Html {
    let context = &shared.context;
    let all: Vec<(Record, Vec<Record>)> = context.store.session().read(|session| {
        let register = session.register();
        let found = workflow::decisions(register, &context.record);
        found
            .into_iter()
            .map(|decision| (workflow::conditions(register, decision.id), decision))
            .map(|(owed, decision)| (decision, owed))
            .collect()
    });
    if all.is_empty() {
        return html! {};
    }
    html! {
        <section class="panel" aria-labelledby="change-decisions-title">
            <h2 id="change-decisions-title" class="panel__title" tabindex="-1">{ "Decisions" }</h2>
            <ol class="change__decisions">{ for all.iter().map(|(decision, owed)| view(shared, decision, owed)) }</ol>
        </section>
    }
}

fn view(shared: &CaseContext, decision: &Record, owed: &[Record]) -> Html {
    let fields = &decision.fields;
    let text = |field| fields.text(field).filter(|text| !text.is_empty()).map(str::to_owned);
    let who = [text(Field::Forum), text(Field::Maker), text(Field::Capacity), text(Field::Mode)];
    let who: Vec<String> = who.into_iter().flatten().collect();
    let asked = match fields.text(Field::ObjectionsInvited) {
        Some("Yes") => Some("Objections invited"),
        Some("No") => Some("Objections not invited"),
        _ => None,
    };
    let objections = match (asked, text(Field::Objections)) {
        (Some(asked), Some(made)) => Some(format!("{asked}: {made}")),
        (Some(asked), None) => Some(asked.to_owned()),
        (None, made) => made.map(|made| format!("Objections: {made}")),
    };
    let lines = [
        objections,
        text(Field::Reservations).map(|said| format!("Reservations: {said}")),
        text(Field::Pending).map(|said| format!("Pending: {said}")),
        text(Field::EscalatedTo).map(|body| format!("Escalated to {body}")),
    ];
    html! {
        <li class="change__decision" key={decision.id.to_string()}>
            <p>
                { item_link(shared.context.store.route(), &decision.shown_reference()) }{ " " }
                <strong dir="auto">{ fields.text(Field::Outcome).unwrap_or("Decided").to_owned() }</strong>
                if let Some(day) = fields.day(Field::DecidedOn) { { ", " }<time datetime={day.to_string()}>{ dates::long(day) }</time> }
            </p>
            if !who.is_empty() { <p class="meta" dir="auto">{ who.join(" · ") }</p> }
            { for lines.into_iter().flatten().map(|line| html! { <p class="change__line" dir="auto">{ line }</p> }) }
            if let Some(until) = fields.due(Field::DeferredTo) { <p class="change__line">{ "Deferred: " }{ due_words(&shared.context.store, &until) }</p> }
            if !owed.is_empty() {
                <ul class="change__conditions">{ for owed.iter().map(|action| condition(shared, action)) }</ul>
            }
        </li>
    }
}

fn condition(shared: &CaseContext, action: &Record) -> Html {
    let settled = action.standing.status.is_settled_for(Kind::Action);
    html! {
        <li>
            { item_link(shared.context.store.route(), &action.shown_reference()) }{ " " }<span dir="auto">{ action.title() }</span>
            <span class="meta">
                if let Some(owner) = action.fields.owner() { { " · " }{ owner_words(owner) } }
                if let Some(due) = action.fields.due(Field::Due) { { " · due " }{ due_words(&shared.context.store, &due) } }
            </span>
            { " " }<span class={classes!("badge", settled.then_some("change__met"))}>{ shared.context.store.session().status_label(action.standing.status) }</span>
        </li>
    }
}
