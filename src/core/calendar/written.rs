//! How days are written for people: each way of the programme's papers in one place.

use chrono::NaiveDate;

/// "27 October 2023".
#[must_use]
pub fn long_date(day: NaiveDate) -> String {
    written(day, "%-d %B %Y")
}

/// "27 Oct 2023".
#[must_use]
pub fn short_date(day: NaiveDate) -> String {
    written(day, "%-d %b %Y")
}

/// "27/10/2023".
#[must_use]
pub fn numeric_date(day: NaiveDate) -> String {
    written(day, "%d/%m/%Y")
}

/// "Friday 27 October 2023".
#[must_use]
pub fn date_with_weekday(day: NaiveDate) -> String {
    written(day, "%A %-d %B %Y")
}

/// "October 2023".
#[must_use]
pub fn month_and_year(day: NaiveDate) -> String {
    written(day, "%B %Y")
}

/// "October".
#[must_use]
pub fn month_name(day: NaiveDate) -> String {
    written(day, "%B")
}

/// "Friday".
#[must_use]
pub fn weekday_name(day: NaiveDate) -> String {
    written(day, "%A")
}

#[inline(never)]
fn written(day: NaiveDate, pattern: &str) -> String {
    day.format(pattern).to_string()
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
