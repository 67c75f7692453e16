//! The reference of a record, by its identity.

use crate::stamp::EventId;
use crate::web::store::SessionHandle;

/// The reference that a record shows.
pub(super) fn reference_of(session: &SessionHandle, id: EventId) -> Option<String> {
    session.read(|session| {
        let register = session.register();
        register.record(register.by_id(id)?).map(|record| record.shown_reference())
    })
}
