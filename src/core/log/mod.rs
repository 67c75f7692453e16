//! What happened: events, the facts they record, and the log that keeps them as lines.

mod event;
mod fact;
mod fact_table;
mod lines;
mod reverse;
mod source;
mod subject;
mod words;

pub use event::{BadEvent, Event, Recorded, UndoRef};
pub use fact::{Fact, FactName};
pub(crate) use lines::id_of_event;
pub(crate) use lines::rank;
pub use lines::{Admission, Line, Log};
pub use reverse::{reverse, turn};
pub use source::For;
pub use subject::ConflictSubject;
pub(crate) use words::known as words_of;
pub use words::{deed, sentence, sentence_without_reason, struck_notes};
