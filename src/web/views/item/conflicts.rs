//! What two people set without knowing of each other: both values with their authors and days, and the choice between them.

use chrono::NaiveDate;
use yew::prelude::*;

use super::desk::Desk;
use super::focus::to_heading;
use crate::fold::{Conflict, ConflictSide, conflicts};
use crate::item::Shape;
use crate::log::ConflictSubject;
use crate::log::Event;
use crate::session::Session;
use crate::stamp::EventId;
use crate::web::platform::dates;

/// The record's conflicts that nobody has settled; nothing where there are none.
pub(super) fn open_conflicts(desk: &Desk, events: &[Event]) -> Html {
    let all = if desk.item.removed.is_some() { Vec::new() } else { conflicts(events) };
    if all.is_empty() {
        return html! {};
    }
    html! {
        <section class="item__warnings conflicts" aria-labelledby="item-conflicts-title">
            <h2 id="item-conflicts-title" class="panel__title" tabindex="-1">{ "Two people changed the same" }</h2>
            <p>{ "Neither knew of the other. One value stands; say which of them is to stay, and every copy that this is merged into follows." }</p>
            { for all.iter().enumerate().map(|(number, conflict)| one(desk, number, conflict)) }
        </section>
    }
}

fn one(desk: &Desk, number: usize, conflict: &Conflict) -> Html {
    let heading = format!("item-conflict-{number}");
    let can_take = Session::can_take(&desk.item, &conflict.subject);
    let standing = side(desk, conflict, &conflict.standing, Some(None));
    let overwritten = conflict.overwritten.iter().map(|over| side(desk, conflict, over, can_take.then_some(Some(over.event))));
    html! {
        <div class="conflict" role="group" aria-labelledby={heading.clone()}>
            <h3 id={heading} class="item__way">{ &conflict.what }</h3>
            <ul class="conflict__sides">{ standing }{ for overwritten }</ul>
            if !can_take {
                <p class="meta">{ "The other cannot be put in its place from here: change it by its own steps, or keep what stands." }</p>
            }
        </div>
    }
}

/// One value. `answer`: what its button settles the conflict with; no button where it cannot be chosen.
fn side(desk: &Desk, conflict: &Conflict, side: &ConflictSide, answer: Option<Option<EventId>>) -> Html {
    let value = in_words(&conflict.subject, &side.value);
    let stands = side.event == conflict.standing.event;
    let button = answer.filter(|_| desk.editable).map(|take| {
        let (desk, subject) = (desk.clone(), conflict.subject.clone());
        let onclick = Callback::from(move |event: MouseEvent| {
            to_heading(&event);
            settle(&desk, &subject, take);
        });
        let words = if take.is_none() { "Keep this" } else { "Take that" };
        html! {
            <button type="button" class="button button--small" {onclick}>
                { words }<span class="visually-hidden">{ format!(": {}, {value}", conflict.what) }</span>
            </button>
        }
    });
    html! {
        <li class="conflict__side">
            <span class="conflict__value" dir="auto">{ &value }</span>
            <span class="meta">
                { if stands { "stands, set by " } else { "overwritten, set by " } }
                <bdi>{ &side.by }</bdi>{ ", " }<time datetime={side.at.to_rfc3339()}>{ dates::moment(side.at) }</time>
            </span>
            { for button }
        </li>
    }
}

fn settle(desk: &Desk, subject: &ConflictSubject, take: Option<EventId>) {
    match desk.store.settle_conflict(desk.id(), subject, take) {
        Ok(_) => desk.store.announce(if take.is_some() { "Settled: the other value stands now" } else { "Settled: it stays" }),
        Err(refusal) => desk.store.complain(refusal.to_string()),
    }
}

/// The value as a person reads it.
fn in_words(subject: &ConflictSubject, value: &str) -> String {
    let is_day = matches!(subject, ConflictSubject::Field(field) if matches!(field.shape(), Shape::Day | Shape::Due));
    match value.parse::<NaiveDate>() {
        Ok(day) if is_day => dates::long(day),
        _ if value.is_empty() => "Nothing".into(),
        _ => value.into(),
    }
}
