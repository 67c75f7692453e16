//! A decision as the requirements see it.

use super::decision::{Outcome, Stage};
use super::related::conditions;
use crate::record::{Field, Fields, Kind, LinkType, Record};
use crate::stamp::EventId;
use crate::state::RecordLookup;

/// A decision as the requirements see it, recorded or about to be.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Verdict {
    pub(super) id: Option<EventId>,
    pub(super) stage: Option<Stage>,
    pub(super) outcome: Option<Outcome>,
    pub(super) has_reference: bool,
    pub(super) forum: bool,
    pub(super) maker: bool,
    pub(super) capacity: bool,
    pub(super) invited: bool,
    pub(super) deferred_to: bool,
    pub(super) pending: bool,
    pub(super) escalated_to: bool,
    pub(super) moves_confirmed: bool,
    pub(super) conditions: Vec<ConditionState>,
}

/// A condition as the requirements see it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ConditionState {
    pub(super) action: Option<EventId>,
    pub(super) name: String,
    pub(super) owner: bool,
    pub(super) due: bool,
    pub(super) settled: bool,
}

impl Verdict {
    pub(super) fn filled(fields: &Fields) -> Verdict {
        let has = |field| fields.value(field).is_some();
        Verdict {
            stage: fields.text(Field::Stage).and_then(Stage::from_name),
            outcome: fields.text(Field::Outcome).and_then(Outcome::from_name),
            forum: has(Field::Forum),
            maker: has(Field::Maker),
            capacity: has(Field::Capacity),
            invited: has(Field::ObjectionsInvited),
            deferred_to: has(Field::DeferredTo),
            pending: has(Field::Pending),
            escalated_to: has(Field::EscalatedTo),
            moves_confirmed: has(Field::MovesConfirmed),
            ..Verdict::default()
        }
    }

    /// A decision that is recorded, with those of its conditions that are a condition for that request.
    pub(super) fn of(register: &dyn RecordLookup, decision: &Record, subject: &Record) -> Verdict {
        let is_for = |action: &Record| {
            let mut named = action.links.iter().filter(|link| link.link == LinkType::RelatesTo && is_change(register, link.to));
            let mine = named.clone().any(|link| link.to == subject.id);
            mine || named.next().is_none()
        };
        let owed = conditions(register, decision.id).into_iter().filter(is_for).map(|action| ConditionState {
            action: Some(action.id),
            name: format!("Condition {}", action.shown_reference()),
            owner: action.fields.owner().is_some(),
            due: action.fields.value(Field::Due).is_some(),
            settled: action.standing.status.is_settled_for(Kind::Action),
        });
        Verdict {
            id: Some(decision.id),
            has_reference: decision.reference.is_some(),
            conditions: owed.collect(),
            ..Verdict::filled(&decision.fields)
        }
    }
}

fn is_change(register: &dyn RecordLookup, id: EventId) -> bool {
    register.lookup(id).is_some_and(|record| record.kind == Kind::ChangeRequest)
}
