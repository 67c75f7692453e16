//! Files go out and come back: whatever order they are merged in, no word is lost, and what needs a person is told.

mod desk;
use desk::change::*;
use desk::{Desk, findings, stamp, titled};
use raid_register::record::case::{Position, Response};
use raid_register::record::*;
use raid_register::scheme::{Band, Level, Scheme};
use raid_register::session::{Merged, Session};
use raid_register::snapshot::read;
use raid_register::stamp::{EventId, Replica};
use raid_register::workflow::{CaseCommand, Command, NewRecord};

fn told(merged: &Merged) -> Vec<String> {
    merged.anomalies.iter().map(|(r, a)| format!("{r}: {a}")).collect()
}
fn merge_file(here: &mut Desk, file: Vec<u8>) -> Merged {
    let stamp = here.stamp();
    here.session.merge_file(&mut Session::of(read(file).expect("opens")), &stamp).0
}
fn cats(d: &mut Desk, c: &[&str]) {
    let scheme = Scheme { categories: c.iter().map(|c| (*c).into()).collect(), ..d.session.register().scheme.clone() };
    d.carry_out(Command::ChangeScheme { to: Box::new(scheme) });
}
fn head(d: &Desk) -> (String, Vec<String>) {
    (d.session.register().title.clone(), d.session.register().scheme.categories.clone())
}
fn another(title: &str, replica: u32) -> Desk {
    let mut d = Desk { who: "Somebody", replica, ..Desk::new() };
    d.session = Session::begin(title, &stamp("Somebody", replica, 0));
    d.session.set_custodian(false);
    d.raise(Kind::Risk, "Of another programme");
    d
}
fn resp(party: &str, words: &str) -> Response {
    let id = EventId { tick: 1, replica: Replica(0) };
    Response {
        id,
        round: id,
        party: party.into(),
        constituency: "DNO".into(),
        on_behalf_of: None,
        received_on: day("2023-07-14"),
        position: Position::Oppose,
        effects: Default::default(),
        lead_time: None,
        ready_on: None,
        comments: Some(words.into()),
        confidential: false,
        take_up: None,
        extra: Default::default(),
    }
}
fn issued() -> Desk {
    let mut pmo = Desk::new();
    pmo.bring("CR100", Status::ReadyForIa);
    done(pmo.case("CR100", CaseCommand::Issue(round("2023-07-13"))));
    pmo
}

#[test]
fn a_party_merging_the_master_that_holds_another_register_does_not_revert_its_heading() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let mut party = pmo.copy_for("Party", 2);
    merge_file(&mut pmo, another("Another programme", 7).session.export());
    pmo.carry_out(Command::Rename { title: "Programme register 2024".into() });
    cats(&mut pmo, &["Data", "Design"]);
    let wanted = head(&pmo);
    assert!(!merge_file(&mut party, pmo.session.export()).of_another, "it is the party's own register");
    assert_eq!(head(&party), wanted);
    merge_file(&mut pmo, party.session.export());
    assert_eq!(head(&pmo), wanted);
}
#[test]
fn a_later_file_of_another_register_does_not_rename_this_one() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let wanted = head(&pmo);
    let mut x = another("Another programme", 7);
    merge_file(&mut pmo, x.session.export());
    for i in 0..9 {
        x.carry_out(Command::Rename { title: format!("Another {i}") });
    }
    cats(&mut x, &["Trade"]);
    merge_file(&mut pmo, x.session.export());
    assert_eq!(head(&pmo), wanted);
}
#[test]
fn a_part_of_this_register_is_of_this_register() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let r = pmo.session.register().by_reference("R1").unwrap();
    let mut party =
        Desk { session: Session::of(read(pmo.session.export_some(&[r])).unwrap()), who: "Party", replica: 9, minutes: 100 };
    party.note("R1", "ours");
    pmo.carry_out(Command::Rename { title: "Programme register 2024".into() });
    cats(&mut pmo, &["Data", "Design"]);
    let wanted = head(&pmo);
    merge_file(&mut party, pmo.session.export());
    merge_file(&mut pmo, party.session.export());
    assert_eq!(head(&pmo), wanted);
}
#[test]
fn two_changes_of_the_scheme_are_joined_and_what_both_changed_is_told() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let mut party = pmo.copy_for("Party", 2);
    cats(&mut party, &["Party's"]);
    pmo.note("R1", "x");
    cats(&mut pmo, &["Office's"]);
    assert_eq!(told(&merge_file(&mut pmo, party.session.export())), [""; 0]);
    assert_eq!(pmo.session.register().scheme.categories, ["Party's", "Office's"]);

    let cell = |band: Band| {
        move |desk: &mut Desk| {
            let mut to = Box::new(desk.session.register().scheme.clone());
            to.matrix.set(Level::ALL[4], Level::ALL[1], band);
            desk.carry_out(Command::ChangeScheme { to });
        }
    };
    let mut party = pmo.copy_for("Party", 3);
    cell(Band::Low)(&mut party);
    pmo.note("R1", "x");
    cell(Band::High)(&mut pmo);
    assert_eq!(
        told(&merge_file(&mut pmo, party.session.export())),
        [
            ": Scheme, matrix 5 2 was changed from “Medium” to “High” by Programme (PMO), who did not know that it stood at “Low” by then"
        ]
    );
}
#[test]
fn a_scheme_change_made_in_a_part_is_not_older_than_the_scheme_it_changed() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    for _ in 0..9 {
        pmo.raise(Kind::Action, "Not in the part");
    }
    cats(&mut pmo, &["Office's"]);
    let r = pmo.session.register().by_reference("R1").unwrap();
    let mut party =
        Desk { session: Session::of(read(pmo.session.export_some(&[r])).unwrap()), who: "Party", replica: 9, minutes: 100 };
    cats(&mut party, &["Office's", "Party's"]);
    merge_file(&mut pmo, party.session.export());
    assert_eq!(pmo.session.register().scheme.categories, ["Office's", "Party's"]);
}
#[test]
fn work_on_a_record_that_was_struck_out_meanwhile_is_told() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let mut party = pmo.copy_for("Party", 2);
    let record = pmo.id("R1");
    party.note("R1", "The supplier has gone into administration");
    pmo.carry_out(Command::Remove { record, why: "raised in error".into() });
    assert!(!told(&merge_file(&mut pmo, party.session.export())).is_empty());
}
#[test]
fn the_words_of_an_answer_that_was_overwritten_can_be_read() {
    let mut pmo = issued();
    done(pmo.case("CR100", CaseCommand::Respond(Box::new(resp("DNO", "Draft")))));
    let response = pmo.record("CR100").case.responses[0].id;
    let (mut a, mut b) = (pmo.copy_for("A", 7), pmo.copy_for("B", 8));
    done(a.case(
        "CR100",
        CaseCommand::ChangeResponse { response, to: Some(Box::new(resp("DNO", "It costs us two million pounds"))) },
    ));
    done(b.case("CR100", CaseCommand::ChangeResponse { response, to: Some(Box::new(resp("DNO", "We need ten more days"))) }));
    merge_file(&mut pmo, a.session.export());
    let m = merge_file(&mut pmo, b.session.export());
    let shown = format!("{:?} {:?}", told(&m), pmo.history("CR100"));
    assert!(shown.contains("two million"), "{:?}", told(&m));
}
#[test]
fn undo_does_not_strike_out_what_others_have_worked_on() {
    let mut party = Desk::new();
    party.session.set_custodian(false);
    let mut pmo = party.copy_for("PMO", 3);
    pmo.session.set_custodian(true);
    party.raise(Kind::Risk, "Raised by a party");
    merge_file(&mut pmo, party.session.export());
    pmo.note("R1", "Discussed at TMAG");
    pmo.assess("R1", Slot::Current, (4, 5), "Agreed at TMAG");
    merge_file(&mut party, pmo.session.export());
    assert!(party.undo().is_err());
}
#[test]
fn undo_does_not_take_a_round_away_from_under_its_answers() {
    let mut pmo = issued();
    let mut dno = pmo.copy_for("DNO", 9);
    done(dno.case("CR100", CaseCommand::Respond(Box::new(resp("DNO", "We cannot")))));
    merge_file(&mut pmo, dno.session.export());
    assert!(pmo.undo().is_err());
}
#[test]
fn a_round_that_was_closed_stays_closed_when_somebody_else_extended_it() {
    let mut pmo = issued();
    let mut lead = pmo.copy_for("Lead", 7);
    for _ in 0..4 {
        lead.note("CR100", "x");
    }
    done(lead.case("CR100", CaseCommand::Extend { to: day("2023-08-11"), why: "Holidays".into(), on: None }));
    done(pmo.go("CR100", Status::IaClosed, "2023-07-28", ""));
    merge_file(&mut pmo, lead.session.export());
    let record = pmo.record("CR100");
    assert_eq!((record.standing.status, record.case.rounds[0].is_open()), (Status::IaClosed, false));
}
#[test]
fn edits_by_hand_are_found_however_many_clashes_there_were() {
    let mut pmo = Desk::new();
    for i in 0..120 {
        pmo.raise(Kind::Risk, &format!("Risk {i}"));
    }
    let mut party = pmo.copy_for("Party", 2);
    for i in 1..=120 {
        pmo.edit(&format!("R{i}"), Field::Area, "Testing");
        party.edit(&format!("R{i}"), Field::Area, "Migration");
    }
    merge_file(&mut pmo, party.session.export());
    for i in 1..=120 {
        pmo.edit(&format!("R{i}"), Field::Area, "Design");
    }
    let text = String::from_utf8(pmo.session.export()).unwrap().replacen("Risk 119", "Edited by hand", 1);
    let mut session = Session::of(read(text.into_bytes()).unwrap());
    assert!(findings(&mut session).iter().any(|f| f.is_by_hand()));
    assert!(!session.left_behind().is_empty());
}
#[test]
fn a_clash_that_was_settled_is_told_to_nobody_again() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let (mut party, mut third) = (pmo.copy_for("Party", 2), pmo.copy_for("Third", 3));
    pmo.edit("R1", Field::Area, "Testing");
    party.edit("R1", Field::Area, "Migration");
    merge_file(&mut pmo, party.session.export());
    pmo.edit("R1", Field::Area, "Design");
    assert_eq!(findings(&mut pmo.reopened().session), []);
    assert_eq!(told(&merge_file(&mut third, pmo.session.export())), [""; 0]);
}
#[test]
fn a_clash_names_the_values_and_two_who_did_the_same_do_not_clash() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    pmo.assess("R1", Slot::Current, (4, 4), "x");
    pmo.step("R1", "Agree");
    let mut p = pmo.copy_for("P", 2);
    for d in [&mut pmo, &mut p] {
        d.edit("R1", Field::Category, "Data");
        d.assess("R1", Slot::Current, if d.replica == 1 { (3, 5) } else { (5, 3) }, "");
        let (record, st) = (d.id("R1"), d.record("R1").mitigation[0].clone());
        let due = Some(if d.replica == 1 { raid_register::calendar::Due::Tbc } else { raid_register::calendar::Due::Asap });
        d.carry_out(Command::ChangeStep { record, step: st.id, to: Some(Step { due, ..st }) });
    }
    let told = told(&merge_file(&mut pmo, p.session.export()));
    assert!(!told.iter().any(|t| t.contains("Category")), "both wrote the same: {told:#?}");
    assert!(!told.iter().any(|t| t.contains("from “High”, but stood at “High”")), "{told:#?}");
    assert!(!told.iter().any(|t| t.contains("from “Agree”, but stood at “Agree”")), "{told:#?}");
}
#[test]
fn an_event_id_with_other_content_is_told() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    // The party looks at the last id, 2-00000001, and takes the next.
    let mut f: serde_json::Value = serde_json::from_slice(&pmo.session.export()).unwrap();
    f["items"]
        .as_array_mut()
        .unwrap()
        .push(serde_json::json!({"id":"3-00000001","kind":"risk","title":"Written by a party","status":"Open"}));
    let mut a =
        Desk { session: Session::of(read(serde_json::to_vec_pretty(&f).unwrap()).unwrap()), who: "A", replica: 5, minutes: 10 };
    let found = findings(&mut a.session);
    a.session.reconcile(&found, true, &stamp("A", 5, 11)).unwrap();
    pmo.raise(Kind::Action, "Raised at the office meanwhile"); // is 3-00000001
    let m = merge_file(&mut pmo, a.session.export());
    let there =
        pmo.session.register().records().any(|r| pmo.session.register().record(r).unwrap().title() == "Written by a party");
    assert!(there || !told(&m).is_empty(), "a record is lost, and nobody is told");
}
#[test]
fn a_line_of_the_log_that_cannot_be_read_outlives_a_merge() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let mut party = pmo.copy_for("Party", 2);
    party.note("R1", "theirs");
    pmo.note("R1", "A note that matters");
    for _ in 0..3 {
        pmo.note("R1", "later");
    }
    let text = String::from_utf8(pmo.session.export()).unwrap();
    let text = text.replacen("    {\"id\":\"3-00000001\"", "    { \"id\":\"3-00000001\"", 1);
    let mut d = Desk { session: Session::of(read(text.into_bytes()).unwrap()), who: "PMO", replica: 5, minutes: 100 };
    let kept = |d: &mut Desk| String::from_utf8(d.session.export()).unwrap().matches("\"id\":\"3-00000001\",\"about\"").count();
    assert_eq!(kept(&mut d), 1);
    merge_file(&mut d, party.session.export());
    assert_eq!(kept(&mut d), 1, "the line is gone from the file");
}
#[test]
fn a_letter_behind_a_reference_still_leads_to_its_record_when_that_is_renumbered() {
    let mut pmo = Desk::new();
    let mut other = pmo.copy_for("Other office", 2);
    other.session.set_custodian(true);
    pmo.raise(Kind::Risk, "Mine");
    let theirs = other.raise(Kind::Risk, "Theirs");
    merge_file(&mut pmo, other.session.export());
    pmo.carry_out(Command::Number { record: theirs, to: "R2".into() });
    assert!(pmo.session.register().by_reference("R1b").is_some(), "minutes cite R1b");
}
#[test]
fn equal_logs_give_equal_bytes_after_a_part_came_first() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let mut party = pmo.copy_for("Party", 2);
    party.session.set_custodian(true);
    party.raise(Kind::Action, "Act");
    party.link("R1", LinkType::MitigatedBy, "ACT001");
    let r = party.session.register().by_reference("R1").unwrap();
    let part = party.session.export_some(&[r]);
    let mut a = pmo.copy_for("A", 5);
    a.session.merge(Session::of(read(part).unwrap()).events());
    let mut a = a.reopened();
    a.merge(&mut party);
    let mut b = pmo.copy_for("B", 6);
    b.merge(&mut party);
    assert_eq!(a.session.events(), b.session.events());
    assert_eq!(String::from_utf8(a.session.export()), String::from_utf8(b.session.export()));
}
#[test]
fn an_action_raised_by_a_party_at_a_meeting_is_numbered_within_it() {
    let mut pmo = Desk::new();
    let meeting = pmo.meeting("DAG026", "2023-07-12");
    let mut p = pmo.copy_for("P", 3);
    let id = p.carry_out(Command::Raise(Box::new(NewRecord {
        within: Some("DAG026".into()),
        ..NewRecord::of(Kind::Action, titled("Act"))
    })))[0]
        .id;
    p.carry_out(Command::Link { record: id, link: LinkType::RaisedAt, to: meeting }); // as the page's form does
    merge_file(&mut pmo, p.session.export());
    assert_eq!(pmo.by_id(id).shown_reference(), "DAG26-01");
}
#[test]
fn undo_after_a_merge_loses_nobody_s_value() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let mut p = pmo.copy_for("P", 2);
    p.edit("R1", Field::Area, "Theirs");
    pmo.note("R1", "x");
    pmo.edit("R1", Field::Area, "Mine");
    merge_file(&mut pmo, p.session.export());
    let undone = pmo.undo();
    assert!(undone.is_err() || pmo.record("R1").fields.text(Field::Area) == Some("Theirs"));
}
#[test]
fn two_moves_of_one_milestone_are_told() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Milestone, "SIT");
    pmo.edit("M1", Field::Baseline, "2023-10-01");
    pmo.bring("CR100", Status::Draft);
    let milestone = pmo.id("M1");
    let (mut a, mut b) = (pmo.copy_for("A", 7), pmo.copy_for("B", 8));
    done(a.case("CR100", CaseCommand::AddMilestoneMove { milestone, to: day("2023-11-01") }));
    done(b.case("CR100", CaseCommand::AddMilestoneMove { milestone, to: day("2023-12-01") }));
    merge_file(&mut pmo, a.session.export());
    assert!(!told(&merge_file(&mut pmo, b.session.export())).is_empty());
}
#[test]
fn a_log_out_of_order_is_put_in_order() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    for i in 0..9 {
        pmo.note("R1", &format!("n{i}"));
    }
    let text = String::from_utf8(pmo.session.export()).unwrap();
    let (at, end) = (text.find("\"log\": [\n").unwrap() + 9, text.rfind("\n  ]\n}\n").unwrap());
    let mut lines: Vec<&str> = text[at..end].split(",\n").collect();
    lines.sort_unstable();
    let sorted = format!("{}{}{}", &text[..at], lines.join(",\n"), &text[end..]);
    let mut d = Desk { session: Session::of(read(sorted.into_bytes()).unwrap()), who: "D", replica: 5, minutes: 100 };
    merge_file(&mut d, pmo.session.export());
    assert_eq!(d.record("R1").notes.len(), 9);
}
