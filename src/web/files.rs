//! Files coming in and going out: reading with progress, the preview before anything is replaced, exports.

mod comparing;
mod earlier;
mod file_name;
mod listed;
mod merging;
mod preview;
mod progress;
mod report;
mod suspended_merge;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;
use std::task::{Context, Waker};

use web_sys::Blob;

pub use earlier::title_of;
pub use listed::Listed;
pub use preview::Preview;
pub use progress::Progress;
pub use report::Report;
pub use suspended_merge::HandEdits;

use file_name::named;
use listed::Pin;
use preview::{Pending, is_same};
use suspended_merge::SuspendedMerge;

use super::platform::storage::Earlier;
use super::reading::{Found, Unread};
use super::store::{ReplacedRegister, Store, StoreEvent};
use crate::session::Session;
use crate::snapshot::{self, OpenError, Opened};
use crate::state::{Register, RowId};
use crate::web::platform::task::spawn_local;

#[derive(Default)]
struct Inner {
    progress: RefCell<Option<Progress>>,
    pending: RefCell<Option<Pending>>,
    error: RefCell<Option<String>>,
    report: RefCell<Option<Report>>,
    /// A merge that waits until what was edited by hand is settled.
    waiting: RefCell<Option<SuspendedMerge>>,
    /// Whether a merge is under way, and whether it is to end.
    merging: Cell<bool>,
    stop: Cell<bool>,
    earlier: RefCell<Option<Vec<(Listed, Earlier)>>>,
    /// What a file of the same register took the place of, while the notice of that number offers to bring it back.
    replaced: RefCell<Option<(ReplacedRegister, u64)>>,
    /// Pins the backup of that key, or lets it go.
    pin: RefCell<Option<Rc<Pin>>>,
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
        self.store.listeners().tell(&StoreEvent::Changed);
    }

    /// What the file that waits for an answer holds.
    #[must_use]
    pub fn preview(&self) -> Option<Preview> {
        self.inner.pending.borrow().as_ref().map(|pending| pending.preview.clone())
    }

    /// Why the last file was not opened.
    #[must_use]
    pub fn error(&self) -> Option<String> {
        self.inner.error.borrow().clone()
    }

    /// Whether a dialog about files is to be shown.
    #[must_use]
    pub fn asks(&self) -> bool {
        let Inner { pending, error, report, waiting, earlier, .. } = &*self.inner;
        pending.borrow().is_some()
            || error.borrow().is_some()
            || report.borrow().is_some()
            || waiting.borrow().is_some()
            || earlier.borrow().is_some()
    }

    /// Reads a snapshot and shows what it holds. The register stays as it is until [`Files::confirm`].
    ///
    /// # Errors
    /// [`OpenError`]; it is shown too.
    pub fn offer(&self, name: &str, bytes: Vec<u8>) -> Result<(), OpenError> {
        let read = snapshot::read(bytes);
        let result = read.as_ref().map(drop).map_err(Clone::clone);
        self.offer_read(name, read.map(|opened| Found { opened, lines: None }).map_err(Unread::OpenError), None);
        result
    }

    /// Shows what a file holds that has been read, or what is wrong with it. `file`: the whole of it, to be read again where
    /// its log stayed in it.
    pub fn offer_read(&self, name: &str, read: Result<Found, Unread>, file: Option<Blob>) {
        self.show_read(name, read, file, false);
    }

    fn show_read(&self, name: &str, read: Result<Found, Unread>, file: Option<Blob>, numbers: bool) {
        *self.inner.error.borrow_mut() = read.as_ref().err().map(|unread| match unread {
            Unread::Browser(why) => format!("{name} could not be read: {why}. Choose it again"),
            Unread::OpenError(error) => error.to_string(),
        });
        if let Ok(found) = read {
            let preview = Preview { numbers, ..self.preview_of(name, &found.opened) };
            let same = is_same(self.store.session(), &found, &preview);
            return self.show_found(Pending { preview: Preview { same, ..preview }, found, file });
        }
        self.store.listeners().tell(&StoreEvent::Changed);
    }

    /// Shows what a file holds: one of the register that is open is held against it first.
    fn show_found(&self, mut pending: Pending) {
        let files = self.clone();
        let shown = async move {
            if pending.preview.same {
                pending.preview.differences = files.compared(&mut pending.found).await;
            }
            *files.inner.pending.borrow_mut() = Some(pending);
            files.store.listeners().tell(&StoreEvent::Changed);
        };
        // At once, unless lines have to be fetched.
        now_or_later(shown);
    }

    /// Opens the file that waits, in place of what is here.
    pub fn confirm(&self, custodian: bool) {
        let pending = self.inner.pending.borrow_mut().take();
        if let Some(Pending { preview, found, .. }) = pending {
            let replaced = self.store.open_in_place(found, custodian);
            self.store.notices().announce(format!("Opened {}", preview.title));
            *self.inner.replaced.borrow_mut() = preview.same.then(|| {
                let left = preview.differences.map_or(0, |differences| differences.left_behind);
                (replaced, self.store.notices().remind(left_behind(left)))
            });
        }
    }

    /// Opens the file that waits in place of what is here, which can be brought back. Who gives out numbers stays the same.
    pub fn open_instead(&self) {
        self.confirm(self.store.session().read(Session::is_custodian));
    }

    /// Whether the message of that number offers to bring back what was replaced.
    #[must_use]
    pub fn can_bring_back(&self, notice: u64) -> bool {
        self.inner.replaced.borrow().as_ref().is_some_and(|(_, offered)| *offered == notice)
    }

    /// Brings back the register that a file was opened in place of. What was opened is kept among the earlier registers.
    pub fn bring_back(&self) {
        let replaced = self.inner.replaced.borrow_mut().take();
        if let Some((replaced, notice)) = replaced {
            self.store.notices().put_away(notice);
            self.store.open_again(replaced);
            self.store.notices().announce("What was here before is back");
        }
    }

    /// Puts a message away, and with it what it offers.
    pub fn put_away(&self, notice: u64) {
        if self.can_bring_back(notice) {
            *self.inner.replaced.borrow_mut() = None;
        }
        self.store.notices().put_away(notice);
    }

    /// Puts away what is shown: the waiting file, the message about a bad one, what a merge brought, earlier registers.
    pub fn dismiss(&self) {
        *self.inner.pending.borrow_mut() = None;
        *self.inner.error.borrow_mut() = None;
        *self.inner.report.borrow_mut() = None;
        *self.inner.waiting.borrow_mut() = None;
        *self.inner.earlier.borrow_mut() = None;
        self.store.listeners().tell(&StoreEvent::Changed);
    }

    /// Shows why a file could not be read at all.
    pub fn complain(&self, why: impl Into<String>) {
        *self.inner.error.borrow_mut() = Some(why.into());
        self.store.listeners().tell(&StoreEvent::Changed);
    }

    /// A file name for an export: the title and today.
    #[must_use]
    pub fn export_name(&self, records: Option<&[RowId]>) -> String {
        let title = self.store.session().read(|session| session.register().title.clone());
        let part = if records.is_some() { "part-" } else { "" };
        format!("{}.raid.json", named(&title, &format!("{part}{}", self.store.session().today())))
    }

    fn preview_of(&self, name: &str, opened: &Opened) -> Preview {
        let register = &opened.register;
        let is_here = |here: &Register| register.records().filter(|row_id| here.by_id(register.id(*row_id)).is_some()).count();
        let shared = self.store.session().read(|session| is_here(session.register()));
        Preview {
            name: name.into(),
            title: register.title.clone(),
            kinds: register.kinds(),
            changed: register.records().map(|row_id| register.row(row_id).changed).max().unwrap_or(0),
            filtered: opened.filtered,
            baseline: opened.baseline,
            shared: (shared, register.len() - shared),
            numbers: false,
            same: false,
            differences: None,
        }
    }
}

/// What is said where a file of the same register was opened in place of it.
fn left_behind(changes: usize) -> String {
    let what = match changes {
        0 => "Nothing that was here is missing from it".to_owned(),
        1 => "1 change that was here is not in it".into(),
        count => format!("{count} changes that were here are not in it"),
    };
    format!("The file was opened in place of what was here. {what}")
}

/// Runs until something has to be waited for, and goes on by itself then.
fn now_or_later(work: impl Future<Output = ()> + 'static) {
    let mut work = Box::pin(work);
    if work.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
        spawn_local(work);
    }
}
