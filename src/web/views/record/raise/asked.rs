//! What is asked for each kind when it is raised, most needed first. Everything else can be added on the record.

use crate::record::{Field, Kind};
use crate::web::store::SessionHandle;

/// The fields of the form, in order.
pub(super) fn asked(session: &SessionHandle, kind: Kind) -> Vec<Field> {
    kind.definition().asked.iter().copied().filter(|field| session.asks(*field)).collect()
}

/// How a field is filled in, in the words of the programme's papers.
pub(super) fn hint(kind: Kind, field: Field) -> Option<&'static str> {
    let own = kind.definition().hints.iter().find(|(of, _)| *of == field).map(|(_, hint)| *hint);
    own.or((field == Field::Groups).then_some("The group it reports to first; separate with commas, or choose"))
}

/// Whether the form asks at which meeting it came up.
pub(super) fn asks_meeting(kind: Kind) -> bool {
    kind.definition().asks_meeting
}
