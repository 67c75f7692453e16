//! What a risk that is accepted, and a dependency that is agreed, ask for.
//!
//! Source: the usual acceptance record (who, in which capacity, why, until when, on which assessment), and that a
//! dependency has two sides: it is agreed when both have said so.

use chrono::NaiveDate;

use super::requirement::{Missing, Place};
use crate::item::{Anomaly, Field, Fields, Item, Kind, Slot, Standing, Status, Value};
use crate::log::Fact;

/// What a record that is no change request still needs before it can go there on that day.
pub(super) fn unmet(item: &Item, to: Status, on: Option<NaiveDate>) -> Vec<Missing> {
    asked(item.kind, &item.fields, item.assessment(Slot::Current).is_some(), to, on)
}

/// What a record lacks that is to be raised there. A change request is raised where the papers have it.
pub(crate) fn unmet_raising(kind: Kind, fields: &Fields, to: Status) -> Vec<Missing> {
    asked(kind, fields, false, to, None)
}

fn asked(kind: Kind, fields: &Fields, is_assessed: bool, to: Status, on: Option<NaiveDate>) -> Vec<Missing> {
    match (kind, to) {
        (Kind::Risk, Status::Accepted) => accepting(fields, is_assessed, on.or(fields.day(Field::AcceptedOn))),
        (Kind::Dependency, Status::Agreed) => agreeing(fields),
        _ => Vec::new(),
    }
}

/// That a record stands where it lacks what that asks for, and nobody has said why: it came in like that.
#[cold]
pub(crate) fn stands_without(item: &Item) -> Option<Anomaly> {
    let missing = unmet(item, item.standing.status, item.standing.since);
    if missing.is_empty() || !item.standing.unmet.is_empty() || item.removed.is_some() {
        return None;
    }
    let missing: Vec<String> = missing.into_iter().map(|missing| missing.what).collect();
    let what = format!("It is “{}” without what that asks for. {}", item.standing.status.word(), missing.join(". "));
    Some(Anomaly::Amiss { event: item.id, what })
}

fn accepting(fields: &Fields, is_assessed: bool, on: Option<NaiveDate>) -> Vec<Missing> {
    let mut missing = Vec::new();
    if fields.text(Field::Response) != Some("Accept") {
        missing.push(at(Field::Response, "Choose “Accept” as the response"));
    }
    if !is_assessed {
        missing
            .push(Missing { what: "Assess it: what is accepted is the risk as it is assessed".into(), place: Place::Assessment });
    }
    let asked = [
        (Field::AcceptedBy, "Say who accepts it"),
        (Field::Capacity, "Say in which capacity it is accepted"),
        (Field::AcceptanceReason, "Say why it is accepted"),
        (Field::AcceptedUntil, "Say until when it is accepted"),
    ];
    missing.extend(unfilled(fields, &asked));
    if let Some((on, _)) = on.zip(fields.day(Field::AcceptedUntil)).filter(|(on, until)| until < on) {
        let what = format!("It would end before it is accepted: choose a last day on or after {}", on.format("%-d %B %Y"));
        missing.push(Missing { what, place: Place::Field(Field::AcceptedUntil) });
    }
    missing
}

fn agreeing(fields: &Fields) -> Vec<Missing> {
    let asked = [
        (Field::ProviderConfirmedBy, "Say who confirmed it for the provider"),
        (Field::ProviderConfirmedOn, "Say when the provider confirmed it"),
        (Field::ReceiverConfirmedBy, "Say who confirmed it for the receiver"),
        (Field::ReceiverConfirmedOn, "Say when the receiver confirmed it"),
    ];
    unfilled(fields, &asked)
}

fn unfilled(fields: &Fields, asked: &[(Field, &str)]) -> Vec<Missing> {
    let empty = asked.iter().filter(|(field, _)| fields.value(*field).is_none());
    empty.map(|(field, what)| at(*field, what)).collect()
}

fn at(field: Field, what: &str) -> Missing {
    Missing { what: what.into(), place: Place::Field(field) }
}

/// What is recorded with the step: the day of an acceptance, also where an earlier one left its own, and the assessment
/// that was accepted.
pub(crate) fn with_step(item: &Item, to: &Standing) -> Vec<Fact> {
    if (item.kind, to.status) != (Kind::Risk, Status::Accepted) {
        return Vec::new();
    }
    // What an earlier acceptance left; a day that was typed for this one stands.
    let is_again = item.fields.value(Field::AcceptedAssessment).is_some();
    let on = to.since.filter(|_| is_again || item.fields.value(Field::AcceptedOn).is_none());
    let filled = [(Field::AcceptedOn, on.map(Value::Day)), (Field::AcceptedAssessment, as_assessed(item).map(Value::Text))];
    let edits = filled.into_iter().filter_map(|(field, to)| {
        let from = item.fields.value(field).cloned();
        (to.is_some() && from != to).then_some(Fact::Edited { field, from, to })
    });
    edits.collect()
}

/// The assessment that stands, in words that stay when another takes its place.
fn as_assessed(item: &Item) -> Option<String> {
    let made = item.assessment(Slot::Current)?;
    let said = |what: &str, level: Option<crate::scheme::Level>| level.map(|level| format!("{what} {}", level.number()));
    let figures = [said("likelihood", made.likelihood), said("impact", made.impact)];
    let level = made.level.map(|level| level.word().to_owned());
    let on = made.on.map(|on| on.format("%-d %B %Y").to_string());
    let parts: Vec<String> = level.into_iter().chain(figures.into_iter().flatten()).chain(on).collect();
    Some(parts.join(", ")).filter(|words| !words.is_empty())
}

/// What of an acceptance does not hold any more, each in a sentence; nothing of a record that is not accepted.
#[must_use]
pub fn lapsed(item: &Item, today: NaiveDate) -> Vec<String> {
    if (item.kind, item.standing.status) != (Kind::Risk, Status::Accepted) {
        return Vec::new();
    }
    let until = item.fields.day(Field::AcceptedUntil).filter(|until| *until < today);
    let ended = until.map(|until| format!("Its acceptance ended on {}.", until.format("%-d %B %Y")));
    let (then, now) = (item.fields.text(Field::AcceptedAssessment), as_assessed(item));
    let moved = then.zip(now).filter(|(then, now)| then != now);
    let moved = moved.map(|(then, now)| format!("It was accepted as “{then}” and is assessed as “{now}” now."));
    ended.into_iter().chain(moved).collect()
}
