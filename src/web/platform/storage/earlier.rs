//! What was kept before: registers that another one took the place of, and what could not be read.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use super::Storage;
use super::backups::{MOST_BACKUPS, PINNED, add_backup, is_pinned};
use super::database::{Transaction, answer};
use super::error::StorageError;
use super::records::{ASIDE, BACKUPS, Checkpoint, TAIL, TailEntry, checkpoint, checkpoint_value, get, object, tail_of, text};
use crate::sorting::sort_by;

/// A register that was kept before.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// When another took its place, or it was set aside, as RFC 3339 has it.
    pub at: String,
    /// Why it was set aside; none where another register was opened in its place.
    pub why: Option<String>,
    /// How it was last folded together.
    pub checkpoint: Option<Checkpoint>,
    /// The changes since, one event each.
    pub lines: Vec<String>,
    /// The key of a backup, to pin it by.
    pub key: Option<JsValue>,
    /// Whether it stays until the person lets it go.
    pub is_pinned: bool,
    /// Whether the next register that is opened under the name pushes it out.
    pub is_next_out: bool,
}

impl Storage {
    /// What was kept under that name before, the latest first.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn earlier(&self, register: &str) -> Result<Vec<Earlier>, StorageError> {
        let transaction = self.database.reading(&[BACKUPS, ASIDE, TAIL])?;
        let read = read(&transaction, register).await;
        let mut found = transaction.end(read).await?;
        sort_by(&mut found, |one, other| other.at.cmp(&one.at));
        let is_passing = |one: &&mut Earlier| one.key.is_some() && !one.is_pinned;
        if let Some(last) = found.iter_mut().filter(is_passing).nth(MOST_BACKUPS - 1) {
            last.is_next_out = true;
        }
        Ok(found)
    }

    /// Lets a backup stay, whatever is opened, or no longer.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn pin(&self, key: &JsValue, pinned: bool) -> Result<(), StorageError> {
        let transaction = self.database.writing(&[BACKUPS])?;
        let pin = async {
            let backup = get(&transaction, BACKUPS, key).await?;
            if backup.is_object() {
                // Setting a property of a plain object of our own cannot fail.
                let _ = Reflect::set(&backup, &PINNED.into(), &pinned.into());
                answer(transaction.store(BACKUPS)?.put_with_key(&backup, key)).await?;
            }
            Ok(())
        };
        let done = pin.await;
        transaction.end(done).await
    }

    /// Whether that register is among the backups.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn has_backup(&self, register: &str, generation: &str) -> Result<bool, StorageError> {
        let all = self.earlier(register).await?;
        let is_it = |one: &Earlier| one.checkpoint.as_ref().is_some_and(|checkpoint| checkpoint.generation == generation);
        Ok(all.iter().any(is_it))
    }

    /// Adds a backup of a register that another has taken the place of.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn back_up(&self, register: &str, whole: &Checkpoint, now: &str) -> Result<(), StorageError> {
        self.contents
            .write(&self.database, &whole.blob, async |content: &JsValue| {
                let transaction = self.database.writing(&[BACKUPS])?;
                let backup = object(&[
                    ("register", register.into()),
                    ("at", now.into()),
                    ("checkpoint", checkpoint_value(whole, content)),
                    ("tail", Array::new().into()),
                ]);
                let added = add_backup(&transaction, register, &backup).await;
                transaction.end(added).await
            })
            .await
    }
}

async fn read(transaction: &Transaction, register: &str) -> Result<Vec<Earlier>, StorageError> {
    // What a tab put down that had not heard yet that another register was opened.
    let late = tail_of(transaction, register, None).await?;
    let mut found = Vec::new();
    for name in [BACKUPS, ASIDE] {
        let store = transaction.store(name)?;
        let keys = Array::from(&answer(store.get_all_keys()).await?);
        let values = Array::from(&answer(store.get_all()).await?);
        let mut ours: Vec<(JsValue, JsValue)> = keys.iter().zip(values.iter()).collect();
        ours.retain(|(_, value)| text(value, "register").as_deref() == Some(register));
        let key = |key: JsValue| Some(key).filter(|_| name == BACKUPS);
        found.extend(ours.into_iter().rev().map(|(at, value)| earlier(&value, &late, key(at))));
    }
    Ok(found)
}

fn earlier(value: &JsValue, late: &[TailEntry], key: Option<JsValue>) -> Earlier {
    let kept = Reflect::get(value, &"checkpoint".into()).ok().filter(JsValue::is_object);
    let tail = Reflect::get(value, &"tail".into()).unwrap_or_default();
    let mut entries: Vec<String> = Array::from(&tail).iter().filter_map(|entry| entry.as_string()).collect();
    let checkpoint = kept.as_ref().and_then(checkpoint);
    if let Some(checkpoint) = &checkpoint {
        entries.extend(late.iter().filter(|entry| entry.generation == checkpoint.generation).map(|entry| entry.lines.clone()));
    }
    Earlier {
        at: text(value, "at").unwrap_or_default(),
        why: text(value, "why"),
        checkpoint,
        lines: entries.iter().flat_map(|entry| entry.lines()).map(str::to_owned).collect(),
        key,
        is_pinned: is_pinned(value),
        is_next_out: false,
    }
}
