//! The filled fields of one record.

use chrono::NaiveDate;

use super::{Extra, Field, Owner, Value};
use crate::calendar::Due;

/// The filled fields of one record, in the table's order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields(Vec<(Field, Value)>, Extra);

impl Fields {
    /// What the field holds.
    #[must_use]
    pub fn value(&self, field: Field) -> Option<&Value> {
        self.0.binary_search_by_key(&field, |(have, _)| *have).ok().map(|at| &self.0[at].1)
    }

    /// Fills or clears a field and gives back what it held.
    pub fn put(&mut self, field: Field, value: Option<Value>) -> Option<Value> {
        match (self.0.binary_search_by_key(&field, |(have, _)| *have), value) {
            (Ok(at), Some(value)) => Some(std::mem::replace(&mut self.0[at].1, value)),
            (Ok(at), None) => Some(self.0.remove(at).1),
            (Err(at), Some(value)) => {
                self.0.insert(at, (field, value));
                None
            }
            (Err(_), None) => None,
        }
    }

    /// The filled fields, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &Value)> {
        self.0.iter().map(|(field, value)| (*field, value))
    }

    /// The fields that only a newer version knows, by their wire names: with a record that is raised, what they hold. A record
    /// itself keeps that in [`super::Record::extra`]; of one that was just folded these are the fields that an event cleared.
    #[must_use]
    pub fn newer(&self) -> &Extra {
        &self.1
    }

    /// Keeps a field that only a newer version knows.
    #[cold]
    pub(crate) fn put_newer(&mut self, name: &str, value: serde_json::Value) {
        self.1.insert(name.into(), value);
    }

    /// Takes out the fields that only a newer version knows.
    pub(crate) fn take_newer(&mut self) -> Extra {
        std::mem::take(&mut self.1)
    }

    /// The text of a line, text or choice.
    #[must_use]
    pub fn text(&self, field: Field) -> Option<&str> {
        match self.value(field)? {
            Value::Text(text) => Some(text),
            Value::Day(_) | Value::Due(_) | Value::List(_) | Value::Owner(_) => None,
        }
    }

    /// The day, of a day or a due date that is one.
    #[must_use]
    pub fn day(&self, field: Field) -> Option<NaiveDate> {
        match self.value(field)? {
            Value::Day(day) => Some(*day),
            Value::Due(due) => due.day(),
            Value::Text(_) | Value::List(_) | Value::Owner(_) => None,
        }
    }

    /// The due date.
    #[must_use]
    pub fn due(&self, field: Field) -> Option<Due> {
        match self.value(field)? {
            Value::Day(day) => Some(Due::On(*day)),
            Value::Due(due) => Some(due.clone()),
            Value::Text(_) | Value::List(_) | Value::Owner(_) => None,
        }
    }

    /// The parts of a list; empty when there is none.
    #[must_use]
    pub fn list(&self, field: Field) -> &[String] {
        match self.value(field) {
            Some(Value::List(parts)) => parts,
            Some(Value::Text(_) | Value::Day(_) | Value::Due(_) | Value::Owner(_)) | None => &[],
        }
    }

    /// The owner.
    #[must_use]
    pub fn owner(&self) -> Option<&Owner> {
        match self.value(Field::Owner)? {
            Value::Owner(owner) => Some(owner),
            Value::Text(_) | Value::Day(_) | Value::Due(_) | Value::List(_) => None,
        }
    }
}
