//! The stages of a change request that a set-up may leave out. All that is said of one stands here: the statuses that are
//! gone with it, and what it is for. The ways over it are rows of their own, in `transitions/bridges.rs`.

use crate::record::{Kind, Status};
use crate::scheme::Scheme;
use crate::words::closed_words;

closed_words! {
    /// A stage of a change request that can be left out. Draft, raised, the decision on approval, approved, implemented,
    /// closed, rejected and withdrawn cannot.
    OptionalStage {
        /// The office looks at what was raised before anybody decides on it.
        Validation "validation",
        /// Whether it is issued to impact assessment is decided.
        FirstDecision "firstDecision",
        /// The parties say what it means for them.
        ImpactAssessment "impactAssessment",
        /// What was approved is planned into a release.
        Scheduling "scheduling",
        /// What was implemented is looked at before it is closed.
        Review "review",
    }
}

/// What is to be known of a stage.
#[derive(Debug, Clone, Copy)]
pub struct StageDefinition {
    /// What it is called on the screen.
    pub label: &'static str,
    /// What it does.
    pub about: &'static str,
    /// The statuses that are gone with it.
    pub statuses: &'static [Status],
    /// The stage without which there is nothing for it to do: it is left out with that one.
    pub serves: Option<OptionalStage>,
}

impl OptionalStage {
    /// What is to be known of it.
    #[must_use]
    pub const fn definition(self) -> StageDefinition {
        match self {
            OptionalStage::Validation => StageDefinition {
                label: "Validation",
                about: "What was raised is checked, typed and given its decision body before it goes on.",
                statuses: &[Status::Validated],
                serves: None,
            },
            OptionalStage::FirstDecision => StageDefinition {
                label: "First decision",
                about: "A meeting decides whether it is issued to impact assessment, perhaps after amendments.",
                statuses: &[Status::ForIaDecision, Status::AmendmentsRequired],
                serves: Some(OptionalStage::ImpactAssessment),
            },
            OptionalStage::ImpactAssessment => StageDefinition {
                label: "Impact assessment",
                about: "The parties are asked what it means for them, with a closing date.",
                statuses: &[Status::ReadyForIa, Status::InImpactAssessment, Status::IaClosed],
                serves: None,
            },
            OptionalStage::Scheduling => StageDefinition {
                label: "Scheduling",
                about: "What was approved is planned into a release before it is carried out.",
                statuses: &[Status::Scheduled],
                serves: None,
            },
            OptionalStage::Review => StageDefinition {
                label: "Review",
                about: "What was carried out is reviewed before it is closed.",
                statuses: &[Status::UnderReview],
                serves: None,
            },
        }
    }

    /// Whether it is part of the process.
    #[must_use]
    pub fn is_used(self, scheme: &Scheme) -> bool {
        let serves = self.definition().serves;
        !scheme.skips_stage(self.word()) && serves.is_none_or(|other| !scheme.skips_stage(other.word()))
    }
}

/// Whether records of a kind come to a status: none does to that of a stage that is left out. Those that stand there go on.
#[must_use]
pub fn is_status_used(scheme: &Scheme, kind: Kind, status: Status) -> bool {
    let is_gone = |stage: &OptionalStage| !stage.is_used(scheme) && stage.definition().statuses.contains(&status);
    kind != Kind::ChangeRequest || !OptionalStage::ALL.iter().any(is_gone)
}
