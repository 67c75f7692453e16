//! The laws of the log and the register, tried on made-up histories of three people.

mod desk;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use desk::{findings, level, stamp, step, titled};
use proptest::prelude::*;
use raid_register::calendar::Due;
use raid_register::log::{Event, Fact, Recorded, UndoRef};
use raid_register::query::{Column, CustomName, DueFilter, Filter, Query, Scope, Sort, View};
use raid_register::record::case::{
    Aspect, Closed, Effect, Extension, MilestoneMove, Part, Position, Response, Round, Size, Submission, TakeUp, Voided,
};
use raid_register::record::{
    Assessment, Done, Extra, Field, Kind, Link, LinkType, Note, Owner, Record, Shape, Slot, Status, StatusEntry, Step, Value,
    normal_form,
};
use raid_register::scheme::Scheme;
use raid_register::session::Session;
use raid_register::snapshot::{self, Finding};
use raid_register::stamp::{EventId, Replica, Stamp};
use raid_register::state::{Rag, Register, Row, RowId};
use raid_register::words::NewerWord;
use raid_register::workflow::{CaseCommand, Command, Condition, Deciding, NewRecord, NewRound, Outcome, Refusal, Stage};

/// What one of the three does: who, what, and three numbers that choose the rest.
type Deed = (usize, u8, u16, u16, u16);

fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec((0..3_usize, 0..32_u8, any::<u16>(), any::<u16>(), any::<u16>()), 1..most)
}

const WORDS: &[&str] = &[
    "Data cut arrives late",
    "data CUT",
    "<img onerror=alert(1)>",
    "=cmd()",
    "\u{202e}backwards",
    "Straße ΑΣ İstanbul",
    "R127 threatens M09 \"as said\"",
    "x",
    "🧪 emoji",
];
const REFERENCES: &[&str] =
    &["R1", "R2", "R526", "R526b", "M9", "M09", "CR032", "CR32", "TMAG04-01", "TMAG-DEC07", "D163", "DAG030"];
const DAYS: &[&str] = &["2023-08-16", "2023-10-13", "2024-02-29", "1999-12-31"];

fn pick<T: Copy>(from: &[T], n: u16) -> T {
    from[usize::from(n) % from.len()]
}

/// A word that only a newer version knows.
fn newer(n: u16) -> NewerWord {
    NewerWord::of(pick(&["Parked", "lesson", "zeitgemäß"], n)).expect("it is a word")
}

fn day(n: u16) -> NaiveDate {
    pick(DAYS, n).parse().expect("a literal day")
}

fn any_value(shape: Shape, n: u16) -> Value {
    let words = pick(WORDS, n);
    match shape {
        Shape::Line | Shape::Offered => Value::Text(words.into()),
        Shape::Text => Value::Text(format!("{words}\n\tand more\r\n")),
        Shape::Day => Value::Day(day(n)),
        Shape::Due => Value::Due(match n % 4 {
            0 => Due::On(day(n / 4)),
            1 => Due::Asap,
            2 => Due::Tbc,
            _ => Due::Meeting("DAG030".into()),
        }),
        Shape::List => Value::List([words, pick(&["TMAG", "DAG", "PSG"], n / 3)].map(Into::into).into()),
        Shape::Owner => {
            Value::Owner(Owner { role: words.into(), name: (n.is_multiple_of(2)).then(|| "A. Role".into()), extra: Extra::new() })
        }
        Shape::Choice(allowed) => Value::Text(pick(allowed, n).into()),
        Shape::Listed(list) => {
            let offered = Scheme::default().words(list);
            Value::Text(offered[usize::from(n) % offered.len()].clone())
        }
    }
}

fn any_assessment(n: u16) -> Assessment {
    let number = |n: u16| (!n.is_multiple_of(6)).then(|| level(i64::from(n % 6)));
    let why = (n.is_multiple_of(3)).then(|| pick(WORDS, n).to_owned());
    Assessment {
        likelihood: number(n),
        impact: number(n / 6),
        why,
        on: (n.is_multiple_of(2)).then(|| day(n)),
        ..Assessment::default()
    }
}

fn any_step(n: u16) -> Step {
    let owner = (n.is_multiple_of(2)).then(|| Owner::role(pick(WORDS, n)));
    Step {
        owner,
        due: (n.is_multiple_of(3)).then_some(Due::Asap),
        done: (n.is_multiple_of(5)).then(|| if n.is_multiple_of(2) { Done::Undated } else { Done::On(day(n)) }),
        ..step(pick(WORDS, n))
    }
}

fn is_change(record: &Record) -> bool {
    record.kind == Kind::ChangeRequest
}

fn any_decision(change: &Record, ids: &[EventId], b: u16, c: u16) -> Deciding {
    let condition = Condition { text: pick(WORDS, c).into(), due: Some(Due::Asap), ..Condition::default() };
    Deciding {
        subjects: vec![change.id],
        stage: pick(Stage::ALL, b),
        outcome: pick(Outcome::ALL, b / 3),
        reference: None,
        fields: Default::default(),
        conditions: (c.is_multiple_of(2)).then_some(condition).into_iter().collect(),
        meeting: (c.is_multiple_of(3)).then(|| pick(ids, c)),
        anyway: Some(pick(WORDS, b).into()),
    }
}

fn any_response(n: u16, id: EventId, round: EventId) -> Response {
    let effect = Effect { size: Some(pick(Size::ALL, n)), words: Some(pick(WORDS, n).into()), extra: Extra::new() };
    Response {
        id,
        round,
        party: pick(WORDS, n).into(),
        constituency: pick(&["DNO", "iDNO", "Large Supplier"], n).into(),
        on_behalf_of: None,
        received_on: day(n),
        position: pick(Position::ALL, n),
        effects: [(pick(Aspect::ALL, n), effect)].into(),
        lead_time: (n.is_multiple_of(2)).then_some(n),
        ready_on: (n.is_multiple_of(5)).then(|| day(n)),
        comments: (n.is_multiple_of(3)).then(|| pick(WORDS, n).into()),
        confidential: n.is_multiple_of(7),
        take_up: (n.is_multiple_of(4)).then_some(TakeUp::Assessing),
        extra: Extra::new(),
    }
}

fn any_ask(change: &Record, ids: &[EventId], b: u16, c: u16) -> CaseCommand {
    let response = change.case.responses.first().map_or(change.id, |response| response.id);
    let shift = change.case.milestone_moves.first();
    let id = shift.map_or(change.id, |shift| shift.id);
    match b % 8 {
        0 => CaseCommand::Submit { on: day(c), by: None, amendments: Some(pick(WORDS, c).into()) },
        1 => CaseCommand::Issue(NewRound {
            issued_on: day(c),
            window: c % 30,
            closes: None,
            audience: vec!["DNO".into(), "iDNO".into()],
            channels: vec!["The Clock".into()],
        }),
        2 => CaseCommand::Extend { to: day(c), why: pick(WORDS, c).into(), on: (c.is_multiple_of(2)).then(|| day(c / 3)) },
        3 => CaseCommand::Respond(Box::new(any_response(c, change.id, change.id))),
        4 => CaseCommand::ChangeResponse { response, to: (!c.is_multiple_of(3)).then(|| Box::new(any_response(c, id, id))) },
        5 => CaseCommand::AddMilestoneMove { milestone: pick(ids, c), to: day(c) },
        6 => {
            let to = shift.filter(|_| !c.is_multiple_of(3)).map(|shift| MilestoneMove { to: day(c), ..shift.clone() });
            CaseCommand::ChangeMilestoneMove { milestone_move: id, to }
        }
        _ => CaseCommand::ApplyMilestoneMove { milestone_move: id, on: day(c) },
    }
}

fn any_part(kind: u16, n: u16, id: EventId) -> Part {
    match kind % 4 {
        0 => Part::Submission(Submission {
            id,
            version: pick(&["1.0", "1.1", "x"], n).into(),
            on: (n.is_multiple_of(2)).then(|| day(n)),
            by: None,
            amendments: (n.is_multiple_of(3)).then(|| pick(WORDS, n).into()),
            content: [("title".to_owned(), pick(WORDS, n).into())].into(),
            extra: Extra::new(),
        }),
        1 => Part::Round(Round {
            id,
            number: u32::from(n % 3),
            version: "1.0".into(),
            issued_on: day(n),
            window: n % 12,
            closes_on: day(n / 3),
            closes_why: None,
            counted: Some(pick(WORDS, n).into()),
            extensions: (n.is_multiple_of(4))
                .then(|| Extension {
                    to: day(n),
                    why: pick(WORDS, n).into(),
                    on: (n.is_multiple_of(8)).then(|| day(n / 2)),
                    extra: Extra::new(),
                })
                .into_iter()
                .collect(),
            channels: Vec::new(),
            audience: vec!["DNO".into()],
            closed: (n.is_multiple_of(3)).then(|| Closed {
                on: Some(day(n)),
                missing: vec!["DNO".into()],
                answers: (n.is_multiple_of(2)).then(|| vec![id]),
                extra: Extra::new(),
            }),
            voided: (n.is_multiple_of(5)).then(|| Voided {
                on: None,
                why: pick(WORDS, n).into(),
                answers: None,
                extra: Extra::new(),
            }),
            extra: Extra::new(),
        }),
        2 => Part::Response(Box::new(any_response(n, id, EventId { tick: u64::from(n), ..id }))),
        _ => Part::MilestoneMove(MilestoneMove {
            id,
            milestone: id,
            cited: pick(REFERENCES, n).into(),
            from: None,
            to: day(n),
            made: None,
            extra: Extra::new(),
        }),
    }
}

/// One person: a session, and the clock at their desk.
#[derive(Clone)]
struct Person {
    session: Session,
    replica: u32,
    minutes: i64,
}

impl Person {
    fn opening(file: &[u8], replica: u32) -> Person {
        let mut session = Session::default();
        session.open(file.to_vec()).expect("the opening file opens");
        session.set_custodian(replica != 3);
        Person { session, replica, minutes: i64::from(replica) }
    }

    /// Does one thing; what is refused is left. Checks the law of the clock on the way.
    fn act(&mut self, (_, what, a, b, c): Deed) {
        self.minutes += 7;
        let stamp = stamp("Somebody", self.replica, self.minutes);
        let newest = self.session.events().last().map(|event| event.id);
        let done = match what {
            0 => self.session.undo(&stamp),
            1 => self.session.undo(&stamp).and_then(|_| self.session.redo(&stamp)),
            2 => self.session.redo(&stamp),
            3 => self.session.carry_out_all(&[4, 5, 9].map(|what| self.command(what, a, b, c)), &stamp),
            _ => self.session.carry_out(&self.command(what, a, b, c), &stamp),
        };
        let ids: Vec<EventId> = newest.into_iter().chain(done.iter().flatten().map(|event| event.id)).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "ids grow: {ids:?}");
    }

    fn command(&self, what: u8, a: u16, b: u16, c: u16) -> Command {
        let register = self.session.register();
        let ids: Vec<EventId> = register.records().map(|row_id| register.id(row_id)).collect();
        let record = pick(&ids, a);
        let whole = register.record(register.by_id(record).expect("it was picked")).expect("every record reads");
        match what {
            4 | 5 => {
                let kind = pick(&Kind::ALL, a);
                let reference = (b.is_multiple_of(3)).then(|| pick(REFERENCES, c).to_owned());
                Command::Raise(Box::new(NewRecord { reference, ..NewRecord::of(kind, titled(pick(WORDS, b))) }))
            }
            6..=9 => {
                let fields: Vec<Field> = Field::ALL.iter().copied().filter(|field| field.belongs_to(whole.kind)).collect();
                let field = pick(&fields, b);
                Command::Edit { record, field, to: (!c.is_multiple_of(4)).then(|| any_value(field.shape(), c)) }
            }
            10 => Command::EditCustom {
                record,
                name: pick(WORDS, b).into(),
                to: (!c.is_multiple_of(4)).then(|| pick(WORDS, c).into()),
            },
            11 | 12 => {
                let to = pick(Status::of(whole.kind), b);
                Command::Move { record, to, on: (c.is_multiple_of(2)).then(|| day(c)), why: Some(pick(WORDS, c).into()) }
            }
            13 => Command::Assess { record, slot: pick(&Slot::ALL, b), to: (!c.is_multiple_of(4)).then(|| any_assessment(c)) },
            14 => Command::Agree { record },
            15 => Command::AddStep { record, step: any_step(b) },
            16 => {
                let step = whole.mitigation.get(usize::from(b) % whole.mitigation.len().max(1)).map_or(record, |step| step.id);
                Command::ChangeStep { record, step, to: (!c.is_multiple_of(3)).then(|| any_step(c)) }
            }
            17 => Command::Note { record, text: pick(WORDS, b).into() },
            18 => Command::Link { record, link: pick(LinkType::ALL, b), to: pick(&ids, c) },
            19 => {
                let link = whole.links.first().cloned().unwrap_or(Link {
                    link: LinkType::Blocks,
                    to: record,
                    cited: None,
                    extra: Extra::new(),
                });
                Command::Unlink { record, link: link.link, to: link.to }
            }
            20 => Command::Number { record, to: pick(REFERENCES, b).into() },
            21 => Command::Alias { record, alias: pick(REFERENCES, b).into() },
            22 => Command::Remove { record, why: "Raised in error".into() },
            30 => {
                let struck = register.struck(9);
                Command::Restore { record: struck.get(usize::from(b) % struck.len().max(1)).map_or(record, |record| record.id) }
            }
            31 => match whole.notes.first() {
                Some(note) if !b.is_multiple_of(3) => Command::StrikeNote { record, note: note.id },
                _ => {
                    let at = stamp("Somebody", self.replica, self.minutes).at;
                    let note = Note { id: record, at, by: "Somebody".into(), text: pick(WORDS, c).into(), extra: Extra::new() };
                    Command::RestoreNote { record, note }
                }
            },
            24 => {
                let (to, on) = (pick(Status::of(whole.kind), b), (c.is_multiple_of(2)).then(|| day(c)));
                Command::Override { record, to, on, why: pick(WORDS, c).into() }
            }
            25..=28 => {
                let change = ids.iter().filter_map(|id| register.record(register.by_id(*id)?)).filter(is_change);
                let changes: Vec<Record> = change.collect();
                let Some(change) = changes.get(usize::from(a) % changes.len().max(1)) else {
                    return Command::Note { record, text: "There is no change request".into() };
                };
                match what {
                    25 => Command::Override {
                        record: change.id,
                        to: pick(&[Status::ReadyForIa, Status::InImpactAssessment, Status::IaClosed, Status::Approved], b),
                        on: Some(day(c)),
                        why: "All the same".into(),
                    },
                    26 => Command::Decide(Box::new(any_decision(change, &ids, b, c))),
                    _ => Command::Case { record: change.id, ask: any_ask(change, &ids, b, c) },
                }
            }
            _ if a.is_multiple_of(2) => Command::Rename { title: pick(WORDS, b).into() },
            _ => {
                let categories = vec![pick(WORDS, b).to_owned()];
                Command::ChangeScheme { to: Box::new(Scheme { categories, ..register.scheme.clone() }) }
            }
        }
    }

    /// Each once: where two events bear one id, both are kept.
    fn ids(&mut self) -> Vec<EventId> {
        let mut ids: Vec<EventId> = self.session.events().iter().map(|event| event.id).collect();
        ids.dedup();
        ids
    }

    fn lines(&mut self) -> BTreeSet<Vec<u8>> {
        self.session.events().iter().map(Event::line).collect()
    }
}

/// Commands that look at what those before them did. Of those that are refused a few are left.
fn commands_that_build_on_each_other(mut person: Person, batch: &[(u8, u16, u16, u16)], stamp: &Stamp) -> Vec<Command> {
    let mut commands = Vec::new();
    for (what, a, b, c) in batch.iter().copied() {
        let command = if what < 6 { any_new_record(&person, a, b, c) } else { person.command(what, a, b, c) };
        let done = person.session.carry_out(&command, stamp);
        if matches!(done, Ok(_) | Err(Refusal::NoChange)) || c.is_multiple_of(32) {
            commands.push(command);
        }
    }
    commands
}

/// A record that is raised with something beside its title.
fn any_new_record(person: &Person, a: u16, b: u16, c: u16) -> Command {
    let register = person.session.register();
    let ids: Vec<EventId> = register.records().map(|row_id| register.id(row_id)).collect();
    let kind = pick(&Kind::ALL, a);
    let some = |n: u16, every: u16| std::iter::repeat_n(n, usize::from(n.is_multiple_of(every)));
    Command::Raise(Box::new(NewRecord {
        reference: some(c, 5).map(|n| pick(REFERENCES, n).to_owned()).next(),
        custom: some(b, 2).map(|n| (pick(WORDS, n).to_owned(), pick(WORDS, c).to_owned())).collect(),
        assessments: some(c, 2).filter(|_| kind == Kind::Risk).map(|n| (pick(&Slot::ALL, n), any_assessment(n))).collect(),
        steps: some(b, 3).map(any_step).collect(),
        links: some(a, 2).map(|n| (pick(LinkType::ALL, n), pick(&ids, b))).collect(),
        ..NewRecord::of(kind, titled(pick(WORDS, c)))
    }))
}

/// The file that everybody opens first: one record of each kind, a few numbers given.
fn opening() -> Vec<u8> {
    let stamp = stamp("Programme (PMO)", 0xf, 0);
    let mut session = Session::begin("Programme register", &stamp);
    for (kind, title) in Kind::ALL.into_iter().zip(WORDS) {
        let mut fields = titled(title);
        if kind == Kind::Meeting {
            fields.put(Field::HeldOn, Some(Value::Day(day(1))));
        }
        let reference = (kind == Kind::Meeting).then(|| "DAG030".to_owned());
        let raise = Command::Raise(Box::new(NewRecord { reference, ..NewRecord::of(kind, fields) }));
        let record = session.carry_out(&raise, &stamp).expect("it can be raised")[0].id;
        if kind == Kind::ChangeRequest {
            issue(&mut session, record, &stamp);
        }
    }
    session.export()
}

/// Issues it to impact assessment, so that it can be answered.
fn issue(session: &mut Session, record: EventId, stamp: &Stamp) {
    let on = "1999-12-31".parse().expect("a literal day");
    let (audience, channels) = (vec!["DNO".into()], vec!["The Clock".into()]);
    let issued = CaseCommand::Issue(NewRound { issued_on: on, window: 10, closes: None, audience, channels });
    let steps = [
        Command::Override { record, to: Status::ReadyForIa, on: Some(on), why: "As found".into() },
        Command::Case { record, ask: CaseCommand::Submit { on, by: None, amendments: None } },
        Command::Case { record, ask: issued },
    ];
    for step in steps {
        session.carry_out(&step, stamp).expect("it can be issued");
    }
}

fn shuffled(events: Vec<Event>, seed: u16) -> Vec<Event> {
    let mut keyed: Vec<(u64, Event)> = events.into_iter().map(|event| (mix(event.id, seed), event)).collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, event)| event).collect()
}

fn mix(id: EventId, seed: u16) -> u64 {
    let mut x = id.tick ^ u64::from(id.replica.0) << 17 ^ u64::from(seed) << 40;
    for _ in 0..3 {
        x = (x ^ x >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    }
    x ^ x >> 32
}

/// Three people work from the same file; now and then one hands another some of the events, in any order.
fn work(deeds: &[Deed]) -> [Person; 3] {
    let file = opening();
    let mut people = [1, 2, 3].map(|replica| Person::opening(&file, replica));
    for deed in deeds {
        let (who, what, a, b, c) = *deed;
        if what == 23 && !a.is_multiple_of(3) {
            let some = people[who].session.events().into_iter().filter(|event| !mix(event.id, c).is_multiple_of(3)).collect();
            people[(who + 1 + usize::from(b % 2)) % 3].session.merge(shuffled(some, c));
        } else {
            people[who].act(*deed);
        }
    }
    people
}

fn exchange(people: &mut [Person; 3], seed: u16) {
    let all = people.each_mut().map(|person| person.session.events());
    for (at, person) in people.iter_mut().enumerate() {
        for turn in 0..3 {
            person.session.merge(shuffled(all[(at * 2 + turn) % 3].clone(), seed.wrapping_add(at as u16)));
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The laws that hold for a session at any time.
fn check_session(session: &mut Session) {
    let file = session.export();
    let opened = snapshot::read(file.clone()).unwrap_or_else(|fault| panic!("our own file opens: {fault}\n{}", text(&file)));
    let mut again = Session::of(opened);
    let differing: Vec<Finding> =
        findings(&mut again).into_iter().filter(|found| !matches!(found, Finding::Strange { .. })).collect();
    assert_eq!(differing, [], "state and log agree in\n{}", text(&file));
    assert_eq!(text(&again.export()), text(&file), "a file goes out as it came in");
    let mut replayed = Session::default();
    replayed.merge(session.events());
    assert_eq!(text(&replayed.export()), text(&file), "replay from nothing gives the same state");
    same_rows(session.register(), again.register());
    let register = session.register();
    for record in register.records().filter_map(|row_id| register.record(row_id)) {
        assert!(record.reference.as_ref().is_none_or(|own| !record.aliases.contains(own)), "no record is its own alias");
        let shown = record.shown_reference();
        let found =
            register.by_reference(&shown).and_then(|row_id| register.record(row_id)).expect("what is shown can be looked up");
        assert_eq!(normal_form(&found.shown_reference()), normal_form(&shown), "and leads to what shows it");
    }
}

fn meant(register: &Register, written: &str) -> Option<EventId> {
    register.by_reference(written).map(|row_id| register.id(row_id))
}

fn same_rows(here: &Register, there: &Register) {
    for row_id in here.records() {
        let other = there.by_id(here.id(row_id)).expect("the file holds every record");
        let (left, right) = (*here.row(row_id), *there.row(other));
        let plain = |row: Row| Row { owner: 0, groups: 0, ..row };
        assert_eq!(plain(left), plain(right));
        assert_eq!(here.owners().name(left.owner), there.owners().name(right.owner));
        assert_eq!(here.group_sets().name(left.groups), there.group_sets().name(right.groups));
    }
}

/// What undo gives back of a record: everything but who touched it last, by which event, and how it was once called.
fn substance(record: &Record) -> Record {
    let id = record.id;
    let mut record = record.clone();
    record.case.steps.iter_mut().for_each(|step| step.id = id);
    Record { aliases: Vec::new(), changed: chrono::DateTime::default(), changed_by: String::new(), last_event: id, ..record }
}

fn states(session: &Session) -> BTreeMap<EventId, Record> {
    let register = session.register();
    register.records().map(|row_id| (register.id(row_id), substance(&register.record(row_id).expect("it reads")))).collect()
}

/// A file with the records of one and the log of another.
fn state_over(state: &str, log: &str) -> String {
    let cut = |file: &str, at: &str| file.find(at).expect("every file has it");
    let (records, lines) = ("\n  \"items\": [", "\n  \"log\": [");
    format!("{}{}{}", &log[..cut(log, records)], &state[cut(state, records)..cut(state, lines)], &log[cut(log, lines)..])
}

#[test]
fn three_that_were_given_one_number_show_a_letter_each_in_whatever_order_they_meet() {
    let deeds = [(1, 20, 8166, 51_737, 0), (0, 20, 20_695, 9_196, 0), (2, 20, 18, 15_208, 0)];
    let people = work(&deeds);
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let [mut first, mut second, mut third] = order.map(|at| people[at].clone());
        second.session.merge(third.session.events());
        first.session.merge(second.session.events());
        let register = first.session.register();
        let records = register.records().filter_map(|row_id| register.record(row_id));
        let mut shown: Vec<String> = records.map(|record| record.shown_reference()).filter(|shown| shown.contains('9')).collect();
        shown.sort();
        assert_eq!(shown, ["M09b", "M9", "M9c"], "{order:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn three_people_end_with_the_same_bytes(deeds in deeds(60), seed: u16) {
        let mut people = work(&deeds);
        for person in &mut people {
            check_session(&mut person.session);
        }
        exchange(&mut people, seed);
        let [first, second, third] = &mut people;
        let (first, second, third) = (first.session.export(), second.session.export(), third.session.export());
        prop_assert_eq!(text(&first), text(&second));
        prop_assert_eq!(text(&first), text(&third));
        check_session(&mut people[0].session);
        for written in REFERENCES {
            let [first, second, third] = people.each_ref().map(|person| meant(person.session.register(), written));
            prop_assert_eq!(first, second, "everybody means the same by {}", written);
            prop_assert_eq!(first, third);
        }
    }

    #[test]
    fn a_state_of_another_time_is_kept_as_events_or_put_back(deeds in deeds(20), at in 0..20_usize) {
        let alone = |deeds: &[Deed]| {
            let mut person = Person::opening(&opening(), 1);
            deeds.iter().for_each(|deed| person.act(*deed));
            text(&person.session.export())
        };
        let (early, late) = (alone(&deeds[..at.min(deeds.len())]), alone(&deeds));
        for (state, log) in [(&early, &late), (&late, &early)] {
            let file = state_over(state, log);
            for keep in [true, false] {
                let mut session = Session::of(snapshot::read(file.clone().into_bytes()).expect("it opens"));
                let found = findings(&mut session);
                session.reconcile(&found, keep, &stamp("Reviewer", 9, 9_000)).expect("nothing speaks against it");
                check_session(&mut session);
                if !keep && state == &early {
                    prop_assert_eq!(&text(&session.export()), log, "as if nobody had touched it");
                }
                if keep {
                    let mut compared = 0;
                    for record in session.register().records().filter_map(|row_id| session.register().record(row_id)) {
                        let there = Session::of(snapshot::read(state.clone().into_bytes()).expect("it opens"));
                        let Some(shown) = there.register().by_id(record.id).and_then(|row_id| there.register().record(row_id)) else { continue };
                        compared += 1;
                        prop_assert_eq!(record.fields, shown.fields);
                        prop_assert_eq!(record.standing, shown.standing);
                        prop_assert_eq!(record.removed, shown.removed);
                        prop_assert_eq!(record.assessments, shown.assessments);
                    }
                    prop_assert!(compared > 0, "no record was compared");
                }
            }
        }
    }

    #[test]
    fn what_was_edited_by_hand_outlives_a_merge(deeds in deeds(12), others in deeds(12), at in 0..12_usize, keep: bool) {
        let alone = |deeds: &[Deed], replica: u32| {
            let mut person = Person::opening(&opening(), replica);
            deeds.iter().for_each(|deed| person.act(*deed));
            person
        };
        let early = text(&alone(&deeds[..at.min(deeds.len())], 1).session.export());
        let late = text(&alone(&deeds, 1).session.export());
        let theirs = alone(&others, 2).session.events();
        for (state, log) in [(&early, &late), (&late, &early)] {
            let shown = Session::of(snapshot::read(state.clone().into_bytes()).expect("it opens"));
            let logged = Session::of(snapshot::read(log.clone().into_bytes()).expect("it opens"));
            let mut merged = Session::of(snapshot::read(state_over(state, log).into_bytes()).expect("it opens"));
            // What is newer, and was done by somebody who saw the same, follows what was edited by hand.
            let last = logged.log().last_tick();
            merged.merge(theirs.iter().filter(|event| event.id.tick <= last).cloned().collect());
            let record = |session: &Session, id| session.register().by_id(id).and_then(|row_id| session.register().record(row_id));
            let mut compared = 0;
            for id in shown.register().records().map(|row_id| shown.register().id(row_id)) {
                let (Some(shown), Some(logged), Some(merged)) = (record(&shown, id), record(&logged, id), record(&merged, id)) else { continue };
                compared += 1;
                for field in Field::ALL.iter().copied() {
                    let by_hand = shown.fields.value(field);
                    prop_assert!(by_hand == logged.fields.value(field) || by_hand == merged.fields.value(field), "{:?}", field);
                }
                prop_assert!(shown.standing == logged.standing || shown.standing == merged.standing);
                prop_assert!(shown.removed == logged.removed || shown.removed == merged.removed);
                for (at, by_hand) in shown.assessments.iter().enumerate() {
                    prop_assert!(*by_hand == logged.assessments[at] || *by_hand == merged.assessments[at]);
                }
                for note in &shown.notes {
                    prop_assert!(logged.notes.contains(note) || merged.notes.iter().any(|have| have.text == note.text));
                }
            }
            prop_assert!(compared > 0, "no record was compared");
            let found = findings(&mut merged);
            merged.reconcile(&found, keep, &stamp("Reviewer", 9, 9_000)).expect("nothing speaks against it");
            check_session(&mut merged);
        }
    }

    #[test]
    fn merging_is_a_union(deeds in deeds(40), seed: u16) {
        let [mut a, b, c] = work(&deeds);
        let (mut b, mut c) = (b, c);
        let (all_b, all_c) = (b.session.events(), c.session.events());
        let mut ab_c = a.clone();
        ab_c.session.merge(all_b.clone());
        ab_c.session.merge(shuffled(all_c.clone(), seed));
        let mut bc = b.clone();
        bc.session.merge(all_c.clone());
        let mut a_bc = a.clone();
        a_bc.session.merge(shuffled(bc.session.events(), seed));
        prop_assert_eq!(text(&ab_c.session.export()), text(&a_bc.session.export()), "associative");
        let (mut ab, mut ba) = (a.clone(), b.clone());
        ab.session.merge(all_b);
        ba.session.merge(a.session.events());
        prop_assert_eq!(text(&ab.session.export()), text(&ba.session.export()), "commutative");
        let before = ab_c.session.export();
        let own = ab_c.session.events();
        prop_assert_eq!(ab_c.session.merge(shuffled(own, seed)), raid_register::session::Merged::default());
        prop_assert_eq!(text(&ab_c.session.export()), text(&before), "idempotent");
        let ids: BTreeSet<EventId> = [&mut a, &mut b, &mut c].into_iter().flat_map(Person::ids).collect();
        prop_assert_eq!(ab_c.ids(), ids.into_iter().collect::<Vec<_>>(), "nothing is lost");
    }

    #[test]
    fn a_step_is_decided_as_its_commands_are_one_after_another(
        deeds in deeds(40),
        batch in prop::collection::vec((4..32_u8, any::<u16>(), any::<u16>(), any::<u16>()), 1..24),
    ) {
        let [mut person, ..] = work(&deeds);
        let stamp = stamp("Somebody", person.replica, 9_999);
        let commands = commands_that_build_on_each_other(person.clone(), &batch, &stamp);
        let before = person.session.export();
        let mut each = person.clone();
        let mut one_by_one = Ok(Vec::new());
        for command in &commands {
            match (each.session.carry_out(command, &stamp), &mut one_by_one) {
                (Ok(events), Ok(all)) => all.extend(events),
                (Err(Refusal::NoChange), _) => {}
                (Err(refusal), all) => {
                    *all = Err(refusal);
                    break;
                }
                (Ok(_), Err(_)) => panic!("it ends at the first refusal"),
            }
        }
        let one_by_one = one_by_one.and_then(|all| if all.is_empty() { Err(Refusal::NoChange) } else { Ok(all) });
        let together = person.session.carry_out_all(&commands, &stamp);
        prop_assert_eq!(&together, &one_by_one);
        let after = if together.is_ok() { each.session.export() } else { before };
        prop_assert_eq!(text(&person.session.export()), text(&after));
        check_session(&mut person.session);
    }

    #[test]
    fn undo_and_redo_lead_back(deeds in deeds(50)) {
        let mut person = Person::opening(&opening(), 1);
        let first = states(&person.session);
        for deed in deeds.iter().filter(|deed| deed.1 > 2) {
            person.act(*deed);
        }
        let last = states(&person.session);
        let stamp = stamp("Somebody", 1, 9_999);
        let mut steps = 0;
        let end = loop {
            match person.session.undo(&stamp) {
                Ok(_) => steps += 1,
                Err(refusal) => break refusal,
            }
        };
        prop_assert_eq!(end, Refusal::NothingTo("undo"));
        let undone = states(&person.session);
        for (id, record) in &undone {
            match first.get(id) {
                Some(opening) => prop_assert_eq!(record, opening),
                None => prop_assert!(record.removed.is_some()),
            }
        }
        for _ in 0..steps {
            prop_assert!(person.session.redo(&stamp).is_ok());
        }
        prop_assert_eq!(states(&person.session), last);
        check_session(&mut person.session);
    }

    #[test]
    fn whatever_comes_a_register_comes_out(facts in prop::collection::vec(any_fact(), 1..60), seed: u16) {
        let mut person = Person::opening(&opening(), 1);
        let events: Vec<Event> = facts.into_iter().filter_map(|(id, about, fact)| readable(id, about, fact)).collect();
        let mut told: BTreeSet<EventId> = person.ids().into_iter().collect();
        told.extend(events.iter().map(|event| event.id));
        let mut lines = person.lines();
        lines.extend(events.iter().map(Event::line));
        person.session.merge(shuffled(events, seed));
        prop_assert_eq!(person.ids(), told.into_iter().collect::<Vec<_>>(), "every event is kept");
        prop_assert_eq!(person.lines(), lines, "every line is kept, whatever id it bears");
        check_session(&mut person.session);
        let again = person.session.register().records().all(|row_id| person.session.register().record(row_id).is_some());
        prop_assert!(again, "every record can be looked at");
    }

    #[test]
    fn search_finds_what_reading_everything_finds(deeds in deeds(40), words in prop::collection::vec((any::<u16>(), any::<u16>()), 1..8)) {
        let mut people = work(&deeds);
        let opened = snapshot::read(people[1].session.export()).expect("our own file opens");
        for register in [people[0].session.register(), &opened.register] {
            for (n, m) in &words {
                let word = pick(WORDS, *n);
                for typed in ["meeting dag030".into(), word.to_owned(), slice(word, *m), format!("\"{}\" {}", slice(word, *m), pick(REFERENCES, *m)), word.to_uppercase()] {
                    prop_assert_eq!(found(register, &typed), scanned(register, &typed), "{}", typed);
                }
            }
        }
    }

    #[test]
    fn a_list_reads_back_as_it_is_typed(parts in prop::collection::vec("[ ,\"a\u{a0}]{1,6}", 1..5)) {
        let parts = parts.iter().map(String::as_str).filter(|part| !part.trim().is_empty());
        let list = Value::list(parts).expect("none of them is empty");
        let expected = Some(list.clone()).filter(|list| *list != Value::List(Vec::new()));
        prop_assert_eq!(Value::parse(Shape::List, &list.typed()), Ok(expected));
    }

    #[test]
    fn lists_are_in_order(deeds in deeds(40), descending: bool) {
        let people = work(&deeds);
        let register = people[0].session.register();
        let custom = Column::Custom(CustomName::of(WORDS[0]));
        for column in Column::offered(&[Kind::Milestone, Kind::Action]).into_iter().chain([custom]) {
            let shown = register.view(&Filter::default(), Sort { column, descending }, today()).rows;
            prop_assert_eq!(shown, in_order(register, column, descending), "{:?}", column);
        }
    }

    #[test]
    fn titles_that_begin_alike_are_in_order(
        titles in prop::collection::vec(prop::collection::vec(0..5_u16, 1..40), 1..60),
        descending: bool,
    ) {
        let words = |title: &Vec<u16>| title.iter().map(|n| pick(&["Late ", "late ", "late ", "kz ", "ma "], *n)).collect::<String>();
        let file = serde_json::json!({
            "format": "raid-register",
            "items": titles.iter().map(|title| serde_json::json!({ "kind": "risk", "title": words(title).trim() })).collect::<Vec<_>>(),
        });
        let register = snapshot::read(file.to_string().into_bytes()).expect("it is a register").register;
        let shown = register.view(&Filter::default(), Sort { column: Column::Title, descending }, today()).rows;
        prop_assert_eq!(shown.len(), titles.len());
        prop_assert_eq!(shown, in_order(&register, Column::Title, descending));
    }

    #[test]
    fn a_list_of_a_status_has_all_of_that_status_and_no_other(deeds in deeds(60)) {
        let people = work(&deeds);
        let register = people[0].session.register();
        for status in Kind::ALL.iter().flat_map(|kind| Status::of(*kind)) {
            let filter = Filter { statuses: vec![*status], ..Filter::default() };
            let shown: BTreeSet<RowId> = register.view(&filter, Sort::default(), today()).rows.into_iter().collect();
            let has = |row_id: &RowId| register.row(*row_id).status == *status && !register.row(*row_id).removed;
            prop_assert_eq!(shown, register.records().filter(has).collect(), "{:?}", status);
        }
    }

    #[test]
    fn a_list_that_is_kept_up_is_the_list_worked_out_anew(deeds in deeds(60), narrow: u16, sorted: u16, descending: bool) {
        let mut person = Person::opening(&opening(), 1);
        let filter = any_filter(narrow);
        let mut columns = Column::offered(&[Kind::Milestone, Kind::Action]);
        columns.push(Column::Custom(CustomName::of(WORDS[0])));
        let mut views: Vec<(Sort, View)> = [sorted, sorted / 64, 0]
            .map(|n| Sort { column: columns[usize::from(n) % columns.len()], descending })
            .map(|sort| (sort, person.session.register().view(&filter, sort, today())))
            .into();
        for (n, deed) in deeds.iter().enumerate() {
            person.act(*deed);
            let register = person.session.register();
            // Now and then a list takes in what several deeds changed.
            if n + 1 == deeds.len() || !(n + usize::from(narrow)).is_multiple_of(3) {
                for (sort, view) in &mut views {
                    register.update_view(view, &filter, *sort, today());
                    prop_assert_eq!(&*view, &register.view(&filter, *sort, today()), "{:?}", sort.column);
                }
            }
            let counted = Kind::ALL.map(|kind| register.records().filter(|row_id| shows(register.row(*row_id), kind)).count());
            prop_assert_eq!(Kind::ALL.map(|kind| register.count(kind) as usize), counted);
        }
    }
}

fn shows(row: &Row, kind: Kind) -> bool {
    row.kind == kind && !row.removed
}

/// A filter of one or two parts.
fn any_filter(n: u16) -> Filter {
    let filter =
        Filter { text: if n.is_multiple_of(3) { pick(WORDS, n / 5).into() } else { String::new() }, ..Filter::default() };
    match n % 11 {
        0 => filter,
        10 => Filter { custom: vec![(CustomName::of(WORDS[0]), pick(WORDS, n / 11).into())], ..filter },
        1 => Filter { kinds: vec![pick(&Kind::ALL, n / 10), Kind::Risk], ..filter },
        2 => Filter { scope: pick(&[Scope::Open, Scope::Settled], n / 10), ..filter },
        3 => Filter { due: pick(&[DueFilter::Overdue, DueFilter::Undated, DueFilter::Within(40)], n / 10), ..filter },
        4 => Filter { owner: Some(pick(WORDS, n / 10).into()), ..filter },
        5 => Filter { group: Some(pick(&["TMAG", "DAG", "PSG"], n / 10).into()), ..filter },
        6 => Filter { statuses: vec![Status::Open, Status::Raised], ..filter },
        7 => Filter { milestone: Some(pick(REFERENCES, n / 10).into()), ..filter },
        8 => Filter { rags: vec![pick(&Rag::ALL, n / 10), Rag::None], proposed: n.is_multiple_of(4), ..filter },
        _ => Filter { cell: Some(((n / 10 % 5) as u8 + 1, (n / 50 % 5) as u8 + 1)), ..filter },
    }
}

fn today() -> NaiveDate {
    day(0)
}

fn slice(word: &str, n: u16) -> String {
    let letters: Vec<char> = word.chars().collect();
    let from = usize::from(n) % letters.len();
    letters[from..letters.len().min(from + 1 + usize::from(n / 10) % 5)].iter().collect::<String>().replace('"', "")
}

fn found(register: &Register, typed: &str) -> BTreeSet<RowId> {
    let filter = Filter { text: typed.into(), ..Filter::default() };
    register.view(&filter, Sort::default(), today()).rows.into_iter().collect()
}

/// Reads every text of every record that is not struck out.
fn scanned(register: &Register, typed: &str) -> BTreeSet<RowId> {
    let lower = typed.to_lowercase();
    let quoted = lower.split('"').skip(1).step_by(2).map(str::trim);
    let plain = lower.split('"').step_by(2).flat_map(str::split_whitespace);
    let words: Vec<&str> = quoted.chain(plain).filter(|word| !word.is_empty()).collect();
    assert_eq!(Query::parse(typed).is_empty(), words.is_empty());
    let hit = |row_id: &RowId| {
        let record = register.record(*row_id).expect("it reads");
        let texts = texts(&record);
        record.removed.is_none() && words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    };
    register.records().filter(hit).collect()
}

fn texts(record: &Record) -> Vec<String> {
    let mut texts = vec![record.shown_reference(), record.kind.label().into(), record.standing.status.word().into()];
    texts.extend(record.aliases.iter().cloned());
    texts.extend(record.standing.why.clone());
    for (_, value) in record.fields.iter() {
        match value {
            Value::List(parts) => texts.extend(parts.iter().cloned()),
            Value::Text(_) | Value::Owner(_) => texts.push(value.to_string()),
            Value::Due(Due::Asap | Due::Meeting(_) | Due::Tbc) => texts.push(value.to_string()),
            Value::Day(_) | Value::Due(Due::On(_)) => {}
        }
    }
    texts.extend(Slot::ALL.iter().filter_map(|slot| record.assessment(*slot)?.why.clone()));
    for step in &record.mitigation {
        texts.push(step.text.clone());
        texts.extend(step.owner.iter().map(Owner::to_string));
    }
    for response in &record.case.responses {
        texts.push(response.party.clone());
        texts.extend(response.comments.clone());
    }
    texts.extend(record.notes.iter().map(|note| note.text.clone()));
    texts.extend(record.custom.values().cloned());
    texts.into_iter().map(|text| text.to_lowercase()).collect()
}

/// Sorts whole records by what they say, without any key.
fn in_order(register: &Register, column: Column, descending: bool) -> Vec<RowId> {
    let records = register.records().map(|row_id| (row_id, register.record(row_id).expect("it reads")));
    let mut records: Vec<(RowId, Record)> = records.filter(|(_, record)| record.removed.is_none()).collect();
    records.sort_by(|(_, a), (_, b)| {
        let key = |record: &Record, column: Column| key(register, record, column);
        let (a_key, b_key) = (key(a, column), key(b, column));
        let order = a_key.cmp(&b_key);
        let order = if descending && a_key.0 == b_key.0 { order.reverse() } else { order };
        order.then_with(|| key(a, Column::Reference).cmp(&key(b, Column::Reference))).then(a.id.cmp(&b.id))
    });
    records.into_iter().map(|(row_id, _)| row_id).collect()
}

/// A key that compares as a person would; what is missing comes last, whichever way the rest goes.
fn key(register: &Register, record: &Record, column: Column) -> (bool, i64, String) {
    let number = |n: Option<i64>| (n.is_none(), n.unwrap_or_default(), String::new());
    let words = |words: Option<String>| (words.is_none(), 0, words.unwrap_or_default().to_lowercase());
    let current = record.assessment(Slot::Current);
    match column {
        Column::Reference => match &record.reference {
            None => (true, 0, String::new()),
            Some(_) => {
                let shown = record.shown_reference().to_uppercase();
                let runs = shown.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
                let runs: Vec<String> = runs.map(|run| String::from_utf8_lossy(run).into_owned()).collect();
                let run = |run: &String| match run.starts_with(|c: char| c.is_ascii_digit()) {
                    true => format!("{run:0>9}"),
                    false => run.replace(|c: char| !c.is_alphanumeric(), ""),
                };
                (false, 0, runs.iter().map(run).collect::<Vec<_>>().join("\u{1}"))
            }
        },
        Column::Title => words(Some(record.title().into())),
        Column::Kind => number(Some(record.kind.index() as i64)),
        Column::Status => number(Some(record.standing.status.index() as i64)),
        Column::Rag => number(Some(rag(record)).filter(|rag| *rag != raid_register::state::Rag::None as i64)),
        Column::Score => number(current.and_then(Assessment::score).map(i64::from)),
        Column::Owner => words(record.fields.owner().map(|owner| owner.role.clone())),
        Column::Groups => {
            let groups = record.fields.list(Field::Groups);
            words((!groups.is_empty()).then(|| groups.join("\n")))
        }
        Column::Due => {
            let due = due_day(register, record);
            number(due.map(|day| i64::from(chrono::Datelike::num_days_from_ce(&day))))
        }
        Column::Changed => number(Some(record.changed.timestamp())),
        Column::Closes => {
            let mut rounds = record.case.rounds.iter().filter(|round| round.voided.is_none());
            number(rounds.next_back().map(|round| i64::from(chrono::Datelike::num_days_from_ce(&round.last_day()))))
        }
        Column::Custom(name) => words(record.custom.get(name.name()).cloned()),
        Column::Field(field) => match (record.fields.value(field), field.shape()) {
            (None, _) => (true, 0, String::new()),
            (Some(Value::Text(text)), Shape::Choice(choices)) => {
                number(choices.iter().position(|choice| choice == text).map(|at| at as i64))
            }
            (Some(value), _) => match record.fields.day(field) {
                Some(day) => number(Some(i64::from(chrono::Datelike::num_days_from_ce(&day)))),
                None => (false, i64::MAX, value.to_string().to_lowercase()),
            },
        },
    }
}

/// The day that a record says it is due on, or that of the meeting that it is due at.
fn due_day(register: &Register, record: &Record) -> Option<NaiveDate> {
    let field = Field::due_of(record.kind);
    let Some(Due::Meeting(named)) = record.fields.due(field) else { return record.fields.day(field) };
    let meeting = register.by_reference(&named).and_then(|row_id| register.record(row_id))?;
    let takes_place = meeting.removed.is_none() && meeting.standing.status != Status::Cancelled;
    meeting.fields.day(Field::HeldOn).filter(|_| takes_place && meeting.kind == Kind::Meeting)
}

fn rag(record: &Record) -> i64 {
    use raid_register::state::Rag;
    let stated = |field| record.fields.text(field).map_or(Rag::None, Rag::from_name);
    let rag = match record.kind {
        Kind::Risk => record.assessment(Slot::Current).and_then(|current| current.level).map_or(Rag::None, Rag::from),
        Kind::Issue => stated(Field::Severity),
        Kind::Milestone | Kind::Dependency => stated(Field::RagCurrent),
        Kind::Assumption | Kind::ChangeRequest | Kind::Action | Kind::Decision | Kind::Meeting | Kind::Document => Rag::None,
        Kind::Newer(_) => Rag::None,
    };
    rag as i64
}

/// An event made up without any regard to what is there. Only what could stand in a file counts: it must read back.
fn readable(id: EventId, about: EventId, fact: Recorded) -> Option<Event> {
    let about = match &fact {
        Recorded::Known(fact) if fact.name().starts_with("register.") || fact.name().starts_with("scheme.") => id,
        _ => about,
    };
    let turn = match id.tick % 4 {
        0 if matches!(fact, Recorded::Known(_)) => Some(UndoRef::Undoes(about)),
        1 if matches!(fact, Recorded::Known(_)) => Some(UndoRef::Redoes(about)),
        _ => None,
    };
    let event = Event { id, about, at: stamp("x", 0, 5).at, by: "Anybody".into(), fact, turn, extra: serde_json::Map::new() };
    let read = Event::parse(&event.line()).ok()?;
    assert_eq!(read.line(), event.line(), "an event reads back as written");
    assert!(read.known().is_none() || read.turn == event.turn, "and with what it undoes");
    Some(read)
}

fn any_id() -> impl Strategy<Value = EventId> {
    (1..40_u64, prop_oneof![Just(0xf), Just(1), Just(7)]).prop_map(|(tick, replica)| EventId { tick, replica: Replica(replica) })
}

fn any_fact() -> impl Strategy<Value = (EventId, EventId, Recorded)> {
    (20..200_u64, any_id(), any::<bool>(), 0..21_u8, any::<u16>(), any::<u16>(), any_id()).prop_map(
        |(tick, about, itself, what, a, b, other)| {
            let id = EventId { tick, replica: Replica(9) };
            (id, if itself { id } else { about }, made_up(what, a, b, other))
        },
    )
}

fn made_up(what: u8, a: u16, b: u16, other: EventId) -> Recorded {
    let words = |n: u16| (!n.is_multiple_of(3)).then(|| pick(WORDS, n).to_owned());
    let field = pick(Field::ALL, a);
    let side = |n: u16| (!n.is_multiple_of(3)).then(|| any_value(field.shape(), n));
    let standing = |n: u16| StatusEntry {
        status: if n % 11 == 5 { Status::Newer(newer(n)) } else { pick(Status::ALL, n) },
        since: (n.is_multiple_of(2)).then(|| day(n)),
        why: words(n),
        unmet: words(n).into_iter().collect(),
    };
    let reference = |n: u16| (!n.is_multiple_of(3)).then(|| pick(REFERENCES, n).to_owned());
    let kind = if a % 11 == 5 { Kind::Newer(newer(a)) } else { pick(&Kind::ALL, a) };
    let link_type = if a % 11 == 5 { LinkType::Newer(newer(a)) } else { pick(LinkType::ALL, a) };
    let link = Link { link: link_type, to: other, cited: reference(b), extra: Extra::new() };
    let any_step = |n: u16| (!n.is_multiple_of(3)).then(|| Step { id: other, ..any_step(n) });
    let rated = |n: u16| (!n.is_multiple_of(3)).then(|| any_assessment(n).rated(&Scheme::default()));
    let note = raid_register::record::Note {
        id: other,
        at: stamp("x", 0, 5).at,
        by: "Anybody".into(),
        text: pick(WORDS, a).into(),
        extra: Extra::new(),
    };
    let fact = match what {
        0 => Fact::RegisterOpened { title: pick(WORDS, a).into() },
        1 => Fact::RegisterRenamed { from: pick(WORDS, a).into(), to: pick(WORDS, b).into() },
        2 => Fact::SchemeChanged { from: Box::default(), to: Box::new(Scheme { version: 7, ..Scheme::default() }) },
        3 | 4 => {
            let mut fields = if b.is_multiple_of(5) { Default::default() } else { titled(pick(WORDS, b)) };
            fields.put(field, side(b));
            Fact::Raised { kind, reference: reference(b), standing: standing(a), fields }
        }
        5 | 6 => Fact::Edited { field, from: side(b), to: side(b / 7) },
        7 => Fact::Edited { field: Field::Title, from: None, to: None },
        8 => Fact::CustomEdited { name: pick(WORDS, a).into(), from: words(a), to: words(b) },
        9 => Fact::Moved { from: standing(a), to: standing(b) },
        10 => Fact::Assessed { slot: pick(&Slot::ALL, a), from: rated(a), to: rated(b) },
        11 => Fact::StepChanged { from: any_step(a), to: any_step(b) },
        12 => Fact::Noted { text: pick(WORDS, a).into() },
        13 if a.is_multiple_of(2) => Fact::NoteStruck { note },
        13 => Fact::NoteRestored { note },
        14 => Fact::Linked { link },
        15 => Fact::Unlinked { link },
        16 => Fact::Numbered { from: reference(a), to: reference(b) },
        17 => Fact::AliasChanged { from: reference(a), to: reference(b) },
        18 if a.is_multiple_of(2) => Fact::Removed { why: pick(WORDS, a).into() },
        18 => Fact::Restored { why: pick(WORDS, a).into() },
        19 => {
            let side = |n: u16| (!n.is_multiple_of(3)).then(|| Box::new(any_part(a, n, other)));
            Fact::PartChanged { from: side(a), to: side(b) }
        }
        _ if a.is_multiple_of(2) => {
            let members = [("field".to_owned(), "colour".into()), ("to".to_owned(), b.into())];
            return Recorded::Foreign("item.edited".into(), serde_json::Map::from_iter(members));
        }
        _ => return Recorded::Foreign("item.blessed".into(), serde_json::Map::from_iter([("colour".to_owned(), a.into())])),
    };
    Recorded::Known(Box::new(fact))
}

/// Spellings decide who holds a reference; this keeps the list above honest.
#[test]
fn some_references_of_the_laws_are_spellings_of_one_another() {
    let forms: BTreeSet<String> = REFERENCES.iter().map(|reference| normal_form(reference)).collect();
    assert_eq!(forms.len(), REFERENCES.len() - 2);
}

/// A law about histories in which nothing happens would hold too easily.
#[test]
fn the_made_up_histories_hold_every_fact() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut names = BTreeSet::new();
    for _ in 0..40 {
        let deeds = deeds(60).new_tree(&mut runner).expect("deeds can be made up").current();
        let events = work(&deeds).each_mut().map(|person| person.session.events());
        names.extend(events.iter().flatten().filter_map(Event::known).map(Fact::name));
    }
    assert_eq!(names.len(), 22, "{names:?}");
}
