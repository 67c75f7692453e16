//! What every part of the page is given: the register, the record, and whether it may be changed.

use std::rc::Rc;

use crate::record::{Field, Record};
use crate::stamp::EventId;
use crate::web::store::{Setup, Store};
use crate::workflow::{Command, Refusal};

/// The register, the record as it stands, and whether it may be changed. Equal when nothing about the record or the set-up
/// changed.
#[derive(Clone, PartialEq)]
pub(super) struct RecordContext {
    /// The register.
    pub(super) store: Store,
    /// The record.
    pub(super) record: Rc<Record>,
    /// The register's set-up.
    pub(super) setup: Setup,
    /// Whether it may be changed here.
    pub(super) editable: bool,
}

impl RecordContext {
    /// The record of a reference, when there is one.
    pub(super) fn open(store: &Store, reference: &str) -> Option<RecordContext> {
        let record = store.session().read(|session| {
            let register = session.register();
            register.record(register.by_reference(reference)?)
        })?;
        let editable = !store.session().is_read_only() && record.removed.is_none();
        Some(RecordContext { store: store.clone(), record: Rc::new(record), setup: store.session().setup(), editable })
    }

    /// The record's identity.
    pub(super) fn id(&self) -> EventId {
        self.record.id
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
        self.record.fields.value(field).is_some()
    }
}
