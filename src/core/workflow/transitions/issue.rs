//! How an issue goes: it is worked on, put off for a time, and resolved.

use Direction::{Aside, Back, Ends, Forward, Reopens};
use Status::*;

use crate::record::{Kind, Status};
use crate::workflow::transition::{Button, Direction, Transition};

const fn row(direction: Direction, from: &'static [Status], to: Status) -> Transition {
    Transition::new(Kind::Issue, direction, from, to)
}

pub(super) const ROWS: &[Transition] = &[
    row(Forward, &[Draft, Postponed], Open),
    row(Forward, &[Open, Postponed], InProgress),
    row(Back, &[InProgress], Open).without_reason(),
    row(Aside, &[Open, InProgress], Postponed),
    row(Forward, &[Open, InProgress, Postponed], RecommendClosed),
    // Closing it is refused.
    row(Back, &[RecommendClosed], Open).without_reason(),
    row(Back, &[RecommendClosed], InProgress).without_reason(),
    row(Ends, &[Draft, Open, InProgress, Postponed, RecommendClosed], Closed).button(Button::Header("Close…")),
    row(Reopens, &[Closed], Open).button(Button::Header("Reopen…")),
];
