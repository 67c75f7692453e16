//! A desk to tell stories at: short words for what a person does, and a clock that goes on by one minute each time.

#![allow(dead_code, reason = "each test file uses some of the words")]

pub(crate) mod change;

use chrono::{DateTime, Duration, Utc};
use raid_register::log::{Event, sentence};
use raid_register::record::{Assessment, Extra, Field, Fields, Kind, LinkType, Record, Slot, Status, Step, Value};
use raid_register::scheme::Level;
use raid_register::session::{Merged, Session};
use raid_register::snapshot::{Check, Finding};
use raid_register::stamp::{EventId, Replica, Stamp};
use raid_register::workflow::{Command, NewRecord, Refusal};

/// One person at one desk.
pub(crate) struct Desk {
    pub(crate) session: Session,
    pub(crate) who: &'static str,
    pub(crate) replica: u32,
    pub(crate) minutes: i64,
}

impl Desk {
    /// The PMO's desk with an empty register: it gives out the numbers.
    pub(crate) fn new() -> Desk {
        let who = "Programme (PMO)";
        Desk { session: Session::begin("Programme register", &stamp(who, 1, 0)), who, replica: 1, minutes: 0 }
    }

    /// Somebody else's desk, with a copy of the register as it stands here.
    pub(crate) fn copy_for(&mut self, who: &'static str, replica: u32) -> Desk {
        let mut session = Session::default();
        session.open(self.session.export()).expect("our own file opens");
        Desk { session, who, replica, minutes: self.minutes }
    }

    pub(crate) fn stamp(&mut self) -> Stamp {
        self.minutes += 1;
        stamp(self.who, self.replica, self.minutes)
    }

    pub(crate) fn try_to(&mut self, command: Command) -> Result<Vec<Event>, Refusal> {
        let stamp = self.stamp();
        self.session.carry_out(&command, &stamp)
    }

    pub(crate) fn carry_out(&mut self, command: Command) -> Vec<Event> {
        self.try_to(command).unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    /// Why the command is refused, as the person reads it.
    pub(crate) fn refusal(&mut self, command: Command) -> String {
        self.try_to(command).expect_err("it should be refused").to_string()
    }

    pub(crate) fn raise(&mut self, kind: Kind, title: &str) -> EventId {
        self.raise_as(kind, None, title)
    }

    pub(crate) fn raise_as(&mut self, kind: Kind, reference: Option<&str>, title: &str) -> EventId {
        let reference = reference.map(Into::into);
        self.carry_out(Command::Raise(Box::new(NewRecord { reference, ..NewRecord::of(kind, titled(title)) })))[0].id
    }

    pub(crate) fn edit(&mut self, reference: &str, field: Field, typed: &str) -> Vec<Event> {
        let record = self.id(reference);
        self.carry_out(Command::Edit { record, field, to: value(field, typed) })
    }

    pub(crate) fn move_to(&mut self, reference: &str, to: Status, why: &str) -> Result<Vec<Event>, Refusal> {
        let record = self.id(reference);
        self.try_to(Command::Move { record, to, on: None, why: (!why.is_empty()).then(|| why.into()) })
    }

    pub(crate) fn assess(&mut self, reference: &str, slot: Slot, figures: (i64, i64), why: &str) {
        let record = self.id(reference);
        self.carry_out(Command::Assess { record, slot, to: Some(assessment(figures, why)) });
    }

    pub(crate) fn note(&mut self, reference: &str, text: &str) {
        let record = self.id(reference);
        self.carry_out(Command::Note { record, text: text.into() });
    }

    pub(crate) fn link(&mut self, from: &str, link: LinkType, to: &str) {
        let (record, to) = (self.id(from), self.id(to));
        self.carry_out(Command::Link { record, link, to });
    }

    pub(crate) fn step(&mut self, reference: &str, text: &str) -> EventId {
        let record = self.id(reference);
        self.carry_out(Command::AddStep { record, step: step(text) })[0].id
    }

    pub(crate) fn undo(&mut self) -> Result<Vec<Event>, Refusal> {
        let stamp = self.stamp();
        self.session.undo(&stamp)
    }

    pub(crate) fn redo(&mut self) -> Result<Vec<Event>, Refusal> {
        let stamp = self.stamp();
        self.session.redo(&stamp)
    }

    /// Takes in everything that happened at the other desk.
    pub(crate) fn merge(&mut self, other: &mut Desk) -> Merged {
        self.session.merge(other.session.events())
    }

    /// Takes in the file of the other desk, as a person does who opens it to merge it.
    pub(crate) fn merge_file(&mut self, other: &mut Desk) -> Merged {
        let mut file = Session::default();
        file.open(other.session.export()).expect("our own file opens");
        let stamp = self.stamp();
        self.session.merge_file(&mut file, &stamp).0
    }

    /// Raises a duplicate of a record.
    pub(crate) fn duplicate(&mut self, record: &Record, today: &str) -> Vec<Event> {
        let today = today.parse().expect("a literal day");
        self.carry_out(Command::Raise(Box::new(NewRecord::duplicate(self.session.register(), record, today))))
    }

    pub(crate) fn id(&self, reference: &str) -> EventId {
        let register = self.session.register();
        register.id(register.by_reference(reference).unwrap_or_else(|| panic!("{reference} is in the register")))
    }

    pub(crate) fn record(&self, reference: &str) -> Record {
        self.by_id(self.id(reference))
    }

    pub(crate) fn by_id(&self, id: EventId) -> Record {
        let register = self.session.register();
        register.by_id(id).and_then(|row_id| register.record(row_id)).expect("the record is there")
    }

    /// The record's history in words, oldest first.
    pub(crate) fn history(&mut self, reference: &str) -> Vec<String> {
        let id = self.id(reference);
        let scheme = self.session.register().scheme.clone();
        self.session.history(id).iter().map(|event| sentence(event, &scheme)).collect()
    }

    /// The desk after its register has travelled as a file.
    pub(crate) fn reopened(&self) -> Desk {
        let mut session = self.session.clone();
        let file = session.export();
        session.open(file).expect("our own file opens");
        Desk { session, who: self.who, replica: self.replica + 100, minutes: self.minutes }
    }
}

pub(crate) fn stamp(who: &str, replica: u32, minutes: i64) -> Stamp {
    let start: DateTime<Utc> = "2023-08-16T09:00:00Z".parse().expect("a literal moment");
    Stamp { at: start + Duration::minutes(minutes), by: who.into(), replica: Replica(replica) }
}

/// Raises a record from another.
pub(crate) fn raise_from(from: EventId, kind: Kind, reference: Option<String>, fields: Fields) -> Command {
    let (status, links) = (Some(Status::begins(kind)), vec![(LinkType::RaisedFrom, from)]);
    Command::Raise(Box::new(NewRecord { reference, status, links, ..NewRecord::of(kind, fields) }))
}

pub(crate) fn titled(title: &str) -> Fields {
    let mut fields = Fields::default();
    fields.put(Field::Title, Some(Value::Text(title.into())));
    fields
}

pub(crate) fn value(field: Field, typed: &str) -> Option<Value> {
    Value::parse(field.shape(), typed).expect("a literal that fits its field")
}

pub(crate) fn level(number: i64) -> Level {
    Level::try_from(number).expect("a literal level")
}

pub(crate) fn assessment((likelihood, impact): (i64, i64), why: &str) -> Assessment {
    let why = (!why.is_empty()).then(|| why.to_owned());
    Assessment { likelihood: Some(level(likelihood)), impact: Some(level(impact)), why, ..Assessment::default() }
}

pub(crate) fn step(text: &str) -> Step {
    Step {
        id: EventId { tick: 1, replica: Replica(0) },
        text: text.into(),
        owner: None,
        due: None,
        done: None,
        extra: Extra::new(),
    }
}

/// What comparing state and log finds, from beginning to end.
pub(crate) fn findings(session: &mut Session) -> Vec<Finding> {
    let mut check = Check::default();
    while !session.check(&mut check, 100) {}
    check.findings
}
