//! Every transition of every kind of record. Those of a change request are as the programme's change control sets them out:
//! what each needs, and that no other can be taken.

mod desk;

use std::collections::BTreeSet;

use desk::change::*;
use desk::{Desk, assessment, value};
use raid_register::record::{Field, Kind, LinkType, Slot, Status};
use raid_register::workflow::{
    CaseCommand, Command, Outcome, Requirement, Stage, Transition, bridges, needs_reason, transitions,
};

const CR: &str = "CR040";

/// From, to, what is missing there as somebody brings it, and how it is supplied. What records a decision takes the step.
type Step = (Status, Status, &'static [&'static str], fn(&mut Desk));

/// Only from a deferral of the first decision: it has a test of its own.
const BACK: (Status, Status) = (Status::Deferred, Status::ForIaDecision);

fn nothing(_: &mut Desk) {}

fn fields(desk: &mut Desk, filled: &[(Field, &str)]) {
    desk.fill(CR, filled);
}

const DEFER: &[(Field, &str)] = &[(Field::DeferredTo, "meeting DAG028"), (Field::Pending, "The plan")];
const NO_DEFERRAL: &[&str] = &["Record the decision (deferred)"];
const NO_REJECTION: &[&str] = &["Record the decision (rejected)"];
const NO_ESCALATION: &[&str] = &["Record the decision (escalated, recommended)"];
const NO_ISSUE: &[&str] = &["Record the decision (issue to impact assessment)"];
const NO_APPROVAL: &[&str] = &["Record the decision (approved, approved with conditions, approved in principle)"];
const NOT_MERGED: &[&str] = &["Link the change request it is merged into as “duplicates”"];
const NOT_SUPERSEDED: &[&str] = &["Link the change request that supersedes it"];

fn merge(desk: &mut Desk) {
    desk.draft("CR041", "The one that stays");
    desk.link(CR, LinkType::Duplicates, "CR041");
}

fn supersede(desk: &mut Desk) {
    desk.draft("CR041", "The one that stays");
    desk.link("CR041", LinkType::Supersedes, CR);
}

#[rustfmt::skip]
fn table() -> Vec<Step> {
    use Status::*;
    let mut all: Vec<Step> = vec![
        (Draft, Raised, &[], nothing),
        (Raised, Returned, &[], nothing),
        (Returned, Raised, &[], nothing),
        (Raised, Validated, &[], nothing),
        (Validated, Returned, &[], nothing),
        (Validated, ForIaDecision, &["Choose the meeting that decides", "Give the day its papers are issued"],
            |desk| fields(desk, &[(Field::TargetDecision, "meeting DAG026"), (Field::PapersOn, "2023-07-05")])),
        (Validated, Approved,
            &["A change of this type is not approved without an impact assessment",
              "A change that is not assessed affects no party: write “none” as its impacted parties",
              "A change that is not assessed has no cost: write “none” as its cost",
              "Record the decision (approved, approved with conditions, approved in principle)"],
            |desk| {
                fields(desk, &[(Field::ChangeType, "Housekeeping"), (Field::ImpactedParties, "none"), (Field::Cost, "None")]);
                done(desk.case(CR, CaseCommand::Submit { on: day("2023-07-05"), by: None, amendments: None }));
                desk.decide(CR, Stage::Approval, Outcome::Approve, "DAG026", &[]);
            }),
        (ForIaDecision, ReadyForIa, NO_ISSUE, |desk| desk.decide(CR, Stage::Issue, Outcome::Issue, "DAG026", &[])),
        (ForIaDecision, AmendmentsRequired, NO_ISSUE, |desk| {
            let mut asked = by_dag(vec![desk.id(CR)], Stage::Issue, Outcome::Issue, desk.id("DAG026"));
            asked.conditions.push(amendment("Say which flows", Vec::new()));
            done(desk.try_to(Command::Decide(Box::new(asked))));
        }),
        (ForIaDecision, Deferred, NO_DEFERRAL, |desk| desk.decide(CR, Stage::Issue, Outcome::Defer, "DAG026", DEFER)),
        (ForIaDecision, Rejected, NO_REJECTION, |desk| desk.decide(CR, Stage::Issue, Outcome::Reject, "DAG026", &[])),
        (AmendmentsRequired, ReadyForIa,
            &["Submit the amended version", "Condition DAG26-01 is not closed yet",
              "Confirm in the reason that the amendments are those asked for"],
            |desk| {
                desk.edit(CR, Field::Description, "Use the existing report; the flows are DUR-02 and P0210");
                done(desk.case(CR, CaseCommand::Submit { on: day("2023-07-12"), by: None, amendments: Some("The flows".into()) }));
                done(desk.move_to("DAG26-01", Closed, "They are there"));
            }),
        (ReadyForIa, InImpactAssessment, &["Issue it: say who is asked, from when and for how long"],
            |desk| drop(done(desk.case(CR, CaseCommand::Issue(round("2023-07-13")))))),
        (InImpactAssessment, IaClosed, &["Round 1 closes on 27 July 2023 and not everybody has answered"], nothing),
        (InImpactAssessment, ReadyForIa, &[], nothing),
        (IaClosed, ForApprovalDecision,
            &["Summarise the impact assessment", "Give the recommendation",
              "Attach the implementation plan, or say why none is needed",
              "The meeting is before the impact assessment closes: choose a later one"],
            |desk| {
                fields(desk, ASSESSED);
                desk.edit(CR, Field::TargetDecision, "meeting DAG027");
            }),
        (IaClosed, InImpactAssessment, &[], nothing),
        (IaClosed, ReadyForIa, &[], nothing),
        (ForApprovalDecision, Approved, NO_APPROVAL, |desk| desk.decide(CR, Stage::Approval, Outcome::Approve, "DAG027", &[])),
        (ForApprovalDecision, Rejected, NO_REJECTION, |desk| desk.decide(CR, Stage::Approval, Outcome::Reject, "DAG027", &[])),
        (ForApprovalDecision, Deferred, NO_DEFERRAL, |desk| desk.decide(CR, Stage::Approval, Outcome::Defer, "DAG027", DEFER)),
        (ForApprovalDecision, Escalated, NO_ESCALATION,
            |desk| desk.decide(CR, Stage::Escalation, Outcome::Recommend, "DAG027", &[(Field::EscalatedTo, "Ofgem")])),
        (ForApprovalDecision, ReadyForIa, &[], nothing),
        (Deferred, ForApprovalDecision, &["Confirm in the reason that it is there: The tests of the release"], nothing),
        (Escalated, Approved, NO_APPROVAL, |desk| desk.decide(CR, Stage::Approval, Outcome::Approve, "DAG028", &[])),
        (Escalated, Rejected, NO_REJECTION, |desk| desk.decide(CR, Stage::Escalation, Outcome::Reject, "DAG028", &[])),
        (Escalated, Deferred, NO_DEFERRAL, |desk| desk.decide(CR, Stage::Approval, Outcome::Defer, "DAG027", DEFER)),
        (Escalated, ForApprovalDecision, &[], nothing),
        (Approved, Scheduled, &["Say what carries it: fill in “DINs” or “Interim release”"],
            |desk| drop(desk.edit(CR, Field::Dins, "DIN 685"))),
        (Approved, ForApprovalDecision, &[], nothing),
        (Scheduled, Implemented,
            &["Say in which release it was implemented", "Give the day it was implemented",
              "List the artefacts with their new versions, or write “none”"],
            |desk| fields(desk, BUILT)),
        (Scheduled, Approved, &[], nothing),
        (Implemented, UnderReview, &[], nothing),
        (Implemented, Scheduled, &[], nothing),
        (UnderReview, Closed,
            &["Give the day of the post-implementation review", "Say who reviewed it", "Say whether the scope is as approved"],
            |desk| fields(desk, REVIEWED)),
        (UnderReview, Implemented, &[], nothing),
        (Closed, UnderReview, &[], nothing),
        (Rejected, Raised, &[], nothing),
        (Withdrawn, Raised, &[], nothing),
        (Merged, Raised, &[], nothing),
        (Superseded, Raised, &[], nothing),
    ];
    for from in Status::of(Kind::ChangeRequest).iter().copied() {
        if from.is_before_approval() {
            all.push((from, Withdrawn, &[], nothing));
        }
        if !matches!(from, Rejected | Withdrawn | Merged | Superseded) {
            all.push((from, Merged, NOT_MERGED, merge));
            all.push((from, Superseded, NOT_SUPERSEDED, supersede));
        }
    }
    all
}

/// The pairs that the workflow's table has for a kind.
fn pairs(kind: Kind) -> BTreeSet<(Status, Status)> {
    transitions(kind).iter().flat_map(|row| row.from.iter().map(|from| (*from, row.to))).collect()
}

#[test]
fn every_transition_of_the_workflow_has_its_case_here() {
    assert_eq!(pairs(Kind::ChangeRequest), table().into_iter().map(|(from, to, ..)| (from, to)).chain([BACK]).collect());
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::ChangeRequest) {
        let cases = others().into_iter().filter(|(of, ..)| *of == kind);
        assert_eq!(pairs(kind), cases.flat_map(|(_, from, to)| to.iter().map(move |to| (from, *to))).collect(), "{kind:?}");
    }
}

#[test]
fn every_step_of_the_table_waits_for_what_it_needs_and_can_be_taken_then() {
    for (from, to, missing, supply) in table() {
        let step = format!("{} → {}", from.word(), to.word());
        let mut desk = Desk::new();
        desk.bring(CR, from);
        assert_eq!(desk.status(CR), from, "{step}");
        assert_eq!(desk.missing(CR, to), missing, "{step}");
        let waits = !missing.is_empty() && (from, to) != (Status::InImpactAssessment, Status::IaClosed);
        let only_a_reason = missing.iter().all(|missing| missing.starts_with("Confirm in the reason"));
        if waits && !only_a_reason {
            let refusal = refused(desk.go(CR, to, "2023-11-10", "A reason"));
            assert!(refusal.contains(missing[0]), "{step}: {refusal}");
        }
        supply(&mut desk);
        if desk.status(CR) == from {
            if needs_reason(&desk.session.register().scheme, Kind::ChangeRequest, from, to) {
                let refusal = refused(desk.go(CR, to, "2023-11-10", ""));
                assert_eq!(refusal, format!("Say why: “{}” needs a reason", to.word()), "{step}");
            }
            done(desk.go(CR, to, "2023-11-10", "A reason"));
        }
        let record = desk.record(CR);
        assert_eq!(record.standing.status, to, "{step}");
        let taken = record.case.steps.last().expect("a step was taken").clone();
        assert_eq!((taken.from, taken.to, taken.unmet), (from, to, Vec::new()), "{step}");
        assert!(taken.on.is_some(), "{step} has its day");
        assert_eq!(record.overrides(), [], "{step}: nothing was overridden on the way");
        assert_eq!(desk.reopened().record(CR), record, "{step} travels");
    }
}

#[test]
fn no_other_step_can_be_taken() {
    let rows: Vec<(Status, Status)> = table().into_iter().map(|(from, to, ..)| (from, to)).collect();
    for from in Status::of(Kind::ChangeRequest).iter().copied() {
        let mut desk = Desk::new();
        desk.bring(CR, from);
        for to in Status::of(Kind::ChangeRequest).iter().copied().filter(|to| *to != from && !rows.contains(&(from, *to))) {
            if (from, to) == BACK {
                continue;
            }
            let refusal = refused(desk.go(CR, to, "2023-11-10", "A reason"));
            let wanted = format!("It is “{}” now and cannot go to “{}” from there", from.word(), to.word());
            assert_eq!(refusal, wanted);
        }
    }
}

#[test]
fn what_was_deferred_comes_back_to_the_decision_that_was_deferred() {
    let mut desk = Desk::new();
    desk.bring(CR, Status::ForIaDecision);
    desk.decide(CR, Stage::Issue, Outcome::Defer, "DAG026", DEFER);
    let told = refused(desk.go(CR, Status::ForApprovalDecision, "2023-09-01", "The plan is there"));
    assert!(told.contains("The first decision was deferred: go to “For IA decision”"), "{told}");
    assert!(told.contains("Issue it to impact assessment and close that: no round was closed"), "{told}");
    let told = refused(desk.go(CR, Status::ForIaDecision, "2023-09-01", ""));
    assert!(told.ends_with("Confirm in the reason that it is there: The plan."), "{told}");
    done(desk.go(CR, Status::ForIaDecision, "2023-09-01", "The plan came on 31 August"));

    let mut desk = Desk::new();
    desk.bring(CR, Status::Deferred);
    let told = refused(desk.go(CR, Status::ForIaDecision, "2023-09-01", "The tests are there"));
    assert!(told.contains("The decision on approval was deferred: go to “For approval decision”"), "{told}");
}

#[test]
fn nothing_is_approved_without_a_closed_round_of_the_text_as_it_stands() {
    // Deferred at the first decision, forced on to approval: the decision sees that nobody assessed it.
    let mut desk = Desk::new();
    desk.bring(CR, Status::ForIaDecision);
    desk.decide(CR, Stage::Issue, Outcome::Defer, "DAG026", DEFER);
    let record = desk.id(CR);
    let why = "In haste".to_owned();
    done(desk.try_to(Command::Override { record, to: Status::ForApprovalDecision, on: Some(day("2023-08-01")), why }));
    fields(&mut desk, ASSESSED);
    let asked = by_dag(vec![record], Stage::Approval, Outcome::Approve, desk.id("DAG027"));
    let told = refused(desk.try_to(Command::Decide(Box::new(asked))));
    assert_eq!(told, "CR040 cannot go to “Approved” yet. Issue it to impact assessment and close that: no round was closed.");

    // A round of another version does not count, nor one that was made void.
    let mut desk = Desk::new();
    desk.bring(CR, Status::IaClosed);
    fields(&mut desk, ASSESSED);
    fields(&mut desk, &[(Field::TargetDecision, "meeting DAG027"), (Field::Benefits, "Fewer reports")]);
    done(desk.case(CR, CaseCommand::Submit { on: day("2023-07-29"), by: None, amendments: None }));
    assert_eq!(desk.missing(CR, Status::ForApprovalDecision), ["The impact assessment was of version 1.0, not of 1.1"]);
}

#[test]
fn a_decision_speaks_for_one_step_only() {
    let mut desk = Desk::new();
    desk.bring(CR, Status::Approved);
    done(desk.go(CR, Status::ForApprovalDecision, "2023-08-16", "The Chair reopened it"));
    let told = refused(desk.go(CR, Status::Approved, "2023-08-17", "Again"));
    assert!(
        told.contains("Record the decision (approved") && told.contains("DAG-DEC02 does not speak for it at “For approval"),
        "{told}"
    );
    desk.decide(CR, Stage::Approval, Outcome::Approve, "DAG028", &[]);
    assert_eq!(desk.status(CR), Status::Approved);

    // The deferral of the first decision does not defer the second.
    let mut desk = Desk::new();
    desk.bring(CR, Status::ForIaDecision);
    desk.decide(CR, Stage::Issue, Outcome::Defer, "DAG026", DEFER);
    done(desk.go(CR, Status::ForIaDecision, "2023-07-20", "The plan is there"));
    let told = refused(desk.go(CR, Status::Deferred, "2023-07-21", "Again"));
    assert!(told.contains("Record the decision (deferred): DAG-DEC01 does not speak for it at “For IA decision”"), "{told}");

    // A decision that is written down by hand after the request came there speaks; one on another matter does not.
    let mut desk = Desk::new();
    desk.bring(CR, Status::ForApprovalDecision);
    for (reference, stage) in [("DAG-DEC08", "Issue to impact assessment"), ("DAG-DEC09", "Approval")] {
        desk.raise_as(Kind::Decision, Some(reference), "Approved");
        for (field, typed) in [
            (Field::Stage, stage),
            (Field::Outcome, "Approved"),
            (Field::Forum, "DAG"),
            (Field::Maker, "Chair"),
            (Field::Capacity, "SRO"),
            (Field::ObjectionsInvited, "Yes"),
        ] {
            desk.edit(reference, field, typed);
        }
        desk.link(CR, LinkType::DecidedBy, reference);
        let missing = desk.missing(CR, Status::Approved);
        assert_eq!(missing.is_empty(), stage == "Approval", "{missing:?}");
    }
    done(desk.go(CR, Status::Approved, "2023-08-09", "DAG-DEC09"));
}

#[test]
fn a_repeated_deferral_is_a_step_of_its_own() {
    let mut desk = Desk::new();
    desk.bring(CR, Status::Deferred);
    desk.meeting("DAG029", "2023-10-11");
    let again = [(Field::DeferredTo, "meeting DAG029"), (Field::Pending, "The plan of the release")];
    desk.decide(CR, Stage::Approval, Outcome::Defer, "DAG028", &again);
    let record = desk.record(CR);
    let taken = record.case.steps.last().expect("it was deferred").clone();
    assert_eq!((taken.from, taken.to, taken.on), (Status::Deferred, Status::Deferred, Some(day("2023-09-13"))));
    assert_eq!(record.standing.why.as_deref(), Some("The plan of the release"));
    assert_eq!(record.fields.value(Field::TargetDecision), value(Field::TargetDecision, "meeting DAG029").as_ref());
}

#[test]
fn conditional_approval_names_its_conditions_and_milestone_moves_are_confirmed() {
    let mut desk = Desk::new();
    desk.bring(CR, Status::ForApprovalDecision);
    let mut asked = by_dag(vec![desk.id(CR)], Stage::Approval, Outcome::ApproveWithConditions, desk.id("DAG027"));
    let told = refused(desk.try_to(Command::Decide(Box::new(asked.clone()))));
    assert!(told.ends_with("Say under which conditions it is approved, each as an action."), "{told}");
    asked.conditions.push(amendment("Test it in SIT", Vec::new()));
    done(desk.try_to(Command::Decide(Box::new(asked))));

    let mut desk = Desk::new();
    desk.raise_as(Kind::Milestone, Some("M10"), "Central systems ready");
    desk.edit("M10", Field::Baseline, "2024-11-01");
    desk.bring(CR, Status::ReadyForIa);
    let (m10, submit) = (desk.id("M10"), CaseCommand::Submit { on: day("2023-07-12"), by: None, amendments: None });
    done(desk.case(CR, CaseCommand::AddMilestoneMove { milestone: m10, to: day("2025-03-07") }));
    done(desk.case(CR, submit));
    done(desk.case(CR, CaseCommand::Issue(round("2023-07-13"))));
    done(desk.go(CR, Status::IaClosed, "2023-07-28", ""));
    fields(&mut desk, ASSESSED);
    desk.edit(CR, Field::TargetDecision, "meeting DAG027");
    done(desk.go(CR, Status::ForApprovalDecision, "2023-08-01", ""));
    let mut asked = by_dag(vec![desk.id(CR)], Stage::Approval, Outcome::Approve, desk.id("DAG027"));
    let told = refused(desk.try_to(Command::Decide(Box::new(asked.clone()))));
    assert!(told.ends_with("Confirm the milestones that it moves: M10 from 1 November 2024 to 7 March 2025."), "{told}");
    asked.fields.put(Field::MovesConfirmed, value(Field::MovesConfirmed, "Yes"));
    desk.edit("M10", Field::Baseline, "2024-12-02");
    let told = refused(desk.try_to(Command::Decide(Box::new(asked.clone()))));
    assert!(told.contains("M10 stands at 2 December 2024 now, not at 1 November 2024: say again where it moves"), "{told}");
    desk.edit("M10", Field::Baseline, "2024-11-01");
    done(desk.try_to(Command::Decide(Box::new(asked))));
}

#[test]
fn the_window_is_over_on_the_day_after_its_last() {
    let mut desk = Desk::new();
    desk.bring(CR, Status::InImpactAssessment);
    let record = desk.id(CR);
    let no_day = Command::Move { record, to: Status::IaClosed, on: None, why: None };
    assert_eq!(refused(desk.try_to(no_day)), "Say since which day: “IA closed” needs its day");
    let no_day = Command::Override { record, to: Status::IaClosed, on: None, why: "Nobody else will".into() };
    assert_eq!(refused(desk.try_to(no_day)), "Say since which day: “IA closed” needs its day");
    let told = refused(desk.go(CR, Status::IaClosed, "2023-07-27", ""));
    assert!(told.ends_with("Round 1 closes on 27 July 2023 and not everybody has answered."), "{told}");
    done(desk.go(CR, Status::IaClosed, "2023-07-28", ""));
}

/// Of every other kind: where it stands, and where it can go from there.
#[rustfmt::skip]
fn others() -> Vec<(Kind, Status, &'static [Status])> {
    use Status::*;
    vec![
        (Kind::Risk, Draft, &[Proposed, Open, Closed]),
        (Kind::Risk, Proposed, &[Draft, Open, RecommendClosed, Closed]),
        (Kind::Risk, Open, &[Treating, Monitoring, Accepted, RecommendClosed, Closed]),
        (Kind::Risk, Treating, &[Open, Monitoring, Accepted, RecommendClosed, Closed]),
        (Kind::Risk, Monitoring, &[Open, Treating, Accepted, RecommendClosed, Closed]),
        (Kind::Risk, Accepted, &[Open, Treating, Monitoring, RecommendClosed, Closed]),
        (Kind::Risk, RecommendClosed, &[Open, Treating, Monitoring, Closed]),
        (Kind::Risk, Closed, &[Open]),
        (Kind::Assumption, Draft, &[Open, Closed]),
        (Kind::Assumption, Open, &[UnderValidation, Validated, Invalidated, Closed]),
        (Kind::Assumption, UnderValidation, &[Open, Validated, Invalidated, Closed]),
        (Kind::Assumption, Validated, &[Invalidated, Closed, Open, UnderValidation]),
        (Kind::Assumption, Invalidated, &[Closed, Open, UnderValidation]),
        (Kind::Assumption, Closed, &[Open]),
        (Kind::Issue, Draft, &[Open, Closed]),
        (Kind::Issue, Open, &[InProgress, Postponed, RecommendClosed, Closed]),
        (Kind::Issue, InProgress, &[Open, Postponed, RecommendClosed, Closed]),
        (Kind::Issue, Postponed, &[Open, InProgress, RecommendClosed, Closed]),
        (Kind::Issue, RecommendClosed, &[Open, InProgress, Closed]),
        (Kind::Issue, Closed, &[Open]),
        (Kind::Dependency, Draft, &[Proposed, Closed, Cancelled]),
        (Kind::Dependency, Proposed, &[Draft, Agreed, Delivered, Closed, Cancelled]),
        (Kind::Dependency, Agreed, &[Proposed, Delivered, Closed, Cancelled]),
        (Kind::Dependency, Delivered, &[Agreed, Accepted, Closed, Cancelled]),
        (Kind::Dependency, Accepted, &[Delivered, Closed, Cancelled]),
        (Kind::Dependency, Closed, &[Proposed]),
        (Kind::Dependency, Cancelled, &[Proposed]),
        (Kind::Action, Open, &[Ongoing, RecommendClosed, Closed, Superseded, Withdrawn]),
        (Kind::Action, Ongoing, &[Open, RecommendClosed, Closed, Superseded, Withdrawn]),
        (Kind::Action, RecommendClosed, &[Open, Ongoing, Closed, Superseded, Withdrawn]),
        (Kind::Action, Closed, &[Superseded, Open]),
        (Kind::Action, Superseded, &[Open]),
        (Kind::Action, Withdrawn, &[Open]),
        (Kind::Decision, Made, &[Superseded]),
        (Kind::Decision, Superseded, &[Made]),
        (Kind::Milestone, Planned, &[Achieved, Removed]),
        (Kind::Milestone, Achieved, &[Planned]),
        (Kind::Milestone, Removed, &[Planned]),
        (Kind::Meeting, Planned, &[Held, Cancelled]),
        (Kind::Meeting, Held, &[Planned]),
        (Kind::Meeting, Cancelled, &[Planned]),
        (Kind::Document, Draft, &[UnderReview, Withdrawn]),
        (Kind::Document, UnderReview, &[Returned, Draft, Approved, Withdrawn]),
        (Kind::Document, Returned, &[UnderReview, Draft, Withdrawn]),
        (Kind::Document, Approved, &[Superseded, UnderReview]),
        (Kind::Document, Withdrawn, &[UnderReview, Draft]),
        (Kind::Document, Superseded, &[UnderReview]),
    ]
}

/// A record of that kind that stands there, with all that its transitions ask for.
fn standing(kind: Kind, status: Status) -> (Desk, &'static str) {
    let mut desk = Desk::new();
    desk.raise_as(kind, Some("X1"), "Something");
    let filled: &[(Field, &str)] = match kind {
        Kind::Risk => &[
            (Field::Response, "Accept"),
            (Field::AcceptedBy, "SRO"),
            (Field::Capacity, "Chair of the group"),
            (Field::AcceptanceReason, "No cheaper way is known"),
            (Field::AcceptedUntil, "2023-12-31"),
        ],
        Kind::Dependency => &[
            (Field::ProviderConfirmedBy, "Elexon"),
            (Field::ProviderConfirmedOn, "2023-08-01"),
            (Field::ReceiverConfirmedBy, "Programme"),
            (Field::ReceiverConfirmedOn, "2023-08-02"),
        ],
        _ => &[],
    };
    desk.fill("X1", filled);
    let record = desk.id("X1");
    if kind == Kind::Risk {
        desk.carry_out(Command::Assess { record, slot: Slot::Current, to: Some(assessment((3, 5), "As found")) });
    }
    if desk.status("X1") != status {
        desk.carry_out(Command::Override { record, to: status, on: None, why: "As found".into() });
    }
    (desk, "X1")
}

#[test]
fn every_other_record_goes_where_its_table_says_and_says_why_where_that_settles_or_reopens() {
    use Status::*;
    for (kind, from, all) in others() {
        for to in all.iter().copied() {
            let step = format!("{kind:?}, {} → {}", from.word(), to.word());
            let (mut desk, reference) = standing(kind, from);
            let settles = matches!(to, Closed | Superseded | Withdrawn | Cancelled | Removed | Postponed);
            let reopens = from.is_settled_for(kind) && !to.is_settled_for(kind);
            if settles || reopens {
                let refusal = refused(desk.move_to(reference, to, ""));
                assert_eq!(refusal, format!("Say why: “{}” needs a reason", to.word()), "{step}");
                done(desk.move_to(reference, to, "A reason"));
            } else {
                done(desk.move_to(reference, to, ""));
            }
            let record = desk.record(reference);
            assert_eq!((record.standing.status, record.standing.unmet.len()), (to, 0), "{step}");
            assert_eq!(desk.reopened().record(reference), record, "{step} travels");
        }
    }
}

#[test]
fn no_other_record_goes_elsewhere_but_by_an_override_that_says_so() {
    for (kind, from, all) in others() {
        for to in Status::of(kind).iter().copied().filter(|to| *to != from && !all.contains(to)) {
            let step = format!("{kind:?}, {} → {}", from.word(), to.word());
            let (mut desk, reference) = standing(kind, from);
            let refusal = refused(desk.move_to(reference, to, "A reason"));
            assert_eq!(refusal, format!("It is “{}” now and cannot go to “{}” from there", from.word(), to.word()), "{step}");
            let record = desk.id(reference);
            done(desk.try_to(Command::Override { record, to, on: None, why: "All the same".into() }));
            let record = desk.record(reference);
            let although = [format!("“{}” does not follow “{}”", to.word(), from.word())];
            assert_eq!((record.standing.status, record.standing.unmet.as_slice()), (to, although.as_slice()), "{step}");
            assert_eq!(record.overrides().len(), 1, "{step} is marked");
            assert_eq!(desk.reopened().record(reference), record, "{step} travels");
        }
    }
}

/// The README's table of a kind, a line for each row of the workflow.
fn readme_table(kind: Kind) -> String {
    let line = |row: &Transition| {
        let from: Vec<&str> = row.from.iter().map(|from| from.word()).collect();
        let asked = row.requirements.iter().copied().flatten();
        let asked = asked.filter(|asked| asked.stage().is_none_or(|stage| !row.over.contains(&stage)));
        let asked: Vec<&str> = asked.map(Requirement::says).chain(row.needs_reason.then_some("a reason")).collect();
        let button = row.button.words().unwrap_or_default().trim_end_matches('…');
        format!("| {} | {} | {button} | {} |\n", from.join(", "), row.to.word(), asked.join("; "))
    };
    let lines: String = transitions(kind).iter().map(line).collect();
    let usual = format!("\n**{}**\n\n| from | to | button | asks for |\n|---|---|---|---|\n{lines}", kind.plural());
    let over = |row: &Transition| {
        let stages: Vec<&str> = row.over.iter().map(|stage| stage.definition().label).collect();
        format!("| {} {}", stages.join(", "), line(row))
    };
    let lines: String = bridges(kind).iter().map(over).collect();
    if lines.is_empty() {
        return usual;
    }
    let name = kind.plural();
    let heading = "| left out | from | to | button | asks for |\n|---|---|---|---|---|\n";
    format!("{usual}\n**{name}, where the set-up leaves stages out**\n\n{heading}{lines}")
}

#[test]
fn the_readme_has_the_table_of_the_workflow() {
    let readme = include_str!("../README.md");
    let (_, shown) = readme.split_once("<!-- workflow -->\n").expect("it begins with a mark");
    let (shown, _) = shown.split_once("\n<!-- /workflow -->").expect("it ends with a mark");
    let made: String = Kind::ALL.into_iter().map(readme_table).collect();
    assert!(shown == made, "Put this between the two marks of the README:\n{made}");
}
