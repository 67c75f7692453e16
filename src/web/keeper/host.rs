//! A register that the page around keeps: its events are fetched from there, handed over once and in order, and heard of.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::{Job, Keeper, Place, lines_of, with};
use crate::log::Event;
use crate::web::platform::host_storage::HostStorage;
use crate::web::platform::storage::Trouble;
use crate::web::store::SaveState;

/// What the keeper calls the one state that it follows.
const OF_THE_HOST: &str = "host";

impl Keeper {
    /// The host keeps the register: brings back what it has; `true` when there was something. From then on every change
    /// is handed to it, once and in order, and what others add there is taken in.
    pub async fn restore_from_host(self: &Rc<Self>, adapter: JsValue, custodian: bool) -> bool {
        let mut storage = match HostStorage::new(adapter, &self.name) {
            Ok(storage) => storage,
            Err(why) => {
                self.stay_in_memory(&why);
                return false;
            }
        };
        let weak = Rc::downgrade(self);
        storage.subscribe(move |lines| with(&weak, |keeper| keeper.hear_host(lines)));
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
        *self.place.borrow_mut() = Some(Place::Host(storage));
        self.listen();
        let early = self.early.take();
        self.store.merge(early);
        self.store.set_save_state(SaveState::Saved);
        self.take_over_unkept();
        found
    }

    /// Brings back what the host has.
    pub(super) async fn reload_from_host(&self, storage: &HostStorage) -> Result<bool, Trouble> {
        let events = events_read(&storage.load().await?)?;
        let found = !events.is_empty();
        if found {
            *self.generation.borrow_mut() = OF_THE_HOST.into();
            self.restoring.set(true);
            self.store.bring_back(events, self.custodian.get());
            self.restoring.set(false);
            self.resume_steps();
        }
        Ok(found)
    }

    /// Whether the host was asked for the register and could not give it.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.place.borrow().is_none() && matches!(self.store.save_state(), SaveState::Memory(_))
    }

    /// What others have added at the host's. Before the register stands, it waits.
    fn hear_host(&self, lines: Result<Vec<String>, Trouble>) {
        match lines.and_then(|lines| events_read(&lines)) {
            Ok(events) if self.place.borrow().is_none() => self.early.borrow_mut().extend(events),
            Ok(events) => drop(self.store.merge(events)),
            Err(why) => {
                self.store.complain(format!("A change made elsewhere could not be read: {why}. Reload the page to see it"))
            }
        }
    }

    /// Another register, or the first there is: all of its events, as they are now. A host that has a register already
    /// and cannot take another keeps the one it has, untouched.
    pub(super) fn hand_over_whole(self: &Rc<Self>) {
        let Some(Place::Host(storage)) = self.place.borrow().clone() else { return };
        let (lines, unread) = self.store.read_log(|session| (lines_of(&session.events()), session.unread()));
        if unread > 0 {
            let lines = "What of the register’s history cannot be read cannot be handed to the page around";
            self.store.complain(format!("{lines} ({unread} of its lines). Keep the file"));
        }
        if self.generation.replace(OF_THE_HOST.into()).is_empty() {
            return self.enqueue(Job::Append { generation: OF_THE_HOST.into(), lines });
        }
        if storage.can_replace() {
            return self.enqueue(Job::HandOver { lines });
        }
        *self.place.borrow_mut() = None;
        *self.subscription.borrow_mut() = None;
        self.stay_in_memory("the page around keeps one register and takes no other in its place");
    }

    pub(super) async fn hand_over(self: &Rc<Self>, storage: &HostStorage, job: &Job) -> Result<(), Trouble> {
        match job {
            Job::Append { lines, .. } => {
                storage.append(lines).await?;
                self.tell_peers(lines);
                Ok(())
            }
            Job::HandOver { lines } => storage.replace(lines).await,
            Job::Replace { .. } | Job::Begin { .. } | Job::Fold => Ok(()),
        }
    }
}

/// All of them, or what is wrong with the first that is no event: leaving one out would lose it unseen.
fn events_read(lines: &[String]) -> Result<Vec<Event>, Trouble> {
    lines.iter().map(|line| Event::read(line.as_bytes()).map_err(|error| error.to_string())).collect()
}
