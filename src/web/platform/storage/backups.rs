//! Registers that another one took the place of: so many of each name stay, and those that are pinned.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use super::database::{Transaction, answer};
use super::error::StorageError;
use super::records::{BACKUPS, text};

/// Backups of one register that stay without being pinned.
pub const MOST_BACKUPS: usize = 10;
/// Whether a backup stays until the person lets it go.
pub(super) const PINNED: &str = "pinned";

/// Adds a backup, and removes the oldest of those that are not pinned and too many.
pub(super) async fn add_backup(transaction: &Transaction, register: &str, backup: &JsValue) -> Result<(), StorageError> {
    let store = transaction.store(BACKUPS)?;
    answer(store.add(backup)).await?;
    let mut passing = Vec::new();
    for key in Array::from(&answer(store.get_all_keys()).await?) {
        let value = answer(store.get(&key)).await?;
        if text(&value, "register").as_deref() == Some(register) && !is_pinned(&value) {
            passing.push(key);
        }
    }
    let surplus = passing.len().saturating_sub(MOST_BACKUPS);
    for key in passing.into_iter().take(surplus) {
        answer(store.delete(&key)).await?;
    }
    Ok(())
}

/// Whether that backup is pinned.
pub(super) fn is_pinned(value: &JsValue) -> bool {
    Reflect::get(value, &PINNED.into()).is_ok_and(|pinned| pinned.is_truthy())
}
