//! From what a person asks to what is recorded, or to why not. Changes nothing but the scratch fold of the step.

use super::acceptance::with_step;
use super::case_command::CaseCommand;
use super::checks::{check_fields, check_steps, check_value, check_words, free, reference_for, register_title};
use super::command::Command;
use super::custom::{custom_begun, edit_custom};
use super::deciding::decide_decision;
use super::new_record::NewRecord;
use super::optional_stage::is_status_used;
use super::process_change::check_process;
use super::refusal::Refusal;
use super::related::standing;
use super::steps::{Facts, about, after_content, decide_case, moved, nth, refuse, waived};
use super::transition::Dialog;
use super::transitions::transition;
use super::unmet_requirements::{sentences, unmet_raising, unmet_requirements};
use crate::log::{Event, Fact};
use crate::record::{Assessment, Field, Fields, Follows, Kind, Link, LinkType, Record, Slot, Status, StatusEntry, Step, Value};
use crate::scheme::Scheme;
use crate::stamp::{EventId, Stamp};
use crate::state::{RecordLookup, ScratchFold};

/// Decides a command against what stands and what was decided before in the same step, and folds the events that it amounts
/// to into that. `next` is the id that the first of them has.
///
/// # Errors
/// [`Refusal`], in a sentence, when a rule speaks against it. Of a record that is raised a part may have been folded: the
/// whole step is to be given up.
pub fn decide(
    scratch: &mut ScratchFold<'_>,
    command: &Command,
    numbered: bool,
    next: EventId,
    stamp: &Stamp,
) -> Result<Vec<Event>, Refusal> {
    let facts = facts(scratch, command, numbered, next)?;
    let mut events = Vec::with_capacity(facts.len());
    for (about, fact) in facts {
        let id = nth(next, events.len());
        let event = Event::new(id, about.unwrap_or(id), stamp, fact);
        scratch.fold(&event, &mut Vec::new());
        events.push(event);
    }
    if let Command::Raise(new) = command {
        for (name, text) in &new.custom {
            let event = Event::new(nth(next, events.len()), next, stamp, custom_begun(scratch, name, text)?);
            scratch.fold(&event, &mut Vec::new());
            events.push(event);
        }
        let mut add = |addition: Command| match decide(scratch, &addition, numbered, nth(next, events.len()), stamp) {
            Ok(more) => {
                events.extend(more);
                Ok(())
            }
            Err(Refusal::NoChange) => Ok(()),
            Err(refusal) => Err(refusal),
        };
        let record = next;
        for (slot, made) in &new.assessments {
            add(Command::Assess { record, slot: *slot, to: Some(made.clone()) })?;
        }
        for step in &new.steps {
            add(Command::AddStep { record, step: step.clone() })?;
        }
        for (link, to) in &new.links {
            add(Command::Link { record, link: *link, to: *to })?;
        }
    }
    Ok(events)
}

/// The facts that a command amounts to, each about the record it names. A raising is about itself: `None`.
///
/// `next` is the id the first of them will have; facts that mint ids of their own (a mitigation step) use it.
fn facts(register: &dyn RecordLookup, command: &Command, numbered: bool, next: EventId) -> Result<Facts, Refusal> {
    match command {
        Command::Raise(new) => raise(register, new, numbered),
        Command::Decide(asked) => decide_decision(register, asked, numbered, next),
        Command::Rename { title } => {
            register_title(title)?;
            Ok(vec![(None, Fact::RegisterRenamed { from: register.title().into(), to: title.trim().into() })])
        }
        Command::ChangeScheme { to } => {
            let mut to = to.clone();
            to.version = register.scheme().version.saturating_add(1);
            to.keep_newer(register.scheme());
            let before = register.scheme();
            let checked = to.check(before).and_then(|()| to.check_numbering(before)).and_then(|()| check_process(register, &to));
            checked.map_err(|(what, why)| Refusal::BadSetup { what, why })?;
            Ok(vec![(None, Fact::SchemeChanged { from: Box::new(before.clone()), to })])
        }
        Command::Restore { record } => {
            let have = register.lookup(*record).ok_or(Refusal::NoSuchRecord)?;
            Ok(about(*record, vec![Fact::Restored { why: have.removed.ok_or(Refusal::NoChange)? }]))
        }
        Command::Case { record, ask } => decide_case(register, &open(register, *record)?, ask, next),
        Command::Edit { record, .. }
        | Command::EditCustom { record, .. }
        | Command::Move { record, .. }
        | Command::Override { record, .. }
        | Command::Assess { record, .. }
        | Command::Agree { record }
        | Command::AddStep { record, .. }
        | Command::ChangeStep { record, .. }
        | Command::Note { record, .. }
        | Command::Link { record, .. }
        | Command::Unlink { record, .. }
        | Command::Number { record, .. }
        | Command::Alias { record, .. }
        | Command::Remove { record, .. }
        | Command::StrikeNote { record, .. }
        | Command::RestoreNote { record, .. } => {
            let facts = of_record(register, &open(register, *record)?, command, next)?;
            Ok(about(*record, facts))
        }
    }
}

/// The facts of a command about one record that stands: nothing of the commands that are about others.
fn of_record(register: &dyn RecordLookup, record: &Record, command: &Command, next: EventId) -> Result<Vec<Fact>, Refusal> {
    let one = match command {
        Command::Edit { field, to, .. } => return edit_with_version(register, record, *field, to.clone(), next),
        Command::Move { to, on, why, .. } => {
            let why = why.clone().filter(|why| !why.trim().is_empty());
            return step_to(register, record, StatusEntry { since: *on, why, ..StatusEntry::plain(*to) }, next);
        }
        Command::Override { to, on, why, .. } => return override_to(register, record, *to, *on, why),
        Command::Assess { slot, to, .. } => return assess(register, record, *slot, to.clone()),
        Command::Agree { .. } => return agree(register, record),
        Command::Number { to, .. } => {
            let mut facts = vec![number(register, record, to)?];
            // It was cited with the letter that told it from another.
            facts.extend(record.reference_clash.map(|_| Fact::AliasChanged { from: None, to: Some(record.shown_reference()) }));
            return Ok(facts);
        }
        Command::EditCustom { name, to, .. } => edit_custom(register, record, name, to.clone())?,
        Command::AddStep { step, .. } => {
            check_step(step)?;
            Fact::StepChanged { from: None, to: Some(Step { id: next, ..step.clone() }) }
        }
        Command::ChangeStep { step, to, .. } => change_step(record, *step, to.clone())?,
        Command::Note { text, .. } => {
            check_words("Note", text)?;
            Fact::Noted { text: text.trim().into() }
        }
        Command::Link { link, to, .. } => linked(register, record, *link, *to)?,
        Command::Unlink { link, to, .. } => {
            let found = record.links.iter().find(|have| have.link == *link && have.to == *to);
            Fact::Unlinked { link: found.cloned().ok_or(Refusal::NotThere("link"))? }
        }
        Command::Alias { alias, .. } => {
            let alias = free(register, alias.trim(), Some(record.id))?;
            if record.aliases.contains(&alias) || record.reference.as_ref() == Some(&alias) {
                return Err(Refusal::NoChange);
            }
            Fact::AliasChanged { from: None, to: Some(alias) }
        }
        Command::Remove { why, .. } => {
            check_words("Reason", why)?;
            Fact::Removed { why: why.trim().into() }
        }
        Command::StrikeNote { note, .. } => {
            let found = record.notes.iter().find(|have| have.id == *note);
            Fact::NoteStruck { note: found.cloned().ok_or(Refusal::NotThere("note"))? }
        }
        Command::RestoreNote { note, .. } => {
            if record.notes.iter().any(|have| have.id == note.id) {
                return Err(Refusal::NoChange);
            }
            check_words("Note", &note.text)?;
            Fact::NoteRestored { note: note.clone() }
        }
        Command::Raise(_)
        | Command::Decide(_)
        | Command::Rename { .. }
        | Command::ChangeScheme { .. }
        | Command::Restore { .. }
        | Command::Case { .. } => return Ok(Vec::new()),
    };
    Ok(vec![one])
}

/// An edit, and the version of the text that it begins.
fn edit_with_version(
    register: &dyn RecordLookup,
    record: &Record,
    field: Field,
    to: Option<Value>,
    next: EventId,
) -> Result<Vec<Fact>, Refusal> {
    let mut facts = vec![edit(register, record, field, to.clone())?];
    let mut after = record.clone();
    after.fields.put(field, to);
    facts.extend(after_content(record, &after, nth(next, 1)));
    Ok(facts)
}

fn override_to(
    register: &dyn RecordLookup,
    record: &Record,
    to: Status,
    on: Option<chrono::NaiveDate>,
    why: &str,
) -> Result<Vec<Fact>, Refusal> {
    check_words("Reason", why)?;
    if record.standing.status == to {
        return Err(Refusal::NoChange);
    }
    if !Status::of(record.kind).contains(&to) || !is_status_used(register.scheme(), record.kind, to) {
        return Err(Refusal::not_a_step(register.scheme(), record.standing.status, to));
    }
    needs_day(register.scheme(), record, to, on)?;
    let standing = StatusEntry { since: on, why: Some(why.trim().into()), ..StatusEntry::plain(to) };
    let with = with_step(record, &standing);
    let mut facts = moved(record, waived(register, record, standing));
    facts.extend(with);
    Ok(facts)
}

fn open(register: &dyn RecordLookup, id: EventId) -> Result<Record, Refusal> {
    standing(register, id).ok_or(Refusal::NoSuchRecord)
}

fn raise(register: &dyn RecordLookup, new: &NewRecord, numbered: bool) -> Result<Facts, Refusal> {
    let NewRecord { kind, fields, .. } = new;
    let kind = *kind;
    if let Some(word) = kind.newer() {
        return Err(Refusal::NewerKind(word));
    }
    if fields.text(Field::Title).is_none_or(|title| title.trim().is_empty()) {
        return Err(Refusal::NoTitle);
    }
    check_fields(register, kind, &without_original(register, new))?;
    let within = new.within.as_deref().or(fields.text(Field::Forum)).or(fields.text(Field::Group));
    let reference = reference_for(register, kind, new.reference.as_deref(), within, numbered)?;
    let status = new.status.unwrap_or_else(|| Status::first(kind));
    if !Status::of(kind).contains(&status) || !is_status_used(register.scheme(), kind, status) {
        return Err(Refusal::not_a_step(register.scheme(), Status::first(kind), status));
    }
    let missing = sentences(unmet_raising(register, new, status));
    if !missing.is_empty() {
        let reference = reference.unwrap_or_else(|| format!("“{}”", fields.text(Field::Title).unwrap_or_default()));
        return Err(Refusal::Unmet { reference, to: register.scheme().status_label(status).into(), missing });
    }
    Ok(vec![(None, Fact::Raised { kind, reference, standing: StatusEntry::plain(status), fields: fields.clone() })])
}

/// The fields that are not as in a record of the kind that it is linked to: a duplicate has what its original has, also words
/// that the set-up does not offer any more.
fn without_original(register: &dyn RecordLookup, new: &NewRecord) -> Fields {
    let originals: Vec<Record> = new.links.iter().filter_map(|(_, to)| standing(register, *to)).collect();
    let mut fields = new.fields.clone();
    for (field, value) in new.fields.iter() {
        if originals.iter().any(|original| original.kind == new.kind && original.fields.value(field) == Some(value)) {
            fields.put(field, None);
        }
    }
    fields
}

fn edit(register: &dyn RecordLookup, record: &Record, field: Field, to: Option<Value>) -> Result<Fact, Refusal> {
    let from = record.fields.value(field).cloned();
    let to = to.following(&from);
    match &to {
        Some(value) => check_value(register, record.kind, field, value)?,
        None if field == Field::Title => return Err(Refusal::NoTitle),
        None => {}
    }
    if from == to {
        return Err(Refusal::NoChange);
    }
    Ok(Fact::Edited { field, from, to })
}

fn step_to(register: &dyn RecordLookup, record: &Record, to: StatusEntry, next: EventId) -> Result<Vec<Fact>, Refusal> {
    let from = record.standing.clone();
    if from.status == to.status {
        return Err(Refusal::NoChange);
    }
    let scheme = register.scheme();
    let Some(row) = transition(scheme, record.kind, from.status, to.status) else {
        return Err(Refusal::not_a_step(scheme, from.status, to.status));
    };
    if row.needs_reason && to.why.is_none() {
        return Err(Refusal::NoReason { to: scheme.status_label(to.status).into() });
    }
    if let Some(why) = &to.why {
        check_words("Reason", why)?;
    }
    needs_day(scheme, record, to.status, to.since)?;
    if let (Dialog::Submit, Some(on)) = (row.dialog, to.since) {
        let ask = CaseCommand::Submit { on, by: None, amendments: to.why };
        return Ok(decide_case(register, record, &ask, next)?.into_iter().map(|(_, fact)| fact).collect());
    }
    let missing = unmet_requirements(register, record, to.status, to.since, to.why.as_deref());
    refuse(register, record, to.status, sentences(missing))?;
    let with = with_step(record, &to);
    let mut facts = moved(record, to);
    facts.extend(with);
    Ok(facts)
}

/// A change request's steps are told by their days: windows are counted from them, papers cite them.
fn needs_day(scheme: &Scheme, record: &Record, to: Status, on: Option<chrono::NaiveDate>) -> Result<(), Refusal> {
    let missing = record.kind == Kind::ChangeRequest && on.is_none();
    if missing { Err(Refusal::NoDay { to: scheme.status_label(to).into() }) } else { Ok(()) }
}

/// Agreeing on figures ends what was proposed: it spoke of those that stood before.
fn assess(register: &dyn RecordLookup, record: &Record, slot: Slot, to: Option<Assessment>) -> Result<Vec<Fact>, Refusal> {
    if record.kind != Kind::Risk {
        return Err(Refusal::NotAField { kind: record.kind, field: "assessment".into() });
    }
    let from = record.assessment(slot).cloned();
    let to = to.map(|assessment| assessment.rated(register.scheme()));
    if let Some(assessment) = &to {
        if assessment.figures() == (None, None, None) {
            return Err(Refusal::EmptyAssessment);
        }
        check_steps(register, from.as_ref(), assessment)?;
        for words in assessment.why.iter().chain(&assessment.by) {
            check_words("Reason", words)?;
        }
    }
    if from == to {
        return Err(Refusal::NoChange);
    }
    let settles = slot == Slot::Current && to.is_some();
    let proposed = record.assessment(Slot::Proposed).filter(|_| settles).cloned();
    let ended = proposed.map(|proposed| Fact::Assessed { slot: Slot::Proposed, from: Some(proposed), to: None });
    let mut facts = vec![Fact::Assessed { slot, from, to }];
    facts.extend(ended);
    Ok(facts)
}

fn agree(register: &dyn RecordLookup, record: &Record) -> Result<Vec<Fact>, Refusal> {
    let proposed = record.assessment(Slot::Proposed).cloned().ok_or(Refusal::NothingProposed)?;
    let current = record.assessment(Slot::Current).cloned();
    // A level that is stated is the whole of what is proposed: with the figures that stood it would be another.
    let had = current.clone().filter(|_| proposed.level.is_none()).unwrap_or_default();
    let agreed = Assessment {
        likelihood: proposed.likelihood.or(had.likelihood),
        impact: proposed.impact.or(had.impact),
        level: proposed.level.or(had.level),
        ..proposed.clone()
    };
    let agreed = agreed.rated(register.scheme());
    let settled = Fact::Assessed { slot: Slot::Proposed, from: Some(proposed), to: None };
    Ok(vec![Fact::Assessed { slot: Slot::Current, from: current, to: Some(agreed) }, settled])
}

fn change_step(record: &Record, id: EventId, to: Option<Step>) -> Result<Fact, Refusal> {
    let from = record.mitigation.iter().find(|step| step.id == id).cloned().ok_or(Refusal::NotThere("mitigation step"))?;
    let to = to.map(|step| Step { id, ..step }.following(&from));
    if let Some(step) = &to {
        check_step(step)?;
    }
    if to.as_ref() == Some(&from) {
        return Err(Refusal::NoChange);
    }
    Ok(Fact::StepChanged { from: Some(from), to })
}

fn check_step(step: &Step) -> Result<(), Refusal> {
    step.check().map_err(|why| Refusal::BadText { what: "Mitigation step".into(), why })
}

fn linked(register: &dyn RecordLookup, record: &Record, link: LinkType, to: EventId) -> Result<Fact, Refusal> {
    if record.id == to {
        return Err(Refusal::ToItself);
    }
    let link = Link::new(link, to, Some(open(register, to)?.shown_reference()));
    if record.links.iter().any(|have| have.same(&link)) {
        return Err(Refusal::LinkedAlready);
    }
    Ok(Fact::Linked { link })
}

fn number(register: &dyn RecordLookup, record: &Record, to: &str) -> Result<Fact, Refusal> {
    let to = to.trim();
    if record.reference.as_deref() == Some(to) && record.reference_clash.is_none() {
        return Err(Refusal::NoChange);
    }
    let to = free(register, to, Some(record.id))?;
    Ok(Fact::Numbered { from: record.reference.clone(), to: Some(to) })
}
