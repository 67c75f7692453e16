//! What a person may ask of a change request's case.

use chrono::NaiveDate;

use crate::record::case::{MilestoneMove, Response};
use crate::stamp::EventId;

/// What a person asks of a change request.
#[derive(Debug, Clone, PartialEq)]
pub enum CaseCommand {
    /// Submit the text as it stands: freezes a version.
    Submit {
        /// The day.
        on: NaiveDate,
        /// Who submits it; none is the Change Raiser.
        by: Option<String>,
        /// What was amended.
        amendments: Option<String>,
    },
    /// Issue it to impact assessment.
    Issue(NewRound),
    /// Give parties longer.
    Extend {
        /// The new last day.
        to: NaiveDate,
        /// Why.
        why: String,
        /// The day it is granted, where it is said.
        on: Option<NaiveDate>,
    },
    /// Record an answer; its id is given when it is recorded.
    Respond(Box<Response>),
    /// Correct an answer, or take it away.
    ChangeResponse {
        /// Which.
        response: EventId,
        /// What it becomes; none takes it away.
        to: Option<Box<Response>>,
    },
    /// Say that it moves a milestone; the id is given when it is recorded.
    AddMilestoneMove {
        /// The milestone.
        milestone: EventId,
        /// The new baseline.
        to: NaiveDate,
    },
    /// Change where it moves a milestone to, or take that away.
    ChangeMilestoneMove {
        /// Which.
        milestone_move: EventId,
        /// What it becomes; none takes it away.
        to: Option<MilestoneMove>,
    },
    /// Give the milestone its new baseline, now that the change is approved.
    ApplyMilestoneMove {
        /// Which.
        milestone_move: EventId,
        /// The day this is done.
        on: NaiveDate,
    },
}

/// A round to be issued.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewRound {
    /// The day, which is not counted.
    pub issued_on: NaiveDate,
    /// Working days to answer, 1 to 250.
    pub window: u16,
    /// Another last day than the one counted, and why.
    pub closes: Option<(NaiveDate, String)>,
    /// The constituencies that are asked.
    pub audience: Vec<String>,
    /// How they are told.
    pub channels: Vec<String>,
}
