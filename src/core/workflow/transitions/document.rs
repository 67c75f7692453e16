//! How a document goes: it is reviewed, comes back with comments, and is approved.

use Direction::{Back, Ends, Forward, Reopens};
use Status::*;

use crate::record::{Kind, Status};
use crate::workflow::transition::{Button, Direction, Transition};

const fn row(direction: Direction, from: &'static [Status], to: Status) -> Transition {
    Transition::new(Kind::Document, direction, from, to)
}

pub(super) const ROWS: &[Transition] = &[
    row(Forward, &[Draft, Returned], UnderReview),
    row(Back, &[UnderReview], Returned).without_reason(),
    row(Back, &[UnderReview, Returned], Draft).without_reason(),
    row(Ends, &[UnderReview], Approved).without_reason().button(Button::Header("Approve…")),
    row(Ends, &[Draft, Returned], Withdrawn).button(Button::Header("Withdraw…")),
    row(Ends, &[UnderReview], Withdrawn),
    row(Ends, &[Approved], Superseded).button(Button::Header("Supersede…")),
    row(Reopens, &[Approved], UnderReview),
    row(Reopens, &[Withdrawn, Superseded], UnderReview).button(Button::Header("Reopen…")),
    row(Reopens, &[Withdrawn], Draft),
];
