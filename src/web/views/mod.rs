//! What is drawn: functions of props.

pub mod list;
pub mod overview;
pub mod parts;
mod phrases;
pub mod planning;
pub mod record;
