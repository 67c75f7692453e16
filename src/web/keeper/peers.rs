//! The keepers of one page that keep the same register in the same place: they tell each other, and what one of them could
//! not put down before it was taken away passes to the next.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::{Job, Keeper, Place, events_of};
use crate::web::platform::storage::Trouble;
use crate::web::store::SaveState;

/// Milliseconds without an answer, after which it is said.
const LATE_AFTER: u32 = 8_000;

thread_local! {
    static KEEPERS: RefCell<Vec<Weak<Keeper>>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn remember(keeper: &Rc<Keeper>) {
    KEEPERS.with(|all| {
        let mut all = all.borrow_mut();
        all.retain(|keeper| keeper.strong_count() > 0);
        all.push(Rc::downgrade(keeper));
    });
}

impl Keeper {
    /// The name under which it is kept.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Looks again, after it was waited for that another tab puts the register down.
    ///
    /// # Errors
    /// Why what is kept could not be read.
    pub async fn look_again(self: &Rc<Self>) -> Result<bool, Trouble> {
        let place = self.place.borrow().clone();
        match place {
            Some(Place::Browser(_)) => self.reload().await,
            Some(Place::Host(storage)) => self.reload_from_host(&storage).await,
            None => Ok(false),
        }
    }

    fn peers(self: &Rc<Self>) -> Vec<Rc<Keeper>> {
        let all: Vec<Rc<Keeper>> = KEEPERS.with(|all| all.borrow().iter().filter_map(Weak::upgrade).collect());
        all.into_iter().filter(|other| !Rc::ptr_eq(other, self) && other.keeps_what(self)).collect()
    }

    /// Whether both keep the same register in the same place.
    fn keeps_what(&self, other: &Keeper) -> bool {
        self.name == other.name
            && match (&*self.place.borrow(), &*other.place.borrow()) {
                (Some(Place::Browser(_)), Some(Place::Browser(_))) => true,
                (Some(Place::Host(one)), Some(Place::Host(two))) => one.is_same(two),
                (Some(Place::Browser(_)), Some(Place::Host(_)))
                | (Some(Place::Host(_)), Some(Place::Browser(_)))
                | (None, _)
                | (_, None) => false,
            }
    }

    /// What was just handed to the host is shown in the other views of the page: not every host tells of it.
    pub(super) fn tell_peers(self: &Rc<Self>, lines: &str) {
        for peer in self.peers().into_iter().filter(|peer| !peer.stopped.get()) {
            let lines = lines.to_owned();
            spawn_local(async move { peer.take_in(events_of(&lines)) });
        }
    }

    /// What an earlier view of this register could not put down is shown here, and put down by this one from now on.
    pub(super) fn take_over_unkept(self: &Rc<Self>) {
        for peer in self.peers().into_iter().filter(|peer| peer.stopped.get() && !peer.working.get()) {
            let generation = self.generation.borrow().clone();
            let follows = |job: &Job| matches!(job, Job::Append { generation: of, .. } if *of == generation);
            if !peer.jobs.borrow().iter().all(follows) {
                continue;
            }
            for job in peer.jobs.take() {
                if let Job::Append { lines, .. } = &job {
                    self.take_in(events_of(lines));
                }
                self.enqueue(job);
            }
        }
    }

    /// Nothing waits and nobody looks: the channel closes, and with the last hold on it everything ends.
    pub(super) fn end_if_stopped(&self) {
        if self.stopped.get() && self.jobs.borrow().is_empty() {
            *self.channel.borrow_mut() = None;
        }
    }

    /// Says so where no answer comes for long; forgotten when it is dropped before.
    pub(super) fn say_when_late(self: &Rc<Self>) -> Timeout {
        let keeper = Rc::clone(self);
        Timeout::new(LATE_AFTER, move || {
            keeper.late.set(true);
            keeper.store.set_save_state(SaveState::Failed("no answer has come yet from where the register is kept".into()));
            keeper.waiting.take().into_iter().for_each(std::task::Waker::wake);
        })
    }
}
