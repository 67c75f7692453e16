//! One event as its line.

use super::super::fact::FactName;
use super::super::{BadEvent, Event};
use crate::stamp::EventId;

/// One event as its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its place in the order.
    pub id: EventId,
    /// The record it is about.
    pub about: EventId,
    /// The canonical bytes.
    pub bytes: Box<[u8]>,
}

impl Line {
    /// The line that begins a register. What begins one is all that a first view of it writes.
    pub(crate) fn opening(event: &Event, title: &str) -> Line {
        let title = std::iter::once(("title".to_owned(), title.into())).collect();
        Line { id: event.id, about: event.about, bytes: event.line_saying(FactName::RegisterOpened.word(), title).into() }
    }

    /// Reads a line, which may be laid out otherwise than we write it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn parse(line: &[u8]) -> Result<Line, BadEvent> {
        Event::parse(line).map(|event| Line::of(&event))
    }

    /// The line of an event.
    #[must_use]
    pub fn of(event: &Event) -> Line {
        Line { id: event.id, about: event.about, bytes: event.line().into() }
    }
}
