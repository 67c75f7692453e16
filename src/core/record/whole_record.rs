//! One record, whole.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::Value as Json;

use super::case::{Case, TransitionRecord};
use super::{Assessment, Extra, Field, Fields, Kind, Link, Note, Slot, StatusEntry, Step};
use crate::stamp::EventId;

/// One record as its events made it. Made when it is looked at; the register itself keeps only bytes and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The event that raised it. Identity; never shown.
    pub id: EventId,
    /// What it is.
    pub kind: Kind,
    /// Its reference as written, where it has one.
    pub reference: Option<String>,
    /// `b`, `c`… where an earlier record was given the same reference by another copy.
    pub reference_clash: Option<char>,
    /// Other spellings and earlier references, all of which still find it.
    pub aliases: Vec<String>,
    /// Where it stands.
    pub standing: StatusEntry,
    /// Its plain fields.
    pub fields: Fields,
    /// Fields of the programme's own.
    pub custom: BTreeMap<String, String>,
    /// Agreed, proposed, target and inherent assessment.
    pub assessments: [Option<Assessment>; 4],
    /// Mitigation, in order.
    pub mitigation: Vec<Step>,
    /// Versions, impact assessment rounds, answers, milestones it moves: a change request's only.
    pub case: Case,
    /// Dated notes, in order.
    pub notes: Vec<Note>,
    /// Links that start here.
    pub links: Vec<Link>,
    /// Why it was struck out, if it was raised in error.
    pub removed: Option<String>,
    /// When it last changed.
    pub changed: DateTime<Utc>,
    /// Who changed it last.
    pub changed_by: String,
    /// The last event about it.
    pub last_event: EventId,
    /// What a newer version wrote in the state record.
    pub extra: BTreeMap<String, Json>,
}

impl Record {
    /// A record as it is raised, without a reference.
    #[must_use]
    pub fn new(id: EventId, kind: Kind, standing: StatusEntry, fields: Fields, at: DateTime<Utc>, by: String) -> Record {
        Record {
            id,
            kind,
            reference: None,
            reference_clash: None,
            aliases: Vec::new(),
            standing,
            fields,
            custom: BTreeMap::new(),
            assessments: Default::default(),
            mitigation: Vec::new(),
            case: Case::default(),
            notes: Vec::new(),
            links: Vec::new(),
            removed: None,
            changed: at,
            changed_by: by,
            last_event: id,
            extra: BTreeMap::new(),
        }
    }

    /// The title; every record has one.
    #[must_use]
    pub fn title(&self) -> &str {
        self.fields.text(Field::Title).unwrap_or_default()
    }

    /// One of its assessments.
    #[must_use]
    pub fn assessment(&self, slot: Slot) -> Option<&Assessment> {
        self.assessments[slot as usize].as_ref()
    }

    /// Every step that was taken although something was missing, oldest first. A file of an earlier time knows the last.
    #[must_use]
    pub fn overrides(&self) -> Vec<TransitionRecord> {
        let mut all: Vec<TransitionRecord> = self.case.overrides().cloned().collect();
        let StatusEntry { status, since, why, unmet } = &self.standing;
        if !unmet.is_empty() && self.case.steps.last().is_none_or(|last| last.unmet != *unmet) {
            let (by, unmet) = (self.changed_by.clone(), unmet.clone());
            all.push(TransitionRecord {
                id: self.last_event,
                from: *status,
                to: *status,
                on: *since,
                why: why.clone(),
                unmet,
                by,
                extra: Extra::new(),
            });
        }
        all
    }

    /// The reference, or a provisional one made of its identity ("R-new-7f3a09c4").
    #[must_use]
    pub fn shown_reference(&self) -> String {
        match (&self.reference, self.reference_clash) {
            (Some(reference), Some(reference_clash)) => format!("{reference}{reference_clash}"),
            (Some(reference), None) => reference.clone(),
            (None, _) => provisional(self.kind, self.id),
        }
    }
}

/// The reference of a record that the custodian has not numbered yet: kind, then eight digits made of its identity:
/// few enough to read aloud, and enough that no two records of a register share them.
#[must_use]
pub fn provisional(kind: Kind, id: EventId) -> String {
    let mixed = (u64::from(id.replica.0) << 20 ^ id.tick).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    format!("{}-new-{:08x}", kind.prefix(), mixed >> 32)
}

/// A provisional reference as it is looked up: whole, and with the first four of its digits, as minutes of an earlier time
/// have it.
pub(crate) fn provisional_forms(kind: Kind, id: EventId) -> [String; 2] {
    let whole = provisional(kind, id);
    [&whole, &whole[..whole.len() - 4]].map(super::normal_form)
}
