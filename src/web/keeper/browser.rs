//! What is put down in this browser: single changes, whole registers, and changes folded into them.

use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::{Job, Keeper, Place, events_of};
use crate::log::{Event, Fact};
use crate::session::Session;
use crate::web::platform::channel::Word;
use crate::web::platform::storage::{Earlier, Storage, TailEntry, Trouble};
use crate::web::platform::{clock, local};
use crate::web::reading::{self, Lines};
use crate::web::store::{News, SaveState};

impl Keeper {
    pub(super) async fn carry_out(self: &Rc<Self>, storage: &Storage, job: &Job) -> Result<(), String> {
        match job {
            Job::Append { generation, lines } => {
                storage.append(&self.name, generation, lines).await?;
                self.tail.set(self.tail.get() + 1);
                self.tell(&Word::Events { generation: generation.clone(), lines: lines.clone() });
            }
            Job::Replace { generation, source } => {
                let lines = self.store.lines();
                let (blob, at) = match source {
                    Some(file) => (file.clone(), lines.as_ref().map(|lines| lines.at)),
                    None => self.store.file_with_place().await?,
                };
                let custodian = self.store.read(Session::is_custodian);
                storage.replace(&self.name, generation, custodian, &blob, &clock::now().to_rfc3339()).await?;
                if let (Some(lines), Some(at)) = (lines, at) {
                    self.fetch_from_copy(storage, &lines, at, source.is_some()).await;
                }
                self.tail.set(0);
                self.folds.set(0.0);
                self.custodian.set(custodian);
                self.mark_kept();
                self.tell(&Word::Replaced);
            }
            Job::Begin { generation } => {
                let custodian = self.store.read(Session::is_custodian);
                let blob = self.store.file().await?;
                if !storage.begin(&self.name, generation, custodian, &blob).await? {
                    return self.join(storage, generation).await;
                }
                self.folds.set(0.0);
                self.custodian.set(custodian);
                self.mark_kept();
                self.tell(&Word::Replaced);
            }
            Job::Fold => self.fold(storage).await?,
            // For a host only.
            Job::HandOver { .. } => {}
        }
        Ok(())
    }

    pub(super) async fn open(self: &Rc<Self>) -> Result<Storage, Trouble> {
        let keeper = Rc::downgrade(self);
        Storage::open(move || {
            if let Some(keeper) = keeper.upgrade().filter(|keeper| !keeper.is_lost.replace(true)) {
                keeper.store.set_save_state(SaveState::Failed("the browser has closed where it keeps the register".into()));
                keeper.again_later();
            }
        })
        .await
    }

    /// Opens what the browser closed. Where its data were removed, the whole register is put down again.
    pub(super) async fn reopen(self: &Rc<Self>) -> Result<(), String> {
        let storage = self.open().await?;
        let generation = self.generation.borrow().clone();
        let is_gone = !generation.is_empty() && storage.load(&self.name).await?.0.is_none();
        let is_whole = |job: &Job| matches!(job, Job::Replace { .. } | Job::Begin { .. });
        if is_gone && !self.jobs.borrow().front().is_some_and(is_whole) {
            self.jobs.borrow_mut().push_front(Job::Replace { generation, source: None });
        }
        *self.place.borrow_mut() = Some(Place::Browser(Rc::new(storage)));
        self.is_lost.set(false);
        if self.jobs.borrow().is_empty() {
            self.store.set_save_state(SaveState::Saved);
        }
        Ok(())
    }

    /// Whether this browser has kept a register under the name before.
    pub(super) fn was_kept(&self) -> bool {
        local::get(&format!("kept:{}", self.name)).is_some()
    }

    /// Next time the script need not ask the server for the register while this begins (see `raid-register.js`).
    pub(super) fn mark_kept(&self) {
        local::set(&format!("kept:{}", self.name), "yes");
    }

    /// Sets what cannot be read aside, unchanged.
    pub(super) async fn set_aside(&self, storage: &Storage, why: &str) -> Result<(), Trouble> {
        storage.set_aside(&self.name, why, &clock::now().to_rfc3339()).await
    }

    /// Another tab has begun a register under that name: what was begun here, as `generation`, is added to it.
    async fn join(self: &Rc<Self>, storage: &Storage, generation: &str) -> Result<(), String> {
        let (Some(checkpoint), tail) = storage.load(&self.name).await? else { return Err("it is being begun elsewhere".into()) };
        let mut ours = self.store.read_log(Session::events);
        if !self.bring_back(storage, checkpoint, &tail).await? {
            return Err("what another tab has begun cannot be read".into());
        }
        // What was done here meanwhile waits to follow a register that is not kept.
        let is_ours = |job: &Job| matches!(job, Job::Append { generation: of, .. } if of == generation);
        let (late, rest): (VecDeque<Job>, VecDeque<Job>) = self.jobs.take().into_iter().partition(is_ours);
        *self.jobs.borrow_mut() = rest;
        for job in late {
            if let Job::Append { lines, .. } = job {
                ours.extend(events_of(&lines));
            }
        }
        ours.retain(|event| !matches!(event.known(), Some(Fact::RegisterOpened { .. })));
        self.store.have_log().await?;
        self.store.take_in(ours, News::Recorded);
        self.store.announce("Another tab had begun this register: what was begun here was added to it");
        Ok(())
    }

    /// What this browser kept under the register's name before.
    ///
    /// # Errors
    /// The browser's words, or that it keeps nothing here.
    pub async fn earlier(&self) -> Result<Vec<Earlier>, String> {
        self.flush().await;
        let Some(Place::Browser(storage)) = self.place.borrow().clone() else { return Err("nothing is kept in it".into()) };
        storage.earlier(&self.name).await
    }

    /// The file that was opened may be changed or removed; the copy that was just put down is ours.
    /// `is_same`: whether it is that file, and not one that was written since.
    async fn fetch_from_copy(&self, storage: &Storage, lines: &Lines, at: f64, is_same: bool) {
        let Ok((Some(copy), _)) = storage.load(&self.name).await else { return };
        if let Ok(now) = Lines::within(&copy.blob, at, lines.blob.size()) {
            let file = is_same.then_some(copy.blob);
            self.store.fetch_from(lines, Lines { file, ..now });
        }
    }

    /// Folds the tail, also what other tabs put down, into a checkpoint. A line that cannot be read stops it: nothing is
    /// thrown away unread.
    async fn fold(&self, storage: &Storage) -> Result<(), String> {
        if !self.fold_once(storage).await? {
            self.catch_up(storage).await?;
            self.fold_once(storage).await?;
        }
        Ok(())
    }

    /// What another tab has folded may never have been heard of here.
    async fn catch_up(&self, storage: &Storage) -> Result<(), String> {
        let Some(checkpoint) = storage.load(&self.name).await?.0 else { return Err("it is gone".into()) };
        let found = reading::read(&checkpoint.blob, false, |_| {}).await.map_err(|unread| unread.to_string())?;
        if checkpoint.generation == *self.generation.borrow() {
            self.store.merge_with_log(Session::of(found.opened).events()).await?;
            self.folds.set(checkpoint.folds);
        }
        Ok(())
    }

    /// `false` where another tab has folded it since it was read or folded here.
    async fn fold_once(&self, storage: &Storage) -> Result<bool, String> {
        let generation = self.generation.borrow().clone();
        let custodian = self.store.read(Session::is_custodian);
        let lacks_log = Cell::new(false);
        let fold = |entries: &[TailEntry]| {
            let events: Result<Vec<Event>, _> =
                entries.iter().flat_map(|entry| entry.lines.lines()).map(|line| Event::read(line.as_bytes())).collect();
            let events = events.map_err(|error| format!("a kept change cannot be read: {error}"))?;
            lacks_log.set(self.store.read(|session| session.needs_log(&events)));
            if lacks_log.get() {
                return Err("the log is not here".into());
            }
            self.store.merge(events);
            self.store.file_now().unwrap_or_else(|| Err("the log is not here".into()))
        };
        let folds = self.folds.get();
        let mut folded = storage.fold(&self.name, &generation, folds, custodian, fold).await;
        if lacks_log.get() {
            self.store.have_log().await?;
            folded = storage.fold(&self.name, &generation, folds, custodian, fold).await;
        }
        if folded? {
            self.tail.set(0);
            self.folds.set(folds + 1.0);
            self.custodian.set(custodian);
            return Ok(true);
        }
        Ok(false)
    }
}
