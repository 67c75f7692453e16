//! A register that the page around keeps: its events are fetched from there, handed over once and in order, and heard of.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::connection::Connection;
use super::job::Job;
use super::restore::resume_steps;
use super::state::Event as SavingEvent;
use super::{Persistence, with};
use crate::log::Event;
use crate::web::event_lines;
use crate::web::platform::host_storage::HostStorage;
use crate::web::platform::storage::StorageError;
use crate::web::second_part;
use crate::web::store::SaveState;

/// What the persistence calls the one state that it follows.
const OF_THE_HOST: &str = "host";

impl Persistence {
    /// The host keeps the register: brings back what it has; `true` when there was something. From then on every change
    /// is handed to it, once and in order, and what others add there is taken in.
    pub async fn restore_from_host(self: &Rc<Self>, adapter: JsValue, custodian: bool) -> bool {
        second_part::load().await;
        let mut storage = match HostStorage::new(adapter, &self.name) {
            Ok(storage) => storage,
            Err(why) => {
                self.stay_in_memory(&why.to_string());
                return false;
            }
        };
        let weak = Rc::downgrade(self);
        storage.subscribe(move |lines| with(&weak, |persistence| persistence.hear_host(lines)));
        let storage = Rc::new(storage);
        self.custodian.set(custodian);
        let found = match self.reload_from_host(&storage).await {
            Ok(found) => found,
            // Nothing is written over what cannot be read.
            Err(why) => {
                self.stay_in_memory(&format!("the register could not be fetched from where this page keeps it ({why})"));
                return false;
            }
        };
        self.apply(SavingEvent::Connected(Connection::Host(storage)));
        let early = self.early.take();
        self.store.merger().merge(early);
        self.take_over_unkept();
        found
    }

    /// Brings back what the host has.
    pub(super) async fn reload_from_host(self: &Rc<Self>, storage: &HostStorage) -> Result<bool, StorageError> {
        let lines = storage.load().await?;
        let found = !lines.is_empty();
        if found {
            let session = self.store.merger().session_of(&lines).await?;
            *self.generation.borrow_mut() = OF_THE_HOST.into();
            self.restoring.set(true);
            self.store.bring_back_session(session, self.custodian.get());
            self.restoring.set(false);
            resume_steps(self);
        }
        Ok(found)
    }

    /// Whether the host was asked for the register and could not give it.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self.store.save_status().state(), SaveState::Memory(_))
    }

    /// What others have added at the host's. Before the register stands, it waits.
    fn hear_host(self: &Rc<Self>, lines: Result<Vec<String>, StorageError>) {
        match lines.and_then(|lines| events_read(&lines)) {
            Ok(events) if !self.is_kept() => self.early.borrow_mut().extend(events),
            Ok(events) => self.take_in(events),
            Err(why) => self
                .store
                .notices()
                .complain(format!("A change made elsewhere could not be read: {why}. Reload the page to see it")),
        }
    }

    /// Another register, or the first there is: all of its events, as they are now. A host that has a register already
    /// and cannot take another keeps the one it has, untouched.
    pub(super) fn hand_over_whole(self: &Rc<Self>, event: SavingEvent<Connection>) {
        let (events, unread) = self.store.session().read_log(|session| (session.events(), session.unread()));
        if unread > 0 {
            let lines = "What of the register’s history cannot be read cannot be handed to the page around";
            self.store.notices().complain(format!("{lines} ({unread} of its lines). Keep the file"));
        }
        let is_first = self.generation.replace(OF_THE_HOST.into()).is_empty();
        let events = Rc::new(events);
        let generation = OF_THE_HOST.into();
        self.enqueue(if is_first { Job::Append { generation, events } } else { Job::HandOver { events } }, event);
    }

    pub(super) async fn hand_over(self: &Rc<Self>, storage: &HostStorage, job: &Job) -> Result<(), StorageError> {
        if let Some(address) = self.awaited() {
            return Err(StorageError::Other(format!("it waits for {address}, which could not be fetched yet")));
        }
        match job {
            Job::Append { events, .. } => {
                storage.append(events).await?;
                self.tell_peers(events);
                Ok(())
            }
            Job::HandOver { events } if storage.can_replace() => storage.replace(events).await,
            Job::HandOver { .. } => {
                self.stay_in_memory("the page around keeps one register and takes no other in its place");
                self.jobs.borrow_mut().clear();
                Ok(())
            }
            Job::Replace { .. } | Job::Begin { .. } | Job::Fold => Ok(()),
        }
    }
}

/// All of them, or what is wrong with the first that is no event: leaving one out would lose it unseen.
fn events_read(lines: &[String]) -> Result<Vec<Event>, StorageError> {
    let event = |line: &String| event_lines::read(line.as_bytes()).map_err(|error| StorageError::Other(error.to_string()));
    lines.iter().map(event).collect()
}
