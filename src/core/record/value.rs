//! What a field can hold.

use std::fmt;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use super::{Owner, Shape};
use crate::calendar::{BadDay, Due, read_day};
use crate::json;
use crate::text::{self, BadText};
use crate::words;

/// The checked content of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A line, a text or a choice.
    Text(String),
    /// A civil day.
    Day(NaiveDate),
    /// When something is due.
    Due(Due),
    /// Several short texts.
    List(Vec<String>),
    /// A role, with an optional name.
    Owner(Owner),
}

/// Why a value does not fit its field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadValue {
    /// The text itself.
    #[error("{0}")]
    Text(#[from] BadText),
    /// No day.
    #[error("{0}")]
    Day(#[from] BadDay),
    /// Not one of the words.
    #[error("“{found}” is not one of {}", .allowed.join(", "))]
    Choice {
        /// What was there.
        found: String,
        /// What could be.
        allowed: Vec<String>,
    },
    /// No number.
    #[error("“{0}” is no number: write it like 1,250 or 12.5")]
    Number(String),
    /// No address.
    #[error("“{0}” is no link: begin it with https:// or mailto:")]
    Link(String),
    /// Another JSON type.
    #[error("it should be {0}")]
    Type(&'static str),
}

impl BadValue {
    /// A word that is none of these.
    pub(crate) fn choice(found: &str, allowed: &[impl AsRef<str>]) -> BadValue {
        BadValue::Choice { found: text::excerpt(found), allowed: allowed.iter().map(|word| word.as_ref().to_owned()).collect() }
    }
}

impl Value {
    /// Reads what a person typed. Empty text is no value.
    ///
    /// # Errors
    /// [`BadValue`] when it does not fit the shape.
    pub fn parse(shape: Shape, typed: &str) -> Result<Option<Value>, BadValue> {
        let trimmed = typed.trim();
        if trimmed.is_empty() {
            return Ok(None);
        }
        match shape {
            Shape::List => Value::list(Value::parts(trimmed).iter().map(String::as_str)).map(Some),
            Shape::Day => Ok(Some(Value::Day(read_day(trimmed)?))),
            Shape::Text => Value::read_text(shape, typed.trim_end()).map(Some),
            Shape::Choice(allowed) if !allowed.contains(&trimmed) => Err(BadValue::choice(trimmed, allowed)),
            Shape::Line | Shape::Due | Shape::Owner | Shape::Choice(_) | Shape::Listed(_) | Shape::Offered => {
                Value::read_text(shape, trimmed).map(Some)
            }
        }
    }

    /// Reads the wire form.
    ///
    /// # Errors
    /// [`BadValue`] when it does not fit the shape.
    pub fn from_json(shape: Shape, json: &Json) -> Result<Value, BadValue> {
        match (shape, json) {
            (Shape::List, Json::Array(parts)) => {
                Value::list(parts.iter().map(Json::as_str).collect::<Option<Vec<_>>>().ok_or(BadValue::Type("a list of texts"))?)
            }
            (Shape::List, _) => Err(BadValue::Type("a list of texts")),
            (Shape::Owner, Json::Object(_)) => {
                let owner = json::read::<Owner>(json).map_err(|_| BadValue::Type("a role, with an optional name"))?;
                owner.check()?;
                Ok(Value::Owner(owner))
            }
            (_, Json::String(text)) => Value::read_text(shape, text),
            _ => Err(BadValue::Type("a text")),
        }
    }

    /// Reads a wire text for any shape but a list.
    ///
    /// # Errors
    /// [`BadValue`] when it does not fit the shape.
    pub fn read_text(shape: Shape, found: &str) -> Result<Value, BadValue> {
        Value::check_text(shape, found)?;
        Ok(match shape {
            Shape::Day => Value::Day(read_day(found)?),
            Shape::Due => Value::Due(Due::parse(found)?),
            Shape::Owner => Value::Owner(Owner::role(found)),
            Shape::Line | Shape::Text | Shape::Choice(_) | Shape::Listed(_) | Shape::Offered | Shape::List => {
                Value::Text(found.into())
            }
        })
    }

    /// Checks a wire text without keeping it. A choice may be one that a newer version has.
    ///
    /// # Errors
    /// [`BadValue`] when it does not fit the shape.
    pub fn check_text(shape: Shape, found: &str) -> Result<(), BadValue> {
        match shape {
            Shape::Line | Shape::Owner | Shape::Listed(_) | Shape::Offered => Ok(text::check_line(found)?),
            Shape::Text => Ok(text::check(found)?),
            Shape::Choice(allowed) if allowed.contains(&found) || words::is_newer(found) => Ok(()),
            Shape::Choice(allowed) => Err(BadValue::choice(found, allowed)),
            Shape::Day => Ok(read_day(found).map(drop)?),
            Shape::Due => Ok(Due::parse(found).map(drop)?),
            Shape::List => Err(BadValue::Type("a list of texts")),
        }
    }

    /// The entries of a list as it is typed: parted by commas and line breaks, but for those in double quotes, where a quote of
    /// the entry's own is written twice.
    #[must_use]
    pub fn parts(typed: &str) -> Vec<String> {
        let mut parts = Vec::new();
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            let (part, after) = quoted(rest).unwrap_or_else(|| plain(rest));
            parts.push(part);
            rest = after.trim_start();
        }
        parts.retain(|part| !part.trim().is_empty());
        parts
    }

    /// A list of these, each kept once.
    ///
    /// # Errors
    /// [`BadValue::Text`] of the first that is no line.
    pub fn list<'a>(parts: impl IntoIterator<Item = &'a str>) -> Result<Value, BadValue> {
        let mut kept: Vec<String> = Vec::new();
        for part in parts {
            text::check_line(part)?;
            if !kept.iter().any(|have| have == part) {
                kept.push(part.into());
            }
        }
        Ok(Value::List(kept))
    }

    /// The value as a person types it: [`Value::parse`] reads it back. An entry of a list that its comma would part stands
    /// in double quotes.
    #[must_use]
    pub fn typed(&self) -> String {
        match self {
            Value::List(parts) => parts.iter().map(|part| entry(part)).collect::<Vec<_>>().join(", "),
            Value::Text(_) | Value::Day(_) | Value::Due(_) | Value::Owner(_) => self.to_string(),
        }
    }
}

impl fmt::Display for Value {
    /// The value as a person reads it: days are ISO, lists joined by commas.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.write_str(text),
            Value::Day(day) => day.fmt(f),
            Value::Due(due) => due.fmt(f),
            Value::List(parts) => f.write_str(&parts.join(", ")),
            Value::Owner(owner) => owner.fmt(f),
        }
    }
}

const PARTED_BY: [char; 2] = [',', '\n'];

fn plain(typed: &str) -> (String, &str) {
    let (part, after) = typed.split_once(PARTED_BY).unwrap_or((typed, ""));
    (part.trim().into(), after)
}

/// An entry in quotes, and what follows it; `None` where the quotes are words of an entry.
fn quoted(typed: &str) -> Option<(String, &str)> {
    let body = typed.strip_prefix('"')?;
    let mut end = body.find('"')?;
    while body[end + 1..].starts_with('"') {
        end += 2 + body[end + 2..].find('"')?;
    }
    let after = body[end + 1..].trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    let after = if after.is_empty() { after } else { after.strip_prefix(PARTED_BY)? };
    Some((body[..end].replace("\"\"", "\""), after))
}

fn entry(part: &str) -> String {
    let stands_alone = !part.contains(PARTED_BY) && !part.starts_with('"') && part.trim() == part;
    if stands_alone { part.into() } else { format!("\"{}\"", part.replace('"', "\"\"")) }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Text(text) => serializer.serialize_str(text),
            Value::Day(day) => serializer.collect_str(day),
            Value::Due(due) => serializer.collect_str(due),
            Value::List(parts) => parts.serialize(serializer),
            Value::Owner(owner) => owner.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_types_is_read_by_shape() {
        let read = |shape, typed| Value::parse(shape, typed).map(|value| value.map(|v| v.to_string()));
        assert_eq!(read(Shape::Day, "Fri 02/06/23"), Ok(Some("2023-06-02".into())));
        assert_eq!(read(Shape::Due, "asap"), Ok(Some("ASAP".into())));
        assert_eq!(read(Shape::List, "TMAG, DAG,TMAG"), Ok(Some("TMAG, DAG".into())));
        assert_eq!(read(Shape::Line, "   "), Ok(None));
        assert!(read(Shape::Choice(&["Yes", "No"]), "Maybe").is_err());
    }

    #[test]
    fn an_entry_with_a_comma_is_typed_in_quotes() {
        let check = |typed: &str, expected: &[&str]| assert_eq!(Value::parts(typed), expected, "{typed}");
        check("TMAG, DAG,\nPSG\n", &["TMAG", "DAG", "PSG"]);
        check("\"Supplier (co-representative, Testing)\", DAG", &["Supplier (co-representative, Testing)", "DAG"]);
        check("\"A \"\"large\"\", late one\" \n DAG", &["A \"large\", late one", "DAG"]);
        // A quote that opens no entry, or closes none, is one of its words.
        check("the \"large\" one, DAG", &["the \"large\" one", "DAG"]);
        check("\"Large\" Supplier, DAG", &["\"Large\" Supplier", "DAG"]);
        check("\"Large, DAG", &["\"Large", "DAG"]);
        check("\" \", \"\",, ", &[]);
        let words = |parts: &[&str]| Value::List(parts.iter().map(|part| (*part).into()).collect()).typed();
        assert_eq!(words(&["TMAG", "the \"large\" one"]), "TMAG, the \"large\" one");
        assert_eq!(words(&["one, two", "DAG"]), "\"one, two\", DAG");
    }
}
