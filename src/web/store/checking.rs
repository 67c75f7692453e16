//! The comparison of state and log, which goes on while nobody waits.

use super::{News, Store};
use crate::snapshot::{Finding, Wanted};

impl Store {
    /// What the comparison of state and log found.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        self.0.findings.borrow().clone()
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
        check.as_ref().and_then(|check| self.read(|session| session.check_wants(check, records)))
    }

    /// Goes on with that comparison; `true` when there is nothing left to do.
    pub fn check_some(&self, records: usize) -> bool {
        let Some(mut check) = self.0.check.borrow_mut().take() else { return true };
        if !self.0.session.borrow_mut().check(&mut check, records) {
            *self.0.check.borrow_mut() = Some(check);
            return false;
        }
        *self.0.findings.borrow_mut() = check.findings;
        self.data_changed();
        self.tell(&News::Changed);
        true
    }
}
