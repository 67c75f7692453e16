//! Where the register is kept, by whom and under which name, and whether the last change is there yet.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::listeners::{Listeners, StoreEvent, Subscription};

/// Where the register is kept, and whether the last change is there yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SaveState {
    /// Nothing has been kept yet: storage is being opened.
    #[default]
    Opening,
    /// Everything is kept in this browser.
    Saved,
    /// A change is on its way.
    Saving,
    /// Storage is denied here: nothing outlives the page. Why, in words.
    Memory(String),
    /// The last attempt failed. Why, in words; tried again at the next change.
    Failed(String),
}

/// A cheap handle on where one register is kept. Clones mean the same.
#[derive(Clone)]
pub struct SaveStatus(Rc<Inner>);

struct Inner {
    listeners: Listeners,
    state: RefCell<SaveState>,
    dirty: Cell<bool>,
    by_host: Cell<bool>,
    /// The name under which the browser keeps the register; none until it stands.
    name: RefCell<Option<String>>,
}

impl PartialEq for SaveStatus {
    fn eq(&self, other: &SaveStatus) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl SaveStatus {
    /// Nothing is kept yet.
    pub(super) fn new(listeners: &Listeners) -> SaveStatus {
        let (state, dirty, by_host, name) = (RefCell::default(), Cell::default(), Cell::default(), RefCell::default());
        SaveStatus(Rc::new(Inner { listeners: listeners.clone(), state, dirty, by_host, name }))
    }

    /// Where the register is kept.
    #[must_use]
    pub fn state(&self) -> SaveState {
        self.0.state.borrow().clone()
    }

    /// Whether there are changes that are nowhere but in this page.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.0.dirty.get()
    }

    /// Says where the register is kept, and whether there are changes that are nowhere but in this page: the state of
    /// saving, as [`crate::web::persistence`] has it.
    pub fn set(&self, state: SaveState, dirty: bool) {
        let was_dirty = self.0.dirty.replace(dirty);
        let before = self.0.state.replace(state.clone());
        if before != state || was_dirty != dirty {
            let usual = |state: &SaveState| matches!(state, SaveState::Saved | SaveState::Saving);
            let is_usual = before == state || usual(&before) && usual(&state);
            self.0.listeners.tell(if is_usual { &StoreEvent::Saving } else { &StoreEvent::Changed });
        }
    }

    /// Hears of whatever happens, until the subscription is dropped.
    #[must_use]
    pub fn subscribe(&self, listener: impl Fn(&StoreEvent) + 'static) -> Subscription {
        self.0.listeners.subscribe(listener)
    }

    /// Says whether the host keeps the register.
    pub fn set_kept_by_host(&self, by_host: bool) {
        self.0.by_host.set(by_host);
    }

    /// Whether the host keeps the register.
    #[must_use]
    pub fn is_kept_by_host(&self) -> bool {
        self.0.by_host.get()
    }

    /// The register stands, and the browser keeps it under that name.
    pub fn set_name(&self, name: &str) {
        *self.0.name.borrow_mut() = Some(name.to_owned());
    }

    /// The name under which the browser keeps the register; none until it stands.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        self.0.name.borrow().clone()
    }
}
