//! Reads the file: checks everything, keeps slices. Nothing else is touched until it has succeeded.

mod about;
mod finish;
mod kept;
mod outlined;
mod place;
mod steps;

use std::rc::Rc;
use std::str::Utf8Error;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value as Json};

use super::fault::Fault;
use super::split::Split;
use super::{FORMAT_VERSION, SECTIONS};
use crate::json::{self, Broken, Cursor};
use crate::log::{Event, Line, Log};
use crate::scheme::Scheme;
use crate::state::{Register, Taken};

pub use kept::read_kept;
pub use outlined::read_state;
pub use steps::SnapshotReader;

/// A file that has been read.
#[derive(Debug, Clone)]
pub struct Opened {
    /// How things stand.
    pub register: Register,
    /// What happened.
    pub log: Log,
    /// What a newer version wrote beside the sections.
    pub extra: Map<String, Json>,
    /// Whether the file holds part of a register only.
    pub filtered: bool,
    /// Whether the file had no log, so that its state became a baseline.
    pub baseline: bool,
    /// What was [mended](read_kept) in it, in sentences.
    pub mended: Vec<String>,
}

/// Reads a snapshot.
///
/// # Errors
/// [`Fault`], with line and path where there is one.
pub fn read(bytes: Vec<u8>) -> Result<Opened, Fault> {
    let mut reader = SnapshotReader::begin(bytes)?;
    while !reader.go_on(usize::MAX) {}
    reader.finish()
}

/// Reads a file however it is laid out; `given` is its log where that is known already. `is_kept`: a browser kept it, and
/// what an earlier version let in is not refused.
fn read_with(file: &Rc<Vec<u8>>, start: usize, given: Option<Log>, is_kept: bool) -> Result<Opened, Fault> {
    let (text, not_text) = as_text(file);
    let mut reader = Reader::new(file, text, start);
    (reader.contents.given, reader.contents.is_kept) = (given, is_kept);
    reader.contents.register.is_laid_out_otherwise();
    let read = reader.read();
    // Lines of the log that wait need not be text yet: one that is damaged stays, and is told.
    if let Some(error) = not_text.filter(|_| read.is_err() || reader.contents.log_at.is_none()) {
        return Err(place::not_text(file, error));
    }
    match read {
        // Its records were read as ours before it said what it is.
        Err(Fault::Invalid { .. }) if !reader.says_format() => return Err(Fault::NotARegister(NO_FORMAT.into())),
        Ok(()) if !reader.is_ours => return Err(Fault::NotARegister(NO_FORMAT.into())),
        // What is wrong with a value may be that one of its keys stands there twice.
        Err(Fault::Invalid { .. }) if let Some(fault) = reader.duplicate() => return Err(fault),
        Ok(())
            if reader.has_duplicate
                && !is_kept
                && let Some(fault) = reader.duplicate() =>
        {
            return Err(fault);
        }
        read => read?,
    }
    reader.contents.finish()
}

/// As much of a file as is text, and why the rest is none.
fn as_text(file: &[u8]) -> (&str, Option<Utf8Error>) {
    match std::str::from_utf8(file) {
        Ok(text) => (text, None),
        Err(error) => (std::str::from_utf8(&file[..error.valid_up_to()]).unwrap_or_default(), Some(error)),
    }
}

/// The keys of a file besides its sections.
const OURS: [&str; 7] = ["$schema", "format", "formatVersion", "minReader", "register", "scheme", "log"];

const NO_FORMAT: &str = "it does not say \"format\": \"raid-register\"";

/// Reads the parts of a file into a register. Every place is one in `text`.
struct Reader<'t> {
    text: &'t str,
    cursor: Cursor<'t>,
    contents: Contents,
    /// The sections that were met, where all have to be empty: their records stand elsewhere.
    emptied: Option<Vec<&'static str>>,
    /// How far the text has been looked at.
    end: usize,
    is_ours: bool,
    /// The keys of ours that were met.
    met: Vec<String>,
    /// Whether a key stands twice, outside of records and events: those look after their own.
    has_duplicate: bool,
}

/// What was read of a file so far.
struct Contents {
    file: Rc<Vec<u8>>,
    register: Register,
    extra: Map<String, Json>,
    events: Option<Vec<Line>>,
    /// The log, where it is known already.
    given: Option<Log>,
    /// Whether a browser kept it.
    is_kept: bool,
    /// Where the lines of the log begin and end, where they wait until somebody needs them.
    log_at: Option<std::ops::Range<usize>>,
    loose: Vec<crate::state::LooseLink>,
    /// Each section that was met, and its first record.
    paths: Vec<(u32, &'static str)>,
    without_id: bool,
    filtered: bool,
    /// Whether it holds anything that is a register's.
    has_content: bool,
}

impl Contents {
    fn of(file: &Rc<Vec<u8>>) -> Contents {
        let mut register = Register::new("");
        register.stand_on(Rc::clone(file));
        Contents {
            file: Rc::clone(file),
            register,
            extra: Map::new(),
            events: None,
            given: None,
            is_kept: false,
            log_at: None,
            loose: Vec::new(),
            paths: Vec::new(),
            without_id: false,
            filtered: false,
            has_content: false,
        }
    }

    fn begin_section(&mut self, section: &'static str) {
        self.paths.push((self.register.len() as u32, section));
    }

    fn take(&mut self, taken: Taken) {
        self.without_id |= !taken.has_id;
        self.loose.extend(taken.loose);
    }
}

impl<'t> Reader<'t> {
    fn new(file: &Rc<Vec<u8>>, text: &'t str, start: usize) -> Reader<'t> {
        Reader {
            text,
            cursor: Cursor::new(text, start),
            contents: Contents::of(file),
            emptied: None,
            end: text.len(),
            is_ours: false,
            met: Vec::new(),
            has_duplicate: false,
        }
    }

    /// Reads every member, or all up to a log whose lines can wait.
    fn read(&mut self) -> Result<(), Fault> {
        if !matches!(self.cursor.peek(), Some(token) if token.first == b'{') {
            return Err(self.not_an_object());
        }
        let open = self.cursor.pass(b'{');
        self.unbroken(open)?;
        let mut is_first = true;
        while self.goes_on(&mut is_first, b'}')? {
            let key = self.cursor.key();
            let (key, at) = self.unbroken(key)?;
            if key == "log" && self.is_deferred(at) {
                self.meet("log");
                return Ok(());
            }
            self.member(&key, at)?;
        }
        let rest = self.cursor.peek().map_or(Ok(()), |_| Err(Broken::Syntax));
        self.unbroken(rest)
    }

    fn goes_on(&mut self, is_first: &mut bool, closing: u8) -> Result<bool, Fault> {
        let goes_on = self.cursor.goes_on(is_first, closing);
        self.unbroken(goes_on)
    }

    fn meet(&mut self, key: &str) {
        self.has_duplicate |= self.met.iter().any(|met| met == key);
        self.met.push(key.into());
    }

    fn member(&mut self, key: &str, at: usize) -> Result<(), Fault> {
        let is_ours = SECTIONS.contains(&key) || OURS.contains(&key);
        if is_ours && !self.has_duplicate {
            self.meet(key);
        }
        if let Some(section) = SECTIONS.into_iter().find(|section| *section == key) {
            self.contents.has_content = true;
            return self.section(section);
        }
        match key {
            "format" => {
                let format = self.value()?;
                self.check_format(&format)
            }
            "minReader" => {
                let needs = self.value()?;
                self.check_reader(&needs, at)
            }
            "formatVersion" | "$schema" => self.value::<IgnoredAny>().map(drop),
            "register" => {
                self.contents.has_content = true;
                let about = self.value()?;
                self.take_about(about, at)
            }
            "scheme" => {
                self.contents.register.scheme = self.value::<Scheme>()?;
                Ok(())
            }
            "log" => {
                self.contents.has_content = true;
                self.log()
            }
            other => {
                let value = self.value()?;
                self.has_duplicate |= self.contents.extra.insert(other.into(), value).is_some();
                Ok(())
            }
        }
    }

    /// Reads the next value whole.
    fn value<T: Deserialize<'t>>(&mut self) -> Result<T, Fault> {
        let range = self.cursor.value();
        let range = self.unbroken(range)?;
        let (start, value) = (range.start, &self.text[range]);
        self.has_duplicate |= value.starts_with(['{', '[']) && json::duplicate_key(value).is_some();
        serde_json::from_str(value).map_err(|error| self.not_read(start, &error))
    }

    fn check_format(&mut self, format: &Json) -> Result<(), Fault> {
        self.is_ours = format == "raid-register";
        if self.is_ours {
            return Ok(());
        }
        Err(Fault::NotARegister(format!("it says \"format\": {}", crate::text::excerpt(&format.to_string()))))
    }

    fn check_reader(&self, needs: &Json, at: usize) -> Result<(), Fault> {
        match needs.as_u64() {
            Some(needs) if needs <= FORMAT_VERSION => Ok(()),
            Some(needs) => Err(Fault::TooNew { needs, reads: FORMAT_VERSION }),
            None => Err(self.invalid("minReader", at, "it should be a whole number")),
        }
    }

    fn section(&mut self, section: &'static str) -> Result<(), Fault> {
        if let Some(emptied) = &mut self.emptied {
            emptied.push(section);
            return self.value::<[(); 0]>().map(drop);
        }
        self.contents.begin_section(section);
        self.open_list("records")?;
        let (mut is_first, mut at) = (true, 0);
        while self.goes_on(&mut is_first, b']')? {
            let range = self.cursor.value();
            let range = self.unbroken(range)?;
            match self.contents.register.take_from_file(range.start, range.end) {
                Ok(taken) => self.contents.take(taken),
                Err(misfit) => return Err(self.misfit(&format!("{section}[{at}]"), range, misfit)),
            }
            at += 1;
        }
        Ok(())
    }

    fn log(&mut self) -> Result<(), Fault> {
        self.open_list("events")?;
        let (mut is_first, mut lines) = (true, Vec::new());
        while self.goes_on(&mut is_first, b']')? {
            let range = self.cursor.value();
            let range = self.unbroken(range)?;
            match Event::read(self.text[range.clone()].as_bytes()) {
                Ok(event) => lines.push(Line::of(&event)),
                Err(error) => return Err(self.bad_event(lines.len(), range, &error)),
            }
        }
        self.contents.events = Some(lines);
        Ok(())
    }

    /// Whether the log that is named at that place is as we write it and ends the file: then its lines wait until somebody
    /// needs them.
    fn is_deferred(&mut self, at: usize) -> bool {
        if self.contents.given.is_none() {
            self.contents.log_at = Split::deferred(&self.contents.file, at, self.contents.is_kept);
        }
        if let Some(lines) = &self.contents.log_at {
            (self.end, self.contents.has_content) = (lines.start, true);
        }
        self.contents.log_at.is_some()
    }
}
