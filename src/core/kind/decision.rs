//! What a forum decided.

use super::column::Column;
use super::definition::{Definition, DueMeaning, Numbering, OnAgenda, Rating, Series};
use super::field::Field;
use super::link_type::LinkType;
use super::status::Status;

pub(super) const DECISION: Definition = Definition {
    name: "decision",
    label: "Decision",
    plural: "Decisions",
    prefix: "DEC",
    numbering: Numbering::within(3, Series::Forum),
    section: "decisions",
    fields: &[
        Field::Outcome,
        Field::Stage,
        Field::Forum,
        Field::Maker,
        Field::Capacity,
        Field::Delegation,
        Field::Mode,
        Field::DecidedOn,
        Field::EffectiveOn,
        Field::ObjectionsInvited,
        Field::Objections,
        Field::Reservations,
        Field::Conditions,
        Field::DeferredTo,
        Field::Pending,
        Field::EscalatedTo,
        Field::MovesConfirmed,
    ],
    due: Field::DecidedOn,
    due_meaning: DueMeaning::Nothing,
    agenda: OnAgenda::Decision,
    rating: Rating::None,
    statuses: &[Status::Made, Status::Superseded],
    begins: Status::Made,
    settled: &[Status::Made, Status::Superseded],
    undated: &[],
    decided: &[Status::Made, Status::Superseded],
    columns: &[
        Column::Reference,
        Column::Title,
        Column::Field(Field::Outcome),
        Column::Field(Field::Maker),
        Column::Field(Field::Forum),
        Column::Due,
    ],
    page: &[],
    texts: &[Field::Description],
    asked: &[Field::Title, Field::Forum, Field::Maker, Field::Outcome, Field::Conditions, Field::DecidedOn],
    hints: &[(Field::Title, "What was decided, in one line"), (Field::Maker, "The role, for example Chair")],
    asks_meeting: true,
    link: LinkType::RaisedAt,
};
