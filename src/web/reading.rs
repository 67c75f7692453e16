//! Reads a register's file. The lines of a large one's log stay in it: they are most of its bytes, and few are looked at.

use web_sys::Blob;

use super::platform::reading::Reading;
use super::platform::task::pause;
use super::platform::{blobs, thrown};
use super::second_part::{self, second_part};
use crate::snapshot::{self, CONFLICT_MARK, Ending, LAST_LINE, OpenError, Opened, SnapshotReader, Split};

/// From this size on, in bytes, the log of a file may stay in it.
const LARGE: f64 = 1e6;

/// So many records are read in one step: some twenty milliseconds.
const AT_ONCE: usize = 2_000;

/// A file that has been read.
#[derive(Debug, Clone)]
pub struct Found {
    /// What it holds.
    pub opened: Opened,
    /// The lines of its log, when they stayed in the file.
    pub lines: Option<Lines>,
}

impl Found {
    /// What is said of what was mended in what this browser kept.
    #[must_use]
    pub fn mended(&self) -> Option<String> {
        let what = self.opened.mended.join("; ");
        let sentence =
            "An earlier version let in what is refused in a file now. It was mended; of what stood there twice the last counts";
        (!what.is_empty()).then(|| format!("{sentence}: {what}"))
    }
}

/// The lines of a log that stayed in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// Their bytes.
    pub blob: Blob,
    /// Where they begin in the file.
    pub at: f64,
    /// The file, where the records that nobody has changed stand in it as they stood in the one that was opened.
    pub file: Option<Blob>,
}

impl Lines {
    /// The same lines in another file, which holds them from that place on.
    ///
    /// # Errors
    /// The browser's words.
    pub fn within(file: &Blob, at: f64, length: f64) -> Result<Lines, String> {
        let blob = file.slice_with_f64_and_f64(at, at + length).map_err(|error| thrown::message(&error))?;
        Ok(Lines { blob, at, file: None })
    }
}

/// Why a file was not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// The browser could not read it: its words.
    Browser(String),
    /// It is no register, or a damaged one.
    OpenError(OpenError),
}

impl Unread {
    /// The kind of error, for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Unread::Browser(_) => "unreadable",
            Unread::OpenError(error) => error.code(),
        }
    }
}

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unread::Browser(why) => f.write_str(why),
            Unread::OpenError(error) => error.fmt(f),
        }
    }
}

impl From<OpenError> for Unread {
    fn from(error: OpenError) -> Unread {
        Unread::OpenError(error)
    }
}

/// Reads a file. `may_stay`: whether it will be there as long as the register is open. `told` hears of per cents.
///
/// # Errors
/// [`Unread`].
pub async fn read(file: &Blob, may_stay: bool, mut progress: impl FnMut(u8)) -> Result<Found, Unread> {
    read_telling(file, may_stay, false, &mut progress).await
}

/// Reads what this browser keeps: nothing that an earlier version let in is refused. Otherwise as [`read`].
///
/// # Errors
/// [`Unread`].
pub async fn read_kept(file: &Blob, may_stay: bool) -> Result<Found, Unread> {
    read_telling(file, may_stay, true, &mut |_| {}).await
}

async fn read_telling(file: &Blob, may_stay: bool, is_kept: bool, progress: &mut dyn FnMut(u8)) -> Result<Found, Unread> {
    let size = file.size();
    if size > snapshot::LARGEST as f64 {
        return Err(OpenError::TooLarge(size as usize).into());
    }
    if may_stay
        && size >= LARGE
        && let Some(found) = read_state(file, is_kept, progress).await.map_err(Unread::Browser)?
    {
        return Ok(found);
    }
    let bytes = blobs::read(file, progress).await.map_err(Unread::Browser)?;
    if is_kept {
        let opened = match snapshot::read_kept_outlined(bytes) {
            Ok(opened) => opened,
            Err(bytes) => {
                second_part::load().await;
                read_kept_otherwise(bytes)?
            }
        };
        return Ok(Found { opened, lines: None });
    }
    let mut reader = SnapshotReader::begin(bytes)?;
    while !reader.go_on(AT_ONCE) {
        pause().await;
    }
    let opened = match reader.outlined() {
        Some(opened) => opened,
        None => {
            second_part::load().await;
            read_otherwise(reader)?
        }
    };
    Ok(Found { opened, lines: None })
}

// Files that are laid out otherwise than we write them, or wrong.
second_part! {
    "20" fn read_otherwise(reader: SnapshotReader) -> Result<Opened, OpenError> {
        reader.finish()
    }

    "21" fn read_kept_otherwise(bytes: Vec<u8>) -> Result<Opened, OpenError> {
        snapshot::read_kept(bytes)
    }

    "22" fn read_state_otherwise(closed: Vec<u8>, split: &Split) -> Result<Opened, OpenError> {
        snapshot::read_closed(closed, split)
    }
}

/// Reads up to the log, when the file is as we write it. What is wrong with any other is found by reading all of it. The
/// log passes by, to see whether git left its marks there, and nothing of it stays.
async fn read_state(file: &Blob, is_kept: bool, progress: &mut dyn FnMut(u8)) -> Result<Option<Found>, String> {
    let size = file.size();
    let last = blobs::stretch(file, size - LAST_LINE as f64, size).await?;
    let Some(ending) = Ending::parse(&last) else { return Ok(None) };
    // Room that is never written to costs nothing.
    let mut bytes = Vec::with_capacity(size as usize);
    let mut reading = Reading::of(file);
    let split = loop {
        let from = bytes.len();
        if !reading.next(&mut bytes).await? {
            return Ok(None);
        }
        progress((bytes.len() as f64 / size * 100.0) as u8);
        if let Some(split) = Split::find(&bytes, from, size as usize, ending) {
            break split;
        }
    };
    let log = bytes.split_off(split.state);
    if !is_kept && holds_conflict(&mut reading, log).await? {
        return Ok(None);
    }
    drop(reading);
    let read = match snapshot::read_state_outlined(bytes, &split) {
        Ok(opened) => Ok(opened),
        Err(closed) => {
            second_part::load().await;
            read_state_otherwise(closed, &split)
        }
    };
    let Ok(opened) = read else { return Ok(None) };
    let lines = Lines::within(file, split.log.start as f64, split.log.len() as f64)?;
    Ok(Some(Found { opened, lines: Some(Lines { file: Some(file.clone()), ..lines }) }))
}

/// Whether git left its marks in these bytes of a file, or in those that follow.
async fn holds_conflict(reading: &mut Reading, mut bytes: Vec<u8>) -> Result<bool, String> {
    loop {
        if snapshot::holds_conflict(&bytes) {
            return Ok(true);
        }
        // A mark may begin here and end in what follows.
        bytes.drain(..bytes.len().saturating_sub(CONFLICT_MARK));
        if !reading.next(&mut bytes).await? {
            return Ok(false);
        }
    }
}
