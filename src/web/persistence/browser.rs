//! What is written to this browser: single changes, whole registers, and changes folded into them.

use std::collections::VecDeque;
use std::rc::Rc;

use super::Persistence;
use super::job::Job;
use crate::log::{Event, Fact};
use crate::session::Session;
use crate::web::event_lines::{self, lines_of};
use crate::web::files::title_of;
use crate::web::platform::channel::ChannelMessage;
use crate::web::platform::storage::{Checkpoint, Earlier, MOST_BACKUPS, Storage, StorageError, TailEntry};
use crate::web::platform::task::spawn_local;
use crate::web::platform::{clock, dates, local};
use crate::web::reading::{self, Lines};
use crate::web::store::StoreEvent;

/// So many events are written in one step: some milliseconds.
const AT_ONCE: usize = 500;
/// More changes than these are kept by writing all of the register, where they are more than a quarter of what happened.
const MANY: usize = 5_000;

impl Persistence {
    pub(super) async fn write_here(self: &Rc<Self>, storage: &Storage, job: &Job) -> Result<(), StorageError> {
        match job {
            Job::Append { generation, events } => self.append(storage, generation, events).await?,
            Job::Replace { generation, source } => {
                let lines = self.store.detached_log().lines();
                let (blob, at) = match source {
                    Some(file) => (file.clone(), lines.as_ref().map(|lines| lines.at)),
                    None => self.store.detached_log().file_with_place().await?,
                };
                let new = self.checkpoint(blob, generation);
                storage.replace(&self.name, &new, &clock::now().to_rfc3339()).await?;
                if let (Some(lines), Some(at)) = (lines, at) {
                    self.fetch_from_copy(storage, &lines, at, source.is_some()).await;
                }
                self.note_whole(&new);
                let persistence = Rc::clone(self);
                spawn_local(async move { persistence.say_what_goes_next().await });
            }
            Job::Begin { generation } => {
                let new = self.checkpoint(self.store.detached_log().file().await?, generation);
                if !storage.begin(&self.name, &new).await? {
                    return self.join(storage, generation).await;
                }
                self.note_whole(&new);
            }
            Job::Fold => drop(self.fold(storage).await?),
            // For a host only.
            Job::HandOver { .. } => {}
        }
        Ok(())
    }

    /// Keeps changes singly, or, where they are much of what there is, with all of it.
    async fn append(&self, storage: &Storage, generation: &str, events: &[Event]) -> Result<(), StorageError> {
        let generation = generation.to_owned();
        // Where that fails they are kept singly, or it is said why not.
        if self.is_better_whole(&generation, events.len()) && matches!(self.fold(storage).await, Ok(true)) {
            self.tell(&ChannelMessage::Added { generation });
            return Ok(());
        }
        // As a rule there is one part, which goes to storage and to other tabs alike; of many each is made when it is its turn.
        let one = (events.len() <= AT_ONCE).then(|| lines_of(events));
        let mut parts = events.chunks(AT_ONCE).map(|part| one.clone().unwrap_or_else(|| lines_of(part)));
        storage.append(&self.name, &generation, &mut parts).await?;
        self.tail.set(self.tail.get() + events.len().div_ceil(AT_ONCE));
        self.tell(&match one {
            Some(lines) => ChannelMessage::Events { generation, lines },
            None => ChannelMessage::Added { generation },
        });
        Ok(())
    }

    /// Whether so many changes of the register that is open are better kept by writing all of it.
    fn is_better_whole(&self, generation: &str, changes: usize) -> bool {
        let all = self.store.session().read(|session| session.log().len());
        changes > MANY && changes * 4 > all && generation == *self.generation.borrow()
    }

    pub(super) fn checkpoint(&self, blob: web_sys::Blob, generation: &str) -> Checkpoint {
        let custodian = self.store.session().read(Session::is_custodian);
        Checkpoint { blob, generation: generation.into(), custodian, folds: 0.0, awaited: self.awaited.borrow().clone() }
    }

    /// The whole register is kept.
    fn note_whole(&self, kept: &Checkpoint) {
        self.tail.set(0);
        self.folds.set(kept.folds);
        self.custodian.set(kept.custodian);
        self.mark_kept();
        self.tell(&ChannelMessage::Replaced);
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
    pub(super) async fn set_aside(&self, storage: &Storage, why: &str) -> Result<(), StorageError> {
        storage.set_aside(&self.name, why, &clock::now().to_rfc3339()).await
    }

    /// One is kept under that name already: what was begun here, as `generation`, is added to it.
    async fn join(self: &Rc<Self>, storage: &Storage, generation: &str) -> Result<(), StorageError> {
        let (Some(checkpoint), tail) = storage.load(&self.name).await? else {
            return Err(StorageError::Request("it is being begun elsewhere".into()));
        };
        if checkpoint.generation == generation {
            return self.unite(storage, checkpoint, &tail, true).await;
        }
        let mut ours = self.store.session().read_log(Session::events);
        if !self.bring_back(storage, checkpoint, &tail).await? {
            return Err(StorageError::Request("what another tab has begun cannot be read".into()));
        }
        // What was done here meanwhile waits to follow a register that is not kept.
        let (late, rest): (VecDeque<Job>, VecDeque<Job>) = self.jobs.take().into_iter().partition(|job| job.follows(generation));
        *self.jobs.borrow_mut() = rest;
        for job in late {
            if let Job::Append { events, .. } = job {
                ours.extend(events.iter().cloned());
            }
        }
        ours.retain(|event| match event.known() {
            Some(Fact::RegisterOpened { .. }) => false,
            Some(Fact::SchemeChanged { from, to }) => from.preset == to.preset,
            _ => true,
        });
        self.store.detached_log().have_log().await?;
        self.store.merger().take_in(ours, StoreEvent::Recorded);
        self.store.notices().announce("Another tab had begun this register: what was begun here was added to it");
        Ok(())
    }

    /// What this browser kept under the register's name before.
    ///
    /// # Errors
    /// The browser's words, or that it keeps nothing here.
    pub async fn earlier(&self) -> Result<Vec<Earlier>, StorageError> {
        self.flush().await;
        let all = self.here()?.earlier(&self.name).await?;
        self.note_next_out(&all).await;
        Ok(all)
    }

    /// Lets an earlier register stay whatever is opened, or no longer.
    ///
    /// # Errors
    /// The browser's words, or that it keeps nothing here.
    pub async fn pin(&self, key: &wasm_bindgen::JsValue, pinned: bool) -> Result<(), StorageError> {
        self.here()?.pin(key, pinned).await
    }

    fn here(&self) -> Result<Rc<Storage>, StorageError> {
        self.storage().ok_or_else(|| StorageError::Other("nothing is kept in it".into()))
    }

    /// Notes which earlier register the next one pushes out, once as many are kept as there is room for: it is said before.
    async fn note_next_out(&self, all: &[Earlier]) -> Option<String> {
        let mut words = None;
        if let Some(next) = all.iter().find(|one| one.is_next_out) {
            let title = match &next.checkpoint {
                Some(checkpoint) => title_of(&checkpoint.blob).await,
                None => None,
            };
            let title = title.map(|title| format!("“{title}”, ")).unwrap_or_default();
            words = Some(format!("{title}in use until {}", dates::moment_of(&next.at)));
        }
        self.store.note_next_out(words.as_deref());
        words
    }

    /// Says it as soon as it is so.
    #[cold]
    async fn say_what_goes_next(&self) {
        let Some(storage) = self.storage() else { return };
        let Ok(all) = storage.earlier(&self.name).await else { return };
        let Some(next) = self.note_next_out(&all).await else { return };
        self.store.notices().remind(format!(
            "This browser keeps the last {MOST_BACKUPS} earlier registers. The next register that is opened here pushes out {next}. To keep it, choose Files → Earlier registers…"
        ));
    }

    /// The file that was opened may be changed or removed; the copy that was just written is ours.
    /// `is_same`: whether it is that file, and not one that was written since.
    async fn fetch_from_copy(&self, storage: &Storage, lines: &Lines, at: f64, is_same: bool) {
        let Ok((Some(copy), _)) = storage.load(&self.name).await else { return };
        if let Ok(now) = Lines::within(&copy.blob, at, lines.blob.size()) {
            let file = is_same.then_some(copy.blob);
            self.store.detached_log().fetch_from(lines, Lines { file, ..now });
        }
    }

    /// Folds the tail, also what other tabs have kept, into a checkpoint. A line that cannot be read stops it: nothing is
    /// thrown away unread. `false` where other tabs were quicker, twice.
    async fn fold(&self, storage: &Storage) -> Result<bool, StorageError> {
        if self.fold_once(storage).await? {
            return Ok(true);
        }
        self.catch_up(storage).await?;
        self.fold_once(storage).await
    }

    /// What another tab has folded may never have been heard of here.
    async fn catch_up(&self, storage: &Storage) -> Result<(), StorageError> {
        let Some(checkpoint) = storage.load(&self.name).await?.0 else { return Err(StorageError::Other("it is gone".into())) };
        let found = reading::read_kept(&checkpoint.blob, false).await.map_err(|unread| unread.to_string())?;
        if checkpoint.generation == *self.generation.borrow() {
            self.store.merger().merge_with_log(Session::of(found.opened).events()).await?;
            self.folds.set(checkpoint.folds);
        }
        Ok(())
    }

    /// `false` where another tab has folded it since it was read or folded here.
    async fn fold_once(&self, storage: &Storage) -> Result<bool, StorageError> {
        let generation = self.generation.borrow().clone();
        let folds = self.folds.get();
        let mut tail = storage.load(&self.name).await?.1;
        tail.retain(|entry| entry.generation == generation);
        self.store.merger().merge_with_log(self.lacking(&tail)?).await?;
        let whole = self.checkpoint(self.store.detached_log().file().await?, &generation);
        let new = Checkpoint { folds: folds + 1.0, ..whole };
        let folded = storage.fold(&self.name, &new, &tail).await?;
        if folded {
            self.tail.set(0);
            self.folds.set(new.folds);
            self.custodian.set(new.custodian);
        }
        Ok(folded)
    }

    /// What is kept there and not here.
    fn lacking(&self, tail: &[TailEntry]) -> Result<Vec<Event>, StorageError> {
        let lines = tail.iter().flat_map(|entry| entry.lines.lines()).map(str::as_bytes);
        let lacking = self.store.session().read_log(|session| session.log_mut().lines_lacking(lines));
        let events: Result<Vec<Event>, _> = lacking.into_iter().map(event_lines::read).collect();
        events.map_err(|error| StorageError::Other(format!("a kept change cannot be read: {error}")))
    }
}
