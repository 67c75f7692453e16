//! What a person is typing, before it is a value.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::Due;
use crate::record::{BadValue, Owner, Shape, Value};
use crate::state::Register;
use crate::web::views::phrases::day_typed;

/// What a person is typing into one field: text, and for an owner the name beside the role.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Draft {
    /// The text; an owner's role.
    pub(crate) text: String,
    /// An owner's name.
    pub(crate) name: String,
}

impl Draft {
    /// That text.
    pub(crate) fn of_text(text: impl Into<String>) -> Draft {
        Draft { text: text.into(), name: String::new() }
    }

    /// What typing starts from.
    pub(crate) fn of(value: Option<&Value>) -> Draft {
        match value {
            None => Draft::default(),
            Some(Value::Day(day) | Value::Due(Due::On(day))) => Draft::of_text(day_typed(*day)),
            Some(Value::Owner(owner)) => Draft { text: owner.role.clone(), name: owner.name.clone().unwrap_or_default() },
            Some(other) => Draft::of_text(other.typed()),
        }
    }

    /// What was typed, as a value; nothing typed is no value.
    ///
    /// # Errors
    /// [`BadValue`] when it does not fit the shape.
    pub(crate) fn read(&self, shape: Shape) -> Result<Option<Value>, BadValue> {
        // A list of choices gives only what is in it, and what stood there: that may be a word of a newer version.
        if matches!(shape, Shape::Choice(_) | Shape::Listed(_) | Shape::Offered) && !self.text.is_empty() {
            return Value::read_text(shape, &self.text).map(Some);
        }
        if shape != Shape::Owner || self.name.trim().is_empty() {
            return Value::parse(shape, &self.text);
        }
        if self.text.trim().is_empty() {
            return Err(BadValue::Type("a role or organisation; the name is optional"));
        }
        let owner = Owner::named(self.text.trim(), self.name.trim());
        owner.check()?;
        Ok(Some(Value::Owner(owner)))
    }

    /// The same where a meeting that is in the register can be named by its reference alone.
    ///
    /// # Errors
    /// [`BadValue`] when it does not fit the shape.
    pub(crate) fn read_in(&self, register: &Register, shape: Shape) -> Result<Option<Value>, BadValue> {
        Draft { text: register.as_due(shape, &self.text).into_owned(), name: self.name.clone() }.read(shape)
    }

    /// The day that was typed, to be shown in words.
    pub(crate) fn day(&self, shape: Shape) -> Option<NaiveDate> {
        match self.read(shape) {
            Ok(Some(Value::Day(day) | Value::Due(Due::On(day)))) => Some(day),
            _ => None,
        }
    }

    /// Whether a list names that part.
    pub(crate) fn names(&self, part: &str) -> bool {
        Value::parts(&self.text).iter().any(|have| have == part)
    }

    /// A list with that part taken in, or left out.
    pub(crate) fn toggled(&self, part: &str) -> String {
        let mut parts = Value::parts(&self.text);
        let had = parts.len();
        parts.retain(|have| have != part);
        if parts.len() == had {
            parts.push(part.into());
        }
        Value::List(parts).typed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_of_a_value_reads_back_as_it() {
        let values = [
            (Shape::Line, Value::Text("Data cut".into())),
            (Shape::Due, Value::Due(Due::Meeting("DAG030".into()))),
            (Shape::Due, Value::Due(Due::Asap)),
            (Shape::Day, Value::Day(NaiveDate::from_ymd_opt(2023, 6, 2).expect("a literal day"))),
            (Shape::List, Value::List(vec!["TMAG".into(), "DAG".into()])),
            (Shape::List, Value::List(vec!["Large Supplier (co-representative, Testing)".into(), "\"DAG\"".into()])),
            (Shape::Owner, Value::Owner(Owner::named("DNO Representative", "A. Name"))),
            (Shape::Owner, Value::Owner(Owner::role("Programme (PMO)"))),
        ];
        for (shape, value) in values {
            assert_eq!(Draft::of(Some(&value)).read(shape), Ok(Some(value)));
        }
    }

    #[test]
    fn a_name_without_a_role_is_refused() {
        let draft = Draft { text: " ".into(), name: "A. Name".into() };
        assert!(draft.read(Shape::Owner).is_err());
    }

    #[test]
    fn a_part_of_a_list_comes_and_goes() {
        let draft = Draft::of_text("TMAG, DAG");
        assert_eq!(draft.toggled("PSG"), "TMAG, DAG, PSG");
        assert_eq!(draft.toggled("TMAG"), "DAG");
        assert_eq!(Draft::of_text("\"one, two\"").toggled("DAG"), "\"one, two\", DAG");
    }

    #[test]
    fn the_day_is_shown_while_it_is_typed() {
        let day = NaiveDate::from_ymd_opt(2023, 10, 13);
        assert_eq!(Draft::of_text("Fri 13/10/23").day(Shape::Due), day);
        assert_eq!(Draft::of_text("Thu 13/10/23").day(Shape::Due), None);
        assert_eq!(Draft::of_text("ASAP").day(Shape::Due), None);
    }
}
