//! Where on a record's page a requirement is filled in.

use crate::record::case::Case;
use crate::web::store::SessionHandle;
use crate::web::views::record::fields::Subject;
use crate::workflow::Place;

/// The words that lead there, and the selector of what takes the focus. None where it is a record of its own, where the
/// dialog itself asks for it, and where nothing of that part is there yet.
pub(crate) fn target(session: &SessionHandle, place: Place, case: &Case) -> Option<(&'static str, String)> {
    let (words, selector) = match place {
        Place::Field(field) => {
            let noun = Subject::Field(field).noun(session);
            return Some(("Go to the field", format!("button[aria-label=\"Add {noun}\"], button[aria-label=\"Edit {noun}\"]")));
        }
        Place::Versions if !case.submissions.is_empty() => ("Go to the versions", "#change-versions-title"),
        Place::Rounds if !case.rounds.is_empty() => ("Go to the impact assessment", "#change-rounds-title"),
        Place::Milestones => ("Go to the milestones", "#change-shifts-title"),
        Place::Assessment => ("Go to the assessment", "#item-assessment-title"),
        Place::Links => ("Go to the links", "#item-links-title"),
        Place::CustomFields => ("Go to the fields of your own", "#item-own-title"),
        Place::Reference => ("Go to the details", "#item-details-title"),
        Place::Record(_) | Place::Versions | Place::Rounds | Place::Decisions | Place::Reason => return None,
    };
    Some((words, selector.into()))
}
