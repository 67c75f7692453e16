//! How a change request goes from draft to closed, with two decisions, as the programme's Change Control has it.

use Direction::{Aside, Back, Ends, Forward, Reopens};
use Status::*;

use crate::record::{Kind, Record, Status};
use crate::state::RecordLookup;
use crate::workflow::decision::Stage;
use crate::workflow::optional_stage::OptionalStage;
use crate::workflow::related::{awaits, goes_without_assessment};
use crate::workflow::requirements::{change_request as needs, decision as decided};
use crate::workflow::transition::{Button, Dialog, Direction, Transition};

const fn row(direction: Direction, from: &'static [Status], to: Status) -> Transition {
    Transition::new(Kind::ChangeRequest, direction, from, to)
}

pub(super) const TO_FIRST_DECISION: &str = "Put to a meeting for the first decision…";
pub(super) const TO_APPROVAL: &str = "Put to a meeting for approval…";
pub(super) const DECIDE: &str = "Record the decision…";

pub(super) const ROWS: &[Transition] = &[
    row(Forward, &[Draft, Returned], Raised).asks(&[needs::SUBMISSION]).by(Dialog::Submit).button(Button::NextStep("Submit…")),
    row(Forward, &[Raised], Validated).always_asks(&[needs::VALIDATION]).button(Button::NextStep("Validate…")),
    row(Forward, &[Validated], ForIaDecision).always_asks(&[needs::FIRST_DECISION]).button(Button::NextStep(TO_FIRST_DECISION)),
    row(Forward, &[Validated], Approved)
        .sparing(OptionalStage::ImpactAssessment)
        .asks(&[needs::WITHOUT_ASSESSMENT])
        .by(Dialog::Decide)
        .button(Button::NextStepWhen(DECIDE, goes_without_assessment)),
    row(Back, &[Raised], Returned).button(Button::NextStep("Return to the Change Raiser…")),
    row(Back, &[Validated], Returned),
    // The first decision, and the impact assessment.
    row(Forward, &[ForIaDecision], ReadyForIa)
        .asks(&[decided::ISSUE_DECISION])
        .by(Dialog::Decide)
        .button(Button::NextStep(DECIDE)),
    row(Forward, &[ForIaDecision], AmendmentsRequired).asks(&[decided::AMENDMENT_DECISION]).by(Dialog::Decide),
    row(Aside, &[ForIaDecision], Deferred).always_asks(&[decided::DEFERRAL]).by(Dialog::Decide),
    row(Ends, &[ForIaDecision], Rejected).always_asks(&[decided::REJECTION]).by(Dialog::Decide),
    row(Forward, &[AmendmentsRequired], ReadyForIa).asks(&[needs::AMENDMENTS]).button(Button::NextStep("Amendments are in…")),
    row(Forward, &[ReadyForIa], InImpactAssessment)
        .asks(&[needs::ISSUE])
        .by(Dialog::Issue)
        .button(Button::NextStep("Issue to impact assessment…")),
    row(Forward, &[InImpactAssessment], IaClosed)
        .always_asks(&[needs::CLOSING])
        .button(Button::NextStep("Close the impact assessment…")),
    row(Forward, &[IaClosed], ForApprovalDecision).always_asks(&[needs::APPROVAL_DECISION]).button(Button::NextStep(TO_APPROVAL)),
    row(Back, &[IaClosed], InImpactAssessment),
    // The decision on approval.
    row(Forward, &[ForApprovalDecision, Escalated], Approved)
        .always_asks(&[needs::APPROVAL])
        .by(Dialog::Decide)
        .button(Button::NextStep(DECIDE)),
    row(Ends, &[ForApprovalDecision, Escalated], Rejected).asks(&[decided::REJECTION]).by(Dialog::Decide),
    row(Aside, &[ForApprovalDecision, Escalated], Deferred).asks(&[decided::DEFERRAL]).by(Dialog::Decide),
    row(Aside, &[ForApprovalDecision], Escalated).always_asks(&[decided::ESCALATION]).by(Dialog::Decide),
    row(Forward, &[Deferred], ForApprovalDecision)
        .asks(&[decided::RETURN_TO_APPROVAL, needs::APPROVAL_DECISION])
        .button(Button::NextStepWhen(TO_APPROVAL, awaits_approval)),
    row(Forward, &[Deferred], ForIaDecision)
        .asks(&[decided::RETURN_TO_FIRST, needs::FIRST_DECISION])
        .button(Button::NextStepWhen(TO_FIRST_DECISION, awaits_first_decision)),
    row(Back, &[Escalated], ForApprovalDecision).asks(&[needs::APPROVAL_DECISION]).without_reason(),
    row(Back, &[InImpactAssessment, IaClosed, ForApprovalDecision], ReadyForIa),
    // What was approved is carried out.
    row(Forward, &[Approved], Scheduled).always_asks(&[needs::SCHEDULE]).button(Button::NextStep("Schedule…")),
    row(Back, &[Approved], ForApprovalDecision).asks(&[needs::APPROVAL_DECISION]),
    row(Forward, &[Scheduled], Implemented)
        .always_asks(&[needs::IMPLEMENTATION])
        .button(Button::NextStep("Record the implementation…")),
    // A plan that is taken back takes no approval back.
    row(Back, &[Scheduled], Approved),
    row(Forward, &[Implemented], UnderReview).button(Button::NextStep("Begin the review…")),
    row(Back, &[Implemented], Scheduled).asks(&[needs::SCHEDULE]),
    row(Ends, &[UnderReview], Closed).asks(&[needs::REVIEW]).button(Button::NextStepAndHeader("Close…")),
    row(Back, &[UnderReview], Implemented).asks(&[needs::IMPLEMENTATION]),
    // Where it ends otherwise. What was approved is not withdrawn any more, but another request may still take its place.
    row(Reopens, &[Closed], UnderReview).button(Button::Header("Reopen…")),
    row(Reopens, &[Rejected, Withdrawn, Merged, Superseded], Raised).button(Button::Header("Reopen…")),
    row(Ends, BEFORE_APPROVAL, Withdrawn).button(Button::Header("Withdraw…")),
    row(Ends, UNENDED, Merged).always_asks(&[needs::MERGER]),
    row(Ends, UNENDED, Superseded).always_asks(&[needs::SUPERSESSION]),
];

const BEFORE_APPROVAL: &[Status] = &[
    Draft,
    Raised,
    Returned,
    Validated,
    ForIaDecision,
    AmendmentsRequired,
    ReadyForIa,
    InImpactAssessment,
    IaClosed,
    ForApprovalDecision,
    Deferred,
    Escalated,
];

const UNENDED: &[Status] = &[
    Draft,
    Raised,
    Returned,
    Validated,
    ForIaDecision,
    AmendmentsRequired,
    ReadyForIa,
    InImpactAssessment,
    IaClosed,
    ForApprovalDecision,
    Deferred,
    Escalated,
    Approved,
    Scheduled,
    Implemented,
    UnderReview,
    Closed,
];

fn awaits_first_decision(register: &dyn RecordLookup, record: &Record) -> bool {
    awaits(register, record) == Stage::Issue
}

fn awaits_approval(register: &dyn RecordLookup, record: &Record) -> bool {
    !awaits_first_decision(register, record)
}
