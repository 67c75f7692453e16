//! Something somebody has undertaken to do.

use super::column::Column;
use super::definition::{Definition, DueMeaning, Numbering, OnAgenda, Rating, Series};
use super::field::Field;
use super::link_type::LinkType;
use super::status::Status;

pub(super) const ACTION: Definition = Definition {
    name: "action",
    label: "Action",
    plural: "Actions",
    prefix: "ACT",
    numbering: Numbering::within(3, Series::Meeting),
    section: "actions",
    fields: &[Field::Due, Field::Update],
    due: Field::Due,
    due_meaning: DueMeaning::Due,
    agenda: OnAgenda::Action,
    rating: Rating::None,
    statuses: &[Status::Open, Status::Ongoing, Status::RecommendClosed, Status::Closed, Status::Superseded, Status::Withdrawn],
    begins: Status::Open,
    settled: &[Status::Closed, Status::Superseded, Status::Withdrawn],
    undated: &[],
    decided: &[],
    columns: &[
        Column::Reference,
        Column::Title,
        Column::Status,
        Column::Owner,
        Column::Field(Field::RaisedOn),
        Column::Due,
        Column::Field(Field::Update),
    ],
    page: &[],
    texts: &[Field::Description, Field::Update],
    asked: &[Field::Title, Field::Owner, Field::Due, Field::Description, Field::RaisedOn],
    hints: &[(Field::Title, "What is to be done, in one line")],
    asks_meeting: true,
    link: LinkType::RaisedAt,
};
