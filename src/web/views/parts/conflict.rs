//! One thing that two people set without knowing of each other: both values with their authors and days, and the choice
//! between them.

use yew::prelude::*;

use crate::calendar::read_day;
use crate::fold::{Conflict, ConflictSide};
use crate::log::ConflictSubject;
use crate::record::Shape;
use crate::stamp::EventId;
use crate::web::platform::dates;

/// What was answered: none keeps what stands, an event is the one whose value is taken; with the press on the button.
pub type Answered = (MouseEvent, Option<EventId>);

/// A conflict under its heading of that id. `answer`: told how it is to be settled; none where nobody may.
pub fn conflict(heading: String, conflict: &Conflict, can_take: bool, answer: Option<&Callback<Answered>>) -> Html {
    let standing = side(conflict, &conflict.standing, answer.zip(Some(None)));
    let take = |over: &ConflictSide| answer.zip(can_take.then_some(Some(over.event)));
    let overwritten = conflict.overwritten.iter().map(|over| side(conflict, over, take(over)));
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
fn side(conflict: &Conflict, side: &ConflictSide, answer: Option<(&Callback<Answered>, Option<EventId>)>) -> Html {
    let value = in_words(&conflict.subject, &side.value);
    let stands = side.event == conflict.standing.event;
    let button = answer.map(|(answer, take)| {
        let onclick = answer.reform(move |event: MouseEvent| (event, take));
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

/// The value as a person reads it.
fn in_words(subject: &ConflictSubject, value: &str) -> String {
    let is_day = matches!(subject, ConflictSubject::Field(field) if matches!(field.shape(), Shape::Day | Shape::Due));
    match read_day(value) {
        Ok(day) if is_day => dates::long(day),
        _ if value.is_empty() => "Nothing".into(),
        _ => value.into(),
    }
}
