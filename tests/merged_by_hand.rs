//! A file whose state somebody edited by hand takes in what others did before the edits were kept: they outlive it.

mod desk;

use desk::{Desk, findings, stamp, value};
use raid_register::log::{Event, Fact, Recorded};
use raid_register::record::{Anomaly, Field, Kind, LinkType, Record, Slot, Status};
use raid_register::scheme::Scheme;
use raid_register::session::{Batch, Merged, Session};
use raid_register::snapshot::{Ending, Finding, Split, read, read_state};
use raid_register::stamp::{EventId, Replica};
use raid_register::workflow::{Command, Refusal};
use serde_json::{Value as Json, json};

/// The register as the PMO has it, and somebody else's copy of it in which something happened to every record.
fn desks() -> (Desk, Desk) {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut arrives late");
    pmo.raise(Kind::Action, "Share the slides");
    pmo.edit("R1", Field::Description, "There is a risk that the data cut arrives late.");
    pmo.assess("R1", Slot::Current, (3, 5), "As found");
    pmo.step("R1", "Agree the cut with the suppliers");
    pmo.step("R1", "Weekly check");
    pmo.note("R1", "Discussed");
    pmo.link("R1", LinkType::RelatesTo, "ACT001");
    let mut other = pmo.copy_for("Test Manager", 2);
    other.edit("R1", Field::Category, "Data");
    other.note("R1", "Asked the suppliers");
    other.step("R1", "Ask every week");
    other.edit("ACT001", Field::Owner, "Programme (SRO)");
    // What happens here afterwards makes theirs older.
    for _ in 0..9 {
        pmo.edit("ACT001", Field::Description, "Before the meeting");
        pmo.edit("ACT001", Field::Description, "After the meeting");
    }
    (pmo, other)
}

fn edited(desk: &mut Desk, edit: impl Fn(&mut Json)) -> Vec<u8> {
    let mut file: Json = serde_json::from_slice(&desk.session.export()).expect("our own file is JSON");
    edit(&mut file);
    serde_json::to_vec_pretty(&file).expect("it can be written")
}

fn opened(file: &[u8]) -> Session {
    Session::of(read(file.to_vec()).unwrap_or_else(|fault| panic!("{fault}")))
}

fn whole(session: &Session, reference: &str) -> Record {
    let register = session.register();
    register.by_reference(reference).and_then(|row_id| register.record(row_id)).expect("it is there")
}

fn offered(session: &mut Session) -> (Vec<String>, Vec<String>) {
    let found = findings(session).into_iter().filter_map(|finding| match finding {
        Finding::Differs { edits, .. } => Some((edits.kept, edits.beyond)),
        _ => None,
    });
    let (kept, beyond): (Vec<_>, Vec<_>) = found.unzip();
    (kept.concat(), beyond.concat())
}

fn push(risk: &mut Json, list: &str, part: Json) {
    risk[list].as_array_mut().expect("a list").push(part);
}

type Edit = fn(&mut Json);

/// What somebody did to the risk by hand, and what is offered to be kept, before the merge and after it.
const EDITS: &[(&str, Edit)] = &[
    ("title Data cut arrives late → Late data", |risk| risk["title"] = json!("Late data")),
    ("description cleared (was There is a risk that the data cut arrives late.)", |risk| {
        risk.as_object_mut().expect("a record").remove("description");
    }),
    ("owner: Programme (PMO)", |risk| risk["owner"] = json!({"role": "Programme", "name": "PMO"})),
    ("Budget: None", |risk| risk["custom"] = json!({"Budget": "None"})),
    ("status Open → Closed: Agreed by the group", |risk| {
        risk["status"] = json!("Closed");
        risk["why"] = json!("Agreed by the group");
    }),
    ("impact 5 → 4, level High → Medium: As found", |risk| {
        risk["assessment"]["impact"] = json!(4);
        risk["assessment"]["level"] = json!("Medium");
    }),
    ("mitigation step done: Agree the cut with the suppliers", |risk| risk["mitigation"][0]["done"] = json!("2023-08-20")),
    ("mitigation step taken away: Weekly check", |risk| drop(risk["mitigation"].as_array_mut().expect("a list").remove(1))),
    ("mitigation step added: Daily check", |risk| push(risk, "mitigation", json!({"text": "Daily check"}))),
    ("note: Closed by e-mail", |risk| push(risk, "notes", json!({"text": "Closed by e-mail"}))),
    ("note: Discussed", |risk| push(risk, "notes", json!({"text": "Discussed"}))),
    ("link removed: relates to ACT001", |risk| risk["links"] = json!([])),
    ("reference R1 → R9", |risk| risk["ref"] = json!("R9")),
    ("also known as RISK 1", |risk| risk["aliases"] = json!(["RISK 1"])),
    ("struck out: Twice", |risk| risk["removed"] = json!("Twice")),
];

#[test]
fn what_was_edited_by_hand_outlives_what_is_merged_before_it_was_kept() {
    for (words, edit) in EDITS {
        let (mut pmo, mut other) = desks();
        let file = edited(&mut pmo, |file| edit(&mut file["items"][0]));
        let mut session = opened(&file);
        let (before, _) = offered(&mut session);
        assert_eq!(before.first().map(String::as_str), Some(*words));
        let id = pmo.id("R1");
        let shown = |session: &Session| {
            let register = session.register();
            register.by_id(id).and_then(|row_id| register.record(row_id)).expect("it is there")
        };

        let mut merged = session.clone();
        let told = merged.merge(other.session.events());
        assert_eq!((told.events, told.anomalies), (4, vec![]), "{words}");
        assert_eq!(offered(&mut merged), (before.clone(), vec![]), "{words}: it is offered as before");
        let theirs = shown(&merged);
        assert_eq!(theirs.fields.text(Field::Category), Some("Data"), "{words}: and what they did is there");
        assert!(theirs.notes.iter().any(|note| note.text == "Asked the suppliers"), "{words}");
        assert!(theirs.mitigation.iter().any(|step| step.text == "Ask every week"), "{words}");

        // The file as it stands then tells the same.
        let mut again = opened(&merged.export());
        assert_eq!(offered(&mut again), (before.clone(), vec![]), "{words}");
        // Kept, it is what it would have been had it been kept before.
        let found = findings(&mut merged);
        merged.reconcile(&found, true, &stamp("Reviewer", 9, 600)).expect("nothing speaks against it");
        assert_eq!(findings(&mut merged), [], "{words}");
        let found = findings(&mut session);
        session.reconcile(&found, true, &stamp("Reviewer", 9, 600)).expect("nothing speaks against it");
        session.merge(other.session.events());
        let same = |session: &Session| {
            let Record { fields, standing, custom, assessments, links, removed, reference, .. } = shown(session);
            let texts =
                |record: Record| record.notes.into_iter().map(|note| note.text).collect::<std::collections::BTreeSet<_>>();
            (fields, standing, custom, assessments, links, removed, reference, texts(shown(session)))
        };
        assert_eq!(same(&merged), same(&session), "{words}");
        // And it is one step for undo, which leaves what they did.
        merged.undo(&stamp("Reviewer", 9, 601)).expect("it is one step");
        let undone = shown(&merged);
        let original = pmo.by_id(id);
        assert_eq!(
            (undone.title(), &undone.standing, &undone.removed),
            (original.title(), &original.standing, &original.removed)
        );
        assert_eq!(undone.fields.text(Field::Category), Some("Data"));
    }
}

#[test]
fn what_they_did_comes_back_when_the_edits_are_put_back() {
    for (words, edit) in EDITS {
        let (mut pmo, mut other) = desks();
        let mut session = opened(&edited(&mut pmo, |file| edit(&mut file["items"][0])));
        session.merge(other.session.events());
        let found = findings(&mut session);
        session.reconcile(&found, false, &stamp("Reviewer", 9, 600)).expect("nothing speaks against it");
        pmo.merge(&mut other);
        assert_eq!(String::from_utf8_lossy(&session.export()), String::from_utf8_lossy(&pmo.session.export()), "{words}");
    }
}

fn told(merged: &Merged) -> Vec<String> {
    merged.anomalies.iter().map(|(reference, anomaly)| format!("{reference}: {anomaly}")).collect()
}

#[test]
fn where_both_changed_the_same_the_edit_stays_and_a_person_is_told() {
    let clash = |edit: fn(&mut Json), older: bool| {
        let (mut pmo, mut other) = desks();
        other.edit("R1", Field::Title, "Theirs");
        other.move_to("R1", Status::Treating, "").expect("it is a step");
        if !older {
            for _ in 0..30 {
                other.note("ACT001", "Asked again");
            }
            other.edit("R1", Field::Title, "Theirs, again");
        }
        let mut session = opened(&edited(&mut pmo, |file| edit(&mut file["items"][0])));
        let merged = session.merge(other.session.events());
        let risk = whole(&session, "R1");
        (risk.title().to_owned(), risk.standing.status, told(&merged), offered(&mut session).0)
    };
    let unseen = |what, from, to, found| {
        format!(
            "R1: {what} was changed from “{from}” to “{to}” by somebody who edited the file by hand, who did not know that it stood \
             at “{found}” by then"
        )
    };
    let title: fn(&mut Json) = |risk| risk["title"] = json!("Mine");
    let expected = vec![unseen("Title", "Data cut arrives late", "Mine", "Theirs")];
    assert_eq!(clash(title, true), ("Mine".into(), Status::Treating, expected, vec!["title Theirs → Mine".into()]));
    // What is newer than everything here, and does not fit, is no other.
    let expected = vec![unseen("Title", "Data cut arrives late", "Mine", "Theirs, again")];
    assert_eq!(clash(title, false), ("Mine".into(), Status::Treating, expected, vec!["title Theirs, again → Mine".into()]));
    let status: fn(&mut Json) = |risk| risk["status"] = json!("Closed");
    let expected = vec![unseen("Status", "Open", "Closed", "Treating")];
    assert_eq!(clash(status, true), ("Theirs".into(), Status::Closed, expected, vec!["status Treating → Closed".into()]));
}

#[test]
fn what_is_newer_and_does_not_fit_waits_for_a_log_that_is_away() {
    let (mut pmo, mut other) = desks();
    let file = String::from_utf8(pmo.session.export()).expect("text").replacen("Data cut arrives late", "Mine", 1);
    let split = |file: &str| {
        let bytes = file.as_bytes();
        let ending = Ending::parse(&bytes[bytes.len().saturating_sub(4096)..]).expect("it ends as ours do");
        Split::find(bytes, 0, bytes.len(), ending).expect("it can be cut")
    };
    let split = split(&file);
    let mut away = Session::of(read_state(file.as_bytes()[..split.state].to_vec(), &split).expect("it opens"));
    other.merge(&mut pmo);
    let fits = other.edit("R1", Field::Area, "Testing");
    assert!(!away.needs_log(&fits));
    let clash = other.edit("R1", Field::Title, "Theirs");
    assert!(away.needs_log(&clash), "the edit would be lost");
    let twice = [other.edit("R1", Field::Area, "Data"), other.edit("R1", Field::Area, "Design")].concat();
    assert!(!away.needs_log(&[fits.clone(), twice.clone()].concat()), "each fits behind the one before");
    away.log_mut().arrive(file.as_bytes()[split.log].to_vec());
    away.merge([fits, clash].concat());
    assert_eq!(whole(&away, "R1").title(), "Mine");
}

#[test]
fn a_record_taken_out_or_written_by_hand_stays_so() {
    let (mut pmo, mut other) = desks();
    let mut session = opened(&edited(&mut pmo, |file| {
        file["items"] = json!([]);
    }));
    let merged = session.merge(other.session.events());
    assert_eq!(told(&merged).len(), 1, "{:?}", told(&merged));
    assert!(told(&merged)[0].contains("took it out of the file by hand"), "{:?}", told(&merged));
    assert_eq!(session.register().by_reference("R1"), None);
    let found = findings(&mut session);
    assert!(found.iter().any(|finding| matches!(finding, Finding::Gone { .. })), "{found:?}");
    session.reconcile(&found, false, &stamp("Reviewer", 9, 600)).expect("nothing speaks against it");
    assert_eq!(whole(&session, "R1").fields.text(Field::Category), Some("Data"));

    // Two people have the same file; one keeps what was written into it, the other has written more.
    let write = |file: &mut Json| {
        let new = json!({"id": "2-0badf00d", "kind": "risk", "ref": "R7", "title": "Written by hand", "notes": [{"text": "By e-mail"}]});
        file["items"].as_array_mut().expect("a list").push(new);
    };
    let mut first = opened(&edited(&mut pmo, write));
    let found = findings(&mut first);
    first.reconcile(&found, true, &stamp("Test Manager", 9, 600)).expect("nothing speaks against it");
    let mut second = opened(&edited(&mut pmo, |file| {
        write(file);
        file["items"][1]["description"] = json!("More of it");
    }));
    let merged = second.merge(first.events());
    assert_eq!(told(&merged), [""; 0]);
    let new = whole(&second, "R7");
    assert_eq!((new.fields.text(Field::Description), new.notes.len()), (Some("More of it"), 1));
    assert_eq!(offered(&mut second).0, ["description: More of it"]);
}

#[test]
fn what_no_change_records_is_said_when_a_merge_puts_it_back() {
    let (mut pmo, mut other) = desks();
    let mut session = opened(&edited(&mut pmo, |file| file["items"][0]["mitigation"].as_array_mut().expect("a list").reverse()));
    let merged = session.merge(other.session.events());
    let expected =
        "R1: What no change can record was edited by hand, and is as the history has it now: the order of the mitigation";
    assert_eq!(told(&merged), [expected]);
}

#[test]
fn a_title_and_a_scheme_edited_by_hand_stay_too() {
    for older in [true, false] {
        let (mut pmo, mut other) = desks();
        if !older {
            other.merge(&mut pmo);
        }
        other.carry_out(Command::Rename { title: "Theirs".into() });
        let mut session = opened(&edited(&mut pmo, |file| {
            file["register"]["title"] = json!("Mine");
            file["scheme"]["categories"] = json!(["Data", "Design"]);
        }));
        let merged = session.merge(other.session.events());
        let register = session.register();
        match older {
            true => assert_eq!((register.title.as_str(), told(&merged)), ("Mine", vec![])),
            false => assert!(told(&merged).iter().any(|told| told.contains("“Mine”")), "{:?}", told(&merged)),
        }
        assert_eq!(register.scheme.categories, ["Data", "Design"]);
        let words: Vec<String> = findings(&mut session)
            .into_iter()
            .filter_map(|finding| match finding {
                Finding::Heading { heading } => Some(heading.word().into()),
                _ => None,
            })
            .collect();
        assert_eq!(words, if older { vec!["title", "scheme"] } else { vec!["scheme"] });
    }
}

#[test]
fn a_scheme_edited_by_hand_is_noticed_though_nobody_had_ever_changed_it() {
    let (mut pmo, _) = desks();
    let mut session = opened(&edited(&mut pmo, |file| file["scheme"]["categories"] = json!(["Data", "Design"])));
    let found = findings(&mut session);
    assert!(matches!(&found[..], [Finding::Heading { heading }] if heading.word() == "scheme"), "{found:?}");
    let mut put_back = session.clone();
    put_back.reconcile(&found, false, &stamp("Reviewer", 9, 600)).expect("nothing speaks against it");
    assert_eq!(put_back.register().scheme, Scheme::default());
    assert_eq!(put_back.export(), pmo.session.export());
    session.reconcile(&found, true, &stamp("Reviewer", 9, 600)).expect("nothing speaks against it");
    assert_eq!((session.register().scheme.categories.len(), session.register().scheme.version), (2, 2));
    assert_eq!(findings(&mut opened(&session.export())), []);

    // Nobody edited these: a part of a register, one of a newer program, and one that another program made.
    let some = pmo.session.register().by_reference("R1").into_iter().collect::<Vec<_>>();
    let part = String::from_utf8(pmo.session.export_some(&some)).expect("text");
    assert_eq!(findings(&mut opened(part.replacen("\"Commercial\"", "\"Trade\"", 1).as_bytes())), []);
    assert_eq!(findings(&mut opened(&edited(&mut pmo, |file| file["scheme"]["appetite"] = json!({"Data": 3})))), []);
    let without_log = edited(&mut pmo, |file| {
        file["scheme"]["categories"] = json!(["Data"]);
        file["log"] = json!([]);
    });
    assert_eq!(findings(&mut opened(&without_log)), []);
}

#[test]
fn an_edit_of_the_person_s_own_is_undone_over_the_merge() {
    let (mut pmo, mut other) = desks();
    let mut session = opened(&edited(&mut pmo, |file| file["items"][0]["title"] = json!("Mine")));
    let record = pmo.id("R1");
    let own = Command::Edit { record, field: Field::Area, to: value(Field::Area, "Testing") };
    session.carry_out(&own, &stamp("Reviewer", 9, 500)).expect("it is free");
    session.merge(other.session.events());
    session.undo(&stamp("Reviewer", 9, 600)).expect("nobody else touched it");
    let risk = whole(&session, "R1");
    assert_eq!((risk.title(), risk.fields.text(Field::Area), risk.fields.text(Field::Category)), ("Mine", None, Some("Data")));
    assert_eq!(offered(&mut session).0, ["title Data cut arrives late → Mine"]);
    session.redo(&stamp("Reviewer", 9, 601)).expect("it was undone");
    assert_eq!(whole(&session, "R1").fields.text(Field::Area), Some("Testing"));
}

#[test]
fn what_did_not_fit_before_the_merge_is_not_told_again() {
    let (mut pmo, mut other) = desks();
    pmo.edit("R1", Field::Area, "Testing");
    other.edit("R1", Field::Area, "Migration");
    let first = pmo.merge(&mut other);
    assert!(matches!(&first.anomalies[..], [(_, Anomaly::Overwritten { .. })]), "{:?}", told(&first));
    let mut third = other.copy_for("DNO Representative", 3);
    third.note("R1", "Agreed with the DNOs");
    assert_eq!(told(&pmo.merge(&mut third)), [""; 0]);
}

#[test]
fn what_was_edited_by_hand_in_the_file_that_is_merged_is_told() {
    let (mut pmo, mut other) = desks();
    let mut there = opened(&edited(&mut other, |file| {
        file["items"][0]["title"] = json!("Late data");
        file["items"][0]["links"] = json!([]);
        file["actions"] = json!([]);
        file["register"]["title"] = json!("Theirs");
    }));
    let told: Vec<String> = there.left_behind().into_iter().map(|(reference, told)| format!("{reference}: {told}")).collect();
    let edits = [
        ("R1", "title Data cut arrives late → Late data; link removed: relates to ACT001"),
        ("", "ACT001 Share the slides was taken out"),
        ("", "the register’s title"),
    ];
    let expected = edits.map(|(reference, edit)| {
        format!("{reference}: The file was edited by hand, and a merge does not bring that: {edit}. Open it by itself to keep it")
    });
    assert_eq!(told, expected);
    assert_eq!(other.session.left_behind(), []);
    pmo.session.merge(there.events());
    assert_eq!(pmo.record("R1").title(), "Data cut arrives late");
}

#[test]
fn a_merge_says_which_lines_of_the_file_could_not_be_read() {
    let (_, mut other) = desks();
    let file = String::from_utf8(other.session.export()).expect("it is text");
    let file =
        ["3", "5"].iter().fold(file, |file, tick| file.replacen(&format!("    {{\"id\":\"{tick}-"), "    {\"id\":\"x-", 1));
    let file = file.replacen("\"by\":\"Programme (PMO)\",\"fact\":\"note.added\"", "\"by\":\"\",\"fact\":\"note.added\"", 1);
    let mut there = opened(file.as_bytes());
    let told = there.left_behind().into_iter().map(|(_, told)| told.to_string());
    let unread: Vec<String> = told.filter(|told| told.contains("cannot be read")).collect();
    let expected = [("Line 3", "it is not an event"), ("Line 5", "it is not an event"), ("A line", "R1: by: it is empty")];
    let words = |(line, why): (&str, &str)| {
        format!("{line} of the file’s history cannot be read ({why}), and a merge does not bring what it tells")
    };
    assert_eq!(unread, expected.map(words));
}

#[test]
fn a_merge_says_which_record_it_does_not_bring_because_no_event_raises_it() {
    let files = include_str!("corpus/merge/raised-about-another");
    let file = files.split("\n%%%%\n").nth(1).expect("it is the second");
    let told: Vec<String> = opened(file.as_bytes()).left_behind().into_iter().map(|(_, told)| told.to_string()).collect();
    let words = "A line of the file’s history cannot be read (R3: no event raises it), and a merge does not bring what it tells";
    assert_eq!(told, [words]);
}

/// The greatest number that an event of a file can have.
const LAST: u64 = 1 << 52;

fn numbered(desk: &mut Desk, tick: u64) -> Vec<Event> {
    let last = desk.session.events().pop().expect("much has happened");
    let fact = Fact::Noted { text: "From the end of time".into() };
    vec![Event { id: EventId { tick, replica: Replica(9) }, fact: Recorded::Known(Box::new(fact)), ..last }]
}

#[test]
fn no_number_of_a_file_takes_the_numbers_of_what_comes_after() {
    for tick in [LAST, LAST - 1, LAST - (1 << 32), 1 << 40] {
        let (mut pmo, _) = desks();
        let crafted = numbered(&mut pmo, tick);
        let merged = pmo.session.merge(crafted);
        let expected = format!("The change {tick}-00000009 is numbered further on than any register comes: it was left out");
        let told: Vec<String> = merged.anomalies.iter().map(|(_, told)| told.to_string()).collect();
        assert_eq!((merged.events, told), (0, vec![expected]));
        pmo.note("R1", "After it");
        assert!(pmo.reopened().record("R1").notes.iter().any(|note| note.text == "After it"), "{tick}");
    }
    // What is far ahead and can follow leaves room, and what is done after it can be merged by others.
    let (mut pmo, mut other) = desks();
    let ahead = numbered(&mut pmo, 1 << 32);
    assert_eq!(pmo.session.merge(ahead).events, 1);
    pmo.note("R1", "After it");
    assert_eq!(other.merge(&mut pmo).anomalies, []);
    assert_eq!(other.record("R1").notes.last().map(|note| note.text.as_str()), Some("After it"));
}

#[test]
fn a_file_that_has_used_up_its_numbers_can_be_read_and_not_changed() {
    let (mut pmo, _) = desks();
    let last = pmo.session.events().pop().expect("much has happened").id.to_string();
    let file = String::from_utf8(pmo.session.export()).expect("it is text").replace(&last, &format!("{LAST}-00000001"));
    let mut session = opened(file.as_bytes());
    let (record, stamp) = (pmo.id("R1"), stamp("Programme (PMO)", 7, 900));
    let note = Command::Note { record, text: "Too late".into() };
    let full = Err(Refusal::NoTickLeft);
    assert_eq!(session.carry_out(&note, &stamp), full);
    assert_eq!(session.decide(&mut Batch::default(), std::slice::from_ref(&note), &stamp), full.clone().map(drop));
    assert_eq!(session.reconcile(&[], true, &stamp), full);
    assert!(session.export() == file.into_bytes(), "nothing was lost");
}
