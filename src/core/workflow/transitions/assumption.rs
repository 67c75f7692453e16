//! How an assumption goes: it is taken to be true until it is validated, or proves false.

use Direction::{Back, Ends, Forward, Reopens};
use Status::*;

use crate::record::{Kind, Status};
use crate::workflow::transition::{Button, Direction, Transition};

const fn row(direction: Direction, from: &'static [Status], to: Status) -> Transition {
    Transition::new(Kind::Assumption, direction, from, to)
}

pub(super) const ROWS: &[Transition] = &[
    row(Forward, &[Draft], Open),
    row(Forward, &[Open], UnderValidation),
    row(Back, &[UnderValidation], Open).without_reason(),
    row(Ends, &[Open, UnderValidation], Validated).without_reason(),
    // What held for a time may prove false later.
    row(Ends, &[Open, UnderValidation, Validated], Invalidated).without_reason(),
    row(Ends, &[Draft, Open, UnderValidation], Closed).button(Button::Header("Close…")),
    row(Ends, &[Validated, Invalidated], Closed),
    row(Reopens, &[Validated, Invalidated, Closed], Open).button(Button::Header("Reopen…")),
    row(Reopens, &[Validated, Invalidated], UnderValidation),
];
