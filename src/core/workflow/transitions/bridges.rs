//! The ways over the stages of a change request that a set-up leaves out, and out of a status that is gone with one.

use Direction::{Back, Ends, Forward, Reopens};
use OptionalStage::{FirstDecision, ImpactAssessment, Review, Scheduling, Validation};
use Status::*;

use super::change_request::{DECIDE, TO_APPROVAL, TO_FIRST_DECISION};
use crate::record::{Kind, Status};
use crate::workflow::optional_stage::OptionalStage;
use crate::workflow::related::goes_without_assessment;
use crate::workflow::requirements::change_request as needs;
use crate::workflow::transition::{Button, Dialog, Direction, Transition};

const fn row(direction: Direction, from: &'static [Status], to: Status) -> Transition {
    Transition::new(Kind::ChangeRequest, direction, from, to)
}

const TO_ASSESSMENT: &str = "Ready for impact assessment…";

/// A row for each way; it is one where all those stages are left out.
pub(super) const BRIDGES: &[Transition] = &[
    // From where a request was raised to the first stage that is used.
    row(Forward, &[Raised], ForIaDecision)
        .over(&[Validation])
        .asks(&[needs::FIRST_DECISION])
        .button(Button::NextStep(TO_FIRST_DECISION)),
    row(Forward, &[Raised], ReadyForIa).over(&[Validation, FirstDecision]).button(Button::NextStep(TO_ASSESSMENT)),
    row(Forward, &[Validated], ReadyForIa).over(&[FirstDecision]).button(Button::NextStep(TO_ASSESSMENT)),
    row(Forward, &[Raised], ForApprovalDecision)
        .over(&[Validation, ImpactAssessment])
        .asks(&[needs::APPROVAL_DECISION])
        .button(Button::NextStep(TO_APPROVAL)),
    row(Forward, &[Validated, ForIaDecision, AmendmentsRequired, ReadyForIa, InImpactAssessment], ForApprovalDecision)
        .over(&[ImpactAssessment])
        .asks(&[needs::APPROVAL_DECISION])
        .button(Button::NextStep(TO_APPROVAL)),
    // What needs no impact assessment where others do.
    row(Forward, &[Raised], Approved)
        .over(&[Validation])
        .sparing(ImpactAssessment)
        .asks(&[needs::WITHOUT_ASSESSMENT])
        .by(Dialog::Decide)
        .button(Button::NextStepWhen(DECIDE, goes_without_assessment)),
    // There is no impact assessment to go back to.
    row(Back, &[ForApprovalDecision], Returned).over(&[ImpactAssessment]),
    // What was approved is carried out.
    row(Forward, &[Approved], Implemented)
        .over(&[Scheduling])
        .asks(&[needs::IMPLEMENTATION])
        .button(Button::NextStep("Record the implementation…")),
    row(Back, &[Implemented], Approved).over(&[Scheduling]),
    row(Ends, &[Implemented], Closed).over(&[Review]).button(Button::NextStepAndHeader("Close…")),
    row(Reopens, &[Closed], Implemented).over(&[Review]).asks(&[needs::IMPLEMENTATION]).button(Button::Header("Reopen…")),
];
