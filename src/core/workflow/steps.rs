//! From what a person asks of a case to facts, and what a step brings with it: a round closed, made void or reopened, a
//! version begun.

use chrono::NaiveDate;

use super::case_command::{CaseCommand, NewRound};
use super::lifecycle::is_approved;
use super::refusal::Refusal;
use super::related::standing;
use super::requirement::TransitionAttempt;
use super::transition::Dialog;
use super::transitions::{does_not_follow, transition};
use super::unmet_requirements::{sentences, unmet_by};
use crate::calendar::long_date;
use crate::log::Fact;
use crate::record::case::{Closed, Extension, MilestoneMove, Part, Response, Round, Submission, Voided};
use crate::record::{Extra, Field, Follows, Kind, Link, LinkType, Record, Status, StatusEntry, Value, content_of};
use crate::scheme::WordList;
use crate::stamp::EventId;
use crate::state::RecordLookup;

/// The facts of one command, each about a record.
pub(crate) type Facts = Vec<(Option<EventId>, Fact)>;

/// The identity that the fact at that place of one command will have, when the first has `next`.
pub(crate) fn nth(next: EventId, place: usize) -> EventId {
    EventId { tick: next.tick + place as u64, replica: next.replica }
}

/// The facts that an ask amounts to.
///
/// # Errors
/// [`Refusal`], when a rule speaks against it.
pub(crate) fn decide_case(
    register: &dyn RecordLookup,
    record: &Record,
    ask: &CaseCommand,
    next: EventId,
) -> Result<Facts, Refusal> {
    if record.kind != Kind::ChangeRequest {
        return Err(Refusal::NotACase(record.shown_reference()));
    }
    let facts = match ask {
        CaseCommand::Submit { on, by, amendments } => submit(register, record, *on, by.clone(), amendments.clone(), next),
        CaseCommand::Issue(round) => issue(register, record, round, next),
        CaseCommand::Extend { to, why, on } => extend(record, *to, why, *on),
        CaseCommand::Respond(response) => respond(record, response, next),
        CaseCommand::ChangeResponse { response, to } => change_response(record, *response, to.as_deref()),
        CaseCommand::AddMilestoneMove { milestone, to } => add_shift(register, record, *milestone, *to, next),
        CaseCommand::ChangeMilestoneMove { milestone_move, to } => change_shift(record, *milestone_move, to.as_ref(), next),
        CaseCommand::ApplyMilestoneMove { milestone_move, on } => return apply_shift(register, record, *milestone_move, *on),
    };
    facts.map(|facts| about(record.id, facts))
}

/// Facts about one record.
#[inline(never)]
pub(crate) fn about(id: EventId, facts: Vec<Fact>) -> Facts {
    facts.into_iter().map(|fact| (Some(id), fact)).collect()
}

fn put(from: Option<Part>, to: Option<Part>) -> Fact {
    Fact::PartChanged { from: from.map(Box::new), to: to.map(Box::new) }
}

/// Freezes the text as a version. A draft or returned request is raised with it.
fn submit(
    register: &dyn RecordLookup,
    record: &Record,
    on: NaiveDate,
    by: Option<String>,
    amendments: Option<String>,
    next: EventId,
) -> Result<Vec<Fact>, Refusal> {
    let raises = transition(register.scheme(), record.kind, record.standing.status, Status::Raised)
        .is_some_and(|row| row.dialog == Dialog::Submit);
    if raises {
        let missing =
            unmet_by(register, record, TransitionAttempt { to: Status::Raised, on: Some(on), why: None, verdict: None });
        refuse(register, record, Status::Raised, sentences(missing))?;
    } else if record.standing.status.is_settled_for(Kind::ChangeRequest) {
        return Err(Refusal::too_late(register.scheme(), record));
    }
    let content = content_of(record);
    let latest = record.case.latest();
    let by = by.or_else(|| record.fields.text(Field::ChangeRaiser).map(str::to_owned));
    let frozen = |id, version| Submission { id, version, on: Some(on), by, amendments, content, extra: Extra::new() };
    let mut facts = Vec::new();
    match latest {
        Some(draft) if draft.on.is_none() => {
            let to = Submission { extra: draft.extra.clone(), ..frozen(draft.id, draft.version.clone()) };
            facts.push(put(Some(Part::Submission(draft.clone())), Some(Part::Submission(to))));
        }
        Some(latest) if latest.content == content_of(record) && !raises => return Err(Refusal::NoChange),
        Some(latest) if latest.content == content_of(record) => {}
        Some(latest) => facts.push(put(None, Some(Part::Submission(frozen(next, latest.next_version()))))),
        None => facts.push(put(None, Some(Part::Submission(frozen(next, "1.0".into()))))),
    }
    if raises {
        let to = StatusEntry { since: Some(on), ..StatusEntry::plain(Status::Raised) };
        facts.push(Fact::Moved { from: record.standing.clone(), to });
    }
    check_facts(&facts)?;
    Ok(facts)
}

/// What an edit of the text brings with it once a version was submitted: a new version, and the open round made void.
pub(crate) fn after_content(before: &Record, after: &Record, free: EventId) -> Vec<Fact> {
    let Some(latest) = before.case.latest() else { return Vec::new() };
    let content = content_of(after);
    if content == content_of(before) {
        return Vec::new();
    }
    let draft = if latest.on.is_none() {
        Submission { content, ..latest.clone() }
    } else {
        Submission {
            id: free,
            version: latest.next_version(),
            on: None,
            by: None,
            amendments: None,
            content,
            extra: Extra::new(),
        }
    };
    let from = latest.on.is_none().then(|| Part::Submission(latest.clone()));
    let mut facts = vec![put(from, Some(Part::Submission(draft)))];
    if before.standing.status == Status::InImpactAssessment && before.case.open_round().is_some() {
        let why = "The text was changed after it was issued".to_owned();
        facts.extend(moved(before, StatusEntry { why: Some(why), ..StatusEntry::plain(Status::ReadyForIa) }));
    }
    facts
}

/// A step, and what it does to the round.
pub(crate) fn moved(record: &Record, to: StatusEntry) -> Vec<Fact> {
    let round = |from: &Round, to: Round| put(Some(Part::Round(from.clone())), Some(Part::Round(to)));
    let mut facts = Vec::new();
    match (record.standing.status, to.status) {
        (_, Status::IaClosed) => {
            if let Some(open) = record.case.open_round() {
                let closed = Closed {
                    on: to.since,
                    missing: record.case.missing(open),
                    answers: Some(known(record, open)),
                    extra: Extra::new(),
                };
                facts.push(round(open, Round { closed: Some(closed), ..open.clone() }));
            }
        }
        (Status::IaClosed, Status::InImpactAssessment) => {
            if let Some(last) = record.case.last_round() {
                facts.push(round(last, Round { closed: None, ..last.clone() }));
            }
        }
        (_, Status::InImpactAssessment) => {}
        _ => {
            if let Some(open) = record.case.open_round() {
                let why = to.why.clone().unwrap_or_else(|| format!("It went to “{}”", to.status.word()));
                let voided = Voided { on: to.since, why, answers: Some(known(record, open)), extra: Extra::new() };
                facts.push(round(open, Round { voided: Some(voided), ..open.clone() }));
            }
        }
    }
    facts.push(Fact::Moved { from: record.standing.clone(), to });
    facts
}

/// The answers to a round that are here now.
fn known(record: &Record, round: &Round) -> Vec<EventId> {
    record.case.responses_in(round.id).map(|response| response.id).collect()
}

fn issue(register: &dyn RecordLookup, record: &Record, asked: &NewRound, next: EventId) -> Result<Vec<Fact>, Refusal> {
    let issues = transition(register.scheme(), record.kind, record.standing.status, Status::InImpactAssessment);
    if issues.is_none_or(|row| row.dialog != Dialog::Issue) {
        return Err(Refusal::not_a_step(register.scheme(), record.standing.status, Status::InImpactAssessment));
    }
    if asked.audience.is_empty() {
        return Err(Refusal::BadRound("Say which constituencies are asked".into()));
    }
    if asked.channels.iter().all(|channel| channel.trim().is_empty()) {
        let channels = register.scheme().words(WordList::Channels).join(" and ");
        return Err(Refusal::BadRound(format!("Say how the parties are told, for example by {channels}")));
    }
    let calendar = &register.scheme().calendar;
    let counted = calendar.add(asked.issued_on, asked.window.into()).map_err(|bad| Refusal::BadRound(bad.to_string()))?;
    let (closes_on, closes_why) = match &asked.closes {
        None => (counted.day, None),
        Some((day, _)) if *day < asked.issued_on => {
            return Err(Refusal::BadRound("The closing date is before the day of issue".into()));
        }
        Some((_, why)) if why.trim().is_empty() => {
            return Err(Refusal::BadRound("Say why it closes on another day than the one counted".into()));
        }
        Some((day, why)) => (*day, Some(why.trim().to_owned())),
    };
    let round = Round {
        id: next,
        number: record.case.rounds.iter().map(|round| round.number).max().unwrap_or(0).saturating_add(1),
        version: record.case.latest().map_or_else(|| "1.0".to_owned(), |version| version.version.clone()),
        issued_on: asked.issued_on,
        window: asked.window,
        closes_on,
        closes_why,
        counted: Some(counted.to_string()),
        extensions: Vec::new(),
        channels: asked.channels.clone(),
        audience: asked.audience.clone(),
        closed: None,
        voided: None,
        extra: Extra::new(),
    };
    let mut with = record.clone();
    with.case.rounds.push(round.clone());
    let attempt = TransitionAttempt { to: Status::InImpactAssessment, on: Some(asked.issued_on), why: None, verdict: None };
    refuse(register, record, attempt.to, sentences(unmet_by(register, &with, attempt)))?;
    let to = StatusEntry { since: Some(asked.issued_on), ..StatusEntry::plain(Status::InImpactAssessment) };
    let facts = vec![put(None, Some(Part::Round(round))), Fact::Moved { from: record.standing.clone(), to }];
    check_facts(&facts)?;
    Ok(facts)
}

fn extend(record: &Record, to: NaiveDate, why: &str, on: Option<NaiveDate>) -> Result<Vec<Fact>, Refusal> {
    let round = record.case.open_round().ok_or_else(|| no_round(record))?;
    if to <= round.last_day() {
        let last = long_date(round.last_day());
        return Err(Refusal::BadRound(format!("It closes on {last} already: choose a later day")));
    }
    if why.trim().is_empty() {
        return Err(Refusal::BadRound("Say why it is extended".into()));
    }
    if on.is_some_and(|on| on < round.issued_on || on > to) {
        return Err(Refusal::BadRound("It is granted between the day of issue and the new last day: check the day".into()));
    }
    let mut longer = round.clone();
    longer.extensions.push(Extension { to, why: why.trim().into(), on, extra: Extra::new() });
    let facts = vec![put(Some(Part::Round(round.clone())), Some(Part::Round(longer)))];
    check_facts(&facts)?;
    Ok(facts)
}

fn no_round(record: &Record) -> Refusal {
    match record.case.last_round() {
        Some(Round { closed: Some(closed), number, .. }) => {
            let on = closed.on.map(|on| format!(" on {}", long_date(on))).unwrap_or_default();
            Refusal::BadRound(format!("Round {number} was closed{on}. Reopen the impact assessment to change its answers"))
        }
        _ => Refusal::BadRound("No impact assessment round is open".into()),
    }
}

fn respond(record: &Record, given: &Response, next: EventId) -> Result<Vec<Fact>, Refusal> {
    let round = record.case.open_round().ok_or_else(|| no_round(record))?;
    let response = Response { id: next, round: round.id, ..given.clone() };
    check_response(record, round, &response)?;
    Ok(vec![put(None, Some(Part::Response(Box::new(response))))])
}

fn change_response(record: &Record, id: EventId, to: Option<&Response>) -> Result<Vec<Fact>, Refusal> {
    let from = record.case.responses.iter().find(|have| have.id == id).ok_or(Refusal::NotThere("response"))?;
    let round = record.case.round(from.round).filter(|round| round.is_open()).ok_or_else(|| no_round(record))?;
    let to = to.map(|to| Response { id, round: from.round, ..to.clone() }.following(from));
    if to.as_ref() == Some(from) {
        return Err(Refusal::NoChange);
    }
    if let Some(to) = &to {
        check_response(record, round, to)?;
    }
    let boxed = |response: &Response| Part::Response(Box::new(response.clone()));
    Ok(vec![put(Some(boxed(from)), to.as_ref().map(boxed))])
}

fn check_response(record: &Record, round: &Round, response: &Response) -> Result<(), Refusal> {
    if response.party.trim().is_empty() || response.constituency.trim().is_empty() {
        return Err(Refusal::BadRound("Say who answers, and for which constituency".into()));
    }
    if response.received_on < round.issued_on {
        return Err(Refusal::BadRound("It was received before the round was issued: check the day".into()));
    }
    let again = |have: &&Response| have.id != response.id && have.party.trim() == response.party.trim();
    if record.case.responses_in(round.id).any(|have| again(&have)) {
        return Err(Refusal::BadRound(format!("{} has answered already: change that answer", response.party.trim())));
    }
    response.check().map_err(|why| Refusal::BadText { what: "Response".into(), why })
}

fn add_shift(
    register: &dyn RecordLookup,
    record: &Record,
    milestone: EventId,
    to: NaiveDate,
    next: EventId,
) -> Result<Vec<Fact>, Refusal> {
    let found = standing(register, milestone).filter(|found| found.kind == Kind::Milestone);
    let found = found.ok_or(Refusal::NotThere("milestone"))?;
    if record.case.milestone_moves.iter().any(|have| have.milestone == milestone) {
        return Err(Refusal::BadRound(format!("{} is on the list already: change that line", found.shown_reference())));
    }
    let from = found.fields.day(Field::Baseline);
    let milestone_move =
        MilestoneMove { id: next, milestone, cited: found.shown_reference(), from, to, made: None, extra: Extra::new() };
    let mut after = record.clone();
    after.case.milestone_moves.push(milestone_move.clone());
    let mut facts = vec![put(None, Some(Part::MilestoneMove(milestone_move)))];
    let link = Link::new(LinkType::Moves, milestone, Some(found.shown_reference()));
    if !record.links.iter().any(|have| have.same(&link)) {
        facts.push(Fact::Linked { link });
    }
    let free = nth(next, facts.len());
    facts.extend(after_content(record, &after, free));
    Ok(facts)
}

fn change_shift(record: &Record, id: EventId, to: Option<&MilestoneMove>, next: EventId) -> Result<Vec<Fact>, Refusal> {
    let from = record.case.milestone_moves.iter().find(|have| have.id == id).ok_or(Refusal::NotThere("milestone move"))?;
    if from.made.is_some() {
        return Err(Refusal::BadRound(format!("{} has been given its new baseline already", from.cited)));
    }
    let to = to.map(|to| MilestoneMove { from: to.from, to: to.to, ..from.clone() });
    if to.as_ref() == Some(from) {
        return Err(Refusal::NoChange);
    }
    let mut after = record.clone();
    after.case.milestone_moves.retain(|have| have.id != id || to.is_some());
    for have in &mut after.case.milestone_moves {
        if let Some(to) = to.as_ref().filter(|to| to.id == have.id) {
            have.clone_from(to);
        }
    }
    let mut facts = vec![put(Some(Part::MilestoneMove(from.clone())), to.map(Part::MilestoneMove))];
    facts.extend(after_content(record, &after, nth(next, 1)));
    Ok(facts)
}

/// Gives the milestone its new baseline. The forecast goes with it where it was the old baseline.
fn apply_shift(register: &dyn RecordLookup, record: &Record, id: EventId, on: NaiveDate) -> Result<Facts, Refusal> {
    if !is_approved(record.standing.status) {
        return Err(Refusal::BadRound("A milestone is moved when the change is approved, not before".into()));
    }
    let from = record.case.milestone_moves.iter().find(|have| have.id == id).ok_or(Refusal::NotThere("milestone move"))?;
    if from.made.is_some() {
        return Err(Refusal::NoChange);
    }
    let milestone = standing(register, from.milestone).ok_or(Refusal::NoSuchRecord)?;
    let to = MilestoneMove { made: Some(on), ..from.clone() };
    let mut facts: Facts = vec![(Some(record.id), put(Some(Part::MilestoneMove(from.clone())), Some(Part::MilestoneMove(to))))];
    let (baseline, forecast) = (milestone.fields.day(Field::Baseline), milestone.fields.day(Field::Forecast));
    let mut edit = |field, before: Option<NaiveDate>| {
        if before != Some(from.to) {
            let (before, after) = (before.map(Value::Day), Some(Value::Day(from.to)));
            facts.push((Some(milestone.id), Fact::Edited { field, from: before, to: after }));
        }
    };
    edit(Field::Baseline, baseline);
    if forecast.is_none() || forecast == baseline {
        edit(Field::Forecast, forecast);
    }
    Ok(facts)
}

fn check_facts(facts: &[Fact]) -> Result<(), Refusal> {
    facts.iter().try_for_each(Fact::check).map_err(|why| Refusal::BadText { what: "Text".into(), why })
}

/// Refuses when something is missing.
pub(super) fn refuse(register: &dyn RecordLookup, record: &Record, to: Status, missing: Vec<String>) -> Result<(), Refusal> {
    if missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::Unmet { reference: record.shown_reference(), to: register.scheme().status_label(to).into(), missing })
}

/// A step that is taken although something is missing: what is missing is kept with it.
pub(crate) fn waived(register: &dyn RecordLookup, record: &Record, mut to: StatusEntry) -> StatusEntry {
    let attempt = TransitionAttempt { to: to.status, on: to.since, why: to.why.as_deref(), verdict: None };
    let missing = sentences(unmet_by(register, record, attempt));
    to.unmet = does_not_follow(register.scheme(), record.kind, record.standing.status, to.status).into_iter().collect();
    to.unmet.extend(missing);
    to
}
