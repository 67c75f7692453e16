//! Keeps the register in this browser: every change before the page says "Saved", other tabs heard, long tails folded.
//! Or hands it to the page around, which keeps it (see `host.rs`).

mod back;
mod browser;
mod host;
mod peers;
mod steps;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::platform::chance;
use super::platform::channel::{Channel, Word};
use super::platform::host_storage::HostStorage;
use super::platform::storage::{Storage, Trouble};
use super::store::{News, SaveState, Store, Subscription};
use crate::log::Event;
use crate::session::Session;

/// Changes put down singly before they are folded into a checkpoint.
const LONGEST_TAIL: usize = 200;
/// After a failed attempt, in milliseconds.
const AGAIN_AFTER: u32 = 5_000;

/// Who keeps it.
#[derive(Clone)]
enum Place {
    Browser(Rc<Storage>),
    Host(Rc<HostStorage>),
}

enum Job {
    Append {
        generation: String,
        lines: String,
    },
    /// To the host: another register, all of its events.
    HandOver {
        lines: String,
    },
    Replace {
        generation: String,
        source: Option<Blob>,
    },
    /// The first change of a register that was never kept: the whole of it, unless somebody was quicker.
    Begin {
        generation: String,
    },
    Fold,
}

impl Job {
    /// The same, without leaning on a file that may be gone.
    fn again(self) -> Job {
        match self {
            Job::Replace { generation, .. } => Job::Replace { generation, source: None },
            Job::Append { .. } | Job::HandOver { .. } | Job::Begin { .. } | Job::Fold => self,
        }
    }
}

/// Keeps one register under one name.
pub struct Keeper {
    store: Store,
    name: String,
    place: RefCell<Option<Place>>,
    channel: RefCell<Option<Channel>>,
    generation: RefCell<String>,
    jobs: RefCell<VecDeque<Job>>,
    working: Cell<bool>,
    /// Whoever keeps it has not answered for a long time.
    late: Cell<bool>,
    /// Nobody looks at it any more. It stays until what waits to be kept is kept.
    stopped: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
    restoring: Cell<bool>,
    /// What other tabs have kept while this one reads what is kept: their generation, and one event per line.
    overheard: RefCell<Option<Vec<(String, String)>>>,
    /// Another register was opened elsewhere while this one reads what is kept.
    is_outdated: Cell<bool>,
    /// The browser may have closed where it is kept.
    is_lost: Cell<bool>,
    tail: Cell<usize>,
    /// How often the checkpoint that was last read or written here had been folded.
    folds: Cell<f64>,
    custodian: Cell<bool>,
    source: RefCell<Option<Blob>>,
    early: RefCell<Vec<Event>>,
    subscription: RefCell<Option<Subscription>>,
}

impl Keeper {
    /// Keeps nothing until [`Keeper::restore`] has looked what is there.
    #[must_use]
    pub fn new(store: &Store, name: &str) -> Rc<Keeper> {
        let keeper = Rc::new(Keeper {
            store: store.clone(),
            name: if name.is_empty() { "default".into() } else { name.into() },
            place: RefCell::default(),
            channel: RefCell::default(),
            generation: RefCell::default(),
            jobs: RefCell::default(),
            working: Cell::new(false),
            late: Cell::new(false),
            stopped: Cell::new(false),
            waiting: RefCell::default(),
            restoring: Cell::new(false),
            overheard: RefCell::default(),
            is_outdated: Cell::new(false),
            is_lost: Cell::new(false),
            tail: Cell::new(0),
            folds: Cell::new(0.0),
            custodian: Cell::new(false),
            source: RefCell::default(),
            early: RefCell::default(),
            subscription: RefCell::default(),
        });
        peers::remember(&keeper);
        keeper
    }

    /// Keeps nothing, on purpose or because storage is denied; says why.
    pub fn stay_in_memory(&self, why: &str) {
        self.store.set_save_state(SaveState::Memory(why.into()));
    }

    /// Opens storage and brings back what is kept under the name; `true` when there was something. From then on every
    /// change is kept.
    ///
    /// # Errors
    /// Why what is kept could not be read. Nothing is written over it: nothing is kept here then.
    pub async fn restore(self: &Rc<Self>) -> Result<bool, Trouble> {
        match self.open().await {
            Ok(storage) => *self.place.borrow_mut() = Some(Place::Browser(Rc::new(storage))),
            // The person's own register is there, and must not be taken for lost.
            Err(why) if self.was_kept() && !why.contains("SecurityError") => {
                return Err(format!("where this browser keeps the register could not be opened ({why})"));
            }
            Err(why) => {
                self.stay_in_memory(&format!("this browser does not let the page keep data ({why})"));
                return Ok(false);
            }
        }
        let weak = Rc::downgrade(self);
        let heard = move |word| with(&weak, |keeper| keeper.hear(word));
        *self.channel.borrow_mut() = Channel::open(&self.name, heard);
        self.listen();
        let found = self.reload().await?;
        self.store.set_save_state(SaveState::Saved);
        self.take_over_unkept();
        Ok(found)
    }

    fn listen(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let listener = move |news: &News| with(&weak, |keeper| keeper.note(news));
        *self.subscription.borrow_mut() = Some(self.store.subscribe(listener));
    }

    fn put_down(self: &Rc<Self>, news: &News) {
        match news {
            News::Recorded(_) if self.generation.borrow().is_empty() => self.replace(true),
            News::Recorded(events) => {
                let generation = self.generation.borrow().clone();
                self.enqueue(Job::Append { generation, lines: lines_of(events) });
            }
            News::Opened if !self.restoring.get() => self.replace(false),
            // A host has the events alone: what they come to is right there.
            News::PutRight if self.is_kept_here() => self.replace(false),
            News::Changed
                if !self.generation.borrow().is_empty() && self.store.read(Session::is_custodian) != self.custodian.get() =>
            {
                self.custodian.set(!self.custodian.get());
                self.enqueue(Job::Fold);
            }
            News::Opened | News::PutRight | News::Heard(_) | News::Changed | News::Saving | News::Due => {}
        }
    }

    fn replace(self: &Rc<Self>, is_begun: bool) {
        if matches!(&*self.place.borrow(), Some(Place::Host(_))) {
            return self.hand_over_whole();
        }
        let generation = chance::replica().to_string();
        self.generation.borrow_mut().clone_from(&generation);
        let source = self.source.borrow_mut().take();
        self.enqueue(if is_begun { Job::Begin { generation } } else { Job::Replace { generation, source } });
    }

    fn enqueue(self: &Rc<Self>, job: Job) {
        self.jobs.borrow_mut().push_back(job);
        self.store.set_save_state(SaveState::Saving);
        self.work();
    }

    fn work(self: &Rc<Self>) {
        if self.working.replace(true) {
            return;
        }
        let keeper = Rc::clone(self);
        let work = async move {
            keeper.work_through().await;
            keeper.remember_steps();
            keeper.working.set(false);
            keeper.late.set(false);
            keeper.waiting.take().into_iter().for_each(Waker::wake);
        };
        if matches!(&*self.place.borrow(), Some(Place::Host(_))) {
            // A host is never called while a call into the register runs.
            return spawn_local(work);
        }
        // The browser has the change before anything is drawn: the two then go on side by side.
        let mut work = Box::pin(work);
        if work.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
            spawn_local(work);
        }
    }

    async fn work_through(self: &Rc<Self>) {
        if self.is_lost.get()
            && let Err(why) = self.reopen().await
        {
            self.store.set_save_state(SaveState::Failed(why));
            self.again_later();
            return;
        }
        let Some(place) = self.place.borrow().clone() else { return };
        loop {
            let job = self.jobs.borrow_mut().pop_front();
            let Some(job) = job.or_else(|| (self.tail.get() > LONGEST_TAIL).then_some(Job::Fold)) else { break };
            let asked = matches!(place, Place::Host(_)).then(|| self.say_when_late());
            let done = match &place {
                Place::Browser(storage) => self.carry_out(storage, &job).await,
                Place::Host(storage) => self.hand_over(storage, &job).await,
            };
            drop(asked);
            self.late.set(false);
            match done {
                Ok(()) => {}
                // Nothing is lost by it: the changes are kept singly. It must not stand in the way of the next one.
                Err(_) if matches!(job, Job::Fold) => self.tail.set(0),
                Err(why) => {
                    self.jobs.borrow_mut().push_front(job.again());
                    self.is_lost.set(matches!(place, Place::Browser(_)));
                    self.store.set_save_state(SaveState::Failed(why));
                    self.again_later();
                    return;
                }
            }
            if self.jobs.borrow().is_empty() {
                self.store.set_save_state(SaveState::Saved);
                self.end_if_stopped();
            }
        }
    }

    pub(super) fn again_later(self: &Rc<Self>) {
        // It holds itself: what waits is kept although nobody looks at the register any more.
        let keeper = Rc::clone(self);
        spawn_local(async move {
            TimeoutFuture::new(AGAIN_AFTER).await;
            keeper.work();
        });
    }

    fn tell(&self, word: &Word) {
        if let Some(channel) = &*self.channel.borrow() {
            channel.tell(word);
        }
    }

    /// The next register that is opened is the content of this file: it is kept as it is, and need not be written anew.
    pub fn expect_file(&self, file: Option<Blob>) {
        *self.source.borrow_mut() = file;
    }

    /// Resolves when nothing waits to be kept, or keeping has failed.
    pub async fn flush(&self) {
        poll_fn(|context| {
            if self.working.get() && !self.late.get() {
                self.waiting.borrow_mut().push(context.waker().clone());
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
        self.place.borrow().is_some()
    }

    /// Whether this browser keeps it.
    #[must_use]
    pub fn is_kept_here(&self) -> bool {
        matches!(&*self.place.borrow(), Some(Place::Browser(_)))
    }

    /// Ends listening. What waits to be kept is kept still.
    pub fn stop(&self) {
        *self.subscription.borrow_mut() = None;
        self.stopped.set(true);
        if !self.working.get() {
            self.end_if_stopped();
        }
    }
}

fn with(weak: &Weak<Keeper>, act: impl FnOnce(&Rc<Keeper>)) {
    if let Some(keeper) = weak.upgrade() {
        act(&keeper);
    }
}

fn events_of(lines: &str) -> Vec<Event> {
    lines.lines().filter_map(|line| Event::read(line.as_bytes()).ok()).collect()
}

fn lines_of(events: &[Event]) -> String {
    let lines: Vec<String> = events.iter().map(|event| String::from_utf8_lossy(&event.line()).into_owned()).collect();
    lines.join("\n")
}
