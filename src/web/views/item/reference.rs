//! The reference of a record, by its identity.

use crate::stamp::EventId;
use crate::web::store::SessionHandle;

/// The reference that a record shows.
pub(super) fn reference_of(session: &SessionHandle, id: EventId) -> Option<String> {
    session.read(|session| {
        let register = session.register();
        register.item(register.by_id(id)?).map(|item| item.shown_reference())
    })
}
