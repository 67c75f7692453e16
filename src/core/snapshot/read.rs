//! Reads the file: checks everything, keeps slices. Nothing else is touched until it has succeeded.

mod about;
mod outlined;

use std::fmt;
use std::rc::Rc;

use serde::de;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};

use super::fault::{Fault, LARGEST};
use super::split::Split;
use super::{FORMAT_VERSION, SECTIONS, baseline};
use crate::log::{Event, Line, Log};
use crate::register::{Key, Register, Taken};
use crate::scheme::Scheme;

pub use outlined::read_state;

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
}

/// Reads a snapshot.
///
/// # Errors
/// [`Fault`], with line and path where there is one.
pub fn read(bytes: Vec<u8>) -> Result<Opened, Fault> {
    if bytes.len() > LARGEST {
        return Err(Fault::TooLarge(bytes.len()));
    }
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    if bytes[start..].trim_ascii().is_empty() {
        return Err(Fault::Empty);
    }
    let file = Rc::new(bytes);
    let opened = Split::of(&file).and_then(|split| {
        let log = Log::over(Rc::clone(&file), split.log.start, split.log.end);
        outlined::read(&file, split.state, log)
    });
    match opened {
        Some(opened) => Ok(opened),
        None => read_with(file, start, None),
    }
}

fn read_with(file: Rc<Vec<u8>>, start: usize, given: Option<Log>) -> Result<Opened, Fault> {
    let mut reader = Reader::new(Rc::clone(&file));
    reader.given = given;
    reader.register.is_laid_out_otherwise();
    let text = std::str::from_utf8(&file[start..]).map_err(|error| not_text(&file, start + error.valid_up_to(), &error))?;
    let mut json = serde_json::Deserializer::from_str(text);
    let read = json.deserialize_map(&mut reader).and_then(|()| if reader.log_at.is_some() { Ok(()) } else { json.end() });
    match (reader.fault.take(), read) {
        (Some(fault), _) => return Err(fault),
        (None, Err(error)) if reader.log_at.is_none() => return Err(fault_of(&error, reader.is_ours)),
        (None, _) => {}
    }
    reader.finish()
}

/// What is wrong with a file that is no text at that place.
fn not_text(file: &[u8], at: usize, error: &std::str::Utf8Error) -> Fault {
    let line = memchr::memchr_iter(b'\n', &file[..at]).count() + 1;
    if error.error_len().is_none() && file.trim_ascii().starts_with(b"{") {
        return Fault::CutShort { line };
    }
    let column = at - memchr::memrchr(b'\n', &file[..at]).map_or(0, |end| end + 1) + 1;
    Fault::NotJson { line, column, what: "it is not text in UTF-8".into() }
}

fn fault_of(error: &serde_json::Error, is_ours: bool) -> Fault {
    if error.is_eof() {
        return Fault::CutShort { line: error.line() };
    }
    let what = crate::register::what(error);
    match error.classify() {
        serde_json::error::Category::Data if !is_ours => {
            Fault::NotARegister("it does not begin with an object that says \"format\": \"raid-register\"".into())
        }
        serde_json::error::Category::Data => Fault::Invalid { path: "file".into(), line: error.line(), what },
        _ => Fault::NotJson { line: error.line(), column: error.column(), what: super::fault::in_words(&what) },
    }
}

struct Reader {
    file: Rc<Vec<u8>>,
    register: Register,
    extra: Map<String, Json>,
    events: Option<Vec<Line>>,
    /// The log, where it is known already.
    given: Option<Log>,
    /// The sections that were met, where all have to be empty.
    emptied: Option<Vec<&'static str>>,
    log_at: Option<(usize, usize)>,
    loose: Vec<(crate::register::LooseLink, String)>,
    paths: Vec<(u32, &'static str, usize)>,
    without_id: bool,
    filtered: bool,
    is_ours: bool,
    fault: Option<Fault>,
}

impl Reader {
    fn new(file: Rc<Vec<u8>>) -> Reader {
        let mut register = Register::new("");
        register.stand_on(Rc::clone(&file));
        Reader {
            file,
            register,
            extra: Map::new(),
            events: None,
            given: None,
            emptied: None,
            log_at: None,
            loose: Vec::new(),
            paths: Vec::new(),
            without_id: false,
            filtered: false,
            is_ours: false,
            fault: None,
        }
    }

    fn take(&mut self, taken: Taken) {
        self.without_id |= !taken.has_id;
        self.loose.extend(taken.loose.into_iter().map(|loose| (loose, String::new())));
    }

    fn line_at(&self, at: usize) -> usize {
        memchr::memchr_iter(b'\n', &self.file[..at]).count() + 1
    }

    /// Where the log begins and ends when the file is as we write it: then its lines wait until somebody needs them.
    fn deferred(&self, key: &str) -> Option<(usize, usize)> {
        let start = key.as_ptr() as usize - self.file.as_ptr() as usize - 1;
        let body = self.file.get(start..)?.strip_prefix(b"\"log\": [")?;
        let end = self.file.len().checked_sub(b"\n  ]\n}\n".len())?;
        let from = start + b"\"log\": [".len();
        let is_ours = body.starts_with(b"\n    {\"id\":\"") && end > from && self.file.ends_with(b"}\n  ]\n}\n");
        // Another section may end the file, where somebody put the log before it.
        let last = memchr::memrchr(b'\n', self.file.get(from..end)?)?;
        (is_ours && self.file[from + last..].starts_with(b"\n    {\"id\":\"")).then_some((from, end))
    }

    fn finish(mut self) -> Result<Opened, Fault> {
        if !self.is_ours {
            return Err(Fault::NotARegister("it does not say \"format\": \"raid-register\"".into()));
        }
        self.check_references()?;
        let log = match (self.log_at, self.events.take(), self.given.take()) {
            (Some((start, end)), _, _) => Log::over(Rc::clone(&self.file), start, end),
            (None, Some(lines), Some(given)) if lines.is_empty() => given,
            (None, Some(lines), _) => Log::of(lines),
            (None, None, _) => Log::default(),
        };
        if log.is_empty() && !self.register.is_empty() {
            return self.into_baseline();
        }
        if self.without_id {
            return Err(Fault::Invalid {
                path: "log".into(),
                line: 1,
                what: "there is a log, but some records have no id to connect them with it".into(),
            });
        }
        self.check_links()?;
        Ok(Opened { register: self.register, log, extra: self.extra, filtered: self.filtered, baseline: false })
    }

    fn into_baseline(self) -> Result<Opened, Fault> {
        let place = |record: u32| self.place(record);
        let (register, log) = baseline::make(&self.register, &self.file).map_err(|(record, key, what)| {
            let (path, line) = place(record);
            Fault::Invalid { path: path + key, line, what }
        })?;
        Ok(Opened { register, log, extra: self.extra, filtered: self.filtered, baseline: true })
    }

    fn place(&self, record: u32) -> (String, usize) {
        let at = self.paths.partition_point(|(first, _, _)| *first <= record).saturating_sub(1);
        let (first, section, _) = self.paths.get(at).copied().unwrap_or_default();
        let line = self.register.offset(record).map_or(1, |offset| self.line_at(offset));
        (format!("{section}[{}]", record - first), line)
    }

    fn check_references(&self) -> Result<(), Fault> {
        let Some((first, second)) = self.register.shared_references().into_iter().next() else { return Ok(()) };
        let (path, line) = self.place(second);
        let reference = self.register.item(second).map(|item| item.shown_reference()).unwrap_or_default();
        let (other, other_line) = self.place(first);
        Err(Fault::Invalid {
            path: path + ".ref",
            line,
            what: format!("{reference} is already the reference of {other} on line {other_line}"),
        })
    }

    fn check_links(&self) -> Result<(), Fault> {
        if self.filtered {
            return Ok(());
        }
        let lost = self.register.dangling().into_iter().next().map(|(from, to)| (from, to.to_string()));
        let loose = self.loose.first().map(|(link, _)| (link.from, link.cited.clone()));
        let Some((from, cited)) = lost.or(loose) else { return Ok(()) };
        let (path, line) = self.place(from);
        Err(Fault::Invalid {
            path: path + ".links",
            line,
            what: format!("a link leads to “{cited}”, and no record has that id or reference"),
        })
    }
}

impl<'de> Visitor<'de> for &mut Reader {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key::<Key<'de>>()? {
            if let Some(section) = SECTIONS.into_iter().find(|section| *section == key) {
                if let Some(emptied) = &mut self.emptied {
                    emptied.push(section);
                    map.next_value::<[(); 0]>()?;
                    continue;
                }
                self.paths.push((self.register.len() as u32, section, 0));
                map.next_value_seed(Section { reader: self, section })?;
                continue;
            }
            match key.as_ref() {
                "format" => self.check_format(&map.next_value::<Json>()?)?,
                "minReader" => self.check_reader(&map.next_value::<Json>()?)?,
                "formatVersion" | "$schema" => drop(map.next_value::<de::IgnoredAny>()?),
                "register" => {
                    let about = map.next_value()?;
                    self.take_about(about)?;
                }
                "scheme" => self.register.scheme = map.next_value::<Scheme>()?,
                "log" => {
                    // Only a key that is a slice of the file has a place in it.
                    self.log_at = match &key {
                        std::borrow::Cow::Borrowed(_) if self.given.is_some() => None,
                        std::borrow::Cow::Borrowed(key) => self.deferred(key),
                        std::borrow::Cow::Owned(_) => None,
                    };
                    if self.log_at.is_some() {
                        // The rest is looked at when it is needed. This error is never shown.
                        return Err(de::Error::custom("enough"));
                    }
                    self.events = Some(map.next_value_seed(Events { reader: self })?);
                }
                other => {
                    let other = other.to_owned();
                    self.extra.insert(other, map.next_value()?);
                }
            }
        }
        Ok(())
    }
}

impl Reader {
    fn check_format<E: de::Error>(&mut self, format: &Json) -> Result<(), E> {
        self.is_ours = format == "raid-register";
        if self.is_ours {
            return Ok(());
        }
        self.stop(Fault::NotARegister(format!("it says \"format\": {}", crate::text::excerpt(&format.to_string()))))
    }

    fn check_reader<E: de::Error>(&mut self, needs: &Json) -> Result<(), E> {
        match needs.as_u64() {
            Some(needs) if needs <= FORMAT_VERSION => Ok(()),
            Some(needs) => self.stop(Fault::TooNew { needs, reads: FORMAT_VERSION }),
            None => self.stop(Fault::Invalid { path: "minReader".into(), line: 1, what: "it should be a whole number".into() }),
        }
    }

    fn stop<T, E: de::Error>(&mut self, fault: Fault) -> Result<T, E> {
        let shown = fault.to_string();
        self.fault = Some(fault);
        Err(E::custom(shown))
    }
}

struct Section<'r> {
    reader: &'r mut Reader,
    section: &'static str,
}

impl<'de> DeserializeSeed<'de> for Section<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Section<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of records in “{}”", self.section)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let reader = self.reader;
        let base = reader.file.as_ptr() as usize;
        let mut at = 0;
        while let Some(raw) = seq.next_element::<&'de RawValue>()? {
            let start = raw.get().as_ptr() as usize - base;
            match reader.register.take_from_file(start, start + raw.get().len()) {
                Ok(taken) => reader.take(taken),
                Err(misfit) => {
                    let line = reader.line_at(start) + misfit.line.saturating_sub(1);
                    let dot = if misfit.key.is_empty() { "" } else { "." };
                    let path = format!("{}[{at}]{dot}{}", self.section, crate::text::excerpt(&misfit.key));
                    return reader.stop(Fault::Invalid { path, line, what: misfit.what });
                }
            }
            at += 1;
        }
        Ok(())
    }
}

struct Events<'r> {
    reader: &'r mut Reader,
}

impl<'de> DeserializeSeed<'de> for Events<'_> {
    type Value = Vec<Line>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Line>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Events<'_> {
    type Value = Vec<Line>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of events in “log”")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Line>, A::Error> {
        let mut lines = Vec::new();
        while let Some(raw) = seq.next_element::<&'de RawValue>()? {
            match Event::read(raw.get().as_bytes()) {
                Ok(event) => lines.push(Line::of(&event)),
                Err(error) => {
                    let line = self.reader.line_at(raw.get().as_ptr() as usize - self.reader.file.as_ptr() as usize);
                    return self.reader.stop(Fault::Invalid {
                        path: format!("log[{}]", lines.len()),
                        line,
                        what: error.to_string(),
                    });
                }
            }
        }
        Ok(lines)
    }
}
