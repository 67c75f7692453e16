//! Recording a decision on one or more change requests: the record, its conditions as actions, and the step each takes.

use chrono::NaiveDate;

use super::checks;
use super::decision::{Deciding, Outcome};
use super::refusal::Refusal;
use super::related::standing;
use super::requirement::TransitionAttempt;
use super::steps::{Facts as Made, moved, nth};
use super::transitions::does_not_follow;
use super::unmet_requirements::{sentences, unmet_by};
use super::verdict::{ConditionState, Verdict};
use crate::log::Fact;
use crate::record::{Field, Fields, Kind, Link, LinkType, Record, Status, StatusEntry, Value};
use crate::stamp::EventId;
use crate::state::RecordLookup;

/// The facts of recording a decision. The first raises it; `next` is the id that one will have.
///
/// # Errors
/// [`Refusal`], when a rule speaks against it and no reason was given to do it anyway.
pub(crate) fn decide_decision(
    register: &dyn RecordLookup,
    asked: &Deciding,
    numbered: bool,
    next: EventId,
) -> Result<Made, Refusal> {
    let subjects = subjects(register, asked)?;
    let meeting = asked.meeting.map(|id| standing(register, id).ok_or(Refusal::NoSuchRecord)).transpose()?;
    let fields = filled(asked, &subjects, meeting.as_ref());
    checks::check_fields(register, Kind::Decision, &fields)?;
    let reference =
        checks::reference_for(register, Kind::Decision, asked.reference.as_deref(), fields.text(Field::Forum), numbered)?;
    let mut facts = Facts { next, made: Vec::new() };
    let shown = reference.clone().unwrap_or_else(|| crate::record::provisional(Kind::Decision, next));
    let raised = Fact::Raised {
        kind: Kind::Decision,
        reference: reference.clone(),
        standing: StatusEntry::plain(Status::first(Kind::Decision)),
        fields: fields.clone(),
    };
    let decision = facts.push(None, raised);
    if let Some(meeting) = &meeting {
        facts.link(decision, LinkType::RaisedAt, meeting.id, meeting.shown_reference());
    }
    let on = fields.day(Field::DecidedOn);
    for subject in &subjects {
        decide_one(register, asked, subject, &fields, reference.is_some(), on, (&mut facts, decision, &shown))?;
    }
    raise_conditions(register, asked, &subjects, meeting.as_ref(), numbered, on, (&mut facts, decision, &shown))?;
    Ok(facts.made)
}

fn subjects(register: &dyn RecordLookup, asked: &Deciding) -> Result<Vec<Record>, Refusal> {
    let mut found: Vec<Record> = Vec::new();
    for id in &asked.subjects {
        let record = standing(register, *id).ok_or(Refusal::NoSuchRecord)?;
        if record.kind != Kind::ChangeRequest {
            return Err(Refusal::NotACase(record.shown_reference()));
        }
        if record.standing.status == Status::Withdrawn {
            return Err(Refusal::too_late(register.scheme(), &record));
        }
        if !found.iter().any(|have| have.id == record.id) {
            found.push(record);
        }
    }
    if found.is_empty() { Err(Refusal::NothingDecided) } else { Ok(found) }
}

/// What the decision's record holds: what was asked, and what follows from it.
fn filled(asked: &Deciding, subjects: &[Record], meeting: Option<&Record>) -> Fields {
    let mut fields = asked.fields.clone();
    let mut put = |field, value: Value| {
        if fields.value(field).is_none() {
            fields.put(field, Some(value));
        }
    };
    put(Field::Stage, Value::Text(asked.stage.word().into()));
    put(Field::Outcome, Value::Text(asked.outcome.word().into()));
    let cited: Vec<String> = subjects.iter().map(Record::shown_reference).collect();
    let amended = if asked.conditions.is_empty() { "" } else { " subject to conditions" };
    let title = match asked.outcome {
        Outcome::Issue if asked.conditions.is_empty() => format!("{} issued to impact assessment", listed(&cited)),
        Outcome::Issue => format!("{} issued to impact assessment, subject to amendments", listed(&cited)),
        outcome => format!("{}: {}{amended}", listed(&cited), outcome.word().to_lowercase()),
    };
    put(Field::Title, Value::Text(title));
    let group = meeting.and_then(|meeting| meeting.fields.text(Field::Group)).map(str::to_owned);
    if let Some(group) = group {
        put(Field::Forum, Value::Text(group.clone()));
        put(Field::Groups, Value::List(vec![group]));
    }
    if let Some(day) = meeting.and_then(|meeting| meeting.fields.day(Field::HeldOn)) {
        put(Field::DecidedOn, Value::Day(day));
    }
    fields
}

type Making<'a> = (&'a mut Facts, EventId, &'a str);

fn decide_one(
    register: &dyn RecordLookup,
    asked: &Deciding,
    subject: &Record,
    fields: &Fields,
    has_reference: bool,
    on: Option<NaiveDate>,
    (facts, decision, shown): Making<'_>,
) -> Result<(), Refusal> {
    let mine = asked.conditions.iter().filter(|condition| condition.of.is_empty() || condition.of.contains(&subject.id));
    let owed: Vec<ConditionState> = mine
        .map(|condition| ConditionState {
            name: format!("The condition “{}”", crate::text::excerpt(&condition.text)),
            owner: condition.owner.is_some(),
            due: condition.due.is_some(),
            ..ConditionState::default()
        })
        .collect();
    let to = asked.outcome.leads_to(!owed.is_empty());
    let verdict = Verdict { has_reference, conditions: owed, ..Verdict::filled(fields) };
    let pending = fields.text(Field::Pending).map(str::to_owned);
    let why = asked.anyway.clone().or(pending.clone()).unwrap_or_else(|| decided_words(shown, fields));
    let from = subject.standing.status;
    let attempt = TransitionAttempt { to, on, why: Some(&why), verdict: Some(&verdict) };
    let unmet = sentences(unmet_by(register, subject, attempt));
    let again = from == to && asked.outcome == Outcome::Defer;
    let leap = does_not_follow(register.scheme(), subject.kind, from, to).filter(|_| !again);
    let mut missing: Vec<String> = leap.into_iter().collect();
    missing.extend(unmet);
    if !missing.is_empty() && asked.anyway.as_deref().is_none_or(|why| why.trim().is_empty()) {
        return Err(Refusal::Unmet {
            reference: subject.shown_reference(),
            to: register.scheme().status_label(to).into(),
            missing,
        });
    }
    facts.link(subject.id, LinkType::DecidedBy, decision, shown.into());
    if asked.outcome == Outcome::Defer
        && let Some(until) = fields.due(Field::DeferredTo)
        && subject.fields.due(Field::TargetDecision) != Some(until.clone())
    {
        let from = subject.fields.value(Field::TargetDecision).cloned();
        facts.push(Some(subject.id), Fact::Edited { field: Field::TargetDecision, from, to: Some(Value::Due(until)) });
    }
    let standing = StatusEntry { status: to, since: on, why: Some(why), unmet: missing };
    for fact in moved(subject, standing) {
        facts.push(Some(subject.id), fact);
    }
    Ok(())
}

/// "DAG-DEC76, SRO".
fn decided_words(shown: &str, fields: &Fields) -> String {
    let by = fields.text(Field::Capacity).or(fields.text(Field::Maker));
    by.map_or(shown.to_owned(), |by| format!("{shown}, {by}"))
}

fn raise_conditions(
    register: &dyn RecordLookup,
    asked: &Deciding,
    subjects: &[Record],
    meeting: Option<&Record>,
    numbered: bool,
    on: Option<NaiveDate>,
    (facts, decision, shown): Making<'_>,
) -> Result<(), Refusal> {
    let mut given: Vec<String> = Vec::new();
    for condition in &asked.conditions {
        let mut fields = Fields::default();
        fields.put(Field::Title, Some(Value::Text(condition.text.trim().into())));
        fields.put(Field::Owner, condition.owner.clone().map(Value::Owner));
        fields.put(Field::Due, condition.due.clone().map(Value::Due));
        fields.put(Field::RaisedOn, on.map(Value::Day));
        fields.put(Field::Groups, asked.fields.value(Field::Groups).cloned());
        checks::check_fields(register, Kind::Action, &fields)?;
        let within = meeting.map(Record::shown_reference);
        let reference = match condition.reference.as_deref().map(str::trim).filter(|written| !written.is_empty()) {
            Some(written) => Some(checks::free(register, written, None)?),
            None => numbered.then(|| {
                let mut to = register.next_reference(Kind::Action, within.as_deref());
                while given.contains(&to) {
                    to = crate::state::following(&to);
                }
                to
            }),
        };
        given.extend(reference.clone());
        let raised = Fact::Raised { kind: Kind::Action, reference, standing: StatusEntry::plain(Status::Open), fields };
        let action = facts.push(None, raised);
        facts.link(action, LinkType::ConditionOf, decision, shown.into());
        if let Some(meeting) = meeting {
            facts.link(action, LinkType::RaisedAt, meeting.id, meeting.shown_reference());
        }
        for subject in subjects.iter().filter(|subject| condition.of.is_empty() || condition.of.contains(&subject.id)) {
            facts.link(action, LinkType::RelatesTo, subject.id, subject.shown_reference());
        }
    }
    Ok(())
}

/// "CR028, CR029 and CR030".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// Facts in the order they are recorded, each with the identity it will have.
struct Facts {
    next: EventId,
    made: Made,
}

impl Facts {
    fn push(&mut self, about: Option<EventId>, fact: Fact) -> EventId {
        let id = nth(self.next, self.made.len());
        self.made.push((about, fact));
        id
    }

    fn link(&mut self, from: EventId, link: LinkType, to: EventId, cited: String) {
        self.push(Some(from), Fact::Linked { link: Link::new(link, to, Some(cited)) });
    }
}
