//! Reads a file whole, however it is laid out.

use std::rc::Rc;
use std::str::Utf8Error;

use super::super::baseline;
use super::super::open_error::OpenError;
use super::opened::Opened;
use super::place;
use super::reader::Reader;
use crate::log::{Line, Log};

const NO_FORMAT: &str = "it does not say \"format\": \"raid-register\"";

/// Reads a file however it is laid out; `given` is its log where that is known already. `is_kept`: a browser kept it, and
/// what an earlier version let in is not refused.
pub(super) fn read_with(file: &Rc<Vec<u8>>, start: usize, given: Option<Log>, is_kept: bool) -> Result<Opened, OpenError> {
    let (text, not_text) = as_text(file);
    let mut reader = Reader::new(file, text, start, Some(Line::parse));
    (reader.contents.given, reader.contents.is_kept) = (given, is_kept);
    reader.contents.register.is_laid_out_otherwise();
    let read = reader.read();
    // Lines of the log that wait need not be text yet: one that is damaged stays, and is told.
    if let Some(error) = not_text.filter(|_| read.is_err() || reader.contents.log_at.is_none()) {
        return Err(place::not_text(file, error));
    }
    match read {
        // Its records were read as ours before it said what it is.
        Err(OpenError::Invalid { .. }) if !reader.says_format() => return Err(OpenError::NotARegister(NO_FORMAT.into())),
        Ok(()) if !reader.is_ours => return Err(OpenError::NotARegister(NO_FORMAT.into())),
        // What is wrong with a value may be that one of its keys stands there twice.
        Err(OpenError::Invalid { .. }) if let Some(error) = reader.duplicate() => return Err(error),
        Ok(())
            if reader.has_duplicate
                && !is_kept
                && let Some(error) = reader.duplicate() =>
        {
            return Err(error);
        }
        read => read?,
    }
    reader.contents.finish(Some(baseline::make))
}

/// As much of a file as is text, and why the rest is none.
fn as_text(file: &[u8]) -> (&str, Option<Utf8Error>) {
    match std::str::from_utf8(file) {
        Ok(text) => (text, None),
        Err(error) => (std::str::from_utf8(&file[..error.valid_up_to()]).unwrap_or_default(), Some(error)),
    }
}
