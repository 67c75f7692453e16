//! IndexedDB: a checkpoint for each register, a tail of single changes, backups, and what could not be read.
//!
//! Saving one change is one small record, whatever the register's size. A checkpoint and the removal of what it
//! contains are one transaction: killed at any instant, either both happened or neither.

mod backups;
mod content;
mod database;
mod earlier;
mod error;
mod records;

pub use backups::MOST_BACKUPS;
pub use database::Interruption;
pub use earlier::Earlier;
pub use error::StorageError;
pub use records::{Checkpoint, TailEntry};

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{IdbDatabase, IdbObjectStoreParameters};

use backups::add_backup;
use content::Contents;
use database::{Database, Transaction, answer};
use records::{ASIDE, BACKUPS, CHECKPOINTS, TAIL, checkpoint, checkpoint_value, get, object, tail_of, text};

/// The database carries the major version of the format.
const NAME: &str = "raid-register-1";
/// The open database.
pub struct Storage {
    database: Database,
    contents: Contents,
}

impl Storage {
    /// Opens the database, making it when it is not there. `hear` is told what interrupts it.
    ///
    /// # Errors
    /// [`StorageError::Denied`] where the browser lets the page keep nothing: sandboxed frames, policy.
    pub async fn open(hear: impl Fn(Interruption) + Clone + 'static) -> Result<Storage, StorageError> {
        let database = Database::open(NAME, create, hear).await?;
        Ok(Storage { database, contents: Contents::new() })
    }

    /// Whether the browser has closed it, or had to.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.database.is_closed()
    }

    /// The checkpoint of a register and what followed it.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn load(&self, register: &str) -> Result<(Option<Checkpoint>, Vec<TailEntry>), StorageError> {
        let transaction = self.database.reading(&[CHECKPOINTS, TAIL])?;
        let read = async {
            let kept = get(&transaction, CHECKPOINTS, &register.into()).await?;
            Ok((checkpoint(&kept), tail_of(&transaction, register, None).await?))
        };
        let read = read.await;
        transaction.end(read).await
    }

    /// Keeps changes: the lines of each part as one entry, all or none of them. Resolves when they are kept.
    ///
    /// # Errors
    /// [`StorageError`], such as no room left.
    pub async fn append(
        &self,
        register: &str,
        generation: &str,
        parts: &mut dyn ExactSizeIterator<Item = String>,
    ) -> Result<(), StorageError> {
        let transaction = self.database.writing(&[TAIL])?;
        let added = append(&transaction, register, generation, parts).await;
        transaction.end(added).await
    }

    /// Puts a new checkpoint in place of one and of those changes, which it contains. The checkpoint has to be that one
    /// still: `false` where another tab has folded changes into it since, which the new one might lack.
    ///
    /// # Errors
    /// [`StorageError`], or that another register stands there; what was kept before is then kept still.
    pub async fn fold(&self, register: &str, new: &Checkpoint, contained: &[TailEntry]) -> Result<bool, StorageError> {
        self.contents
            .write(&self.database, &new.blob, async |content: &JsValue| {
                let transaction = self.database.writing(&[CHECKPOINTS, TAIL])?;
                let folded = fold(&transaction, register, (new, content), contained).await;
                transaction.end(folded).await
            })
            .await
    }

    /// Puts another register in place of the one that was open under that name, which becomes a backup with all its changes.
    /// Changes of a register that was there before that one stay where they are: they belong to a backup of their own.
    ///
    /// # Errors
    /// [`StorageError`]; what was kept before is then kept still.
    pub async fn replace(&self, register: &str, new: &Checkpoint, now: &str) -> Result<(), StorageError> {
        self.contents
            .write(&self.database, &new.blob, async |content: &JsValue| {
                let transaction = self.database.writing(&[CHECKPOINTS, TAIL, BACKUPS])?;
                let replaced = replace(&transaction, register, (new, content), now).await;
                transaction.end(replaced).await
            })
            .await
    }

    /// Keeps a register where none is under that name; `false` when there is one, which is left as it is.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn begin(&self, register: &str, new: &Checkpoint) -> Result<bool, StorageError> {
        self.contents
            .write(&self.database, &new.blob, async |content: &JsValue| {
                let transaction = self.database.writing(&[CHECKPOINTS])?;
                let begun = begin(&transaction, register, (new, content)).await;
                transaction.end(begun).await
            })
            .await
    }

    /// Sets what could not be read aside, under a key of its own, and frees the register's name.
    ///
    /// # Errors
    /// [`StorageError`]; nothing was moved then.
    pub async fn set_aside(&self, register: &str, why: &str, now: &str) -> Result<(), StorageError> {
        let transaction = self.database.writing(&[CHECKPOINTS, TAIL, ASIDE])?;
        let moved = set_aside(&transaction, register, why, now).await;
        transaction.end(moved).await
    }
}

fn create(database: &IdbDatabase) {
    // Where it fails, the browser takes the whole database back, and opening it fails.
    let _ = database.create_object_store(CHECKPOINTS);
    let counted = IdbObjectStoreParameters::new();
    counted.set_auto_increment(true);
    for name in [TAIL, BACKUPS, ASIDE] {
        let _ = database.create_object_store_with_optional_parameters(name, &counted);
    }
}

/// A checkpoint, and its snapshot as the database takes it.
type New<'a> = (&'a Checkpoint, &'a JsValue);

async fn append(
    transaction: &Transaction,
    register: &str,
    generation: &str,
    parts: &mut dyn ExactSizeIterator<Item = String>,
) -> Result<(), StorageError> {
    while let Some(lines) = parts.next() {
        let entry = object(&[("register", register.into()), ("generation", generation.into()), ("lines", lines.into())]);
        let added = transaction.store(TAIL)?.add(&entry);
        // The last is not waited for by itself: where it fails, the transaction does.
        match parts.len() {
            0 => added.map(drop).map_err(|thrown| StorageError::of(&thrown))?,
            // The page goes on between the parts.
            _ => drop(answer(added).await?),
        }
    }
    Ok(())
}

async fn fold(transaction: &Transaction, register: &str, new: New<'_>, contained: &[TailEntry]) -> Result<bool, StorageError> {
    let kept = checkpoint(&get(transaction, CHECKPOINTS, &register.into()).await?);
    let Some(kept) = kept.filter(|kept| kept.generation == new.0.generation) else {
        return Err(StorageError::Other("another register was opened in its place meanwhile".into()));
    };
    if kept.folds + 1.0 != new.0.folds {
        return Ok(false);
    }
    put_checkpoint(transaction, register, new).await?;
    delete(transaction, contained).await.map(|()| true)
}

async fn replace(transaction: &Transaction, register: &str, new: New<'_>, now: &str) -> Result<(), StorageError> {
    let old = get(transaction, CHECKPOINTS, &register.into()).await?;
    if !old.is_undefined() {
        let tail = tail_of(transaction, register, text(&old, "generation").as_deref()).await?;
        let backup =
            object(&[("register", register.into()), ("at", now.into()), ("checkpoint", old), ("tail", lines_of(&tail).into())]);
        add_backup(transaction, register, &backup).await?;
        delete(transaction, &tail).await?;
    }
    put_checkpoint(transaction, register, new).await
}

async fn begin(transaction: &Transaction, register: &str, new: New<'_>) -> Result<bool, StorageError> {
    if !get(transaction, CHECKPOINTS, &register.into()).await?.is_undefined() {
        return Ok(false);
    }
    put_checkpoint(transaction, register, new).await.map(|()| true)
}

async fn set_aside(transaction: &Transaction, register: &str, why: &str, now: &str) -> Result<(), StorageError> {
    let old = get(transaction, CHECKPOINTS, &register.into()).await?;
    let tail = tail_of(transaction, register, text(&old, "generation").as_deref()).await?;
    let kept = object(&[
        ("register", register.into()),
        ("at", now.into()),
        ("why", why.into()),
        ("checkpoint", old),
        ("tail", lines_of(&tail).into()),
    ]);
    answer(transaction.store(ASIDE)?.add(&kept)).await?;
    answer(transaction.store(CHECKPOINTS)?.delete(&register.into())).await?;
    delete(transaction, &tail).await
}

async fn put_checkpoint(transaction: &Transaction, register: &str, (new, content): New<'_>) -> Result<(), StorageError> {
    let value = checkpoint_value(new, content);
    answer(transaction.store(CHECKPOINTS)?.put_with_key(&value, &register.into())).await.map(drop)
}

async fn delete(transaction: &Transaction, entries: &[TailEntry]) -> Result<(), StorageError> {
    let store = transaction.store(TAIL)?;
    for entry in entries {
        answer(store.delete(&entry.key)).await?;
    }
    Ok(())
}

fn lines_of(tail: &[TailEntry]) -> Array {
    tail.iter().map(|entry| JsValue::from(entry.lines.as_str())).collect()
}
