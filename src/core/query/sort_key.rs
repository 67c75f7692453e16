//! What a field of a record sorts by.

use std::borrow::Cow;

use crate::calendar::Due;
use crate::item::{Field, Item, Shape, Value};

/// What a field sorts by: days by time, choices in their order, words by the alphabet, nothing last.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Number(i64),
    Words(String),
    Nothing,
}

/// What the last day to answer sorts by.
pub(super) fn closing(item: &Item) -> Standing {
    let day = item.case.last_round().map(|round| chrono::Datelike::num_days_from_ce(&round.last_day()));
    day.map_or(Standing::Nothing, |day| Standing::Number(day.into()))
}

/// What that field of a record sorts by.
pub(super) fn standing(item: &Item, field: Field) -> Standing {
    let words = |words: Cow<'_, str>| Standing::Words(words.to_lowercase());
    match (item.fields.value(field), field.shape()) {
        (None, _) => Standing::Nothing,
        (Some(Value::Day(day) | Value::Due(Due::On(day))), _) => {
            Standing::Number(i64::from(chrono::Datelike::num_days_from_ce(day)))
        }
        (Some(Value::Text(text)), Shape::Choice(choices)) => {
            choices.iter().position(|choice| choice == text).map_or(Standing::Nothing, |at| Standing::Number(at as i64))
        }
        (Some(Value::Text(text)), _) => words(text.into()),
        (Some(value @ (Value::Due(_) | Value::List(_) | Value::Owner(_))), _) => words(value.words().into()),
    }
}
