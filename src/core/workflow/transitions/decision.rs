//! How a decision goes: it stands until another takes its place.

use crate::record::{Kind, Status};
use crate::workflow::transition::{Button, Direction, Transition};

pub(super) const ROWS: &[Transition] = &[
    Transition::new(Kind::Decision, Direction::Ends, &[Status::Made], Status::Superseded).button(Button::Header("Supersede…")),
    Transition::new(Kind::Decision, Direction::Reopens, &[Status::Superseded], Status::Made)
        .without_reason()
        .button(Button::Header("Reopen…")),
];
