//! What happened: events, the facts they record, and the log that keeps them as lines.

mod event;
mod fact;
mod lines;
mod reverse;
mod source;
mod words;

pub use event::{BadEvent, Event, Recorded, Turn, stamp};
pub use fact::Fact;
pub(crate) use lines::rank;
pub use lines::{Admission, Line, Log};
pub use reverse::{reverse, turn};
pub use source::For;
pub(crate) use words::known as words_of;
pub use words::{deed, sentence, struck_notes};
