//! What has to hold of a file as a whole, once all of it was read.

use std::rc::Rc;

use super::super::open_error::OpenError;
use super::opened::Opened;
use super::reader::Contents;
use crate::json;
use crate::log::Log;
use crate::state::{DanglingLink, Register, RowId};

/// Makes a baseline of a file without a log; see [`super::super::baseline::make`].
pub(super) type MakeBaseline = fn(&Register, bool, &[u8]) -> Result<(Register, Log), (RowId, &'static str, String)>;

impl Contents {
    /// `baseline`: what makes one of a file without a log. None where that is left to who reads the file whole.
    pub(super) fn finish(mut self, baseline: Option<MakeBaseline>) -> Result<Opened, OpenError> {
        if !self.has_content {
            let what = "it is missing: the file says that it is a register, and holds no records, no log and no title";
            return Err(self.invalid("items", 0, what));
        }
        if let Some(error) = self.newer_word.filter(|_| !self.is_newer()).and_then(|record| self.unknown_word_error(record)) {
            return Err(error);
        }
        self.check_references()?;
        let log = match (self.log_at.take(), self.events.take(), self.given.take()) {
            (Some(lines), _, _) => Log::over(Rc::clone(&self.file), lines.start, lines.end),
            (None, Some(lines), Some(given)) if lines.is_empty() => given,
            (None, Some(lines), _) => Log::of(lines),
            (None, None, _) => Log::default(),
        };
        if log.is_empty() && !self.register.is_empty() {
            return match baseline {
                Some(make) => self.into_baseline(make),
                None => Err(self.invalid("log", 0, "it is empty")),
            };
        }
        if let Some(record) = self.without_id {
            let (path, line) = self.place(record);
            let what = "it is missing: there is a log, but some records have no id to connect them with it";
            return Err(OpenError::Invalid { path: path + ".id", line, what: what.into() });
        }
        let mut mended = Vec::new();
        if let Some((from, what)) = self.bad_link() {
            let (path, line) = self.place(from);
            let path = path + ".links";
            // It was let into a part once, and leads out of it.
            if !self.is_kept || !self.filtered {
                return Err(OpenError::Invalid { path, line, what });
            }
            mended.push(format!("{path}: {what}"));
        }
        let Contents { register, extra, filtered, .. } = self;
        Ok(Opened { register, log, extra, filtered, baseline: false, mended })
    }

    /// What is wrong with a record that has a word which this version does not know: in a file of this version that is a mistake.
    #[cold]
    fn unknown_word_error(&self, row_id: RowId) -> Option<OpenError> {
        let error = self.register.unknown_word_error(row_id)?;
        let (path, line) = self.place(row_id);
        let dot = if error.key.is_empty() { "" } else { "." };
        Some(OpenError::Invalid { path: format!("{path}{dot}{}", error.key), line: line + error.line - 1, what: error.what })
    }

    fn into_baseline(self, make: MakeBaseline) -> Result<Opened, OpenError> {
        let (register, log) = make(&self.register, self.filtered, &self.file).map_err(|(record, key, what)| {
            let (path, line) = self.place(record);
            OpenError::Invalid { path: path + key, line, what }
        })?;
        let (extra, filtered) = (self.extra, self.filtered);
        Ok(Opened { register, log, extra, filtered, baseline: true, mended: Vec::new() })
    }

    /// The path of a record and its line in the file.
    fn place(&self, row_id: RowId) -> (String, usize) {
        let at = self.paths.partition_point(|(first, _)| *first <= row_id.index()).saturating_sub(1);
        let (first, section) = self.paths.get(at).copied().unwrap_or_default();
        let line = self.register.offset(row_id).map_or(1, |offset| json::line_at(&self.file, offset));
        (format!("{section}[{}]", row_id.index() - first), line)
    }

    fn invalid(&self, path: &str, at: usize, what: &str) -> OpenError {
        OpenError::Invalid { path: path.into(), line: json::line_at(&self.file, at), what: what.into() }
    }

    fn check_references(&self) -> Result<(), OpenError> {
        let Some((first, second)) = self.register.shared_references().into_iter().next() else { return Ok(()) };
        let (path, line) = self.place(second);
        let reference = self.register.record(second).map(|record| record.shown_reference()).unwrap_or_default();
        let (other, other_line) = self.place(first);
        Err(OpenError::Invalid {
            path: path + ".ref",
            line,
            what: format!("{reference} is already the reference of {other} on line {other_line}"),
        })
    }

    /// Of a part, links may lead to records that are not in it; in any file with a log they lead by an id.
    fn bad_link(&self) -> Option<(RowId, String)> {
        let lost = self.register.dangling().into_iter().next().filter(|_| !self.filtered);
        let lost = lost.map(|(from, to)| (from, format!("a link leads to “{to}”, and no record has that id")));
        lost.or_else(|| Some(dangling_link(self.dangling.first()?)))
    }
}

/// The record of a link that says no id, and what is wrong with it.
#[cold]
fn dangling_link(dangling: &DanglingLink) -> (RowId, String) {
    let what = match dangling.cited.as_str() {
        "" => "a link leads nowhere: it has neither a “to” nor a “ref”".into(),
        cited => {
            format!("a link leads to “{cited}” by that reference alone; in a file with a log it says the record’s id, as “to”")
        }
    };
    (dangling.from, what)
}
