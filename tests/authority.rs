//! A file of this register held against what is here: what it lacks, and what of that which it would bring decides, approves
//! or sets up. That can be left out, and comes in with a later merge.

mod desk;

use desk::change::*;
use desk::{Desk, findings};
use raid_register::record::{Field, Kind, Status};
use raid_register::session::{Comparison, Differences, LineReader, Session};
use raid_register::snapshot::read;
use raid_register::workflow::{CaseCommand, Command, Deciding, Outcome, Stage};

fn file_of(desk: &mut Desk) -> Session {
    Session::of(read(desk.session.export()).expect("our own file opens"))
}

fn compared(here: &mut Desk, theirs: &mut Desk) -> Differences {
    let mut comparison = Comparison::default();
    here.session.log_mut().all().iter().for_each(|(_, line)| comparison.know(line));
    file_of(theirs).log_mut().all().iter().for_each(|(_, line)| comparison.compare(line));
    comparison.finish(&here.session)
}

fn merge_without(here: &mut Desk, theirs: &mut Desk) {
    let mut file = file_of(theirs);
    let fresh: Vec<_> = file.events().into_iter().filter(|event| !here.session.knows(event.id)).collect();
    file.leave_out(here.session.without_authority(&fresh));
    let stamp = here.stamp();
    here.session.merge_file(&mut file, &stamp);
}

fn told(differences: &Differences) -> Vec<String> {
    differences.authority.iter().map(|(reference, what, by)| format!("{reference}: {what} ({by})")).collect()
}

/// The office's register with a request that waits for approval, and a party's copy of it.
fn office_and_party() -> (Desk, Desk) {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    pmo.bring("CR100", Status::ForApprovalDecision);
    pmo.meeting("DAG030", "2023-10-11");
    let mut party = pmo.copy_for("Party", 7);
    party.session.set_custodian(false);
    (pmo, party)
}

/// Approves CR100 with a condition.
fn decide(party: &mut Desk) {
    let (request, meeting) = (party.id("CR100"), party.id("DAG030"));
    let asked = by_dag(vec![request], Stage::Approval, Outcome::ApproveWithConditions, meeting);
    let conditions = vec![amendment("Amend the plan", Vec::new())];
    done(party.try_to(Command::Decide(Box::new(Deciding { reference: Some("DAG-DEC90".into()), conditions, ..asked }))));
}

#[test]
fn an_older_copy_lacks_what_was_done_since() {
    let mut pmo = Desk::new();
    pmo.raise(Kind::Risk, "Data cut");
    let mut older = pmo.copy_for("Party", 7);
    assert_eq!(compared(&mut pmo, &mut older), Differences::default());
    pmo.minutes = 3 * 24 * 60;
    for words in ["one", "two", "three"] {
        pmo.note("R1", words);
    }
    older.note("R1", "theirs");
    let found = compared(&mut pmo, &mut older);
    assert_eq!((found.left_behind, found.since, found.brought), (3, Some(day("2023-08-19")), 1));
    assert_eq!(told(&found), [""; 0]);
}

#[test]
fn what_a_party_decides_is_told_and_what_it_writes_is_not() {
    let (mut pmo, mut party) = office_and_party();
    party.note("R1", "Written by the party");
    party.edit("R1", Field::Area, "Testing");
    party.raise(Kind::Action, "Ask the DCC");
    decide(&mut party);
    party.carry_out(Command::Rename { title: "Ours".into() });
    let told = told(&compared(&mut pmo, &mut party));
    assert!(told.iter().any(|line| line.starts_with("CR100: status For approval decision → Approved")), "{told:#?}");
    assert!(told.iter().any(|line| line.contains("decision raised")), "{told:#?}");
    assert!(told.iter().any(|line| line.starts_with(": register renamed")), "{told:#?}");
    assert!(told.iter().all(|line| !line.starts_with("R1:") && !line.contains("action")), "{told:#?}");
}

#[test]
fn what_the_office_decides_is_told_to_nobody() {
    let (mut pmo, mut party) = office_and_party();
    pmo.decide("CR100", Stage::Approval, Outcome::Approve, "DAG030", &[(Field::Maker, "Chair")]);
    assert_eq!(told(&compared(&mut party, &mut pmo)), [""; 0]);
}

#[test]
fn it_is_left_out_with_what_was_done_on_top_of_it_and_comes_with_a_later_merge() {
    let (mut pmo, mut party) = office_and_party();
    let (title, before) = (pmo.session.register().title.clone(), pmo.session.register().len());
    party.note("R1", "Written by the party");
    decide(&mut party);
    party.carry_out(Command::Rename { title: "Ours".into() });
    party.edit("CR100", Field::Area, "Testing");
    merge_without(&mut pmo, &mut party);
    assert_eq!(pmo.status("CR100"), Status::ForApprovalDecision);
    assert_eq!((pmo.session.register().title.clone(), pmo.session.register().len()), (title, before), "no decision, no action");
    assert!(pmo.record("CR100").links.iter().all(|link| pmo.session.register().by_id(link.to).is_some()));
    assert_eq!(pmo.record("R1").notes.len(), 1);
    assert_eq!(findings(&mut pmo.reopened().session), []);

    pmo.note("R1", "Since then");
    assert!(!told(&compared(&mut pmo, &mut party)).is_empty(), "it is still not here");
    pmo.merge_file(&mut party);
    assert_eq!(pmo.status("CR100"), Status::Approved);
    assert_eq!(pmo.session.register().title, "Ours");
    let mut whole = party.copy_for("Third", 9);
    whole.merge_file(&mut pmo);
    assert_eq!(whole.session.events(), pmo.session.events());
    assert_eq!(findings(&mut pmo.reopened().session), []);
}

#[test]
fn a_round_that_a_party_decided_on_is_left_out_with_its_answers() {
    let mut pmo = Desk::new();
    pmo.bring("CR100", Status::ReadyForIa);
    let mut party = pmo.copy_for("Party", 7);
    party.session.set_custodian(false);
    done(party.case("CR100", CaseCommand::Issue(round("2023-07-13"))));
    done(
        party.case(
            "CR100",
            CaseCommand::Respond(answer("DNO", "DNO", "2023-07-14", raid_register::record::case::Position::Oppose)),
        ),
    );
    party.note("CR100", "We cannot");
    merge_without(&mut pmo, &mut party);
    let record = pmo.record("CR100");
    assert_eq!((record.case.rounds.len(), record.case.responses.len(), record.notes.len()), (0, 0, 1));
    pmo.merge_file(&mut party);
    assert_eq!(pmo.record("CR100").case.responses.len(), 1);
}

#[test]
fn lines_are_read_out_of_pieces_that_end_anywhere() {
    let text = b"\n    {\"id\":\"1-00000001\"},\n    {\"id\":\"2-00000001\"}";
    for length in 1..text.len() {
        let (mut reader, mut lines) = (LineReader::default(), Vec::new());
        for piece in text.chunks(length) {
            reader.take(piece, &mut |line| lines.push(String::from_utf8_lossy(line).into_owned()));
        }
        reader.end(&mut |line| lines.push(String::from_utf8_lossy(line).into_owned()));
        assert_eq!(lines, ["{\"id\":\"1-00000001\"}", "{\"id\":\"2-00000001\"}"], "{length}");
    }
}
