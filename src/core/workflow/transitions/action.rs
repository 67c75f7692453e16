//! How an action goes: it is done, or another takes its place.

use Direction::{Back, Ends, Forward, Reopens};
use Status::*;

use crate::record::{Kind, Status};
use crate::workflow::transition::{Button, Direction, Transition};

const fn row(direction: Direction, from: &'static [Status], to: Status) -> Transition {
    Transition::new(Kind::Action, direction, from, to)
}

pub(super) const ROWS: &[Transition] = &[
    row(Forward, &[Open], Ongoing),
    row(Back, &[Ongoing], Open).without_reason(),
    row(Forward, &[Open, Ongoing], RecommendClosed),
    // Closing it is refused.
    row(Back, &[RecommendClosed], Open).without_reason(),
    row(Back, &[RecommendClosed], Ongoing).without_reason(),
    row(Ends, &[Open, Ongoing, RecommendClosed], Closed).button(Button::Header("Close…")),
    row(Ends, &[Open, Ongoing, RecommendClosed, Closed], Superseded),
    row(Ends, &[Open, Ongoing, RecommendClosed], Withdrawn),
    row(Reopens, &[Closed, Superseded, Withdrawn], Open).button(Button::Header("Reopen…")),
];
