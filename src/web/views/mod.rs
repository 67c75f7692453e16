//! What is drawn: functions of props.

pub mod list;
pub mod overview;
pub mod parts;
pub mod planning;
pub mod record;
