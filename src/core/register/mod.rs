//! How things stand: every record as bytes and columns, one search text, what may be done and what is refused.

pub mod change;
mod column;
mod command;
mod dated;
mod decide;
mod find;
mod ingest;
mod numbering;
mod order;
mod overview;
mod refusal;
mod row;
mod search;
mod store;
mod story;
mod upkeep;
mod view;

pub use column::Column;
pub use command::Command;
pub use dated::{About, Agenda, Dated, agenda, dated, entries, meetings, nearest};
pub(crate) use decide::{check_fields, free_reference, reference_for};
pub use decide::{decide, register_title};
pub(crate) use ingest::{Key, what};
pub use ingest::{Misfit, Names};
pub(crate) use numbering::following;
pub use overview::{Overview, overview};
pub use refusal::Refusal;
pub use row::{Rag, Row};
pub use search::Query;
pub(crate) use store::Spelled;
pub(crate) use store::Taken;
pub use store::{LooseLink, Record, Register};
pub use story::{Chapter, story};
pub use view::{DueFilter, Filter, Scope, Sort, View};
