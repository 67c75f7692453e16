//! IndexedDB as futures: a database, a transaction, a request.
//!
//! Each end of each transaction is awaited, whether it commits, fails at a request or is aborted when it commits. The
//! handlers of requests and transactions are a promise's own functions: the browser may call them at any time, also after
//! nobody waits any more.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbFactory, IdbObjectStore, IdbRequest, IdbTransaction};

use super::StorageError;

/// What comes between a page and its database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interruption {
    /// The browser has closed it, for example because the person removed the site's data.
    Closed,
    /// It was closed because another page needs another version of it.
    VersionChanged,
    /// It was closed because somebody deletes it.
    Deleted,
    /// It is not open yet: another tab has still to close it.
    Blocked,
}

/// An open connection; it is closed when this is dropped.
pub(super) struct Database {
    raw: IdbDatabase,
    is_closed: Rc<Cell<bool>>,
    _listeners: [EventListener; 2],
}

impl Database {
    /// Opens the database, which `create` makes where it is not there. `hear` is told what interrupts it, until it is dropped.
    pub(super) async fn open(
        name: &str,
        create: fn(&IdbDatabase),
        hear: impl Fn(Interruption) + Clone + 'static,
    ) -> Result<Database, StorageError> {
        let request = factory()?.open_with_u32(name, 1).map_err(|thrown| StorageError::of(&thrown))?;
        let _upgrade = EventListener::once(&request, "upgradeneeded", move |event| {
            let made = event.target().and_then(|target| target.dyn_into::<IdbRequest>().ok()).and_then(|made| made.result().ok());
            if let Some(made) = made {
                create(made.unchecked_ref());
            }
        });
        let blocked = hear.clone();
        let _blocked = EventListener::new(&request, "blocked", move |_| blocked(Interruption::Blocked));
        let raw: IdbDatabase = answer(Ok(request.unchecked_into())).await?.unchecked_into();
        Ok(Database::hold(raw, hear))
    }

    fn hold(raw: IdbDatabase, hear: impl Fn(Interruption) + Clone + 'static) -> Database {
        let is_closed = Rc::new(Cell::new(false));
        let (closed, hear_closing) = (Rc::clone(&is_closed), hear.clone());
        let on_close = EventListener::new(&raw, "close", move |_| {
            closed.set(true);
            hear_closing(Interruption::Closed);
        });
        let (closed, database) = (Rc::clone(&is_closed), raw.clone());
        let on_change = EventListener::new(&raw, "versionchange", move |event: &Event| {
            database.close();
            closed.set(true);
            let version = Reflect::get(event, &"newVersion".into()).unwrap_or_default();
            hear(if version.is_null() { Interruption::Deleted } else { Interruption::VersionChanged });
        });
        Database { raw, is_closed, _listeners: [on_close, on_change] }
    }

    /// Whether it was closed from outside.
    pub(super) fn is_closed(&self) -> bool {
        self.is_closed.get()
    }

    /// A transaction that reads.
    pub(super) fn reading(&self, stores: &[&str]) -> Result<Transaction, StorageError> {
        self.transaction(stores, "readonly")
    }

    /// A transaction that writes. What it has committed is on the disk, where the browser lets a page ask for that.
    pub(super) fn writing(&self, stores: &[&str]) -> Result<Transaction, StorageError> {
        self.transaction(stores, "readwrite")
    }

    fn transaction(&self, stores: &[&str], mode: &str) -> Result<Transaction, StorageError> {
        let names: Array = stores.iter().map(|name| JsValue::from(*name)).collect();
        let options = Object::new();
        let begin = || {
            Reflect::set(&options, &"durability".into(), &"strict".into())?;
            // The binding of the third argument is not stable in web-sys; a browser that does not know it ignores it.
            let function: Function = Reflect::get(&self.raw, &"transaction".into())?.dyn_into()?;
            function.call3(&self.raw, &names, &mode.into(), &options)
        };
        let raw: IdbTransaction = begin().map_err(|thrown| StorageError::of(&thrown))?.unchecked_into();
        let end = JsFuture::from(Promise::new(&mut |resolve, reject| {
            raw.set_oncomplete(Some(&resolve));
            raw.set_onabort(Some(&reject));
        }));
        Ok(Transaction { raw, end })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // Transactions that are under way come to their end first.
        self.raw.close();
    }
}

/// A transaction, to be ended with [`Transaction::end`].
pub(super) struct Transaction {
    raw: IdbTransaction,
    end: JsFuture,
}

impl Transaction {
    pub(super) fn store(&self, name: &str) -> Result<IdbObjectStore, StorageError> {
        self.raw.object_store(name).map_err(|thrown| StorageError::of(&thrown))
    }

    /// Ends it as its work ended: committed, or aborted with everything as it was before. Resolves when the browser says so.
    pub(super) async fn end<T>(self, outcome: Result<T, StorageError>) -> Result<T, StorageError> {
        match outcome {
            Ok(value) => self.commit().await.map(|()| value),
            Err(error) => Err(self.abort(error).await),
        }
    }

    async fn commit(self) -> Result<(), StorageError> {
        // It throws where the transaction has come to its end already, which is then heard below.
        #[allow(deprecated)]
        let _ = self.raw.commit();
        if self.end.await.is_ok() {
            return Ok(());
        }
        Err(match reason(&self.raw) {
            Some(StorageError::Full(why)) => StorageError::Full(why),
            Some(why) => StorageError::Commit(why.to_string()),
            None => StorageError::Commit("no reason was given".into()),
        })
    }

    #[cold]
    async fn abort(self, error: StorageError) -> StorageError {
        // As above.
        let _ = self.raw.abort();
        let ended = self.end.await;
        // An aborted request says less than the transaction it was aborted with.
        let full = reason(&self.raw).filter(|reason| ended.is_err() && matches!(reason, StorageError::Full(_)));
        full.unwrap_or(error)
    }
}

fn reason(transaction: &IdbTransaction) -> Option<StorageError> {
    transaction.error().map(|error| StorageError::of(&error))
}

/// The answer of a request that was made.
pub(super) async fn answer(made: Result<IdbRequest, JsValue>) -> Result<JsValue, StorageError> {
    let request = made.map_err(|thrown| StorageError::of(&thrown))?;
    let settled = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    let failed = match JsFuture::from(settled).await {
        Ok(_) => return request.result().map_err(|thrown| StorageError::of(&thrown)),
        Err(_) => request.error(),
    };
    Err(match failed {
        Ok(Some(error)) => StorageError::of(&error),
        Ok(None) | Err(_) => StorageError::Request("the browser gave no reason".into()),
    })
}

fn factory() -> Result<IdbFactory, StorageError> {
    let denied = || StorageError::Denied("it has no IndexedDB here".into());
    let window = web_sys::window().ok_or_else(denied)?;
    window.indexed_db().map_err(|thrown| StorageError::of(&thrown))?.ok_or_else(denied)
}
