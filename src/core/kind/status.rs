//! Every word for where a record stands. Which kinds have it stands with the kinds.

use serde::{Deserialize, Deserializer, Serialize};

macro_rules! statuses {
    ($($variant:ident $word:literal),* $(,)?) => {
        /// Where a record stands. The word is the same on the screen and on the wire.
        #[allow(missing_docs, reason = "the word beside each name says what it is")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[repr(u8)]
        pub enum Status { $(#[serde(rename = $word)] $variant),* }

        impl Status {
            /// Every status.
            pub const ALL: &'static [Status] = &[$(Status::$variant),*];

            /// The word on the screen and on the wire.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Status::$variant => $word),* }
            }

            /// The status of that word.
            #[must_use]
            pub fn read(word: &str) -> Option<Status> {
                match word { $($word => Some(Status::$variant),)* _ => None }
            }
        }

        impl<'de> Deserialize<'de> for Status {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::text::deserialize_word(deserializer, Status::ALL, Status::word)
            }
        }
    };
}

statuses! {
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
