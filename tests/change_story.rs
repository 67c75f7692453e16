//! A change request's story: its milestones oldest first, on days of their own.

mod desk;

use desk::Desk;
use desk::change::{Change, answer, cr032_issued, day, done};
use raid_register::item::Status;
use raid_register::item::case::Position;
use raid_register::register::change::Ask;
use raid_register::register::{Chapter, story};

fn told(pmo: &mut Desk) -> Vec<Chapter> {
    let events = {
        let id = pmo.id("CR032");
        pmo.session.history(id)
    };
    story(pmo.session.register(), &pmo.item("CR032"), &events)
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
    done(pmo.case("CR032", Ask::Respond(answer("Northern DNO", "DNO", "2023-10-20", Position::Support))));
    done(pmo.case("CR032", Ask::Respond(answer("Elexon", "Elexon", "2023-10-20", Position::Oppose))));
    done(pmo.go("CR032", Status::IaClosed, "2023-10-30", ""));
    let told = told(&mut pmo);
    let last = &told[told.len() - 2..];
    assert_eq!(lines(last), ["2023-10-20 Responses received", "2023-10-30 Impact assessment closed: round 1"]);
    assert_eq!(last[0].why, ["Northern DNO: support", "Elexon: oppose"]);
    assert_eq!(last[1].why, ["No response: National Grid ESO, Supplier Agent"]);
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
    let without = story(pmo.session.register(), &pmo.item("CR032"), &[]);
    assert_eq!(without.last().map(|last| last.what.as_str()), Some("Withdrawn"));
}
