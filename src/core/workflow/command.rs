//! What a person may ask for.

use chrono::NaiveDate;

use super::case_command::CaseCommand;
use super::decision::Deciding;
use super::new_record::NewRecord;
use crate::record::{Assessment, Field, LinkType, Note, Slot, Status, Step, Value};
use crate::stamp::EventId;

/// What a person asks for. Imperative; becomes facts when nothing speaks against it.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Raise a record, with all that it begins with.
    Raise(Box<NewRecord>),
    /// Fill, change or clear one field.
    Edit {
        /// The record.
        record: EventId,
        /// Which field.
        field: Field,
        /// Its new value; none clears it.
        to: Option<Value>,
    },
    /// Fill, change or clear a field of the programme's own.
    EditCustom {
        /// The record.
        record: EventId,
        /// Its name.
        name: String,
        /// Its new value; none clears it.
        to: Option<String>,
    },
    /// Move to another status: close, reopen, issue, decide.
    Move {
        /// The record.
        record: EventId,
        /// Where to.
        to: Status,
        /// Since which day.
        on: Option<NaiveDate>,
        /// Why.
        why: Option<String>,
    },
    /// Move although something is missing, or a step is left out. What is missing is recorded with it and shown in reports.
    Override {
        /// The record.
        record: EventId,
        /// Where to.
        to: Status,
        /// Since which day.
        on: Option<NaiveDate>,
        /// Why.
        why: String,
    },
    /// Do something to a change request's case.
    Case {
        /// The change request.
        record: EventId,
        /// What.
        ask: CaseCommand,
    },
    /// Record a decision on one or more change requests.
    Decide(Box<Deciding>),
    /// Assess, or take an assessment back.
    Assess {
        /// The record.
        record: EventId,
        /// Which of its assessments.
        slot: Slot,
        /// Likelihood, impact and why; the level follows from the scheme.
        to: Option<Assessment>,
    },
    /// Accept the proposed assessment.
    Agree {
        /// The record.
        record: EventId,
    },
    /// Add a step to the mitigation.
    AddStep {
        /// The record.
        record: EventId,
        /// The step; its id is given when it is recorded.
        step: Step,
    },
    /// Change a step, or take it away.
    ChangeStep {
        /// The record.
        record: EventId,
        /// Which step.
        step: EventId,
        /// What it becomes; none takes it away.
        to: Option<Step>,
    },
    /// Add a dated note.
    Note {
        /// The record.
        record: EventId,
        /// Its words.
        text: String,
    },
    /// Link two records.
    Link {
        /// From this one.
        record: EventId,
        /// How.
        link: LinkType,
        /// To that one.
        to: EventId,
    },
    /// Take a link away.
    Unlink {
        /// From this one.
        record: EventId,
        /// How.
        link: LinkType,
        /// To that one.
        to: EventId,
    },
    /// Give a reference, or another one.
    Number {
        /// The record.
        record: EventId,
        /// The reference.
        to: String,
    },
    /// Record another spelling.
    Alias {
        /// The record.
        record: EventId,
        /// The spelling.
        alias: String,
    },
    /// Strike out a record raised in error.
    Remove {
        /// The record.
        record: EventId,
        /// Why.
        why: String,
    },
    /// Bring back a record that was struck out.
    Restore {
        /// The record.
        record: EventId,
    },
    /// Strike out a note.
    StrikeNote {
        /// The record.
        record: EventId,
        /// The note.
        note: EventId,
    },
    /// Bring back a note that was struck out, as its history has it.
    RestoreNote {
        /// The record.
        record: EventId,
        /// The note, whole: the state does not hold it any more.
        note: Note,
    },
    /// Give the register another title.
    Rename {
        /// The title.
        title: String,
    },
    /// Give the register another scoring matrix, groups or categories.
    ChangeScheme {
        /// The scheme; its version is set when it is recorded.
        to: Box<crate::scheme::Scheme>,
    },
}
