//! One event as its line.

use super::super::fact::FactName;
use super::super::{BadEvent, Event};
use crate::json;
use crate::scheme::Scheme;
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

    /// The line of the set-up that a register is begun with.
    pub(crate) fn set_up(event: &Event, from: &Scheme, to: &Scheme) -> Line {
        let sides = [("from", from), ("to", to)].map(|(side, scheme)| (side.to_owned(), json::write(scheme)));
        let bytes = event.line_saying(FactName::SchemeChanged.word(), sides.into_iter().collect());
        Line { id: event.id, about: event.about, bytes: bytes.into() }
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
