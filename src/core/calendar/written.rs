//! How days are written for people: each way of the programme's papers in one place.
//!
//! By parts and not by chrono's patterns, whose interpreter is as long as all else that a first view needs of chrono.

use chrono::{Datelike, Month, NaiveDate, Weekday};

/// "27 October 2023".
#[must_use]
pub fn long_date(day: NaiveDate) -> String {
    format!("{} {}", day.day(), month_and_year(day))
}

/// "27 Oct 2023".
#[must_use]
pub fn short_date(day: NaiveDate) -> String {
    format!("{} {} {:04}", day.day(), &name_of_month(day)[..3], day.year())
}

/// "27/10/2023".
#[must_use]
pub fn numeric_date(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// "20231027", as calendar files write it.
#[must_use]
pub(super) fn compact_date(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// "Friday 27 October 2023".
#[must_use]
pub fn date_with_weekday(day: NaiveDate) -> String {
    format!("{} {}", weekday_name(day), long_date(day))
}

/// "October 2023".
#[must_use]
pub fn month_and_year(day: NaiveDate) -> String {
    format!("{} {:04}", name_of_month(day), day.year())
}

/// "October".
#[must_use]
pub fn month_name(day: NaiveDate) -> String {
    name_of_month(day).into()
}

/// "Friday".
#[must_use]
pub fn weekday_name(day: NaiveDate) -> String {
    name_of_weekday(day.weekday()).into()
}

fn name_of_month(day: NaiveDate) -> &'static str {
    // A month of a day is one of the twelve.
    Month::try_from(day.month() as u8).map_or("", |month| month.name())
}

/// "Friday".
pub(super) fn name_of_weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::read_day;

    #[test]
    fn a_day_is_written_as_the_papers_do() {
        let day = NaiveDate::from_ymd_opt(2023, 10, 6).expect("a literal day");
        let ways = [long_date, short_date, numeric_date, date_with_weekday, month_and_year, month_name, weekday_name];
        let written =
            ["6 October 2023", "6 Oct 2023", "06/10/2023", "Friday 6 October 2023", "October 2023", "October", "Friday"];
        assert_eq!(ways.map(|way| way(day)), written);
        assert!([long_date, short_date, numeric_date].iter().all(|way| read_day(&way(day)) == Ok(day)), "and reads back");
    }
}
