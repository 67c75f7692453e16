//! Events as lines, one each. Read and written by the second part of the program: no event happens, or comes from elsewhere,
//! before that is here.

use crate::log::{BadEvent, Event};
use crate::web::second_part::second_part;

second_part! {
    /// The event of a line.
    ///
    /// # Errors
    /// What is wrong with it.
    "40" pub fn read(line: &[u8]) -> Result<Event, BadEvent> {
        Event::parse(line)
    }

    /// The line of an event.
    #[must_use]
    "41" pub fn line_of(event: &Event) -> String {
        String::from_utf8_lossy(&event.line()).into_owned()
    }
}

/// The events of these lines; what cannot be read is left out.
#[must_use]
pub fn events_of(lines: &str) -> Vec<Event> {
    lines.lines().filter_map(|line| read(line.as_bytes()).ok()).collect()
}

/// The lines of these events.
#[must_use]
pub fn lines_of(events: &[Event]) -> String {
    let lines: Vec<String> = events.iter().map(line_of).collect();
    lines.join("\n")
}
