//! The comparison of state and log, which goes on while nobody waits.

use std::cell::RefCell;
use std::rc::Rc;

use super::detached_log::DetachedLog;
use super::listeners::StoreEvent;
use super::notices::Notices;
use super::session_handle::SessionHandle;
use crate::log::For;
use crate::session::Session;
use crate::snapshot::{Check, Finding, Wanted};
use crate::web::platform::clock;
use crate::web::platform::task::{LocalBoxFuture, pause};
use crate::web::second_part::{self, second_part};
use crate::workflow::Refusal;

/// Milliseconds given to a comparison that somebody waits for, between two pictures.
const SLICE: i64 = 20;

/// A cheap handle on the comparison of one register's state and log. Clones mean the same one.
#[derive(Clone)]
pub struct ConsistencyCheck(Rc<Inner>);

struct Inner {
    session: SessionHandle,
    detached_log: DetachedLog,
    notices: Notices,
    findings: RefCell<Vec<Finding>>,
    /// How far it is, while it is under way.
    check: RefCell<Option<Check>>,
}

impl PartialEq for ConsistencyCheck {
    fn eq(&self, other: &ConsistencyCheck) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl ConsistencyCheck {
    /// Nothing is compared yet.
    pub(super) fn new(session: &SessionHandle, detached_log: &DetachedLog, notices: &Notices) -> ConsistencyCheck {
        let (session, detached_log, notices) = (session.clone(), detached_log.clone(), notices.clone());
        let (findings, check) = (RefCell::default(), RefCell::default());
        ConsistencyCheck(Rc::new(Inner { session, detached_log, notices, findings, check }))
    }

    /// Forgets what was found of the register that was here; compares the one that is, if `compares`.
    pub(super) fn reset(&self, compares: bool) {
        self.0.findings.borrow_mut().clear();
        *self.0.check.borrow_mut() = compares.then(Check::default);
    }

    /// Begins anew, where it is under way: what it had compared was another session.
    pub(super) fn restart(&self) {
        if let Some(check) = &mut *self.0.check.borrow_mut() {
            *check = Check::default();
        }
    }

    /// What the comparison of state and log found.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        self.0.findings.borrow().clone()
    }

    /// Keeps what was changed in the file by hand, or puts back what the log says; compares once more after that, because
    /// only so many findings are kept at a time. Says what it did, or why not.
    pub async fn reconcile(&self, keep: bool) {
        second_part::load().await;
        reconcile(self, keep).await;
    }

    async fn put_all_right(&self, keep: bool) {
        if let Err(why) = self.0.detached_log.have_log().await {
            return self.0.notices.complain(format!("The history could not be read: {why}. Reload the page to try again"));
        }
        let findings = self.findings();
        match self.0.session.change(|session, stamp| session.reconcile(&findings, keep, stamp)) {
            Ok(_) => {
                self.reset(true);
                self.0.session.listeners().tell(&StoreEvent::Reconciled);
                let done = if keep { "The edits are kept, as changes of yours" } else { "What the history says is put back" };
                self.0.notices.announce(format!("{done}; undo takes that back"));
            }
            Err(refusal) => self.0.notices.complain(refusal.to_string()),
        }
    }

    /// What that comparison lacks to go on with so many records.
    #[must_use]
    pub fn wants(&self, records: usize) -> Option<Wanted> {
        let check = self.0.check.borrow();
        check.as_ref().and_then(|check| self.0.session.read(|session| wanted(session, check, records)))
    }

    /// Ends that comparison now, in slices that leave the page alive. The log has to be here. `told` says whether to go on.
    ///
    /// # Errors
    /// That it was stopped.
    pub async fn finish(&self, progress: &dyn Fn(u8) -> bool) -> Result<(), String> {
        let mut since = clock::now();
        while self.0.detached_log.lines().is_none() && !self.advance(8) {
            if (clock::now() - since).num_milliseconds() >= SLICE {
                let goes_on = progress(0);
                pause().await;
                since = clock::now();
                if !goes_on {
                    return Err(Refusal::Stopped.to_string());
                }
            }
        }
        Ok(())
    }

    /// Goes on with that comparison; `true` when there is nothing left to do.
    pub fn advance(&self, records: usize) -> bool {
        let Some(mut check) = self.0.check.borrow_mut().take() else { return true };
        if !self.0.session.update(|session| check_on(session, &mut check, records)) {
            *self.0.check.borrow_mut() = Some(check);
            return false;
        }
        *self.0.findings.borrow_mut() = check.findings;
        self.0.session.listeners().data_changed();
        self.0.session.listeners().tell(&StoreEvent::Changed);
        true
    }

    /// Fetches what the comparison of state and log lacks to go on with that many records; `false` when it lacks nothing.
    ///
    /// # Errors
    /// The browser's words, when the file cannot be read any more.
    pub async fn fetch_wanted(&self, records: usize) -> Result<bool, String> {
        match self.wants(records) {
            None => return Ok(false),
            Some(Wanted::Bytes(unseen)) => self.0.detached_log.fetch_index(unseen).await?,
            Some(Wanted::Lines(ranges)) => self.0.detached_log.fetch_lines(For::Check, ranges).await?,
        }
        Ok(true)
    }

    /// Lets go of what the comparison was given.
    pub fn end(&self) {
        self.0.session.read_log(|session| session.log_mut().lend(For::Check, &[], Vec::new()));
    }
}

second_part! {
    "34" fn reconcile(check: &ConsistencyCheck, keep: bool) -> LocalBoxFuture<'_, ()> {
        Box::pin(check.put_all_right(keep))
    }

    "35" fn check_on(session: &mut Session, check: &mut Check, records: usize) -> bool {
        session.check(check, records)
    }

    "36" fn wanted(session: &Session, check: &Check, records: usize) -> Option<Wanted> {
        session.check_wants(check, records)
    }
}
