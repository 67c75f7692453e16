//! What may happen: commands, what each step asks for, what is recorded, and why something is refused.
//!
//! The steps of a change request are those of the programme's papers: two decisions, not one. [`unmet`] says what a step
//! still needs, in sentences.

mod ask;
mod checks;
mod command;
mod decide;
mod deciding;
mod decision;
mod guard;
mod path;
mod raid;
mod refusal;
mod related;
mod requirement;
mod spoken;
mod steps;
mod verdict;

pub use ask::{Ask, NewRound};
pub use checks::register_title;
pub use command::Command;
pub use decide::decide;
pub use decision::{Condition, Deciding, Outcome, Stage};
pub use guard::unmet;
pub use raid::lapsed;
pub(crate) use raid::stands_without;
pub use refusal::Refusal;
pub use related::{PATH, awaits, conditions, confidential_answers, decisions};
pub use requirement::{Missing, Place};
