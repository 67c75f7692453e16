//! Files coming in and going out: reading with progress, the preview before anything is replaced, exports.

mod earlier;
mod merging;

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Blob;

pub use earlier::Listed;
pub use merging::Report;

use super::platform::storage::Earlier;
use super::reading::{Found, Unread};
use super::store::{News, Store};
use crate::item::Kind;
use crate::register::{Record, Register};
use crate::snapshot::{self, Fault, Opened};

/// How far long work is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is being done ("Reading TMAG.raid.json").
    pub label: String,
    /// Per cent done.
    pub percent: u8,
}

/// What a file holds, shown before it replaces anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The file's name.
    pub name: String,
    /// The register's title.
    pub title: String,
    /// How many of each kind, those that occur.
    pub kinds: Vec<(Kind, usize)>,
    /// When something in it changed last, seconds since 1970.
    pub changed: i64,
    /// Whether it holds part of a register only.
    pub filtered: bool,
    /// Whether it had no history.
    pub baseline: bool,
    /// How many of its records are in the register that is open, and how many are not.
    pub shared: (usize, usize),
    /// Whether this copy gave out reference numbers when it kept it.
    pub numbers: bool,
}

/// A file that waits for an answer.
#[derive(Debug)]
struct Pending {
    preview: Preview,
    found: Found,
    /// The whole of it, where it was a file.
    file: Option<Blob>,
}

#[derive(Default)]
struct Inner {
    progress: RefCell<Option<Progress>>,
    pending: RefCell<Option<Pending>>,
    fault: RefCell<Option<String>>,
    report: RefCell<Option<Report>>,
    earlier: RefCell<Option<Vec<(Listed, Earlier)>>>,
}

/// A handle on the files desk of one store.
#[derive(Clone)]
pub struct Files {
    store: Store,
    inner: Rc<Inner>,
}

impl PartialEq for Files {
    fn eq(&self, other: &Files) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

impl Files {
    /// A desk for that store.
    #[must_use]
    pub fn new(store: &Store) -> Files {
        Files { store: store.clone(), inner: Rc::default() }
    }

    /// How far long work is; none when nothing is going on.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        self.inner.progress.borrow().clone()
    }

    /// Says how far long work is.
    pub fn set_progress(&self, progress: Option<Progress>) {
        *self.inner.progress.borrow_mut() = progress;
        self.store.tell(&News::Changed);
    }

    /// What the file that waits for an answer holds.
    #[must_use]
    pub fn preview(&self) -> Option<Preview> {
        self.inner.pending.borrow().as_ref().map(|pending| pending.preview.clone())
    }

    /// Why the last file was not opened.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        self.inner.fault.borrow().clone()
    }

    /// Reads a snapshot and shows what it holds. The register stays as it is until [`Files::confirm`].
    ///
    /// # Errors
    /// [`Fault`]; it is shown too.
    pub fn offer(&self, name: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        let read = snapshot::read(bytes);
        let result = read.as_ref().map(drop).map_err(Clone::clone);
        self.offer_read(name, read.map(|opened| Found { opened, lines: None }).map_err(Unread::Fault), None);
        result
    }

    /// Shows what a file holds that has been read, or what is wrong with it. `file`: the whole of it, to be read again where
    /// its log stayed in it.
    pub fn offer_read(&self, name: &str, read: Result<Found, Unread>, file: Option<Blob>) {
        self.show_read(name, read, file, false);
    }

    fn show_read(&self, name: &str, read: Result<Found, Unread>, file: Option<Blob>, numbers: bool) {
        *self.inner.fault.borrow_mut() = read.as_ref().err().map(|unread| match unread {
            Unread::Browser(why) => format!("{name} could not be read: {why}. Choose it again"),
            Unread::Fault(fault) => fault.to_string(),
        });
        if let Ok(found) = read {
            let preview = Preview { numbers, ..self.preview_of(name, &found.opened) };
            *self.inner.pending.borrow_mut() = Some(Pending { preview, found, file });
        }
        self.store.tell(&News::Changed);
    }

    /// Opens the file that waits, in place of what is here.
    pub fn confirm(&self, custodian: bool) {
        let pending = self.inner.pending.borrow_mut().take();
        if let Some(Pending { preview, found, .. }) = pending {
            self.store.open_found(found, custodian);
            self.store.announce(format!("Opened {}", preview.title));
        }
    }

    /// Puts away what is shown: the waiting file, the message about a bad one, what a merge brought, earlier registers.
    pub fn dismiss(&self) {
        *self.inner.pending.borrow_mut() = None;
        *self.inner.fault.borrow_mut() = None;
        *self.inner.report.borrow_mut() = None;
        *self.inner.earlier.borrow_mut() = None;
        self.store.tell(&News::Changed);
    }

    /// Shows why a file could not be read at all.
    pub fn complain(&self, why: impl Into<String>) {
        *self.inner.fault.borrow_mut() = Some(why.into());
        self.store.tell(&News::Changed);
    }

    /// A file name for an export: the title and today.
    #[must_use]
    pub fn export_name(&self, records: Option<&[Record]>) -> String {
        let title = self.store.read(|session| session.register().title.clone());
        let part = if records.is_some() { "part-" } else { "" };
        format!("{}.raid.json", named(&title, &format!("{part}{}", self.store.today())))
    }

    fn preview_of(&self, name: &str, opened: &Opened) -> Preview {
        let register = &opened.register;
        let counts = Kind::ALL.into_iter().map(|kind| (kind, register.count(kind) as usize));
        let is_here = |here: &Register| register.records().filter(|record| here.by_id(register.id(*record)).is_some()).count();
        let shared = self.store.read(|session| is_here(session.register()));
        Preview {
            name: name.into(),
            title: register.title.clone(),
            kinds: counts.filter(|(_, count)| *count > 0).collect(),
            changed: register.records().map(|record| register.row(record).changed).max().unwrap_or(0),
            filtered: opened.filtered,
            baseline: opened.baseline,
            shared: (shared, register.len() - shared),
            numbers: false,
        }
    }
}

/// The title in plain letters, and what comes behind it.
fn named(title: &str, then: &str) -> String {
    let plain: String = title.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    format!("{}-{then}", if words.is_empty() { "register".into() } else { words.join("-") })
}
