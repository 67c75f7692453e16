//! Looking ahead: change requests by state, a month at a time, a meeting's agenda.

mod agenda;
mod board;
mod calendar;
mod calendar_file;
mod nothing;

pub use agenda::{AgendaView, AgendaViewProps};
pub use board::{BoardView, BoardViewProps};
pub use calendar::calendar_view;
