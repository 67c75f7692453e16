//! Reads a file that is laid out as we write it, each record once.

use std::rc::Rc;

use super::super::outline::outline;
use super::super::split::Split;
use super::{Fault, Log, Opened, Reader, read_with};
use crate::json;

/// Reads the state of a large file; the lines of its log stay where they are. `state` are its first bytes, as many as the
/// split says.
///
/// # Errors
/// [`Fault`]. The file may be good all the same, if it was made by hand: [`super::read`] knows, and finds the right words.
pub fn read_state(mut state: Vec<u8>, split: &Split) -> Result<Opened, Fault> {
    state.extend_from_slice(CLOSED);
    // Room for the lines, too, where somebody was to read them all.
    state.shrink_to_fit();
    let file = Rc::new(state);
    if let Some(opened) = read(&file, split.state, split.away()) {
        return Ok(opened);
    }
    let opened = read_with(&file, 0, Some(split.away()))?;
    if opened.log.is_away() { Ok(opened) } else { Err(Fault::CutShort { line: 1 }) }
}

/// What closes a file behind the bracket that opens its log.
const CLOSED: &[u8] = b"]}";

/// Reads a file that is laid out as we write it. `None` when it is not, or anything is wrong with it: [`super::read`] says what.
pub(super) fn read(file: &Rc<Vec<u8>>, state: usize, log: Log) -> Option<Opened> {
    let mut outline = outline(&file[..state])?;
    outline.frame.extend_from_slice(CLOSED);
    let frame = json::text(&outline.frame).ok()?;
    let mut reader = Reader::new(file, frame, 0);
    reader.given = Some(log);
    reader.emptied = Some(Vec::new());
    reader.read().ok().filter(|()| reader.is_ours && !reader.has_duplicate)?;
    let emptied = reader.emptied.take()?;
    for (section, records) in outline.sections {
        // One that stands somewhere inside is not ours, and neither are its records.
        if !emptied.contains(&section) {
            return None;
        }
        reader.paths.push((reader.register.len() as u32, section));
        for range in records {
            let taken = reader.register.take_from_file(range.start, range.end).ok()?;
            reader.take(taken);
        }
    }
    reader.finish().ok()
}
