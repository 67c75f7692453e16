//! Reads a file a little at a time, where a page has to go on meanwhile.

use std::rc::Rc;

use super::super::damage;
use super::super::open_error::{LARGEST, OpenError};
use super::indexed::IndexedReader;
use super::opened::Opened;
use super::whole::read_with;

/// A snapshot that is being read. One that is laid out as we write it is read in steps, any other whole at the end.
pub struct SnapshotReader {
    file: Rc<Vec<u8>>,
    /// Where its text begins: behind a byte order mark.
    start: usize,
    outlined: Option<IndexedReader>,
}

impl SnapshotReader {
    /// Begins to read.
    ///
    /// # Errors
    /// [`OpenError::TooLarge`] or [`OpenError::Empty`].
    pub fn begin(bytes: Vec<u8>) -> Result<SnapshotReader, OpenError> {
        if bytes.len() > LARGEST {
            return Err(OpenError::TooLarge(bytes.len()));
        }
        let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        if bytes[start..].trim_ascii().is_empty() {
            return Err(OpenError::Empty);
        }
        let file = Rc::new(bytes);
        let outlined = IndexedReader::begin_whole(&file, false);
        Ok(SnapshotReader { file, start, outlined })
    }

    /// Reads up to that many records more; `true` when what can be read in steps is read.
    pub fn go_on(&mut self, records: usize) -> bool {
        let went = self.outlined.as_mut().and_then(|outlined| outlined.go_on(records));
        if went.is_none() {
            self.outlined = None;
        }
        went.unwrap_or(true)
    }

    /// What it holds, where it is laid out as we write it and was read in steps. Of any other [`SnapshotReader::finish`] tells.
    pub fn outlined(&mut self) -> Option<Opened> {
        self.outlined.take().and_then(IndexedReader::finish)
    }

    /// What it holds.
    ///
    /// # Errors
    /// [`OpenError`], with line and path where there is one.
    pub fn finish(mut self) -> Result<Opened, OpenError> {
        match self.outlined() {
            Some(opened) => Ok(opened),
            None => read_with(&self.file, self.start, None, false).map_err(|error| damage::named(&self.file, error)),
        }
    }
}
