//! A change request's story: its milestones oldest first, on days of their own.

mod desk;

use desk::Desk;
use desk::change::{Change, answer, cr032_issued, day, done};
use raid_register::history::{Chapter, story};
use raid_register::record::Status;
use raid_register::record::case::Position;
use raid_register::workflow::CaseCommand;

fn told(pmo: &mut Desk) -> Vec<Chapter> {
    let events = {
        let id = pmo.id("CR032");
        pmo.session.history(id)
    };
    story(pmo.session.register(), &pmo.record("CR032"), &events)
}

fn lines(chapters: &[Chapter]) -> Vec<String> {
    chapters.iter().map(|one| format!("{} {}", one.on.map(|on| on.to_string()).unwrap_or_default(), one.what)).collect()
}

#[test]
fn cr032_is_told_from_its_first_version_to_the_round() {
    let mut pmo = cr032_issued();
    let told = told(&mut pmo);
    assert_eq!(
        lines(&told),
        [
            "2023-08-16 Raised",
            "2023-10-02 Version 1.0 submitted",
            "2023-10-03 Version 1.1 submitted",
            "2023-10-03 Validated",
            "2023-10-04 For IA decision",
            "2023-10-11 Decision: Issue to impact assessment",
            "2023-10-13 Version 1.2 submitted",
            "2023-10-13 Ready for IA",
            "2023-10-13 Issued to impact assessment: round 1, version 1.2",
        ]
    );
    assert_eq!(told[5].who.as_deref(), Some("DAG, Chair, SRO, as delegated to the DAG Chair"));
    assert_eq!(told[6].who.as_deref(), Some("NGESO"));
    assert_eq!(told[7].why, ["The amendments are those that DAG029 asked for"]);
}

#[test]
fn answers_of_one_day_stand_together_and_the_close_names_the_silent() {
    let mut pmo = cr032_issued();
    done(pmo.case("CR032", CaseCommand::Respond(answer("Northern DNO", "DNO", "2023-10-20", Position::Support))));
    done(pmo.case("CR032", CaseCommand::Respond(answer("Elexon", "Elexon", "2023-10-20", Position::Oppose))));
    done(pmo.go("CR032", Status::IaClosed, "2023-10-30", ""));
    let told = told(&mut pmo);
    let last = &told[told.len() - 2..];
    assert_eq!(lines(last), ["2023-10-20 Responses received", "2023-10-30 Impact assessment closed: round 1"]);
    assert_eq!(last[0].why, ["Northern DNO: support", "Elexon: oppose"]);
    assert_eq!(last[1].why, ["No response: National Grid ESO, Supplier Agent"]);
}

#[test]
fn an_extension_is_told_on_the_day_it_was_granted_also_without_the_log() {
    let mut pmo = cr032_issued();
    let refused =
        pmo.case("CR032", CaseCommand::Extend { to: day("2023-11-03"), why: "Half term".into(), on: Some(day("2023-10-12")) });
    assert_eq!(
        refused.expect_err("it was not issued yet").to_string(),
        "It is granted between the day of issue and the new last day: check the day"
    );
    done(pmo.case("CR032", CaseCommand::Extend { to: day("2023-11-03"), why: "Half term".into(), on: Some(day("2023-10-25")) }));
    let last = |chapters: Vec<Chapter>| chapters.last().map(|last| (last.on, last.what.clone(), last.why.clone()));
    let expected = Some((Some(day("2023-10-25")), "Round 1 extended".to_owned(), vec!["Half term".to_owned()]));
    assert_eq!(last(told(&mut pmo)), expected);
    assert_eq!(last(story(pmo.session.register(), &pmo.record("CR032"), &[])), expected);
    let file = pmo.session.export();
    let words = String::from_utf8(file.clone()).expect("a file is text");
    assert!(words.contains(r#"{"to":"2023-11-03","why":"Half term","on":"2023-10-25"}"#), "the day stands last, as an addition");
    let mut again = Desk::new();
    again.session.open(file).expect("it is a file of ours");
    assert_eq!(last(told(&mut again)), expected);
    let beside = words.replace(r#""on":"2023-10-25"}"#, r#""on":"2023-10-25","by":"The DAG Chair"}"#);
    again.session.open(beside.clone().into_bytes()).expect("what a later program adds is no reason to refuse a file");
    assert_eq!(String::from_utf8(again.session.export()).ok(), Some(beside), "and it stays where nobody touched the record");
    let older = words.replace(r#","on":"2023-10-25"}"#, "}");
    again.session.open(older.into_bytes()).expect("a file of an earlier time has no such day");
    let recorded = told(&mut again).last().and_then(|last| last.on);
    assert_ne!(recorded, Some(day("2023-10-25")), "then it is told on the day it was recorded");
}

#[test]
fn a_step_taken_back_is_not_told_and_one_with_no_log_is() {
    let mut pmo = cr032_issued();
    let before = lines(&told(&mut pmo));
    done(pmo.go("CR032", Status::Withdrawn, "2023-10-16", "NGESO found another way"));
    assert_eq!(
        told(&mut pmo).last().map(|last| (last.on, last.what.clone())),
        Some((Some(day("2023-10-16")), "Withdrawn".into()))
    );
    let stamp = pmo.stamp();
    pmo.session.undo(&stamp).expect("it can be undone");
    assert_eq!(lines(&told(&mut pmo)), before);
    done(pmo.go("CR032", Status::Withdrawn, "2023-10-16", "NGESO found another way"));
    let without = story(pmo.session.register(), &pmo.record("CR032"), &[]);
    assert_eq!(without.last().map(|last| last.what.as_str()), Some("Withdrawn"));
}
