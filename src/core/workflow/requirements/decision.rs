//! Which recorded decision speaks for a transition, and what is still missing in it.

use crate::calendar::long_date;
use crate::record::{Field, Record, Status};
use crate::workflow::decision::{Outcome, Stage};
use crate::workflow::related::{awaits, decisions, deferral};
use crate::workflow::requirement::{Place, Requirement, Unmet};
use crate::workflow::verdict::Verdict;

const HANDING_UP: [Outcome; 2] = [Outcome::Escalate, Outcome::Recommend];

/// To be issued to impact assessment as it is.
pub(in crate::workflow) const ISSUE_DECISION: &[Requirement] =
    &[Requirement::rule("the decision to issue it to impact assessment", |unmet| unmet.issue_decided(false))];

/// To be issued to impact assessment once it was amended.
pub(in crate::workflow) const AMENDMENT_DECISION: &[Requirement] =
    &[Requirement::rule("the decision to issue it subject to amendments, each an action with owner and due date", |unmet| {
        unmet.issue_decided(true)
    })];

/// To be put off.
pub(in crate::workflow) const DEFERRAL: &[Requirement] =
    &[Requirement::rule("the decision to defer it, until when, and what it is pending", |unmet| unmet.deferring())];

/// To be handed to a higher body.
pub(in crate::workflow) const ESCALATION: &[Requirement] =
    &[Requirement::rule("the decision to escalate or to recommend it, and which body decides", |unmet| unmet.escalating())];

/// To be turned down.
pub(in crate::workflow) const REJECTION: &[Requirement] =
    &[Requirement::rule("the decision to reject it", |unmet| unmet.decided(&[Outcome::Reject]))];

/// The decision that approves it.
pub(super) const APPROVAL_DECIDED: Requirement =
    Requirement::rule("the decision to approve it", |unmet| unmet.decided(&Outcome::APPROVING));

/// What it is approved under.
pub(super) const CONDITIONS: Requirement =
    Requirement::rule("if it has conditions, each as an action with owner and due date", |unmet| unmet.conditional());

/// From where to where it moves milestones.
pub(super) const MOVES: Requirement = Requirement::rule("confirmation of the milestones that it moves", |unmet| unmet.moves());

/// A version that is newer than the decision which required amendments.
pub(super) const AMENDED: Requirement = Requirement::rule("newer than the decision", |unmet| {
    let verdict = unmet.newest(&[Outcome::Issue]).and_then(|(_, verdict)| verdict.id);
    let submitted = unmet.record.case.submitted();
    let newer = submitted.zip(verdict).is_some_and(|(version, decision)| version.id > decision);
    unmet.need(newer, "Submit the amended version", Place::Versions);
});

/// The amendments that were required are made.
pub(super) const CONDITIONS_MET: Requirement =
    Requirement::rule("that its conditions are met", |unmet| unmet.met(&[Outcome::Issue])).waivable("amendmentsMet");

/// The conditions of the approval are met.
pub(super) const APPROVAL_CONDITIONS_MET: Requirement =
    Requirement::rule("that its conditions are met", |unmet| unmet.met(&Outcome::APPROVING)).waivable("conditionsMet");

const PENDING_IS_THERE: Requirement =
    Requirement::rule("in the reason, that what it was pending is there", |unmet| unmet.pending_is_there())
        .waivable("pendingConfirmed");

/// What was deferred at the first decision comes back to it, with what it was pending.
pub(in crate::workflow) const RETURN_TO_FIRST: &[Requirement] =
    &[Requirement::rule("that the first decision was deferred", |unmet| unmet.returning(Stage::Issue)), PENDING_IS_THERE];

/// What was deferred at the decision on approval comes back to it, with what it was pending.
pub(in crate::workflow) const RETURN_TO_APPROVAL: &[Requirement] = &[
    Requirement::rule("that the decision on approval was deferred", |unmet| unmet.returning(Stage::Approval)),
    PENDING_IS_THERE,
];

impl Unmet<'_> {
    /// The newest recorded decision with one of these outcomes, however old.
    fn newest(&self, outcomes: &[Outcome]) -> Option<(Record, Verdict)> {
        let all = decisions(self.register, self.record).into_iter().rev();
        all.map(|decision| {
            let verdict = Verdict::of(self.register, &decision, self.record);
            (decision, verdict)
        })
        .find(|(_, verdict)| verdict.outcome.is_some_and(|outcome| outcomes.contains(&outcome)))
    }

    /// The decisions that can speak where it stands; none says anything where it waits for none.
    fn stages(&self, outcomes: &[Outcome]) -> &'static [Stage] {
        let handed_up = outcomes.contains(&Outcome::Escalate);
        match self.record.standing.status {
            Status::ForIaDecision => &[Stage::Issue],
            Status::ForApprovalDecision if handed_up => &[Stage::Escalation, Stage::Approval],
            Status::ForApprovalDecision | Status::Validated => &[Stage::Approval],
            Status::Escalated => &[Stage::Approval, Stage::Escalation],
            Status::Deferred => match awaits(self.register, self.record) {
                Stage::Issue => &[Stage::Issue],
                Stage::Approval | Stage::Escalation => &[Stage::Approval, Stage::Escalation],
            },
            _ => &[],
        }
    }

    fn is_of_stage(&self, verdict: &Verdict, outcomes: &[Outcome]) -> bool {
        let stages = self.stages(outcomes);
        stages.is_empty() || verdict.stage.is_some_and(|stage| stages.contains(&stage))
    }

    /// The decision that speaks for the transition: the one being recorded, or one that was recorded since the request came
    /// to where it stands, on the matter that it waits for.
    fn verdict(&self, outcomes: &[Outcome]) -> Option<Verdict> {
        if let Some(verdict) = self.attempt.verdict {
            let fits = verdict.outcome.is_some_and(|outcome| outcomes.contains(&outcome));
            return fits.then(|| verdict.clone());
        }
        let came = self.record.case.steps.last().map(|step| step.id);
        let (decision, verdict) = self.newest(outcomes)?;
        (came.is_none_or(|came| decision.id > came) && self.is_of_stage(&verdict, outcomes)).then_some(verdict)
    }

    fn decided(&mut self, outcomes: &[Outcome]) {
        let Some(verdict) = self.verdict(outcomes) else {
            let wanted: Vec<&str> = outcomes.iter().map(|outcome| outcome.word()).collect();
            let mut what = format!("Record the decision ({})", wanted.join(", ").to_lowercase());
            if let Some((old, _)) = self.newest(outcomes) {
                let status = self.register.scheme().status_label(self.record.standing.status);
                what.push_str(&format!(": {} does not speak for it at “{status}”", old.shown_reference()));
            }
            return self.need(false, what, Place::Decisions);
        };
        let place = place_of(&verdict);
        let on = self.stages(outcomes).first().map_or_else(String::new, |stage| stage.word().to_lowercase());
        self.need(self.is_of_stage(&verdict, outcomes), format!("The decision must be the one on {on}"), place);
        self.need(verdict.has_reference, "The decision needs a reference", place);
        // Who decided is asked for whatever fields are used.
        let scheme = self.register.scheme();
        let [forum, capacity, invited] =
            [(verdict.forum, Field::Forum), (verdict.capacity, Field::Capacity), (verdict.invited, Field::ObjectionsInvited)]
                .map(|(is_there, field)| is_there || !scheme.asks(field));
        self.need(forum, "The decision needs its forum", place);
        self.need(verdict.maker, "Say who decided", place);
        self.need(capacity, "Say in what capacity it was decided", place);
        self.need(invited, "Say whether objections were invited, and which were made", place);
    }

    fn issue_decided(&mut self, amended: bool) {
        self.decided(&[Outcome::Issue]);
        let Some(verdict) = self.verdict(&[Outcome::Issue]) else { return };
        let place = place_of(&verdict);
        if amended {
            self.need(!verdict.conditions.is_empty(), "Say which amendments are required, each as an action", place);
        } else {
            let to = self.register.scheme().status_label(Status::AmendmentsRequired);
            let what = format!("It was decided subject to amendments: go to “{to}”");
            self.need(verdict.conditions.is_empty(), what, place);
        }
        self.owed(&verdict);
    }

    /// Every condition is an action with an owner and a due date.
    fn owed(&mut self, verdict: &Verdict) {
        for condition in &verdict.conditions {
            let place = condition.action.map_or(Place::Decisions, Place::Record);
            self.need(condition.owner, format!("{} needs an owner", condition.name), place);
            self.need(condition.due, format!("{} needs a due date", condition.name), place);
        }
    }

    /// Every condition of the newest decision with one of these outcomes is closed.
    fn met(&mut self, outcomes: &[Outcome]) {
        let Some((_, verdict)) = self.newest(outcomes) else { return };
        for condition in &verdict.conditions {
            let place = condition.action.map_or(Place::Decisions, Place::Record);
            self.need(condition.settled, format!("{} is not closed yet", condition.name), place);
        }
    }

    fn deferring(&mut self) {
        self.decided(&[Outcome::Defer]);
        let Some(verdict) = self.verdict(&[Outcome::Defer]) else { return };
        let place = place_of(&verdict);
        self.need(verdict.deferred_to, "Say to which meeting or day it is deferred", place);
        self.need(verdict.pending, "Say what it is pending", place);
    }

    fn escalating(&mut self) {
        self.decided(&HANDING_UP);
        let Some(verdict) = self.verdict(&HANDING_UP) else { return };
        self.need(verdict.escalated_to, "Say which body decides", place_of(&verdict));
    }

    fn conditional(&mut self) {
        let Some(verdict) = self.verdict(&Outcome::APPROVING) else { return };
        let said = verdict.outcome != Some(Outcome::ApproveWithConditions) || !verdict.conditions.is_empty();
        self.need(said, "Say under which conditions it is approved, each as an action", place_of(&verdict));
        self.owed(&verdict);
    }

    /// From where to where it moves each milestone is known, still holds, and was confirmed with the decision.
    fn moves(&mut self) {
        let milestone_moves = &self.record.case.milestone_moves;
        let based = milestone_moves.iter().all(|milestone_move| milestone_move.from.is_some());
        self.need(based, "Give every milestone it moves a baseline to move from", Place::Milestones);
        for milestone_move in milestone_moves.iter().filter(|milestone_move| milestone_move.made.is_none()) {
            let now = self.register.lookup(milestone_move.milestone);
            let now = now.and_then(|milestone| milestone.fields.day(Field::Baseline));
            if let (Some(now), Some(from)) = (now, milestone_move.from) {
                let said = format!("{} stands at {} now, not at {}", milestone_move.cited, long_date(now), long_date(from));
                self.need(now == from, format!("{said}: say again where it moves"), Place::Milestones);
            }
        }
        let Some(verdict) = self.verdict(&Outcome::APPROVING).filter(|_| !milestone_moves.is_empty()) else { return };
        let moves = milestone_moves.iter().map(|milestone_move| {
            let from = milestone_move.from.map_or_else(|| "no baseline".into(), long_date);
            format!("{} from {from} to {}", milestone_move.cited, long_date(milestone_move.to))
        });
        let what = format!("Confirm the milestones that it moves: {}", moves.collect::<Vec<_>>().join(", "));
        self.need(verdict.moves_confirmed, what, place_of(&verdict));
    }

    fn returning(&mut self, stage: Stage) {
        let deferred = deferral(self.register, self.record).map(|_| awaits(self.register, self.record));
        if let Some(deferred) = deferred.filter(|deferred| *deferred != stage) {
            let (which, status) = match deferred {
                Stage::Issue => ("first decision", Status::ForIaDecision),
                Stage::Approval | Stage::Escalation => ("decision on approval", Status::ForApprovalDecision),
            };
            self.need(
                false,
                format!("The {which} was deferred: go to “{}”", self.register.scheme().status_label(status)),
                Place::Decisions,
            );
        }
    }

    fn pending_is_there(&mut self) {
        let pending = self.newest(&[Outcome::Defer]).and_then(|(decision, _)| {
            let pending = decision.fields.text(Field::Pending).map(crate::text::excerpt);
            pending.map(|pending| format!("Confirm in the reason that it is there: {pending}"))
        });
        let what = pending.unwrap_or_else(|| "Confirm in the reason that what it was pending is there".into());
        self.need(self.attempt.has_reason(), what, Place::Reason);
    }
}

fn place_of(verdict: &Verdict) -> Place {
    verdict.id.map_or(Place::Decisions, Place::Record)
}
