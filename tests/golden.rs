//! One small file of each released format, kept for ever: every version of the program opens it and gives it back.

mod desk;
#[path = "golden/everything.rs"]
mod everything;
#[path = "golden/members.rs"]
mod members;

use std::collections::BTreeSet;

use desk::{Desk, findings, titled, value};
use raid_register::kind::{ALWAYS_WRITTEN, SECTIONS};
use raid_register::log::{Event, FactName, Recorded};
use raid_register::record::{Done, Field, Fields, Kind, LinkType, Owner, Shape, Slot, Status, Value};
use raid_register::scheme::Scheme;
use raid_register::session::Session;
use raid_register::snapshot::{self, Finding};
use raid_register::workflow::{Command, NewRecord};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
const V1: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1.raid.json");
/// The wire names of format 1, frozen. New ones are added below, none is ever changed or taken away.
const FACTS: [&str; 19] = [
    "alias.changed",
    "assessment.recorded",
    "custom.edited",
    "item.edited",
    "item.raised",
    "item.removed",
    "item.restored",
    "link.added",
    "link.removed",
    "note.added",
    "note.restored",
    "note.struck",
    "reference.given",
    "register.opened",
    "register.renamed",
    "risk.blessed",
    "scheme.changed",
    "status.changed",
    "step.changed",
];

/// The names of all facts that are written, frozen like those: a new one is added at the end.
const WRITTEN: [&str; 22] = [
    "register.opened",
    "register.renamed",
    "scheme.changed",
    "item.raised",
    "item.edited",
    "custom.edited",
    "status.changed",
    "assessment.recorded",
    "step.changed",
    "submission.recorded",
    "round.recorded",
    "response.recorded",
    "milestoneMove.recorded",
    "note.added",
    "note.struck",
    "note.restored",
    "link.added",
    "link.removed",
    "reference.given",
    "alias.changed",
    "item.removed",
    "item.restored",
];

/// Every field of a kind, filled with the simplest thing that fits.
fn filled(kind: Kind) -> Fields {
    let mut fields = titled(&format!("{} of the golden file", kind.label()));
    for field in Field::ALL.iter().copied().filter(|field| field.belongs_to(kind) && *field != Field::Title) {
        let filled = match field.shape() {
            Shape::Line if field == Field::Group || field == Field::Forum => value(field, "TMAG"),
            Shape::Line | Shape::Text | Shape::Offered => Some(Value::Text(format!("{}: <b>=1+1</b> “ä”", field.label()))),
            Shape::Day => value(field, "2023-10-13"),
            Shape::Due => value(field, if field == Field::Due { "ASAP" } else { "meeting DAG030" }),
            Shape::List => value(field, "TMAG, DAG"),
            Shape::Owner if kind == Kind::Risk => Some(Value::Owner(Owner::named("DNO Representative", "A. Role"))),
            Shape::Owner => value(field, "Programme (PMO)"),
            Shape::Choice(words) => value(field, words[words.len() - 1]),
            Shape::Listed(list) => value(field, Scheme::default().words(list).last().expect("the usual words")),
        };
        fields.put(field, filled);
    }
    fields
}

/// Made once, when the format was new. Never made again: `RAID_BLESS=new-format` is for the next one.
fn make() -> Vec<u8> {
    let mut desk = Desk::new();
    for kind in Kind::ALL {
        desk.carry_out(Command::Raise(Box::new(NewRecord::of(kind, filled(kind)))));
    }
    desk.edit("R1", Field::Title, "Renamed");
    let record = desk.id("R1");
    desk.carry_out(Command::EditCustom { record, name: "Region".into(), to: Some("North".into()) });
    desk.assess("R1", Slot::Current, (4, 5), "agreed");
    desk.assess("R1", Slot::Target, (1, 2), "");
    desk.assess("R1", Slot::Proposed, (4, 4), "one supplier fewer");
    let step = desk.step("R1", "First step");
    let mut done = desk.record("R1").mitigation[0].clone();
    (done.owner, done.done) = (Some(Owner::role("PPs")), Some(Done::parse("2023-08-20").expect("a literal day")));
    desk.carry_out(Command::ChangeStep { record, step, to: Some(done) });
    desk.note("R1", "Kept");
    desk.note("R1", "Struck and brought back");
    desk.undo().expect("a note can be undone");
    desk.redo().expect("and brought back");
    desk.link("R1", LinkType::Threatens, "M1");
    desk.link("R1", LinkType::RaisedAt, "TMAG001");
    desk.undo().expect("a link can be undone");
    desk.carry_out(Command::Number { record, to: "R127".into() });
    desk.carry_out(Command::Alias { record, alias: "Risk 127".into() });
    desk.move_to("R127", Status::Closed, "golden").expect("it can be closed");
    let action = desk.id("ACT001");
    desk.carry_out(Command::Remove { record: action, why: "Raised in error".into() });
    desk.undo().expect("a removal can be undone");
    desk.redo().expect("and done again");
    desk.carry_out(Command::Rename { title: "Golden register".into() });
    let categories = vec!["Testing".into()];
    desk.carry_out(Command::ChangeScheme { to: Box::new(Scheme { categories, ..Scheme::default() }) });
    let foreign =
        Recorded::Foreign("risk.blessed".into(), serde_json::Map::from_iter([("how".to_owned(), serde_json::json!([1, null]))]));
    let last = desk.session.events().last().expect("much has happened").clone();
    let id = raid_register::stamp::EventId { tick: last.id.tick + 1, ..last.id };
    desk.session.merge(vec![Event { id, about: record, fact: foreign, ..last }]);
    desk.session.export()
}

#[test]
fn the_names_of_facts_are_frozen() {
    let names: BTreeSet<&str> = FactName::ALL.iter().map(|name| name.word()).collect();
    assert_eq!((names, FactName::ALL.len()), (WRITTEN.into_iter().collect(), WRITTEN.len()));
}

#[test]
fn the_file_of_format_1_opens_and_goes_out_byte_for_byte() {
    if std::env::var("RAID_BLESS").as_deref() == Ok("new-format") {
        std::fs::write(V1, make()).expect("the golden file can be written");
    }
    let kept = std::fs::read(V1).expect("the golden file is there");
    let mut session = Session::of(snapshot::read(kept.clone()).expect("it opens"));
    let strange: Vec<String> = findings(&mut session).iter().map(|found| format!("{found:?}")).collect();
    assert!(
        matches!(&strange[..], [one] if one.contains("Foreign")),
        "its log agrees, but for the one fact of a newer version: {strange:?}"
    );
    assert!(session.export() == kept, "it goes out as it came in");
    let names: BTreeSet<String> = session.events().iter().map(name).collect();
    assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), FACTS);
}

#[test]
fn the_file_of_format_1_is_what_its_events_make() {
    let mut opened = Session::of(snapshot::read(std::fs::read(V1).expect("the golden file is there")).expect("it opens"));
    let mut replayed = Session::default();
    replayed.merge(opened.events());
    // A file of that time does not say which register it is of.
    let id = opened.events()[0].id;
    let replayed = String::from_utf8(replayed.export()).expect("text").replacen(&format!("\"id\":\"{id}\","), "", 1);
    assert!(replayed.into_bytes() == opened.export());
    let register = opened.register();
    // Those that came later are in files of their own.
    for kind in Kind::ALL.into_iter().filter(|kind| SECTIONS[..ALWAYS_WRITTEN].contains(&kind.section())) {
        let row_id =
            register.records().find(|row_id| register.row(*row_id).kind == kind).unwrap_or_else(|| panic!("a {}", kind.name()));
        let record = register.record(row_id).expect("it reads");
        assert_eq!(record.extra, Default::default(), "every key is understood");
    }
}

/// Every file under `tests/golden`, by its name. More are added; none is ever changed or taken away.
fn every_file() -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(GOLDEN).expect("the folder is there").map(|entry| entry.expect("it can be listed").path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect();
    files.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        (name, std::fs::read(path).expect("a golden file can be read"))
    };
    files.into_iter().map(read).collect()
}

/// Two new files, where `RAID_GOLDEN` says what they are called: of everything that the program knows now.
fn make_anew() {
    let Ok(name) = std::env::var("RAID_GOLDEN") else { return };
    let paths = [format!("{GOLDEN}/{name}.raid.json"), format!("{GOLDEN}/{name}-part.raid.json")];
    for (path, file) in paths.into_iter().zip(everything::make()) {
        assert!(!std::path::Path::new(&path).exists(), "{path} is kept as it is: choose another name");
        std::fs::write(path, file).expect("the golden file can be written");
    }
}

#[test]
fn every_golden_file_opens_and_goes_out_byte_for_byte() {
    let files = every_file();
    assert!(files.len() >= 3, "{} golden files", files.len());
    for (name, kept) in files {
        let mut session = Session::of(snapshot::read(kept.clone()).unwrap_or_else(|fault| panic!("{name}: {fault}")));
        let strange = findings(&mut session);
        let is_strange = |found: &Finding| matches!(found, Finding::Strange { .. });
        assert!(strange.iter().all(is_strange), "{name}: {strange:?}");
        assert!(session.export() == kept, "{name} goes out as it came in");
        let events = session.events();
        let written: Vec<String> = events.iter().map(|event| String::from_utf8(event.line()).expect("text")).collect();
        let kept = String::from_utf8(kept).expect("text");
        let (_, log) = kept.split_once("\"log\": [\n").expect("a log");
        let lines = log.lines().map(|line| line.trim().trim_end_matches(','));
        assert_eq!(lines.take_while(|line| *line != "]").collect::<Vec<_>>(), written, "{name}, each event written anew");
        let mut replayed = Session::default();
        replayed.merge(events);
        for row_id in session.register().records() {
            let record = session.register().record(row_id).expect("it reads");
            let again = replayed.register().by_id(record.id).and_then(|row_id| replayed.register().record(row_id));
            assert_eq!(again.as_ref(), Some(&record), "{name}");
        }
    }
}

#[test]
fn the_golden_files_hold_every_fact_every_member_and_every_word() {
    make_anew();
    let mut held = members::Held::default();
    for (name, file) in every_file() {
        let opened = snapshot::read(file.clone()).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        held.add(&file, &mut Session::of(opened));
    }
    let lack = [held.facts_that_lack().into_iter().map(String::from).collect(), held.members_that_lack(), held.words_that_lack()];
    let lack = lack.concat();
    assert!(
        lack.is_empty(),
        "the golden files lack what the program knows. Fill it in in tests/golden/everything.rs, then add files with \
         RAID_GOLDEN=a-new-name cargo test --no-default-features --test golden:\n{}",
        lack.join("\n")
    );
}

fn name(event: &Event) -> String {
    match &event.fact {
        Recorded::Known(fact) => fact.name().into(),
        Recorded::Foreign(name, _) => name.clone(),
    }
}
