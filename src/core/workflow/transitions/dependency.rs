//! How a dependency goes: proposed by one side, agreed by both, delivered, accepted by who needs it.

use Direction::{Back, Ends, Forward, Reopens};
use Status::*;

use crate::record::{Kind, Status};
use crate::workflow::requirements::raid::AGREEMENT;
use crate::workflow::transition::{Button, Direction, Transition};

const fn row(direction: Direction, from: &'static [Status], to: Status) -> Transition {
    Transition::new(Kind::Dependency, direction, from, to)
}

pub(super) const ROWS: &[Transition] = &[
    row(Forward, &[Draft], Proposed),
    row(Back, &[Proposed], Draft).without_reason(),
    row(Forward, &[Proposed], Agreed).always_asks(&[AGREEMENT]),
    // Some things are there before anybody has agreed on them.
    row(Forward, &[Proposed, Agreed], Delivered),
    row(Forward, &[Delivered], Accepted),
    row(Back, &[Agreed], Proposed).without_reason(),
    row(Back, &[Delivered], Agreed).asks(&[AGREEMENT]).without_reason(),
    row(Back, &[Accepted], Delivered).without_reason(),
    row(Ends, &[Draft, Proposed, Agreed, Delivered, Accepted], Closed).button(Button::Header("Close…")),
    row(Ends, &[Draft, Proposed, Agreed, Delivered, Accepted], Cancelled),
    row(Reopens, &[Closed, Cancelled], Proposed).button(Button::Header("Reopen…")),
];
