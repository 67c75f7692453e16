//! A store of the host's own: events go to it and come from it, whatever keeps them behind it.
//!
//! The host gives an object with `load(register)`, `append(register, events)`, where others may add events
//! `subscribe(register, heard)`, and where another register may be opened in its place `replace(register, events)`. Events are plain objects, as they stand in the file's log.

use js_sys::{Array, Function, JSON, JsString, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::storage::StorageError;
use super::task::pause;
use super::thrown;
use crate::log::Event;

/// So many events are made plain objects in one step: some milliseconds.
const AT_ONCE: usize = 500;

/// The host's store, and our listening to it.
pub struct HostStorage {
    adapter: JsValue,
    register: String,
    heard: Option<Closure<dyn FnMut(JsValue)>>,
    unsubscribe: Option<Function>,
}

impl HostStorage {
    /// The host's store for the register of that name.
    ///
    /// # Errors
    /// When the object cannot load or append.
    pub fn new(adapter: JsValue, register: &str) -> Result<HostStorage, StorageError> {
        for method in ["load", "append"] {
            function(&adapter, method)
                .ok_or_else(|| StorageError::Other(format!("the storage that this page gives has no {method}()")))?;
        }
        Ok(HostStorage { adapter, register: register.into(), heard: None, unsubscribe: None })
    }

    /// Every event that is kept, one line each; nothing when the register was never kept.
    ///
    /// # Errors
    /// The host's words, or what is wrong with its answer.
    pub async fn load(&self) -> Result<Vec<String>, StorageError> {
        let found = self.call("load", &[]).await?;
        if found.is_null() || found.is_undefined() { Ok(Vec::new()) } else { lines(&found) }
    }

    /// Hands over events. Resolves when the host says that they are kept.
    ///
    /// # Errors
    /// The host's words. The same events are handed over again later: their ids tell what is there already.
    pub async fn append(&self, events: &[Event]) -> Result<(), StorageError> {
        self.call("append", &[as_objects(events).await?]).await.map(drop)
    }

    /// Whether both hand everything to the same object of the host's.
    #[must_use]
    pub fn is_same(&self, other: &HostStorage) -> bool {
        let of = |storage: &HostStorage| Reflect::get(&storage.adapter, &"of".into()).unwrap_or_default();
        of(self) == of(other)
    }

    /// Whether the host takes another register in place of the one that it has.
    #[must_use]
    pub fn can_replace(&self) -> bool {
        function(&self.adapter, "replace").is_some()
    }

    /// Hands over another register, all of its events.
    ///
    /// # Errors
    /// The host's words.
    pub async fn replace(&self, events: &[Event]) -> Result<(), StorageError> {
        self.call("replace", &[as_objects(events).await?]).await.map(drop)
    }

    /// Hears of events that others have added, until this is dropped.
    pub fn subscribe(&mut self, heard: impl Fn(Result<Vec<String>, StorageError>) + 'static) {
        let Some(subscribe) = function(&self.adapter, "subscribe") else { return };
        let closure = Closure::<dyn FnMut(JsValue)>::new(move |events: JsValue| heard(lines(&events)));
        let answer = subscribe.call2(&self.adapter, &self.register.as_str().into(), closure.as_ref());
        self.unsubscribe = answer.ok().and_then(|answer| answer.dyn_into().ok());
        self.heard = Some(closure);
    }

    async fn call(&self, method: &str, arguments: &[JsValue]) -> Result<JsValue, StorageError> {
        let all: Array = std::iter::once(JsValue::from(self.register.as_str())).chain(arguments.iter().cloned()).collect();
        let function =
            function(&self.adapter, method).ok_or_else(|| StorageError::Other(format!("there is no {method}() any more")))?;
        let answer = function.apply(&self.adapter, &all).map_err(words)?;
        JsFuture::from(Promise::resolve(&answer)).await.map_err(words)
    }
}

impl Drop for HostStorage {
    fn drop(&mut self) {
        if let Some(unsubscribe) = self.unsubscribe.take() {
            // A host that cannot let go says so in its own console.
            let _ = unsubscribe.call0(&self.adapter);
        }
    }
}

fn function(adapter: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(adapter, &name.into()).ok()?.dyn_into().ok()
}

/// The events as plain objects, made a part at a time.
async fn as_objects(events: &[Event]) -> Result<JsValue, StorageError> {
    let objects = Array::new();
    for (at, part) in events.chunks(AT_ONCE).enumerate() {
        if at > 0 {
            pause().await;
        }
        for event in part {
            objects.push(&JSON::parse(&String::from_utf8_lossy(&event.line())).map_err(words)?);
        }
    }
    Ok(objects.into())
}

fn lines(events: &JsValue) -> Result<Vec<String>, StorageError> {
    if !Array::is_array(events) {
        return Err(StorageError::Other("its answer is no list of events".into()));
    }
    let line = |event: JsValue| JSON::stringify(&event).ok().and_then(|line: JsString| line.as_string());
    let all: Option<Vec<String>> = Array::from(events).iter().map(line).collect();
    all.ok_or_else(|| StorageError::Other("an event in its answer cannot be written as JSON".into()))
}

fn words(thrown: JsValue) -> StorageError {
    StorageError::Other(thrown::message(&thrown))
}
