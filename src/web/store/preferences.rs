//! The person's choices, such as the theme: remembered in this browser, where it may.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::web::platform::local;

/// A cheap handle on the choices of who looks at one register. Clones mean the same.
#[derive(Clone, Default)]
pub struct Preferences(Rc<Inner>);

#[derive(Default)]
struct Inner {
    forgets: Cell<bool>,
    /// Choices that this browser does not keep.
    choices: RefCell<Vec<(String, String)>>,
}

impl PartialEq for Preferences {
    fn eq(&self, other: &Preferences) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Preferences {
    /// Whether the person's choices, such as the theme, are remembered in this browser: not where the host keeps the register,
    /// or wants nothing kept.
    pub fn set_remembering(&self, remembers: bool) {
        self.0.forgets.set(!remembers);
    }

    /// Whether this browser remembers them.
    #[must_use]
    pub fn is_remembering(&self) -> bool {
        !self.0.forgets.get()
    }

    /// Remembers a choice of the person's: in this browser, where it may, and else as long as the register is shown.
    /// `true` when this browser keeps it.
    pub fn remember(&self, key: &str, text: &str) -> bool {
        let kept = !self.0.forgets.get() && local::set(key, text);
        let mut choices = self.0.choices.borrow_mut();
        choices.retain(|(of, _)| of != key);
        if !kept {
            choices.push((key.to_owned(), text.to_owned()));
        }
        kept
    }

    /// The choice that was remembered under that key.
    #[must_use]
    pub fn remembered(&self, key: &str) -> Option<String> {
        let held = self.0.choices.borrow().iter().find(|(of, _)| of == key).map(|(_, text)| text.clone());
        held.or_else(|| local::get(key).filter(|_| !self.0.forgets.get()))
    }

    /// Remembers something for this tab, where this browser may.
    pub fn remember_in_tab(&self, key: &str, text: &str) {
        if !self.0.forgets.get() {
            local::set_in_tab(key, text);
        }
    }
}
