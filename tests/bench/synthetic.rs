//! Writes a made-up register of any size, the same for the same seed: `synthetic FILE ITEMS SEED`.
//!
//! Each item is a risk, issue, assumption or dependency with two to four mitigation steps and five dated changes, every
//! one of them an event of its log, about as long as those of the programme's papers. As an example, it has two fields of the
//! programme's own too, filled in for every record.

use std::path::Path;

use chrono::{DateTime, Days, NaiveDate, Utc};
use raid_register::calendar::Due;
use raid_register::log::{Event, Fact, Line, Log, Recorded};
use raid_register::record::{Assessment, Extra, Field, Fields, Kind, Owner, Record, Slot, Status, StatusEntry, Step, Value};
use raid_register::scheme::{CustomField, Level};
use raid_register::snapshot;
use raid_register::stamp::{EventId, Replica};
use raid_register::state::Register;

const WORDS: &str = "participant migration settlement interface testing environment supplier metering registration data \
    quality release baseline forecast evidence approach plan qualification tranche capacity design artefact consultation \
    response delivery assurance milestone dependency certificate connectivity volume threshold cutover cleanse portfolio \
    programme readiness schedule defect regression scenario extract message platform obligation governance reporting";
const RARE: [&str; 8] = ["turbine", "seasonal", "harbour", "granite", "lantern", "orchard", "viaduct", "quarry"];
const GROUPS: [&str; 6] = ["TMAG", "DAG", "PSG", "CCAG", "MWG", "DWG"];
const SITES: [&str; 8] = ["Leeds", "London", "Bristol", "Cardiff", "Glasgow", "Belfast", "Exeter", "York"];
const OWNERS: [&str; 8] = [
    "Programme (PMO)",
    "Large Supplier Representative",
    "DNO Representative",
    "iDNO Representative",
    "Supplier Agent Representative",
    "Elexon Representative",
    "RECCo Representative",
    "DCC Representative",
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, path, records, seed] = &arguments[..] else {
        eprintln!("usage: synthetic FILE ITEMS SEED");
        std::process::exit(2);
    };
    let records = records.parse().expect("ITEMS is a number");
    let seed = seed.parse().expect("SEED is a number");
    let bytes = Maker { has_own_fields: true, ..Maker::new(seed) }.register(records);
    std::fs::write(Path::new(path), &bytes).expect("the file can be written");
    println!("{path}: {records} items, {} bytes", bytes.len());
}

/// A small generator of chance (xorshift64*): the same numbers for the same seed, on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound as u64) as usize
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

pub(crate) struct Maker {
    /// Whether records have fields of the programme's own.
    has_own_fields: bool,
    chance: Chance,
    words: Vec<&'static str>,
    tick: u64,
    lines: Vec<Line>,
}

impl Maker {
    pub(crate) fn new(seed: u64) -> Maker {
        Maker {
            has_own_fields: false,
            chance: Chance(seed | 1),
            words: WORDS.split_whitespace().collect(),
            tick: 0,
            lines: Vec::new(),
        }
    }

    pub(crate) fn register(mut self, records: usize) -> Vec<u8> {
        let mut register = Register::new("Synthetic register");
        if self.has_own_fields {
            let money = CustomField { holds: "money".into(), ..CustomField::default() };
            let choices = SITES.map(str::to_owned).to_vec();
            let site = CustomField { holds: "choice".into(), choices, ..CustomField::default() };
            register.scheme.custom = Some([("Exposure".to_owned(), money), ("Site".to_owned(), site)].into());
        }
        for number in 1..=records {
            let events = self.story(number);
            self.lines.extend(events.iter().map(Line::of));
            let (record, _) = Record::fold(&events);
            register.put(&record.expect("its first event raises it"));
        }
        let mut log = Log::of(std::mem::take(&mut self.lines));
        snapshot::write(&register, &mut log, &serde_json::Map::new())
    }

    fn story(&mut self, number: usize) -> Vec<Event> {
        let kind = [Kind::Risk, Kind::Risk, Kind::Issue, Kind::Assumption, Kind::Dependency][number % 5];
        let mut events = Vec::new();
        let day = NaiveDate::from_ymd_opt(2022, 1, 3).expect("a Monday") + Days::new(self.chance.below(600) as u64);
        let raised = self.raising(kind, number, day);
        self.happen(&mut events, day, raised);
        if self.has_own_fields {
            let exposure = (self.chance.below(999) + 1) * 50;
            for (name, value) in [("Exposure", exposure.to_string()), ("Site", self.chance.of(&SITES).to_owned())] {
                self.happen(&mut events, day, Fact::CustomEdited { name: name.into(), from: None, to: Some(value) });
            }
        }
        for _ in 0..2 + self.chance.below(3) {
            let step = self.step(day);
            self.happen(&mut events, day, Fact::StepChanged { from: None, to: Some(step) });
        }
        let mut due = None;
        for change in 0..5_u64 {
            let when = day + Days::new((change + 1) * 21);
            let fact = self.change(kind, change, when, &mut due, &events);
            self.happen(&mut events, when, fact);
        }
        events
    }

    fn happen(&mut self, events: &mut Vec<Event>, day: NaiveDate, fact: Fact) {
        self.tick += 1;
        let id = EventId { tick: self.tick, replica: Replica(0xbe7c_0001) };
        let about = events.first().map_or(id, |first: &Event| first.id);
        let at: DateTime<Utc> = day.and_hms_opt(9, 0, 0).expect("nine o'clock").and_utc();
        let by = self.chance.of(&OWNERS).to_owned();
        events.push(Event {
            id,
            about,
            at,
            by,
            fact: Recorded::Known(Box::new(fact)),
            turn: None,
            extra: serde_json::Map::new(),
        });
    }

    fn raising(&mut self, kind: Kind, number: usize, day: NaiveDate) -> Fact {
        let mut fields = Fields::default();
        let opening = match kind {
            Kind::Dependency => "There is a dependency on",
            Kind::Assumption => "It is assumed that",
            _ => "There is a risk that",
        };
        fields.put(Field::Title, Some(Value::Text(self.sentence(8))));
        fields.put(Field::Description, Some(Value::Text(format!("{opening} {}", self.sentence(26)))));
        if kind != Kind::Assumption {
            fields.put(Field::ImpactStatement, Some(Value::Text(format!("This may lead to {}", self.sentence(13)))));
        }
        fields.put(Field::Owner, Some(Value::Owner(Owner::role(self.chance.of(&OWNERS)))));
        fields.put(Field::RaisedOn, Some(Value::Day(day)));
        fields.put(Field::Groups, Some(Value::List(vec![self.chance.of(&GROUPS).into()])));
        if kind == Kind::Issue {
            fields.put(Field::Severity, Some(Value::Text(self.chance.of(&["Critical", "High", "Medium", "Low"]).into())));
        }
        let reference = format!("{}{number}", kind.prefix());
        Fact::Raised { kind, reference: Some(reference), standing: StatusEntry::plain(Status::first(kind)), fields }
    }

    fn step(&mut self, day: NaiveDate) -> Step {
        Step {
            id: EventId { tick: self.tick + 1, replica: Replica(0xbe7c_0001) },
            text: self.sentence(9),
            owner: Some(Owner::role(self.chance.of(&OWNERS))),
            due: Some(Due::On(day + Days::new(30))),
            done: None,
            extra: Extra::new(),
        }
    }

    fn change(&mut self, kind: Kind, change: u64, when: NaiveDate, due: &mut Option<Value>, events: &[Event]) -> Fact {
        match (change, kind) {
            (0, Kind::Risk) => Fact::Assessed { slot: Slot::Current, from: None, to: Some(self.assessment(when)) },
            (1 | 3, _) => Fact::Noted { text: self.sentence(8) },
            (0 | 2 | 4, _) => {
                let field = Field::due_of(kind);
                let day = when + Days::new(60);
                let to = if field == Field::NextReview { Value::Day(day) } else { Value::Due(Due::On(day)) };
                let from = due.replace(to.clone());
                Fact::Edited { field, from, to: Some(to) }
            }
            _ => Fact::Noted { text: format!("After {} changes", events.len()) },
        }
    }

    fn assessment(&mut self, on: NaiveDate) -> Assessment {
        let level = |number: usize| Level::try_from(number as i64 + 1).expect("one to five");
        let (likelihood, impact) = (level(self.chance.below(5)), level(self.chance.below(5)));
        let figures = Assessment { likelihood: Some(likelihood), impact: Some(impact), on: Some(on), ..Assessment::default() };
        figures.rated(&raid_register::scheme::Scheme::default())
    }

    fn sentence(&mut self, length: usize) -> String {
        let mut words: Vec<&str> = (0..length).map(|_| self.words[self.chance.below(self.words.len())]).collect();
        if self.chance.below(12) == 0 {
            let at = self.chance.below(words.len());
            words[at] = self.chance.of(&RARE);
        }
        words.join(" ")
    }
}
