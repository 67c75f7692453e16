//! Something taken to be true until it is validated.

use super::column::Column;
use super::definition::{Definition, DueMeaning, Numbering, OnAgenda, Rating};
use super::field::Field;
use super::link_type::LinkType;
use super::status::Status;

pub(super) const ASSUMPTION: Definition = Definition {
    name: "assumption",
    label: "Assumption",
    plural: "Assumptions",
    prefix: "A",
    numbering: Numbering::plain(1),
    section: "items",
    fields: &[
        Field::Basis,
        Field::ImpactIfFalse,
        Field::Confidence,
        Field::ValidateBy,
        Field::ValidationMethod,
        Field::Validator,
        Field::Outcome,
        Field::EscalatedTo,
        Field::EscalatedOn,
        Field::EscalationReason,
    ],
    due: Field::ValidateBy,
    due_meaning: DueMeaning::Due,
    agenda: OnAgenda::Raised,
    rating: Rating::Unlisted,
    statuses: &[Status::Open, Status::Draft, Status::UnderValidation, Status::Validated, Status::Invalidated, Status::Closed],
    begins: Status::Open,
    settled: &[Status::Validated, Status::Invalidated, Status::Closed],
    undated: &[],
    decided: &[],
    columns: &[
        Column::Reference,
        Column::Title,
        Column::Status,
        Column::Field(Field::Confidence),
        Column::Field(Field::Validator),
        Column::Owner,
        Column::Due,
    ],
    page: &[],
    texts: &[Field::Description],
    asked: &[
        Field::Title,
        Field::Description,
        Field::ImpactIfFalse,
        Field::Owner,
        Field::Validator,
        Field::ValidateBy,
        Field::Groups,
        Field::RaisedOn,
    ],
    hints: &[],
    asks_meeting: true,
    link: LinkType::RelatesTo,
};
