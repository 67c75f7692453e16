//! A row of the workflow's table.

use super::optional_stage::{OptionalStage, is_status_used};
use super::requirement::Requirement;
use crate::record::{Kind, Record, Status};
use crate::scheme::Scheme;
use crate::state::RecordLookup;

/// Lists of requirements, one after the other.
pub type Requirements = &'static [&'static [Requirement]];

/// A transition that records of a kind can take, and everything that is to be known of it.
#[derive(Debug, Clone, Copy)]
pub struct Transition {
    /// Whose it is.
    pub kind: Kind,
    /// The statuses it is taken from.
    pub from: &'static [Status],
    /// Where it leads.
    pub to: Status,
    /// Where it leads in the life of the record.
    pub direction: Direction,
    /// Whether it needs a reason.
    pub needs_reason: bool,
    /// What it asks for, in the order in which it is told.
    pub requirements: Requirements,
    /// Whether `to` asks for that however it is reached: by an override that leaves transitions out, by being raised there, or
    /// by coming in there from a file.
    pub is_asked_always: bool,
    /// Which dialog asks for what it takes.
    pub dialog: Dialog,
    /// Where the page has a button for it, beside the menu of the status, which has all.
    pub button: Button,
    /// The stages that it leads over: it is taken where all of them are left out.
    pub over: &'static [OptionalStage],
    /// The stage that it spares a record: it is taken where others go through that.
    pub spares: Option<OptionalStage>,
}

/// Where a transition leads in the life of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The work goes on.
    Forward,
    /// Back to where it was.
    Back,
    /// Off the way for a time.
    Aside,
    /// To an end.
    Ends,
    /// Back from an end.
    Reopens,
}

/// The dialog that asks for what a transition takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialog {
    /// The status, since when and why.
    Status,
    /// The text is submitted as a version, and the transition is taken with it.
    Submit,
    /// A round of impact assessment is issued, and the transition is taken with it.
    Issue,
    /// A decision is recorded, and the transition is taken with it.
    Decide,
}

/// Where the page has a button for a transition, and the words on it.
#[derive(Debug, Clone, Copy)]
pub enum Button {
    /// None: it is in the menu of the status only.
    None,
    /// Among what comes next.
    NextStep(&'static str),
    /// Among what comes next, first, where this holds.
    NextStepWhen(&'static str, fn(&dyn RecordLookup, &Record) -> bool),
    /// In the head of the record's page.
    Header(&'static str),
    /// Both.
    NextStepAndHeader(&'static str),
}

impl Button {
    /// The words on it.
    #[must_use]
    pub fn words(&self) -> Option<&'static str> {
        match self {
            Button::None => None,
            Button::NextStep(words)
            | Button::NextStepWhen(words, _)
            | Button::Header(words)
            | Button::NextStepAndHeader(words) => Some(words),
        }
    }
}

impl Transition {
    /// A transition that asks for nothing but, where it is not taken forward, a reason.
    pub(super) const fn new(kind: Kind, direction: Direction, from: &'static [Status], to: Status) -> Transition {
        Transition {
            kind,
            from,
            to,
            direction,
            needs_reason: !matches!(direction, Direction::Forward),
            requirements: &[],
            is_asked_always: false,
            dialog: Dialog::Status,
            button: Button::None,
            over: &[],
            spares: None,
        }
    }

    /// Whether it can be taken in the process that the set-up has: it leads to no status that is gone.
    #[must_use]
    pub fn is_part_of(&self, scheme: &Scheme) -> bool {
        self.over.iter().all(|stage| !stage.is_used(scheme))
            && self.spares.is_none_or(|stage| stage.is_used(scheme))
            && is_status_used(scheme, self.kind, self.to)
    }

    /// It leads over these stages where they are left out.
    pub(super) const fn over(mut self, stages: &'static [OptionalStage]) -> Transition {
        self.over = stages;
        self
    }

    /// It spares a record that stage where it is used.
    pub(super) const fn sparing(mut self, stage: OptionalStage) -> Transition {
        self.spares = Some(stage);
        self
    }

    /// It asks for these.
    pub(super) const fn asks(mut self, requirements: Requirements) -> Transition {
        self.requirements = requirements;
        self
    }

    /// It asks for these, and so does the status however it is reached.
    pub(super) const fn always_asks(mut self, requirements: Requirements) -> Transition {
        self.requirements = requirements;
        self.is_asked_always = true;
        self
    }

    /// It can be taken without a reason.
    pub(super) const fn without_reason(mut self) -> Transition {
        self.needs_reason = false;
        self
    }

    /// That dialog asks for what it takes.
    pub(super) const fn by(mut self, dialog: Dialog) -> Transition {
        self.dialog = dialog;
        self
    }

    /// The page has this button for it.
    pub(super) const fn button(mut self, button: Button) -> Transition {
        self.button = button;
        self
    }
}
