//! The change process as part of the set-up: stages that are left out, requirements that are not asked for, names of statuses,
//! and who may decide up to what.

mod desk;

use desk::change::*;
use desk::{Desk, findings, value};
use raid_register::export::spreadsheet;
use raid_register::query::Column;
use raid_register::record::{Field, Fields, Kind, LinkType, Status};
use raid_register::scheme::preset::{Preset, presets};
use raid_register::scheme::{ProcessSetup, Scheme};
use raid_register::session::Session;
use raid_register::snapshot::read;
use raid_register::state::RowId;
use raid_register::workflow::{
    CaseCommand, Command, Deciding, Direction, OptionalStage, Outcome, Requirement, Stage, awaits, following, is_status_used,
    lifecycle, next_steps, unmet_requirements, waivable_requirements,
};

const CR: &str = "CR040";

fn change(desk: &mut Desk, change: impl FnOnce(&mut ProcessSetup)) {
    done(try_change(desk, change));
}

fn try_change(
    desk: &mut Desk,
    change: impl FnOnce(&mut ProcessSetup),
) -> Result<Vec<raid_register::log::Event>, raid_register::workflow::Refusal> {
    let mut to = desk.session.register().scheme.clone();
    let mut process = to.process.take().unwrap_or_default();
    change(&mut process);
    to.process = process.tidied();
    desk.try_to(Command::ChangeScheme { to: Box::new(to) })
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn words(said: &[(&str, &str)]) -> Option<std::collections::BTreeMap<String, String>> {
    Some(said.iter().map(|(name, words)| ((*name).to_owned(), (*words).to_owned())).collect())
}

fn leaves_out(stages: &[&str]) -> impl FnOnce(&mut ProcessSetup) {
    let stages = names(stages);
    move |process| process.skipped_stages = stages
}

/// The words on the buttons of what comes next.
fn buttons(desk: &Desk) -> Vec<&'static str> {
    next_steps(desk.session.register(), &desk.record(CR)).into_iter().map(|(_, words)| words).collect()
}

fn begun(name: &str) -> Desk {
    let preset = presets().find(|preset| preset.name == name).expect("it comes with the program");
    let mut office = Desk::new();
    let stamp = office.stamp();
    office.session = Session::begin_with("Village hall", preset.begun(), &stamp);
    office
}

#[test]
fn a_small_project_takes_a_change_from_draft_to_closed_with_one_decision() {
    let mut office = begun("Small project");
    assert!(!office.session.register().scheme.is_offered(Kind::ChangeRequest), "it is not offered until somebody ticks it");
    office.draft(CR, "A ramp at the door");
    office.fill(CR, &[(Field::ChangeRaiser, "Caretaker"), (Field::IssueStatement, "There are steps")]);
    office.fill(CR, &[(Field::Description, "Build a ramp"), (Field::Justification, "So that all come in")]);
    done(office.go(CR, Status::Raised, "2023-07-03", ""));
    assert_eq!(buttons(&office), ["Put to a meeting for approval…", "Return to the Change Raiser…"]);
    assert_eq!(office.missing(CR, Status::ForApprovalDecision), ["Give the recommendation", "Choose the meeting that decides"]);
    office.fill(CR, &[(Field::Recommendation, "Approve"), (Field::TargetDecision, "2023-07-10")]);
    done(office.go(CR, Status::ForApprovalDecision, "2023-07-04", ""));
    assert_eq!(buttons(&office), ["Record the decision…"]);
    let mut fields = Fields::default();
    for (field, typed) in
        [(Field::Forum, "TEAM"), (Field::Maker, "Sponsor"), (Field::Capacity, "Sponsor"), (Field::DecidedOn, "2023-07-10")]
    {
        fields.put(field, value(field, typed));
    }
    let (subjects, conditions) = (vec![office.id(CR)], Vec::new());
    let asked = Deciding {
        subjects,
        stage: Stage::Approval,
        outcome: Outcome::Approve,
        reference: None,
        fields,
        conditions,
        meeting: None,
        anyway: None,
    };
    done(office.try_to(Command::Decide(Box::new(asked))));
    assert_eq!(buttons(&office), ["Record the implementation…"]);
    office.edit(CR, Field::ImplementedOn, "2023-09-01");
    done(office.go(CR, Status::Implemented, "2023-09-01", ""));
    assert_eq!(buttons(&office), ["Close…"]);
    done(office.go(CR, Status::Closed, "2023-09-02", "It is there"));
    let record = office.record(CR);
    assert_eq!(record.overrides(), [], "nothing was overridden on the way");
    let way: Vec<Status> = record.case.steps.iter().map(|step| step.to).collect();
    use Status::{Approved, Closed, ForApprovalDecision, Implemented, Raised};
    assert_eq!(way, [Raised, ForApprovalDecision, Approved, Implemented, Closed], "each step is recorded");
    assert!(record.case.steps.iter().all(|step| step.on.is_some() && !step.by.is_empty()));
    let decided = record.links.iter().filter(|link| link.link == LinkType::DecidedBy).count();
    assert_eq!(decided, 1);
    let scheme = &office.session.register().scheme;
    let (stages, here) = lifecycle(scheme, Status::Approved).expect("it is on its way");
    let told: Vec<&str> = stages.iter().map(|stage| stage.name).collect();
    assert_eq!((told, here), (vec!["Raised", "Approval", "Implemented", "Closed"], 1));
    assert_eq!(office.reopened().record(CR), record);
    assert_eq!(findings(&mut office.session), []);
}

/// As set-ups name them in files: more are added, none is ever changed or taken away.
const STAGES: [&str; 5] = ["validation", "firstDecision", "impactAssessment", "scheduling", "review"];

/// Those that are no field of the record; a field has its own name.
const RULES: [&str; 13] = [
    "affectsNobody",
    "amendmentsConfirmed",
    "amendmentsMet",
    "carriedBy",
    "conditionsMet",
    "costsNothing",
    "grownScope",
    "implementationPlan",
    "meetsAfterTheRound",
    "movesNoMilestone",
    "outlookOwner",
    "pendingConfirmed",
    "reference",
];

#[test]
fn the_names_of_stages_and_requirements_are_frozen() {
    assert_eq!(OptionalStage::ALL.iter().map(|stage| stage.word()).collect::<Vec<_>>(), STAGES);
    let all = waivable_requirements(Kind::ChangeRequest).into_iter().flat_map(|(_, all)| all);
    let rules = all.filter(|requirement| requirement.sentence().is_none()).filter_map(Requirement::id);
    let mut rules: Vec<&str> = rules.collect();
    rules.sort_unstable();
    assert_eq!(rules, RULES);
}

#[test]
fn a_set_up_that_does_not_say_has_every_stage_and_every_requirement() {
    for name in ["General programme", "MHHS"] {
        let office = begun(name);
        let scheme = &office.session.register().scheme;
        assert_eq!(scheme.process, None, "{name}");
        assert!(Status::of(Kind::ChangeRequest).iter().all(|status| is_status_used(scheme, Kind::ChangeRequest, *status)));
    }
}

#[test]
fn the_first_decision_goes_with_the_impact_assessment_that_it_issues() {
    let mut office = Desk::new();
    change(&mut office, leaves_out(&["impactAssessment"]));
    office.bring(CR, Status::Validated);
    assert_eq!(buttons(&office), ["Put to a meeting for approval…"]);
    let missing = office.missing(CR, Status::ForApprovalDecision);
    assert!(!missing.iter().any(|what| what.contains("impact assessment")), "{missing:?}");
    let refusal = refused(office.go(CR, Status::ForIaDecision, "2023-07-05", ""));
    assert_eq!(refusal, "It is “Validated” now and cannot go to “For IA decision” from there");
    let record = office.id(CR);
    let why = "All the same".to_owned();
    let forced = Command::Override { record, to: Status::InImpactAssessment, on: Some(day("2023-07-05")), why };
    let refusal = office.refusal(forced);
    assert_eq!(
        refusal, "It is “Validated” now and cannot go to “In impact assessment” from there",
        "what is gone no reason leads to"
    );
}

#[test]
fn an_impact_assessment_without_a_first_decision_is_issued_at_once() {
    let mut office = Desk::new();
    change(&mut office, leaves_out(&["firstDecision"]));
    office.bring(CR, Status::Validated);
    assert_eq!(buttons(&office), ["Ready for impact assessment…"]);
    done(office.go(CR, Status::ReadyForIa, "2023-07-05", ""));
    done(office.case(CR, CaseCommand::Issue(round("2023-07-06"))));
    assert_eq!(office.status(CR), Status::InImpactAssessment);
}

#[test]
fn a_stage_that_records_stand_in_is_not_left_out_and_the_sentence_lists_them() {
    let mut office = Desk::new();
    office.bring(CR, Status::InImpactAssessment);
    for number in 1..=7 {
        office.at(&format!("CR{number:03}"), Status::ReadyForIa, "Another");
    }
    office.at("CR099", Status::Validated, "Elsewhere");
    let events = office.session.events().len();
    let refusal = refused(try_change(&mut office, leaves_out(&["impactAssessment", "review"])));
    assert_eq!(
        refusal,
        "Change process: first decision and impact assessment and review cannot be left out while records stand there: \
         CR040 (“In impact assessment”), CR001 (“Ready for IA”), CR002 (“Ready for IA”), CR003 (“Ready for IA”), \
         CR004 (“Ready for IA”), 3 more. Take them on first"
    );
    assert_eq!(office.session.events().len(), events, "nothing was recorded");
    // Where nobody stands can be left out; so can all of it once they are gone.
    change(&mut office, leaves_out(&["review"]));
    for number in 1..=7 {
        done(office.go(&format!("CR{number:03}"), Status::Withdrawn, "2023-08-01", "Not needed"));
    }
    done(office.go(CR, Status::Withdrawn, "2023-08-01", "Not needed"));
    change(&mut office, leaves_out(&["impactAssessment", "review"]));
}

#[test]
fn where_two_changes_leave_a_record_in_a_status_that_is_gone_it_goes_on_from_there() {
    for from in
        [Status::ForIaDecision, Status::AmendmentsRequired, Status::ReadyForIa, Status::InImpactAssessment, Status::IaClosed]
    {
        let mut office = Desk::new();
        office.bring("CR039", Status::Draft);
        let mut other = office.copy_for("Workstream lead", 2);
        change(&mut other, leaves_out(&["impactAssessment"]));
        office.bring(CR, from);
        office.merge_file(&mut other);
        let mut office = office.reopened();
        assert_eq!((office.status(CR), findings(&mut office.session)), (from, Vec::new()));
        let scheme = office.session.register().scheme.clone();
        assert!(!is_status_used(&scheme, Kind::ChangeRequest, from), "{from:?}");
        let forward: Vec<Status> = following(&scheme, Kind::ChangeRequest, from)
            .filter(|row| row.direction == Direction::Forward)
            .map(|row| row.to)
            .collect();
        assert_eq!(forward, [Status::ForApprovalDecision], "{from:?}");
        assert!(!buttons(&office).is_empty(), "{from:?}");
        office.fill(
            CR,
            &[
                (Field::Recommendation, "Approve"),
                (Field::ImplementationPlan, "As before"),
                (Field::TargetDecision, "meeting DAG027"),
            ],
        );
        done(office.go(CR, Status::ForApprovalDecision, "2023-08-01", ""));
        assert!(office.record(CR).case.open_round().is_none(), "{from:?}: a round that was open is void");
        // Another part of the set-up can still be changed meanwhile.
        change(&mut office, |process| process.waived_requirements = names(&["recommendation"]));
    }
}

#[test]
fn what_was_deferred_at_a_first_decision_that_is_gone_comes_to_the_one_on_approval() {
    let mut office = Desk::new();
    office.bring(CR, Status::ForIaDecision);
    let put_off: &[(Field, &str)] = &[(Field::DeferredTo, "meeting DAG028"), (Field::Pending, "The plan")];
    office.decide(CR, Stage::Issue, Outcome::Defer, "DAG026", put_off);
    assert_eq!(awaits(office.session.register(), &office.record(CR)), Stage::Issue);
    change(&mut office, leaves_out(&["impactAssessment"]));
    assert_eq!(awaits(office.session.register(), &office.record(CR)), Stage::Approval);
    office.fill(CR, &[(Field::Recommendation, "Approve"), (Field::PlanWaiver, "Text only")]);
    done(office.go(CR, Status::ForApprovalDecision, "2023-09-01", "The plan is there"));
    office.decide(CR, Stage::Approval, Outcome::Approve, "DAG028", &[]);
    assert_eq!(office.record(CR).overrides(), []);
}

#[test]
fn a_requirement_is_waived_or_asked_for_in_other_words() {
    let mut office = Desk::new();
    office.bring(CR, Status::Validated);
    let asked = ["Choose the meeting that decides", "Give the day its papers are issued"];
    assert_eq!(office.missing(CR, Status::ForIaDecision), asked);
    change(&mut office, |process| {
        process.waived_requirements = names(&["papersOn"]);
        process.requirement_wording =
            words(&[("targetDecision", "Say which board decides"), ("conditionsMet", "Finish what it asks")]);
    });
    assert_eq!(office.missing(CR, Status::ForIaDecision), ["Say which board decides"]);
    let said = office.session.can_undo().expect("it can be taken back");
    assert_eq!(
        said,
        "set-up changed: requirements of a change (left out papers on), \
         wording of requirements (added conditions met: Finish what it asks, target decision: Say which board decides)"
    );
    // What holds a record together is asked for whatever the set-up says.
    change(&mut office, |process| process.waived_requirements.extend(names(&["an open round", "duplicates", "assessed"])));
    assert_eq!(office.missing(CR, Status::Merged), ["Link the change request it is merged into as “duplicates”"]);
    office.undo().expect("nobody changed it since");
    office.undo().expect("nobody changed it since");
    assert_eq!(office.missing(CR, Status::ForIaDecision), asked);
}

#[test]
fn statuses_have_other_names_on_the_screen_and_the_same_on_the_wire() {
    let mut office = Desk::new();
    change(&mut office, |process| process.status_labels = words(&[("Raised", "Submitted"), ("Validated", "Checked")]));
    office.bring(CR, Status::Validated);
    let told = office.history(CR);
    assert!(told.contains(&"status Submitted → Checked".to_owned()), "{told:?}");
    let csv =
        spreadsheet(office.session.register(), &[RowId::at(3)], &[Column::Reference, Column::Status], &[Kind::ChangeRequest]);
    let csv = String::from_utf8(csv).expect("text");
    assert!(csv.contains("\"CR040\",\"Checked\""), "{csv}");
    let refusal = refused(office.go(CR, Status::Closed, "2023-07-05", "No"));
    assert_eq!(refusal, "It is “Checked” now and cannot go to “Closed” from there");
    let file = String::from_utf8(office.session.export()).expect("text");
    let (state, _) = file.split_once("\"log\"").expect("a log");
    assert!(state.contains("\"status\": \"Validated\"") && !state.contains("\"status\": \"Checked\""));
    let refusal = refused(try_change(&mut office, |process| process.status_labels = words(&[("Raised", "validated")])));
    assert_eq!(refusal, "Change process: “Raised” and “Validated” would both be called “Validated”");
    let refusal = refused(try_change(&mut office, |process| process.status_labels = words(&[("Raised", " ")])));
    assert_eq!(refusal, "Change process: what stands for “Raised”: it is empty");
}

#[test]
fn what_two_people_changed_of_the_process_is_joined_member_by_member() {
    let mut office = Desk::new();
    change(&mut office, |process| {
        process.skipped_stages = names(&["review"]);
        process.status_labels = words(&[("Raised", "Submitted"), ("Draft", "Sketch")]);
    });
    let mut other = office.copy_for("Workstream lead", 2);
    change(&mut office, |process| {
        process.skipped_stages = names(&["scheduling"]);
        process.status_labels = None;
        process.authority = words(&[("Chair", "Changes without cost")]);
    });
    change(&mut other, |process| {
        process.skipped_stages.push("validation".into());
        process.status_labels = words(&[("Raised", "Submitted"), ("Draft", "Sketch"), ("Closed", "Done")]);
        process.authority = words(&[("SRO", "Every change")]);
        process.waived_requirements = names(&["papersOn"]);
    });
    let mut there = other.copy_for("Workstream lead", 3);
    there.merge_file(&mut office.copy_for("PMO", 4));
    office.merge_file(&mut other);
    let joined = office.session.register().scheme.process.clone().expect("it says something");
    let mut stages = joined.skipped_stages.clone();
    stages.sort();
    assert_eq!(stages, ["scheduling", "validation"]);
    assert_eq!(joined.status_labels, words(&[("Closed", "Done")]));
    assert_eq!(joined.authority, words(&[("Chair", "Changes without cost"), ("SRO", "Every change")]));
    assert_eq!(joined.waived_requirements, ["papersOn"]);
    assert_eq!(office.session.register().scheme, there.session.register().scheme);
    assert_eq!(findings(&mut office.session), []);
}

#[test]
fn what_a_newer_version_says_of_the_process_is_kept() {
    let mut office = Desk::new();
    change(&mut office, leaves_out(&["review", "aStageToCome"]));
    let mut file: serde_json::Value = serde_json::from_slice(&office.session.export()).expect("JSON");
    let process = serde_json::json!({ "skippedStages": ["review", "aStageToCome"], "zNewer": { "deep": [3] } });
    file["scheme"]["process"] = process.clone();
    for event in file["log"].as_array_mut().expect("the log") {
        if event["fact"] == "scheme.changed" {
            event["to"]["process"] = process.clone();
        }
    }
    office.session = Session::of(read(serde_json::to_vec(&file).expect("JSON")).expect("it opens"));
    office.session.set_custodian(true);
    assert_eq!(findings(&mut office.session), []);
    change(&mut office, |process| {
        process.skipped_stages.retain(|name| name != "review");
        process.authority = words(&[("Chair", "All")]);
        process.extra.clear();
    });
    let kept = office.session.register().scheme.process.clone().expect("it says something");
    assert_eq!(
        (kept.skipped_stages, kept.extra.get("zNewer")),
        (names(&["aStageToCome"]), Some(&serde_json::json!({ "deep": [3] })))
    );
    office.bring(CR, Status::UnderReview);
}

#[test]
fn who_may_decide_up_to_what_is_kept_and_nobody_is_refused_by_it() {
    let mut office = Desk::new();
    change(&mut office, |process| {
        process.authority = words(&[("Somebody", "Wording"), ("SRO", "Every change"), ("Chair", "No cost")])
    });
    let scheme = &office.session.register().scheme;
    assert_eq!(
        scheme.authority(),
        [("SRO", "Every change"), ("Chair", "No cost"), ("Somebody", "Wording")],
        "decision makers first"
    );
    office.bring(CR, Status::Approved);
    assert_eq!(office.status(CR), Status::Approved);
    let file = Preset::of("Ours", &office.session.register().scheme).file();
    let read = Preset::read(&file).expect("our own file");
    assert_eq!(read.setup.process, office.session.register().scheme.process, "it goes to other registers");
}

#[test]
fn a_record_is_not_raised_where_the_process_does_not_go() {
    let mut office = Desk::new();
    change(&mut office, leaves_out(&["validation"]));
    let mut fields = Fields::default();
    fields.put(Field::Title, value(Field::Title, "Checked already"));
    let new = raid_register::workflow::NewRecord {
        status: Some(Status::Validated),
        ..raid_register::workflow::NewRecord::of(Kind::ChangeRequest, fields)
    };
    assert_eq!(office.refusal(Command::Raise(Box::new(new))), "It is “Raised” now and cannot go to “Validated” from there");
    office.bring("CR041", Status::Raised);
    let record = office.record("CR041");
    let register = office.session.register();
    assert_eq!(unmet_requirements(register, &record, Status::ForIaDecision, None, None).len(), 2);
    assert_eq!(register.scheme.process, Some(ProcessSetup { skipped_stages: names(&["validation"]), ..ProcessSetup::default() }));
    assert_ne!(register.scheme, Scheme::default());
}
