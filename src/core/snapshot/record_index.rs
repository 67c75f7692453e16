//! Finds the records of a file that is laid out as we write it, so that each is read once and not first skipped over.
//!
//! Nothing is believed: what is found between the records is theirs only if a reader of JSON agrees, and a file that is laid
//! out in any other way is read in the usual one.

use std::ops::Range;

use memchr::memmem;

use super::SECTIONS;
use crate::kind::ALWAYS_WRITTEN;

/// A file with its records taken out, and where they are.
pub(super) struct RecordIndex {
    /// The file as JSON, all sections empty.
    pub(super) frame: Vec<u8>,
    /// Each section that is there, with the places of its records.
    pub(super) sections: Vec<(&'static str, Vec<Range<usize>>)>,
}

/// What ends a record: nothing else begins a line with four spaces and a brace.
const RECORD_END: &[u8] = b"\n    }";
/// Where a record begins behind the end of the line before.
const INDENT: usize = 4;

/// The outline of a file that says all of it before the first line of its log, and ends there.
pub(super) fn record_index(state: &[u8]) -> Option<RecordIndex> {
    let end = memmem::Finder::new(RECORD_END);
    let mut record_index = RecordIndex { frame: Vec::new(), sections: Vec::new() };
    let mut at = 0;
    for section in SECTIONS {
        let head = format!("\n  \"{section}\": [\n");
        let Some(start) = next_section(state, at, section, &head)? else { continue };
        record_index.frame.extend_from_slice(&state[at..start - 1]);
        let mut records = Vec::new();
        at = start;
        loop {
            let from = at + INDENT;
            if !state.get(at..)?.starts_with(b"    {") {
                return None;
            }
            let to = from + end.find(&state[from..])? + RECORD_END.len();
            records.push(from..to);
            match state.get(to..to + 2)? {
                b",\n" => at = to + 2,
                _ => {
                    at = to;
                    break;
                }
            }
        }
        record_index.sections.push((section, records));
    }
    record_index.frame.extend_from_slice(&state[at..]);
    Some(record_index)
}

/// Where the records of a section begin; nothing inside when it has none. `None` when the file is laid out in another way.
fn next_section(state: &[u8], at: usize, section: &str, head: &str) -> Option<Option<usize>> {
    // Between the records of one section and those of the next stands nothing but a heading.
    let here = &state[at..state.len().min(at + NEAR)];
    if let Some(found) = memmem::find(here, head.as_bytes()) {
        return Some(Some(at + found + head.len()));
    }
    let is_optional = SECTIONS[ALWAYS_WRITTEN..].contains(&section);
    let is_empty = is_optional || memmem::find(here, format!("\n  \"{section}\": []").as_bytes()).is_some();
    is_empty.then_some(None)
}

/// A heading with the scheme is not longer than this in any register we know; where it is, the file is read as any other.
const NEAR: usize = 256 * 1024;
