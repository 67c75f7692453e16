//! Merging: what it costs, that it is the same from both sides to the byte, and what becomes of odd files.

mod desk;

use std::collections::BTreeMap;

use desk::{Desk, findings, stamp};
use proptest::prelude::*;
use raid_register::log::{Event, Line};
use raid_register::record::{Field, Kind, Record};
use raid_register::session::{FileMerge, Merge, Session};
use raid_register::snapshot::{Ending, Finding, Split, read, read_state};
use raid_register::stamp::EventId;
use raid_register::state::RowId;
use raid_register::workflow::Command;
use serde_json::{Value as Json, json};

/// Files that people and damage have made, by their names.
const INPUTS: &[(&str, &[u8])] = &[
    ("same-id-two-facts", include_bytes!("inputs/same-id-two-facts.raid.json")),
    ("odd-last-line-doubled", include_bytes!("inputs/odd-last-line-doubled.raid.json")),
    ("odd-last-line-spaces", include_bytes!("inputs/odd-last-line-spaces.raid.json")),
    ("shuffled-last-tick", include_bytes!("inputs/shuffled-last-tick.raid.json")),
    ("event-before-raise", include_bytes!("inputs/event-before-raise.raid.json")),
    ("self-link-log", include_bytes!("inputs/self-link-log.raid.json")),
    ("tick-max", include_bytes!("inputs/tick-max.raid.json")),
];
const DUPLICATE_IDS: &[u8] = include_bytes!("inputs/dup-ids.raid.json");

fn input(name: &str) -> &'static [u8] {
    INPUTS.iter().find(|(have, _)| *have == name).expect("it is in the table").1
}

fn opened(file: &[u8]) -> Session {
    Session::of(read(file.to_vec()).unwrap_or_else(|fault| panic!("{fault}")))
}

/// With its log still in the file.
fn away(file: &[u8]) -> Session {
    let ending = Ending::parse(&file[file.len().saturating_sub(4096)..]).expect("it ends as ours do");
    let split = Split::find(file, 0, file.len(), ending).expect("it can be cut");
    let mut session = Session::of(read_state(file[..split.state].to_vec(), &split).expect("its state can be read"));
    session.log_mut().see(&file[split.log]);
    session
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn merged(here: &[u8], there: &[u8]) -> String {
    let mut session = opened(here);
    session.merge_file(&mut opened(there), &stamp("Reviewer", 9, 9_000));
    text(&session.export())
}

#[test]
fn what_is_accepted_goes_out_as_it_came_in_fresh_and_after_it_was_compared() {
    for (name, file) in INPUTS {
        let mut session = opened(file);
        let fresh = text(&session.export());
        assert_eq!(text(&opened(fresh.as_bytes()).export()), fresh, "{name}");
        let mut compared = opened(fresh.as_bytes());
        findings(&mut compared);
        assert_eq!(text(&compared.export()), fresh, "{name}, compared");
    }
    let fault = read(DUPLICATE_IDS.to_vec()).expect_err("two records have one id").to_string();
    assert!(fault.contains("items[1].id") && fault.contains("5-00000001"), "{fault}");
}

#[test]
fn merging_a_file_with_itself_records_nothing() {
    for (name, file) in INPUTS {
        let mut session = opened(file);
        let before = text(&session.export());
        let (merged, fresh) = session.merge_file(&mut opened(file), &stamp("Reviewer", 9, 9_000));
        assert_eq!((merged.events, merged.records.len(), fresh.len()), (0, 0, 0), "{name}");
        assert_eq!(text(&session.export()), before, "{name}");
    }
}

#[test]
fn the_newest_tick_is_that_of_any_line() {
    let file = input("shuffled-last-tick");
    // As if the record did not say it.
    let file = text(file).replace("\"lastEvent\": \"7-00000001\"", "\"lastEvent\": \"2-00000001\"");
    for mut session in [opened(file.as_bytes()), away(file.as_bytes())] {
        assert_eq!(session.mark().1, 7);
        let record = session.register().id(RowId::at(0));
        let note = Command::Note { record, text: "After it".into() };
        let noted = session.carry_out(&note, &stamp("Reviewer", 9, 1)).expect("nothing speaks against it");
        assert_eq!(noted[0].id.tick, 8);
    }
}

#[test]
fn an_odd_line_is_exported_once_and_as_we_write_it() {
    for name in ["odd-last-line-doubled", "odd-last-line-spaces"] {
        let file = text(&opened(input(name)).export());
        let line = "{\"id\":\"3-00000001\",\"about\":\"2-00000001\",\"at\":\"2023-06-01T09:00:00Z\",\"by\":\"x\",\
                    \"fact\":\"note.added\",\"text\":\"ONE\"}";
        assert_eq!((file.matches(line).count(), file.matches("note.added").count()), (1, 1), "{name}");
        let mut there = away(input(name));
        assert_eq!(there.export_around(), None, "{name}: it has to be put in order");
        let split =
            Split::find(input(name), 0, input(name).len(), Ending::parse(input(name)).expect("a last line")).expect("a log");
        there.log_mut().arrive(input(name)[split.log].to_vec());
        assert_eq!(text(&there.export()), file, "{name}");
    }
}

const ONE: &str = "\"fact\":\"note.added\",\"text\":\"ONE\"}";
const TWO: &str = "\"fact\":\"note.added\",\"text\":\"TWO\"}";

fn has_both(file: &str) -> bool {
    file.matches(ONE).count() == 1 && file.matches(TWO).count() == 1
}

fn told_both(session: &mut Session) -> bool {
    findings(session).iter().any(
        |found| matches!(found, Finding::Strange { anomaly, .. } if anomaly.to_string().contains(ONE) && anomaly.to_string().contains(TWO)),
    )
}

#[test]
fn two_events_with_one_id_both_stay_and_are_told() {
    let file = input("same-id-two-facts");
    let mut session = opened(file);
    assert!(told_both(&mut session), "before anything is written");
    assert!(has_both(&text(&session.export())));
    assert_eq!(findings(&mut session).iter().filter(|found| found.is_by_hand()).count(), 0, "nobody edited the state");
    let mut there = away(file);
    assert!(has_both(&text(&merged_with_nothing(file))));
    let split = Split::find(file, 0, file.len(), Ending::parse(file).expect("a last line")).expect("a log");
    there.log_mut().arrive(file[split.log].to_vec());
    assert!(has_both(&text(&there.export())) && told_both(&mut there));
    // Whoever comes to it, in whichever way, has both and is told.
    let events = session.events();
    for mut replayed in [Session::default(), opened(&session.export())] {
        replayed.merge(events.iter().rev().cloned().collect());
        assert_eq!(text(&replayed.export()), text(&as_we_write_it(&events)));
        assert!(told_both(&mut replayed));
        assert_eq!(replayed.merge(events.clone()).events, 0);
    }
    // One copy has the one, another the other.
    let without =
        |line: &str| text(file).lines().filter(|have| !have.contains(line)).map(|line| format!("{line}\n")).collect::<String>();
    let (one, two) = (settled(&without(TWO)), settled(&without(ONE)));
    let (here, there) = (merged(one.as_bytes(), two.as_bytes()), merged(two.as_bytes(), one.as_bytes()));
    assert_eq!(here, there);
    assert!(has_both(&here) && told_both(&mut opened(here.as_bytes())));
    // Both are about the same record: the first in the order of their bytes counts.
    let same = text(file).replace(
        "\"about\":\"3-00000001\",\"at\":\"2023-06-01T09:00:00Z\",\"by\":\"x\",\"fact\":\"note",
        "\"about\":\"2-00000001\",\"at\":\"2023-06-01T09:00:00Z\",\"by\":\"x\",\"fact\":\"note",
    );
    let without =
        |line: &str| same.lines().filter(|have| !have.contains(line)).map(|line| format!("{line}\n")).collect::<String>();
    let (one, two) = (settled(&without(TWO)), settled(&without(ONE)));
    let (here, there) = (merged(one.as_bytes(), two.as_bytes()), merged(two.as_bytes(), one.as_bytes()));
    assert_eq!(here, there);
    assert!(has_both(&here));
    let session = opened(here.as_bytes());
    let notes = session.register().record(RowId::at(0)).expect("it reads").notes;
    assert_eq!(notes.iter().map(|note| &*note.text).collect::<Vec<_>>(), ["ONE"]);
}

/// The lines of a file that somebody wrote may stand otherwise.
fn as_we_write_it(events: &[Event]) -> Vec<u8> {
    let mut session = Session::default();
    session.merge(events.to_vec());
    session.export()
}

fn merged_with_nothing(file: &[u8]) -> Vec<u8> {
    let mut empty = Session::default();
    empty.merge_file(&mut opened(file), &stamp("Reviewer", 9, 9_000));
    empty.export()
}

/// What the history says, put back.
fn settled(file: &str) -> String {
    let mut session = opened(file.as_bytes());
    let found = findings(&mut session);
    session.reconcile(&found, false, &stamp("Reviewer", 9, 9_000)).expect("nothing speaks against it");
    text(&session.export())
}

/// Two copies of one register, in which two people worked on the same records and on others.
fn copies() -> (Desk, Desk) {
    let mut pmo = Desk::new();
    for n in 0..6 {
        pmo.raise(Kind::Risk, &format!("Risk {n}"));
    }
    let mut other = pmo.copy_for("Test Manager", 2);
    for n in 0..3 {
        pmo.edit(&format!("R{}", n + 1), Field::Area, "Testing");
        other.edit(&format!("R{}", n + 2), Field::Category, "Data");
        other.note(&format!("R{}", n + 3), "Asked again");
    }
    (pmo, other)
}

fn edited(desk: &mut Desk, edit: impl Fn(&mut Json)) -> Vec<u8> {
    let mut file: Json = serde_json::from_slice(&desk.session.export()).expect("our own file is JSON");
    edit(&mut file);
    serde_json::to_vec_pretty(&file).expect("it can be written")
}

type Edit = fn(&mut Json);

/// What nobody records, in one copy or in both.
const BESIDE_THE_LOG: &[(&str, Edit, Edit)] = &[
    ("a key of a newer version", |file| file["items"][0]["appetite"] = json!("low"), |_| {}),
    ("in both", |file| file["items"][1]["appetite"] = json!("low"), |file| file["items"][1]["appetite"] = json!("high")),
    ("of a record that only one changed", |file| file["items"][4]["appetite"] = json!(3), |_| {}),
    ("of the file", |file| file["checks"] = json!([1]), |file| file["checks"] = json!([2])),
    ("of the register", |file| file["register"]["region"] = json!("GB"), |_| {}),
    ("of the scheme", |file| file["scheme"]["appetite"] = json!({"Data": 3}), |_| {}),
    ("of a note", |_| {}, |file| file["items"][2]["notes"][0]["mood"] = json!("calm")),
    (
        "a status that goes without saying",
        |file| drop(file["items"][5].as_object_mut().expect("a record").remove("status")),
        |_| {},
    ),
    ("who changed it last", |_| {}, |file| drop(file["items"][0].as_object_mut().expect("a record").remove("changedBy"))),
];

#[test]
fn merging_is_the_same_from_both_sides_to_the_byte() {
    for (what, here, there) in BESIDE_THE_LOG {
        let (mut pmo, mut other) = copies();
        let (one, two) = (edited(&mut pmo, here), edited(&mut other, there));
        let (one, two) = (settled(&text(&one)), settled(&text(&two)));
        let (here, there) = (merged(one.as_bytes(), two.as_bytes()), merged(two.as_bytes(), one.as_bytes()));
        assert_eq!(here, there, "{what}");
        assert_eq!(merged(here.as_bytes(), two.as_bytes()), here, "{what}: and once more brings nothing");
    }
}

#[test]
fn a_merge_of_a_file_tells_what_is_to_be_settled_before_it_begins() {
    let (mut pmo, mut other) = copies();
    let file = edited(&mut other, |file| file["items"][0]["title"] = json!("By hand"));
    let (mut here, mut there) = (opened(&pmo.session.export()), opened(&file));
    let before = text(&here.export());
    let mut merge = FileMerge::default();
    let found = loop {
        assert!(!merge.go_on(&mut here, &mut there, &stamp("Reviewer", 9, 9_000)));
        if let Some(found) = merge.hand_edits() {
            break found;
        }
    };
    assert_eq!((found.len(), text(&here.export())), (1, before), "nothing was merged yet");
    there.reconcile(&found, true, &stamp("Reviewer", 9, 9_000)).expect("nothing speaks against it");
    here.merge_file(&mut there, &stamp("Reviewer", 9, 9_001));
    assert_eq!(here.register().record(RowId::at(0)).expect("it reads").title(), "By hand");
}

#[test]
fn what_the_person_does_during_a_merge_is_in_it() {
    let (mut pmo, mut other) = copies();
    let mut staged = pmo.session.stage();
    let mut merge = Merge::begin(&staged.session, false);
    for event in other.session.events() {
        merge.take(&mut staged.session, Line::of(&event), event);
    }
    assert!(!merge.go_on(&mut staged.session));
    let meanwhile = pmo.edit("R6", Field::Owner, "Programme (SRO)");
    while !merge.go_on(&mut staged.session) {}
    let mut expected = pmo.session.clone();
    expected.merge(other.session.events());
    assert_eq!(pmo.session.adopt(&mut staged, false).map(|merged| merged.events), Some(1));
    assert_eq!(text(&pmo.session.export()), text(&expected.export()));
    assert!(pmo.session.knows(meanwhile[0].id));
    pmo.undo().expect("it is the person's last step");
    assert_eq!(pmo.record("R6").fields.owner(), None);

    // A state that was put right meanwhile is not overwritten, nor is a number given twice.
    let mut staged = pmo.session.stage();
    pmo.session.reconcile(&[], true, &stamp("Reviewer", 9, 9_000)).expect("nothing speaks against it");
    assert_eq!(pmo.session.adopt(&mut staged, false), None);
    let mut staged = pmo.session.stage();
    pmo.raise(Kind::Risk, "Meanwhile");
    assert_eq!(pmo.session.adopt(&mut staged, true), None);
    assert!(pmo.session.adopt(&mut staged, false).is_some());
}

/// What one merge cost: events that came, events applied, records touched, records put.
fn cost(here: &mut Session, events: Vec<Event>) -> (usize, usize, usize, usize) {
    let (came, before, in_conflict) = (events.len(), here.register().changes(), here.register().in_conflict().len());
    let mut merge = Merge::begin(here, false);
    for event in events {
        merge.take(here, Line::of(&event), event);
    }
    while !merge.go_on(here) {}
    let applied = merge.applied();
    let (merged, _) = merge.into_merged();
    // A record that comes to be in conflict is marked so beside.
    let marked = here.register().in_conflict().len() - in_conflict;
    (came, applied, merged.records.len(), here.register().changes() - before - marked)
}

fn history_of(session: &mut Session) -> BTreeMap<EventId, usize> {
    let mut count = BTreeMap::new();
    session.events().iter().for_each(|event| *count.entry(event.about).or_default() += 1);
    count
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_record_of_a_merge_is_folded_and_put_once(
        ours in prop::collection::vec((0..12_usize, 0..3_u8), 0..60),
        theirs in prop::collection::vec((0..12_usize, 0..3_u8), 1..60),
        compared: bool,
    ) {
        let mut pmo = Desk::new();
        for n in 0..12 {
            pmo.raise(Kind::Risk, &format!("Risk {n}"));
        }
        let mut other = pmo.copy_for("Test Manager", 2);
        work(&mut pmo, &ours);
        work(&mut other, &theirs);
        let mut here = opened(&pmo.session.export());
        if compared {
            findings(&mut here);
        }
        let history = history_of(&mut pmo.session);
        let events: Vec<Event> = other.session.events().into_iter().filter(|event| !pmo.session.knows(event.id)).collect();
        let about: BTreeMap<EventId, usize> = events.iter().map(|event| (event.about, history.get(&event.about).copied().unwrap_or(0))).collect();
        let (came, applied, touched, put) = cost(&mut here, events);
        prop_assert_eq!((touched, put), (about.len(), about.len()));
        prop_assert!(applied <= 2 * came + 2 * about.values().sum::<usize>(), "{} applied", applied);
        // Into an empty register each event is applied once.
        let all = other.session.events();
        let records = all.iter().filter(|event| event.about == event.id && event.id.tick > 1).count();
        let of_records = all.len() - 1;
        let (_, applied, touched, put) = cost(&mut Session::default(), all);
        prop_assert_eq!((applied, touched, put), (of_records, records, records));
    }

    #[test]
    fn a_merge_keeps_what_was_edited_by_hand_whatever_it_brings(
        theirs in prop::collection::vec((0..3_usize, 0..3_u8), 1..20),
        ours in prop::collection::vec((0..3_usize, 0..3_u8), 0..20),
        by_hand in prop::collection::vec((0..3_usize, 0..3_usize), 1..4),
        seen: bool,
    ) {
        let mut pmo = Desk::new();
        for n in 0..3 {
            pmo.raise(Kind::Risk, &format!("Risk {n}"));
        }
        let mut other = pmo.copy_for("Test Manager", 2);
        work(&mut pmo, &ours);
        if seen {
            other.merge(&mut pmo);
        }
        work(&mut other, &theirs);
        const KEYS: [(&str, Field); 3] = [("area", Field::Area), ("category", Field::Category), ("description", Field::Description)];
        let file = edited(&mut pmo, |file| {
            for (row_id, key) in &by_hand {
                file["items"][*row_id][KEYS[*key].0] = json!("By hand");
            }
        });
        let mut here = opened(&file);
        here.merge_file(&mut other.reopened().session, &stamp("Reviewer", 9, 9_000));
        for (row_id, key) in by_hand {
            let record: Record = here.register().record(RowId::at(row_id)).expect("it reads");
            prop_assert_eq!(record.fields.text(KEYS[key].1), Some("By hand"));
        }
    }
}

fn work(desk: &mut Desk, deeds: &[(usize, u8)]) {
    for (at, (row_id, what)) in deeds.iter().enumerate() {
        let reference = format!("R{}", row_id + 1);
        match what {
            0 => desk.note(&reference, &format!("Note {at} by {}", desk.who)),
            1 => drop(desk.edit(&reference, Field::Area, &format!("Area {at} of {}", desk.who))),
            _ => drop(desk.edit(&reference, Field::Category, &format!("Category {at} of {}", desk.who))),
        }
    }
}
