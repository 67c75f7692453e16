//! Where in a file something is wrong, and what: the faults of reading, with line and path.

use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::error::Category;

use super::super::open_error::OpenError;
use super::reader::Reader;
use crate::json::{self, Broken, Cursor};
use crate::log::BadEvent;
use crate::state::RecordError;

/// What is wrong with a file that is no text.
#[cold]
pub(super) fn not_text(file: &[u8], error: std::str::Utf8Error) -> OpenError {
    let at = error.valid_up_to();
    let line = json::line_at(file, at);
    if error.error_len().is_none() && file.trim_ascii().starts_with(b"{") {
        return OpenError::CutShort { line };
    }
    OpenError::NotJson { line, column: json::column_at(file, at), what: "it is not text in UTF-8".into() }
}

/// What is wrong with a text that is no JSON; `None` when it is.
#[cold]
fn not_json(text: &str) -> Option<OpenError> {
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    if error.is_eof() {
        return Some(OpenError::CutShort { line: error.line() });
    }
    Some(OpenError::NotJson { line: error.line(), column: error.column(), what: json::words(&error) })
}

impl Reader<'_> {
    /// The error of what the cursor could not walk over.
    pub(super) fn unbroken<T>(&self, walked: Result<T, Broken>) -> Result<T, OpenError> {
        walked.map_err(|broken| self.broken(broken))
    }

    #[cold]
    fn broken(&self, broken: Broken) -> OpenError {
        let too_deep = || {
            let what = "recursion limit exceeded: it is nested too deep, and its end is missing".into();
            OpenError::NotJson { line: self.line_at(self.text.len()), column: 1, what }
        };
        match broken {
            Broken::TooDeep => too_deep(),
            // What the cursor cannot walk over is no JSON; the reader of JSON has the words for it.
            Broken::Syntax => not_json(self.text.trim_start_matches('\u{feff}')).unwrap_or_else(too_deep),
        }
    }

    /// A file that begins with no object.
    #[cold]
    pub(super) fn not_an_object(&self) -> OpenError {
        let text = self.text.trim_start_matches('\u{feff}');
        let is_list = self.cursor.peek().is_some_and(|token| token.first == b'[');
        let error = if is_list { None } else { not_json(text) };
        error.unwrap_or_else(|| {
            OpenError::NotARegister("it does not begin with an object that says \"format\": \"raid-register\"".into())
        })
    }

    /// A value, beginning at that place, that does not read.
    #[cold]
    pub(super) fn not_read(&self, start: usize, error: &serde_json::Error) -> OpenError {
        let at = start + json::place_of(&self.text[start..], error);
        let line = self.line_at(at);
        let what = json::words(error);
        let no_json = || OpenError::NotJson { line, column: json::column_at(self.text.as_bytes(), at), what: what.clone() };
        match error.classify() {
            Category::Syntax | Category::Eof | Category::Io => {
                not_json(self.text.trim_start_matches('\u{feff}')).unwrap_or_else(no_json)
            }
            Category::Data => match json::missing_member(error) {
                Some(member) => self.invalid(&json::joined(&json::path_at(self.text, at), &member), at, "it is missing"),
                None => self.invalid(&json::path_at(self.text, at), at, &what),
            },
        }
    }

    /// A record that breaks a rule.
    #[cold]
    pub(super) fn bad_record(&self, path: &str, range: Range<usize>, error: RecordError) -> OpenError {
        if let Some(not_json) = self.no_json_within(&range) {
            return not_json;
        }
        let line = self.line_at(range.start) + error.line.saturating_sub(1);
        let dot = if error.key.is_empty() { "" } else { "." };
        OpenError::Invalid { path: format!("{path}{dot}{}", error.key), line, what: error.what }
    }

    /// A line of the log that is no event.
    #[cold]
    pub(super) fn bad_event(&self, number: usize, range: Range<usize>, error: &BadEvent) -> OpenError {
        let not_json = self.no_json_within(&range);
        not_json.unwrap_or_else(|| self.invalid(&format!("log[{number}]"), range.start, &error.to_string()))
    }

    /// Brackets may match where what stands between them is no JSON all the same.
    fn no_json_within(&self, range: &Range<usize>) -> Option<OpenError> {
        not_json(&self.text[range.clone()])?;
        not_json(self.text.trim_start_matches('\u{feff}'))
    }

    #[cold]
    pub(super) fn invalid(&self, path: &str, at: usize, what: &str) -> OpenError {
        OpenError::Invalid { path: path.into(), line: self.line_at(at), what: what.into() }
    }

    /// Opens a list of what is named.
    pub(super) fn open_list(&mut self, of: &str) -> Result<(), OpenError> {
        let next = self.cursor.peek();
        if let Some(token) = next.filter(|token| token.first != b'[') {
            return Err(self.invalid(&json::path_at(self.text, token.start), token.start, &format!("expected a list of {of}")));
        }
        let open = self.cursor.pass(b'[');
        self.unbroken(open)
    }

    /// The error of a key that stands twice in what was read.
    pub(super) fn duplicate(&self) -> Option<OpenError> {
        let text = &self.text[..self.end];
        let found = json::duplicate_key(text)?;
        let first = self.line_at(found.first);
        let what = format!("it is there twice, first on line {first}");
        Some(self.invalid(&json::path_at(text, found.again), found.again, &what))
    }

    /// Whether the file says anywhere that it is a register.
    #[cold]
    pub(super) fn says_format(&self) -> bool {
        let text = self.text.trim_start_matches('\u{feff}');
        let mut cursor = Cursor::new(text, 0);
        let mut walk = || {
            let mut is_first = true;
            cursor.pass(b'{')?;
            while cursor.goes_on(&mut is_first, b'}')? {
                let ((key, _), value) = (cursor.key()?, cursor.value()?);
                if key == "format" {
                    return Ok(&text[value] == "\"raid-register\"");
                }
            }
            Ok::<bool, Broken>(false)
        };
        self.is_ours || walk().unwrap_or(false)
    }

    fn line_at(&self, at: usize) -> usize {
        json::line_at(self.text.as_bytes(), at)
    }
}
