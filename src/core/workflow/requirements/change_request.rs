//! What the transitions of a change request ask for, all but its decisions.
//!
//! Sources: the programme's Change Control as its papers show it (DAG029, TMAG #22): two decisions, ten working days, an
//! implementation plan before approval (CR023, CR027), a release outlook on every request (DAG29-05).

use chrono::NaiveDate;

use super::decision::{AMENDED, APPROVAL_CONDITIONS_MET, APPROVAL_DECIDED, CONDITIONS, CONDITIONS_MET, MOVES};
use crate::calendar::{Due, long_date};
use crate::record::{Field, Kind, LinkType, Status, content_of};
use crate::workflow::optional_stage::OptionalStage;
use crate::workflow::related::goes_without_assessment;
use crate::workflow::requirement::{Place, Requirement, Unmet};

const fn filled(field: Field, sentence: &'static str) -> Requirement {
    Requirement::filled(field, sentence)
}

/// To be submitted, the first time and again.
pub(in crate::workflow) const SUBMISSION: &[Requirement] = &[
    filled(Field::ChangeRaiser, "Name the Change Raiser"),
    filled(Field::IssueStatement, "State the issue"),
    filled(Field::Description, "Describe the proposed change"),
    filled(Field::Justification, "Give the justification"),
    filled(Field::ImpactedArtefacts, "List the impacted artefacts, or write “none”"),
];

const SUBMITTED: Requirement = Requirement::rule("a submitted version of the text as it stands", submitted);
const RELEASE_DATE: Requirement = filled(Field::ReleaseDate, "Release outlook: give the release date, or “tbc”");
const OUTLOOK_OWNER: Requirement =
    Requirement::rule("who confirms a release date that is “tbc”", outlook_owner).waivable("outlookOwner");
const PLAN: Requirement =
    Requirement::rule("the implementation plan, or why none is needed", plan).waivable("implementationPlan");
const MEETING: Requirement = filled(Field::TargetDecision, "Choose the meeting that decides");
const ASSESSED: Requirement =
    Requirement::rule("a closed round of impact assessment of the version", assessed).of(OptionalStage::ImpactAssessment);

/// To be validated by the PMO.
pub(in crate::workflow) const VALIDATION: &[Requirement] = &[
    Requirement::rule("a reference", reference).waivable("reference"),
    SUBMITTED,
    filled(Field::ChangeType, "Choose the type of change"),
    filled(Field::DecisionBody, "Name the decision body"),
    filled(Field::ReleaseType, "Release outlook: choose the release type"),
    filled(Field::InSitScope, "Release outlook: say whether it is in the scope of testing (“tbc” is an answer)"),
    RELEASE_DATE,
    OUTLOOK_OWNER,
];

/// To be put to the meeting that makes the first decision.
pub(in crate::workflow) const FIRST_DECISION: &[Requirement] =
    &[MEETING, filled(Field::PapersOn, "Give the day its papers are issued")];

/// To go to impact assessment after the amendments that were required.
pub(in crate::workflow) const AMENDMENTS: &[Requirement] = &[
    SUBMITTED,
    AMENDED,
    CONDITIONS_MET,
    Requirement::rule("in the reason, that the amendments are those asked for", amendments_confirmed)
        .waivable("amendmentsConfirmed"),
];

/// To be in impact assessment.
pub(in crate::workflow) const ISSUE: &[Requirement] = &[SUBMITTED, Requirement::rule("an open round", open_round)];

/// To close the impact assessment.
pub(in crate::workflow) const CLOSING: &[Requirement] =
    &[Requirement::rule("a round whose last day is over or that everybody has answered, and no later answer", closing)];

/// To be put to the meeting that decides on approval.
pub(in crate::workflow) const APPROVAL_DECISION: &[Requirement] = &[
    ASSESSED,
    filled(Field::IaSummary, "Summarise the impact assessment").of(OptionalStage::ImpactAssessment),
    filled(Field::Recommendation, "Give the recommendation"),
    PLAN,
    MEETING,
    Requirement::rule("that it meets after the round closes", meets_after_the_round)
        .waivable("meetsAfterTheRound")
        .of(OptionalStage::ImpactAssessment),
];

/// To be approved.
pub(in crate::workflow) const APPROVAL: &[Requirement] = &[APPROVAL_DECIDED, CONDITIONS, PLAN, SUBMITTED, ASSESSED, MOVES];

/// To be approved without an impact assessment.
pub(in crate::workflow) const WITHOUT_ASSESSMENT: &[Requirement] = &[
    Requirement::rule("a type that needs no impact assessment", minor_type),
    Requirement::rule("no milestone that moves", moves_no_milestone).waivable("movesNoMilestone"),
    Requirement::rule("no party that is affected", affects_nobody).waivable("affectsNobody"),
    Requirement::rule("no cost", costs_nothing).waivable("costsNothing"),
    APPROVAL_DECIDED,
    CONDITIONS,
];

/// To be scheduled.
pub(in crate::workflow) const SCHEDULE: &[Requirement] =
    &[Requirement::rule("what carries it", carried_by).waivable("carriedBy"), RELEASE_DATE, OUTLOOK_OWNER];

/// To be implemented.
pub(in crate::workflow) const IMPLEMENTATION: &[Requirement] = &[
    filled(Field::ImplementedIn, "Say in which release it was implemented"),
    filled(Field::ImplementedOn, "Give the day it was implemented"),
    filled(Field::ArtefactVersions, "List the artefacts with their new versions, or write “none”"),
    APPROVAL_CONDITIONS_MET,
];

/// To be closed after its review.
pub(in crate::workflow) const REVIEW: &[Requirement] = &[
    filled(Field::ReviewOn, "Give the day of the post-implementation review"),
    filled(Field::ReviewBy, "Say who reviewed it"),
    filled(Field::ScopeAsApproved, "Say whether the scope is as approved"),
    Requirement::rule("where it is not, an action or a change request raised from it", grown_scope).waivable("grownScope"),
];

/// To be merged into another.
pub(in crate::workflow) const MERGER: &[Requirement] = &[Requirement::rule("a link “duplicates” to the other", duplicates)];

/// To be superseded by another.
pub(in crate::workflow) const SUPERSESSION: &[Requirement] =
    &[Requirement::rule("a link “supersedes” from the other", superseded)];

fn is_none(written: &str) -> bool {
    written.trim().eq_ignore_ascii_case("none")
}

fn reference(unmet: &mut Unmet<'_>) {
    unmet.need(unmet.record.reference.is_some(), "Give it a reference", Place::Reference);
}

fn submitted(unmet: &mut Unmet<'_>) {
    let latest = unmet.record.case.latest();
    unmet.need(latest.is_some(), "Submit a version of the text", Place::Versions);
    if let Some(latest) = latest {
        let whole = latest.on.is_some() && latest.content == content_of(unmet.record);
        unmet.need(whole, format!("Submit version {}: the text was changed since", latest.version), Place::Versions);
    }
}

fn outlook_owner(unmet: &mut Unmet<'_>) {
    if unmet.record.fields.due(Field::ReleaseDate) == Some(Due::Tbc) {
        let what = "Release outlook: name who will confirm the release date";
        unmet.need(unmet.has(Field::OutlookOwner), what, Place::Field(Field::OutlookOwner));
    }
}

fn amendments_confirmed(unmet: &mut Unmet<'_>) {
    let what = "Confirm in the reason that the amendments are those asked for";
    unmet.need(unmet.attempt.has_reason(), what, Place::Reason);
}

fn open_round(unmet: &mut Unmet<'_>) {
    let open = unmet.record.case.open_round().is_some();
    unmet.need(open, "Issue it: say who is asked, from when and for how long", Place::Rounds);
}

fn closing(unmet: &mut Unmet<'_>) {
    let (case, on) = (&unmet.record.case, unmet.attempt.on);
    let Some(round) = case.open_round() else {
        return unmet.need(false, "No impact assessment round is open", Place::Rounds);
    };
    let last = round.last_day();
    let is_over = on.is_some_and(|on| on > last) || case.missing(round).is_empty();
    let what = format!("{} closes on {} and not everybody has answered", round, long_date(last));
    unmet.need(is_over, what, Place::Rounds);
    let after = case.responses_in(round.id).filter(|have| on.is_some_and(|on| have.received_on > on)).last();
    if let Some(response) = after {
        let received = long_date(response.received_on);
        let what = format!("The answer of {} was received on {received}: close it on that day or later", response.party);
        unmet.need(false, what, Place::Rounds);
    }
}

/// A round of the text as it stands was closed. A change that needs none has none.
fn assessed(unmet: &mut Unmet<'_>) {
    let case = &unmet.record.case;
    // Validated or, where that stage was left out then, raised.
    let is_straight = |from: Status| matches!(from, Status::Validated | Status::Raised);
    let needs_none = goes_without_assessment(unmet.register, unmet.record)
        && case.rounds.is_empty()
        && case.steps.iter().any(|step| is_straight(step.from) && step.to == Status::Approved);
    let what = match (case.last_round(), case.latest()) {
        _ if needs_none => None,
        (None, _) => Some("Issue it to impact assessment and close that: no round was closed".to_owned()),
        (Some(round), _) if round.closed.is_none() => Some(format!("Close the impact assessment: {} is open", round)),
        (Some(round), Some(version)) if round.version != version.version => {
            Some(format!("The impact assessment was of version {}, not of {}", round.version, version.version))
        }
        (Some(_), _) => None,
    };
    if let Some(what) = what {
        unmet.need(false, what, Place::Rounds);
    }
}

fn plan(unmet: &mut Unmet<'_>) {
    let planned = unmet.has(Field::ImplementationPlan) || unmet.has(Field::PlanWaiver);
    let what = "Attach the implementation plan, or say why none is needed";
    unmet.need(planned, what, Place::Field(Field::ImplementationPlan));
}

fn meets_after_the_round(unmet: &mut Unmet<'_>) {
    if let (Some(round), Some(meets)) = (unmet.record.case.last_round(), meeting_day(unmet)) {
        let in_time = meets >= round.last_day();
        let what = "The meeting is before the impact assessment closes: choose a later one";
        unmet.need(in_time, what, Place::Field(Field::TargetDecision));
    }
}

fn meeting_day(unmet: &Unmet<'_>) -> Option<NaiveDate> {
    match unmet.record.fields.due(Field::TargetDecision)? {
        Due::On(day) => Some(day),
        Due::Meeting(named) => {
            let meeting = unmet.register.lookup(*unmet.register.called(&named).first()?)?;
            meeting.fields.day(Field::HeldOn)
        }
        Due::Asap | Due::Tbc => None,
    }
}

fn minor_type(unmet: &mut Unmet<'_>) {
    let what = "A change of this type is not approved without an impact assessment";
    unmet.need(goes_without_assessment(unmet.register, unmet.record), what, Place::Field(Field::ChangeType));
}

fn moves_no_milestone(unmet: &mut Unmet<'_>) {
    unmet.need(
        unmet.record.case.milestone_moves.is_empty(),
        "A change that is not assessed moves no milestone",
        Place::Milestones,
    );
}

fn affects_nobody(unmet: &mut Unmet<'_>) {
    let parties = unmet.record.fields.list(Field::ImpactedParties);
    let nobody = !parties.is_empty() && parties.iter().all(|party| is_none(party));
    let what = "A change that is not assessed affects no party: write “none” as its impacted parties";
    unmet.need(nobody, what, Place::Field(Field::ImpactedParties));
}

fn costs_nothing(unmet: &mut Unmet<'_>) {
    let free = unmet.record.fields.text(Field::Cost).is_some_and(is_none);
    unmet.need(free, "A change that is not assessed has no cost: write “none” as its cost", Place::Field(Field::Cost));
}

fn carried_by(unmet: &mut Unmet<'_>) {
    let is_carried = unmet.has(Field::Dins) || unmet.has(Field::InterimRelease);
    let scheme = unmet.register.scheme();
    let fields = [Field::Dins, Field::InterimRelease].into_iter().filter(|field| scheme.asks(*field)).collect::<Vec<_>>();
    let Some(first) = fields.first() else { return };
    let labels = fields.iter().map(|field| format!("“{}”", scheme.field_label(*field))).collect::<Vec<_>>();
    unmet.need(is_carried, format!("Say what carries it: fill in {}", labels.join(" or ")), Place::Field(*first));
}

fn grown_scope(unmet: &mut Unmet<'_>) {
    if unmet.record.fields.text(Field::ScopeAsApproved) == Some("No") {
        let register = unmet.register;
        let raised = register.links_from(unmet.record.id).into_iter().filter(|(_, link)| *link == LinkType::RaisedFrom);
        let mut raised = raised.filter_map(|(from, _)| register.lookup(from));
        let raised = raised.any(|record| matches!(record.kind, Kind::Action | Kind::ChangeRequest));
        unmet.need(raised, "The scope has grown: raise an action or a change request from it", Place::Links);
    }
}

fn duplicates(unmet: &mut Unmet<'_>) {
    let is_linked = unmet.record.links.iter().any(|have| have.link == LinkType::Duplicates);
    unmet.need(is_linked, "Link the change request it is merged into as “duplicates”", Place::Links);
}

fn superseded(unmet: &mut Unmet<'_>) {
    let by = unmet.register.links_from(unmet.record.id).iter().any(|(_, link)| *link == LinkType::Supersedes);
    unmet.need(by, "Link the change request that supersedes it", Place::Links);
}
