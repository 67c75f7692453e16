//! Days and moments in words, through the browser's `Intl`.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

/// As `Intl` shortens them in British English. A table shows hundreds of days, and making a formatter takes as long as
/// drawing all of it, so these words are ours; a test in the browser holds them against `Intl`.
const SHORT_MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

/// "13 October 2023".
#[must_use]
pub fn long(day: NaiveDate) -> String {
    long_words(day)
}

/// "13 Oct 2023".
#[must_use]
pub fn short(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), SHORT_MONTHS[day.month0() as usize], day.year())
}

/// "13 October 2023, 14:05" in the person's time zone. A file that was made by hand may give no date.
#[must_use]
pub fn moment(at: DateTime<Utc>) -> String {
    if at == DateTime::UNIX_EPOCH { "no date given".into() } else { moment_words(at) }
}

/// The same of a moment that was written as RFC 3339 has it; what is written otherwise is given as it stands.
#[must_use]
pub fn moment_of(at: &str) -> String {
    DateTime::parse_from_rfc3339(at).map_or_else(|_| at.to_owned(), |at| moment(at.to_utc()))
}

#[cfg(target_arch = "wasm32")]
thread_local! {
    static LONG: js_sys::Intl::DateTimeFormat = formatter(false);
    static MOMENT: js_sys::Intl::DateTimeFormat = formatter(true);
}

#[cfg(target_arch = "wasm32")]
fn formatter(with_time: bool) -> js_sys::Intl::DateTimeFormat {
    let options = js_sys::Object::new();
    let set = |key: &str, value: &str| drop(js_sys::Reflect::set(&options, &key.into(), &value.into()));
    set("day", "numeric");
    set("month", "long");
    set("year", "numeric");
    if with_time {
        set("hour", "2-digit");
        set("minute", "2-digit");
    } else {
        set("timeZone", "UTC");
    }
    js_sys::Intl::DateTimeFormat::new(&js_sys::Array::of1(&"en-GB".into()), &options)
}

#[cfg(target_arch = "wasm32")]
fn words(with: &js_sys::Intl::DateTimeFormat, milliseconds: i64) -> String {
    let date = js_sys::Date::new(&(milliseconds as f64).into());
    with.format().call1(with, &date).ok().and_then(|words| words.as_string()).unwrap_or_default()
}

#[cfg(target_arch = "wasm32")]
fn long_words(day: NaiveDate) -> String {
    let at = day.and_hms_opt(0, 0, 0).map_or(0, |at| at.and_utc().timestamp_millis());
    LONG.with(|with| words(with, at))
}

#[cfg(target_arch = "wasm32")]
fn moment_words(at: DateTime<Utc>) -> String {
    MOMENT.with(|with| words(with, at.timestamp_millis()))
}

#[cfg(not(target_arch = "wasm32"))]
fn long_words(day: NaiveDate) -> String {
    crate::calendar::long_date(day)
}

#[cfg(not(target_arch = "wasm32"))]
fn moment_words(at: DateTime<Utc>) -> String {
    format!("{} at {:02}:{:02}", long_words(at.date_naive()), chrono::Timelike::hour(&at), chrono::Timelike::minute(&at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_that_nobody_gave_is_no_day_in_1970() {
        assert_eq!(moment(DateTime::UNIX_EPOCH), "no date given");
        let later = DateTime::UNIX_EPOCH + chrono::TimeDelta::days(1);
        assert_eq!(moment(later), "2 January 1970 at 00:00");
    }
}
