//! A change request's case: versions of its text, impact assessment rounds, what parties answered, milestones it moves,
//! the steps it took.

mod diff;
mod matrix;
mod milestone_move;
mod part;
mod response;
mod round;
mod submission;
mod transition_record;

pub use diff::{Change, Piece, changes, word_diff};
pub use matrix::{Matrix, Tally, matrix};
pub use milestone_move::MilestoneMove;
pub use part::{Case, Part};
pub use response::{Aspect, Effect, Position, Response, Size, TakeUp};
pub use round::{Closed, Extension, Round, Voided};
pub use submission::Submission;
pub(crate) use submission::{MILESTONES, is_content};
pub use transition_record::TransitionRecord;

pub(crate) use part::{CasePart, check_part, odd};
pub(crate) use transition_record::keep;
