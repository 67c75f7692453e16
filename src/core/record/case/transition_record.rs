//! A step of a change request's life that was taken, kept with it: its way from raised to closed, and every step that was
//! taken although something was missing.

use chrono::NaiveDate;

use crate::calendar::{long_date, short_date};
use crate::json::object;
use crate::record::{Status, StatusEntry};
use crate::scheme::Scheme;
use crate::stamp::EventId;
use crate::text::{self, BadText};

object! {
    /// A step that was taken. Follows from the log; kept in the state so that whoever has the state has the way too.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct TransitionRecord {
        /// The event that took it.
        pub id: EventId = "id",
        /// Where it stood before.
        pub from: Status = "from",
        /// Where it went.
        pub to: Status = "to",
        /// The day, where it was said.
        pub on: Option<NaiveDate> = "on",
        /// Why, in words.
        pub why: Option<String> = "why",
        /// What was missing when it was taken all the same, in sentences; empty when nothing was.
        pub unmet: Vec<String> = "unmet",
        /// Who recorded it.
        pub by: String = "by",
    }
}

impl TransitionRecord {
    /// Whether something was missing.
    #[must_use]
    pub fn is_override(&self) -> bool {
        !self.unmet.is_empty()
    }

    /// What a report says of a step that was taken although something was missing: where it went and when, what was
    /// missing, why it was taken, and who recorded it.
    #[must_use]
    pub fn although(&self, scheme: &Scheme) -> String {
        let on = self.on.map(|on| format!(" on {}", long_date(on))).unwrap_or_default();
        let why = self.why.as_deref().unwrap_or("none was given");
        format!(
            "Went to “{}”{on} although something was missing: {}. Reason: {}. Recorded by {}.",
            scheme.status_label(self.to),
            self.unmet.join("; ").trim_end_matches('.'),
            why.trim_end_matches('.'),
            self.by
        )
    }

    /// The same for a card: where it went, how much was missing, and why.
    #[must_use]
    pub fn although_in_short(&self, scheme: &Scheme) -> String {
        let on = self.on.map(|on| format!(" on {}", short_date(on))).unwrap_or_default();
        let missing = match self.unmet.len() {
            1 => "1 thing was".to_owned(),
            many => format!("{many} things were"),
        };
        let why = crate::text::excerpt(self.why.as_deref().unwrap_or("none was given"));
        format!("“{}”{on} although {missing} missing. Reason: {why}", scheme.status_label(self.to))
    }

    /// How it stood after the step.
    #[must_use]
    pub fn standing(&self) -> StatusEntry {
        StatusEntry { status: self.to, since: self.on, why: self.why.clone(), unmet: self.unmet.clone() }
    }

    /// Checks its texts.
    ///
    /// # Errors
    /// [`BadText`] of the first that fails.
    pub fn check(&self) -> Result<(), BadText> {
        self.unmet.iter().chain(&self.why).chain([&self.by]).try_for_each(|words| text::check(words))
    }
}

/// Keeps a step. One that takes the step before it back, exactly, leaves neither: undoing is no step of its life.
pub(crate) fn keep(steps: &mut Vec<TransitionRecord>, from: &StatusEntry, taken: TransitionRecord) {
    let undoes = steps.last().is_some_and(|last| {
        let before = match steps.len().checked_sub(2).and_then(|at| steps.get(at)) {
            Some(earlier) => earlier.standing() == taken.standing(),
            None => taken.why.is_none() && taken.unmet.is_empty(),
        };
        last.standing() == *from && last.from == taken.to && before
    });
    if undoes {
        steps.pop();
    } else {
        steps.push(taken);
    }
}

crate::json::required!(TransitionRecord);
