//! What is kept and what is here are made the same: after the connection was lost, after the page was frozen, and when
//! another tab has put another register in place of this one.

use std::collections::HashSet;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;

use super::Persistence;
use super::job::Job;
use super::state::Event;
use crate::session::Session;
use crate::stamp::EventId;
use crate::web::event_lines::events_of;
use crate::web::platform::storage::{Checkpoint, Storage, StorageError, TailEntry};
use crate::web::platform::task::LocalBoxFuture;
use crate::web::platform::{clock, random};
use crate::web::reading;
use crate::web::second_part::{self, second_part};

/// Milliseconds between two looks whether somebody still reads or writes.
pub(super) const A_MOMENT: u32 = 20;

impl Persistence {
    /// Looks what other tabs have kept meanwhile, and shows it. `whole`: not only what followed the last checkpoint.
    pub(super) async fn look_again_while_shown(self: &Rc<Self>, whole: bool) {
        // What waits is written first, so that it follows the register that it is about.
        self.flush().await;
        let Some(storage) = self.storage() else { return };
        let before = (self.generation.borrow().clone(), self.store.session().read(Session::mark));
        match self.read_again(&storage, whole).await {
            Ok(_) if *self.generation.borrow() != before.0 && self.store.session().read(Session::mark) != before.1 => {
                self.store.notices().announce("Another register was opened in another place, and is shown here too");
            }
            Ok(_) => {}
            Err(StorageError::Closed(why)) => self.apply(Event::Closed(why)),
            Err(error) => self.apply(Event::Unreadable(unreadable(&error))),
        }
    }

    /// Reads what is kept, and once more while another register is put in its place; `true` when there is something.
    ///
    /// # Errors
    /// Why it could not be read. Nothing was changed.
    pub(super) async fn read_again(self: &Rc<Self>, storage: &Storage, whole: bool) -> Result<bool, StorageError> {
        while self.overheard.borrow().is_some() {
            TimeoutFuture::new(A_MOMENT).await;
        }
        *self.overheard.borrow_mut() = Some(Vec::new());
        self.is_outdated.set(false);
        let mut found = self.read_once(storage, whole).await;
        while found.is_ok() && self.is_outdated.take() {
            found = self.read_once(storage, true).await;
        }
        self.take_in_overheard();
        found
    }

    async fn read_once(self: &Rc<Self>, storage: &Storage, whole: bool) -> Result<bool, StorageError> {
        let (kept, tail) = storage.load(&self.name).await?;
        let generation = self.generation.borrow().clone();
        // What waits will be put in place of what is kept, or joins it.
        if self.jobs.borrow().iter().any(Job::is_whole) {
            return Ok(true);
        }
        match kept {
            Some(kept) if kept.generation == generation => {
                second_part::load().await;
                unite(self, storage, kept, &tail, whole).await.map(|()| true)
            }
            Some(kept) => {
                if !generation.is_empty() {
                    second_part::load().await;
                    keep_displaced(self, storage, &generation).await?;
                }
                self.bring_back(storage, kept, &tail).await
            }
            None if !generation.is_empty() => {
                self.put_back(generation);
                Ok(true)
            }
            None if tail.is_empty() => Ok(false),
            None => self.set_aside(storage, "changes without the register they follow").await.map(|()| false),
        }
    }

    /// The browser has thrown away what it kept: the whole of it is in this page alone, and waits to be kept again.
    fn put_back(self: &Rc<Self>, generation: String) {
        self.jobs.borrow_mut().push_front(Job::Begin { generation });
        self.apply(Event::Recorded);
    }

    /// Both are copies of one register: takes in what the kept one has more, and lets wait what is only here. `whole`: also
    /// where nobody has folded changes into the checkpoint since.
    pub(super) async fn unite(
        self: &Rc<Self>,
        storage: &Storage,
        kept: Checkpoint,
        tail: &[TailEntry],
        whole: bool,
    ) -> Result<(), StorageError> {
        let mut theirs: Vec<_> =
            tail.iter().filter(|entry| entry.generation == kept.generation).flat_map(|entry| events_of(&entry.lines)).collect();
        if !whole && kept.folds == self.folds.get() {
            self.store.merger().merge_with_log(theirs).await?;
            return Ok(());
        }
        match reading::read_kept(&kept.blob, false).await {
            Ok(found) => theirs.extend(Session::of(found.opened).events()),
            Err(unread) => {
                self.set_aside(storage, &unread.to_string()).await?;
                self.store
                    .notices()
                    .complain(format!("What this browser had kept could not be read and was set aside, unchanged: {unread}"));
                self.put_back(kept.generation);
                return Ok(());
            }
        }
        self.folds.set(kept.folds);
        self.store.detached_log().have_log().await?;
        let known: HashSet<EventId> = theirs.iter().map(|event| event.id).collect();
        let mut ours = self.store.session().read_log(Session::events);
        ours.retain(|event| !known.contains(&event.id));
        self.store.merger().merge_in_slices(theirs).await?;
        if !ours.is_empty() {
            self.jobs.borrow_mut().retain(|job| !job.follows(&kept.generation));
            self.enqueue(Job::Append { generation: kept.generation, events: Rc::new(ours) }, Event::Recorded);
        }
        Ok(())
    }

    /// Another register stands where this one stood. Where nobody has made a backup of it, because what the browser kept was
    /// thrown away before, it becomes one, with what waits.
    async fn keep_displaced(self: &Rc<Self>, storage: &Storage, generation: &str) -> Result<(), StorageError> {
        if storage.has_backup(&self.name, generation).await? {
            return Ok(());
        }
        let whole = self.checkpoint(self.store.detached_log().file().await?, generation);
        storage.back_up(&self.name, &whole, &clock::now().to_rfc3339()).await?;
        self.jobs.borrow_mut().retain(|job| !job.follows(generation));
        let open = "Another register was opened in another place. What was open here stands under Files → Earlier registers…";
        self.store.notices().remind(open);
        Ok(())
    }

    /// Nothing that can be read is kept under the name any more: what is here is kept as a register of its own.
    pub(super) fn keep_anew(self: &Rc<Self>) {
        let generation = random::replica().to_string();
        self.generation.borrow_mut().clone_from(&generation);
        self.enqueue(Job::Begin { generation }, Event::Recorded);
    }
}

pub(super) fn unreadable(error: &StorageError) -> String {
    format!("what this browser keeps of the register could not be read ({error})")
}

second_part! {
    "73" fn unite<'a>(
        with: &'a Rc<Persistence>,
        storage: &'a Storage,
        kept: Checkpoint,
        tail: &'a [TailEntry],
        whole: bool,
    ) -> LocalBoxFuture<'a, Result<(), StorageError>> {
        Box::pin(with.unite(storage, kept, tail, whole))
    }

    "74" fn keep_displaced<'a>(of: &'a Rc<Persistence>, storage: &'a Storage, generation: &'a str) -> LocalBoxFuture<'a, Result<(), StorageError>> {
        Box::pin(of.keep_displaced(storage, generation))
    }
}
