//! What states once more that a value stands: so a conflict about it is settled.

use crate::item::Item;
use crate::item::case::Part;
use crate::kind::PageSection;
use crate::log::{ConflictSubject, Fact};
use crate::stamp::EventId;

/// The fact that states once more what stands.
pub(super) fn confirmation(item: &Item, subject: &ConflictSubject) -> Option<Fact> {
    Some(match subject {
        ConflictSubject::Field(field) => {
            let value = item.fields.value(*field).cloned();
            Fact::Edited { field: *field, from: value.clone(), to: value }
        }
        ConflictSubject::Custom(name) => {
            let text = item.custom.get(name).cloned();
            Fact::CustomEdited { name: name.clone(), from: text.clone(), to: text }
        }
        ConflictSubject::Status if item.kind.has(PageSection::Case) => return None,
        ConflictSubject::Status => Fact::Moved { from: item.standing.clone(), to: item.standing.clone() },
        ConflictSubject::Assessment(slot) => {
            let made = item.assessment(*slot).cloned();
            Fact::Assessed { slot: *slot, from: made.clone(), to: made }
        }
        ConflictSubject::Part(id) => {
            let step = item.mitigation.iter().find(|step| step.id == *id).cloned();
            return step.map(|step| Fact::StepChanged { from: Some(step.clone()), to: Some(step) }).or_else(|| {
                let part = part(item, *id)?;
                Some(Fact::PartChanged { from: Some(Box::new(part.clone())), to: Some(Box::new(part)) })
            });
        }
        ConflictSubject::Title | ConflictSubject::Scheme => return None,
        ConflictSubject::Reference => Fact::Numbered { from: item.reference.clone(), to: item.reference.clone() },
    })
}

/// A part of its case.
pub(super) fn part(item: &Item, id: EventId) -> Option<Part> {
    let case = &item.case;
    let round = || case.rounds.iter().find(|have| have.id == id).cloned().map(Part::Round);
    let version = || case.submissions.iter().find(|have| have.id == id).cloned().map(Part::Submission);
    let response = || case.responses.iter().find(|have| have.id == id).cloned().map(|have| Part::Response(Box::new(have)));
    let shift = || case.shifts.iter().find(|have| have.id == id).cloned().map(Part::Shift);
    round().or_else(version).or_else(response).or_else(shift)
}
