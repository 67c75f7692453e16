//! From what a person asks of a case to facts, and what a step brings with it: a round closed, made void or reopened, a
//! version begun.

use chrono::NaiveDate;

use super::ask::{Ask, NewRound};
use super::lifecycle::is_approved;
use super::refusal::Refusal;
use super::related::standing;
use super::requirement::TransitionAttempt;
use super::transition::Dialog;
use super::transitions::{does_not_follow, transition};
use super::unmet_requirements::{sentences, unmet_by};
use crate::calendar::long_date;
use crate::item::case::{Closed, Extension, Part, Response, Round, Shift, Submission, Voided};
use crate::item::{Extra, Field, Follows, Item, Kind, Link, LinkType, Standing, Status, Value, content_of};
use crate::log::Fact;
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
pub(crate) fn decide_case(register: &dyn RecordLookup, item: &Item, ask: &Ask, next: EventId) -> Result<Facts, Refusal> {
    if item.kind != Kind::ChangeRequest {
        return Err(Refusal::NotACase(item.shown_reference()));
    }
    let facts = match ask {
        Ask::Submit { on, by, amendments } => submit(register, item, *on, by.clone(), amendments.clone(), next),
        Ask::Issue(round) => issue(register, item, round, next),
        Ask::Extend { to, why, on } => extend(item, *to, why, *on),
        Ask::Respond(response) => respond(item, response, next),
        Ask::ChangeResponse { response, to } => change_response(item, *response, to.as_deref()),
        Ask::AddShift { milestone, to } => add_shift(register, item, *milestone, *to, next),
        Ask::ChangeShift { shift, to } => change_shift(item, *shift, to.as_ref(), next),
        Ask::ApplyShift { shift, on } => return apply_shift(register, item, *shift, *on),
    };
    facts.map(|facts| about(item.id, facts))
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
    item: &Item,
    on: NaiveDate,
    by: Option<String>,
    amendments: Option<String>,
    next: EventId,
) -> Result<Vec<Fact>, Refusal> {
    let raises = transition(item.kind, item.standing.status, Status::Raised).is_some_and(|row| row.dialog == Dialog::Submit);
    if raises {
        let missing = unmet_by(register, item, TransitionAttempt { to: Status::Raised, on: Some(on), why: None, verdict: None });
        refuse(item, Status::Raised, sentences(missing))?;
    } else if item.standing.status.is_settled_for(Kind::ChangeRequest) {
        return Err(Refusal::DecidedTooLate { reference: item.shown_reference(), status: item.standing.status.word() });
    }
    let content = content_of(item);
    let latest = item.case.latest();
    let by = by.or_else(|| item.fields.text(Field::ChangeRaiser).map(str::to_owned));
    let frozen = |id, version| Submission { id, version, on: Some(on), by, amendments, content, extra: Extra::new() };
    let mut facts = Vec::new();
    match latest {
        Some(draft) if draft.on.is_none() => {
            let to = Submission { extra: draft.extra.clone(), ..frozen(draft.id, draft.version.clone()) };
            facts.push(put(Some(Part::Submission(draft.clone())), Some(Part::Submission(to))));
        }
        Some(latest) if latest.content == content_of(item) && !raises => return Err(Refusal::NoChange),
        Some(latest) if latest.content == content_of(item) => {}
        Some(latest) => facts.push(put(None, Some(Part::Submission(frozen(next, latest.next_version()))))),
        None => facts.push(put(None, Some(Part::Submission(frozen(next, "1.0".into()))))),
    }
    if raises {
        let to = Standing { since: Some(on), ..Standing::plain(Status::Raised) };
        facts.push(Fact::Moved { from: item.standing.clone(), to });
    }
    check_facts(&facts)?;
    Ok(facts)
}

/// What an edit of the text brings with it once a version was submitted: a new version, and the open round made void.
pub(crate) fn after_content(before: &Item, after: &Item, free: EventId) -> Vec<Fact> {
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
        facts.extend(moved(before, Standing { why: Some(why), ..Standing::plain(Status::ReadyForIa) }));
    }
    facts
}

/// A step, and what it does to the round.
pub(crate) fn moved(item: &Item, to: Standing) -> Vec<Fact> {
    let round = |from: &Round, to: Round| put(Some(Part::Round(from.clone())), Some(Part::Round(to)));
    let mut facts = Vec::new();
    match (item.standing.status, to.status) {
        (_, Status::IaClosed) => {
            if let Some(open) = item.case.open_round() {
                let closed = Closed {
                    on: to.since,
                    missing: item.case.missing(open),
                    answers: Some(known(item, open)),
                    extra: Extra::new(),
                };
                facts.push(round(open, Round { closed: Some(closed), ..open.clone() }));
            }
        }
        (Status::IaClosed, Status::InImpactAssessment) => {
            if let Some(last) = item.case.last_round() {
                facts.push(round(last, Round { closed: None, ..last.clone() }));
            }
        }
        (_, Status::InImpactAssessment) => {}
        _ => {
            if let Some(open) = item.case.open_round() {
                let why = to.why.clone().unwrap_or_else(|| format!("It went to “{}”", to.status.word()));
                let voided = Voided { on: to.since, why, answers: Some(known(item, open)), extra: Extra::new() };
                facts.push(round(open, Round { voided: Some(voided), ..open.clone() }));
            }
        }
    }
    facts.push(Fact::Moved { from: item.standing.clone(), to });
    facts
}

/// The answers to a round that are here now.
fn known(item: &Item, round: &Round) -> Vec<EventId> {
    item.case.responses_in(round.id).map(|response| response.id).collect()
}

fn issue(register: &dyn RecordLookup, item: &Item, asked: &NewRound, next: EventId) -> Result<Vec<Fact>, Refusal> {
    let issues = transition(item.kind, item.standing.status, Status::InImpactAssessment);
    if issues.is_none_or(|row| row.dialog != Dialog::Issue) {
        let to = Status::InImpactAssessment.word();
        return Err(Refusal::NotAStep { from: item.standing.status.word(), to });
    }
    if asked.audience.is_empty() {
        return Err(Refusal::BadRound("Say which constituencies are asked".into()));
    }
    if asked.channels.iter().all(|channel| channel.trim().is_empty()) {
        let channels = register.scheme().channels().join(" and ");
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
        number: item.case.rounds.iter().map(|round| round.number).max().unwrap_or(0).saturating_add(1),
        version: item.case.latest().map_or_else(|| "1.0".to_owned(), |version| version.version.clone()),
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
    let mut with = item.clone();
    with.case.rounds.push(round.clone());
    let attempt = TransitionAttempt { to: Status::InImpactAssessment, on: Some(asked.issued_on), why: None, verdict: None };
    refuse(item, attempt.to, sentences(unmet_by(register, &with, attempt)))?;
    let to = Standing { since: Some(asked.issued_on), ..Standing::plain(Status::InImpactAssessment) };
    let facts = vec![put(None, Some(Part::Round(round))), Fact::Moved { from: item.standing.clone(), to }];
    check_facts(&facts)?;
    Ok(facts)
}

fn extend(item: &Item, to: NaiveDate, why: &str, on: Option<NaiveDate>) -> Result<Vec<Fact>, Refusal> {
    let round = item.case.open_round().ok_or_else(|| no_round(item))?;
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

fn no_round(item: &Item) -> Refusal {
    match item.case.last_round() {
        Some(Round { closed: Some(closed), number, .. }) => {
            let on = closed.on.map(|on| format!(" on {}", long_date(on))).unwrap_or_default();
            Refusal::BadRound(format!("Round {number} was closed{on}. Reopen the impact assessment to change its answers"))
        }
        _ => Refusal::BadRound("No impact assessment round is open".into()),
    }
}

fn respond(item: &Item, given: &Response, next: EventId) -> Result<Vec<Fact>, Refusal> {
    let round = item.case.open_round().ok_or_else(|| no_round(item))?;
    let response = Response { id: next, round: round.id, ..given.clone() };
    check_response(item, round, &response)?;
    Ok(vec![put(None, Some(Part::Response(Box::new(response))))])
}

fn change_response(item: &Item, id: EventId, to: Option<&Response>) -> Result<Vec<Fact>, Refusal> {
    let from = item.case.responses.iter().find(|have| have.id == id).ok_or(Refusal::NotThere("response"))?;
    let round = item.case.round(from.round).filter(|round| round.is_open()).ok_or_else(|| no_round(item))?;
    let to = to.map(|to| Response { id, round: from.round, ..to.clone() }.following(from));
    if to.as_ref() == Some(from) {
        return Err(Refusal::NoChange);
    }
    if let Some(to) = &to {
        check_response(item, round, to)?;
    }
    let boxed = |response: &Response| Part::Response(Box::new(response.clone()));
    Ok(vec![put(Some(boxed(from)), to.as_ref().map(boxed))])
}

fn check_response(item: &Item, round: &Round, response: &Response) -> Result<(), Refusal> {
    if response.party.trim().is_empty() || response.constituency.trim().is_empty() {
        return Err(Refusal::BadRound("Say who answers, and for which constituency".into()));
    }
    if response.received_on < round.issued_on {
        return Err(Refusal::BadRound("It was received before the round was issued: check the day".into()));
    }
    let again = |have: &&Response| have.id != response.id && have.party.trim() == response.party.trim();
    if item.case.responses_in(round.id).any(|have| again(&have)) {
        return Err(Refusal::BadRound(format!("{} has answered already: change that answer", response.party.trim())));
    }
    response.check().map_err(|why| Refusal::BadText { what: "Response".into(), why })
}

fn add_shift(
    register: &dyn RecordLookup,
    item: &Item,
    milestone: EventId,
    to: NaiveDate,
    next: EventId,
) -> Result<Vec<Fact>, Refusal> {
    let found = standing(register, milestone).filter(|found| found.kind == Kind::Milestone);
    let found = found.ok_or(Refusal::NotThere("milestone"))?;
    if item.case.shifts.iter().any(|have| have.milestone == milestone) {
        return Err(Refusal::BadRound(format!("{} is on the list already: change that line", found.shown_reference())));
    }
    let from = found.fields.day(Field::Baseline);
    let shift = Shift { id: next, milestone, cited: found.shown_reference(), from, to, made: None, extra: Extra::new() };
    let mut after = item.clone();
    after.case.shifts.push(shift.clone());
    let mut facts = vec![put(None, Some(Part::Shift(shift)))];
    let link = Link::new(LinkType::Moves, milestone, Some(found.shown_reference()));
    if !item.links.iter().any(|have| have.same(&link)) {
        facts.push(Fact::Linked { link });
    }
    let free = nth(next, facts.len());
    facts.extend(after_content(item, &after, free));
    Ok(facts)
}

fn change_shift(item: &Item, id: EventId, to: Option<&Shift>, next: EventId) -> Result<Vec<Fact>, Refusal> {
    let from = item.case.shifts.iter().find(|have| have.id == id).ok_or(Refusal::NotThere("milestone move"))?;
    if from.made.is_some() {
        return Err(Refusal::BadRound(format!("{} has been given its new baseline already", from.cited)));
    }
    let to = to.map(|to| Shift { from: to.from, to: to.to, ..from.clone() });
    if to.as_ref() == Some(from) {
        return Err(Refusal::NoChange);
    }
    let mut after = item.clone();
    after.case.shifts.retain(|have| have.id != id || to.is_some());
    for have in &mut after.case.shifts {
        if let Some(to) = to.as_ref().filter(|to| to.id == have.id) {
            have.clone_from(to);
        }
    }
    let mut facts = vec![put(Some(Part::Shift(from.clone())), to.map(Part::Shift))];
    facts.extend(after_content(item, &after, nth(next, 1)));
    Ok(facts)
}

/// Gives the milestone its new baseline. The forecast goes with it where it was the old baseline.
fn apply_shift(register: &dyn RecordLookup, item: &Item, id: EventId, on: NaiveDate) -> Result<Facts, Refusal> {
    if !is_approved(item.standing.status) {
        return Err(Refusal::BadRound("A milestone is moved when the change is approved, not before".into()));
    }
    let from = item.case.shifts.iter().find(|have| have.id == id).ok_or(Refusal::NotThere("milestone move"))?;
    if from.made.is_some() {
        return Err(Refusal::NoChange);
    }
    let milestone = standing(register, from.milestone).ok_or(Refusal::NoSuchRecord)?;
    let to = Shift { made: Some(on), ..from.clone() };
    let mut facts: Facts = vec![(Some(item.id), put(Some(Part::Shift(from.clone())), Some(Part::Shift(to))))];
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
pub(super) fn refuse(item: &Item, to: Status, missing: Vec<String>) -> Result<(), Refusal> {
    if missing.is_empty() {
        return Ok(());
    }
    Err(Refusal::Unmet { reference: item.shown_reference(), to: to.word(), missing })
}

/// A step that is taken although something is missing: what is missing is kept with it.
pub(crate) fn waived(register: &dyn RecordLookup, item: &Item, mut to: Standing) -> Standing {
    let attempt = TransitionAttempt { to: to.status, on: to.since, why: to.why.as_deref(), verdict: None };
    let missing = sentences(unmet_by(register, item, attempt));
    to.unmet = does_not_follow(item.kind, item.standing.status, to.status).into_iter().collect();
    to.unmet.extend(missing);
    to
}
