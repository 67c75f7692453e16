//! The story of a change request: its milestones, oldest first, each with who, when and why.

use chrono::NaiveDate;

use crate::calendar::Due;
use crate::log::{Event, Fact};
use crate::record::case::{Part, Position, Response, Round, Submission};
use crate::record::{Field, Record, Status, StatusEntry};
use crate::scheme::Scheme;
use crate::sorting::sort_by_key;
use crate::stamp::EventId;
use crate::state::Register;
use crate::workflow::{decisions, statuses_by_decision};

/// One milestone of the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// The day it happened, which need not be the day it was recorded.
    pub on: Option<NaiveDate>,
    /// What happened, without a day.
    pub what: String,
    /// The day it speaks of, with the words before it ("To be answered by").
    pub until: Option<(&'static str, Due)>,
    /// Who did it.
    pub who: Option<String>,
    /// Why, and what else was said, each in a sentence.
    pub why: Vec<String>,
    /// What was missing when the step was taken all the same.
    pub although: Vec<String>,
    /// The record that tells it in full: a decision's reference.
    pub reference: Option<String>,
    order: u64,
}

impl Chapter {
    fn new(on: Option<NaiveDate>, what: impl Into<String>, order: u64) -> Chapter {
        let (what, nothing) = (what.into(), Vec::new);
        Chapter { on, what, until: None, who: None, why: nothing(), although: nothing(), reference: None, order }
    }
}

/// The story of a change request, oldest first. `events` are those about it, oldest first; without any it is told from
/// how the request stands.
#[must_use]
pub fn story(register: &Register, record: &Record, events: &[Event]) -> Vec<Chapter> {
    let mut all = Vec::new();
    all.extend(raised(record, events));
    all.extend(record.case.submissions.iter().filter_map(|version| submitted(version, events)));
    for round in &record.case.rounds {
        all.extend(of_round(record, round, events));
    }
    let decided: Vec<Record> = decisions(register, record);
    all.extend(decided.iter().map(decision));
    all.extend(steps(&register.scheme, record, events, &told_elsewhere(record, &decided)));
    let last = all.iter().filter_map(|chapter| chapter.on).max();
    sort_by_key(&mut all, |chapter| (chapter.on.or(last), chapter.order));
    all
}

/// Drafting it: only where that is a day of its own, before the first version was submitted.
fn raised(record: &Record, events: &[Event]) -> Option<Chapter> {
    let first = record.case.submissions.iter().filter_map(|version| version.on).min();
    let written = record.fields.day(Field::RaisedOn);
    let event = events.iter().find(|event| matches!(event.known(), Some(Fact::Raised { .. })));
    // A file made by hand may name no day.
    let recorded = event.filter(|event| event.at.timestamp() != 0).map(|event| event.at.date_naive());
    let on = written.or(recorded).filter(|day| first.is_none_or(|first| *day <= first))?;
    let mut chapter = Chapter::new(Some(on), "Raised", 0);
    chapter.who = record.fields.text(Field::ChangeRaiser).map(str::to_owned).or(event.map(|event| event.by.clone()));
    chapter.why.extend(record.fields.text(Field::Justification).map(str::to_owned));
    Some(chapter)
}

fn submitted(version: &Submission, events: &[Event]) -> Option<Chapter> {
    let order = when(events, version.id, |part| matches!(part, Part::Submission(version) if version.on.is_some()));
    let mut chapter = Chapter::new(Some(version.on?), format!("{} submitted", version), order);
    chapter.who.clone_from(&version.by);
    chapter.why.extend(version.amendments.clone());
    Some(chapter)
}

fn of_round(record: &Record, round: &Round, events: &[Event]) -> Vec<Chapter> {
    let name = round.to_string().to_lowercase();
    let what = format!("Issued to impact assessment: {name}, version {}", round.version);
    let mut issued = Chapter::new(Some(round.issued_on), what, round.id.tick);
    issued.until = Some(("To be answered by", Due::On(round.closes_on)));
    issued.why.extend(round.closes_why.clone());
    let mut all = vec![issued];
    for (at, longer) in round.extensions.iter().enumerate() {
        let (order, event) =
            first_change(events, round.id, |part| matches!(part, Part::Round(round) if round.extensions.len() > at));
        let mut chapter = Chapter::new(event.map(|event| event.at.date_naive()), format!("{} extended", round), order);
        // Where nobody said when: the day it was recorded, unless that was later than it could be granted.
        chapter.on = longer.on.or(chapter.on.filter(|day| *day <= longer.to)).or(Some(round.issued_on));
        chapter.until = Some(("Now to be answered by", Due::On(longer.to)));
        chapter.why.push(longer.why.clone());
        all.push(chapter);
    }
    all.extend(answers(record, round));
    if let Some(closed) = &round.closed {
        let order = when(events, round.id, |part| matches!(part, Part::Round(round) if round.closed.is_some()));
        let mut chapter = Chapter::new(closed.on, format!("Impact assessment closed: {name}"), order);
        chapter.why.extend((!closed.missing.is_empty()).then(|| format!("No response: {}", closed.missing.join(", "))));
        all.push(chapter);
    }
    if let Some(voided) = &round.voided {
        let order = when(events, round.id, |part| matches!(part, Part::Round(round) if round.voided.is_some()));
        let mut chapter = Chapter::new(voided.on, format!("{} made void", round), order);
        chapter.why.push(voided.why.clone());
        all.push(chapter);
    }
    all
}

/// The answers, those of one day together.
fn answers(record: &Record, round: &Round) -> Vec<Chapter> {
    let mut all: Vec<Chapter> = Vec::new();
    for response in record.case.responses_in(round.id) {
        let same = all.iter_mut().find(|chapter| chapter.on == Some(response.received_on));
        match same {
            Some(chapter) => {
                "Responses received".clone_into(&mut chapter.what);
                chapter.why.push(answer(round, response));
            }
            None => {
                let what = if response.position == Position::NoResponse { "No response recorded" } else { "Response received" };
                let mut chapter = Chapter::new(Some(response.received_on), what, response.id.tick);
                chapter.why.push(answer(round, response));
                all.push(chapter);
            }
        }
    }
    all
}

fn answer(round: &Round, response: &Response) -> String {
    let late = if round.is_late(response.received_on) { ", late" } else { "" };
    format!("{}: {}{late}", response.party, response.position.word().to_lowercase())
}

fn decision(decision: &Record) -> Chapter {
    let text = |field| decision.fields.text(field).filter(|words| !words.is_empty()).map(str::to_owned);
    let what = format!("Decision: {}", text(Field::Outcome).unwrap_or_else(|| "decided".into()));
    let mut chapter = Chapter::new(decision.fields.day(Field::DecidedOn), what, decision.id.tick);
    chapter.reference = Some(decision.shown_reference());
    chapter.until = decision.fields.due(Field::DeferredTo).map(|due| ("Deferred", due));
    let mut who: Vec<String> = [Field::Forum, Field::Maker, Field::Capacity].into_iter().filter_map(text).collect();
    who.dedup();
    chapter.who = Some(who.join(", ")).filter(|who| !who.is_empty());
    chapter.why.extend(text(Field::Pending).map(|said| format!("Pending: {said}")));
    chapter.why.extend(text(Field::Reservations).map(|said| format!("Reservations: {said}")));
    chapter
}

/// The steps that another chapter tells: their status, and the day.
fn told_elsewhere(record: &Record, decided: &[Record]) -> Vec<(Status, Option<NaiveDate>)> {
    let mut all: Vec<(Status, Option<NaiveDate>)> =
        record.case.submissions.iter().map(|version| (Status::Raised, version.on)).collect();
    for round in &record.case.rounds {
        all.push((Status::InImpactAssessment, Some(round.issued_on)));
        all.extend(round.closed.iter().map(|closed| (Status::IaClosed, closed.on)));
    }
    for decision in decided {
        all.extend(statuses_by_decision(record.kind).map(|status| (status, decision.fields.day(Field::DecidedOn))));
    }
    all
}

fn steps(scheme: &Scheme, record: &Record, events: &[Event], covered: &[(Status, Option<NaiveDate>)]) -> Vec<Chapter> {
    let mut taken: Vec<(&StatusEntry, &StatusEntry, &Event)> = Vec::new();
    for event in events {
        let Some(Fact::Moved { from, to }) = event.known() else { continue };
        if taken.last().is_some_and(|(before, after, _)| *before == to && *after == from) {
            taken.pop();
        } else if from.status != to.status {
            taken.push((from, to, event));
        }
    }
    let mut all: Vec<Chapter> = taken
        .iter()
        .filter(|(_, to, _)| !to.unmet.is_empty() || !covered.contains(&(to.status, to.since)))
        .map(|(_, to, event)| step(scheme, to, to.since.unwrap_or(event.at.date_naive()), event.id.tick, Some(event.by.clone())))
        .collect();
    let stands = &record.standing;
    let untold =
        taken.is_empty() && stands.status != Status::begins(record.kind) && !covered.contains(&(stands.status, stands.since));
    all.extend(stands.since.filter(|_| untold).map(|since| step(scheme, stands, since, u64::MAX, None)));
    all
}

fn step(scheme: &Scheme, to: &StatusEntry, on: NaiveDate, order: u64, who: Option<String>) -> Chapter {
    let mut chapter = Chapter::new(Some(on), scheme.status_label(to.status), order);
    chapter.who = who;
    chapter.why.extend(to.why.clone());
    chapter.although.clone_from(&to.unmet);
    chapter
}

/// Its place in the history: the first event that made a part so, or the one that added it.
fn when(events: &[Event], id: EventId, so: impl Fn(&Part) -> bool) -> u64 {
    first_change(events, id, so).0
}

fn first_change(events: &[Event], id: EventId, so: impl Fn(&Part) -> bool) -> (u64, Option<&Event>) {
    let found = events.iter().find(|event| match event.known() {
        Some(Fact::PartChanged { to: Some(to), .. }) => to.id() == id && so(to),
        _ => false,
    });
    (found.map_or(id.tick, |event| event.id.tick), found)
}
