//! What a risk that is accepted, and a dependency that is agreed, ask for.
//!
//! Source: the usual acceptance record (who, in which capacity, why, until when, on which assessment), and that a
//! dependency has two sides: it is agreed when both have said so.

use crate::calendar::long_date;
use crate::record::{Field, Slot};
use crate::workflow::requirement::{Place, Requirement, Unmet};

/// A risk is accepted by somebody, for a time and as it was assessed.
pub(in crate::workflow) const ACCEPTANCE: &[Requirement] = &[
    Requirement::rule("“Accept” as the response", accept_as_response),
    Requirement::rule("an assessment", assessment),
    Requirement::filled(Field::AcceptedBy, "Say who accepts it"),
    Requirement::filled(Field::Capacity, "Say in which capacity it is accepted"),
    Requirement::filled(Field::AcceptanceReason, "Say why it is accepted"),
    Requirement::filled(Field::AcceptedUntil, "Say until when it is accepted"),
    Requirement::rule("that it does not end before it begins", ends_after_it_begins),
];

/// A dependency is agreed by both sides.
pub(in crate::workflow) const AGREEMENT: &[Requirement] = &[
    Requirement::filled(Field::ProviderConfirmedBy, "Say who confirmed it for the provider"),
    Requirement::filled(Field::ProviderConfirmedOn, "Say when the provider confirmed it"),
    Requirement::filled(Field::ReceiverConfirmedBy, "Say who confirmed it for the receiver"),
    Requirement::filled(Field::ReceiverConfirmedOn, "Say when the receiver confirmed it"),
];

fn accept_as_response(unmet: &mut Unmet<'_>) {
    let is_accept = unmet.record.fields.text(Field::Response) == Some("Accept");
    unmet.need(is_accept, "Choose “Accept” as the response", Place::Field(Field::Response));
}

fn assessment(unmet: &mut Unmet<'_>) {
    let is_assessed = unmet.record.assessment(Slot::Current).is_some();
    unmet.need(is_assessed, "Assess it: what is accepted is the risk as it is assessed", Place::Assessment);
}

fn ends_after_it_begins(unmet: &mut Unmet<'_>) {
    let fields = &unmet.record.fields;
    let on = unmet.attempt.on.or(fields.day(Field::AcceptedOn));
    if let Some((on, _)) = on.zip(fields.day(Field::AcceptedUntil)).filter(|(on, until)| until < on) {
        let what = format!("It would end before it is accepted: choose a last day on or after {}", long_date(on));
        unmet.need(false, what, Place::Field(Field::AcceptedUntil));
    }
}
