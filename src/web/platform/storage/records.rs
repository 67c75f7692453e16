//! What stands in the database: checkpoints, tail entries, and reading and writing their members.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::content::{CONTENT, content};
use super::database::{Transaction, answer};
use super::error::StorageError;

pub(super) const CHECKPOINTS: &str = "checkpoints";
pub(super) const TAIL: &str = "tail";
pub(super) const BACKUPS: &str = "backups";
pub(super) const ASIDE: &str = "aside";

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
    /// The address of the register that this one is to join, where that could not be fetched yet.
    pub awaited: Option<String>,
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

pub(super) async fn get(transaction: &Transaction, store: &str, key: &JsValue) -> Result<JsValue, StorageError> {
    answer(transaction.store(store)?.get(key)).await
}

pub(super) fn checkpoint_value(new: &Checkpoint, content: &JsValue) -> JsValue {
    object(&[
        (CONTENT, content.clone()),
        ("generation", new.generation.as_str().into()),
        ("custodian", new.custodian.into()),
        ("folds", new.folds.into()),
        ("awaited", new.awaited.as_deref().into()),
    ])
}

/// Of one generation, or of all.
pub(super) async fn tail_of(
    transaction: &Transaction,
    register: &str,
    generation: Option<&str>,
) -> Result<Vec<TailEntry>, StorageError> {
    let store = transaction.store(TAIL)?;
    let keys = Array::from(&answer(store.get_all_keys()).await?);
    let values = Array::from(&answer(store.get_all()).await?);
    let ours = keys.iter().zip(values.iter()).filter(|(_, value)| text(value, "register").as_deref() == Some(register));
    Ok(ours
        .filter_map(|(key, value)| {
            Some(TailEntry { key, generation: text(&value, "generation")?, lines: text(&value, "lines")? })
        })
        .filter(|entry| generation.is_none_or(|generation| entry.generation == generation))
        .collect())
}

pub(super) fn checkpoint(value: &JsValue) -> Option<Checkpoint> {
    Some(Checkpoint {
        blob: content(value)?,
        generation: text(value, "generation")?,
        custodian: Reflect::get(value, &"custodian".into()).ok()?.as_bool().unwrap_or(false),
        folds: Reflect::get(value, &"folds".into()).ok()?.as_f64().unwrap_or_default(),
        awaited: text(value, "awaited"),
    })
}

pub(super) fn text(value: &JsValue, key: &str) -> Option<String> {
    Reflect::get(value, &key.into()).ok()?.as_string()
}

pub(super) fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a property of a plain object of our own cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}
