//! Days as programme papers write them, and the typed due dates that are not always days.

mod day;
mod due;

pub(crate) use day::optional_day;
pub use day::{BadDay, read_day};
pub use due::Due;
