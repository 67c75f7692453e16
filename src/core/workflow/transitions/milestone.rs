//! How a milestone goes: it is achieved, or taken out of the plan.

use Direction::{Ends, Reopens};
use Status::*;

use crate::record::{Kind, Status};
use crate::workflow::transition::{Button, Direction, Transition};

const fn row(direction: Direction, from: &'static [Status], to: Status) -> Transition {
    Transition::new(Kind::Milestone, direction, from, to)
}

pub(super) const ROWS: &[Transition] = &[
    row(Ends, &[Planned], Achieved).without_reason().button(Button::Header("Mark as achieved…")),
    row(Ends, &[Planned], Removed),
    row(Reopens, &[Achieved, Removed], Planned).button(Button::Header("Reopen…")),
];
