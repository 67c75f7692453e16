//! The registers of one page that are kept under the same name in the same place: they tell each other, and what one of them
//! could not write before it was taken away passes to the next.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;

use super::connection::Connection;
use super::job::Job;
use super::state::Event as SavingEvent;
use super::{Persistence, State};
use crate::log::Event;
use crate::web::platform::storage::StorageError;
use crate::web::platform::task::spawn_local;

/// Milliseconds without an answer, after which it is said.
const LATE_AFTER: u32 = 8_000;

thread_local! {
    static OF_THIS_PAGE: RefCell<Vec<Weak<Persistence>>> = const { RefCell::new(Vec::new()) };
}

impl Persistence {
    /// It is one of the registers of this page from now on.
    pub(super) fn join_peers(self: &Rc<Self>) {
        OF_THIS_PAGE.with(|all| {
            let mut all = all.borrow_mut();
            all.retain(|one| one.strong_count() > 0);
            all.push(Rc::downgrade(self));
        });
    }

    /// The name under which it is kept.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Looks again, after it was waited for that another tab writes the register.
    ///
    /// # Errors
    /// Why what is kept could not be read.
    pub async fn look_again(self: &Rc<Self>) -> Result<bool, StorageError> {
        if let Some(storage) = self.host_storage() {
            return self.reload_from_host(&storage).await;
        }
        match self.storage() {
            Some(storage) => self.read_again(&storage, false).await,
            None => Ok(false),
        }
    }

    fn peers(self: &Rc<Self>) -> Vec<Rc<Persistence>> {
        let all: Vec<Rc<Persistence>> = OF_THIS_PAGE.with(|all| all.borrow().iter().filter_map(Weak::upgrade).collect());
        all.into_iter().filter(|other| !Rc::ptr_eq(other, self) && other.keeps_what(self)).collect()
    }

    /// Whether both keep the same register in the same place, or will again.
    fn keeps_what(&self, other: &Persistence) -> bool {
        let is_here = |state: &State<Connection>| match state {
            State::Attached { connection: Connection::Browser { .. }, .. } | State::Lost { .. } => true,
            State::Attached { connection: Connection::Host(_), .. } | State::Opening { .. } | State::Memory { .. } => false,
        };
        self.name == other.name
            && match (self.host_storage(), other.host_storage()) {
                (Some(one), Some(two)) => one.is_same(&two),
                (None, None) => is_here(&self.state.borrow()) && is_here(&other.state.borrow()),
                (None, Some(_)) | (Some(_), None) => false,
            }
    }

    /// What was just handed to the host is shown in the other views of the page: not every host tells of it.
    pub(super) fn tell_peers(self: &Rc<Self>, events: &Rc<Vec<Event>>) {
        for peer in self.peers().into_iter().filter(|peer| !peer.stopped.get()) {
            let events = Rc::clone(events);
            spawn_local(async move { peer.take_in(events.to_vec()) });
        }
    }

    /// What an earlier view of this register could not write is shown here, and written by this one from now on.
    pub(super) fn take_over_unkept(self: &Rc<Self>) {
        for peer in self.peers().into_iter().filter(|peer| peer.stopped.get() && !peer.is_writing.get()) {
            let generation = self.generation.borrow().clone();
            if !peer.jobs.borrow().iter().all(|job| job.follows(&generation)) {
                continue;
            }
            for job in peer.jobs.take() {
                if let Job::Append { events, .. } = &job {
                    self.take_in(events.to_vec());
                }
                self.enqueue(job, SavingEvent::Recorded);
            }
        }
    }

    /// Says so where no answer comes for long; forgotten when it is dropped before.
    pub(super) fn say_when_late(self: &Rc<Self>) -> Timeout {
        let persistence = Rc::clone(self);
        Timeout::new(LATE_AFTER, move || persistence.apply(SavingEvent::Delayed))
    }
}
