//! The roles of a programme, and who has them.

use chrono::NaiveDate;

use super::group::term;
use super::{Group, Scheme};
use crate::json::object;

object! {
    /// A role as records name it where they say who owns or raised something, and who has it. It is known by the role, so that
    /// another person can have it without a record being changed.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct Person {
        /// What records say.
        pub role: String = "role" always,
        /// Who has it. A register need not say.
        pub name: Option<String> = "name",
        /// The role that stands in for it.
        pub deputy: Option<String> = "deputy",
        /// Its first day.
        pub from: Option<NaiveDate> = "from",
        /// Its last day.
        pub until: Option<NaiveDate> = "until",
    }
}

/// Whether a term that begins and ends so is running on that day; both days belong to it.
fn runs(from: Option<NaiveDate>, until: Option<NaiveDate>, day: NaiveDate) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
}

impl Person {
    /// "from 1 Apr 2026 until 31 Mar 2027", as far as it is said.
    #[must_use]
    pub fn term(&self) -> String {
        term(self.from, self.until).trim_start().to_owned()
    }

    /// Whether somebody has the role on that day.
    #[must_use]
    pub fn is_on(&self, day: NaiveDate) -> bool {
        runs(self.from, self.until, day)
    }
}

impl Scheme {
    /// The role of that name, in any capitals.
    #[must_use]
    pub fn person(&self, role: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.role.to_lowercase() == role.to_lowercase())
    }

    /// The roles that somebody has on that day, as they are offered.
    #[must_use]
    pub fn roles_on(&self, day: NaiveDate) -> Vec<String> {
        self.people.iter().filter(|person| person.is_on(day)).map(|person| person.role.clone()).collect()
    }

    /// The codes of the groups that meet on that day, as they are offered.
    #[must_use]
    pub fn group_codes_on(&self, day: NaiveDate) -> Vec<String> {
        let meets = |group: &&Group| runs(group.from, group.until, day);
        self.groups.iter().filter(meets).map(|group| group.code.clone()).collect()
    }
}
