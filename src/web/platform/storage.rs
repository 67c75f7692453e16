//! IndexedDB: a checkpoint for each register, a tail of single changes, backups, and what could not be read.
//!
//! Saving one change is one small record, whatever the register's size. A checkpoint and the removal of what it
//! contains are one transaction: killed at any instant, either both happened or neither.

mod earlier;

pub use earlier::Earlier;

use idb::{Database, Factory, ObjectStoreParams, Query, TransactionMode};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// The database carries the major version of the format.
const NAME: &str = "raid-register-1";
const CHECKPOINTS: &str = "checkpoints";
const TAIL: &str = "tail";
const BACKUPS: &str = "backups";
const ASIDE: &str = "aside";
/// Backups kept of each register.
const MOST_BACKUPS: usize = 10;

/// Why storage did not do what was asked, in words.
pub type Trouble = String;

/// The open database.
pub struct Storage {
    database: Database,
}

/// A register as it was last folded together.
#[derive(Debug, Clone)]
pub struct Checkpoint {
    /// The whole snapshot.
    pub blob: Blob,
    /// Told apart from the checkpoints of other registers that were open under the same name.
    pub generation: String,
    /// Whether this copy gives out reference numbers.
    pub custodian: bool,
    /// How often changes were folded into it.
    pub folds: f64,
}

impl Checkpoint {
    fn new(blob: &Blob, generation: &str, custodian: bool) -> Checkpoint {
        Checkpoint { blob: blob.clone(), generation: generation.into(), custodian, folds: 0.0 }
    }
}

/// Changes since a checkpoint, as one saving put them down.
#[derive(Debug, Clone)]
pub struct TailEntry {
    /// Its key in the store.
    pub key: JsValue,
    /// The checkpoint it follows.
    pub generation: String,
    /// One event per line.
    pub lines: String,
}

impl Storage {
    /// Opens the database, making it when it is not there. `lost` is called when the browser closes it: its data are
    /// removed, or another version of the page needs it otherwise.
    ///
    /// # Errors
    /// Where the browser denies storage: private windows, sandboxed frames, policy.
    pub async fn open(lost: impl Fn() + Clone + 'static) -> Result<Storage, Trouble> {
        let factory = Factory::new().map_err(words)?;
        let mut request = factory.open(NAME, Some(1)).map_err(words)?;
        request.on_upgrade_needed(|event| {
            use idb::DatabaseEvent;
            let Ok(database) = event.database() else { return };
            let mut counted = ObjectStoreParams::new();
            counted.auto_increment(true);
            let _ = database.create_object_store(CHECKPOINTS, ObjectStoreParams::new());
            for name in [TAIL, BACKUPS, ASIDE] {
                let _ = database.create_object_store(name, counted.clone());
            }
        });
        let mut database = request.await.map_err(words)?;
        let closed = lost.clone();
        database.on_close(move |_| closed());
        database.on_version_change(move |event| {
            if let Some(database) = event.target().and_then(|target| target.dyn_into::<web_sys::IdbDatabase>().ok()) {
                database.close();
                lost();
            }
        });
        Ok(Storage { database })
    }

    /// The checkpoint of a register and what followed it.
    ///
    /// # Errors
    /// [`Trouble`] of the browser.
    pub async fn load(&self, register: &str) -> Result<(Option<Checkpoint>, Vec<TailEntry>), Trouble> {
        let transaction = self.database.transaction(&[CHECKPOINTS, TAIL], TransactionMode::ReadOnly).map_err(words)?;
        let kept = transaction.object_store(CHECKPOINTS).map_err(words)?.get(JsValue::from(register)).map_err(words)?;
        let kept = kept.await.map_err(words)?;
        let tail = tail_of(&transaction, register, None).await?;
        Ok((kept.as_ref().and_then(checkpoint), tail))
    }

    /// Puts down a change. Resolves when it is kept.
    ///
    /// # Errors
    /// [`Trouble`] of the browser, such as no room left.
    pub async fn append(&self, register: &str, generation: &str, lines: &str) -> Result<(), Trouble> {
        let transaction = self.database.transaction(&[TAIL], TransactionMode::ReadWrite).map_err(words)?;
        let entry = object(&[("register", register.into()), ("generation", generation.into()), ("lines", lines.into())]);
        // Not waited for by itself: where it fails, the transaction does.
        let _added = transaction.object_store(TAIL).map_err(words)?.add(&entry, None).map_err(words)?;
        commit(transaction).await
    }

    /// Folds changes into a new checkpoint. `fold` gets every change put down since the last one, by any tab, and gives
    /// the whole snapshot that contains them. The register has to be the one of that generation still, and folded so often:
    /// `false` where another tab has folded it since, and the snapshot might lack what was in that.
    ///
    /// # Errors
    /// [`Trouble`] of the browser, or of `fold`, or that another register stands there; what was kept before is then kept still.
    pub async fn fold(
        &self,
        register: &str,
        generation: &str,
        folds: f64,
        custodian: bool,
        fold: impl FnOnce(&[TailEntry]) -> Result<Blob, Trouble>,
    ) -> Result<bool, Trouble> {
        let transaction = self.database.transaction(&[CHECKPOINTS, TAIL], TransactionMode::ReadWrite).map_err(words)?;
        let kept = transaction.object_store(CHECKPOINTS).map_err(words)?.get(JsValue::from(register)).map_err(words)?;
        let kept = kept.await.map_err(words)?.as_ref().and_then(checkpoint);
        let Some(kept) = kept.filter(|kept| kept.generation == generation) else {
            return Err("another register was opened in its place meanwhile".into());
        };
        if kept.folds != folds {
            return Ok(false);
        }
        let ours = tail_of(&transaction, register, Some(generation)).await?;
        let blob = fold(&ours)?;
        put_checkpoint(&transaction, register, &Checkpoint { blob, custodian, folds: folds + 1.0, ..kept }).await?;
        delete(&transaction, &ours).await?;
        commit(transaction).await.map(|()| true)
    }

    /// Puts another register in place of the one that was open under that name, which becomes a backup with all its changes.
    /// Changes of a register that was there before that one stay where they are: they belong to a backup of their own.
    ///
    /// # Errors
    /// [`Trouble`] of the browser; what was kept before is then kept still.
    pub async fn replace(
        &self,
        register: &str,
        generation: &str,
        custodian: bool,
        blob: &Blob,
        now: &str,
    ) -> Result<(), Trouble> {
        let transaction = self.database.transaction(&[CHECKPOINTS, TAIL, BACKUPS], TransactionMode::ReadWrite).map_err(words)?;
        let checkpoints = transaction.object_store(CHECKPOINTS).map_err(words)?;
        let old = checkpoints.get(JsValue::from(register)).map_err(words)?.await.map_err(words)?;
        if let Some(old) = old {
            let tail = tail_of(&transaction, register, text(&old, "generation").as_deref()).await?;
            let lines: Array = tail.iter().map(|entry| JsValue::from(entry.lines.as_str())).collect();
            let backup =
                object(&[("register", register.into()), ("at", now.into()), ("checkpoint", old), ("tail", lines.into())]);
            let backups = transaction.object_store(BACKUPS).map_err(words)?;
            backups.add(&backup, None).map_err(words)?.await.map_err(words)?;
            delete(&transaction, &tail).await?;
            self.thin_out(&transaction, register).await?;
        }
        put_checkpoint(&transaction, register, &Checkpoint::new(blob, generation, custodian)).await?;
        commit(transaction).await
    }

    /// Puts a register down where none is under that name; `false` when there is one, which is left as it is.
    ///
    /// # Errors
    /// [`Trouble`] of the browser.
    pub async fn begin(&self, register: &str, generation: &str, custodian: bool, blob: &Blob) -> Result<bool, Trouble> {
        let transaction = self.database.transaction(&[CHECKPOINTS], TransactionMode::ReadWrite).map_err(words)?;
        let checkpoints = transaction.object_store(CHECKPOINTS).map_err(words)?;
        if checkpoints.get(JsValue::from(register)).map_err(words)?.await.map_err(words)?.is_some() {
            return Ok(false);
        }
        put_checkpoint(&transaction, register, &Checkpoint::new(blob, generation, custodian)).await?;
        commit(transaction).await.map(|()| true)
    }

    async fn thin_out(&self, transaction: &idb::Transaction, register: &str) -> Result<(), Trouble> {
        let backups = transaction.object_store(BACKUPS).map_err(words)?;
        let keys = backups.get_all_keys(None, None).map_err(words)?.await.map_err(words)?;
        let mut ours = Vec::new();
        for key in keys {
            let value = backups.get(Query::Key(key.clone())).map_err(words)?.await.map_err(words)?;
            if value.is_some_and(|value| text(&value, "register").as_deref() == Some(register)) {
                ours.push(key);
            }
        }
        let surplus = ours.len().saturating_sub(MOST_BACKUPS);
        for key in ours.into_iter().take(surplus) {
            backups.delete(Query::Key(key)).map_err(words)?.await.map_err(words)?;
        }
        Ok(())
    }

    /// Sets what could not be read aside, under a key of its own, and frees the register's name.
    ///
    /// # Errors
    /// [`Trouble`] of the browser; nothing was moved then.
    pub async fn set_aside(&self, register: &str, why: &str, now: &str) -> Result<(), Trouble> {
        let transaction = self.database.transaction(&[CHECKPOINTS, TAIL, ASIDE], TransactionMode::ReadWrite).map_err(words)?;
        let checkpoints = transaction.object_store(CHECKPOINTS).map_err(words)?;
        let old = checkpoints.get(JsValue::from(register)).map_err(words)?.await.map_err(words)?;
        let generation = old.as_ref().and_then(|old| text(old, "generation"));
        let tail = tail_of(&transaction, register, generation.as_deref()).await?;
        let lines: Array = tail.iter().map(|entry| JsValue::from(entry.lines.as_str())).collect();
        let kept = object(&[
            ("register", register.into()),
            ("at", now.into()),
            ("why", why.into()),
            ("checkpoint", old.unwrap_or_default()),
            ("tail", lines.into()),
        ]);
        transaction.object_store(ASIDE).map_err(words)?.add(&kept, None).map_err(words)?.await.map_err(words)?;
        checkpoints.delete(Query::Key(register.into())).map_err(words)?.await.map_err(words)?;
        delete(&transaction, &tail).await?;
        commit(transaction).await
    }
}

async fn put_checkpoint(transaction: &idb::Transaction, register: &str, new: &Checkpoint) -> Result<(), Trouble> {
    let value = object(&[
        ("blob", (&new.blob).into()),
        ("generation", new.generation.as_str().into()),
        ("custodian", new.custodian.into()),
        ("folds", new.folds.into()),
    ]);
    let store = transaction.object_store(CHECKPOINTS).map_err(words)?;
    store.put(&value, Some(&register.into())).map_err(words)?.await.map_err(words)?;
    Ok(())
}

async fn delete(transaction: &idb::Transaction, entries: &[TailEntry]) -> Result<(), Trouble> {
    let store = transaction.object_store(TAIL).map_err(words)?;
    for entry in entries {
        store.delete(Query::Key(entry.key.clone())).map_err(words)?.await.map_err(words)?;
    }
    Ok(())
}

/// Of one generation, or of all.
async fn tail_of(transaction: &idb::Transaction, register: &str, generation: Option<&str>) -> Result<Vec<TailEntry>, Trouble> {
    let store = transaction.object_store(TAIL).map_err(words)?;
    let keys = store.get_all_keys(None, None).map_err(words)?.await.map_err(words)?;
    let values = store.get_all(None, None).map_err(words)?.await.map_err(words)?;
    let ours = keys.into_iter().zip(values).filter(|(_, value)| text(value, "register").as_deref() == Some(register));
    Ok(ours
        .filter_map(|(key, value)| {
            Some(TailEntry { key, generation: text(&value, "generation")?, lines: text(&value, "lines")? })
        })
        .filter(|entry| generation.is_none_or(|generation| entry.generation == generation))
        .collect())
}

async fn commit(transaction: idb::Transaction) -> Result<(), Trouble> {
    let done = transaction.commit().map_err(words)?.await.map_err(words)?;
    if done.is_committed() { Ok(()) } else { Err("the browser gave the change up; there may be no room left".into()) }
}

fn checkpoint(value: &JsValue) -> Option<Checkpoint> {
    Some(Checkpoint {
        blob: Reflect::get(value, &"blob".into()).ok()?.dyn_into().ok()?,
        generation: text(value, "generation")?,
        custodian: Reflect::get(value, &"custodian".into()).ok()?.as_bool().unwrap_or(false),
        folds: Reflect::get(value, &"folds".into()).ok()?.as_f64().unwrap_or_default(),
    })
}

fn text(value: &JsValue, key: &str) -> Option<String> {
    Reflect::get(value, &key.into()).ok()?.as_string()
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a property of a plain object of our own cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}

fn words(error: idb::Error) -> Trouble {
    error.to_string()
}
