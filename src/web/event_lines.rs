//! Events as lines, one each.

use crate::log::Event;

pub(super) fn events_of(lines: &str) -> Vec<Event> {
    lines.lines().filter_map(|line| Event::read(line.as_bytes()).ok()).collect()
}

pub(super) fn lines_of(events: &[Event]) -> String {
    let lines: Vec<String> = events.iter().map(|event| String::from_utf8_lossy(&event.line()).into_owned()).collect();
    lines.join("\n")
}
