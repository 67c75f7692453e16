//! What is due and when: days that matter, meetings and their agendas, calendar files.

mod dated;
mod hand_over;

pub use dated::{About, Agenda, Dated, agenda, dated, entries, meetings, nearest};
