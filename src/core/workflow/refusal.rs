//! Why something was not done, in a sentence the person can act on.

use crate::record::{Anomaly, BadValue, Kind, Record, Status};
use crate::scheme::Scheme;
use crate::text::BadText;

/// Why a command was refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The record is gone.
    #[error("That record is not in this register any more")]
    NoSuchRecord,
    /// A kind whose rules are not known here.
    #[error("Only a newer version of this program can raise a record of the kind “{0}”")]
    NewerKind(&'static str),
    /// No title.
    #[error("Give it a title")]
    NoTitle,
    /// A field its kind does not have.
    #[error("A{} has no field “{field}”", .kind.one().trim_start_matches('a'))]
    NotAField {
        /// The kind.
        kind: Kind,
        /// The field.
        field: String,
    },
    /// A value that does not fit.
    #[error("{field}: {why}")]
    BadValue {
        /// The field.
        field: String,
        /// Why.
        why: BadValue,
    },
    /// A step that the scale of this register has not.
    #[error("{scale} goes from 1 to {most} here: choose one of these")]
    NotAStepOfTheScale {
        /// "Likelihood" or "Impact".
        scale: &'static str,
        /// The last step.
        most: usize,
    },
    /// A part of the set-up that cannot be kept.
    #[error("{what}: {why}")]
    BadSetup {
        /// Which part.
        what: String,
        /// Why.
        why: String,
    },
    /// A text that cannot be kept.
    #[error("{what}: {why}")]
    BadText {
        /// Which text.
        what: String,
        /// Why.
        why: BadText,
    },
    /// A step that does not follow.
    #[error("It is “{from}” now and cannot go to “{to}” from there")]
    NotAStep {
        /// Where it stands.
        from: String,
        /// Where it was to go.
        to: String,
    },
    /// A step that needs a reason.
    #[error("Say why: “{to}” needs a reason")]
    NoReason {
        /// Where it was to go.
        to: String,
    },
    /// A step of a change request without its day.
    #[error("Say since which day: “{to}” needs its day")]
    NoDay {
        /// Where it was to go.
        to: String,
    },
    /// A step that still needs something.
    #[error("{reference} cannot go to “{to}” yet. {}.", .missing.join(". "))]
    Unmet {
        /// Which record.
        reference: String,
        /// Where it was to go.
        to: String,
        /// What is missing, each in a sentence without a full stop.
        missing: Vec<String>,
    },
    /// Something about an impact assessment round, an answer or a milestone move.
    #[error("{0}")]
    BadRound(String),
    /// Only change requests have a case.
    #[error("{0} is not a change request")]
    NotACase(String),
    /// A decision, or a version, after the end.
    #[error("{reference} is “{}”: reopen it first", .status.to_lowercase())]
    DecidedTooLate {
        /// Which record.
        reference: String,
        /// Where it stands.
        status: String,
    },
    /// A decision on nothing.
    #[error("Choose the change requests that are decided")]
    NothingDecided,
    /// Somebody has it.
    #[error("{reference} is already the reference of “{title}”")]
    ReferenceTaken {
        /// The reference.
        reference: String,
        /// Who has it.
        title: String,
    },
    /// It is there already.
    #[error("They are linked like that already")]
    LinkedAlready,
    /// It is not there.
    #[error("There is no such {0}")]
    NotThere(&'static str),
    /// A record cannot bear on itself.
    #[error("A record cannot be linked to itself")]
    ToItself,
    /// Nothing is proposed.
    #[error("No assessment is proposed")]
    NothingProposed,
    /// An assessment without a figure.
    #[error("Choose a likelihood, an impact, or a level")]
    EmptyAssessment,
    /// It holds a change whose number is so high that none is left for what comes after.
    #[error(
        "This register can take no more changes: a change in it was given, by hand, a number so high that none can follow. Open a copy from before that"
    )]
    NoTickLeft,
    /// This copy may only be looked at.
    #[error("This register is open for reading only")]
    ReadOnly,
    /// Nothing would change.
    #[error("Nothing changed")]
    NoChange,
    /// Nothing to undo.
    #[error("There is nothing to {0}")]
    NothingTo(&'static str),
    /// The person stopped it, or took it back, while it was done.
    #[error("It was stopped, and nothing was changed")]
    Stopped,
    /// Somebody changed it since.
    #[error("It was changed again since, so this would overwrite that: {0}")]
    ChangedSince(Box<Anomaly>),
}

impl Refusal {
    pub(super) fn not_a_step(scheme: &Scheme, from: Status, to: Status) -> Refusal {
        let [from, to] = [from, to].map(|status| scheme.status_label(status).to_owned());
        Refusal::NotAStep { from, to }
    }

    pub(super) fn too_late(scheme: &Scheme, record: &Record) -> Refusal {
        let status = scheme.status_label(record.standing.status).to_owned();
        Refusal::DecidedTooLate { reference: record.shown_reference(), status }
    }
}
