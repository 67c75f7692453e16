//! Risks, issues, assumptions and dependencies: what accepting and agreeing ask for, and the fields that go with them.

mod desk;

use desk::change::day;
use desk::{Desk, assessment, findings, titled, value};
use raid_register::calendar::read_day;
use raid_register::query::{Filter, Sort};
use raid_register::record::{Assessment, Field, Kind, Slot, Status};
use raid_register::session::Session;
use raid_register::snapshot::{self, Finding};
use raid_register::state::RowId;
use raid_register::workflow::{Command, NewRecord, Refusal, lapsed, unmet_requirements};

fn missing(desk: &Desk, reference: &str, to: Status) -> Vec<String> {
    let all = unmet_requirements(desk.session.register(), &desk.record(reference), to, None, None);
    all.into_iter().map(|missing| missing.what).collect()
}

fn go(desk: &mut Desk, reference: &str, to: Status, on: &str) -> Result<(), Refusal> {
    let record = desk.id(reference);
    desk.try_to(Command::Move { record, to, on: read_day(on).ok(), why: None }).map(drop)
}

/// Assesses R1 and says all that its acceptance until that day needs.
fn say_what_acceptance_needs(desk: &mut Desk, until: &str) {
    desk.assess("R1", Slot::Current, (3, 5), "as found");
    for (field, typed) in [
        (Field::Response, "Accept"),
        (Field::AcceptedBy, "SRO"),
        (Field::Capacity, "Chair of the group"),
        (Field::AcceptanceReason, "No cheaper way is known"),
        (Field::AcceptedUntil, until),
    ] {
        desk.edit("R1", field, typed);
    }
}

#[test]
fn a_risk_is_accepted_by_somebody_for_a_time_and_as_it_was_assessed() {
    let mut desk = Desk::new();
    desk.raise(Kind::Risk, "Data cut arrives late");
    let refused = go(&mut desk, "R1", Status::Accepted, "2023-08-16").expect_err("nothing is said yet").to_string();
    assert_eq!(
        refused,
        "R1 cannot go to “Accepted” yet. Choose “Accept” as the response. Assess it: what is accepted is the risk as it is \
         assessed. Say who accepts it. Say in which capacity it is accepted. Say why it is accepted. Say until when it is accepted."
    );
    say_what_acceptance_needs(&mut desk, "2023-12-31");
    assert!(missing(&desk, "R1", Status::Accepted).is_empty());
    go(&mut desk, "R1", Status::Accepted, "2023-08-16").expect("everything is said");
    let risk = desk.record("R1");
    assert_eq!(risk.fields.day(Field::AcceptedOn), Some(day("2023-08-16")));
    assert_eq!(risk.fields.text(Field::AcceptedAssessment), Some("High, likelihood 3, impact 5"));
    assert_eq!(lapsed(&risk, day("2023-12-31")), [] as [String; 0]);

    desk.assess("R1", Slot::Current, (4, 5), "it got worse");
    assert_eq!(
        lapsed(&desk.record("R1"), day("2024-01-01")),
        [
            "Its acceptance ended on 31 December 2023.",
            "It was accepted as “High, likelihood 3, impact 5” and is assessed as “Critical, likelihood 4, impact 5” now."
        ]
    );
    desk.move_to("R1", Status::Treating, "").expect("it can be treated after all");
    assert!(lapsed(&desk.record("R1"), day("2024-01-01")).is_empty());
    desk.undo().and_then(|_| desk.undo()).and_then(|_| desk.undo()).expect("one step each");
    assert_eq!(
        (desk.record("R1").standing.status, desk.record("R1").fields.text(Field::AcceptedAssessment)),
        (Status::Open, None)
    );
}

#[test]
fn an_acceptance_is_of_the_day_it_was_made_and_does_not_end_before() {
    let mut desk = Desk::new();
    desk.raise(Kind::Risk, "Data cut arrives late");
    say_what_acceptance_needs(&mut desk, "2023-08-31");
    go(&mut desk, "R1", Status::Accepted, "2023-08-31").expect("on its last day");
    desk.move_to("R1", Status::Treating, "").expect("it can be treated after all");
    assert_eq!(
        go(&mut desk, "R1", Status::Accepted, "2023-10-11").expect_err("it ended before").to_string(),
        "R1 cannot go to “Accepted” yet. It would end before it is accepted: choose a last day on or after 11 October 2023."
    );
    desk.edit("R1", Field::AcceptedUntil, "2023-12-31");
    go(&mut desk, "R1", Status::Accepted, "2023-10-11").expect("everything is said");
    assert_eq!(desk.record("R1").fields.day(Field::AcceptedOn), Some(day("2023-10-11")));
    assert_eq!(findings(&mut desk.session), []);
    desk.undo().expect("one step");
    assert_eq!(desk.record("R1").fields.day(Field::AcceptedOn), Some(day("2023-08-31")));
}

#[test]
fn a_day_that_was_typed_for_an_acceptance_stands() {
    let mut desk = Desk::new();
    desk.raise(Kind::Risk, "Data cut arrives late");
    say_what_acceptance_needs(&mut desk, "2023-12-31");
    desk.edit("R1", Field::AcceptedOn, "2023-10-02");
    go(&mut desk, "R1", Status::Accepted, "2023-10-05").expect("everything is said");
    assert_eq!(desk.record("R1").fields.day(Field::AcceptedOn), Some(day("2023-10-02")));
}

#[test]
fn a_dependency_is_agreed_by_both_sides_or_with_a_reason() {
    let mut desk = Desk::new();
    desk.raise(Kind::Dependency, "SDEP is improved");
    desk.edit("D1", Field::ProviderConfirmedBy, "Elexon");
    desk.edit("D1", Field::ProviderConfirmedOn, "2023-08-01");
    let both = ["Say who confirmed it for the receiver", "Say when the receiver confirmed it"];
    assert_eq!(missing(&desk, "D1", Status::Agreed), both);
    go(&mut desk, "D1", Status::Agreed, "2023-08-16").expect_err("one side is not both");
    let record = desk.id("D1");
    desk.carry_out(Command::Override { record, to: Status::Agreed, on: None, why: "Agreed by telephone".into() });
    assert_eq!(desk.record("D1").standing.unmet, both);
    desk.undo().expect("the step");
    desk.edit("D1", Field::ReceiverConfirmedBy, "Programme");
    desk.edit("D1", Field::ReceiverConfirmedOn, "2023-08-02");
    go(&mut desk, "D1", Status::Agreed, "2023-08-16").expect("both have confirmed it");
    assert_eq!(desk.record("D1").standing.unmet, [] as [String; 0]);
}

#[test]
fn every_other_step_of_theirs_is_free() {
    for kind in [Kind::Risk, Kind::Assumption, Kind::Issue, Kind::Dependency] {
        let mut desk = Desk::new();
        let record = desk.raise(kind, "Something");
        let reference = desk.by_id(record).shown_reference();
        let guarded = [(Kind::Risk, Status::Accepted), (Kind::Dependency, Status::Agreed)];
        for to in Status::of(kind).iter().filter(|to| !guarded.contains(&(kind, **to))) {
            assert_eq!(missing(&desk, &reference, *to), [] as [String; 0], "{kind:?} {to:?}");
        }
        let to = *Status::of(kind).last().expect("a status");
        desk.carry_out(Command::Override { record, to, on: None, why: "All the same".into() });
        assert_eq!(desk.by_id(record).standing.unmet, [] as [String; 0], "nothing was missing: {kind:?}");
    }
}

#[test]
fn the_inherent_assessment_stands_beside_the_others_and_travels() {
    let mut desk = Desk::new();
    let record = desk.raise(Kind::Risk, "Data cut arrives late");
    desk.assess("R1", Slot::Proposed, (2, 4), "");
    desk.carry_out(Command::Assess { record, slot: Slot::Inherent, to: Some(assessment((5, 5), "with nothing done")) });
    let risk = desk.record("R1");
    assert!(risk.assessment(Slot::Proposed).is_some(), "it agrees on nothing");
    assert_eq!(desk.session.register().row(RowId::at(0)).likelihood, 0, "the list shows what the risk is now");
    assert_eq!(
        desk.history("R1").last().map(String::as_str),
        Some("likelihood 5, impact 5, level Critical, inherent: with nothing done")
    );
    let mut again = desk.reopened();
    assert_eq!(again.record("R1"), risk);
    assert_eq!(findings(&mut again.session), []);
    assert_eq!(again.session.export(), desk.session.export());
    desk.undo().expect("like any assessment");
    assert_eq!(desk.record("R1").assessment(Slot::Inherent), None);
}

#[test]
fn a_copy_takes_no_acceptance_confirmation_or_escalation_with_it() {
    let mut desk = Desk::new();
    desk.raise(Kind::Dependency, "SDEP is improved");
    let belongs_to_the_original = [
        (Field::ProviderConfirmedBy, "Elexon"),
        (Field::ReceiverConfirmedOn, "2023-08-02"),
        (Field::EscalatedTo, "PSG"),
        (Field::EscalatedOn, "2023-08-02"),
        (Field::EscalationReason, "No date can be had"),
    ];
    for (field, typed) in belongs_to_the_original {
        desk.edit("D1", field, typed);
    }
    desk.edit("D1", Field::Provider, "Elexon");
    desk.duplicate(&desk.record("D1"), "2023-08-16");
    let copy = desk.record("D2");
    assert_eq!(copy.fields.text(Field::Provider), Some("Elexon"));
    assert!(belongs_to_the_original.iter().all(|(field, _)| copy.fields.value(*field).is_none()));
}

#[test]
fn a_file_that_kept_these_as_fields_of_its_own_opens_as_it_is() {
    let file = r#"{"format": "raid-register", "formatVersion": 1, "items": [{"kind": "risk", "ref": "R1", "title": "Late",
        "status": "Accepted", "custom": {"Accepted by": "SRO", "Nature": "Threat"}, "residual": {"level": "Low"}}]}"#;
    let mut session = Session::of(snapshot::read(file.as_bytes().to_vec()).expect("it opens"));
    let record = session.register().record(RowId::at(0)).expect("R1");
    assert_eq!((record.standing.status, record.custom.len(), record.extra.len()), (Status::Accepted, 2, 1));
    let out = session.export();
    let mut again = Session::of(snapshot::read(out.clone()).expect("it opens"));
    assert_eq!(again.export(), out);
}

#[test]
fn nothing_is_raised_as_accepted_or_agreed_before_it_is() {
    let mut desk = Desk::new();
    let raise = |kind, status, filled: &[(Field, &str)]| {
        let mut fields = titled("Data cut arrives late");
        for (field, typed) in filled {
            fields.put(*field, value(*field, typed));
        }
        Command::Raise(Box::new(NewRecord { status: Some(status), ..NewRecord::of(kind, fields) }))
    };
    let accepted = [
        (Field::Response, "Accept"),
        (Field::AcceptedBy, "SRO"),
        (Field::Capacity, "Chair of the group"),
        (Field::AcceptanceReason, "No cheaper way is known"),
        (Field::AcceptedUntil, "2023-12-31"),
    ];
    assert_eq!(
        desk.refusal(raise(Kind::Risk, Status::Accepted, &accepted)),
        "R1 cannot go to “Accepted” yet. Assess it: what is accepted is the risk as it is assessed."
    );
    let provided = [(Field::ProviderConfirmedBy, "Elexon"), (Field::ProviderConfirmedOn, "2023-08-01")];
    assert_eq!(
        desk.refusal(raise(Kind::Dependency, Status::Agreed, &provided)),
        "D1 cannot go to “Agreed” yet. Say who confirmed it for the receiver. Say when the receiver confirmed it."
    );
    desk.session.set_custodian(false);
    assert!(desk.refusal(raise(Kind::Dependency, Status::Agreed, &[])).starts_with("“Data cut arrives late” cannot go to"));
    let received = [(Field::ReceiverConfirmedBy, "Programme"), (Field::ReceiverConfirmedOn, "2023-08-02")];
    desk.carry_out(raise(Kind::Dependency, Status::Agreed, &[provided, received].concat()));
    // A dependency can be accepted without that, and a risk be treated.
    desk.carry_out(raise(Kind::Dependency, Status::Accepted, &[]));
    desk.carry_out(raise(Kind::Risk, Status::Treating, &[]));
    assert_eq!((desk.session.register().count(Kind::Risk), desk.session.register().count(Kind::Dependency)), (1, 2));
}

#[test]
fn a_file_that_has_it_accepted_opens_and_says_what_is_missing() {
    let file = r#"{"format": "raid-register", "items": [
        {"kind": "risk", "ref": "R1", "title": "Data cut arrives late", "status": "Accepted", "response": "Accept",
         "acceptedBy": "SRO", "capacity": "Chair", "acceptanceReason": "No cheaper way", "acceptedUntil": "2023-12-31"},
        {"kind": "dependency", "ref": "D1", "title": "SDEP is improved", "status": "Agreed", "unmet": ["Said by telephone"]},
        {"kind": "risk", "ref": "R2", "title": "Raised in error", "status": "Accepted", "removed": "Raised in error"}]}"#;
    let opened = || Session::of(snapshot::read(file.as_bytes().to_vec()).expect("it opens"));
    let expected = "It is “Accepted” without what that asks for. Assess it: what is accepted is the risk as it is assessed";
    let told = |found: &[Finding]| match found {
        [Finding::Strange { reference, anomaly }] => format!("{reference}: {anomaly}"),
        found => panic!("{found:?}"),
    };
    let mut session = opened();
    assert_eq!(told(&findings(&mut session)), format!("R1: {expected}"));
    // It is said when the file is merged, too.
    let mut desk = Desk::new();
    let merged = desk.session.merge(session.events());
    let merged: Vec<String> = merged.anomalies.iter().map(|(reference, told)| format!("{reference}: {told}")).collect();
    assert_eq!(merged, [format!("R1: {expected}")]);
    assert_eq!(desk.session.merge(opened().events()).anomalies, [], "once");
    // And no more when it is put right.
    let record = desk.id("R1");
    desk.carry_out(Command::Assess { record, slot: Slot::Current, to: Some(assessment((3, 5), "As found")) });
    assert_eq!(findings(&mut desk.session), []);
}

#[test]
fn risks_outside_the_matrix_are_a_list_of_their_own() {
    let mut pmo = Desk::new();
    for title in ["Placed", "Impact alone", "Not assessed"] {
        pmo.raise(Kind::Risk, title);
    }
    pmo.assess("R1", Slot::Current, (3, 5), "as found");
    let alone = Assessment { likelihood: None, ..assessment((3, 4), "as far as we know") };
    let assess = Command::Assess { record: pmo.id("R2"), slot: Slot::Current, to: Some(alone) };
    pmo.carry_out(assess);
    let register = pmo.session.register();
    let shown = |cell: (u8, u8)| {
        let filter = Filter { cell: Some(cell), ..Filter::default() };
        let rows = register.view(&filter, Sort::default(), read_day("2023-10-13").expect("a literal day")).rows;
        rows.into_iter().filter_map(|row_id| register.record(row_id)).map(|record| record.shown_reference()).collect::<Vec<_>>()
    };
    assert_eq!((shown((3, 5)), shown((0, 0))), (vec!["R1".to_owned()], vec!["R2".to_owned(), "R3".to_owned()]));
}
