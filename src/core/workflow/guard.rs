//! What a step of a change request's life asks for. One table, read by the session, the page and the reports.
//!
//! Sources: the programme's Change Control as its papers show it (DAG029, TMAG #22): two decisions, ten working days, an
//! implementation plan before approval (CR023, CR027), a release outlook on every request (DAG29-05).

use chrono::NaiveDate;

use super::decision::{Outcome, Stage};
use super::requirement::{Missing, Place};
use super::verdict::Verdict;
use crate::calendar::Due;
use crate::item::{Field, Item, Kind, LinkType, Status, content_of};
use crate::state::Register;

/// What a record still needs before it can go there; empty when nothing.
#[must_use]
pub fn unmet(register: &Register, item: &Item, to: Status, on: Option<NaiveDate>, why: Option<&str>) -> Vec<Missing> {
    unmet_with(register, item, &Going { to, on, why, verdict: None })
}

/// A step as the guards see it.
pub(super) struct Going<'a> {
    pub(super) to: Status,
    pub(super) on: Option<NaiveDate>,
    pub(super) why: Option<&'a str>,
    /// The decision being recorded with the step; none looks at those recorded before.
    pub(super) verdict: Option<&'a Verdict>,
}

pub(super) fn unmet_with(register: &Register, item: &Item, going: &Going<'_>) -> Vec<Missing> {
    if item.kind != Kind::ChangeRequest {
        return super::raid::unmet(item, going.to, going.on);
    }
    let mut list = List { register, item, missing: Vec::new() };
    match (item.standing.status, going.to) {
        (Status::Draft | Status::Returned, Status::Raised) => list.submitting(),
        (_, Status::Validated) => list.validating(),
        (_, Status::ForIaDecision) => list.for_ia_decision(going),
        (Status::ForIaDecision, Status::ReadyForIa) => list.issue_decided(going, false),
        (Status::ForIaDecision, Status::AmendmentsRequired) => list.issue_decided(going, true),
        (Status::AmendmentsRequired, Status::ReadyForIa) => list.amended(going),
        (Status::ReadyForIa, Status::InImpactAssessment) => list.issuing(),
        (_, Status::IaClosed) => list.closing(going),
        (_, Status::ForApprovalDecision) => list.for_approval(going),
        (_, Status::Deferred) => list.deferring(going),
        (_, Status::Escalated) => list.escalating(going),
        // A plan that is taken back takes no approval back.
        (Status::Scheduled, Status::Approved) => {}
        (Status::Validated, Status::Approved) => list.housekeeping(going),
        (_, Status::Approved) => list.approving(going),
        (_, Status::Rejected) => list.decided(going, &[Outcome::Reject]),
        (_, Status::Scheduled) => list.scheduling(),
        (_, Status::Implemented) => list.implementing(),
        (Status::UnderReview, Status::Closed) => list.reviewed(),
        (_, Status::Merged) => list.linked(LinkType::Duplicates, "Link the change request it is merged into as “duplicates”"),
        (_, Status::Superseded) => list.superseded(),
        _ => {}
    }
    list.missing
}

pub(super) fn has_words(going: &Going<'_>) -> bool {
    going.why.is_some_and(|why| !why.trim().is_empty())
}

fn is_none(written: &str) -> bool {
    written.trim().eq_ignore_ascii_case("none")
}

/// What is missing, as it is found.
pub(super) struct List<'a> {
    pub(super) register: &'a Register,
    pub(super) item: &'a Item,
    missing: Vec<Missing>,
}

impl List<'_> {
    pub(super) fn need(&mut self, is_there: bool, what: impl Into<String>, place: Place) {
        if !is_there {
            self.missing.push(Missing { what: what.into(), place });
        }
    }

    fn field(&mut self, field: Field, what: &str) {
        self.need(self.item.fields.value(field).is_some(), what, Place::Field(field));
    }

    fn submitting(&mut self) {
        self.field(Field::ChangeRaiser, "Name the Change Raiser");
        self.field(Field::IssueStatement, "State the issue");
        self.field(Field::Description, "Describe the proposed change");
        self.field(Field::Justification, "Give the justification");
        self.field(Field::ImpactedArtefacts, "List the impacted artefacts, or write “none”");
    }

    fn validating(&mut self) {
        self.need(self.item.reference.is_some(), "Give it a reference", Place::Reference);
        self.submitted();
        self.field(Field::ChangeType, "Choose the type of change");
        self.field(Field::DecisionBody, "Name the decision body");
        self.field(Field::ReleaseType, "Release outlook: choose the release type");
        self.field(Field::InSitScope, "Release outlook: say whether it is in SIT scope (“tbc” is an answer)");
        self.release_date();
    }

    fn release_date(&mut self) {
        self.field(Field::ReleaseDate, "Release outlook: give the release date, or “tbc”");
        if self.item.fields.due(Field::ReleaseDate) == Some(Due::Tbc) {
            self.field(Field::OutlookOwner, "Release outlook: name who will confirm the release date");
        }
    }

    fn submitted(&mut self) {
        let latest = self.item.case.latest();
        self.need(latest.is_some(), "Submit a version of the text", Place::Versions);
        if let Some(latest) = latest {
            let whole = latest.on.is_some() && latest.content == content_of(self.item);
            self.need(whole, format!("Submit version {}: the text was changed since", latest.version), Place::Versions);
        }
    }

    fn for_ia_decision(&mut self, going: &Going<'_>) {
        self.returning(going, Stage::Issue);
        self.field(Field::TargetDecision, "Choose the meeting that decides");
        self.field(Field::PapersOn, "Give the day its papers are issued");
    }

    /// Its impact assessment is done: a round of the text as it stands was closed. A housekeeping change has none.
    fn assessed(&mut self) {
        let case = &self.item.case;
        let housekeeping = self.item.fields.text(Field::ChangeType) == Some("Housekeeping")
            && case.rounds.is_empty()
            && case.steps.iter().any(|step| (step.from, step.to) == (Status::Validated, Status::Approved));
        let what = match (case.last_round(), case.latest()) {
            _ if housekeeping => None,
            (None, _) => Some("Issue it to impact assessment and close that: no round was closed".to_owned()),
            (Some(round), _) if round.closed.is_none() => Some(format!("Close the impact assessment: {} is open", round.words())),
            (Some(round), Some(version)) if round.version != version.version => {
                Some(format!("The impact assessment was of version {}, not of {}", round.version, version.version))
            }
            (Some(_), _) => None,
        };
        if let Some(what) = what {
            self.need(false, what, Place::Rounds);
        }
    }

    fn amended(&mut self, going: &Going<'_>) {
        self.submitted();
        let verdict = self.newest(&[Outcome::Issue]).map(|(_, verdict)| verdict);
        let newer = match (self.item.case.submitted(), verdict.as_ref().and_then(|verdict| verdict.id)) {
            (Some(version), Some(decision)) => version.id > decision,
            _ => false,
        };
        self.need(newer, "Submit the amended version", Place::Versions);
        if let Some(verdict) = verdict {
            self.met(&verdict);
        }
        self.need(has_words(going), "Confirm in the reason that the amendments are those asked for", Place::Reason);
    }

    fn issuing(&mut self) {
        self.submitted();
        let open = self.item.case.open_round().is_some();
        self.need(open, "Issue it: say who is asked, from when and for how long", Place::Rounds);
    }

    fn closing(&mut self, going: &Going<'_>) {
        let Some(round) = self.item.case.open_round() else {
            return self.need(false, "No impact assessment round is open", Place::Rounds);
        };
        let last = round.last_day();
        let is_over = going.on.is_some_and(|on| on > last) || self.item.case.missing(round).is_empty();
        let what = format!("{} closes on {} and not everybody has answered", round.words(), last.format("%-d %B %Y"));
        self.need(is_over, what, Place::Rounds);
        let after = self.item.case.responses_in(round.id).filter(|have| going.on.is_some_and(|on| have.received_on > on)).last();
        if let Some(response) = after {
            let received = response.received_on.format("%-d %B %Y");
            let what = format!("The answer of {} was received on {received}: close it on that day or later", response.party);
            self.need(false, what, Place::Rounds);
        }
    }

    fn plan(&mut self) {
        let has = |field| self.item.fields.value(field).is_some();
        let planned = has(Field::ImplementationPlan) || has(Field::PlanWaiver);
        let what = "Attach the implementation plan, or say why none is needed";
        self.need(planned, what, Place::Field(Field::ImplementationPlan));
    }

    fn for_approval(&mut self, going: &Going<'_>) {
        self.returning(going, Stage::Approval);
        self.assessed();
        self.field(Field::IaSummary, "Summarise the impact assessment");
        self.field(Field::Recommendation, "Give the recommendation");
        self.plan();
        self.field(Field::TargetDecision, "Choose the meeting that decides");
        let round = self.item.case.last_round();
        if let (Some(round), Some(meets)) = (round, self.meeting_day()) {
            let in_time = meets >= round.last_day();
            let what = "The meeting is before the impact assessment closes: choose a later one";
            self.need(in_time, what, Place::Field(Field::TargetDecision));
        }
    }

    fn meeting_day(&self) -> Option<NaiveDate> {
        match self.item.fields.due(Field::TargetDecision)? {
            Due::On(day) => Some(day),
            Due::Meeting(named) => {
                let meeting = self.register.by_reference(&named).and_then(|record| self.register.item(record))?;
                meeting.fields.day(Field::HeldOn)
            }
            Due::Asap | Due::Tbc => None,
        }
    }

    fn housekeeping(&mut self, going: &Going<'_>) {
        let is = self.item.fields.text(Field::ChangeType) == Some("Housekeeping");
        let what = "Only a housekeeping change is approved without an impact assessment";
        self.need(is, what, Place::Field(Field::ChangeType));
        let what = "A housekeeping change moves no milestone";
        self.need(self.item.case.shifts.is_empty(), what, Place::Milestones);
        let parties = self.item.fields.list(Field::ImpactedParties);
        let nobody = !parties.is_empty() && parties.iter().all(|party| is_none(party));
        let what = "A housekeeping change affects no party: write “none” as its impacted parties";
        self.need(nobody, what, Place::Field(Field::ImpactedParties));
        let free = self.item.fields.text(Field::Cost).is_some_and(is_none);
        self.need(free, "A housekeeping change has no cost: write “none” as its cost", Place::Field(Field::Cost));
        self.decided(going, &Outcome::APPROVING);
        self.conditional(going);
    }

    fn approving(&mut self, going: &Going<'_>) {
        self.decided(going, &Outcome::APPROVING);
        self.conditional(going);
        self.plan();
        self.submitted();
        self.assessed();
        self.moves(going);
    }

    fn scheduling(&mut self) {
        let has = |field| self.item.fields.value(field).is_some();
        let where_to = has(Field::Dins) || has(Field::InterimRelease);
        self.need(where_to, "Name the DIN or the interim release that carries it", Place::Field(Field::Dins));
        self.release_date();
    }

    fn implementing(&mut self) {
        self.field(Field::ImplementedIn, "Say in which release it was implemented");
        self.field(Field::ImplementedOn, "Give the day it was implemented");
        self.field(Field::ArtefactVersions, "List the artefacts with their new versions, or write “none”");
        if let Some((_, verdict)) = self.newest(&Outcome::APPROVING) {
            self.met(&verdict);
        }
    }

    fn reviewed(&mut self) {
        self.field(Field::ReviewOn, "Give the day of the post-implementation review");
        self.field(Field::ReviewBy, "Say who reviewed it");
        self.field(Field::ScopeAsApproved, "Say whether the scope is as approved");
        if self.item.fields.text(Field::ScopeAsApproved) == Some("No") {
            let raised = self.register.by_id(self.item.id).is_some_and(|record| {
                let from = self.register.links_to(record).into_iter();
                from.filter(|(_, link)| *link == LinkType::RaisedFrom)
                    .any(|(from, _)| matches!(self.register.row(from).kind, Kind::Action | Kind::ChangeRequest))
            });
            self.need(raised, "The scope has grown: raise an action or a change request from it", Place::Links);
        }
    }

    fn linked(&mut self, link: LinkType, what: &str) {
        self.need(self.item.links.iter().any(|have| have.link == link), what, Place::Links);
    }

    fn superseded(&mut self) {
        let by = self
            .register
            .by_id(self.item.id)
            .is_some_and(|record| self.register.links_to(record).iter().any(|(_, link)| *link == LinkType::Supersedes));
        self.need(by, "Link the change request that supersedes it", Place::Links);
    }
}
