//! What every part of the page is given: the register, the record, and whether it may be changed.

use std::rc::Rc;

use crate::item::{Field, Item};
use crate::stamp::EventId;
use crate::web::store::Store;
use crate::workflow::{Command, Refusal};

/// The register, the record as it stands, and whether it may be changed. Equal when nothing about the record changed.
#[derive(Clone, PartialEq)]
pub(super) struct Desk {
    /// The register.
    pub(super) store: Store,
    /// The record.
    pub(super) item: Rc<Item>,
    /// Whether it may be changed here.
    pub(super) editable: bool,
}

impl Desk {
    /// The record of a reference, when there is one.
    pub(super) fn open(store: &Store, reference: &str) -> Option<Desk> {
        let item = store.session().read(|session| {
            let register = session.register();
            register.item(register.by_reference(reference)?)
        })?;
        let editable = !store.session().is_read_only() && item.removed.is_none();
        Some(Desk { store: store.clone(), item: Rc::new(item), editable })
    }

    /// The record's identity.
    pub(super) fn id(&self) -> EventId {
        self.item.id
    }

    /// Does what is asked and reads it out; what is refused is shown as a message.
    pub(super) fn act(&self, command: Command, done: &str) {
        match self.store.session().carry_out(command) {
            Ok(_) => self.store.notices().announce(done),
            Err(Refusal::NoChange) => {}
            Err(refusal) => self.store.notices().complain(refusal.to_string()),
        }
    }

    /// Whether that field is filled.
    pub(super) fn has(&self, field: Field) -> bool {
        self.item.fields.value(field).is_some()
    }
}
