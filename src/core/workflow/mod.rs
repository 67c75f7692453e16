//! What may happen: commands, what each transition asks for, what is recorded, and why something is refused.
//!
//! The table of [`transitions`] says how each kind of record goes from status to status: a new transition is a row there.
//! [`unmet_requirements`] says what a transition still needs, in sentences.

mod acceptance;
mod case_command;
mod checks;
mod command;
mod custom;
mod decide;
mod deciding;
mod decision;
mod lifecycle;
mod new_record;
mod optional_stage;
mod process_change;
mod refusal;
mod related;
mod requirement;
mod requirements;
mod steps;
mod transition;
mod transitions;
mod unmet_requirements;
mod verdict;

pub use acceptance::lapsed;
pub use case_command::{CaseCommand, NewRound};
pub use checks::register_title;
pub use command::Command;
pub use decide::decide;
pub use decision::{Condition, Deciding, Outcome, Stage};
pub use lifecycle::{LIFECYCLE, LifecycleStage, LifecycleStatus, is_approved, lifecycle, lifecycle_status};
pub use new_record::NewRecord;
pub use optional_stage::{OptionalStage, StageDefinition, is_status_used};
pub use refusal::Refusal;
pub use related::{awaits, conditions, confidential_answers, decisions};
pub use requirement::{Place, Requirement, UnmetRequirement};
pub use transition::{Button, Dialog, Direction, Requirements, Transition};
pub use transitions::{
    bridges, does_not_follow, following, header_step, needs_reason, next_steps, statuses_by_decision, transition, transitions,
    waivable_requirements,
};
pub(crate) use unmet_requirements::stands_without;
pub use unmet_requirements::unmet_requirements;
