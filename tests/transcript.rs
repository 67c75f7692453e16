//! The sample register against an independent reading of the papers, row by row; `transcript/README.md` says how.

mod desk;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use desk::Desk;
use raid_register::log::{Fact, sentence};
use raid_register::record::{Field, Kind, Link, Record, Slot};
use raid_register::scheme::Scheme;
use raid_register::session::Session;
use raid_register::snapshot;
use raid_register::stamp::EventId;
use sha2::{Digest, Sha256};

const SAMPLE: &[u8] = include_bytes!("../www/samples/mhhs.raid.json");

fn sample() -> Desk {
    let session = Session::of(snapshot::read(SAMPLE.to_vec()).expect("the sample opens"));
    Desk { session, ..Desk::new() }
}

/// One row of a table: its cells by the name of their column. An empty cell says nothing.
struct Row<'a> {
    table: &'a str,
    cells: HashMap<&'a str, &'a str>,
    /// The columns that were looked at.
    asked: RefCell<BTreeSet<&'a str>>,
}

/// What a table says of itself and not of the record.
const FOR_READERS: [&str; 4] = ["kind", "note", "paper", "quote"];

impl<'a> Row<'a> {
    fn cell(&self, column: &str) -> Option<&'a str> {
        let (name, cell) = self.cells.get_key_value(column).unwrap_or_else(|| panic!("{} has no column {column}", self.table));
        self.asked.borrow_mut().insert(name);
        Some(*cell).filter(|cell| !cell.is_empty())
    }

    /// The columns that nobody compared with the sample.
    fn unasked(&self) -> Vec<&'a str> {
        let asked = self.asked.borrow();
        self.cells.keys().copied().filter(|name| !asked.contains(name) && !FOR_READERS.contains(name)).collect()
    }

    fn reference(&self) -> &'a str {
        self.cell("reference").expect("every row has a reference")
    }
}

fn rows<'a>(table: &'a str, text: &'a str) -> Vec<Row<'a>> {
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().expect("a heading").split('\t').collect();
    let row = |line: &'a str| {
        let cells: HashMap<&str, &str> = names.iter().copied().zip(line.split('\t')).collect();
        assert_eq!(cells.len(), names.len(), "{table}: {line}");
        Row { table, cells, asked: RefCell::default() }
    };
    lines.map(row).collect()
}

/// What does not agree, gathered so that one run tells all of it.
#[derive(Default)]
struct Disagreements(Vec<String>);

impl Disagreements {
    fn tell(&mut self, row: &Row<'_>, what: &str, paper: &str, sample: &str) {
        self.0.push(format!("{} {} {what}:\n  paper  {paper}\n  sample {sample}", row.table, row.reference()));
    }

    fn equal(&mut self, row: &Row<'_>, column: &str, sample: &str) {
        if let Some(paper) = row.cell(column).filter(|paper| *paper != sample) {
            self.tell(row, column, paper, sample);
        }
    }

    fn fields(&mut self, row: &Row<'_>, record: &Record, columns: &[(&str, Field)]) {
        for (column, field) in columns {
            self.equal(row, column, &record.fields.value(*field).map(|value| value.to_string()).unwrap_or_default());
        }
    }

    /// The sample may say what the column says, or one of the other readings that the papers allow.
    fn allowed(&mut self, row: &Row<'_>, column: &str, also: &str, agrees: impl Fn(&str) -> bool, sample: &str) {
        let Some(paper) = row.cell(column) else { return };
        let mut readings = row.cell(also).into_iter().flat_map(|also| also.split('|')).chain([paper]);
        if !readings.any(agrees) {
            self.tell(row, column, paper, sample);
        }
    }

    /// Each of the external references that the paper gives; the sample may know more from other papers.
    fn cites(&mut self, row: &Row<'_>, record: &Record) {
        let cited = record.fields.list(Field::ExternalRefs);
        for paper in row.cell("externalRefs").into_iter().flat_map(|paper| paper.split(", ")) {
            if !cited.iter().any(|cited| cited == paper) {
                self.tell(row, "externalRefs", paper, &cited.join(", "));
            }
        }
    }

    /// Each of the links that the paper states; the sample may know more.
    fn links(&mut self, row: &Row<'_>, record: &Record) {
        let linked = |link: &Link| format!("{} {}", link.link.name(), link.cited.as_deref().unwrap_or_default());
        let linked: Vec<String> = record.links.iter().map(linked).collect();
        for paper in row.cell("links").into_iter().flat_map(|paper| paper.split(", ")) {
            if !linked.iter().any(|have| have == paper) {
                self.tell(row, "links", paper, &linked.join(", "));
            }
        }
    }

    /// The steps that the paper gives a day, or says are done: neither more nor fewer.
    fn dated(&mut self, row: &Row<'_>, record: &Record) {
        let steps = record.mitigation.iter().zip(1..).flat_map(|(step, number)| {
            let due = step.due.as_ref().map(|due| format!("{number} due {due}"));
            due.into_iter().chain(step.done.map(|done| format!("{number} done {done}")))
        });
        let steps: Vec<String> = steps.collect();
        self.equal(row, "dated", if steps.is_empty() { "none".into() } else { steps.join(" | ") }.as_str());
    }

    /// The roles that sat there, each as often as the paper lists it: the sample counts them in brackets.
    fn attendees(&mut self, row: &Row<'_>, record: &Record) {
        let Some(paper) = row.cell("attendees") else { return };
        let mut here: Vec<&str> = Vec::new();
        for role in record.fields.list(Field::Attendees) {
            let base = role.split(" (").next().unwrap_or_default();
            let times = role.split(['(', ')']).find_map(|part| part.parse().ok()).unwrap_or(1);
            here.extend(std::iter::repeat_n(base, times));
        }
        let mut there: Vec<&str> = paper.split(" | ").collect();
        here.sort_unstable();
        there.sort_unstable();
        if here != there {
            self.tell(row, "attendees", &there.join(" | "), &here.join(" | "));
        }
    }

    fn status(&mut self, row: &Row<'_>, word: &str) {
        self.allowed(row, "status", "statusAlso", |reading| reading == word, word);
    }

    #[track_caller]
    fn none(self, rows: usize, at_least: usize) {
        assert!(self.0.is_empty(), "{} disagreements\n{}", self.0.len(), self.0.join("\n"));
        assert!(rows >= at_least, "{rows} rows were checked; {at_least} are known");
    }
}

/// The record of each row. A row whose record is missing is a disagreement of its own.
fn each(table: &str, text: &str, kind: Kind, at_least: usize, check: impl Fn(&mut Disagreements, &Row<'_>, &Record)) {
    let desk = sample();
    let register = desk.session.register();
    let rows = rows(table, text);
    let mut found = Disagreements::default();
    for row in &rows {
        let record = register.by_reference(row.reference()).and_then(|row_id| register.record(row_id));
        match record.filter(|record| record.kind == kind) {
            Some(record) => check(&mut found, row, &record),
            None => found.tell(row, "record", kind.label(), "none"),
        }
    }
    found.none(rows.len(), at_least);
    let unasked = |column: &&&str| rows.iter().all(|row| row.unasked().contains(*column));
    let columns: Vec<&str> = rows[0].cells.keys().copied().collect();
    assert_eq!(columns.iter().filter(unasked).collect::<Vec<_>>(), [&""; 0], "{table}: columns that nothing is held against");
}

/// Where each record stands by the papers themselves: what the custodian derived from a later silence does not count.
fn stated() -> HashMap<EventId, &'static str> {
    let mut statuses = HashMap::new();
    for event in sample().session.events() {
        match event.known() {
            Some(Fact::Raised { standing, .. }) => drop(statuses.insert(event.about, standing.status.word())),
            Some(Fact::Moved { to, .. }) if !to.why.as_ref().is_some_and(|why| why.starts_with("Derived:")) => {
                statuses.insert(event.about, to.status.word());
            }
            _ => {}
        }
    }
    statuses
}

fn wording(record: &Record) -> String {
    record.fields.text(Field::Description).unwrap_or(record.title()).to_owned()
}

#[test]
fn milestones_are_as_in_the_papers() {
    each("milestones", include_str!("transcript/milestones.tsv"), Kind::Milestone, 83, |found, row, record| {
        let columns = [
            ("title", Field::Title),
            ("tier", Field::Tier),
            ("planSection", Field::PlanSection),
            ("baseline", Field::Baseline),
            ("forecast", Field::Forecast),
            ("update", Field::Update),
            ("registerDate", Field::RegisterDate),
            ("level1", Field::Level1),
            ("change", Field::MilestoneChange),
            ("governedBy", Field::GovernedBy),
            ("rag", Field::RagCurrent),
        ];
        found.fields(row, record, &columns);
        found.cites(row, record);
        let placed = [
            ("baseline", Field::Baseline),
            ("forecast", Field::Forecast),
            ("change", Field::MilestoneChange),
            ("governedBy", Field::GovernedBy),
            ("rag", Field::RagCurrent),
        ];
        for (column, field) in placed {
            if let (None, Some(value)) = (row.cell(column), record.fields.value(field)) {
                found.tell(row, column, "none", &value.to_string());
            }
        }
    });
}

#[test]
fn risks_are_as_in_the_papers() {
    each("risks", include_str!("transcript/risks.tsv"), Kind::Risk, 6, |found, row, record| {
        found.fields(row, record, &[("description", Field::Description), ("impactStatement", Field::ImpactStatement)]);
        let current = record.assessment(Slot::Current);
        let impact = |slot| {
            record.assessment(slot).and_then(|made| made.impact).map(|level| level.number().to_string()).unwrap_or_default()
        };
        found.equal(row, "level", current.and_then(|made| made.level).map_or("", |level| level.word()));
        found.equal(row, "impact", &impact(Slot::Current));
        found.equal(row, "proposedImpact", &impact(Slot::Proposed));
        found.dated(row, record);
        found.links(row, record);
        if let Some(paper) = row.cell("mitigation") {
            let steps: Vec<&str> = record.mitigation.iter().map(|step| step.text.as_str()).collect();
            let (paper, sample) = (paper.replace(" | ", " "), steps.join(" "));
            if paper != sample {
                found.tell(row, "mitigation", &paper, &sample);
            }
        }
    });
}

#[test]
fn actions_are_as_in_the_papers() {
    let stated = stated();
    each("actions", include_str!("transcript/actions.tsv"), Kind::Action, 44, |found, row, record| {
        found.equal(row, "wording", &wording(record));
        found.fields(row, record, &[("due", Field::Due), ("area", Field::Area), ("raisedOn", Field::RaisedOn)]);
        found.links(row, record);
        let owner = record.fields.owner().map(|owner| owner.role.clone()).unwrap_or_default();
        found.allowed(row, "owner", "ownerAlso", |reading| owner.starts_with(reading), &owner);
        found.status(row, stated[&record.id]);
    });
}

#[test]
fn decisions_are_as_in_the_papers() {
    each("decisions", include_str!("transcript/decisions.tsv"), Kind::Decision, 6, |found, row, record| {
        found.equal(row, "wording", &wording(record));
        found.fields(row, record, &[("forum", Field::Forum), ("decidedOn", Field::DecidedOn), ("area", Field::Area)]);
        found.links(row, record);
    });
}

#[test]
fn meetings_are_as_in_the_papers() {
    each("meetings", include_str!("transcript/meetings.tsv"), Kind::Meeting, 7, |found, row, record| {
        let columns = [
            ("heldOn", Field::HeldOn),
            ("issuedOn", Field::IssuedOn),
            ("headlineOn", Field::HeadlineOn),
            ("nextMeeting", Field::NextMeeting),
            ("venue", Field::Venue),
            ("classification", Field::Classification),
        ];
        found.fields(row, record, &columns);
        found.cites(row, record);
        found.attendees(row, record);
    });
}

#[test]
fn change_requests_are_as_in_the_papers() {
    each("changes", include_str!("transcript/changes.tsv"), Kind::ChangeRequest, 14, |found, row, record| {
        found.fields(row, record, &[("title", Field::Title)]);
        found.status(row, record.standing.status.word());
        found.cites(row, record);
        found.links(row, record);
    });
}

#[test]
fn assumptions_issues_and_dependencies_are_as_in_the_papers() {
    for kind in [Kind::Assumption, Kind::Issue, Kind::Dependency] {
        let text = include_str!("transcript/raid.tsv");
        let heading = text.lines().next().expect("a heading");
        let own: Vec<&str> = text.lines().filter(|line| line.split('\t').nth(1) == Some(kind.name())).collect();
        each("raid", &[&[heading], &own[..]].concat().join("\n"), kind, own.len().max(1), |found, row, record| {
            let phrase = row.cell("phrase").expect("a phrase of the paper");
            let said = format!("{}\n{}", record.title(), wording(record));
            if !said.contains(phrase) {
                found.tell(row, "phrase", phrase, &said);
            }
            found.fields(row, record, &[("area", Field::Area), ("raisedOn", Field::RaisedOn)]);
            found.links(row, record);
        });
    }
}

#[test]
fn two_points_in_time_stand_in_the_history() {
    let mut desk = sample();
    let due = desk.history("TMAG19-02").into_iter().find(|line| line.starts_with("due "));
    assert_eq!(due.as_deref(), Some("due 2023-06-21 → 2023-08-16"), "the minutes of 31 May and the pack of 16 August");
    let id = desk.id("R525");
    let events = desk.session.history(id);
    let proposal = events
        .iter()
        .find(|event| matches!(event.known(), Some(Fact::Assessed { slot: Slot::Proposed, .. })))
        .expect("impact 4 is proposed");
    assert!(
        sentence(proposal, &Scheme::default()).starts_with("impact 4, proposed: Suggest that the Impact is reduced from 5 to 4"),
        "{}",
        sentence(proposal, &Scheme::default())
    );
    let impact = |slot| desk.record("R525").assessment(slot).and_then(|made| made.impact).map(|level| level.number());
    assert_eq!((impact(Slot::Current), impact(Slot::Proposed)), (Some(5), Some(4)), "proposed is not agreed");
}

/// Lower-cased words, as the list of names was made: letters, with an apostrophe or hyphen inside.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphabetic() && !"'’-".contains(c)).filter(|word| !word.is_empty()).map(Into::into).collect()
}

fn gather(json: &serde_json::Value, texts: &mut Vec<String>) {
    match json {
        serde_json::Value::String(text) => texts.push(text.clone()),
        serde_json::Value::Array(parts) => parts.iter().for_each(|part| gather(part, texts)),
        serde_json::Value::Object(parts) => {
            texts.extend(parts.keys().cloned());
            parts.values().for_each(|part| gather(part, texts));
        }
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

#[test]
fn no_personal_name_of_the_papers_is_in_the_sample() {
    let names: std::collections::HashSet<&str> = include_str!("transcript/names.txt").lines().map(str::trim).collect();
    assert!(names.len() > 100, "the list is there");
    let mut texts = Vec::new();
    gather(&serde_json::from_slice(SAMPLE).expect("the sample is JSON"), &mut texts);
    let words = words(&texts.join(" | "));
    let mut seen = std::collections::HashSet::new();
    let sequences = words.iter().cloned().chain(words.windows(2).map(|pair| pair.join(" ")));
    for sequence in sequences.filter(|sequence| seen.insert(sequence.clone())) {
        let hash: String = Sha256::digest(sequence.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(!names.contains(hash.as_str()), "“{sequence}” is a personal name of the papers");
    }
}
