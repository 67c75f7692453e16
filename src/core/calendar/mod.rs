//! Days as programme papers write them, typed due dates that are not always days, working days, and calendar files.

mod day;
mod due;
mod ics;
mod working;
mod written;

pub use day::{BadDay, read_day};
pub use due::Due;
pub use ics::{Entry, calendar_file};
pub use working::{BY_RULE, BadWindow, Calendar, Counted, Division, LONGEST, OwnHoliday, Rest, YEARS, beyond, holiday};
pub use written::{date_with_weekday, long_date, month_and_year, month_name, numeric_date, short_date, weekday_name};
