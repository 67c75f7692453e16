//! Reads a civil day from the forms seen in the programme's papers.

use chrono::{Datelike, NaiveDate, Weekday};

use super::written::name_of_weekday;
use crate::json::Member;

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadDay {
    /// None of the known forms.
    #[error("“{0}” is not a date; write it like 2023-10-13, 13/10/2023 or 13 October 2023")]
    Form(String),
    /// None of the known forms of what can be due.
    #[error("“{0}” is not a date, ASAP, tbc or a meeting; write it like 13/10/2023, ASAP, tbc or a meeting by its reference")]
    Due(String),
    /// A form we know, but no such day, such as 31 June.
    #[error("“{0}” is a date that does not exist")]
    NoSuchDay(String),
    /// The weekday written is not the day's weekday.
    #[error("“{text}” says {said}, but {day} is a {is}")]
    Weekday {
        /// As written.
        text: String,
        /// The weekday written.
        said: String,
        /// The day, ISO.
        day: NaiveDate,
        /// Its real weekday.
        is: String,
    },
}

/// Reads `2023-06-02`, `02/06/23`, `07/06/2023`, `8 November 2023`, `13-Oct-23`, each with an optional weekday before it
/// (`Fri 02/06/23`), which must be the right one. Two-digit years are 2000 to 2099; day comes before month.
///
/// # Errors
/// [`BadDay`], in a sentence fit for the person who wrote the date.
///
/// ```
/// use raid_core::calendar::read_day;
/// assert_eq!(read_day("Fri 02/06/23").unwrap().to_string(), "2023-06-02");
/// assert!(read_day("Thu 02/06/23").is_err());
/// ```
pub fn read_day(text: &str) -> Result<NaiveDate, BadDay> {
    if let Some((year, month, day)) = iso(text.as_bytes()) {
        return NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| BadDay::NoSuchDay(text.into()));
    }
    let trimmed = text.trim();
    let (weekday, rest) = split_weekday(trimmed);
    let (year, month, day) = parts(rest).ok_or_else(|| BadDay::Form(crate::text::excerpt(trimmed)))?;
    let found = NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| BadDay::NoSuchDay(crate::text::excerpt(trimmed)))?;
    match weekday {
        Some(said) if said != found.weekday() => Err(BadDay::Weekday {
            text: crate::text::excerpt(trimmed),
            said: name_of_weekday(said).into(),
            day: found,
            is: name_of_weekday(found.weekday()).into(),
        }),
        _ => Ok(found),
    }
}

/// The wire form, read without looking further: files hold millions of these.
fn iso(text: &[u8]) -> Option<(i32, u32, u32)> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = *text else { return None };
    let digits = |bytes: &[u8]| bytes.iter().try_fold(0_u32, |sum, b| b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0')));
    Some((digits(&[a, b, c, d])? as i32, digits(&[e, f])?, digits(&[g, h])?))
}

fn split_weekday(text: &str) -> (Option<Weekday>, &str) {
    let Some((first, rest)) = text.split_once([' ', ',']) else { return (None, text) };
    match weekday(first) {
        Some(weekday) => (Some(weekday), rest.trim_start_matches([' ', ','])),
        None => (None, text),
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    match text.trim_end_matches('.').to_ascii_lowercase().as_str() {
        "tues" => Some(Weekday::Tue),
        "weds" => Some(Weekday::Wed),
        "thur" | "thurs" => Some(Weekday::Thu),
        name => name.parse().ok(),
    }
}

fn parts(text: &str) -> Option<(i32, u32, u32)> {
    let pieces: Vec<&str> = text.split(['/', '-', ' ', '.', ',']).filter(|piece| !piece.is_empty()).collect();
    let [first, second, third] = pieces[..] else { return None };
    if let Some(year) = number(first).filter(|_| first.len() == 4) {
        return Some((year as i32, number(second)?, number(third)?));
    }
    Some((year(third)?, month(second)?, number(ordinal(first))?))
}

fn number(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn ordinal(text: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text)
}

fn year(text: &str) -> Option<i32> {
    let text = text.trim_start_matches(['\'', '’']);
    let year = number(text)? as i32;
    match text.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

fn month(text: &str) -> Option<u32> {
    let name = if text.eq_ignore_ascii_case("sept") { "sep" } else { text };
    number(text).or_else(|| name.parse::<chrono::Month>().ok().map(|month| month.number_from_month()))
}

/// A day of the wire: in any of the papers' forms, since people write files by hand.
impl<'de> Member<'de> for NaiveDate {
    fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::text::deserialize(deserializer, "a day like 2023-10-13 in quotes", read_day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, iso: &str) {
        assert_eq!(read_day(text).map(|day| day.to_string()), Ok(iso.into()), "{text}");
    }

    #[test]
    fn the_papers_own_forms_are_read() {
        check("Fri 02/06/23", "2023-06-02");
        check("21/06/23", "2023-06-21");
        check("07/06/2023", "2023-06-07");
        check("8 November 2023", "2023-11-08");
        check("Wednesday 16 August 2023", "2023-08-16");
        check("9th October '23", "2023-10-09");
        check("13th October 2023", "2023-10-13");
        check("21st Oct '23", "2023-10-21");
        check("31st December 2023", "2023-12-31");
        check("20-Sep-23", "2023-09-20");
        check("13 Sept 2023", "2023-09-13");
        check("Tues 10 October 2023", "2023-10-10");
        check("Weds. 11th Oct. 2023", "2023-10-11");
        check("Thurs 12 October 2023", "2023-10-12");
        check("Thur, 12/10/23", "2023-10-12");
        check("2023-10-13", "2023-10-13");
        check(" 29/02/2024 ", "2024-02-29");
    }

    #[test]
    fn a_wrong_weekday_is_said() {
        let sentence = read_day("Thu 02/06/23").expect_err("it was a Friday").to_string();
        assert_eq!(sentence, "“Thu 02/06/23” says Thursday, but 2023-06-02 is a Friday");
        for text in ["Tues 02/06/23", "Weds 2nd June 2023", "Thurs 02/06/23"] {
            assert!(matches!(read_day(text), Err(BadDay::Weekday { .. })), "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_said() {
        for text in ["31/06/2023", "2023-02-29", "0/1/2023", "2023-13-01"] {
            assert!(matches!(read_day(text), Err(BadDay::NoSuchDay(_))), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_said() {
        for text in ["", "soon", "2023", "1/2", "12/10/123", "١٣/10/2023", "1/2/3/4"] {
            assert!(matches!(read_day(text), Err(BadDay::Form(_))), "{text}");
        }
    }
}
