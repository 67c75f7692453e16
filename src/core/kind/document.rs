//! A paper or an artefact that is reviewed and approved.

use super::column::Column;
use super::definition::{Definition, DueMeaning, Numbering, OnAgenda, Rating};
use super::field::Field;
use super::link_type::LinkType;
use super::status::Status;

pub(super) const DOCUMENT: Definition = Definition {
    name: "document",
    label: "Document",
    plural: "Documents",
    prefix: "DOC",
    numbering: Numbering::plain(3),
    section: "documents",
    fields: &[
        Field::Identifier,
        Field::Version,
        Field::ReviewFrom,
        Field::ReviewUntil,
        Field::CommentsReceived,
        Field::CommentsAnswered,
        Field::ApprovedOn,
        Field::EffectiveOn,
        Field::Update,
    ],
    due: Field::ReviewUntil,
    due_meaning: DueMeaning::Due,
    agenda: OnAgenda::Raised,
    rating: Rating::None,
    statuses: &[Status::Draft, Status::UnderReview, Status::Returned, Status::Approved, Status::Superseded, Status::Withdrawn],
    begins: Status::Draft,
    settled: &[Status::Approved, Status::Superseded, Status::Withdrawn],
    undated: &[],
    decided: &[Status::Approved],
    columns: &[
        Column::Reference,
        Column::Title,
        Column::Field(Field::Identifier),
        Column::Field(Field::Version),
        Column::Status,
        Column::Owner,
        Column::Due,
    ],
    page: &[],
    texts: &[Field::Description, Field::Update],
    asked: &[
        Field::Title,
        Field::Identifier,
        Field::Version,
        Field::Owner,
        Field::Description,
        Field::ReviewFrom,
        Field::ReviewUntil,
        Field::Groups,
    ],
    hints: &[(Field::Identifier, "As it stands on the document"), (Field::CommentsReceived, "How many, or a sentence")],
    asks_meeting: true,
    link: LinkType::DecidedBy,
};
