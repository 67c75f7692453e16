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
    InImpactAssessment "In impact assessment", Postponed "Postponed", Deferred "Deferred", Agreed "Agreed",
    Approved "Approved", Made "Made", Delivered "Delivered", Accepted "Accepted", RecommendClosed "Recommend closed",
    Validated "Validated", Invalidated "Invalidated", Implemented "Implemented", Achieved "Achieved", Held "Held",
    Closed "Closed", Rejected "Rejected", Withdrawn "Withdrawn", Superseded "Superseded", Cancelled "Cancelled",
    Removed "Removed",
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
            Kind::ChangeRequest => &[Raised, InImpactAssessment, Deferred, Approved, Rejected, Withdrawn, Implemented, Closed],
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

    /// Whether nothing more is expected of a record that stands so.
    #[must_use]
    pub fn is_settled(self) -> bool {
        use Status::*;
        match self {
            Closed | Rejected | Withdrawn | Superseded | Cancelled | Removed | Achieved | Held | Made | Implemented
            | Validated | Invalidated => true,
            Draft | Proposed | Raised | Planned | Open | Ongoing | Treating | Monitoring | UnderValidation | InProgress
            | InImpactAssessment | Postponed | Deferred | Agreed | Approved | Delivered | Accepted | RecommendClosed => false,
        }
    }

    /// The statuses that can follow. Reopening is always possible; a change request follows its own path.
    #[must_use]
    pub fn next(self, kind: Kind) -> Vec<Status> {
        use Status::*;
        if kind != Kind::ChangeRequest {
            return Status::of(kind).iter().copied().filter(|next| *next != self).collect();
        }
        match self {
            Raised => vec![InImpactAssessment, Approved, Deferred, Rejected, Withdrawn],
            InImpactAssessment => vec![Approved, Deferred, Rejected, Withdrawn],
            Deferred => vec![InImpactAssessment, Approved, Rejected, Withdrawn],
            Approved => vec![Implemented, Closed],
            Implemented => vec![Closed],
            _ => vec![Raised],
        }
    }

    /// Whether going there needs a reason: settling anything, deferring, and coming back.
    #[must_use]
    pub fn needs_reason(from: Status, to: Status) -> bool {
        use Status::*;
        let deliberate = matches!(to, Closed | Rejected | Withdrawn | Superseded | Cancelled | Removed | Deferred | Postponed);
        deliberate || (from.is_settled() && !to.is_settled())
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
}

impl Standing {
    /// Stands so, with nothing more said.
    #[must_use]
    pub fn plain(status: Status) -> Standing {
        Standing { status, since: None, why: None }
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
