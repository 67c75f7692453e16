//! A register whose file could not be fetched when it was opened the first time: what is recorded meanwhile is kept, gives out
//! no reference numbers, and joins the file when it has come.

use std::rc::Rc;

use super::Persistence;
use crate::session::Session;
use crate::web::reading::Found;
use crate::web::store::StoreEvent;

impl Persistence {
    /// The address of the file that this register is to join.
    #[must_use]
    pub fn awaited(&self) -> Option<String> {
        self.awaited.borrow().clone()
    }

    /// The file at that address could not be fetched: what is recorded from now on is to join it.
    pub fn await_source(&self, address: &str) {
        *self.awaited.borrow_mut() = Some(address.into());
        self.custodian.set(false);
        self.store.session().set_custodian(false);
    }

    /// The file has come: it is opened, and what was recorded meanwhile is added to it, and numbered. Its log has to be in
    /// what was found.
    ///
    /// # Errors
    /// Why what was recorded meanwhile could not be read; nothing was changed.
    pub async fn join_source(self: &Rc<Self>, found: Found) -> Result<(), String> {
        self.store.detached_log().have_log().await?;
        let mut ours = self.store.session().read_log(Session::events);
        // The file says what the register is called and how it is scored.
        ours.retain(|event| !event.known().is_some_and(|fact| fact.is_about_register()));
        *self.awaited.borrow_mut() = None;
        if self.is_kept_by_host() {
            // It was held back, and goes to the host with the file.
            self.jobs.borrow_mut().clear();
            self.generation.borrow_mut().clear();
        }
        self.custodian.set(true);
        self.restoring.set(true);
        self.store.open_found(found, true);
        self.store.merger().take_in(ours, StoreEvent::Heard);
        self.restoring.set(false);
        self.persist(&StoreEvent::Opened);
        // Refused where nothing has to be numbered, or nothing may be changed.
        let _ = self.store.session().carry_out_all(&self.store.session().read(Session::number_all));
        Ok(())
    }
}
