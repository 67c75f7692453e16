//! What is written to this browser: single changes, whole registers, and changes folded into them.

use std::collections::VecDeque;
use std::rc::Rc;

use super::{Persistence, events_of};
use crate::log::{Event, Fact};
use crate::session::Session;
use crate::web::files::title_of;
use crate::web::platform::channel::ChannelMessage;
use crate::web::platform::storage::{Checkpoint, Earlier, MOST_BACKUPS, Storage, StorageError, TailEntry};
use crate::web::platform::task::spawn_local;
use crate::web::platform::{clock, dates, local};
use crate::web::reading::{self, Lines};
use crate::web::store::News;

/// What waits to be written.
pub(super) enum Job {
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
        source: Option<web_sys::Blob>,
    },
    /// The first change of a register that was never kept, or that is not kept any more: the whole of it, unless somebody
    /// was quicker.
    Begin {
        generation: String,
    },
    Fold,
}

impl Job {
    /// The same, without leaning on a file that may be gone.
    pub(super) fn without_source(self) -> Job {
        match self {
            Job::Replace { generation, .. } => Job::Replace { generation, source: None },
            Job::Append { .. } | Job::HandOver { .. } | Job::Begin { .. } | Job::Fold => self,
        }
    }

    /// Whether it writes the whole of the register.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self, Job::Replace { .. } | Job::Begin { .. })
    }

    /// Whether it is a change of that register.
    pub(super) fn follows(&self, generation: &str) -> bool {
        matches!(self, Job::Append { generation: of, .. } if of == generation)
    }
}

impl Persistence {
    pub(super) async fn write_here(self: &Rc<Self>, storage: &Storage, job: &Job) -> Result<(), StorageError> {
        match job {
            Job::Append { generation, lines } => {
                storage.append(&self.name, generation, lines).await?;
                self.tail.set(self.tail.get() + 1);
                self.tell(&ChannelMessage::Events { generation: generation.clone(), lines: lines.clone() });
            }
            Job::Replace { generation, source } => {
                let lines = self.store.lines();
                let (blob, at) = match source {
                    Some(file) => (file.clone(), lines.as_ref().map(|lines| lines.at)),
                    None => self.store.file_with_place().await?,
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
                let new = self.checkpoint(self.store.file().await?, generation);
                if !storage.begin(&self.name, &new).await? {
                    return self.join(storage, generation).await;
                }
                self.note_whole(&new);
            }
            Job::Fold => self.fold(storage).await?,
            // For a host only.
            Job::HandOver { .. } => {}
        }
        Ok(())
    }

    pub(super) fn checkpoint(&self, blob: web_sys::Blob, generation: &str) -> Checkpoint {
        let custodian = self.store.read(Session::is_custodian);
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
        let mut ours = self.store.read_log(Session::events);
        if !self.bring_back(storage, checkpoint, &tail).await? {
            return Err(StorageError::Request("what another tab has begun cannot be read".into()));
        }
        // What was done here meanwhile waits to follow a register that is not kept.
        let (late, rest): (VecDeque<Job>, VecDeque<Job>) = self.jobs.take().into_iter().partition(|job| job.follows(generation));
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
    pub async fn earlier(&self) -> Result<Vec<Earlier>, StorageError> {
        self.flush().await;
        self.here()?.earlier(&self.name).await
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

    /// Once as many earlier registers are kept as there is room for, says which one the next pushes out.
    #[cold]
    async fn say_what_goes_next(&self) {
        let Some(storage) = self.storage() else { return };
        let Ok(all) = storage.earlier(&self.name).await else { return };
        let Some(next) = all.into_iter().find(|one| one.is_next_out) else { return };
        let title = match &next.checkpoint {
            Some(checkpoint) => title_of(&checkpoint.blob).await,
            None => None,
        };
        let title = title.map(|title| format!("“{title}”, ")).unwrap_or_default();
        self.store.remind(format!(
            "This browser keeps the last {MOST_BACKUPS} earlier registers. The next register that is opened here pushes out {title}in use until {}. To keep it, choose Files → Earlier registers…",
            dates::moment_of(&next.at)
        ));
    }

    /// The file that was opened may be changed or removed; the copy that was just written is ours.
    /// `is_same`: whether it is that file, and not one that was written since.
    async fn fetch_from_copy(&self, storage: &Storage, lines: &Lines, at: f64, is_same: bool) {
        let Ok((Some(copy), _)) = storage.load(&self.name).await else { return };
        if let Ok(now) = Lines::within(&copy.blob, at, lines.blob.size()) {
            let file = is_same.then_some(copy.blob);
            self.store.fetch_from(lines, Lines { file, ..now });
        }
    }

    /// Folds the tail, also what other tabs have kept, into a checkpoint. A line that cannot be read stops it: nothing is
    /// thrown away unread.
    async fn fold(&self, storage: &Storage) -> Result<(), StorageError> {
        if !self.fold_once(storage).await? {
            self.catch_up(storage).await?;
            self.fold_once(storage).await?;
        }
        Ok(())
    }

    /// What another tab has folded may never have been heard of here.
    async fn catch_up(&self, storage: &Storage) -> Result<(), StorageError> {
        let Some(checkpoint) = storage.load(&self.name).await?.0 else { return Err(StorageError::Other("it is gone".into())) };
        let found = reading::read(&checkpoint.blob, false, |_| {}).await.map_err(|unread| unread.to_string())?;
        if checkpoint.generation == *self.generation.borrow() {
            self.store.merge_with_log(Session::of(found.opened).events()).await?;
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
        self.store.merge_with_log(read_all(&tail)?).await?;
        let whole = self.checkpoint(self.store.file().await?, &generation);
        let new = Checkpoint { folds: folds + 1.0, ..whole };
        let folded = storage.fold(&self.name, &new, &tail).await?;
        if folded {
            self.tail.set(0);
            self.folds.set(new.folds);
            self.custodian.set(new.custodian);
        }
        Ok(folded)
    }
}

fn read_all(tail: &[TailEntry]) -> Result<Vec<Event>, StorageError> {
    let events = tail.iter().flat_map(|entry| entry.lines.lines()).map(|line| Event::read(line.as_bytes()));
    let events: Result<Vec<Event>, _> = events.collect();
    events.map_err(|error| StorageError::Other(format!("a kept change cannot be read: {error}")))
}
