//! A file whose state somebody edited by hand: the edits are kept as events, or what the log says comes back.

mod desk;

use desk::change::day;
use desk::{Desk, findings, stamp};
use raid_register::log::{For, sentence};
use raid_register::record::{Field, Kind, LinkType, Record, Slot, Status};
use raid_register::scheme::Scheme;
use raid_register::session::Session;
use raid_register::snapshot::{Ending, Finding, Split, read, read_state};
use raid_register::workflow::Command;
use serde_json::{Value as Json, json};

/// A register with one of everything that a person can change.
fn register() -> Desk {
    let mut desk = Desk::new();
    desk.raise(Kind::Risk, "Data cut arrives late");
    desk.raise(Kind::Action, "Share the slides");
    desk.raise(Kind::Milestone, "SIT begins");
    let record = desk.id("R1");
    desk.edit("R1", Field::Description, "There is a risk that the data cut arrives late.");
    desk.edit("R1", Field::Owner, "Programme (SRO)");
    desk.carry_out(Command::EditCustom { record, name: "Supplier".into(), to: Some("Not named".into()) });
    desk.assess("R1", Slot::Current, (3, 5), "As found");
    desk.step("R1", "Agree the cut with the suppliers");
    desk.step("R1", "Weekly check");
    desk.note("R1", "Discussed");
    desk.note("R1", "Still open");
    desk.link("R1", LinkType::Threatens, "M1");
    desk
}

/// The desk's file after somebody edited its state.
fn edited(desk: &mut Desk, edit: impl Fn(&mut Json)) -> String {
    let mut file: Json = serde_json::from_slice(&desk.session.export()).expect("our own file is JSON");
    edit(&mut file);
    serde_json::to_string_pretty(&file).expect("it can be written")
}

fn opened(file: &str) -> Session {
    Session::of(read(file.as_bytes().to_vec()).expect("it opens"))
}

fn whole(session: &Session, reference: &str) -> Record {
    let register = session.register();
    register.by_reference(reference).and_then(|row_id| register.record(row_id)).expect("it is there")
}

fn reconcile(session: &mut Session, keep: bool) -> usize {
    let found = findings(session);
    session.reconcile(&found, keep, &stamp("Reviewer", 9, 600)).expect("nothing speaks against it").len()
}

fn many(file: &mut Json) {
    let risk = &mut file["items"][0];
    risk["title"] = json!("Data cut arrives very late");
    risk["status"] = json!("Closed");
    risk["why"] = json!("Agreed by the group");
    risk["owner"] = json!({"role": "Programme", "name": "PMO"});
    risk["description"] = Json::Null;
    risk.as_object_mut().expect("a record").remove("description");
    risk["tags"] = json!(["SIT"]);
    risk["custom"] = json!({"Budget": "None"});
    risk["assessment"]["impact"] = json!(4);
    risk["assessment"]["level"] = json!("Medium");
    risk["mitigation"][0]["done"] = json!("2023-08-20");
    let weekly = risk["mitigation"].as_array_mut().expect("a list");
    weekly.remove(1);
    weekly.push(json!({"text": "Daily check"}));
    risk["notes"].as_array_mut().expect("a list").remove(0);
    risk["notes"].as_array_mut().expect("a list").push(json!({"text": "Closed by e-mail"}));
    risk["links"] = json!([]);
    risk["aliases"] = json!(["RISK 1"]);
}

const MANY: [&str; 15] = [
    "title Data cut arrives late → Data cut arrives very late",
    "description cleared (was There is a risk that the data cut arrives late.)",
    "owner Programme (SRO) → Programme (PMO)",
    "tags: SIT",
    "Supplier cleared (was Not named)",
    "Budget: None",
    "status Open → Closed: Agreed by the group",
    "impact 5 → 4, level High → Medium: As found",
    "mitigation step done: Agree the cut with the suppliers",
    "mitigation step taken away: Weekly check",
    "mitigation step added: Daily check",
    "note struck out: Discussed",
    "note: Closed by e-mail",
    "link removed: threatens M1",
    "also known as RISK 1",
];

#[test]
fn every_edit_is_told_and_kept_as_an_event_of_whoever_keeps_it() {
    let mut desk = register();
    let before = desk.record("R1");
    let mut session = opened(&edited(&mut desk, many));
    let found = findings(&mut session);
    let [Finding::Differs { reference, edits, .. }] = &found[..] else { panic!("{found:?}") };
    assert_eq!((reference.as_str(), &edits.kept[..], &edits.beyond[..]), ("R1", &MANY.map(String::from)[..], &[][..]));
    assert_eq!(reconcile(&mut session, true), MANY.len());

    assert_eq!(findings(&mut session), []);
    let id = desk.id("R1");
    let told: Vec<String> = session
        .history(id)
        .iter()
        .filter(|event| event.by == "Reviewer")
        .map(|event| sentence(event, &Scheme::default()))
        .collect();
    assert_eq!(told, MANY);
    let mut again = opened(std::str::from_utf8(&session.export()).expect("text"));
    assert_eq!(findings(&mut again), []);
    let mut replayed = Session::default();
    replayed.merge(session.events());
    assert_eq!(replayed.export(), session.export(), "the state is what the log comes to");
    let kept = whole(&session, "R1");
    assert_eq!((kept.title(), kept.standing.status), ("Data cut arrives very late", Status::Closed));
    assert_eq!(kept.mitigation.iter().map(|step| step.text.as_str()).collect::<Vec<_>>().last(), Some(&"Daily check"));

    session.undo(&stamp("Reviewer", 9, 601)).expect("it is one step");
    let undone = whole(&session, "R1");
    assert_eq!((undone.fields, undone.standing, undone.notes), (before.fields, before.standing, before.notes));
}

#[test]
fn what_the_log_says_comes_back_to_the_byte_and_undo_brings_the_edits() {
    let mut desk = register();
    let original = desk.session.export();
    let mut session = opened(&edited(&mut desk, |file| {
        many(file);
        file["register"]["title"] = json!("Mine");
        file["actions"] = json!([]);
    }));
    assert_eq!(reconcile(&mut session, false), 0);
    assert_eq!(String::from_utf8_lossy(&session.export()), String::from_utf8_lossy(&original));
    assert!(session.can_undo().is_some_and(|words| words.ends_with("and 16 more")), "{:?}", session.can_undo());

    session.undo(&stamp("Reviewer", 9, 601)).expect("it was one step");
    assert_eq!(session.register().title, "Mine");
    let back = whole(&session, "R1");
    assert_eq!((back.title(), back.mitigation.len(), back.notes.len()), ("Data cut arrives very late", 2, 2));
    assert!(whole(&session, "ACT001").removed.is_some());
    assert_eq!(findings(&mut opened(std::str::from_utf8(&session.export()).expect("text"))), []);
    session.redo(&stamp("Reviewer", 9, 602)).expect("and taken back again");
    assert_eq!(whole(&session, "R1").title(), "Data cut arrives late");
}

#[test]
fn a_change_made_here_before_the_comparison_hides_no_edit() {
    let mut desk = register();
    let mut session = opened(&edited(&mut desk, many));
    let record = desk.id("R1");
    let to = desk::value(Field::Category, "Data");
    session.carry_out(&Command::Edit { record, field: Field::Category, to }, &stamp("Reviewer", 9, 500)).expect("it is free");
    reconcile(&mut session, false);
    let risk = whole(&session, "R1");
    assert_eq!((risk.title(), risk.fields.text(Field::Category)), ("Data cut arrives late", Some("Data")));
}

#[test]
fn what_no_event_records_is_named_and_put_back() {
    let mut desk = register();
    let mut session = opened(&edited(&mut desk, |file| {
        let risk = &mut file["items"][0];
        risk["changedBy"] = json!("Somebody else");
        risk["provider"] = json!("A provider");
        risk["notes"][0]["by"] = json!("Somebody else");
        let steps = risk["mitigation"].as_array_mut().expect("a list");
        steps.reverse();
        risk["category"] = json!("Data");
    }));
    let found = findings(&mut session);
    let [Finding::Differs { edits, .. }] = &found[..] else { panic!("{found:?}") };
    assert_eq!(edits.kept, ["category: Data"]);
    let beyond = ["provider", "the order of the mitigation", "who wrote a note, and when", "who changed it last, and when"];
    assert_eq!(edits.beyond, beyond);
    assert_eq!(reconcile(&mut session, true), 1);
    let risk = whole(&session, "R1");
    assert_eq!(risk.fields.text(Field::Category), Some("Data"));
    assert_eq!((risk.fields.text(Field::Provider), risk.notes[0].by.as_str()), (None, "Programme (PMO)"));
    assert_eq!(findings(&mut session), []);
}

#[test]
fn a_record_written_into_the_file_is_raised_under_the_identity_it_was_given() {
    let mut desk = register();
    let written = |file: &mut Json| {
        let new = json!({"id": "2-0badf00d", "kind": "risk", "ref": "R7", "title": "Written by hand", "status": "Treating",
            "notes": [{"text": "By e-mail"}], "links": [{"as": "relatesTo", "to": "2-00000001"}]});
        file["items"].as_array_mut().expect("a list").push(new);
        file["items"][0]["links"] = json!([{"as": "relatesTo", "to": "2-0badf00d", "ref": "R7"}]);
    };
    let file = edited(&mut desk, written);
    let mut session = opened(&file);
    assert_eq!(reconcile(&mut session, true), 5, "raised, a note, a link; the risk's link changed");
    assert_eq!(findings(&mut session), []);
    assert_eq!(findings(&mut opened(std::str::from_utf8(&session.export()).expect("text"))), []);
    let new = whole(&session, "R7");
    assert_eq!((new.id.to_string().as_str(), new.standing.status, new.notes.len()), ("2-0badf00d", Status::Treating, 1));
    session.undo(&stamp("Reviewer", 9, 601)).expect("it is one step");
    assert_eq!(session.register().count(Kind::Risk), 1);

    let mut session = opened(&file);
    reconcile(&mut session, false);
    let new = whole(&session, "R7");
    assert!(new.removed.is_some_and(|why| why.contains("by hand")), "it is struck out: it cannot have never been there");
    assert_eq!(findings(&mut session), []);
}

#[test]
fn a_record_taken_out_is_struck_out_and_a_title_or_scheme_is_recorded() {
    let mut desk = register();
    let mut to = Box::new(desk.session.register().scheme.clone());
    to.categories = vec!["Data".into()];
    desk.carry_out(Command::ChangeScheme { to });
    let mut session = opened(&edited(&mut desk, |file| {
        file["actions"] = json!([]);
        file["register"]["title"] = json!("Mine");
        file["scheme"]["categories"] = json!(["Data", "Design"]);
    }));
    assert_eq!(reconcile(&mut session, true), 3);
    let register = session.register();
    let gone = whole(&session, "ACT001");
    assert_eq!(gone.removed.as_deref(), Some("Taken out of the file by hand"));
    assert_eq!((register.title.as_str(), register.scheme.version), ("Mine", 3));
    assert_eq!(findings(&mut opened(std::str::from_utf8(&session.export()).expect("text"))), []);
    session.undo(&stamp("Reviewer", 9, 601)).expect("it is one step");
    assert_eq!((session.register().title.as_str(), session.register().scheme.version), ("Programme register", 2));
}

#[test]
fn what_a_newer_program_recorded_is_left_to_it() {
    let mut desk = register();
    let record = desk.id("R1");
    let mut session = opened(&edited(&mut desk, |file| {
        file["items"][0]["status"] = json!("Closed");
        let newer = json!({"id": "90-0000abcd", "about": record.to_string(), "at": "2023-08-17T09:00:00Z", "by": "PMO", "fact": "risk.retired"});
        file["log"].as_array_mut().expect("a list").push(newer);
    }));
    let found = findings(&mut session);
    assert!(found.iter().all(|finding| !finding.is_by_hand()), "{found:?}");
    assert_eq!(reconcile(&mut session, false), 0);
    assert_eq!(whole(&session, "R1").standing.status, Status::Closed);
}

#[test]
fn the_same_is_done_where_the_log_had_stayed_in_its_file() {
    let mut desk = register();
    desk.edit("R1", Field::RaisedOn, &day("2023-08-16").to_string());
    let file = desk.session.export();
    let file = String::from_utf8(file).expect("text").replacen("\"status\": \"Open\"", "\"status\": \"Closed\"", 1);
    let bytes = file.as_bytes();
    let ending = Ending::parse(&bytes[bytes.len().saturating_sub(4096)..]).expect("it ends as ours do");
    let split = Split::find(bytes, 0, bytes.len(), ending).expect("it can be cut");
    let mut away = Session::of(read_state(bytes[..split.state].to_vec(), &split).expect("it opens"));
    let log = &bytes[split.log];
    away.log_mut().see(log);
    let all = 0..log.len() as u32;
    away.log_mut().lend(For::Check, std::slice::from_ref(&all), log.to_vec());
    let found = findings(&mut away);
    assert!(found.iter().any(Finding::is_by_hand), "{found:?}");
    away.log_mut().arrive(log.to_vec());
    let mut here = opened(&file);
    for session in [&mut away, &mut here] {
        assert_eq!(session.reconcile(&found, true, &stamp("Reviewer", 9, 600)).map(|events| events.len()), Ok(1));
    }
    assert_eq!(String::from_utf8_lossy(&away.export()), String::from_utf8_lossy(&here.export()));
}
