//! Who is told of what happens to a register, and how often something has.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::log::Event;

/// What listeners are told.
#[derive(Debug, Clone)]
pub enum News {
    /// Events were recorded here, to be kept and passed on.
    Recorded(Rc<Vec<Event>>),
    /// Events came from where they are kept already: another tab, the host.
    Heard(Rc<Vec<Event>>),
    /// Another register was opened.
    Opened,
    /// The state was put right without a change that says so: the whole of it is to be kept anew.
    PutRight,
    /// Something else to draw anew: route, save state, a dialog.
    Changed,
    /// A change is on its way to where the register is kept, or has come there.
    Saving,
    /// Somebody has a file with everything in it.
    Exported,
    /// What was opened again after a fault holds changes that are nowhere else.
    Rescued,
    /// What was put off until after the next frame is to be drawn now.
    Due,
}

type Listener = Rc<dyn Fn(&News)>;

/// A cheap handle on the listeners of one register. Clones mean the same ones.
#[derive(Clone, Default)]
pub struct Listeners(Rc<Inner>);

#[derive(Default)]
struct Inner {
    all: RefCell<Vec<(u64, Listener)>>,
    next: Cell<u64>,
    revision: Cell<u64>,
    data_revision: Cell<u64>,
}

/// Listening ends when this is dropped.
pub struct Subscription {
    inner: Weak<Inner>,
    number: u64,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(inner) = self.inner.upgrade() {
            inner.all.borrow_mut().retain(|(number, _)| *number != self.number);
        }
    }
}

impl Listeners {
    /// Listens until the subscription is dropped.
    #[must_use]
    pub fn subscribe(&self, listener: impl Fn(&News) + 'static) -> Subscription {
        let number = self.0.next.get();
        self.0.next.set(number + 1);
        self.0.all.borrow_mut().push((number, Rc::new(listener)));
        Subscription { inner: Rc::downgrade(&self.0), number }
    }

    /// Tells everyone. No borrow is held: listeners may call back.
    pub fn tell(&self, news: &News) {
        self.0.revision.set(self.0.revision.get() + 1);
        match news {
            News::Recorded(_) | News::Heard(_) | News::Opened | News::PutRight => self.data_changed(),
            News::Changed | News::Saving | News::Exported | News::Rescued | News::Due => {}
        }
        let listeners: Vec<Listener> = self.0.all.borrow().iter().map(|(_, listener)| Rc::clone(listener)).collect();
        for listener in listeners {
            listener(news);
        }
    }

    /// Grows with everything that is told; equal numbers mean nothing changed.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.0.revision.get()
    }

    pub(crate) fn data_changed(&self) {
        self.0.data_revision.set(self.0.data_revision.get() + 1);
    }

    /// Grows when records may look different: views that show records are drawn anew only then.
    #[must_use]
    pub fn data_revision(&self) -> u64 {
        self.0.data_revision.get()
    }
}
