//! The comparison of state and log, which goes on while nobody waits.

use super::{News, Store};
use crate::log::For;
use crate::register::Refusal;
use crate::snapshot::{Check, Finding, Wanted};
use crate::web::platform::clock;
use crate::web::platform::task::pause;

/// Milliseconds given to a comparison that somebody waits for, between two pictures.
const SLICE: i64 = 20;

impl Store {
    /// What the comparison of state and log found.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        self.0.findings.borrow().clone()
    }

    /// Keeps what was changed in the file by hand, or puts back what the log says; compares once more after that, because
    /// only so many findings are kept at a time. Says what it did, or why not.
    pub async fn put_right(&self, keep: bool) {
        if let Err(why) = self.detached_log().have_log().await {
            return self.notices().complain(format!("The history could not be read: {why}. Reload the page to try again"));
        }
        let findings = self.findings();
        match self.session().change(|session, stamp| session.put_right(&findings, keep, stamp)) {
            Ok(_) => {
                self.0.findings.borrow_mut().clear();
                *self.0.check.borrow_mut() = Some(Check::default());
                self.listeners().tell(&News::PutRight);
                let done = if keep { "The edits are kept, as changes of yours" } else { "What the history says is put back" };
                self.notices().announce(format!("{done}; undo takes that back"));
            }
            Err(refusal) => self.notices().complain(refusal.to_string()),
        }
    }

    /// Whether a comparison of state and log is under way.
    #[must_use]
    pub fn is_checking(&self) -> bool {
        self.0.check.borrow().is_some()
    }

    /// What that comparison lacks to go on with so many records.
    #[must_use]
    pub fn check_wants(&self, records: usize) -> Option<Wanted> {
        let check = self.0.check.borrow();
        check.as_ref().and_then(|check| self.session().read(|session| session.check_wants(check, records)))
    }

    /// Ends that comparison now, in slices that leave the page alive. The log has to be here. `told` says whether to go on.
    ///
    /// # Errors
    /// That it was stopped.
    pub async fn finish_check(&self, told: &dyn Fn(u8) -> bool) -> Result<(), String> {
        let mut since = clock::now();
        while self.detached_log().lines().is_none() && !self.check_some(8) {
            if (clock::now() - since).num_milliseconds() >= SLICE {
                let goes_on = told(0);
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
    pub fn check_some(&self, records: usize) -> bool {
        let Some(mut check) = self.0.check.borrow_mut().take() else { return true };
        if !self.session().update(|session| session.check(&mut check, records)) {
            *self.0.check.borrow_mut() = Some(check);
            return false;
        }
        *self.0.findings.borrow_mut() = check.findings;
        self.listeners().data_changed();
        self.listeners().tell(&News::Changed);
        true
    }

    /// Fetches what the comparison of state and log lacks to go on with that many records; `false` when it lacks nothing.
    ///
    /// # Errors
    /// The browser's words, when the file cannot be read any more.
    pub async fn fetch_for_check(&self, records: usize) -> Result<bool, String> {
        match self.check_wants(records) {
            None => return Ok(false),
            Some(Wanted::Bytes(unseen)) => self.detached_log().fetch_index(unseen).await?,
            Some(Wanted::Lines(ranges)) => self.detached_log().fetch_lines(For::Check, ranges).await?,
        }
        Ok(true)
    }

    /// Lets go of what the comparison was given.
    pub fn end_check(&self) {
        self.session().read_log(|session| session.log_mut().lend(For::Check, &[], Vec::new()));
    }
}
