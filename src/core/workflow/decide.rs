//! From what a person asks to what is recorded, or to why not. Changes nothing but the scratch fold of the step.

use super::acceptance::with_step;
use super::ask::Ask;
use super::checks::{check_fields, check_line, check_value, check_words, free, reference_for, register_title};
use super::command::Command;
use super::deciding::decide_decision;
use super::new_record::NewRecord;
use super::refusal::Refusal;
use super::related::standing;
use super::steps::{Facts, about, after_content, decide_case, moved, nth, waived};
use super::transition::Dialog;
use super::transitions::transition;
use super::unmet_requirements::{sentences, unmet_raising, unmet_requirements};
use crate::item::{Assessment, Field, Follows, Item, Kind, Link, LinkType, Slot, Standing, Status, Step, Value};
use crate::log::{Event, Fact};
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
        let mut add = |addition: Command| match decide(scratch, &addition, numbered, nth(next, events.len()), stamp) {
            Ok(more) => {
                events.extend(more);
                Ok(())
            }
            Err(Refusal::NoChange) => Ok(()),
            Err(refusal) => Err(refusal),
        };
        let item = next;
        for (name, text) in &new.custom {
            add(Command::EditCustom { item, name: name.clone(), to: Some(text.clone()) })?;
        }
        for (slot, made) in &new.assessments {
            add(Command::Assess { item, slot: *slot, to: Some(made.clone()) })?;
        }
        for step in &new.steps {
            add(Command::AddStep { item, step: step.clone() })?;
        }
        for (link, to) in &new.links {
            add(Command::Link { item, link: *link, to: *to })?;
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
            Ok(vec![(None, Fact::SchemeChanged { from: Box::new(register.scheme().clone()), to })])
        }
        Command::Restore { item } => {
            let have = register.record(*item).ok_or(Refusal::NoSuchRecord)?;
            Ok(about(*item, vec![Fact::Restored { why: have.removed.ok_or(Refusal::NoChange)? }]))
        }
        Command::Case { item, ask } => decide_case(register, &open(register, *item)?, ask, next),
        Command::Edit { item, .. }
        | Command::EditCustom { item, .. }
        | Command::Move { item, .. }
        | Command::Override { item, .. }
        | Command::Assess { item, .. }
        | Command::Agree { item }
        | Command::AddStep { item, .. }
        | Command::ChangeStep { item, .. }
        | Command::Note { item, .. }
        | Command::Link { item, .. }
        | Command::Unlink { item, .. }
        | Command::Number { item, .. }
        | Command::Alias { item, .. }
        | Command::Remove { item, .. }
        | Command::StrikeNote { item, .. }
        | Command::RestoreNote { item, .. } => {
            let facts = of_record(register, &open(register, *item)?, command, next)?;
            Ok(about(*item, facts))
        }
    }
}

/// The facts of a command about one record that stands: nothing of the commands that are about others.
fn of_record(register: &dyn RecordLookup, item: &Item, command: &Command, next: EventId) -> Result<Vec<Fact>, Refusal> {
    let one = match command {
        Command::Edit { field, to, .. } => return edit_with_version(item, *field, to.clone(), next),
        Command::Move { to, on, why, .. } => {
            let why = why.clone().filter(|why| !why.trim().is_empty());
            return step_to(register, item, Standing { since: *on, why, ..Standing::plain(*to) }, next);
        }
        Command::Override { to, on, why, .. } => return override_to(register, item, *to, *on, why),
        Command::Assess { slot, to, .. } => return assess(register, item, *slot, to.clone()),
        Command::Agree { .. } => return agree(register, item),
        Command::Number { to, .. } => {
            let mut facts = vec![number(register, item, to)?];
            // It was cited with the letter that told it from another.
            facts.extend(item.twin.map(|_| Fact::AliasChanged { from: None, to: Some(item.shown_reference()) }));
            return Ok(facts);
        }
        Command::EditCustom { name, to, .. } => edit_custom(item, name, to.clone())?,
        Command::AddStep { step, .. } => {
            check_step(step)?;
            Fact::StepChanged { from: None, to: Some(Step { id: next, ..step.clone() }) }
        }
        Command::ChangeStep { step, to, .. } => change_step(item, *step, to.clone())?,
        Command::Note { text, .. } => {
            check_words("Note", text)?;
            Fact::Noted { text: text.trim().into() }
        }
        Command::Link { link, to, .. } => linked(register, item, *link, *to)?,
        Command::Unlink { link, to, .. } => {
            let found = item.links.iter().find(|have| have.link == *link && have.to == *to);
            Fact::Unlinked { link: found.cloned().ok_or(Refusal::NotThere("link"))? }
        }
        Command::Alias { alias, .. } => {
            let alias = free(register, alias.trim(), Some(item.id))?;
            if item.aliases.contains(&alias) || item.reference.as_ref() == Some(&alias) {
                return Err(Refusal::NoChange);
            }
            Fact::AliasChanged { from: None, to: Some(alias) }
        }
        Command::Remove { why, .. } => {
            check_words("Reason", why)?;
            Fact::Removed { why: why.trim().into() }
        }
        Command::StrikeNote { note, .. } => {
            let found = item.notes.iter().find(|have| have.id == *note);
            Fact::NoteStruck { note: found.cloned().ok_or(Refusal::NotThere("note"))? }
        }
        Command::RestoreNote { note, .. } => {
            if item.notes.iter().any(|have| have.id == note.id) {
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
fn edit_with_version(item: &Item, field: Field, to: Option<Value>, next: EventId) -> Result<Vec<Fact>, Refusal> {
    let mut facts = vec![edit(item, field, to.clone())?];
    let mut after = item.clone();
    after.fields.put(field, to);
    facts.extend(after_content(item, &after, nth(next, 1)));
    Ok(facts)
}

fn override_to(
    register: &dyn RecordLookup,
    item: &Item,
    to: Status,
    on: Option<chrono::NaiveDate>,
    why: &str,
) -> Result<Vec<Fact>, Refusal> {
    check_words("Reason", why)?;
    if item.standing.status == to {
        return Err(Refusal::NoChange);
    }
    if !Status::of(item.kind).contains(&to) {
        return Err(Refusal::NotAStep { from: item.standing.status.word(), to: to.word() });
    }
    needs_day(item, to, on)?;
    let standing = Standing { since: on, why: Some(why.trim().into()), ..Standing::plain(to) };
    let with = with_step(item, &standing);
    let mut facts = moved(item, waived(register, item, standing));
    facts.extend(with);
    Ok(facts)
}

fn open(register: &dyn RecordLookup, id: EventId) -> Result<Item, Refusal> {
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
    check_fields(kind, fields)?;
    let within = new.within.as_deref().or(fields.text(Field::Forum)).or(fields.text(Field::Group));
    let reference = reference_for(register, kind, new.reference.as_deref(), within, numbered)?;
    let status = new.status.unwrap_or_else(|| Status::first(kind));
    if !Status::of(kind).contains(&status) {
        return Err(Refusal::NotAStep { from: Status::first(kind).word(), to: status.word() });
    }
    let missing = sentences(unmet_raising(register, kind, fields, status));
    if !missing.is_empty() {
        let reference = reference.unwrap_or_else(|| format!("“{}”", fields.text(Field::Title).unwrap_or_default()));
        return Err(Refusal::Unmet { reference, to: status.word(), missing });
    }
    Ok(vec![(None, Fact::Raised { kind, reference, standing: Standing::plain(status), fields: fields.clone() })])
}

fn edit(item: &Item, field: Field, to: Option<Value>) -> Result<Fact, Refusal> {
    let from = item.fields.value(field).cloned();
    let to = to.following(&from);
    match &to {
        Some(value) => check_value(item.kind, field, value)?,
        None if field == Field::Title => return Err(Refusal::NoTitle),
        None => {}
    }
    if from == to {
        return Err(Refusal::NoChange);
    }
    Ok(Fact::Edited { field, from, to })
}

fn edit_custom(item: &Item, name: &str, to: Option<String>) -> Result<Fact, Refusal> {
    check_line("Name", name)?;
    if let Some(to) = &to {
        check_words(name, to)?;
    }
    let from = item.custom.get(name).cloned();
    if from == to {
        return Err(Refusal::NoChange);
    }
    Ok(Fact::CustomEdited { name: name.into(), from, to })
}

fn step_to(register: &dyn RecordLookup, item: &Item, to: Standing, next: EventId) -> Result<Vec<Fact>, Refusal> {
    let from = item.standing.clone();
    if from.status == to.status {
        return Err(Refusal::NoChange);
    }
    let Some(row) = transition(item.kind, from.status, to.status) else {
        return Err(Refusal::NotAStep { from: from.status.word(), to: to.status.word() });
    };
    if row.needs_reason && to.why.is_none() {
        return Err(Refusal::NoReason { to: to.status.word() });
    }
    if let Some(why) = &to.why {
        check_words("Reason", why)?;
    }
    needs_day(item, to.status, to.since)?;
    if let (Dialog::Submit, Some(on)) = (row.dialog, to.since) {
        let ask = Ask::Submit { on, by: None, amendments: to.why };
        return Ok(decide_case(register, item, &ask, next)?.into_iter().map(|(_, fact)| fact).collect());
    }
    let missing = unmet_requirements(register, item, to.status, to.since, to.why.as_deref());
    if !missing.is_empty() {
        return Err(Refusal::Unmet { reference: item.shown_reference(), to: to.status.word(), missing: sentences(missing) });
    }
    let with = with_step(item, &to);
    let mut facts = moved(item, to);
    facts.extend(with);
    Ok(facts)
}

/// A change request's steps are told by their days: windows are counted from them, papers cite them.
fn needs_day(item: &Item, to: Status, on: Option<chrono::NaiveDate>) -> Result<(), Refusal> {
    let missing = item.kind == Kind::ChangeRequest && on.is_none();
    if missing { Err(Refusal::NoDay { to: to.word() }) } else { Ok(()) }
}

/// Agreeing on figures ends what was proposed: it spoke of those that stood before.
fn assess(register: &dyn RecordLookup, item: &Item, slot: Slot, to: Option<Assessment>) -> Result<Vec<Fact>, Refusal> {
    if item.kind != Kind::Risk {
        return Err(Refusal::NotAField { kind: item.kind, field: "assessment".into() });
    }
    let from = item.assessment(slot).cloned();
    let to = to.map(|assessment| assessment.rated(register.scheme()));
    if let Some(assessment) = &to {
        if assessment.figures() == (None, None, None) {
            return Err(Refusal::EmptyAssessment);
        }
        for words in assessment.why.iter().chain(&assessment.by) {
            check_words("Reason", words)?;
        }
    }
    if from == to {
        return Err(Refusal::NoChange);
    }
    let settles = slot == Slot::Current && to.is_some();
    let proposed = item.assessment(Slot::Proposed).filter(|_| settles).cloned();
    let ended = proposed.map(|proposed| Fact::Assessed { slot: Slot::Proposed, from: Some(proposed), to: None });
    let mut facts = vec![Fact::Assessed { slot, from, to }];
    facts.extend(ended);
    Ok(facts)
}

fn agree(register: &dyn RecordLookup, item: &Item) -> Result<Vec<Fact>, Refusal> {
    let proposed = item.assessment(Slot::Proposed).cloned().ok_or(Refusal::NothingProposed)?;
    let current = item.assessment(Slot::Current).cloned();
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

fn change_step(item: &Item, id: EventId, to: Option<Step>) -> Result<Fact, Refusal> {
    let from = item.mitigation.iter().find(|step| step.id == id).cloned().ok_or(Refusal::NotThere("mitigation step"))?;
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

fn linked(register: &dyn RecordLookup, item: &Item, link: LinkType, to: EventId) -> Result<Fact, Refusal> {
    if item.id == to {
        return Err(Refusal::ToItself);
    }
    let link = Link::new(link, to, Some(open(register, to)?.shown_reference()));
    if item.links.iter().any(|have| have.same(&link)) {
        return Err(Refusal::LinkedAlready);
    }
    Ok(Fact::Linked { link })
}

fn number(register: &dyn RecordLookup, item: &Item, to: &str) -> Result<Fact, Refusal> {
    let to = to.trim();
    if item.reference.as_deref() == Some(to) && item.twin.is_none() {
        return Err(Refusal::NoChange);
    }
    let to = free(register, to, Some(item.id))?;
    Ok(Fact::Numbered { from: item.reference.clone(), to: Some(to) })
}
