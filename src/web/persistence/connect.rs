//! Opens what has to be held for a register to be kept: at first, and again after it was lost.

use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;

use super::connection::Connection;
use super::reconcile::A_MOMENT;
use super::state::Event;
use super::{Persistence, State, with};
use crate::web::platform::channel::Channel;
use crate::web::platform::host_storage::HostStorage;
use crate::web::platform::storage::{Interruption, Storage, StorageError};

impl Persistence {
    /// Opens storage and the channel to other tabs.
    pub(super) async fn connect(self: &Rc<Self>) -> Result<(Rc<Storage>, Option<Rc<Channel>>), StorageError> {
        let weak = Rc::downgrade(self);
        let storage = Storage::open(move |what| with(&weak, |persistence| persistence.interrupt(what))).await?;
        let weak = Rc::downgrade(self);
        let hear = move |message| with(&weak, |persistence| persistence.hear(message));
        Ok((Rc::new(storage), Channel::open(&self.name, hear).map(Rc::new)))
    }

    fn interrupt(self: &Rc<Self>, what: Interruption) {
        let closed = "the browser has closed where it keeps the register".to_owned();
        self.apply(match what {
            Interruption::Closed => Event::Closed(closed),
            Interruption::VersionChanged => {
                Event::VersionChanged(format!("{closed}, because another version of the page needs it"))
            }
            Interruption::Deleted => Event::Deleted(format!("{closed}, because its data are being removed")),
            Interruption::Blocked => Event::Blocked(format!("{closed}, and another tab has still to let go of it")),
        });
    }

    /// The connection was lost: opens it again, and makes what is kept and what is here the same.
    pub(super) async fn reopen(self: &Rc<Self>) {
        let is_needed = matches!(*self.state.borrow(), State::Lost { .. });
        if !is_needed || self.is_reopening.replace(true) {
            return;
        }
        let connected = self.reconnect().await;
        self.is_reopening.set(false);
        match connected {
            Ok(connection) => self.apply(Event::Connected(connection)),
            Err(error) => self.apply(Event::ReopeningFailed(error.to_string())),
        }
    }

    async fn reconnect(self: &Rc<Self>) -> Result<Connection, StorageError> {
        let (storage, channel) = self.connect().await?;
        // What was being written when the connection was lost waits again, or is kept.
        while self.is_writing.get() {
            TimeoutFuture::new(A_MOMENT).await;
        }
        self.read_again(&storage, true).await?;
        // What closes it from now on is told.
        if storage.is_closed() {
            return Err(StorageError::Closed("the browser has closed where it keeps the register again".into()));
        }
        Ok(Connection::Browser { storage, channel })
    }

    /// The storage of this browser, where it is held.
    pub(super) fn storage(&self) -> Option<Rc<Storage>> {
        match self.state.borrow().connection() {
            Some(Connection::Browser { storage, .. }) => Some(Rc::clone(storage)),
            Some(Connection::Host(_)) | None => None,
        }
    }

    /// The host's storage, where it keeps the register.
    pub(super) fn host_storage(&self) -> Option<Rc<HostStorage>> {
        match self.state.borrow().connection() {
            Some(Connection::Host(storage)) => Some(Rc::clone(storage)),
            Some(Connection::Browser { .. }) | None => None,
        }
    }
}
