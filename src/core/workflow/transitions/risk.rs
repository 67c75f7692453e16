//! How a risk goes. It is treated, watched and accepted in any order; what is closed is opened again before it is.

use Direction::{Back, Ends, Forward, Reopens};
use Status::*;

use crate::record::{Kind, Status};
use crate::workflow::requirements::raid::ACCEPTANCE;
use crate::workflow::transition::{Button, Direction, Transition};

const fn row(direction: Direction, from: &'static [Status], to: Status) -> Transition {
    Transition::new(Kind::Risk, direction, from, to)
}

pub(super) const ROWS: &[Transition] = &[
    row(Forward, &[Draft], Proposed),
    row(Back, &[Proposed], Draft).without_reason(),
    row(Forward, &[Draft, Proposed, Treating, Monitoring, Accepted], Open),
    row(Forward, &[Open, Monitoring, Accepted], Treating),
    row(Forward, &[Open, Treating, Accepted], Monitoring),
    row(Forward, &[Open, Treating, Monitoring], Accepted).always_asks(&[ACCEPTANCE]),
    row(Forward, &[Proposed, Open, Treating, Monitoring, Accepted], RecommendClosed),
    // Closing it is refused.
    row(Back, &[RecommendClosed], Open).without_reason(),
    row(Back, &[RecommendClosed], Treating).without_reason(),
    row(Back, &[RecommendClosed], Monitoring).without_reason(),
    row(Ends, &[Draft, Proposed, Open, Treating, Monitoring, Accepted, RecommendClosed], Closed).button(Button::Header("Close…")),
    row(Reopens, &[Closed], Open).button(Button::Header("Reopen…")),
];
