//! Keeps the register in this browser: every change before the page says "Saved", other tabs heard, long tails folded.
//! Or hands it to the page around, which keeps it (see `host.rs`). How far that has come is one value (see `state.rs`).

mod browser;
mod connect;
mod connection;
mod host;
mod job;
mod lifecycle;
mod peers;
mod reconcile;
mod restore;
mod source;
mod state;
mod steps;
mod writer;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use web_sys::Blob;

use super::platform::channel::ChannelMessage;
use super::platform::random;
use super::platform::storage::StorageError;
use super::store::{Store, StoreEvent, Subscription};
use crate::log::Event as LogEvent;
use crate::session::Session;
use crate::web::platform::task::spawn_local;
use crate::web::second_part::second_part;
use connection::Connection;
use job::Job;
use state::{Effect, Event, State};

/// After a failed attempt, in milliseconds.
const AGAIN_AFTER: u32 = 5_000;
/// Keeps one register under one name.
pub struct Persistence {
    store: Store,
    name: String,
    state: RefCell<State<Connection>>,
    /// It lasts as long as this: whatever is recorded comes here, in every state.
    _subscription: Subscription,
    _lifecycle: [EventListener; 4],
    generation: RefCell<String>,
    /// What waits to be written.
    jobs: RefCell<VecDeque<Job>>,
    is_writing: Cell<bool>,
    is_reopening: Cell<bool>,
    /// It holds this, so that what waits is kept although nobody looks at the register any more.
    retry: RefCell<Option<Timeout>>,
    /// Nobody looks at it any more. It stays until what waits to be kept is kept.
    stopped: Cell<bool>,
    flushes: RefCell<Vec<Waker>>,
    restoring: Cell<bool>,
    /// What other tabs have kept while this one reads what is kept: their generation, and one event per line.
    overheard: RefCell<Option<Vec<(String, String)>>>,
    /// Another register was opened elsewhere while this one reads what is kept.
    is_outdated: Cell<bool>,
    tail: Cell<usize>,
    /// How often the checkpoint that was last read or written here had been folded.
    folds: Cell<f64>,
    custodian: Cell<bool>,
    source: RefCell<Option<Blob>>,
    /// The address of the register that this one is to join, where that could not be fetched yet.
    awaited: RefCell<Option<String>>,
    early: RefCell<Vec<LogEvent>>,
}

impl Persistence {
    /// Keeps nothing until [`Persistence::restore`] has looked what is there.
    #[must_use]
    pub fn new(store: &Store, name: &str) -> Rc<Persistence> {
        let persistence = Rc::new_cyclic(|weak: &Weak<Persistence>| {
            let heard = weak.clone();
            Persistence {
                store: store.clone(),
                name: if name.is_empty() { "default".into() } else { name.into() },
                state: RefCell::default(),
                _subscription: store.listeners().subscribe(move |news| with(&heard, |persistence| persistence.note(news))),
                _lifecycle: lifecycle::listen({
                    let heard = weak.clone();
                    move |event| with(&heard, |persistence| persistence.apply(event))
                }),
                generation: RefCell::default(),
                jobs: RefCell::default(),
                is_writing: Cell::new(false),
                is_reopening: Cell::new(false),
                retry: RefCell::default(),
                stopped: Cell::new(false),
                flushes: RefCell::default(),
                restoring: Cell::new(false),
                overheard: RefCell::default(),
                is_outdated: Cell::new(false),
                tail: Cell::new(0),
                folds: Cell::new(0.0),
                custodian: Cell::new(false),
                source: RefCell::default(),
                awaited: RefCell::default(),
                early: RefCell::default(),
            }
        });
        persistence.join_peers();
        persistence
    }

    /// Keeps nothing, on purpose or because storage is denied; says why.
    pub fn stay_in_memory(self: &Rc<Self>, why: &str) {
        self.apply(Event::Denied(why.into()));
    }

    /// The one way from state to state: what follows is shown, told, and done.
    fn apply(self: &Rc<Self>, event: Event<Connection>) {
        let (next, effects) = self.state.take().next(event);
        let (shown, dirty, is_saving) = (next.save_state(), next.is_dirty(), next.is_saving());
        *self.state.borrow_mut() = next;
        if !self.stopped.get() {
            self.store.save_status().set(shown, dirty);
        }
        if !is_saving {
            self.flushes.take().into_iter().for_each(Waker::wake);
        }
        effects.iter().for_each(|effect| self.bring_about(*effect));
    }

    fn bring_about(self: &Rc<Self>, effect: Effect) {
        let persistence = Rc::clone(self);
        match effect {
            Effect::Write => self.write(),
            Effect::Reopen => spawn_local(async move { persistence.reopen().await }),
            Effect::Retry => {
                let retry = Timeout::new(AGAIN_AFTER, move || persistence.apply(Event::RetryDue));
                *self.retry.borrow_mut() = Some(retry);
            }
            Effect::Check => spawn_local(async move { persistence.look_again_while_shown(false).await }),
            Effect::Reread => spawn_local(async move { persistence.look_again_while_shown(true).await }),
        }
    }

    /// What happened to the place, as storage says it.
    fn fail(self: &Rc<Self>, error: StorageError) {
        let why = error.to_string();
        self.apply(match error {
            StorageError::Closed(_) => Event::Closed(why),
            StorageError::Full(_) => Event::QuotaExceeded(why),
            StorageError::Commit(_) => Event::CommitAborted(why),
            StorageError::Denied(_) | StorageError::Request(_) | StorageError::Other(_) => Event::RequestAborted(why),
        });
    }

    fn persist(self: &Rc<Self>, news: &StoreEvent) {
        match news {
            StoreEvent::Recorded(events) => {
                let generation = self.generation.borrow().clone();
                if generation.is_empty() {
                    self.replace(true, Event::Recorded);
                } else {
                    self.enqueue(Job::Append { generation, events: Rc::clone(events) }, Event::Recorded);
                }
            }
            StoreEvent::Opened if !self.restoring.get() => self.replace(false, Event::Loaded),
            // A host has the events alone: what they come to is right there.
            StoreEvent::Reconciled if !self.is_kept_by_host() => self.replace(false, Event::Recorded),
            StoreEvent::Changed
                if !self.generation.borrow().is_empty()
                    && self.store.session().read(Session::is_custodian) != self.custodian.get() =>
            {
                self.custodian.set(!self.custodian.get());
                self.enqueue(Job::Fold, Event::Queued);
            }
            StoreEvent::Exported => self.apply(Event::Exported),
            StoreEvent::Rescued => self.apply(Event::Recorded),
            StoreEvent::Opened
            | StoreEvent::Reconciled
            | StoreEvent::Heard(_)
            | StoreEvent::Changed
            | StoreEvent::Saving
            | StoreEvent::Due => {}
        }
    }

    fn replace(self: &Rc<Self>, is_begun: bool, event: Event<Connection>) {
        if self.is_kept_by_host() {
            return hand_over_whole(self, event);
        }
        let generation = random::replica().to_string();
        let source = self.source.borrow_mut().take();
        if !self.is_in_memory() {
            self.generation.borrow_mut().clone_from(&generation);
        }
        self.enqueue(if is_begun { Job::Begin { generation } } else { Job::Replace { generation, source } }, event);
    }

    fn enqueue(self: &Rc<Self>, job: Job, event: Event<Connection>) {
        if !self.is_in_memory() {
            self.jobs.borrow_mut().push_back(job);
        }
        self.apply(event);
    }

    fn tell(&self, message: &ChannelMessage) {
        if let Some(Connection::Browser { channel: Some(channel), .. }) = self.state.borrow().connection() {
            channel.tell(message);
        }
    }

    /// The next register that is opened is the content of this file: it is kept as it is, and need not be written anew.
    pub fn expect_file(&self, file: Option<Blob>) {
        *self.source.borrow_mut() = file;
    }

    /// Whether something waits to be kept.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.state.borrow().is_saving()
    }

    /// Resolves when nothing waits to be kept, or it cannot be kept now.
    pub async fn flush(&self) {
        poll_fn(|context| {
            if self.state.borrow().is_saving() {
                self.flushes.borrow_mut().push(context.waker().clone());
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
        .await;
    }

    /// Whether somebody keeps it, so that it outlives the page.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.state.borrow().connection().is_some()
    }

    /// Whether this browser keeps it.
    #[must_use]
    pub fn is_kept_here(&self) -> bool {
        matches!(self.state.borrow().connection(), Some(Connection::Browser { .. }))
    }

    fn is_kept_by_host(&self) -> bool {
        matches!(self.state.borrow().connection(), Some(Connection::Host(_)))
    }

    fn is_in_memory(&self) -> bool {
        matches!(*self.state.borrow(), State::Memory { .. })
    }

    /// Nobody looks at it any more. What waits to be kept is kept still.
    pub fn stop(self: &Rc<Self>) {
        self.stopped.set(true);
        self.end_if_stopped();
    }

    /// Nothing waits and nobody looks: the connection closes, and with the last hold on it everything ends.
    fn end_if_stopped(&self) {
        if self.stopped.get() && self.jobs.borrow().is_empty() && !self.is_writing.get() {
            *self.retry.borrow_mut() = None;
            *self.state.borrow_mut() = State::default();
        }
    }
}

second_part! {
    "72" fn hand_over_whole(to: &Rc<Persistence>, event: Event<Connection>) {
        to.hand_over_whole(event);
    }
}

fn with(weak: &Weak<Persistence>, act: impl FnOnce(&Rc<Persistence>)) {
    if let Some(persistence) = weak.upgrade() {
        act(&persistence);
    }
}
