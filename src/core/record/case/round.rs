//! One impact assessment round: who was asked, for how long, and how it ended.

use std::fmt;

use chrono::NaiveDate;

use super::{Position, Response};
use crate::json::object;
use crate::stamp::EventId;
use crate::text::{self, BadText};

object! {
    /// One impact assessment round.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Round {
        /// The event that issued it.
        pub id: EventId = "id",
        /// 1 for the first.
        pub number: u32 = "number",
        /// The version of the text that was issued.
        pub version: String = "version",
        /// The day it was issued, which is not counted.
        pub issued_on: NaiveDate = "issuedOn",
        /// Working days to answer.
        pub window: u16 = "window",
        /// The last day to answer, as counted when it was issued.
        pub closes_on: NaiveDate = "closesOn",
        /// Why it closes on another day than the one counted.
        pub closes_why: Option<String> = "closesWhy",
        /// How the day was counted, in words.
        pub counted: Option<String> = "counted",
        /// Later last days, oldest first.
        pub extensions: Vec<Extension> = "extensions",
        /// How parties were told: Principal Contacts, The Clock.
        pub channels: Vec<String> = "channels",
        /// The constituencies that were asked.
        pub audience: Vec<String> = "audience",
        /// How it was closed.
        pub closed: Option<Closed> = "closed",
        /// Why it does not count.
        pub voided: Option<Voided> = "voided",
    }
}

object! {
    /// A later last day.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Extension {
        /// The new last day.
        pub to: NaiveDate = "to",
        /// Why.
        pub why: String = "why",
        /// The day it was granted, where it was said.
        pub on: Option<NaiveDate> = "on",
    }
}

impl Extension {
    /// "Extended on 25 October 2023 to 3 November 2023: Half term", its days written as asked.
    #[must_use]
    pub fn words(&self, day: fn(NaiveDate) -> String) -> String {
        let on = self.on.map(|on| format!(" on {}", day(on))).unwrap_or_default();
        format!("extended{on} to {}: {}", day(self.to), self.why)
    }
}

object! {
    /// How a round was closed.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Closed {
        /// When.
        pub on: Option<NaiveDate> = "on",
        /// The constituencies recorded as "no response".
        pub missing: Vec<String> = "missing",
        /// The answers that were known then; none in a file of an earlier time.
        pub answers: Option<Vec<EventId>> = "answers",
    }
}

object! {
    /// Why a round does not count.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Voided {
        /// When.
        pub on: Option<NaiveDate> = "on",
        /// Why.
        pub why: String = "why",
        /// The answers that were known then; none in a file of an earlier time.
        pub answers: Option<Vec<EventId>> = "answers",
    }
}

impl fmt::Display for Round {
    /// "Round 1".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Round {}", self.number)
    }
}

impl Round {
    /// The last day to answer, extensions counted.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.extensions.last().map_or(self.closes_on, |extension| extension.to)
    }

    /// Whether answers are still taken.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closed.is_none() && self.voided.is_none()
    }

    /// Whether an answer of that day came after the last day.
    #[must_use]
    pub fn is_late(&self, received: NaiveDate) -> bool {
        received > self.last_day()
    }

    /// The day it ended: closed or made void. Not the last day to answer.
    #[must_use]
    pub fn ended_on(&self) -> Option<NaiveDate> {
        let voided = self.voided.as_ref().and_then(|voided| voided.on);
        voided.or_else(|| self.closed.as_ref().and_then(|closed| closed.on))
    }

    /// Whether it ended without that answer: whoever ended it did not know of it. A file of an earlier time does not say
    /// what was known; there it is one of a constituency that was missing, or one that was received after that day.
    #[must_use]
    pub fn is_outside(&self, response: &Response) -> bool {
        let (on, answers, missing): (_, _, &[String]) = match (&self.voided, &self.closed) {
            (Some(voided), _) => (voided.on, &voided.answers, &[]),
            (None, Some(closed)) => (closed.on, &closed.answers, &closed.missing),
            (None, None) => return false,
        };
        match answers {
            Some(known) => !known.contains(&response.id),
            None => {
                let was_missing = missing.contains(&response.constituency) && response.position != Position::NoResponse;
                was_missing || on.is_some_and(|on| response.received_on > on)
            }
        }
    }

    /// What does not fit, each in a sentence without a full stop.
    #[must_use]
    pub fn inconsistencies(&self) -> Vec<String> {
        let mut said = Vec::new();
        if self.window == 0 {
            said.push(format!("{} has a window of no working days", self));
        }
        if self.last_day() < self.issued_on {
            said.push(format!("{} closes before it was issued", self));
        }
        said
    }

    /// Checks its texts.
    ///
    /// # Errors
    /// [`BadText`] of the first that fails.
    pub fn check(&self) -> Result<(), BadText> {
        text::check_line(&self.version)?;
        let missing = self.closed.iter().flat_map(|closed| &closed.missing);
        self.channels.iter().chain(&self.audience).chain(missing).try_for_each(|line| text::check_line(line))?;
        let reasons = self.extensions.iter().map(|extension| &extension.why).chain(self.voided.iter().map(|voided| &voided.why));
        reasons.chain(&self.closes_why).chain(&self.counted).try_for_each(|why| text::check(why))
    }
}

crate::json::required!(Round, Extension, Closed, Voided);
