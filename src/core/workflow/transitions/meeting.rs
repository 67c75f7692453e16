//! How a meeting goes: it is held, or cancelled.

use Direction::{Ends, Reopens};
use Status::*;

use crate::record::{Kind, Status};
use crate::workflow::transition::{Button, Direction, Transition};

const fn row(direction: Direction, from: &'static [Status], to: Status) -> Transition {
    Transition::new(Kind::Meeting, direction, from, to)
}

pub(super) const ROWS: &[Transition] = &[
    row(Ends, &[Planned], Held).without_reason().button(Button::Header("Mark as held…")),
    row(Ends, &[Planned], Cancelled),
    row(Reopens, &[Held, Cancelled], Planned).button(Button::Header("Reopen…")),
];
