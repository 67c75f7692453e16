//! What states once more that a value stands: so a conflict about it is settled.

use crate::kind::PageSection;
use crate::log::{ConflictSubject, Fact};
use crate::record::Record;
use crate::record::case::Part;
use crate::stamp::EventId;

/// The fact that states once more what stands.
pub(super) fn confirmation(record: &Record, subject: &ConflictSubject) -> Option<Fact> {
    Some(match subject {
        ConflictSubject::Field(field) => {
            let value = record.fields.value(*field).cloned();
            Fact::Edited { field: *field, from: value.clone(), to: value }
        }
        ConflictSubject::Custom(name) => {
            let text = record.custom.get(name).cloned();
            Fact::CustomEdited { name: name.clone(), from: text.clone(), to: text }
        }
        ConflictSubject::Status if record.kind.has(PageSection::Case) => return None,
        ConflictSubject::Status => Fact::Moved { from: record.standing.clone(), to: record.standing.clone() },
        ConflictSubject::Assessment(slot) => {
            let made = record.assessment(*slot).cloned();
            Fact::Assessed { slot: *slot, from: made.clone(), to: made }
        }
        ConflictSubject::Part(id) => {
            let step = record.mitigation.iter().find(|step| step.id == *id).cloned();
            return step.map(|step| Fact::StepChanged { from: Some(step.clone()), to: Some(step) }).or_else(|| {
                let part = part(record, *id)?;
                Some(Fact::PartChanged { from: Some(Box::new(part.clone())), to: Some(Box::new(part)) })
            });
        }
        ConflictSubject::Title | ConflictSubject::Scheme => return None,
        ConflictSubject::Reference => Fact::Numbered { from: record.reference.clone(), to: record.reference.clone() },
    })
}

/// A part of its case.
pub(super) fn part(record: &Record, id: EventId) -> Option<Part> {
    let case = &record.case;
    let round = || case.rounds.iter().find(|have| have.id == id).cloned().map(Part::Round);
    let version = || case.submissions.iter().find(|have| have.id == id).cloned().map(Part::Submission);
    let response = || case.responses.iter().find(|have| have.id == id).cloned().map(|have| Part::Response(Box::new(have)));
    let milestone_move = || case.milestone_moves.iter().find(|have| have.id == id).cloned().map(Part::MilestoneMove);
    round().or_else(version).or_else(response).or_else(milestone_move)
}
