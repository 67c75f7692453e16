//! The log of a large register that stays in its file: its lines are fetched when somebody looks at them, all of them when
//! that cannot be avoided, and an export takes them along unread.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use web_sys::Blob;

use super::listeners::StoreEvent;
use super::notices::Notices;
use super::session_handle::SessionHandle;
use crate::log::For;
use crate::session::Session;
use crate::snapshot::Chunk;
use crate::stamp::EventId;
use crate::web::platform::reading::Reading;
use crate::web::platform::{blobs, thrown};
use crate::web::reading::Lines;
use crate::web::second_part::{self, second_part};

/// A cheap handle on the lines of one register's log, where they stay in their file. Clones mean the same.
#[derive(Clone)]
pub struct DetachedLog(Rc<Inner>);

struct Inner {
    session: SessionHandle,
    notices: Notices,
    lines: RefCell<Option<Lines>>,
}

impl PartialEq for DetachedLog {
    fn eq(&self, other: &DetachedLog) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl DetachedLog {
    /// The whole log is here.
    pub(super) fn new(session: &SessionHandle, notices: &Notices) -> DetachedLog {
        let (session, notices) = (session.clone(), notices.clone());
        DetachedLog(Rc::new(Inner { session, notices, lines: RefCell::default() }))
    }

    /// The lines of the log, where they stay in their file.
    #[must_use]
    pub fn lines(&self) -> Option<Lines> {
        self.0.lines.borrow().clone()
    }

    pub(super) fn set_lines(&self, lines: Option<Lines>) {
        *self.0.lines.borrow_mut() = lines;
    }

    /// Makes sure that the whole log is here.
    ///
    /// # Errors
    /// The browser's words, when the file cannot be read any more.
    pub async fn have_log(&self) -> Result<(), String> {
        let Some(lines) = self.lines() else { return Ok(()) };
        let bytes = blobs::read(&lines.blob, &mut |_| {}).await?;
        if self.lines().as_ref() == Some(&lines) {
            self.0.session.read_log(|session| session.log_mut().arrive(bytes));
            self.set_lines(None);
        }
        Ok(())
    }

    /// Makes sure that the history of these records is at hand; draws anew when it had to be fetched.
    pub async fn have_history(&self, records: Vec<EventId>) {
        second_part::wait_until_loaded().await;
        match self.fetch_history(&records).await {
            Ok(false) => {}
            Ok(true) => {
                self.0.session.listeners().data_changed();
                self.0.session.listeners().tell(&StoreEvent::Changed);
            }
            Err(why) => self.0.notices.complain(format!("The history could not be read: {why}. Reload the page to try again")),
        }
    }

    /// `true` when something was fetched.
    async fn fetch_history(&self, records: &[EventId]) -> Result<bool, String> {
        let mut fetched = false;
        loop {
            let unseen = self.0.session.read(|session| session.log().unseen());
            if unseen.is_empty() {
                break;
            }
            self.fetch_index(unseen).await?;
            fetched = true;
        }
        let lacking = self.0.session.read(|session| session.log().lacking(records));
        if lacking.is_empty() {
            return Ok(fetched);
        }
        self.fetch_lines(For::Person, lacking).await?;
        Ok(true)
    }

    /// Shows the rest of the log to the index, a piece at a time.
    pub(super) async fn fetch_index(&self, unseen: Range<usize>) -> Result<(), String> {
        let Some(lines) = self.lines() else { return Ok(()) };
        let rest = lines.blob.slice_with_f64(unseen.start as f64).map_err(|error| thrown::message(&error))?;
        let mut reading = Reading::of(&rest);
        let (mut at, mut piece) = (unseen.start, Vec::new());
        while reading.next(&mut piece).await? {
            // Unless somebody else was quicker, or another register was opened.
            let is_next =
                self.0.session.read(|session| session.log().unseen().start) == at && self.lines().as_ref() == Some(&lines);
            if !is_next {
                return Ok(());
            }
            self.0.session.read_log(|session| see(session, &piece));
            at += piece.len();
            piece.clear();
        }
        Ok(())
    }

    pub(super) async fn fetch_lines(&self, to: For, ranges: Vec<Range<u32>>) -> Result<(), String> {
        let Some(lines) = self.lines() else { return Ok(()) };
        let bytes = blobs::stretches(&lines.blob, &ranges).await?;
        if self.lines().as_ref() == Some(&lines) {
            self.0.session.read_log(|session| session.log_mut().lend(to, &ranges, bytes));
        }
        Ok(())
    }

    /// The whole register as a file, at once; `None` when the log has to be fetched first, or the second part of the program.
    #[must_use]
    pub fn file_now(&self) -> Option<Result<Blob, String>> {
        if !second_part::is_loaded() {
            return None;
        }
        written(self).map(|written| written.map(|(file, _)| file))
    }

    /// The whole register as a file.
    ///
    /// # Errors
    /// The browser's words.
    pub async fn file(&self) -> Result<Blob, String> {
        self.file_with_place().await.map(|(file, _)| file)
    }

    /// The whole register as a file, and where the lines that are away begin in it.
    ///
    /// # Errors
    /// The browser's words.
    pub async fn file_with_place(&self) -> Result<(Blob, Option<f64>), String> {
        second_part::load().await;
        if let Some(written) = written(self) {
            return written;
        }
        self.have_log().await?;
        whole(self)
    }

    fn written(&self) -> Option<Result<(Blob, Option<f64>), String>> {
        let Some(lines) = self.lines() else { return Some(self.whole()) };
        self.0.session.read(|session| {
            let (before, after) = session.export_around()?;
            let place = before.iter().map(Chunk::len).sum::<usize>() as f64;
            let mut parts = blobs::Parts::default();
            for piece in &before {
                // What was not touched is taken from the file, unread, where that is ours.
                match (piece, &lines.file) {
                    (Chunk::Opened(stretch), Some(file)) => parts.push_stretch(file, stretch.start as f64, stretch.end as f64),
                    (piece, _) => parts.push(piece.bytes(session.register())),
                }
            }
            parts.push_blob(&lines.blob);
            parts.push(&after);
            Some(parts.into_blob().map(|file| (file, Some(place))))
        })
    }

    fn whole(&self) -> Result<(Blob, Option<f64>), String> {
        blobs::make(&self.0.session.read_log(Session::export)).map(|file| (file, None))
    }

    /// The file is kept elsewhere too, from where the lines are fetched from now on: nobody can take them away there.
    pub fn fetch_from(&self, was: &Lines, now: Lines) {
        if self.lines().as_ref() == Some(was) {
            self.set_lines(Some(now));
        }
    }
}

second_part! {
    "37" fn written(log: &DetachedLog) -> Option<Result<(Blob, Option<f64>), String>> {
        log.written()
    }

    "3a" fn see(session: &mut Session, piece: &[u8]) {
        session.log_mut().see(piece);
    }

    "38" fn whole(log: &DetachedLog) -> Result<(Blob, Option<f64>), String> {
        log.whole()
    }
}
