//! What happened elsewhere joins what is here.
//!
//! A merge of more than a few events works on a copy of the session, a slice at a time, and the copy takes the session's
//! place when all is done: nobody sees half of it, what the person does meanwhile is in it, and a merge that is stopped has
//! never been.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;

use super::consistency_check::ConsistencyCheck;
use super::detached_log::DetachedLog;
use super::listeners::StoreEvent;
use super::session_handle::SessionHandle;
use crate::log::{Event, Line};
use crate::session::{FileMerge, Merge, Merged, Session, StagedSession};
use crate::snapshot::Finding;
use crate::web::event_lines;
use crate::web::platform::clock;
use crate::web::platform::task::{LocalBoxFuture, pause};
use crate::web::second_part::{self, second_part};
use crate::workflow::Refusal;

/// Milliseconds given to a merge between two pictures.
const SLICE: i64 = 20;
/// Milliseconds until somebody who waits for another merge looks again.
const AGAIN_AFTER: u32 = 20;
/// So many events are taken in at once, without a copy.
const FEW: usize = 100;

const OPENED_MEANWHILE: &str = "another register was opened meanwhile";

/// What came of merging a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileMerged {
    /// It was merged.
    Done(Merged),
    /// Nothing was done: somebody edited its state by hand, and that is to be settled first.
    HandEdited(Vec<Finding>),
}

/// Whether a merge goes on after a slice, given how far it is in per cent.
type Progress<'p> = &'p dyn Fn(u8) -> bool;

/// A cheap handle on what takes in events from elsewhere, one merge after the other. Clones mean the same one.
#[derive(Clone)]
pub struct Merger(Rc<Inner>);

struct Inner {
    session: SessionHandle,
    detached_log: DetachedLog,
    consistency_check: ConsistencyCheck,
    /// Whether a merge is under way.
    is_merging: Cell<bool>,
}

impl PartialEq for Merger {
    fn eq(&self, other: &Merger) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Merger {
    /// No merge is under way.
    pub(super) fn new(session: &SessionHandle, detached_log: &DetachedLog, check: &ConsistencyCheck) -> Merger {
        let (session, detached_log, consistency_check) = (session.clone(), detached_log.clone(), check.clone());
        Merger(Rc::new(Inner { session, detached_log, consistency_check, is_merging: Cell::default() }))
    }

    /// Takes in events that are kept already, by another tab or the host. The log has to be here if the session needs it.
    pub fn merge(&self, events: Vec<Event>) -> Merged {
        self.take_in(events, StoreEvent::Heard)
    }

    /// Takes in events from elsewhere at once, and tells of those that are new here.
    pub fn take_in(&self, events: Vec<Event>, news: impl FnOnce(Rc<Vec<Event>>) -> StoreEvent) -> Merged {
        let (merged, fresh) = self.0.session.update(|session| merge(session, events));
        if merged.events > 0 {
            self.0.session.listeners().tell(&news(Rc::new(fresh)));
        }
        merged
    }

    /// Whether these events can be merged at once: there are few, and they do not need a log that is away.
    #[must_use]
    pub fn merges_at_once(&self, events: &[Event]) -> bool {
        second_part::is_loaded() && events.len() <= FEW && !self.0.session.read(|session| needs_log(session, events))
    }

    /// Takes in events that are kept already, as [`Merger::merge`] does, after fetching the log where they need it.
    ///
    /// # Errors
    /// The browser's words, when the file cannot be read any more; nothing was taken in.
    pub async fn merge_with_log(&self, events: Vec<Event>) -> Result<Merged, String> {
        if events.is_empty() {
            return Ok(Merged::default());
        }
        second_part::load().await;
        if self.0.session.read(|session| needs_log(session, &events)) {
            self.0.detached_log.have_log().await?;
        }
        self.merge_in_slices(events).await
    }

    /// As [`Merger::merge`], in slices that leave the page alive where there are many events.
    ///
    /// # Errors
    /// Why nothing was taken in: another register was opened meanwhile.
    pub async fn merge_in_slices(&self, events: Vec<Event>) -> Result<Merged, String> {
        if events.is_empty() {
            return Ok(Merged::default());
        }
        second_part::load().await;
        // A log that is away cannot be put in order in a copy.
        if events.len() <= FEW || self.0.detached_log.lines().is_some() {
            return Ok(self.merge(events));
        }
        let (merged, fresh) = staged(self, events).await.map_err(|_| OPENED_MEANWHILE)?;
        if merged.events > 0 {
            self.0.session.listeners().tell(&StoreEvent::Heard(Rc::new(fresh)));
        }
        Ok(merged)
    }

    async fn staged(&self, mut events: Vec<Event>) -> Result<(Merged, Vec<Event>), Refusal> {
        let mut slices = self.slices().await;
        loop {
            let mut staged = self.0.session.read(Session::stage);
            let mut merge = Merge::begin(&staged.session, false);
            for event in events {
                merge.take(&mut staged.session, Line::of(&event), event);
                slices.pause(&|| 0, &|_| true).await?;
            }
            while !merge.go_on(&mut staged.session) {
                slices.pause(&|| merge.percent(), &|_| true).await?;
            }
            let (mut merged, fresh) = merge.into_merged();
            if self.adopt(&mut staged, &mut merged) {
                return Ok((merged, fresh));
            }
            events = fresh;
        }
    }

    /// Takes in the file of another copy, in slices that leave the page alive; see [`Session::merge_file`]. What that brings
    /// is kept like changes made here. Both logs have to be here. `asks`: whether a person settles what was edited in the
    /// file by hand before anything is merged. `told` hears of per cents and says whether to go on.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was changed.
    pub async fn merge_file(&self, there: &mut Session, asks: bool, progress: Progress<'_>) -> Result<FileMerged, Refusal> {
        second_part::load().await;
        merge_file(self, there, asks, progress).await
    }

    async fn merge_whole(&self, there: &mut Session, asks: bool, progress: Progress<'_>) -> Result<FileMerged, Refusal> {
        if self.0.session.is_read_only() {
            return Err(Refusal::ReadOnly);
        }
        let mut slices = self.slices().await;
        loop {
            let mut staged = self.0.session.read(Session::stage);
            let (mut merge, stamp, mut asked) = (FileMerge::default(), self.0.session.stamp(), !asks);
            while !merge.go_on(&mut staged.session, there, &stamp) {
                if !asked && let Some(found) = merge.hand_edits() {
                    asked = true;
                    if !found.is_empty() {
                        return Ok(FileMerged::HandEdited(found));
                    }
                }
                slices.pause(&|| merge.percent(there), progress).await?;
            }
            let (mut merged, fresh) = merge.into_merged();
            if self.adopt(&mut staged, &mut merged) {
                if !fresh.is_empty() {
                    self.0.session.listeners().tell(&StoreEvent::Recorded(Rc::new(fresh)));
                }
                return Ok(FileMerged::Done(merged));
            }
        }
    }

    /// A session of the events of these lines, made in slices that leave the page alive.
    ///
    /// # Errors
    /// What is wrong with the first line that is no event: leaving one out would lose it unseen. Or that another register
    /// was opened meanwhile.
    pub async fn session_of(&self, lines: &[String]) -> Result<Session, String> {
        second_part::load().await;
        session_of(self, lines).await
    }

    async fn made_of(&self, lines: &[String]) -> Result<Session, String> {
        let (mut slices, mut session) = (self.slices().await, Session::default());
        let mut merge = Merge::begin(&session, false);
        for line in lines {
            let event = event_lines::read(line.as_bytes()).map_err(|error| error.to_string())?;
            merge.take(&mut session, Line::of(&event), event);
            slices.pause(&|| 0, &|_| true).await.map_err(|_| OPENED_MEANWHILE)?;
        }
        while !merge.go_on(&mut session) {
            slices.pause(&|| 0, &|_| true).await.map_err(|_| OPENED_MEANWHILE)?;
        }
        Ok(session)
    }

    /// Puts the copy in the session's place; `false` when the merge has to begin anew.
    fn adopt(&self, staged: &mut StagedSession, merged: &mut Merged) -> bool {
        let numbers = merged.numbered > 0;
        let adopted = self.0.session.update(|session| session.adopt(staged, numbers));
        let Some(since) = adopted else { return false };
        merged.anomalies.extend(since.anomalies);
        self.0.consistency_check.restart();
        true
    }

    /// Waits until no other merge is under way.
    async fn slices(&self) -> Slices<'_> {
        while self.0.is_merging.replace(true) {
            TimeoutFuture::new(AGAIN_AFTER).await;
        }
        Slices { merger: self, opened: self.0.session.opened(), since: milliseconds() }
    }
}

/// The slices of one merge. Another can begin when this is dropped.
struct Slices<'m> {
    merger: &'m Merger,
    opened: u64,
    since: i64,
}

impl Slices<'_> {
    /// Lets the browser draw, and the person speak, when it is time to.
    async fn pause(&mut self, percent: &dyn Fn() -> u8, progress: Progress<'_>) -> Result<(), Refusal> {
        if milliseconds() - self.since < SLICE {
            return Ok(());
        }
        let goes_on = progress(percent());
        pause().await;
        self.since = milliseconds();
        if goes_on && self.merger.0.session.opened() == self.opened { Ok(()) } else { Err(Refusal::Stopped) }
    }
}

impl Drop for Slices<'_> {
    fn drop(&mut self) {
        self.merger.0.is_merging.set(false);
    }
}

fn milliseconds() -> i64 {
    clock::now().timestamp_millis()
}

second_part! {
    "30" fn merge(session: &mut Session, events: Vec<Event>) -> (Merged, Vec<Event>) {
        session.merge_telling(events)
    }

    "39" fn needs_log(session: &Session, events: &[Event]) -> bool {
        session.needs_log(events)
    }

    "31" fn staged<'a>(merger: &'a Merger, events: Vec<Event>) -> LocalBoxFuture<'a, Result<(Merged, Vec<Event>), Refusal>> {
        Box::pin(merger.staged(events))
    }

    "32" fn merge_file<'a>(merger: &'a Merger, there: &'a mut Session, asks: bool, progress: Progress<'a>) -> LocalBoxFuture<'a, Result<FileMerged, Refusal>> {
        Box::pin(merger.merge_whole(there, asks, progress))
    }

    "33" fn session_of<'a>(merger: &'a Merger, lines: &'a [String]) -> LocalBoxFuture<'a, Result<Session, String>> {
        Box::pin(merger.made_of(lines))
    }
}
