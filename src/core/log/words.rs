//! An event in words, for a record's history. Dates are left to the screen.

use super::subject::ConflictSubject;
use super::{Event, Fact, Recorded, UndoRef, reverse};
use crate::record::case::{Part, Round};
use crate::record::{Assessment, Done, Note, Slot, Status, StatusEntry, Step, Value};
use crate::scheme::Scheme;
use crate::three_way_merge::differences;

/// What happened, in one sentence without who and when ("impact 5 → 4").
#[must_use]
pub fn sentence(event: &Event, scheme: &Scheme) -> String {
    match event.turn {
        None => deed(event, scheme),
        Some(UndoRef::Undoes(_)) => format!("undone: {}", deed(event, scheme)),
        Some(UndoRef::Redoes(_)) => format!("done again: {}", deed(event, scheme)),
    }
}

/// What happened, as [`sentence`] says it, without the reason given at its end: for a screen that shows the reason apart. Of a move
/// that was made although something was missing, the reason stands within the sentence and stays there.
#[must_use]
pub fn sentence_without_reason(event: &Event, scheme: &Scheme) -> String {
    match event.known().filter(|_| event.turn.is_none()) {
        Some(fact) => settled(event, fact, scheme, without_reason).unwrap_or_else(|| without_reason(fact, scheme)),
        None => sentence(event, scheme),
    }
}

/// What the event did; of one that undoes or redoes another, what that other did.
#[must_use]
pub fn deed(event: &Event, scheme: &Scheme) -> String {
    match (&event.fact, event.turn) {
        (Recorded::Foreign(name, members), _) if *name == super::FactName::Edited.word() => {
            let field = members.get("field").and_then(serde_json::Value::as_str).unwrap_or_default();
            format!("a field changed that only a newer version of this program knows ({})", crate::text::excerpt(field))
        }
        (Recorded::Foreign(name, _), _) => format!("a change made with a newer version of this program ({name})"),
        (Recorded::Known(fact), None) => settled(event, fact, scheme, known).unwrap_or_else(|| known(fact, scheme)),
        (Recorded::Known(fact), Some(turn)) => turned(event, fact, turn, scheme),
    }
}

/// What a change did that settles a conflict: kept what stood, or put another value in its place, in these `words` of the fact.
fn settled(event: &Event, fact: &Fact, scheme: &Scheme, words: fn(&Fact, &Scheme) -> String) -> Option<String> {
    if event.settles().is_empty() {
        return None;
    }
    let sides = fact.payload();
    let is_kept = sides.get("from") == sides.get("to");
    let label = ConflictSubject::of(fact).map(|subject| subject.label(scheme)).unwrap_or_default();
    Some(if is_kept {
        format!("conflict settled: {label} stays as it stands")
    } else {
        format!("conflict settled: {}", words(fact, scheme))
    })
}

/// What was raised or noted leaves and comes back under other names; all else is told the other way round.
fn turned(event: &Event, fact: &Fact, turn: UndoRef, scheme: &Scheme) -> String {
    match fact {
        Fact::NoteStruck { note } | Fact::NoteRestored { note } => format!("note: {}", note.text),
        Fact::Removed { why } | Fact::Restored { why } if why == super::reverse::UNRAISED => "raised".into(),
        fact => match turn {
            UndoRef::Undoes(_) => reverse(event).as_ref().map_or_else(|| known(fact, scheme), |fact| known(fact, scheme)),
            UndoRef::Redoes(_) => known(fact, scheme),
        },
    }
}

/// What a fact did, in words.
pub(crate) fn known(fact: &Fact, scheme: &Scheme) -> String {
    match fact {
        Fact::RegisterOpened { title } => format!("register begun: {title}"),
        Fact::RegisterRenamed { from, to } => format!("register renamed: {from} → {to}"),
        Fact::SchemeChanged { from, to } => match from.changes(to).as_slice() {
            [] => format!("set-up version {} → {}", from.version, to.version),
            changes => format!("set-up changed: {}", changes.join(", ")),
        },
        Fact::Raised { kind, .. } => format!("{} raised", scheme.kind_label(*kind).to_lowercase()),
        Fact::Edited { field, from, to } => changed(
            &scheme.field_label(*field).to_lowercase(),
            from.as_ref().map(Value::to_string),
            to.as_ref().map(Value::to_string),
        ),
        Fact::CustomEdited { name, from, to } => {
            let field = scheme.custom_field(name);
            let words = |kept: &String| field.map_or_else(|| kept.clone(), |field| field.shown(kept, |day| day.to_string()));
            changed(scheme.custom_label(name), from.as_ref().map(words), to.as_ref().map(words))
        }
        Fact::Moved { from, to } => moved(from, to, to.why.as_deref(), scheme),
        Fact::Assessed { slot, from, to } => {
            let why = to.as_ref().and_then(|to| to.why.as_deref());
            assessed(*slot, from.as_ref(), to.as_ref(), why)
        }
        Fact::StepChanged { from, to } => step(from.as_ref(), to.as_ref()),
        Fact::PartChanged { from, to } => part(from.as_deref(), to.as_deref()),
        Fact::Noted { text } => format!("note: {text}"),
        Fact::NoteStruck { note } => format!("note struck out: {}", note.text),
        Fact::NoteRestored { note } => format!("note brought back: {}", note.text),
        Fact::Linked { link } => {
            format!("link added: {} {}", link.link.label(), link.cited.as_deref().unwrap_or("another record"))
        }
        Fact::Unlinked { link } => {
            format!("link removed: {} {}", link.link.label(), link.cited.as_deref().unwrap_or("another record"))
        }
        Fact::Numbered { from, to } => changed("reference", from.clone(), to.clone()),
        Fact::AliasChanged { from: Some(from), to: None } => format!("also known as {from}: taken back"),
        Fact::AliasChanged { to, .. } => format!("also known as {}", to.as_deref().unwrap_or_default()),
        Fact::Removed { why } => format!("struck out: {why}"),
        Fact::Restored { .. } => "brought back".into(),
    }
}

/// What a fact did, in words, without the reason at the end.
fn without_reason(fact: &Fact, scheme: &Scheme) -> String {
    match fact {
        Fact::Moved { from, to } => moved(from, to, None, scheme),
        Fact::Assessed { slot, from, to } => assessed(*slot, from.as_ref(), to.as_ref(), None),
        fact => known(fact, scheme),
    }
}

/// The notes that were struck out of a record and not brought back since, oldest first. One whose writing was undone is
/// none of them: that is done again by redoing.
#[must_use]
pub fn struck_notes(events: &[Event]) -> Vec<Note> {
    let mut struck: Vec<Note> = Vec::new();
    for event in events {
        match event.known() {
            Some(Fact::NoteStruck { note }) if event.turn != Some(UndoRef::Undoes(note.id)) => struck.push(note.clone()),
            Some(Fact::NoteRestored { note }) => struck.retain(|have| have.id != note.id),
            _ => {}
        }
    }
    struck
}

fn changed(what: &str, from: Option<String>, to: Option<String>) -> String {
    match (from, to) {
        (None, Some(to)) => format!("{what}: {to}"),
        (Some(from), Some(to)) => format!("{what} {from} → {to}"),
        (Some(from), None) => format!("{what} cleared (was {from})"),
        (None, None) => format!("{what} confirmed"),
    }
}

fn moved(from: &StatusEntry, to: &StatusEntry, why: Option<&str>, scheme: &Scheme) -> String {
    let why = why.map(|why| format!(": {why}")).unwrap_or_default();
    let word = if Status::reopens(from.status, to.status) { "reopened," } else { "status" };
    let although = match to.unmet.as_slice() {
        [] => String::new(),
        unmet => format!(", although: {}", unmet.join("; ")),
    };
    format!("{word} {} → {}{why}{although}", scheme.status_label(from.status), scheme.status_label(to.status))
}

fn assessed(slot: Slot, from: Option<&Assessment>, to: Option<&Assessment>, why: Option<&str>) -> String {
    let Some(to) = to else { return format!("{} withdrawn", slot_name(slot)) };
    let mut parts = Vec::new();
    let number = |level: Option<crate::scheme::Level>| level.map_or("not set".to_owned(), |level| level.number().to_string());
    let (old_likelihood, old_impact, old_level) = from.map(Assessment::figures).unwrap_or_default();
    if old_likelihood != to.likelihood {
        parts.push(difference("likelihood", old_likelihood.map(|level| level.number().to_string()), number(to.likelihood)));
    }
    if old_impact != to.impact {
        parts.push(difference("impact", old_impact.map(|level| level.number().to_string()), number(to.impact)));
    }
    if old_level != to.level {
        let word = to.level.map_or("not rated", crate::scheme::Band::word);
        parts.push(difference("level", old_level.map(|level| level.word().to_owned()), word.into()));
    }
    if parts.is_empty() {
        parts.push(format!("{} confirmed", slot_name(slot)));
    }
    let by = to.by.as_deref().map(|by| format!(" by {by}")).unwrap_or_default();
    let what = match slot {
        Slot::Current => String::new(),
        Slot::Proposed => format!(", proposed{by}"),
        Slot::Target => ", target after mitigation".into(),
        Slot::Inherent => ", inherent".into(),
    };
    let why = why.map(|why| format!(": {why}")).unwrap_or_default();
    format!("{}{what}{why}", parts.join(", "))
}

fn difference(what: &str, from: Option<String>, to: String) -> String {
    match from {
        Some(from) => format!("{what} {from} → {to}"),
        None => format!("{what} {to}"),
    }
}

fn different(what: &str, from: String, to: &str) -> String {
    let to = if to.is_empty() { "nothing" } else { to };
    difference(what, Some(from).filter(|from| !from.is_empty()), to.into())
}

fn slot_name(slot: Slot) -> &'static str {
    match slot {
        Slot::Current => "assessment",
        Slot::Proposed => "proposed assessment",
        Slot::Target => "target assessment",
        Slot::Inherent => "inherent assessment",
    }
}

fn step(from: Option<&Step>, to: Option<&Step>) -> String {
    match (from, to) {
        (None, Some(to)) => format!("mitigation step added: {}", to.text),
        (Some(from), None) => format!("mitigation step taken away: {}", from.text),
        (Some(from), Some(to)) if from.done.is_none() && to.done == Some(Done::Undated) => {
            format!("mitigation step done, on a day that is not known: {}", to.text)
        }
        (Some(from), Some(to)) if from.done.is_none() && to.done.is_some() => format!("mitigation step done: {}", to.text),
        (Some(from), Some(to)) if from.done.is_some() && to.done.is_none() => {
            format!("mitigation step not done after all: {}", to.text)
        }
        (Some(from), Some(to)) if from.text != to.text => format!("mitigation step: {} → {}", from.text, to.text),
        (_, Some(to)) => format!("mitigation step changed: {}", to.text),
        (None, None) => "mitigation looked at".into(),
    }
}

fn part(from: Option<&Part>, to: Option<&Part>) -> String {
    match (from, to) {
        (_, Some(Part::Submission(version))) if version.on.is_some() => {
            let by = version.by.as_deref().map(|by| format!(" by {by}")).unwrap_or_default();
            let what = version.amendments.as_deref().map(|what| format!(": {what}")).unwrap_or_default();
            format!("version {} submitted{by}{what}", version.version)
        }
        (None, Some(Part::Submission(version))) => format!("version {} begun", version.version),
        (_, Some(Part::Submission(version))) => format!("version {} written on", version.version),
        (Some(Part::Round(from)), Some(Part::Round(to))) => round(from, to),
        (_, Some(Part::Round(to))) => {
            let asked = to.audience.len();
            let asked = if asked == 1 { "1 constituency".into() } else { format!("{asked} constituencies") };
            format!("round {} issued to {asked}, version {}, closes {}", to.number, to.version, to.last_day())
        }
        (Some(Part::Response(from)), Some(Part::Response(to))) => {
            let changed = differences(from.as_ref(), to.as_ref()).into_iter().map(|(what, from, to)| different(&what, from, &to));
            format!("response of {} changed: {}", to.party, changed.collect::<Vec<_>>().join(", "))
        }
        (_, Some(Part::Response(to))) => format!("response of {}: {}", to.party, to.position.word().to_lowercase()),
        (Some(Part::MilestoneMove(from)), Some(Part::MilestoneMove(to))) if from.made.is_none() && to.made.is_some() => {
            format!("{} was given its new baseline, {}", to.cited, to.to)
        }
        (_, Some(Part::MilestoneMove(to))) => format!("moves {}", to),
        (Some(part), None) => format!("{} taken away", part.to_string().to_lowercase()),
        (None, None) => "the case was looked at".into(),
    }
}

fn round(from: &Round, to: &Round) -> String {
    let name = to.to_string().to_lowercase();
    if let (None, Some(voided)) = (&from.voided, &to.voided) {
        return format!("{name} made void: {}", voided.why);
    }
    if from.closed.is_some() && to.closed.is_none() {
        return format!("{name} reopened");
    }
    match (&from.closed, &to.closed, to.extensions.last()) {
        (None, Some(closed), _) if closed.missing.is_empty() => format!("{name} closed, all answered"),
        (None, Some(closed), _) => format!("{name} closed; no response of {}", closed.missing.join(", ")),
        (_, _, Some(longer)) if from.extensions.len() < to.extensions.len() => {
            format!("{name} {}", longer.words(|day| day.to_string()))
        }
        _ => format!("{name} changed"),
    }
}
