//! Every word for where a record stands. Which kinds have it stands with the kinds.

use crate::words::open_words;

open_words! {
    /// Where a record stands. The word is the same on the screen and on the wire.
    Status {
        Draft "Draft", Proposed "Proposed", Raised "Raised", Planned "Planned", Open "Open", Ongoing "Ongoing",
        Treating "Treating", Monitoring "Monitoring", UnderValidation "Under validation", InProgress "In progress",
        Returned "Returned", ForIaDecision "For IA decision", AmendmentsRequired "Amendments required",
        ReadyForIa "Ready for IA", InImpactAssessment "In impact assessment", IaClosed "IA closed",
        ForApprovalDecision "For approval decision", Escalated "Escalated", Postponed "Postponed", Deferred "Deferred",
        Agreed "Agreed", Approved "Approved", Scheduled "Scheduled", Made "Made", Delivered "Delivered", Accepted "Accepted",
        RecommendClosed "Recommend closed", Validated "Validated", Invalidated "Invalidated", Implemented "Implemented",
        UnderReview "Under review", Achieved "Achieved", Held "Held", Closed "Closed", Rejected "Rejected",
        Withdrawn "Withdrawn", Merged "Merged", Superseded "Superseded", Cancelled "Cancelled", Removed "Removed",
    }
}
