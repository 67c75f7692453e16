//! What was kept before: registers that another one took the place of, and what could not be read.

use idb::TransactionMode;
use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use super::{ASIDE, BACKUPS, Checkpoint, Storage, TAIL, TailEntry, Trouble, checkpoint, tail_of, text, words};
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
}

impl Storage {
    /// What was kept under that name before, the latest first.
    ///
    /// # Errors
    /// [`Trouble`] of the browser.
    pub async fn earlier(&self, register: &str) -> Result<Vec<Earlier>, Trouble> {
        let transaction = self.database.transaction(&[BACKUPS, ASIDE, TAIL], TransactionMode::ReadOnly).map_err(words)?;
        // What a tab put down that had not heard yet that another register was opened.
        let late = tail_of(&transaction, register, None).await?;
        let mut found = Vec::new();
        for name in [BACKUPS, ASIDE] {
            let store = transaction.object_store(name).map_err(words)?;
            let values = store.get_all(None, None).map_err(words)?.await.map_err(words)?;
            let ours = values.iter().filter(|value| text(value, "register").as_deref() == Some(register));
            found.extend(ours.rev().map(|value| earlier(value, &late)));
        }
        sort_by(&mut found, |one, other| other.at.cmp(&one.at));
        Ok(found)
    }
}

fn earlier(value: &JsValue, late: &[TailEntry]) -> Earlier {
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
    }
}
