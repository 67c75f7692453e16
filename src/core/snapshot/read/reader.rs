//! Reads the parts of a file into a register.

use std::rc::Rc;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value as Json};

use super::super::open_error::OpenError;
use super::super::split::Split;
use super::super::{FORMAT_VERSION, SECTIONS};
use crate::json::{self, Broken, Cursor};
use crate::log::{BadEvent, Line, Log};
use crate::scheme::Scheme;
use crate::state::{IngestedRecord, Register, RowId};
use crate::words;

/// The keys of a file besides its sections.
const OURS: [&str; 7] = ["$schema", "format", "formatVersion", "minReader", "register", "scheme", "log"];

/// Reads a line of the log.
pub(super) type ReadLine = fn(&[u8]) -> Result<Line, BadEvent>;

/// Reads the parts of a file into a register. Every place is one in `text`.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) cursor: Cursor<'t>,
    pub(super) contents: Contents,
    /// The sections that were met, where all have to be empty: their records stand elsewhere.
    pub(super) emptied: Option<Vec<&'static str>>,
    /// How far the text has been looked at.
    pub(super) end: usize,
    pub(super) is_ours: bool,
    /// The keys of ours that were met.
    pub(super) met: Vec<String>,
    /// Reads one line of the log; none where the lines stand elsewhere.
    read_line: Option<ReadLine>,
    /// Whether a key stands twice, outside of records and events: those look after their own.
    pub(super) has_duplicate: bool,
}

/// What was read of a file so far.
pub(super) struct Contents {
    pub(super) file: Rc<Vec<u8>>,
    pub(super) register: Register,
    pub(super) extra: Map<String, Json>,
    pub(super) events: Option<Vec<Line>>,
    /// The log, where it is known already.
    pub(super) given: Option<Log>,
    /// Whether a browser kept it.
    pub(super) is_kept: bool,
    /// Where the lines of the log begin and end, where they wait until somebody needs them.
    pub(super) log_at: Option<std::ops::Range<usize>>,
    pub(super) dangling: Vec<crate::state::DanglingLink>,
    /// Each section that was met, and its first record.
    pub(super) paths: Vec<(usize, &'static str)>,
    /// The first record without an id.
    pub(super) without_id: Option<RowId>,
    pub(super) filtered: bool,
    /// Whether it holds anything that is a register's.
    pub(super) has_content: bool,
    /// The first record with a word that only a newer version knows.
    pub(super) newer_word: Option<RowId>,
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
            dangling: Vec::new(),
            paths: Vec::new(),
            without_id: None,
            filtered: false,
            has_content: false,
            newer_word: None,
        }
    }

    /// Whether the file says that a newer version wrote it: then a word that this version does not know is no mistake.
    pub(super) fn is_newer(&self) -> bool {
        self.register.format_version > FORMAT_VERSION
    }

    pub(super) fn begin_section(&mut self, section: &'static str) {
        self.paths.push((self.register.len(), section));
    }

    pub(super) fn take(&mut self, taken: IngestedRecord) {
        if taken.has_newer_word {
            self.newer_word.get_or_insert(RowId::at(self.register.len() - 1));
        }
        if !taken.has_id {
            self.without_id.get_or_insert(RowId::at(self.register.len() - 1));
        }
        self.dangling.extend(taken.dangling);
    }
}

impl<'t> Reader<'t> {
    pub(super) fn new(file: &Rc<Vec<u8>>, text: &'t str, start: usize, read_line: Option<ReadLine>) -> Reader<'t> {
        Reader {
            text,
            cursor: Cursor::new(text, start),
            contents: Contents::of(file),
            emptied: None,
            end: text.len(),
            is_ours: false,
            met: Vec::new(),
            read_line,
            has_duplicate: false,
        }
    }

    /// Reads every member, or all up to a log whose lines can wait.
    pub(super) fn read(&mut self) -> Result<(), OpenError> {
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

    fn goes_on(&mut self, is_first: &mut bool, closing: u8) -> Result<bool, OpenError> {
        let goes_on = self.cursor.goes_on(is_first, closing);
        self.unbroken(goes_on)
    }

    fn meet(&mut self, key: &str) {
        self.has_duplicate |= self.met.iter().any(|met| met == key);
        self.met.push(key.into());
    }

    fn member(&mut self, key: &str, at: usize) -> Result<(), OpenError> {
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
            "formatVersion" => {
                let version: Json = self.value()?;
                self.contents.register.format_version = version.as_u64().unwrap_or_default();
                Ok(())
            }
            "$schema" => self.value::<IgnoredAny>().map(drop),
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
    fn value<T: Deserialize<'t>>(&mut self) -> Result<T, OpenError> {
        let range = self.cursor.value();
        let range = self.unbroken(range)?;
        let (start, value) = (range.start, &self.text[range]);
        self.has_duplicate |= value.starts_with(['{', '[']) && json::duplicate_key(value).is_some();
        serde_json::from_str(value).map_err(|error| self.not_read(start, &error))
    }

    fn check_format(&mut self, format: &Json) -> Result<(), OpenError> {
        self.is_ours = format == "raid-register";
        if self.is_ours {
            return Ok(());
        }
        Err(OpenError::NotARegister(format!("it says \"format\": {}", crate::text::excerpt(&format.to_string()))))
    }

    fn check_reader(&self, needs: &Json, at: usize) -> Result<(), OpenError> {
        match needs.as_u64() {
            Some(needs) if needs <= FORMAT_VERSION => Ok(()),
            Some(needs) => Err(OpenError::TooNew { needs, reads: FORMAT_VERSION }),
            None => Err(self.invalid("minReader", at, "it should be a whole number")),
        }
    }

    fn section(&mut self, section: &'static str) -> Result<(), OpenError> {
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
                Err(error) => return Err(self.bad_record(&format!("{section}[{at}]"), range, error)),
            }
            at += 1;
        }
        Ok(())
    }

    fn log(&mut self) -> Result<(), OpenError> {
        self.open_list("events")?;
        let (mut is_first, mut lines) = (true, Vec::new());
        while self.goes_on(&mut is_first, b']')? {
            let range = self.cursor.value();
            let range = self.unbroken(range)?;
            let Some(read) = self.read_line else { return Err(self.invalid("log", range.start, "its lines stand elsewhere")) };
            let line = self.text[range.clone()].as_bytes();
            match if self.contents.is_newer() { read(line) } else { words::refused_in(|| read(line)) } {
                Ok(line) => lines.push(line),
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
