//! Who is told of what happens to a register, and how often something has.

use std::cell::Cell;
use std::rc::Rc;

use crate::log::Event;
use crate::web::subscribers::Subscribers;

/// What listeners are told.
#[derive(Debug, Clone)]
pub enum StoreEvent {
    /// Events were recorded here, to be kept and passed on.
    Recorded(Rc<Vec<Event>>),
    /// Events came from where they are kept already: another tab, the host.
    Heard(Rc<Vec<Event>>),
    /// Another register was opened.
    Opened,
    /// The state was put right without a change that says so: the whole of it is to be kept anew.
    Reconciled,
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

/// A cheap handle on the listeners of one register. Clones mean the same ones.
#[derive(Clone, Default)]
pub struct Listeners {
    subscribers: Subscribers<StoreEvent>,
    revisions: Rc<Revisions>,
}

#[derive(Default)]
struct Revisions {
    all: Cell<u64>,
    data: Cell<u64>,
}

/// Listening ends when this is dropped.
pub type Subscription = crate::web::subscribers::Subscription<StoreEvent>;

impl Listeners {
    /// Listens until the subscription is dropped.
    #[must_use]
    pub fn subscribe(&self, listener: impl Fn(&StoreEvent) + 'static) -> Subscription {
        self.subscribers.subscribe(listener)
    }

    /// Tells everyone. No borrow is held: listeners may call back.
    pub fn tell(&self, news: &StoreEvent) {
        self.revisions.all.set(self.revisions.all.get() + 1);
        match news {
            StoreEvent::Recorded(_) | StoreEvent::Heard(_) | StoreEvent::Opened | StoreEvent::Reconciled => self.data_changed(),
            StoreEvent::Changed | StoreEvent::Saving | StoreEvent::Exported | StoreEvent::Rescued | StoreEvent::Due => {}
        }
        self.subscribers.tell(news);
    }

    /// Grows with everything that is told; equal numbers mean nothing changed.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revisions.all.get()
    }

    pub(crate) fn data_changed(&self) {
        self.revisions.data.set(self.revisions.data.get() + 1);
    }

    /// Grows when records may look different: views that show records are drawn anew only then.
    #[must_use]
    pub fn data_revision(&self) -> u64 {
        self.revisions.data.get()
    }
}
