//! The stages of a change request's life, in order, with the statuses that belong to each.

use super::decision::Stage;
use super::optional_stage::OptionalStage;
use crate::record::{Field, Status};
use crate::scheme::Scheme;

/// A stage of a change request's life.
#[derive(Debug, Clone, Copy)]
pub struct LifecycleStage {
    /// The words for it.
    pub name: &'static str,
    /// The statuses in it, in order.
    pub statuses: &'static [LifecycleStatus],
    /// The stage of the process that it tells of: where that is left out, it is not told.
    pub of: Option<OptionalStage>,
}

/// A status of a change request in its life.
#[derive(Debug, Clone, Copy)]
pub struct LifecycleStatus {
    /// The status.
    pub status: Status,
    /// Whether the board shows it where nothing stands there, too.
    pub is_always_shown: bool,
    /// Which decision a meeting makes on it there.
    pub decides: Option<Stage>,
    /// The field whose day is waited for there, and a word for that day.
    pub awaits: Option<(Field, &'static str)>,
}

const fn at(status: Status) -> LifecycleStatus {
    LifecycleStatus { status, is_always_shown: false, decides: None, awaits: None }
}

impl LifecycleStatus {
    const fn always_shown(self) -> LifecycleStatus {
        LifecycleStatus { is_always_shown: true, ..self }
    }

    const fn awaits_decision(self, stage: Stage) -> LifecycleStatus {
        LifecycleStatus { decides: Some(stage), awaits: Some((Field::TargetDecision, "Decision")), ..self }
    }

    const fn awaits_release(self) -> LifecycleStatus {
        LifecycleStatus { awaits: Some((Field::ReleaseDate, "Release")), ..self }
    }
}

/// The stages of a change request's life. Where it ends otherwise than closed is in none.
pub const LIFECYCLE: &[LifecycleStage] = &[
    LifecycleStage {
        name: "Raised",
        statuses: &[
            at(Status::Draft).always_shown(),
            at(Status::Raised).always_shown(),
            at(Status::Returned),
            at(Status::Validated),
        ],
        of: None,
    },
    LifecycleStage {
        name: "First decision",
        statuses: &[
            at(Status::ForIaDecision).always_shown().awaits_decision(Stage::Issue),
            at(Status::AmendmentsRequired),
            at(Status::ReadyForIa),
        ],
        of: Some(OptionalStage::FirstDecision),
    },
    LifecycleStage {
        name: "Impact assessment",
        statuses: &[at(Status::InImpactAssessment).always_shown(), at(Status::IaClosed)],
        of: Some(OptionalStage::ImpactAssessment),
    },
    LifecycleStage {
        name: "Approval",
        statuses: &[
            at(Status::ForApprovalDecision).always_shown().awaits_decision(Stage::Approval),
            at(Status::Deferred).awaits_decision(Stage::Approval),
            at(Status::Escalated).awaits_decision(Stage::Approval),
            at(Status::Approved).always_shown().awaits_release(),
        ],
        of: None,
    },
    LifecycleStage {
        name: "Scheduled",
        statuses: &[at(Status::Scheduled).awaits_release()],
        of: Some(OptionalStage::Scheduling),
    },
    LifecycleStage { name: "Implemented", statuses: &[at(Status::Implemented), at(Status::UnderReview)], of: None },
    LifecycleStage { name: "Closed", statuses: &[at(Status::Closed)], of: None },
];

/// Whether a change request that stands there was approved.
#[must_use]
pub fn is_approved(status: Status) -> bool {
    let all = LIFECYCLE.iter().flat_map(|stage| stage.statuses).map(|have| have.status);
    all.skip_while(|have| *have != Status::Approved).any(|have| have == status)
}

/// The stages that a process has, and the place among them of a status, from 0; of one that is gone the place of what comes
/// next. None where it ended otherwise.
#[must_use]
pub fn lifecycle(scheme: &Scheme, status: Status) -> Option<(Vec<&'static LifecycleStage>, usize)> {
    let is_told = |stage: &&LifecycleStage| stage.of.is_none_or(|of| of.is_used(scheme));
    let here = LIFECYCLE.iter().position(|stage| stage.statuses.iter().any(|have| have.status == status))?;
    let before = LIFECYCLE[..here].iter().filter(is_told).count();
    Some((LIFECYCLE.iter().filter(is_told).collect(), before))
}

/// What is to be known of a status in that life; none where it ended otherwise.
#[must_use]
pub fn lifecycle_status(status: Status) -> Option<&'static LifecycleStatus> {
    LIFECYCLE.iter().flat_map(|stage| stage.statuses).find(|have| have.status == status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;

    #[test]
    fn every_status_is_in_one_stage_or_an_end() {
        let all: Vec<Status> = LIFECYCLE.iter().flat_map(|stage| stage.statuses).map(|have| have.status).collect();
        for status in Status::of(Kind::ChangeRequest) {
            let times = all.iter().filter(|have| *have == status).count();
            let is_end = status.is_settled_for(Kind::ChangeRequest) && *status != Status::Closed;
            assert_eq!(times, usize::from(!is_end), "{status:?}");
        }
        assert!(all.iter().all(|status| Status::of(Kind::ChangeRequest).contains(status)));
    }
}
