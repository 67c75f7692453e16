//! Checks of what a person wrote, whichever command it comes with: fields, references, titles, reasons.

use super::refusal::Refusal;
use crate::record::{Assessment, BadValue, Field, Fields, Kind, Shape, Value};
use crate::scheme::{ScaleOf, WordList};
use crate::stamp::EventId;
use crate::state::RecordLookup;
use crate::text;
use crate::words;

/// Checks filled fields against their kind.
pub(super) fn check_fields(register: &dyn RecordLookup, kind: Kind, fields: &Fields) -> Result<(), Refusal> {
    fields.iter().try_for_each(|(field, value)| check_value(register, kind, field, value))
}

/// The reference a new record gets: the one written, or the next of its series where this copy gives them out.
pub(super) fn reference_for(
    register: &dyn RecordLookup,
    kind: Kind,
    written: Option<&str>,
    within: Option<&str>,
    numbered: bool,
) -> Result<Option<String>, Refusal> {
    match written.map(str::trim).filter(|written| !written.is_empty()) {
        Some(written) => free(register, written, None).map(Some),
        None => Ok(numbered.then(|| register.next_reference(kind, within))),
    }
}

pub(super) fn check_value(register: &dyn RecordLookup, kind: Kind, field: Field, value: &Value) -> Result<(), Refusal> {
    if !field.belongs_to(kind) {
        return Err(Refusal::NotAField { kind, field: register.scheme().field_label(field).into() });
    }
    let checked = match (field.shape(), value) {
        (Shape::List, Value::List(parts)) => parts.iter().try_for_each(|part| text::check_line(part).map_err(Into::into)),
        (Shape::List, _) | (_, Value::List(_)) => Err(BadValue::Type("a value of its own type")),
        (Shape::Owner, Value::Owner(owner)) => owner.check().map_err(Into::into),
        (Shape::Listed(list), value) => check_listed(register, list, &value.to_string()),
        (shape, value) => words::refused_in(|| Value::check_text(shape, &value.to_string())),
    };
    checked.map_err(|why| Refusal::BadValue { field: register.scheme().field_label(field).into(), why })
}

fn check_listed(register: &dyn RecordLookup, list: WordList, word: &str) -> Result<(), BadValue> {
    let words = register.scheme().words(list);
    if words.iter().any(|have| have == word) { Ok(()) } else { Err(BadValue::choice(word, &words)) }
}

/// The reference, when nobody else has it in any spelling.
pub(super) fn free(register: &dyn RecordLookup, written: &str, but: Option<EventId>) -> Result<String, Refusal> {
    check_line("Reference", written)?;
    match register.called(written).into_iter().find(|holder| Some(*holder) != but) {
        None => Ok(written.into()),
        Some(holder) => Err(Refusal::ReferenceTaken {
            reference: written.into(),
            title: register.lookup(holder).map(|record| record.title().to_owned()).unwrap_or_default(),
        }),
    }
}

/// Checks the title of a register.
///
/// # Errors
/// [`Refusal`] when there is none, or it cannot be kept.
pub fn register_title(title: &str) -> Result<(), Refusal> {
    if title.trim().is_empty() { Err(Refusal::NoTitle) } else { check_line("Title", title) }
}

pub(super) fn check_line(what: &str, words: &str) -> Result<(), Refusal> {
    text::check_line(words).map_err(|why| Refusal::BadText { what: what.into(), why })
}

pub(super) fn check_words(what: &str, words: &str) -> Result<(), Refusal> {
    let why = if words.trim().is_empty() { Err(text::BadText::Empty) } else { text::check(words) };
    why.map_err(|why| Refusal::BadText { what: what.into(), why })
}

/// A step that the scale has not any more may stay, and is not chosen anew.
pub(super) fn check_steps(register: &dyn RecordLookup, from: Option<&Assessment>, to: &Assessment) -> Result<(), Refusal> {
    let was = from.map(Assessment::figures).unwrap_or_default();
    for (scale, level, was) in [(ScaleOf::Likelihood, to.likelihood, was.0), (ScaleOf::Impact, to.impact, was.1)] {
        let steps = register.scheme().steps(scale);
        if level.is_some_and(|level| was != Some(level) && !steps.contains(&level)) {
            return Err(Refusal::NotAStepOfTheScale { scale: scale.label(), most: steps.len() });
        }
    }
    Ok(())
}
