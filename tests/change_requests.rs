//! The programme's change requests, told step by step through the session with the dates that its papers give.
//! Scenarios 1 to 5, 7 and 12 of the acceptance list; 8 stands in `public_snapshot.rs`.

mod desk;

use desk::change::*;
use desk::{Desk, value};
use raid_register::calendar::Due;
use raid_register::record::case::{Aspect, Effect, Position, Size, TakeUp, changes, matrix};
use raid_register::record::{Extra, Field, Kind, LinkType, Owner, Record, Status};
use raid_register::stamp::EventId;
use raid_register::workflow::Command;
use raid_register::workflow::{
    CaseCommand, Condition, Deciding, NewRound, Outcome, Place, Stage, confidential_answers, unmet_requirements,
};

#[test]
fn scenario_1_cr032_from_ngesos_first_submission_to_a_november_decision() {
    let (mut pmo, dag029) = cr032_at_dag029();
    assert_eq!(pmo.record("CR032").case.submissions.iter().map(|version| &version.version).collect::<Vec<_>>(), ["1.0", "1.1"]);

    // DAG029, 11 October 2023: to be issued, subject to amendments.
    let decision = dec76(&pmo, dag029);
    done(pmo.try_to(Command::Decide(Box::new(decision))));
    assert_eq!(pmo.status("CR032"), Status::AmendmentsRequired);
    let dec76 = pmo.record("DAG-DEC76");
    assert_eq!(dec76.title(), "CR032 issued to impact assessment, subject to amendments");
    assert_eq!(dec76.fields.day(Field::DecidedOn), Some(day("2023-10-11")));
    assert_eq!(dec76.fields.text(Field::Forum), Some("DAG"));
    let action = pmo.record("DAG29-01");
    assert_eq!(action.fields.day(Field::Due), Some(day("2023-10-13")));
    assert!(action.links.iter().any(|link| link.link == LinkType::ConditionOf && link.to == dec76.id));

    // The step waits for the amended version and for the action.
    let why = "The amendments are those that DAG029 asked for";
    assert_eq!(
        refused(pmo.go("CR032", Status::ReadyForIa, "2023-10-13", why)),
        "CR032 cannot go to “Ready for IA” yet. Submit the amended version. Condition DAG29-01 is not closed yet."
    );
    pmo.edit("CR032", Field::ImpactedArtefacts, "MHHS-IF-165, ELEX-REP-080, P0210, ECS reporting catalogue");
    assert_eq!(pmo.missing("CR032", Status::ReadyForIa)[0], "Submit version 1.2: the text was changed since");
    let amendments = Some("What changes to MHHS Design Artefacts may be required".to_owned());
    done(pmo.case("CR032", CaseCommand::Submit { on: day("2023-10-13"), by: Some("NGESO".into()), amendments }));
    assert!(refused(pmo.go("CR032", Status::ReadyForIa, "2023-10-13", why)).ends_with("Condition DAG29-01 is not closed yet."));
    done(pmo.move_to("DAG29-01", Status::Closed, "Received on 13 October 2023"));
    assert_eq!(pmo.missing("CR032", Status::ReadyForIa), ["Confirm in the reason that the amendments are those asked for"]);
    done(pmo.go("CR032", Status::ReadyForIa, "2023-10-13", why));

    // Issued on Friday 13 October for ten working days: closes on Friday 27 October.
    done(pmo.case("CR032", CaseCommand::Issue(round("2023-10-13"))));
    let record = pmo.record("CR032");
    let issued = record.case.open_round().expect("a round is open").clone();
    assert_eq!((issued.closes_on, issued.version.as_str(), issued.number), (day("2023-10-27"), "1.2", 1));
    assert_eq!(record.standing.since, Some(day("2023-10-13")));
    let counted = issued.counted.clone().expect("it says how it was counted");
    assert!(counted.contains("16, 17, 18, 19, 20, 23, 24, 25, 26 and 27 October 2023"), "{counted}");
    assert!(counted.contains("2 weekends"), "{counted}");

    // Three of four answer.
    done(pmo.case("CR032", CaseCommand::Respond(answer("NGESO", "National Grid ESO", "2023-10-20", Position::Support))));
    done(pmo.case("CR032", CaseCommand::Respond(answer("Elexon", "Elexon", "2023-10-27", Position::SupportWithComments))));
    done(pmo.case("CR032", CaseCommand::Respond(answer("DNO Representative", "DNO", "2023-10-27", Position::NoImpact))));
    let early = refused(pmo.go("CR032", Status::IaClosed, "2023-10-26", ""));
    assert_eq!(
        early,
        "CR032 cannot go to “IA closed” yet. Round 1 closes on 27 October 2023 and not everybody has answered. \
         The answer of DNO Representative was received on 27 October 2023: close it on that day or later."
    );
    done(pmo.go("CR032", Status::IaClosed, "2023-10-30", ""));
    let closed = pmo.record("CR032").case.rounds[0].closed.clone().expect("it is closed");
    assert_eq!(closed.missing, ["Supplier Agent"]);

    // To the November DAG, with an implementation plan.
    let wanted = pmo.missing("CR032", Status::ForApprovalDecision);
    assert_eq!(
        wanted,
        [
            "Summarise the impact assessment",
            "Give the recommendation",
            "Attach the implementation plan, or say why none is needed",
            "The meeting is before the impact assessment closes: choose a later one",
        ]
    );
    pmo.fill(
        "CR032",
        &[
            (Field::IaSummary, "Three answers, none opposed; no response of the Supplier Agents"),
            (Field::Recommendation, "Approve"),
            (Field::ImplementationPlan, "Development and testing between NGESO and Elexon"),
            (Field::TargetDecision, "meeting DAG030"),
        ],
    );
    done(pmo.go("CR032", Status::ForApprovalDecision, "2023-11-01", ""));
    let dag030 = pmo.id("DAG030");
    let approval = by_dag(vec![pmo.id("CR032")], Stage::Approval, Outcome::Approve, dag030);
    done(pmo.try_to(Command::Decide(Box::new(approval))));
    let approved = pmo.record("CR032");
    assert_eq!(approved.standing.status, Status::Approved);
    assert_eq!(approved.standing.since, Some(day("2023-11-08")));
    assert_eq!(approved.standing.unmet, [""; 0]);
    let told = pmo.history("CR032");
    assert!(told.contains(&"round 1 issued to 4 constituencies, version 1.2, closes 2023-10-27".to_owned()), "{told:#?}");
    assert!(told.contains(&"round 1 closed; no response of Supplier Agent".to_owned()));
    assert_eq!(pmo.reopened().record("CR032"), approved, "it travels as a file");
}

#[test]
fn scenario_2_a_consultation_of_11_october_2023_is_due_on_25_october() {
    let mut pmo = Desk::new();
    pmo.at("CR040", Status::ReadyForIa, "Consultation on UTC and clock time");
    done(pmo.case("CR040", CaseCommand::Submit { on: day("2023-10-11"), by: None, amendments: None }));
    done(pmo.case("CR040", CaseCommand::Issue(round("2023-10-11"))));
    assert_eq!(pmo.record("CR040").case.rounds[0].closes_on, day("2023-10-25"));
}

#[test]
fn scenario_3_cr023_and_cr027_wait_for_their_implementation_plans() {
    let mut pmo = Desk::new();
    for reference in ["CR023", "CR027"] {
        pmo.bring(reference, Status::IaClosed);
        let put =
            [(Field::IaSummary, "As circulated"), (Field::Recommendation, "Approve"), (Field::TargetDecision, "meeting DAG027")];
        pmo.fill(reference, &put);
        let told = refused(pmo.go(reference, Status::ForApprovalDecision, "2023-08-02", ""));
        assert!(told.ends_with("Attach the implementation plan, or say why none is needed."), "{told}");
        let why = "The August DAG wants to see it before its plan is there".to_owned();
        let (record, on) = (pmo.id(reference), Some(day("2023-08-02")));
        done(pmo.try_to(Command::Override { record, to: Status::ForApprovalDecision, on, why }));
    }
    let (august, september) = (pmo.id("DAG027"), pmo.id("DAG028"));
    let both = vec![pmo.id("CR023"), pmo.id("CR027")];
    let too_soon = by_dag(both.clone(), Stage::Approval, Outcome::Approve, august);
    assert_eq!(
        refused(pmo.try_to(Command::Decide(Box::new(too_soon)))),
        "CR023 cannot go to “Approved” yet. Attach the implementation plan, or say why none is needed."
    );
    let mut deferral = by_dag(both.clone(), Stage::Approval, Outcome::Defer, august);
    let vague = refused(pmo.try_to(Command::Decide(Box::new(deferral.clone()))));
    assert_eq!(vague, "CR023 cannot go to “Deferred” yet. Say to which meeting or day it is deferred. Say what it is pending.");
    deferral.fields.put(Field::DeferredTo, value(Field::DeferredTo, "meeting DAG028"));
    deferral.fields.put(Field::Pending, value(Field::Pending, "The provision of implementation plans by the Programme"));
    done(pmo.try_to(Command::Decide(Box::new(deferral))));
    for reference in ["CR023", "CR027"] {
        let record = pmo.record(reference);
        assert_eq!(record.standing.status, Status::Deferred);
        assert_eq!(record.standing.why.as_deref(), Some("The provision of implementation plans by the Programme"));
        assert_eq!(record.fields.due(Field::TargetDecision), Some(Due::Meeting("DAG028".into())));
        let missing = unmet_requirements(pmo.session.register(), &record, Status::ForApprovalDecision, None, None);
        assert!(missing.iter().any(|missing| missing.place == Place::Field(Field::ImplementationPlan)));
        let back = "The plan was circulated on 6 September 2023";
        let told = refused(pmo.go(reference, Status::ForApprovalDecision, "2023-09-06", back));
        assert!(told.ends_with("yet. Attach the implementation plan, or say why none is needed."), "{told}");
        pmo.edit(reference, Field::ImplementationPlan, "Interim Release 5");
        let told = refused(pmo.go(reference, Status::ForApprovalDecision, "2023-09-06", ""));
        assert!(told.contains("The provision of implementation plans by the Programme"), "{told}");
        done(pmo.go(reference, Status::ForApprovalDecision, "2023-09-06", back));
    }
    done(pmo.try_to(Command::Decide(Box::new(by_dag(both, Stage::Approval, Outcome::Approve, september)))));
    for reference in ["CR023", "CR027"] {
        let record = pmo.record(reference);
        assert_eq!((record.standing.status, record.standing.since), (Status::Approved, Some(day("2023-09-13"))));
        assert_eq!(record.standing.unmet, [""; 0]);
        let overrides = record.overrides();
        let [august] = overrides.as_slice() else { panic!("the one of August is told ever after: {overrides:?}") };
        assert_eq!((august.to, august.on), (Status::ForApprovalDecision, Some(day("2023-08-02"))));
        assert!(pmo.session.register().row(pmo.session.register().by_reference(reference).expect("it is here")).overridden);
        assert_eq!(august.unmet, ["Attach the implementation plan, or say why none is needed"]);
    }
}

#[test]
fn scenario_4_one_record_decides_cr028_to_cr030() {
    let mut pmo = Desk::new();
    let august = pmo.meeting("DAG027", "2023-08-09");
    for reference in ["CR028", "CR029", "CR030"] {
        pmo.at(reference, Status::ForIaDecision, "A change of the design");
    }
    let subjects: Vec<EventId> = ["CR028", "CR029", "CR030"].map(|reference| pmo.id(reference)).into();
    let amend = |text: &str, of| Condition {
        text: text.into(),
        owner: Some(Owner::role("Change Raiser")),
        due: Some(Due::Asap),
        reference: None,
        of,
    };
    let conditions = vec![
        amend("Minor amendments of CR028 and CR030", vec![subjects[0], subjects[2]]),
        amend("Say which flows", vec![subjects[1]]),
    ];
    let decision = Deciding { conditions, ..by_dag(subjects, Stage::Issue, Outcome::Issue, august) };
    let events = done(pmo.try_to(Command::Decide(Box::new(decision))));
    let decisions: Vec<Record> = ["CR028", "CR029", "CR030"]
        .map(|reference| pmo.record(reference))
        .iter()
        .map(|record| record.links.iter().find(|link| link.link == LinkType::DecidedBy).expect("it is decided").to)
        .map(|id| pmo.by_id(id))
        .collect();
    assert!(decisions.iter().all(|decision| decision.id == decisions[0].id), "one record for all three");
    assert_eq!(decisions[0].title(), "CR028, CR029 and CR030 issued to impact assessment, subject to amendments");
    assert_eq!(["CR028", "CR029", "CR030"].map(|reference| pmo.status(reference)), [Status::AmendmentsRequired; 3]);
    assert_eq!(pmo.record("DAG27-02").title(), "Say which flows", "conditions are numbered within the meeting");
    assert!(events.len() > 10);
    // Each waits for its own amendments, and for no other's.
    let waits = |desk: &Desk, reference: &str| desk.missing(reference, Status::ReadyForIa).join("; ");
    assert!(waits(&pmo, "CR029").contains("DAG27-02") && !waits(&pmo, "CR029").contains("DAG27-01"));
    assert!(waits(&pmo, "CR028").contains("DAG27-01") && !waits(&pmo, "CR028").contains("DAG27-02"));
    pmo.undo().expect("the whole decision is one step");
    assert_eq!(["CR028", "CR029", "CR030"].map(|reference| pmo.status(reference)), [Status::ForIaDecision; 3]);
}

#[test]
fn scenario_5_scheduling_implementation_and_review() {
    let mut pmo = Desk::new();
    // The DAG Chair approved CR024 in August; it goes out through the DIN log.
    pmo.bring("CR024", Status::ForApprovalDecision);
    pmo.decide("CR024", Stage::Approval, Outcome::Approve, "DAG027", &[]);
    assert_eq!(pmo.missing("CR024", Status::Scheduled), ["Say what carries it: fill in “DINs” or “Interim release”"]);
    pmo.edit("CR024", Field::Dins, "DIN 685");
    done(pmo.go("CR024", Status::Scheduled, "2023-10-11", ""));
    pmo.fill("CR024", BUILT);
    done(pmo.go("CR024", Status::Implemented, "2023-10-27", ""));

    // CR027: Interim Release 5, and so part of SIT, to the end.
    pmo.bring("CR027", Status::Approved);
    pmo.fill("CR027", &[(Field::InterimRelease, "IR5"), (Field::ReleaseDate, "2023-09-29"), (Field::InSitScope, "Yes")]);
    done(pmo.go("CR027", Status::Scheduled, "2023-09-20", ""));
    pmo.fill("CR027", &[(Field::ImplementedIn, "IR5"), (Field::ImplementedOn, "2023-09-29")]);
    assert_eq!(pmo.missing("CR027", Status::Implemented), ["List the artefacts with their new versions, or write “none”"]);
    pmo.edit("CR027", Field::ArtefactVersions, "DES138 v1.4, DES196 v2.1");
    done(pmo.go("CR027", Status::Implemented, "2023-09-29", ""));
    done(pmo.go("CR027", Status::UnderReview, "2023-10-11", ""));
    pmo.fill("CR027", &[(Field::ReviewOn, "2023-10-11"), (Field::ReviewBy, "Design Lead"), (Field::ScopeAsApproved, "Yes")]);
    done(pmo.go("CR027", Status::Closed, "2023-10-11", "Part of SIT, as approved"));
    let way: Vec<Status> = pmo.record("CR027").case.steps.iter().map(|step| step.to).collect();
    let (first, last) = (way.first(), way.last());
    assert_eq!((way.len(), first, last), (12, Some(&Status::Raised), Some(&Status::Closed)), "the whole way is kept: {way:?}");

    // CR029: the review finds that the scope has grown, and raises DAG29-08 of it.
    pmo.bring("CR029", Status::UnderReview);
    pmo.fill("CR029", &[(Field::ReviewOn, "2023-11-08"), (Field::ReviewBy, "Programme"), (Field::ScopeAsApproved, "No")]);
    assert_eq!(
        refused(pmo.go("CR029", Status::Closed, "2023-11-08", "Reviewed")),
        "CR029 cannot go to “Closed” yet. The scope has grown: raise an action or a change request from it."
    );
    assert!(!pmo.has("DAG29-08"), "it comes of the review");
    let (from, title) = (pmo.id("CR029"), "Review CR029 implementation and confirm it has not expanded the scope");
    let reference = Some("DAG29-08".to_owned());
    done(pmo.try_to(desk::raise_from(from, Kind::Action, reference, desk::titled(title))));
    assert_eq!(pmo.record("DAG29-08").links[0].to, from);
    done(pmo.go("CR029", Status::Closed, "2023-11-08", "Explained under DAG29-08"));
}

#[test]
fn scenario_7_a_dependency_comes_from_an_action() {
    let mut pmo = Desk::new();
    pmo.raise_as(Kind::Action, Some("TMAG21-03"), "Raise a dependency on SDEP");
    let (from, fields) = (pmo.id("TMAG21-03"), desk::titled("There is a dependency on SDEP being improved"));
    done(pmo.try_to(desk::raise_from(from, Kind::Dependency, Some("D163".into()), fields)));
    assert_eq!(pmo.status("D163"), Status::Proposed);
    let register = pmo.session.register();
    let row_id = register.by_reference("TMAG21-03").expect("it is here");
    assert_eq!(register.links_to(row_id), [(register.by_reference("D163").expect("it is here"), LinkType::RaisedFrom)]);
}

#[test]
fn scenario_12_psg_recommends_and_ofgem_approves_a_milestone_change() {
    let mut pmo = Desk::new();
    let psg = pmo.meeting("PSG022", "2023-06-08");
    pmo.raise_as(Kind::Milestone, Some("M10"), "Central systems ready for migrating");
    pmo.edit("M10", Field::Baseline, "2024-11-01");
    pmo.edit("M10", Field::Forecast, "2024-11-01");
    pmo.meeting("DAG022", "2023-04-12");
    pmo.draft("CR022", "Re-plan of the level 1 milestones");
    pmo.fill("CR022", CASE);
    pmo.fill("CR022", OUTLOOK);
    let m10 = pmo.id("M10");
    done(pmo.case("CR022", CaseCommand::AddMilestoneMove { milestone: m10, to: day("2025-03-07") }));
    done(pmo.go("CR022", Status::Raised, "2023-04-03", ""));
    done(pmo.go("CR022", Status::Validated, "2023-04-03", ""));
    pmo.fill("CR022", &[(Field::TargetDecision, "meeting DAG022"), (Field::PapersOn, "2023-04-05")]);
    done(pmo.go("CR022", Status::ForIaDecision, "2023-04-05", ""));
    pmo.decide("CR022", Stage::Issue, Outcome::Issue, "DAG022", &[]);
    done(pmo.case("CR022", CaseCommand::Issue(round("2023-04-13"))));
    done(pmo.go("CR022", Status::IaClosed, "2023-04-28", ""));
    pmo.fill("CR022", ASSESSED);
    pmo.fill("CR022", &[(Field::ImplementationPlan, "Plan version 5.0"), (Field::TargetDecision, "meeting PSG022")]);
    done(pmo.go("CR022", Status::ForApprovalDecision, "2023-05-31", ""));
    let shift = pmo.record("CR022").case.milestone_moves[0].clone();
    assert_eq!(shift.to_string(), "M10: 2024-11-01 → 2025-03-07");
    let applied = CaseCommand::ApplyMilestoneMove { milestone_move: shift.id, on: day("2023-06-08") };
    assert_eq!(refused(pmo.case("CR022", applied.clone())), "A milestone is moved when the change is approved, not before");

    let cr022 = vec![pmo.id("CR022")];
    let mut recommends = by_dag(cr022.clone(), Stage::Escalation, Outcome::Recommend, psg);
    recommends.fields.put(Field::Capacity, value(Field::Capacity, "PSG"));
    assert!(refused(pmo.try_to(Command::Decide(Box::new(recommends.clone())))).ends_with("Say which body decides."));
    recommends.fields.put(Field::EscalatedTo, value(Field::EscalatedTo, "Ofgem"));
    done(pmo.try_to(Command::Decide(Box::new(recommends))));
    assert_eq!(pmo.status("CR022"), Status::Escalated);

    let mut approves = by_dag(cr022, Stage::Approval, Outcome::Approve, psg);
    for (field, typed) in [(Field::Forum, "Ofgem"), (Field::Maker, "Ofgem"), (Field::Capacity, "Ofgem"), (Field::Mode, "Written")]
    {
        approves.fields.put(field, value(field, typed));
    }
    approves.meeting = None;
    approves.fields.put(Field::DecidedOn, value(Field::DecidedOn, "2023-06-08"));
    let told = refused(pmo.try_to(Command::Decide(Box::new(approves.clone()))));
    assert!(told.ends_with("Confirm the milestones that it moves: M10 from 1 November 2024 to 7 March 2025."), "{told}");
    approves.fields.put(Field::MovesConfirmed, value(Field::MovesConfirmed, "Yes"));
    done(pmo.try_to(Command::Decide(Box::new(approves))));
    assert_eq!(pmo.status("CR022"), Status::Approved);
    assert_eq!(pmo.record("CR022").overrides(), []);
    assert_eq!(pmo.record("M10").fields.day(Field::Baseline), Some(day("2024-11-01")), "nothing is moved silently");
    done(pmo.case("CR022", applied.clone()));
    let moved = pmo.record("M10");
    assert_eq!([Field::Baseline, Field::Forecast].map(|field| moved.fields.day(field)), [Some(day("2025-03-07")); 2]);
    assert_eq!(refused(pmo.case("CR022", applied)), "Nothing changed");
    pmo.undo().expect("the move can be taken back");
    assert_eq!(pmo.record("M10").fields.day(Field::Baseline), Some(day("2024-11-01")));
    assert_eq!(pmo.record("CR022").case.milestone_moves[0].made, None);
}

#[test]
fn editing_after_issue_makes_a_version_and_voids_the_round() {
    let mut pmo = cr032_issued();
    pmo.edit(
        "CR032",
        Field::Description,
        "Use the existing P0210 report rather than MHHS-IF-165, tested between NGESO and Elexon",
    );
    let record = pmo.record("CR032");
    assert_eq!(record.standing.status, Status::ReadyForIa);
    let voided = record.case.rounds[0].voided.clone().expect("the round is void");
    assert_eq!(voided.why, "The text was changed after it was issued");
    let [.., issued, written] = record.case.submissions.as_slice() else { panic!("there are versions") };
    assert_eq!((issued.version.as_str(), written.version.as_str(), written.on), ("1.2", "1.3", None));
    let changed = changes(issued, written);
    assert_eq!(changed.iter().map(|change| change.label.as_str()).collect::<Vec<_>>(), ["Description"]);
    let joined: String = changed[0].pieces.iter().map(|piece| piece.words()).collect();
    assert!(joined.contains("ELEX-REP-080") && joined.contains("tested between"));
    assert_eq!(
        refused(pmo.case("CR032", CaseCommand::Issue(round("2023-10-16")))),
        "CR032 cannot go to “In impact assessment” yet. Submit version 1.3: the text was changed since."
    );
    done(pmo.case("CR032", CaseCommand::Submit { on: day("2023-10-16"), by: None, amendments: None }));
    done(pmo.case("CR032", CaseCommand::Issue(round("2023-10-16"))));
    assert_eq!(pmo.record("CR032").case.open_round().map(|round| (round.number, round.closes_on)), Some((2, day("2023-10-30"))));
    // A field that parties do not assess changes nothing of this.
    pmo.edit("CR032", Field::Update, "Issued again");
    assert_eq!(pmo.status("CR032"), Status::InImpactAssessment);
}

#[test]
fn a_round_is_extended_closed_and_reopened() {
    let mut pmo = cr032_issued();
    assert_eq!(
        refused(pmo.case("CR032", CaseCommand::Extend { to: day("2023-10-27"), why: "More time".into(), on: None })),
        "It closes on 27 October 2023 already: choose a later day"
    );
    assert_eq!(
        refused(pmo.case("CR032", CaseCommand::Extend { to: day("2023-11-03"), why: " ".into(), on: None })),
        "Say why it is extended"
    );
    done(pmo.case("CR032", CaseCommand::Extend { to: day("2023-11-03"), why: "Half term".into(), on: None }));
    done(pmo.case("CR032", CaseCommand::Respond(answer("Elexon", "Elexon", "2023-11-06", Position::Oppose))));
    assert_eq!(
        refused(pmo.go("CR032", Status::IaClosed, "2023-11-04", "")),
        "CR032 cannot go to “IA closed” yet. The answer of Elexon was received on 6 November 2023: close it on that day or later."
    );
    done(pmo.go("CR032", Status::IaClosed, "2023-11-06", ""));
    let record = pmo.record("CR032");
    let seen = matrix(&record.case, &record.case.rounds[0]);
    assert_eq!(seen.rows.iter().filter(|row| row.missing).count(), 3);
    assert_eq!(seen.rows.iter().map(|row| row.late).sum::<usize>(), 1, "a day after the extended last day is late");
    let late = answer("DNO Representative", "DNO", "2023-11-07", Position::Support);
    assert_eq!(
        refused(pmo.case("CR032", CaseCommand::Respond(late.clone()))),
        "Round 1 was closed on 6 November 2023. Reopen the impact assessment to change its answers"
    );
    assert_eq!(
        refused(pmo.go("CR032", Status::InImpactAssessment, "2023-11-07", "")),
        "Say why: “In impact assessment” needs a reason"
    );
    done(pmo.go("CR032", Status::InImpactAssessment, "2023-11-07", "The DNO's answer had gone to another address"));
    done(pmo.case("CR032", CaseCommand::Respond(late)));
    assert_eq!(pmo.record("CR032").case.missing(&pmo.record("CR032").case.rounds[0]), ["National Grid ESO", "Supplier Agent"]);
}

#[test]
fn the_matrix_counts_and_never_averages() {
    let mut pmo = cr032_issued();
    let mut costly = answer("DNO one", "DNO", "2023-10-20", Position::Oppose);
    costly
        .effects
        .insert(Aspect::Cost, Effect { size: Some(Size::High), words: Some("£250,000 to £400,000".into()), extra: Extra::new() });
    costly.lead_time = Some(60);
    costly.take_up = Some(TakeUp::Assessing);
    let mut cheap = answer("DNO two", "DNO", "2023-10-20", Position::Support);
    cheap.effects.insert(Aspect::Cost, Effect { size: Some(Size::Low), words: None, extra: Extra::new() });
    for response in [costly, cheap, answer("An iDNO", "iDNO", "2023-10-20", Position::Abstain)] {
        done(pmo.case("CR032", CaseCommand::Respond(response)));
    }
    let record = pmo.record("CR032");
    let seen = matrix(&record.case, &record.case.rounds[0]);
    let dno = seen.rows.iter().find(|row| row.constituency == "DNO").expect("DNOs were asked");
    assert_eq!(dno.positions, [(Position::Support, 1), (Position::Oppose, 1)].into());
    assert_eq!((dno.worst(Aspect::Cost), dno.lead_time, dno.answers()), (Some(Size::High), Some(60), 2));
    assert_eq!(dno.effects[&Aspect::Cost], [(Size::Low, 1), (Size::High, 1)].into());
    assert_eq!(seen.rows.last().map(|row| row.constituency.as_str()), Some("iDNO"), "who was not asked stands last");
    assert_eq!(seen.positions[&Position::NoResponse], 3);
}

#[test]
fn what_is_nonsense_is_refused_in_words() {
    let mut pmo = cr032_issued();
    let cases: [(CaseCommand, &str); 4] = [
        (
            CaseCommand::Respond(answer("Elexon", "Elexon", "2023-10-12", Position::Support)),
            "It was received before the round was issued: check the day",
        ),
        (
            CaseCommand::Respond(answer(" ", "Elexon", "2023-10-20", Position::Support)),
            "Say who answers, and for which constituency",
        ),
        (
            CaseCommand::Issue(round("2023-10-16")),
            "It is “In impact assessment” now and cannot go to “In impact assessment” from there",
        ),
        (
            CaseCommand::ApplyMilestoneMove { milestone_move: pmo.id("CR032"), on: day("2023-10-16") },
            "A milestone is moved when the change is approved, not before",
        ),
    ];
    for (ask, sentence) in cases {
        assert_eq!(refused(pmo.case("CR032", ask)), sentence);
    }
    done(pmo.case("CR032", CaseCommand::Respond(answer("Elexon", "Elexon", "2023-10-20", Position::Support))));
    assert_eq!(
        refused(pmo.case("CR032", CaseCommand::Respond(answer("Elexon", "Elexon", "2023-10-23", Position::Oppose)))),
        "Elexon has answered already: change that answer"
    );
    assert_eq!(refused(pmo.case("DAG029", CaseCommand::Issue(round("2023-10-16")))), "DAG029 is not a change request");

    pmo.at("CR050", Status::ReadyForIa, "Another change");
    done(pmo.case("CR050", CaseCommand::Submit { on: day("2023-10-11"), by: None, amendments: None }));
    let rounds = [
        (NewRound { window: 0, ..round("2023-10-16") }, "Give a window of 1 to 250 working days"),
        (NewRound { audience: Vec::new(), ..round("2023-10-16") }, "Say which constituencies are asked"),
        (
            NewRound { closes: Some((day("2023-10-13"), "Sooner".into())), ..round("2023-10-16") },
            "The closing date is before the day of issue",
        ),
        (
            NewRound { closes: Some((day("2023-10-20"), String::new())), ..round("2023-10-16") },
            "Say why it closes on another day than the one counted",
        ),
    ];
    for (wrong, sentence) in rounds {
        assert_eq!(refused(pmo.case("CR050", CaseCommand::Issue(wrong))), sentence);
    }

    done(pmo.go("CR050", Status::Withdrawn, "2023-10-16", "By its Change Raiser"));
    let meeting = pmo.id("DAG029");
    let late = by_dag(vec![pmo.id("CR050")], Stage::Issue, Outcome::Issue, meeting);
    assert_eq!(refused(pmo.try_to(Command::Decide(Box::new(late.clone())))), "CR050 is “withdrawn”: reopen it first");
    let twice = Deciding { subjects: vec![pmo.id("CR032")], reference: Some("DAG-DEC76".into()), ..late.clone() };
    assert!(refused(pmo.try_to(Command::Decide(Box::new(twice)))).starts_with("DAG-DEC76 is already the reference of"));
    assert_eq!(
        refused(pmo.try_to(Command::Decide(Box::new(Deciding { subjects: Vec::new(), ..late })))),
        "Choose the change requests that are decided"
    );
}

#[test]
fn an_override_needs_a_reason_and_keeps_what_was_missing() {
    let mut pmo = Desk::new();
    pmo.draft("CR060", "A change in haste");
    let record = pmo.id("CR060");
    let empty = Command::Override { record, to: Status::Approved, on: None, why: " ".into() };
    assert!(refused(pmo.try_to(empty)).starts_with("Reason:"));
    let why = "Emergency, agreed by the SRO".to_owned();
    done(pmo.try_to(Command::Override { record, to: Status::Approved, on: Some(day("2023-10-16")), why }));
    let standing = pmo.record("CR060").standing;
    assert_eq!(standing.unmet[0], "“Approved” does not follow “Draft”");
    assert!(standing.unmet.iter().any(|unmet| unmet.starts_with("Attach the implementation plan")));
    assert!(pmo.history("CR060").last().is_some_and(|told| told.contains("although: “Approved” does not follow")));
}

#[test]
fn six_answers_merge_without_a_clash_and_a_late_one_is_told() {
    let mut pmo = cr032_issued();
    let mut parties: Vec<Desk> = ["National Grid ESO", "Elexon", "DNO", "Supplier Agent", "iDNO", "Large Supplier"]
        .into_iter()
        .zip(10..)
        .map(|(who, replica)| pmo.copy_for(who, replica))
        .collect();
    for desk in &mut parties {
        let who = desk.who;
        done(desk.case("CR032", CaseCommand::Respond(answer(who, who, "2023-10-27", Position::Support))));
    }
    let mut late = parties.pop().expect("there are six");
    for desk in &mut parties {
        assert_eq!(pmo.merge(desk).anomalies, [], "nothing clashes");
    }
    assert_eq!(pmo.record("CR032").case.responses.len(), 5);
    pmo.minutes += 60;
    done(pmo.go("CR032", Status::IaClosed, "2023-10-30", ""));
    let merged = pmo.merge(&mut late);
    let told: Vec<String> = merged.anomalies.iter().map(|(_, anomaly)| anomaly.to_string()).collect();
    assert_eq!(
        told,
        ["The answer of Large Supplier (Large Supplier, received on 27 October 2023) was not known when round 1 was closed on \
          30 October 2023"]
    );
    assert_eq!(pmo.record("CR032").case.responses.len(), 6, "it is kept all the same");
}

#[test]
fn what_a_merge_brings_that_would_have_been_refused_is_kept_and_told() {
    let mut pmo = cr032_issued();
    let mut lead = pmo.copy_for("Change Lead", 4);
    done(pmo.go("CR032", Status::Withdrawn, "2023-10-16", "By its Change Raiser"));
    done(lead.case("CR032", CaseCommand::Extend { to: day("2023-11-03"), why: "Half term".into(), on: None }));
    let merged = pmo.merge(&mut lead);
    let told: Vec<String> = merged.anomalies.iter().map(|(reference, anomaly)| format!("{reference}: {anomaly}")).collect();
    assert_eq!(told, ["CR032: Round 1 was extended by somebody who did not know that round 1 was made void on 16 October 2023"]);
    let round = &pmo.record("CR032").case.rounds[0];
    assert!(round.voided.is_some() && round.extensions.len() == 1, "nothing of either is lost");
    let file = pmo.session.export();
    let strange = String::from_utf8(file).expect("a file is text").replace("\"window\":10", "\"window\":0");
    let mut other = Desk::new();
    other.session.open(strange.into_bytes()).expect("a strange round is no reason to refuse a file");
    let id = other.id("CR032");
    let told: Vec<String> = other.session.anomalies(id).iter().map(ToString::to_string).collect();
    assert!(told.contains(&"Round 1 has a window of no working days".to_owned()), "{told:#?}");
}

/// What both desks are told when they take in each other's events, after what each did on its own.
fn both_ways(mut here: Desk, mut there: Desk) -> [(Vec<String>, Record); 2] {
    let mut other = there.copy_for("Somebody else", 77);
    other.session = there.session.clone();
    let told = |desk: &mut Desk, from: &mut Desk| {
        let merged = desk.merge(from);
        let told = merged.anomalies.iter().map(|(reference, anomaly)| format!("{reference}: {anomaly}")).collect();
        (told, desk.record("CR032"))
    };
    let first = told(&mut here.reopened(), &mut there);
    [first, told(&mut other, &mut here)]
}

#[test]
fn an_answer_that_a_closed_round_did_not_know_is_told_in_both_orders_and_counts_as_late() {
    let mut pmo = cr032_issued();
    let dno = answer("DNO one", "DNO", "2023-10-20", Position::Support);
    done(pmo.case("CR032", CaseCommand::Respond(dno)));
    let mut dno_two = pmo.copy_for("DNO two", 9);
    let second = answer("DNO two", "DNO", "2023-11-15", Position::Oppose);
    done(dno_two.case("CR032", CaseCommand::Respond(second)));
    // However far the clocks are apart.
    for notes in [0, 6] {
        let mut pmo = pmo.copy_for("Programme (PMO)", 1);
        pmo.minutes += 60;
        for _ in 0..notes {
            pmo.note("CR032", "Written while the answer was on its way");
        }
        done(pmo.go("CR032", Status::IaClosed, "2023-10-30", ""));
        let copy = |desk: &Desk| Desk { session: desk.session.clone(), ..*desk };
        for (told, record) in both_ways(copy(&pmo), copy(&dno_two)) {
            let wanted = "CR032: The answer of DNO two (DNO, received on 15 November 2023) was not known when round 1 was closed \
                          on 30 October 2023";
            assert!(told.contains(&wanted.to_owned()), "{notes}: {told:#?}");
            let seen = matrix(&record.case, &record.case.rounds[0]);
            let row = seen.rows.iter().find(|row| row.constituency == "DNO").expect("DNOs were asked");
            assert_eq!((row.answers(), row.late), (2, 1), "it is kept, and marked");
        }
    }
}

#[test]
fn an_answer_to_a_round_that_was_made_void_is_told_in_both_orders() {
    let mut pmo = cr032_issued();
    let mut dno = pmo.copy_for("DNO", 9);
    done(dno.case("CR032", CaseCommand::Respond(answer("DNO", "DNO", "2023-10-16", Position::Support))));
    pmo.minutes += 60;
    done(pmo.go("CR032", Status::Withdrawn, "2023-10-17", "By its Change Raiser"));
    for (told, record) in both_ways(pmo, dno) {
        let wanted = "CR032: The answer of DNO (DNO, received on 16 October 2023) was not known when round 1 was made void on \
                      17 October 2023";
        assert!(told.contains(&wanted.to_owned()), "{told:#?}");
        assert_eq!(record.standing.status, Status::Withdrawn);
    }
}

#[test]
fn a_recorded_silence_is_no_answer() {
    let mut pmo = cr032_issued();
    for (party, position) in [
        ("National Grid ESO", Position::Support),
        ("Elexon", Position::Support),
        ("DNO", Position::NoResponse),
        ("Supplier Agent", Position::Support),
    ] {
        done(pmo.case("CR032", CaseCommand::Respond(answer(party, party, "2023-10-20", position))));
    }
    let record = pmo.record("CR032");
    let issued = &record.case.rounds[0];
    assert_eq!(record.case.missing(issued), ["DNO"]);
    let seen = matrix(&record.case, issued);
    let row = seen.rows.iter().find(|row| row.constituency == "DNO").expect("DNOs were asked");
    assert!(row.missing && row.answers() == 0 && row.silent == 1);
    assert_eq!(seen.positions[&Position::NoResponse], 1);
    let told = refused(pmo.go("CR032", Status::IaClosed, "2023-10-23", ""));
    assert!(told.ends_with("Round 1 closes on 27 October 2023 and not everybody has answered."), "{told}");
    done(pmo.go("CR032", Status::IaClosed, "2023-10-30", ""));
    let closed = pmo.record("CR032").case.rounds[0].closed.clone().expect("it is closed");
    assert_eq!(closed.missing, ["DNO"]);
}

#[test]
fn a_withdrawal_stands_against_a_decision_that_did_not_know_of_it() {
    for notes in [0, 6] {
        let (mut pmo, dag029) = cr032_at_dag029();
        let mut chair = pmo.copy_for("Chair", 5);
        chair.minutes += 60;
        for _ in 0..notes {
            chair.note("CR032", "Read before the meeting");
        }
        let decision = Deciding { conditions: Vec::new(), ..dec76(&pmo, dag029) };
        done(chair.try_to(Command::Decide(Box::new(decision))));
        done(pmo.go("CR032", Status::Withdrawn, "2023-10-10", "By its Change Raiser"));
        for (told, record) in both_ways(pmo, chair) {
            assert_eq!(record.standing.status, Status::Withdrawn, "the withdrawal stands");
            let own = |told: &&String| told.contains("“Withdrawn” stands");
            assert_eq!(told.iter().filter(own).count(), 1, "{told:#?}");
            assert!(record.links.iter().any(|link| link.link == LinkType::DecidedBy), "the decision is kept");
        }
    }
}

#[test]
fn two_decisions_of_one_reference_are_told_on_both_records() {
    let (mut pmo, dag029) = cr032_at_dag029();
    pmo.bring("CR202", Status::ForIaDecision);
    let mut copy = pmo.copy_for("Another office", 6);
    copy.minutes += 60;
    let decided = |desk: &Desk, reference: &str, meeting| Deciding {
        reference: Some("DAG-DEC90".into()),
        ..by_dag(vec![desk.id(reference)], Stage::Issue, Outcome::Issue, meeting)
    };
    let (mine, theirs) = (decided(&pmo, "CR032", dag029), decided(&copy, "CR202", dag029));
    done(pmo.try_to(Command::Decide(Box::new(mine))));
    done(copy.try_to(Command::Decide(Box::new(theirs))));
    let merged = pmo.merge(&mut copy);
    let told: Vec<String> = merged.anomalies.iter().map(|(reference, anomaly)| format!("{reference}: {anomaly}")).collect();
    assert_eq!(
        told,
        [
            "DAG-DEC90b: DAG-DEC90 was given twice: this one is shown as DAG-DEC90b until it is given a reference of its own",
            "CR202: It was decided by DAG-DEC90b: where its reason cites DAG-DEC90, that one is meant",
        ]
    );
    assert_eq!(pmo.merge(&mut copy).anomalies, [], "it is told once");
}

#[test]
fn a_file_written_by_hand_tells_what_is_odd_about_its_rounds() {
    let round = |number: u32, more: &str| {
        format!(
            r#"{{ "id": "{number}-00000001", "number": {number}, "version": "1.0", "issuedOn": "2023-10-13", {more},
                 "audience": ["DNO"], "voided": {{ "why": "Again" }} }}"#
        )
    };
    let file = format!(
        r#"{{ "format": "raid-register", "formatVersion": 1, "register": {{ "title": "By hand" }}, "changeRequests": [
            {{ "kind": "changeRequest", "ref": "CR1", "title": "A change", "status": "Ready for IA",
               "rounds": [{}, {}] }}] }}"#,
        round(1, r#""window": 0, "closesOn": "2023-10-27""#),
        round(2, r#""window": 10, "closesOn": "2023-10-12""#)
    );
    let mut desk = Desk::new();
    desk.session.open(file.into_bytes()).expect("it opens as a baseline");
    let id = desk.id("CR1");
    let told: Vec<String> = desk.session.anomalies(id).iter().map(ToString::to_string).collect();
    assert_eq!(told, ["Round 1 has a window of no working days", "Round 2 closes before it was issued"]);
    let mut again = desk.reopened();
    assert_eq!(again.record("CR1").case.rounds.len(), 2);
    assert_eq!(again.session.anomalies(id).len(), 2, "the baseline's log holds them");
    let strange: Vec<String> = desk::findings(&mut again.session).iter().map(|found| format!("{found:?}")).collect();
    assert!(strange.iter().all(|found| found.starts_with("Strange")), "state and log agree: {strange:#?}");
}

#[test]
fn what_leaves_says_how_many_of_its_answers_are_confidential() {
    let mut pmo = cr032_issued();
    let told = |pmo: &Desk, of: Option<&[&str]>| {
        let register = pmo.session.register();
        let records = of.map(|of| of.iter().filter_map(|reference| register.by_reference(reference)).collect::<Vec<_>>());
        confidential_answers(register, records.as_deref())
    };
    let mut secret = answer("NGESO", "National Grid ESO", "2023-10-20", Position::Support);
    secret.confidential = true;
    done(pmo.case("CR032", CaseCommand::Respond(secret)));
    let mut open = answer("Elexon", "Elexon", "2023-10-27", Position::NoImpact);
    open.comments = Some("Nothing here is \"confidential\"".into());
    done(pmo.case("CR032", CaseCommand::Respond(open)));
    assert_eq!((told(&pmo, None), told(&pmo, Some(&["DAG029", "CR032"])), told(&pmo, Some(&["DAG029"]))), (1, 1, 0));
    assert_eq!(told(&pmo.reopened(), None), 1);
    let response = pmo.record("CR032").case.responses[0].id;
    let strike = Command::Remove { record: pmo.id("CR032"), why: "Raised twice".into() };
    pmo.carry_out(strike);
    assert_eq!(told(&pmo, None), 1, "what was struck out leaves with the rest");
    done(pmo.undo());
    done(pmo.case("CR032", CaseCommand::ChangeResponse { response, to: None }));
    assert_eq!(told(&pmo, None), 0, "it was taken away");
}
