//! A change request's case: versions of its text, impact assessment rounds, what parties answered, milestones it moves,
//! the steps it took.

mod diff;
mod matrix;
mod part;
mod response;
mod round;
mod shift;
mod submission;
mod taken;

pub use diff::{Change, Piece, changes, word_diff};
pub use matrix::{Matrix, Tally, matrix};
pub use part::{Case, Part};
pub use response::{Aspect, Effect, Position, Response, Size, TakeUp};
pub use round::{Closed, Extension, Round, Voided};
pub use shift::Shift;
pub use submission::Submission;
pub(crate) use submission::{MILESTONES, is_content};
pub use taken::Taken;

pub(crate) use part::{CasePart, check_part, odd};
pub(crate) use taken::keep;
