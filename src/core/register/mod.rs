//! The rooms under their former name.

pub use crate::export::spreadsheet;
pub use crate::history::{Chapter, story};
pub use crate::planning::{About, Agenda, Dated, agenda, dated, entries, meetings, nearest};
pub use crate::query::{Column, DueFilter, Filter, Overview, Query, Scope, Sort, View, overview};
pub use crate::state::{LooseLink, Misfit, Names, Rag, Record, Register, Row};
pub use crate::workflow::{self as change, Command, NewRecord, Refusal, register_title};
