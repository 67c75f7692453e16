//! What a field of a record sorts by.

use std::borrow::Cow;

use crate::calendar::Due;
use crate::record::{Field, Record, Shape, Value, sort_number};
use crate::scheme::CustomField;

/// What a field sorts by: days by time, choices in their order, words by the alphabet, nothing last.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortKey {
    Number(i64),
    Words(String),
    Nothing,
}

/// What the last day to answer sorts by.
pub(super) fn closing(record: &Record) -> SortKey {
    let day = record.case.last_round().map(|round| chrono::Datelike::num_days_from_ce(&round.last_day()));
    day.map_or(SortKey::Nothing, |day| SortKey::Number(day.into()))
}

/// What a text of a field of the programme's own sorts by.
pub(super) fn own(field: &CustomField, text: &str) -> SortKey {
    sort_number(field.value(text)).map_or_else(|| SortKey::Words(text.to_lowercase()), SortKey::Number)
}

/// What that field of a record sorts by, where the set-up has those words for it.
pub(super) fn standing(record: &Record, field: Field, words_of_list: &[String]) -> SortKey {
    let words = |words: Cow<'_, str>| SortKey::Words(words.to_lowercase());
    match (record.fields.value(field), field.shape()) {
        (None, _) => SortKey::Nothing,
        (Some(Value::Day(day) | Value::Due(Due::On(day))), _) => {
            SortKey::Number(i64::from(chrono::Datelike::num_days_from_ce(day)))
        }
        (Some(Value::Text(text)), Shape::Choice(choices)) => {
            choices.iter().position(|choice| choice == text).map_or(SortKey::Nothing, |at| SortKey::Number(at as i64))
        }
        (Some(Value::Text(text)), Shape::Listed(_)) => {
            let at = words_of_list.iter().position(|word| word == text);
            at.map_or_else(|| words(text.into()), |at| SortKey::Number(at as i64))
        }
        (Some(Value::Text(text)), _) => words(text.into()),
        (Some(value @ (Value::Due(_) | Value::List(_) | Value::Owner(_))), _) => words(value.to_string().into()),
    }
}
