//! What has to hold of a file as a whole, once all of it was read.

use std::rc::Rc;

use super::super::baseline;
use super::super::fault::Fault;
use super::{Contents, Opened};
use crate::json;
use crate::log::Log;

impl Contents {
    pub(super) fn finish(mut self) -> Result<Opened, Fault> {
        if !self.has_content {
            let what = "it is missing: the file says that it is a register, and holds no records, no log and no title";
            return Err(self.invalid("items", 0, what));
        }
        self.check_references()?;
        let log = match (self.log_at.take(), self.events.take(), self.given.take()) {
            (Some(lines), _, _) => Log::over(Rc::clone(&self.file), lines.start, lines.end),
            (None, Some(lines), Some(given)) if lines.is_empty() => given,
            (None, Some(lines), _) => Log::of(lines),
            (None, None, _) => Log::default(),
        };
        if log.is_empty() && !self.register.is_empty() {
            return self.into_baseline();
        }
        if self.without_id {
            let what = "there is a log, but some records have no id to connect them with it";
            return Err(self.invalid("log", 0, what));
        }
        self.check_links()?;
        Ok(Opened { register: self.register, log, extra: self.extra, filtered: self.filtered, baseline: false })
    }

    fn into_baseline(self) -> Result<Opened, Fault> {
        let (register, log) = baseline::make(&self.register, self.filtered, &self.file).map_err(|(record, key, what)| {
            let (path, line) = self.place(record);
            Fault::Invalid { path: path + key, line, what }
        })?;
        Ok(Opened { register, log, extra: self.extra, filtered: self.filtered, baseline: true })
    }

    /// The path of a record and its line in the file.
    fn place(&self, record: u32) -> (String, usize) {
        let at = self.paths.partition_point(|(first, _)| *first <= record).saturating_sub(1);
        let (first, section) = self.paths.get(at).copied().unwrap_or_default();
        let line = self.register.offset(record).map_or(1, |offset| json::line_at(&self.file, offset));
        (format!("{section}[{}]", record - first), line)
    }

    fn invalid(&self, path: &str, at: usize, what: &str) -> Fault {
        Fault::Invalid { path: path.into(), line: json::line_at(&self.file, at), what: what.into() }
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
        let loose = self.loose.first().map(|link| (link.from, link.cited.clone()));
        let Some((from, cited)) = lost.or(loose) else { return Ok(()) };
        let (path, line) = self.place(from);
        Err(Fault::Invalid {
            path: path + ".links",
            line,
            what: format!("a link leads to “{cited}”, and no record has that id or reference"),
        })
    }
}
