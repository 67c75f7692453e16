//! Reads a file that is laid out as we write it, each record once.

use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use super::super::open_error::OpenError;
use super::super::record_index::record_index;
use super::super::split::Split;
use super::opened::Opened;
use super::reader::{Contents, Reader};
use super::whole::read_with;
use crate::json;
use crate::log::Log;

/// Reads the state of a large file; the lines of its log stay where they are. `state` are its first bytes, as many as the
/// split says.
///
/// # Errors
/// [`OpenError`]. The file may be good all the same, if it was made by hand: [`super::read`] knows, and finds the right words.
pub fn read_state(state: Vec<u8>, split: &Split) -> Result<Opened, OpenError> {
    read_state_outlined(state, split).or_else(|closed| read_closed(closed, split))
}

/// As [`read_state`], where its records are laid out as we write them; gives what [`read_closed`] reads where they are not.
///
/// # Errors
/// The bytes, closed behind the bracket that opens the log.
pub fn read_state_outlined(mut state: Vec<u8>, split: &Split) -> Result<Opened, Vec<u8>> {
    state.extend_from_slice(CLOSED);
    // Room for the lines, too, where somebody was to read them all.
    state.shrink_to_fit();
    let file = Rc::new(state);
    read(&file, split.state, split.away()).ok_or_else(|| Rc::unwrap_or_clone(file))
}

/// Reads a state that is closed, however its records are laid out.
///
/// # Errors
/// As [`read_state`].
pub fn read_closed(closed: Vec<u8>, split: &Split) -> Result<Opened, OpenError> {
    let opened = read_with(&Rc::new(closed), 0, Some(split.away()), false)?;
    if opened.log.is_detached() { Ok(opened) } else { Err(OpenError::CutShort { line: 1 }) }
}

/// What closes a file behind the bracket that opens its log.
const CLOSED: &[u8] = b"]}";

/// Reads a file that is here and laid out as we write it. `None` as below.
pub(super) fn read_whole(file: &Rc<Vec<u8>>, is_kept: bool) -> Option<Opened> {
    IndexedReader::begin_whole(file, is_kept)?.read()
}

/// Reads a file that is laid out as we write it. `None` when it is not, or anything is wrong with it: [`super::read`] says what.
fn read(file: &Rc<Vec<u8>>, state: usize, log: Log) -> Option<Opened> {
    IndexedReader::begin(file, state, log)?.read()
}

/// A file that is laid out as we write it, of which all but the records was read.
pub(super) struct IndexedReader {
    contents: Contents,
    sections: VecDeque<(&'static str, VecDeque<Range<usize>>)>,
}

impl IndexedReader {
    /// Reads all but the records of a file that is here.
    pub(super) fn begin_whole(file: &Rc<Vec<u8>>, is_kept: bool) -> Option<IndexedReader> {
        let (state, lines) = Split::of(file, is_kept)?;
        IndexedReader::begin(file, state, Log::over(Rc::clone(file), lines.start, lines.end))
    }

    fn read(mut self) -> Option<Opened> {
        while !self.go_on(usize::MAX)? {}
        self.finish()
    }

    /// Reads all but the records.
    fn begin(file: &Rc<Vec<u8>>, state: usize, log: Log) -> Option<IndexedReader> {
        let mut record_index = record_index(&file[..state])?;
        record_index.frame.extend_from_slice(CLOSED);
        let frame = json::text(&record_index.frame).ok()?;
        let mut reader = Reader::new(file, frame, 0, None);
        reader.contents.given = Some(log);
        reader.emptied = Some(Vec::new());
        reader.read().ok().filter(|()| reader.is_ours && !reader.has_duplicate)?;
        let emptied = reader.emptied.take()?;
        // One that stands somewhere inside is not ours, and neither are its records.
        let is_ours = record_index.sections.iter().all(|(section, _)| emptied.contains(section));
        let sections = record_index.sections.into_iter().map(|(section, records)| (section, records.into())).collect();
        is_ours.then_some(IndexedReader { contents: reader.contents, sections })
    }

    /// Reads up to that many records more; `true` when all are read.
    pub(super) fn go_on(&mut self, records: usize) -> Option<bool> {
        let mut room = records;
        while let Some((section, rest)) = self.sections.front_mut() {
            if self.contents.paths.last().is_none_or(|(_, last)| last != section) {
                self.contents.begin_section(section);
            }
            let now = rest.len().min(room);
            for range in rest.drain(..now) {
                let taken = self.contents.register.take_from_file(range.start, range.end).ok()?;
                self.contents.take(taken);
            }
            room -= now;
            if !rest.is_empty() {
                return Some(false);
            }
            self.sections.pop_front();
        }
        Some(true)
    }

    pub(super) fn finish(self) -> Option<Opened> {
        self.contents.finish(None).ok()
    }
}
