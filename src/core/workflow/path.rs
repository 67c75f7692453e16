//! Which statuses can follow, and what a step backwards is.

use crate::kind::{Kind, Status};

impl Status {
    /// The statuses that can follow. Reopening is always possible; a change request follows its own path.
    #[must_use]
    pub fn next(self, kind: Kind) -> Vec<Status> {
        use Status::*;
        if kind != Kind::ChangeRequest {
            return Status::of(kind).iter().copied().filter(|next| *next != self).collect();
        }
        let on: &[Status] = match self {
            Draft => &[Raised],
            Raised => &[Validated, Returned],
            Returned => &[Raised],
            Validated => &[ForIaDecision, Approved, Returned],
            ForIaDecision => &[ReadyForIa, AmendmentsRequired, Deferred, Rejected],
            AmendmentsRequired => &[ReadyForIa],
            ReadyForIa => &[InImpactAssessment],
            InImpactAssessment => &[IaClosed, ReadyForIa],
            IaClosed => &[ForApprovalDecision, InImpactAssessment, ReadyForIa],
            ForApprovalDecision => &[Approved, Rejected, Deferred, Escalated, ReadyForIa],
            Deferred => &[ForApprovalDecision, ForIaDecision],
            Escalated => &[Approved, Rejected, Deferred, ForApprovalDecision],
            // What was approved is not withdrawn any more, but another request may still take its place.
            Approved => return vec![Scheduled, ForApprovalDecision, Merged, Superseded],
            Scheduled => return vec![Implemented, Approved, Merged, Superseded],
            Implemented => return vec![UnderReview, Scheduled, Merged, Superseded],
            UnderReview => return vec![Closed, Implemented, Merged, Superseded],
            Closed => return vec![UnderReview, Merged, Superseded],
            _ => return vec![Raised],
        };
        on.iter().copied().chain([Withdrawn, Merged, Superseded]).collect()
    }

    /// Whether going there needs a reason: settling anything, deferring, and coming back.
    #[must_use]
    pub fn needs_reason(from: Status, to: Status) -> bool {
        use Status::*;
        let deliberate = matches!(
            to,
            Closed
                | Rejected
                | Withdrawn
                | Merged
                | Superseded
                | Cancelled
                | Removed
                | Deferred
                | Postponed
                | Returned
                | Escalated
        );
        deliberate || Status::reopens(from, to) || Status::goes_back(from, to)
    }

    /// Whether a change request goes back on its path: a round reissued or reopened, a plan undone.
    #[must_use]
    pub fn goes_back(from: Status, to: Status) -> bool {
        use Status::*;
        let amended = matches!(from, AmendmentsRequired | Deferred | Escalated | Returned);
        matches!((Status::path(from), Status::path(to)), (Some(from), Some(to)) if to < from) && !amended
    }

    /// How far along the change request's path it is, where the status belongs to the path alone.
    fn path(self) -> Option<u8> {
        use Status::*;
        Some(match self {
            Returned => 0,
            ForIaDecision => 1,
            AmendmentsRequired | ReadyForIa => 2,
            InImpactAssessment => 3,
            IaClosed => 4,
            ForApprovalDecision => 5,
            Escalated => 6,
            Approved => 7,
            Scheduled => 8,
            Implemented => 9,
            UnderReview => 10,
            _ => return None,
        })
    }
}
