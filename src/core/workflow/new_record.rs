//! A record to be raised, with all that it begins with, and the one that a duplicate begins with.

use chrono::NaiveDate;

use super::related::standing;
use crate::kind::PageSection;
use crate::record::{Assessment, Field, Fields, Kind, LinkType, Record, Slot, Status, Step, Value};
use crate::stamp::EventId;
use crate::state::RecordLookup;

/// A record to be raised. All of it is one step, or none of it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRecord {
    /// What it is.
    pub kind: Kind,
    /// A reference of the papers' own; none lets the register number it.
    pub reference: Option<String>,
    /// What its reference is numbered within: a meeting, a forum.
    pub within: Option<String>,
    /// Where it stands; none is where its kind starts.
    pub status: Option<Status>,
    /// What is filled in; a title at least.
    pub fields: Fields,
    /// Fields of the programme's own, each by its name.
    pub custom: Vec<(String, String)>,
    /// Its assessments.
    pub assessments: Vec<(Slot, Assessment)>,
    /// The steps of its mitigation; their ids are given when they are recorded.
    pub steps: Vec<Step>,
    /// Links that start at it.
    pub links: Vec<(LinkType, EventId)>,
}

impl NewRecord {
    /// A record with these fields and nothing else, which starts where its kind starts.
    #[must_use]
    pub fn of(kind: Kind, fields: Fields) -> NewRecord {
        let (custom, assessments, steps, links) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        NewRecord { kind, reference: None, within: None, status: None, fields, custom, assessments, steps, links }
    }

    /// What a duplicate of a record begins with: its fields, those of the programme's own, its assessments, the steps of its
    /// mitigation as yet to be done, its links and one to the original. What became of the original alone stays with it:
    /// fields, links and a proposed assessment. A duplicate stands where a person who writes one begins.
    #[must_use]
    pub fn duplicate(records: &dyn RecordLookup, record: &Record, today: NaiveDate) -> NewRecord {
        let mut new = NewRecord::of(record.kind, duplicated(record, today));
        (new.within, new.status) = (record.forum().map(Into::into), Some(Status::begins(record.kind)));
        for (name, text) in record.custom.iter().filter(|(_, text)| !text.trim().is_empty()) {
            new.custom.push((name.clone(), text.clone()));
        }
        if record.kind.has(PageSection::Assessment) {
            for slot in [Slot::Current, Slot::Target, Slot::Inherent] {
                new.assessments.extend(record.assessment(slot).map(|made| (slot, made.clone())));
            }
        }
        for step in &record.mitigation {
            new.steps.push(Step { done: None, ..step.clone() });
        }
        let mut link = |link: LinkType, to: EventId| {
            if standing(records, to).is_some() {
                new.links.push((link, to));
            }
        };
        let original = (LinkType::RelatesTo, record.id);
        for have in record.links.iter().filter(|have| !have.link.is_outcome() && (have.link, have.to) != original) {
            link(have.link, have.to);
        }
        link(original.0, original.1);
        new
    }
}

fn duplicated(record: &Record, today: NaiveDate) -> Fields {
    let mut fields = record.fields.clone();
    fields.take_newer();
    for field in Field::ALL.iter().filter(|field| field.is_outcome()) {
        fields.put(*field, None);
    }
    if Field::AcceptedBy.belongs_to(record.kind) {
        // In which somebody accepted it; of a decision it is the matter.
        fields.put(Field::Capacity, None);
    }
    fields.put(Field::RaisedOn, Some(Value::Day(today)));
    fields.put(Field::Title, Some(Value::Text(format!("Copy of {}", record.title()))));
    fields
}
