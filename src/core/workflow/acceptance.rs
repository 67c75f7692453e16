//! The acceptance of a risk: what is recorded with it, and when it does not hold any more.

use chrono::NaiveDate;

use crate::calendar::long_date;
use crate::log::Fact;
use crate::record::{Field, Kind, Record, Slot, Status, StatusEntry, Value};

/// What is recorded with the step: the day of an acceptance, also where an earlier one left its own, and the assessment
/// that was accepted.
pub(crate) fn with_step(record: &Record, to: &StatusEntry) -> Vec<Fact> {
    if (record.kind, to.status) != (Kind::Risk, Status::Accepted) {
        return Vec::new();
    }
    // What an earlier acceptance left; a day that was typed for this one stands.
    let is_again = record.fields.value(Field::AcceptedAssessment).is_some();
    let on = to.since.filter(|_| is_again || record.fields.value(Field::AcceptedOn).is_none());
    let filled = [(Field::AcceptedOn, on.map(Value::Day)), (Field::AcceptedAssessment, as_assessed(record).map(Value::Text))];
    let edits = filled.into_iter().filter_map(|(field, to)| {
        let from = record.fields.value(field).cloned();
        (to.is_some() && from != to).then_some(Fact::Edited { field, from, to })
    });
    edits.collect()
}

/// The assessment that stands, in words that stay when another takes its place.
fn as_assessed(record: &Record) -> Option<String> {
    let made = record.assessment(Slot::Current)?;
    let said = |what: &str, level: Option<crate::scheme::Level>| level.map(|level| format!("{what} {}", level.number()));
    let figures = [said("likelihood", made.likelihood), said("impact", made.impact)];
    let level = made.level.map(|level| level.word().to_owned());
    let on = made.on.map(long_date);
    let parts: Vec<String> = level.into_iter().chain(figures.into_iter().flatten()).chain(on).collect();
    Some(parts.join(", ")).filter(|words| !words.is_empty())
}

/// What of an acceptance does not hold any more, each in a sentence; nothing of a record that is not accepted.
#[must_use]
pub fn lapsed(record: &Record, today: NaiveDate) -> Vec<String> {
    if (record.kind, record.standing.status) != (Kind::Risk, Status::Accepted) {
        return Vec::new();
    }
    let until = record.fields.day(Field::AcceptedUntil).filter(|until| *until < today);
    let ended = until.map(|until| format!("Its acceptance ended on {}.", long_date(until)));
    let (then, now) = (record.fields.text(Field::AcceptedAssessment), as_assessed(record));
    let moved = then.zip(now).filter(|(then, now)| then != now);
    let moved = moved.map(|(then, now)| format!("It was accepted as “{then}” and is assessed as “{now}” now."));
    ended.into_iter().chain(moved).collect()
}
