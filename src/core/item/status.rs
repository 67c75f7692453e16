//! Where a record stands, and which words each kind has for it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Kind;

macro_rules! statuses {
    ($($variant:ident $word:literal),* $(,)?) => {
        /// Where a record stands. The word is the same on the screen and on the wire.
        #[allow(missing_docs, reason = "the word beside each name says what it is")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

impl Status {
    /// The statuses a record of that kind can have; the first is where it starts.
    #[must_use]
    pub fn of(kind: Kind) -> &'static [Status] {
        use Status::*;
        match kind {
            Kind::Risk => &[Open, Draft, Proposed, Treating, Monitoring, Accepted, RecommendClosed, Closed],
            Kind::Assumption => &[Open, Draft, UnderValidation, Validated, Invalidated, Closed],
            Kind::Issue => &[Open, Draft, InProgress, Postponed, RecommendClosed, Closed],
            Kind::Dependency => &[Proposed, Draft, Agreed, Delivered, Accepted, Closed, Cancelled],
            Kind::ChangeRequest => &[
                Raised,
                Draft,
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
                Rejected,
                Withdrawn,
                Merged,
                Superseded,
            ],
            Kind::Action => &[Open, Ongoing, RecommendClosed, Closed, Superseded, Withdrawn],
            Kind::Decision => &[Made, Superseded],
            Kind::Milestone => &[Planned, Achieved, Removed],
            Kind::Meeting => &[Planned, Held, Cancelled],
        }
    }

    /// Where a record of that kind starts.
    #[must_use]
    pub fn first(kind: Kind) -> Status {
        Status::of(kind)[0]
    }

    /// Where a person who writes a record of that kind begins: a change request is a draft until it is submitted.
    #[must_use]
    pub fn begins(kind: Kind) -> Status {
        if kind == Kind::ChangeRequest { Status::Draft } else { Status::first(kind) }
    }

    /// Whether nothing more is expected of a record of that kind that stands so. A validated assumption is settled; a
    /// change request that was validated has its way before it.
    #[must_use]
    pub fn is_settled_for(self, kind: Kind) -> bool {
        use Status::*;
        match self {
            Closed | Rejected | Withdrawn | Merged | Superseded | Cancelled | Removed | Achieved | Held | Made | Invalidated => {
                true
            }
            Validated => kind != Kind::ChangeRequest,
            Draft | Proposed | Raised | Returned | Planned | Open | Ongoing | Treating | Monitoring | UnderValidation
            | InProgress | ForIaDecision | AmendmentsRequired | ReadyForIa | InImpactAssessment | IaClosed
            | ForApprovalDecision | Escalated | Postponed | Deferred | Agreed | Approved | Scheduled | Implemented
            | UnderReview | Delivered | Accepted | RecommendClosed => false,
        }
    }

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

    /// Whether a change request that stands so has its approval before it.
    #[must_use]
    pub fn is_before_approval(self) -> bool {
        !self.is_settled_for(Kind::ChangeRequest)
            && !matches!(self, Status::Approved | Status::Scheduled | Status::Implemented | Status::UnderReview)
    }

    /// Whether the day of a record of that kind that stands so is still waited for. What was decided or delivered is late
    /// no longer, and nothing is due on the day of a decision or a meeting.
    #[must_use]
    pub fn awaits_day(self, kind: Kind) -> bool {
        let waits = match kind {
            Kind::ChangeRequest => self.is_before_approval(),
            Kind::Dependency => !matches!(self, Status::Delivered | Status::Accepted),
            Kind::Decision | Kind::Meeting => false,
            Kind::Risk | Kind::Assumption | Kind::Issue | Kind::Action | Kind::Milestone => true,
        };
        waits && !self.is_settled_for(kind)
    }

    /// Whether that step opens again what was settled.
    #[must_use]
    pub fn reopens(from: Status, to: Status) -> bool {
        let on_its_way = from == Status::Validated && Status::path(to).is_some();
        let settled = |status: Status| status.is_settled_for(Kind::Assumption);
        settled(from) && !settled(to) && !on_its_way
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

/// A status with its data: since when, why, and until when it is put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The status.
    pub status: Status,
    /// Since which day, where known.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::calendar::optional_day")]
    pub since: Option<NaiveDate>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What was missing when the step was taken all the same, in sentences; empty when nothing was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<String>,
}

impl Standing {
    /// Stands so, with nothing more said.
    #[must_use]
    pub fn plain(status: Status) -> Standing {
        Standing { status, since: None, why: None, unmet: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_and_every_status_is_used() {
        for status in Status::ALL {
            assert_eq!(Status::read(status.word()), Some(*status));
            assert!(Kind::ALL.iter().any(|kind| Status::of(*kind).contains(status)), "{status:?}");
        }
    }

    #[test]
    fn every_step_leads_to_a_status_of_the_kind_and_every_record_can_be_reopened() {
        for kind in Kind::ALL {
            for from in Status::of(kind) {
                let next = from.next(kind);
                assert!(!next.is_empty(), "{kind:?} {from:?}");
                assert!(next.iter().all(|to| Status::of(kind).contains(to)), "{kind:?} {from:?}");
            }
        }
    }
}
