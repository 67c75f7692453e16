//! Days that matter: closing days, meetings, due dates. And a meeting's agenda, as the programme's papers set one out.

use chrono::{Datelike, NaiveDate};

use crate::calendar::{Due, Entry};
use crate::kind::{DueMeaning, OnAgenda};
use crate::record::{Field, LinkType, Record};
use crate::sorting::{sort_by, sort_by_key};
use crate::stamp::EventId;
use crate::state::{Register, RowId};
use crate::workflow::{Stage, lifecycle_status};

/// What a day is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// People meet.
    Meeting,
    /// An impact assessment closes.
    Closing,
    /// An impact assessment is open.
    Window,
    /// Something is due: an action, a milestone, the resolution of an issue, what is depended on, the proof of an assumption.
    Due,
    /// A risk is to be reviewed.
    Review,
    /// A change request is decided on that day, though at no meeting of the register.
    Decision,
    /// A change is released.
    Release,
}

impl About {
    /// The words on the screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            About::Meeting => "Meeting",
            About::Closing => "Impact assessment closes",
            About::Window => "Impact assessment open",
            About::Due => "Due",
            About::Review => "Review due",
            About::Decision => "Decision due",
            About::Release => "Release",
        }
    }

    /// The word in a class name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            About::Meeting => "meeting",
            About::Closing => "closing",
            About::Window => "window",
            About::Due => "due",
            About::Review => "review",
            About::Decision => "decision",
            About::Release => "release",
        }
    }
}

/// Something on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub day: NaiveDate,
    /// What it is about.
    pub about: About,
    /// Whose day it is: the record's id, or of a closing day that of its round. The same wherever the file travels.
    pub id: EventId,
    /// The record's reference.
    pub reference: String,
    /// The record's title.
    pub title: String,
    /// A meeting's own agenda items, as they were written.
    pub records: Option<String>,
}

/// Everything on the days from one to another, both counted, by day. Only records with such a day are read.
#[must_use]
pub fn dated(register: &Register, from: NaiveDate, to: NaiveDate) -> Vec<Dated> {
    let mut found = Vec::new();
    let days = from.num_days_from_ce()..=to.num_days_from_ce();
    for row_id in register.records() {
        let row = register.row(row_id);
        let is_due = days.contains(&row.due) && row.awaits_its_day();
        let about = match row.kind.definition().due_meaning {
            DueMeaning::Case => About::Closing,
            DueMeaning::Meeting if days.contains(&row.due) => About::Meeting,
            DueMeaning::Review if is_due => About::Review,
            DueMeaning::Due if is_due => About::Due,
            DueMeaning::Meeting | DueMeaning::Review | DueMeaning::Due | DueMeaning::Nothing => continue,
        };
        if row.removed || row.status.is_cancelled() {
            continue;
        }
        let Some(record) = register.record(row_id) else { continue };
        let mut add = |day, about, id| {
            if from <= day && day <= to {
                let records = record.fields.text(Field::AgendaItems).map(str::to_owned);
                found.push(Dated {
                    day,
                    about,
                    id,
                    reference: record.shown_reference(),
                    title: record.title().to_owned(),
                    records,
                });
            }
        };
        if about != About::Closing {
            NaiveDate::from_num_days_from_ce_opt(row.due).into_iter().for_each(|day| add(day, about, record.id));
            continue;
        }
        for round in record.case.rounds.iter().filter(|round| round.voided.is_none()) {
            let last = round.ended_on().unwrap_or(round.last_day());
            add(last, About::Closing, round.id);
            let open = round.issued_on.iter_days().take_while(|day| *day < last);
            open.filter(|day| register.scheme.calendar.is_working(*day)).for_each(|day| add(day, About::Window, round.id));
        }
        // A day that a decision is awaited on; a meeting's own day tells of the rest.
        let awaited = record.fields.due(Field::TargetDecision).filter(|_| record.standing.status.is_before_approval());
        awaited.and_then(|due| due.day()).into_iter().for_each(|day| add(day, About::Decision, record.id));
        // What ended otherwise than closed is never released itself.
        let released = record.fields.day(Field::ReleaseDate).filter(|_| lifecycle_status(record.standing.status).is_some());
        released.into_iter().for_each(|day| add(day, About::Release, record.id));
    }
    sort_by(&mut found, |a, b| (a.day, a.about, &a.reference).cmp(&(b.day, b.about, &b.reference)));
    found
}

/// Those days as entries of a calendar file. The same record gives the same entry again.
#[must_use]
pub fn entries(all: &[Dated]) -> Vec<Entry> {
    let listed = all.iter().filter(|dated| dated.about != About::Window);
    listed
        .map(|dated| Entry {
            uid: format!("{}-{}@raid-register", dated.id, dated.about.name()),
            day: dated.day,
            title: format!("{}: {}", dated.reference, dated.about.words().to_lowercase()),
            about: match &dated.records {
                Some(records) => format!("{}\n\n{records}", dated.title),
                None => dated.title.clone(),
            },
        })
        .collect()
}

/// The day nearest to another on which there is something.
#[must_use]
pub fn nearest(register: &Register, to: NaiveDate) -> Option<NaiveDate> {
    let all = dated(register, NaiveDate::MIN, NaiveDate::MAX);
    all.iter().map(|dated| dated.day).min_by_key(|day| (*day - to).num_days().abs())
}

/// What a meeting has before it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agenda {
    /// Change requests for approval.
    pub for_decision: Vec<Record>,
    /// Change requests for issue to impact assessment.
    pub for_issue: Vec<Record>,
    /// Change requests that are put to it but not ready yet, and those whose impact assessment closes before it.
    pub on_the_way: Vec<Record>,
    /// Open actions of its group that are due by then, be it on a day or at a meeting, or as soon as possible, and those due at it.
    pub actions: Vec<Record>,
    /// Decisions made at it.
    pub decisions: Vec<Record>,
    /// Risks, assumptions, issues and dependencies of its group that were raised since the meeting before.
    pub raised: Vec<Record>,
}

/// The meetings that are not cancelled, earliest first; those without a day come last.
#[must_use]
pub fn meetings(register: &Register) -> Vec<Record> {
    let takes_place = |row_id: &RowId| register.row(*row_id).takes_place();
    let mut found: Vec<Record> = register.records().filter(takes_place).filter_map(|row_id| register.record(row_id)).collect();
    sort_by_key(&mut found, |meeting| (meeting.fields.day(Field::HeldOn).unwrap_or(NaiveDate::MAX), meeting.id));
    found
}

/// A meeting's agenda.
#[must_use]
pub fn agenda(register: &Register, meeting: &Record) -> Agenda {
    let held = meeting.fields.day(Field::HeldOn);
    let group = meeting.fields.text(Field::Group).unwrap_or_default();
    let all = meetings(register);
    let same_group = all.iter().filter(|other| other.fields.text(Field::Group) == Some(group));
    let before =
        same_group.filter_map(|other| other.fields.day(Field::HeldOn)).filter(|day| held.is_some_and(|held| *day < held)).max();
    let is_this = |named: &str| register.by_reference(named).is_some_and(|row_id| register.id(row_id) == meeting.id);
    let is_put_to = |record: &Record| match record.fields.due(Field::TargetDecision) {
        Some(Due::Meeting(named)) => is_this(&named),
        Some(Due::On(day)) => Some(day) == held && record.fields.text(Field::DecisionBody) == Some(group),
        _ => false,
    };
    // An action is of the group that it was raised at, too.
    let is_theirs = |record: &Record| {
        is_of(record, group) || register.raised_at(record).any(|meeting| meeting.fields.text(Field::Group) == Some(group))
    };
    // It was due at a meeting before this one, and be it that it was cancelled.
    let is_left_by = |named: &str, record: &Record| {
        let Some(other) = register.by_reference(named).and_then(|row_id| register.record(row_id)) else { return false };
        let is_before = other.fields.day(Field::HeldOn).is_some_and(|day| held.is_some_and(|held| day <= held));
        let is_free = record.fields.list(Field::Groups).is_empty() && other.fields.text(Field::Group) == Some(group);
        other.kind.is_meeting() && is_before && (is_free || is_theirs(record))
    };
    let mut agenda = Agenda::default();
    for row_id in register.records() {
        let row = register.row(row_id);
        if row.removed {
            continue;
        }
        match row.kind.definition().agenda {
            OnAgenda::Change => {
                let Some(record) = register.record(row_id) else { continue };
                sort_in(&mut agenda, record, held, before, is_put_to);
            }
            OnAgenda::Action if row.is_open() => {
                let is_due = |record: &Record| match record.fields.due(Field::Due) {
                    Some(Due::On(day)) => held.is_some_and(|held| day <= held) && is_theirs(record),
                    Some(Due::Meeting(named)) => is_this(&named) || is_left_by(&named, record),
                    Some(Due::Asap) => is_theirs(record) && record.fields.day(Field::RaisedOn) <= held,
                    Some(Due::Tbc) | None => false,
                };
                agenda.actions.extend(register.record(row_id).filter(is_due));
            }
            OnAgenda::Decision => {
                let made_here = register.links(row_id).contains(&(LinkType::RaisedAt, meeting.id));
                agenda.decisions.extend(register.record(row_id).filter(|_| made_here));
            }
            OnAgenda::Raised => {
                let since = |record: &Record| {
                    let raised = record.fields.day(Field::RaisedOn).unwrap_or(record.changed.date_naive());
                    before.is_none_or(|before| raised > before) && held.is_none_or(|held| raised <= held)
                };
                agenda.raised.extend(register.record(row_id).filter(|record| is_of(record, group) && since(record)));
            }
            OnAgenda::Action | OnAgenda::Nothing => {}
        }
    }
    agenda
}

fn sort_in(
    agenda: &mut Agenda,
    record: Record,
    held: Option<NaiveDate>,
    before: Option<NaiveDate>,
    is_put_to: impl Fn(&Record) -> bool,
) {
    let status = record.standing.status;
    let decides = lifecycle_status(status).and_then(|stands| stands.decides).filter(|_| is_put_to(&record));
    match decides {
        Some(Stage::Issue) => agenda.for_issue.push(record),
        Some(Stage::Approval | Stage::Escalation) => agenda.for_decision.push(record),
        None => {
            let closes = record.case.open_round().map(|round| round.last_day());
            let by_then =
                closes.is_some_and(|day| held.is_none_or(|held| day <= held) && before.is_none_or(|before| day > before));
            let expected = is_put_to(&record) && status.is_before_approval();
            if by_then || expected {
                agenda.on_the_way.push(record);
            }
        }
    }
}

fn is_of(record: &Record, group: &str) -> bool {
    record.fields.list(Field::Groups).iter().any(|have| have == group)
}
