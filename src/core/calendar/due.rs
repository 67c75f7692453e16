//! When something is due: a day, "ASAP", a meeting, or not yet agreed.

use serde::{Deserializer, Serialize, Serializer};

use crate::json::Member;
use std::fmt;

use chrono::NaiveDate;

use super::{BadDay, read_day};

/// When something is due. The papers use all four forms.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// On or before a day.
    On(NaiveDate),
    /// As soon as possible (DAG29-07).
    Asap,
    /// At a named meeting, kept as written ("DAG030").
    Meeting(String),
    /// To be confirmed.
    Tbc,
}

impl Due {
    /// The day, where there is one.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Due::On(day) => Some(*day),
            Due::Asap | Due::Meeting(_) | Due::Tbc => None,
        }
    }

    /// Reads a day in any of the papers' forms, `ASAP`, `tbc`, or `meeting` and a reference.
    ///
    /// # Errors
    /// [`BadDay`] when it is none of them.
    ///
    /// ```
    /// use raid_core::calendar::Due;
    /// assert_eq!(Due::parse("asap").unwrap(), Due::Asap);
    /// assert_eq!(Due::parse("meeting DAG030").unwrap(), Due::Meeting("DAG030".into()));
    /// ```
    pub fn parse(text: &str) -> Result<Due, BadDay> {
        let trimmed = text.trim();
        if crate::text::check_line(trimmed).is_err() {
            return Err(BadDay::Due(crate::text::excerpt(trimmed)));
        }
        match trimmed.to_ascii_lowercase().as_str() {
            "asap" => return Ok(Due::Asap),
            "tbc" | "tbd" | "tba" => return Ok(Due::Tbc),
            _ => {}
        }
        match trimmed.split_once(' ') {
            Some((word, meeting)) if word.eq_ignore_ascii_case("meeting") && !meeting.trim().is_empty() => {
                Ok(Due::Meeting(meeting.trim().into()))
            }
            _ => read_day(trimmed).map(Due::On).map_err(|why| match why {
                BadDay::Form(text) => BadDay::Due(text),
                BadDay::Due(_) | BadDay::NoSuchDay(_) | BadDay::Weekday { .. } => why,
            }),
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Due::On(day) => write!(f, "{day}"),
            Due::Asap => f.write_str("ASAP"),
            Due::Meeting(meeting) => write!(f, "meeting {meeting}"),
            Due::Tbc => f.write_str("tbc"),
        }
    }
}

impl<'de> Member<'de> for Due {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::text::deserialize(deserializer, "a day, ASAP, tbc or a meeting in quotes", Due::parse)
    }
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_reads_back_as_written() {
        for text in ["2023-10-13", "ASAP", "meeting DAG030", "tbc"] {
            assert_eq!(Due::parse(text).map(|due| due.to_string()), Ok(text.into()));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["soon", "meeting", "31/06/2023"] {
            assert!(Due::parse(text).is_err(), "{text}");
        }
        let why = Due::parse("soon").map_err(|why| why.to_string());
        assert_eq!(
            why,
            Err(
                "“soon” is not a date, ASAP, tbc or a meeting; write it like 13/10/2023, ASAP, tbc or a meeting by its reference"
                    .into()
            )
        );
    }
}
