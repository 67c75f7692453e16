//! The log of a large register that stays in its file: its lines are fetched when somebody looks at them, all of them when
//! that cannot be avoided, and an export takes them along unread.

use std::ops::Range;

use web_sys::Blob;

use super::platform::reading::Reading;
use super::platform::{blobs, thrown};
use super::reading::Lines;
use super::store::{News, Store};
use crate::log::{Event, For};
use crate::session::{Merged, Session};
use crate::snapshot::{Piece, Wanted};
use crate::stamp::EventId;

impl Store {
    /// Makes sure that the whole log is here.
    ///
    /// # Errors
    /// The browser's words, when the file cannot be read any more.
    pub async fn have_log(&self) -> Result<(), String> {
        let Some(lines) = self.lines() else { return Ok(()) };
        let bytes = blobs::read(&lines.blob, &mut |_| {}).await?;
        if self.lines().as_ref() == Some(&lines) {
            self.session().read_log(|session| session.log_mut().arrive(bytes));
            self.set_lines(None);
        }
        Ok(())
    }

    /// Makes sure that the history of these records is at hand; draws anew when it had to be fetched.
    pub async fn have_history(&self, records: Vec<EventId>) {
        match self.fetch_history(&records).await {
            Ok(false) => {}
            Ok(true) => {
                self.listeners().data_changed();
                self.listeners().tell(&News::Changed);
            }
            Err(why) => self.notices().complain(format!("The history could not be read: {why}. Reload the page to try again")),
        }
    }

    /// `true` when something was fetched.
    async fn fetch_history(&self, records: &[EventId]) -> Result<bool, String> {
        let mut fetched = false;
        loop {
            let unseen = self.session().read(|session| session.log().unseen());
            if unseen.is_empty() {
                break;
            }
            self.fetch_index(unseen).await?;
            fetched = true;
        }
        let lacking = self.session().read(|session| session.log().lacking(records));
        if lacking.is_empty() {
            return Ok(fetched);
        }
        self.fetch_lines(For::Person, lacking).await?;
        Ok(true)
    }

    /// Shows the rest of the log to the index, a piece at a time.
    async fn fetch_index(&self, unseen: Range<usize>) -> Result<(), String> {
        let Some(lines) = self.lines() else { return Ok(()) };
        let rest = lines.blob.slice_with_f64(unseen.start as f64).map_err(|error| thrown::message(&error))?;
        let mut reading = Reading::of(&rest);
        let (mut at, mut piece) = (unseen.start, Vec::new());
        while reading.next(&mut piece).await? {
            // Unless somebody else was quicker, or another register was opened.
            let is_next =
                self.session().read(|session| session.log().unseen().start) == at && self.lines().as_ref() == Some(&lines);
            if !is_next {
                return Ok(());
            }
            self.session().read_log(|session| session.log_mut().see(&piece));
            at += piece.len();
            piece.clear();
        }
        Ok(())
    }

    async fn fetch_lines(&self, to: For, ranges: Vec<Range<u32>>) -> Result<(), String> {
        let Some(lines) = self.lines() else { return Ok(()) };
        let bytes = blobs::stretches(&lines.blob, &ranges).await?;
        if self.lines().as_ref() == Some(&lines) {
            self.session().read_log(|session| session.log_mut().lend(to, &ranges, bytes));
        }
        Ok(())
    }

    /// Fetches what the comparison of state and log lacks to go on with that many records; `false` when it lacks nothing.
    ///
    /// # Errors
    /// The browser's words, when the file cannot be read any more.
    pub async fn fetch_for_check(&self, records: usize) -> Result<bool, String> {
        match self.check_wants(records) {
            None => return Ok(false),
            Some(Wanted::Bytes(unseen)) => self.fetch_index(unseen).await?,
            Some(Wanted::Lines(ranges)) => self.fetch_lines(For::Check, ranges).await?,
        }
        Ok(true)
    }

    /// Lets go of what the comparison was given.
    pub fn end_check(&self) {
        self.session().read_log(|session| session.log_mut().lend(For::Check, &[], Vec::new()));
    }

    /// Takes in events that are kept already, as [`Store::merge`] does, after fetching the log where they need it.
    ///
    /// # Errors
    /// The browser's words, when the file cannot be read any more; nothing was taken in.
    pub async fn merge_with_log(&self, events: Vec<Event>) -> Result<Merged, String> {
        if self.session().read(|session| session.needs_log(&events)) {
            self.have_log().await?;
        }
        self.merge_in_slices(events).await
    }

    /// The whole register as a file, at once; `None` when the log has to be fetched first.
    #[must_use]
    pub fn file_now(&self) -> Option<Result<Blob, String>> {
        self.written().map(|written| written.map(|(file, _)| file))
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
        if let Some(written) = self.written() {
            return written;
        }
        self.have_log().await?;
        self.whole()
    }

    fn written(&self) -> Option<Result<(Blob, Option<f64>), String>> {
        let Some(lines) = self.lines() else { return Some(self.whole()) };
        self.session().read(|session| {
            let (before, after) = session.export_around()?;
            let place = before.iter().map(Piece::len).sum::<usize>() as f64;
            let mut parts = blobs::Parts::default();
            for piece in &before {
                // What was not touched is taken from the file, unread, where that is ours.
                match (piece, &lines.file) {
                    (Piece::Opened(stretch), Some(file)) => parts.push_stretch(file, stretch.start as f64, stretch.end as f64),
                    (piece, _) => parts.push(piece.bytes(session.register())),
                }
            }
            parts.push_blob(&lines.blob);
            parts.push(&after);
            Some(parts.into_blob().map(|file| (file, Some(place))))
        })
    }

    fn whole(&self) -> Result<(Blob, Option<f64>), String> {
        blobs::make(&self.session().read_log(Session::export)).map(|file| (file, None))
    }

    /// The file is kept elsewhere too, from where the lines are fetched from now on: nobody can take them away there.
    pub fn fetch_from(&self, was: &Lines, now: Lines) {
        if self.lines().as_ref() == Some(was) {
            self.set_lines(Some(now));
        }
    }
}
