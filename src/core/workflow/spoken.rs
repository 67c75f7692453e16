//! Which recorded decision speaks for a step, and what is still missing in it.

use chrono::NaiveDate;

use super::decision::{Outcome, Stage};
use super::guard::{Going, List, has_words};
use super::related::{awaits, decisions, deferral};
use super::requirement::Place;
use super::verdict::Verdict;
use crate::item::{Field, Item, Status};

impl List<'_> {
    /// The newest recorded decision with one of these outcomes, however old.
    pub(super) fn newest(&self, outcomes: &[Outcome]) -> Option<(Item, Verdict)> {
        let all = decisions(self.register, self.item).into_iter().rev();
        all.map(|decision| {
            let verdict = Verdict::of(self.register, &decision, self.item);
            (decision, verdict)
        })
        .find(|(_, verdict)| verdict.outcome.is_some_and(|outcome| outcomes.contains(&outcome)))
    }

    /// The decisions that can speak where it stands; none says anything where it waits for none.
    pub(super) fn stages(&self, outcomes: &[Outcome]) -> &'static [Stage] {
        let handed_up = outcomes.contains(&Outcome::Escalate);
        match self.item.standing.status {
            Status::ForIaDecision => &[Stage::Issue],
            Status::ForApprovalDecision if handed_up => &[Stage::Escalation, Stage::Approval],
            Status::ForApprovalDecision | Status::Validated => &[Stage::Approval],
            Status::Escalated => &[Stage::Approval, Stage::Escalation],
            Status::Deferred => match awaits(self.register, self.item) {
                Stage::Issue => &[Stage::Issue],
                Stage::Approval | Stage::Escalation => &[Stage::Approval, Stage::Escalation],
            },
            _ => &[],
        }
    }

    pub(super) fn is_of_stage(&self, verdict: &Verdict, outcomes: &[Outcome]) -> bool {
        let stages = self.stages(outcomes);
        stages.is_empty() || verdict.stage.is_some_and(|stage| stages.contains(&stage))
    }

    /// The decision that speaks for the step: the one being recorded, or one that was recorded since the request came to
    /// where it stands, on the matter that it waits for.
    pub(super) fn verdict(&self, going: &Going<'_>, outcomes: &[Outcome]) -> Option<Verdict> {
        if let Some(verdict) = going.verdict {
            let fits = verdict.outcome.is_some_and(|outcome| outcomes.contains(&outcome));
            return fits.then(|| verdict.clone());
        }
        let came = self.item.case.steps.last().map(|step| step.id);
        let (decision, verdict) = self.newest(outcomes)?;
        (came.is_none_or(|came| decision.id > came) && self.is_of_stage(&verdict, outcomes)).then_some(verdict)
    }

    pub(super) fn decided(&mut self, going: &Going<'_>, outcomes: &[Outcome]) {
        let Some(verdict) = self.verdict(going, outcomes) else {
            let wanted: Vec<&str> = outcomes.iter().map(|outcome| outcome.word()).collect();
            let mut what = format!("Record the decision ({})", wanted.join(", ").to_lowercase());
            if let Some((old, _)) = self.newest(outcomes) {
                let status = self.item.standing.status.word();
                what.push_str(&format!(": {} does not speak for it at “{status}”", old.shown_reference()));
            }
            return self.need(false, what, Place::Decisions);
        };
        let place = verdict.id.map_or(Place::Decisions, Place::Record);
        let on = self.stages(outcomes).first().map_or_else(String::new, |stage| stage.word().to_lowercase());
        self.need(self.is_of_stage(&verdict, outcomes), format!("The decision must be the one on {on}"), place);
        self.need(verdict.has_reference, "The decision needs a reference", place);
        self.need(verdict.forum, "The decision needs its forum", place);
        self.need(verdict.maker, "Say who decided", place);
        self.need(verdict.capacity, "Say in what capacity it was decided", place);
        self.need(verdict.invited, "Say whether objections were invited, and which were made", place);
    }

    pub(super) fn issue_decided(&mut self, going: &Going<'_>, amended: bool) {
        self.decided(going, &[Outcome::Issue]);
        let Some(verdict) = self.verdict(going, &[Outcome::Issue]) else { return };
        let place = verdict.id.map_or(Place::Decisions, Place::Record);
        if amended {
            self.need(!verdict.conditions.is_empty(), "Say which amendments are required, each as an action", place);
        } else {
            let what = "It was decided subject to amendments: go to “Amendments required”";
            self.need(verdict.conditions.is_empty(), what, place);
        }
        self.owed(&verdict);
    }

    /// Every condition is an action with an owner and a due date.
    pub(super) fn owed(&mut self, verdict: &Verdict) {
        for condition in &verdict.conditions {
            let place = condition.action.map_or(Place::Decisions, Place::Record);
            self.need(condition.owner, format!("{} needs an owner", condition.name), place);
            self.need(condition.due, format!("{} needs a due date", condition.name), place);
        }
    }

    pub(super) fn met(&mut self, verdict: &Verdict) {
        for condition in &verdict.conditions {
            let place = condition.action.map_or(Place::Decisions, Place::Record);
            self.need(condition.settled, format!("{} is not closed yet", condition.name), place);
        }
    }

    pub(super) fn deferring(&mut self, going: &Going<'_>) {
        self.decided(going, &[Outcome::Defer]);
        let Some(verdict) = self.verdict(going, &[Outcome::Defer]) else { return };
        let place = verdict.id.map_or(Place::Decisions, Place::Record);
        self.need(verdict.deferred_to, "Say to which meeting or day it is deferred", place);
        self.need(verdict.pending, "Say what it is pending", place);
    }

    pub(super) fn escalating(&mut self, going: &Going<'_>) {
        self.decided(going, &[Outcome::Escalate, Outcome::Recommend]);
        let Some(verdict) = self.verdict(going, &[Outcome::Escalate, Outcome::Recommend]) else { return };
        let place = verdict.id.map_or(Place::Decisions, Place::Record);
        self.need(verdict.escalated_to, "Say which body decides", place);
    }

    pub(super) fn conditional(&mut self, going: &Going<'_>) {
        let Some(verdict) = self.verdict(going, &Outcome::APPROVING) else { return };
        let place = verdict.id.map_or(Place::Decisions, Place::Record);
        let said = verdict.outcome != Some(Outcome::ApproveWithConditions) || !verdict.conditions.is_empty();
        self.need(said, "Say under which conditions it is approved, each as an action", place);
        self.owed(&verdict);
    }

    /// From where to where it moves each milestone is known, still holds, and was confirmed with the decision.
    pub(super) fn moves(&mut self, going: &Going<'_>) {
        let shifts = &self.item.case.shifts;
        let based = shifts.iter().all(|shift| shift.from.is_some());
        self.need(based, "Give every milestone it moves a baseline to move from", Place::Milestones);
        for shift in shifts.iter().filter(|shift| shift.made.is_none()) {
            let now = self.register.by_id(shift.milestone).and_then(|record| self.register.item(record));
            let now = now.and_then(|milestone| milestone.fields.day(Field::Baseline));
            if let (Some(now), Some(from)) = (now, shift.from) {
                let said = format!("{} stands at {} now, not at {}", shift.cited, written(now), written(from));
                self.need(now == from, format!("{said}: say again where it moves"), Place::Milestones);
            }
        }
        let Some(verdict) = self.verdict(going, &Outcome::APPROVING).filter(|_| !shifts.is_empty()) else { return };
        let moves = shifts.iter().map(|shift| {
            let from = shift.from.map_or_else(|| "no baseline".into(), written);
            format!("{} from {from} to {}", shift.cited, written(shift.to))
        });
        let what = format!("Confirm the milestones that it moves: {}", moves.collect::<Vec<_>>().join(", "));
        self.need(verdict.moves_confirmed, what, verdict.id.map_or(Place::Decisions, Place::Record));
    }

    /// What was deferred comes back to the decision that was deferred, and with what it was pending.
    pub(super) fn returning(&mut self, going: &Going<'_>, stage: Stage) {
        if self.item.standing.status != Status::Deferred {
            return;
        }
        let deferred = deferral(self.register, self.item).map(|_| awaits(self.register, self.item));
        if let Some(deferred) = deferred.filter(|deferred| *deferred != stage) {
            let (which, status) = match deferred {
                Stage::Issue => ("first decision", Status::ForIaDecision),
                Stage::Approval | Stage::Escalation => ("decision on approval", Status::ForApprovalDecision),
            };
            self.need(false, format!("The {which} was deferred: go to “{}”", status.word()), Place::Decisions);
        }
        let pending = self.newest(&[Outcome::Defer]).and_then(|(decision, _)| {
            let pending = decision.fields.text(Field::Pending).map(crate::text::excerpt);
            pending.map(|pending| format!("Confirm in the reason that it is there: {pending}"))
        });
        let what = pending.unwrap_or_else(|| "Confirm in the reason that what it was pending is there".into());
        self.need(has_words(going), what, Place::Reason);
    }
}

fn written(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
