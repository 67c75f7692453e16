//! From what a person asks to what is recorded, or to why not. Changes nothing but the scratch fold of the step.

use super::acceptance::with_step;
use super::ask::Ask;
use super::checks::{check_fields, check_line, check_value, check_words, free, reference_for, register_title};
use super::command::Command;
use super::deciding::decide_decision;
use super::new_record::NewRecord;
use super::refusal::Refusal;
use super::related::standing;
use super::steps::{Facts, after_content, decide_case, moved, nth, waived};
use super::transition::Dialog;
use super::transitions::transition;
use super::unmet_requirements::{unmet_raising, unmet_requirements};
use crate::item::{Assessment, Field, Follows, Item, Kind, Link, Slot, Standing, Status, Step, Value};
use crate::log::{Event, Fact};
use crate::stamp::{EventId, Stamp};
use crate::state::{Records, Scratch};

/// Decides a command against what stands and what was decided before in the same step, and folds the events that it amounts
/// to into that. `next` is the id that the first of them has.
///
/// # Errors
/// [`Refusal`], in a sentence, when a rule speaks against it. Of a record that is raised a part may have been folded: the
/// whole step is to be given up.
pub fn decide(
    scratch: &mut Scratch<'_>,
    command: &Command,
    numbered: bool,
    next: EventId,
    stamp: &Stamp,
) -> Result<Vec<Event>, Refusal> {
    let facts = facts(scratch, command, numbered, next)?.into_iter().enumerate();
    let event = |(place, (about, fact)): (usize, (Option<EventId>, Fact))| {
        let id = nth(next, place);
        Event::new(id, about.unwrap_or(id), stamp, fact)
    };
    let mut events: Vec<Event> = facts.map(event).collect();
    events.iter().for_each(|event| scratch.fold(event, &mut Vec::new()));
    if let Command::Raise(new) = command {
        for addition in additions(new, next) {
            match decide(scratch, &addition, numbered, nth(next, events.len()), stamp) {
                Ok(more) => events.extend(more),
                Err(Refusal::NoChange) => {}
                Err(refusal) => return Err(refusal),
            }
        }
    }
    Ok(events)
}

/// The facts that a command amounts to, each about the record it names. A raising is about itself: `None`.
///
/// `next` is the id the first of them will have; facts that mint ids of their own (a mitigation step) use it.
fn facts(register: &dyn Records, command: &Command, numbered: bool, next: EventId) -> Result<Facts, Refusal> {
    let one = |about: &EventId, fact: Fact| Ok(vec![(Some(*about), fact)]);
    match command {
        Command::Raise(new) => raise(register, new, numbered),
        Command::Edit { item, field, to } => {
            let before = open(register, *item)?;
            let mut facts = vec![edit(&before, *field, to.clone())?];
            let mut after = before.clone();
            after.fields.put(*field, to.clone());
            facts.extend(after_content(&before, &after, nth(next, 1)));
            Ok(facts.into_iter().map(|fact| (Some(*item), fact)).collect())
        }
        Command::EditCustom { item, name, to } => one(item, edit_custom(&open(register, *item)?, name, to.clone())?),
        Command::Move { item, to, on, why } => {
            let why = why.clone().filter(|why| !why.trim().is_empty());
            let standing = Standing { since: *on, why, ..Standing::plain(*to) };
            let facts = step_to(register, &open(register, *item)?, standing, next)?;
            Ok(facts.into_iter().map(|fact| (Some(*item), fact)).collect())
        }
        Command::Override { item, to, on, why } => {
            let have = open(register, *item)?;
            check_words("Reason", why)?;
            if have.standing.status == *to {
                return Err(Refusal::NoChange);
            }
            if !Status::of(have.kind).contains(to) {
                return Err(Refusal::NotAStep { from: have.standing.status.word(), to: to.word() });
            }
            needs_day(&have, *to, *on)?;
            let standing = Standing { since: *on, why: Some(why.trim().into()), ..Standing::plain(*to) };
            let with = with_step(&have, &standing);
            let facts = moved(&have, waived(register, &have, standing)).into_iter().chain(with);
            Ok(facts.map(|fact| (Some(*item), fact)).collect())
        }
        Command::Case { item, ask } => decide_case(register, &open(register, *item)?, ask, next),
        Command::Decide(asked) => decide_decision(register, asked, numbered, next),
        Command::Assess { item, slot, to } => assess(register, &open(register, *item)?, *slot, to.clone()),
        Command::Agree { item } => agree(register, *item),
        Command::AddStep { item, step } => {
            open(register, *item)?;
            check_step(step)?;
            one(item, Fact::StepChanged { from: None, to: Some(Step { id: next, ..step.clone() }) })
        }
        Command::ChangeStep { item, step, to } => one(item, change_step(&open(register, *item)?, *step, to.clone())?),
        Command::Note { item, text } => {
            open(register, *item)?;
            check_words("Note", text)?;
            one(item, Fact::Noted { text: text.trim().into() })
        }
        Command::Link { item, link, to } => one(item, linked(register, *item, *link, *to)?),
        Command::Unlink { item, link, to } => {
            let found = open(register, *item)?.links.into_iter().find(|have| have.link == *link && have.to == *to);
            one(item, Fact::Unlinked { link: found.ok_or(Refusal::NotThere("link"))? })
        }
        Command::Number { item, to } => {
            let have = open(register, *item)?;
            let number = number(register, &have, to)?;
            // It was cited with the letter that told it from another.
            let letter = have.twin.map(|_| Fact::AliasChanged { from: None, to: Some(have.shown_reference()) });
            Ok(std::iter::once(number).chain(letter).map(|fact| (Some(*item), fact)).collect())
        }
        Command::Alias { item, alias } => {
            let have = open(register, *item)?;
            let alias = free(register, alias.trim(), Some(*item))?;
            if have.aliases.contains(&alias) || have.reference.as_ref() == Some(&alias) {
                return Err(Refusal::NoChange);
            }
            one(item, Fact::AliasChanged { from: None, to: Some(alias) })
        }
        Command::Remove { item, why } => {
            open(register, *item)?;
            check_words("Reason", why)?;
            one(item, Fact::Removed { why: why.trim().into() })
        }
        Command::Restore { item } => {
            let have = standing_or_struck(register, *item)?;
            one(item, Fact::Restored { why: have.removed.ok_or(Refusal::NoChange)? })
        }
        Command::StrikeNote { item, note } => {
            let found = open(register, *item)?.notes.into_iter().find(|have| have.id == *note);
            one(item, Fact::NoteStruck { note: found.ok_or(Refusal::NotThere("note"))? })
        }
        Command::RestoreNote { item, note } => {
            if open(register, *item)?.notes.iter().any(|have| have.id == note.id) {
                return Err(Refusal::NoChange);
            }
            check_words("Note", &note.text)?;
            one(item, Fact::NoteRestored { note: note.clone() })
        }
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
    }
}

fn standing_or_struck(register: &dyn Records, id: EventId) -> Result<Item, Refusal> {
    register.record(id).ok_or(Refusal::NoSuchRecord)
}

fn open(register: &dyn Records, id: EventId) -> Result<Item, Refusal> {
    standing(register, id).ok_or(Refusal::NoSuchRecord)
}

fn raise(register: &dyn Records, new: &NewRecord, numbered: bool) -> Result<Facts, Refusal> {
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
    let missing: Vec<String> = unmet_raising(register, kind, fields, status).into_iter().map(|missing| missing.what).collect();
    if !missing.is_empty() {
        let reference = reference.unwrap_or_else(|| format!("“{}”", fields.text(Field::Title).unwrap_or_default()));
        return Err(Refusal::Unmet { reference, to: status.word(), missing });
    }
    Ok(vec![(None, Fact::Raised { kind, reference, standing: Standing::plain(status), fields: fields.clone() })])
}

/// The commands for all that a record begins with beside its fields, once it is raised.
fn additions(new: &NewRecord, item: EventId) -> Vec<Command> {
    let custom = new.custom.iter().map(|(name, text)| (name.clone(), Some(text.clone())));
    let custom = custom.map(|(name, to)| Command::EditCustom { item, name, to });
    let assessments = new.assessments.iter().map(|(slot, made)| (*slot, Some(made.clone())));
    let assessments = assessments.map(|(slot, to)| Command::Assess { item, slot, to });
    let steps = new.steps.iter().map(|step| Command::AddStep { item, step: step.clone() });
    let links = new.links.iter().map(|(link, to)| Command::Link { item, link: *link, to: *to });
    custom.chain(assessments).chain(steps).chain(links).collect()
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

fn step_to(register: &dyn Records, item: &Item, to: Standing, next: EventId) -> Result<Vec<Fact>, Refusal> {
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
        let missing = missing.into_iter().map(|missing| missing.what).collect();
        return Err(Refusal::Unmet { reference: item.shown_reference(), to: to.status.word(), missing });
    }
    let with = with_step(item, &to);
    Ok(moved(item, to).into_iter().chain(with).collect())
}

/// A change request's steps are told by their days: windows are counted from them, papers cite them.
fn needs_day(item: &Item, to: Status, on: Option<chrono::NaiveDate>) -> Result<(), Refusal> {
    let missing = item.kind == Kind::ChangeRequest && on.is_none();
    if missing { Err(Refusal::NoDay { to: to.word() }) } else { Ok(()) }
}

/// Agreeing on figures ends what was proposed: it spoke of those that stood before.
fn assess(register: &dyn Records, item: &Item, slot: Slot, to: Option<Assessment>) -> Result<Facts, Refusal> {
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
    let facts = std::iter::once(Fact::Assessed { slot, from, to }).chain(ended);
    Ok(facts.map(|fact| (Some(item.id), fact)).collect())
}

fn agree(register: &dyn Records, id: EventId) -> Result<Facts, Refusal> {
    let item = open(register, id)?;
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
    Ok(vec![
        (Some(id), Fact::Assessed { slot: Slot::Current, from: current, to: Some(agreed) }),
        (Some(id), Fact::Assessed { slot: Slot::Proposed, from: Some(proposed), to: None }),
    ])
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

fn linked(register: &dyn Records, from: EventId, link: crate::item::LinkType, to: EventId) -> Result<Fact, Refusal> {
    if from == to {
        return Err(Refusal::ToItself);
    }
    let target = open(register, to)?;
    let link = Link::new(link, to, Some(target.shown_reference()));
    if open(register, from)?.links.iter().any(|have| have.same(&link)) {
        return Err(Refusal::LinkedAlready);
    }
    Ok(Fact::Linked { link })
}

fn number(register: &dyn Records, item: &Item, to: &str) -> Result<Fact, Refusal> {
    let to = to.trim();
    if item.reference.as_deref() == Some(to) && item.twin.is_none() {
        return Err(Refusal::NoChange);
    }
    let to = free(register, to, Some(item.id))?;
    Ok(Fact::Numbered { from: item.reference.clone(), to: Some(to) })
}
