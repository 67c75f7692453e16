//! The only place that asks the time.

use chrono::{DateTime, NaiveDate, Utc};

/// Now, in whole milliseconds.
#[must_use]
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(milliseconds()).unwrap_or_default()
}

/// Today, where the person sits.
#[must_use]
pub fn today() -> NaiveDate {
    local_today()
}

#[cfg(target_arch = "wasm32")]
fn milliseconds() -> i64 {
    js_sys::Date::now() as i64
}

#[cfg(target_arch = "wasm32")]
fn local_today() -> NaiveDate {
    let now = js_sys::Date::new_0();
    NaiveDate::from_ymd_opt(now.get_full_year() as i32, now.get_month() + 1, now.get_date()).unwrap_or_default()
}

/// Components are drawn natively in tests as they looked on 11 October 2023, the day of DAG029.
#[cfg(not(target_arch = "wasm32"))]
fn milliseconds() -> i64 {
    1_697_018_400_000
}

#[cfg(not(target_arch = "wasm32"))]
fn local_today() -> NaiveDate {
    now().date_naive()
}
