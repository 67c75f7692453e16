//! The set-up as a view is drawn from it.

use std::ops::Deref;
use std::rc::Rc;

use crate::scheme::Scheme;

/// The set-up as it stood when something was drawn: another one after every change of the register that changed it. A view that
/// holds it is drawn anew then, and not before.
#[derive(Debug, Clone, Default)]
pub struct Setup(Rc<Scheme>);

impl Setup {
    /// That set-up, or the one that is held already where it says the same.
    pub(super) fn follow(&mut self, scheme: &Scheme) -> Setup {
        if *self.0 != *scheme {
            self.0 = Rc::new(scheme.clone());
        }
        self.clone()
    }
}

impl PartialEq for Setup {
    fn eq(&self, other: &Setup) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Setup {
    type Target = Scheme;

    fn deref(&self) -> &Scheme {
        &self.0
    }
}
