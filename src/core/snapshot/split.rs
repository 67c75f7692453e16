//! Where a large file of ours is cut, so that the lines of its log can stay in it.

use std::ops::Range;

use memchr::memmem;

use crate::log::Log;
use crate::stamp::EventId;

/// Between the state and the first line of the log.
const SEAM: &[u8] = b"\n  \"log\": [\n    {\"id\":\"";
/// How much of that belongs to the state.
const STATE_PART: usize = b"\n  \"log\": [".len();
/// How much of that stands before the first line.
const BEFORE_LINE: usize = b"\n  \"log\": [\n    ".len();
/// A last line is not longer than this, or the file is read as any other.
pub const LAST_LINE: usize = 64 * 1024;
/// The key of the log, and the bracket that opens it.
const KEY: &[u8] = b"\"log\": [";
/// How a line of the log begins.
const FIRST_LINE: &[u8] = b"\n    {\"id\":\"";
/// How much of the seam is the key and the beginning of the first line.
const KEY_PART: usize = KEY.len() + FIRST_LINE.len();
/// How a file ends whose last section is a log.
const ENDED: &[u8] = b"}\n  ]\n}\n";
/// What follows the last line of the log when it ends the file.
const END: &[u8] = b"\n  ]\n}\n";

/// The end of a file whose last section is a log as we write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    newest: EventId,
}

impl Ending {
    /// Reads the last bytes of a file; `None` when they are not the last line of such a log, whole.
    #[must_use]
    pub fn parse(last: &[u8]) -> Option<Ending> {
        let lines = last.strip_suffix(END).filter(|lines| !holds_conflict(lines))?;
        let line = &lines[memchr::memrchr(b'\n', lines)? + 1..];
        let newest = crate::log::id_of_event(line.strip_prefix(b"    ")?)?;
        Some(Ending { newest })
    }
}

/// A file cut in two: its state, to be read, and where the lines of its log are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// How many bytes are the state, up to the bracket that opens the log.
    pub state: usize,
    /// The lines of the log.
    pub log: Range<usize>,
    ending: Ending,
}

impl Split {
    /// Looks for the place in the bytes of a file of `size` bytes that have been read so far; those before `from` were
    /// looked at already.
    #[must_use]
    pub fn find(read: &[u8], from: usize, size: usize, ending: Ending) -> Option<Split> {
        let start = from.saturating_sub(SEAM.len());
        let seam = start + memmem::find(&read[start..], SEAM)?;
        let log = seam + BEFORE_LINE..size.checked_sub(END.len())?;
        (log.start < log.end).then_some(Split { state: seam + STATE_PART, log, ending })
    }

    /// How many bytes of a file that is here are its state, and where the lines of its log are.
    pub(super) fn of(file: &[u8], is_kept: bool) -> Option<(usize, Range<usize>)> {
        let seam = memmem::find(file, SEAM)?;
        let lines = Split::deferred(file, seam + SEAM.len() - KEY_PART, is_kept)?;
        Some((seam + STATE_PART, seam + BEFORE_LINE..lines.end))
    }

    /// Where the lines of a log stand whose key stands at that place, when it is as we write it and ends the file. In what
    /// a browser keeps the marks of git are lines that cannot be read.
    pub(super) fn deferred(file: &[u8], key: usize, is_kept: bool) -> Option<Range<usize>> {
        file.get(key..)?.strip_prefix(&SEAM[SEAM.len() - KEY_PART..])?;
        let lines = key + KEY.len()..file.len().checked_sub(END.len())?;
        let log = file.get(lines.clone()).filter(|_| file.ends_with(ENDED))?;
        let last = memchr::memrchr(b'\n', log)?;
        (log[last..].starts_with(FIRST_LINE) && is_one_log(log, is_kept)).then_some(lines)
    }

    pub(super) fn away(&self) -> Log {
        Log::away(self.log.len(), self.ending.newest)
    }
}

/// The first of the marks that git leaves around what it could not join.
const CONFLICT: &[u8] = b"\n<<<<<<< ";
/// How many bytes that mark has.
pub const CONFLICT_MARK: usize = CONFLICT.len();

/// Whether git left its marks in this part of a file.
#[must_use]
pub fn holds_conflict(part: &[u8]) -> bool {
    memmem::find(part, CONFLICT).is_some()
}

/// Whether these are the lines of one log, and neither another section's nor what git could not join.
fn is_one_log(lines: &[u8], is_kept: bool) -> bool {
    memmem::find(lines, b"\n  ]").is_none() && (is_kept || !holds_conflict(lines))
}
