//! What happened to a record and what was noted about it.

mod history_entry;
mod history_section;
mod notes;

pub(super) use history_section::History;
pub(super) use notes::notes;
