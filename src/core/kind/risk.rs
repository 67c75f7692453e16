//! Something uncertain that may happen and would matter.

use super::column::Column;
use super::definition::{Definition, DueMeaning, Numbering, OnAgenda, PageSection, Rating};
use super::field::Field;
use super::link_type::LinkType;
use super::status::Status;

pub(super) const RISK: Definition = Definition {
    name: "risk",
    label: "Risk",
    plural: "Risks",
    prefix: "R",
    numbering: Numbering::plain(1),
    section: "items",
    fields: &[
        Field::ImpactStatement,
        Field::Proximity,
        Field::Nature,
        Field::Response,
        Field::Controllability,
        Field::Trigger,
        Field::Contingency,
        Field::AcceptedBy,
        Field::Capacity,
        Field::AcceptedOn,
        Field::AcceptedUntil,
        Field::AcceptanceReason,
        Field::AcceptedAssessment,
        Field::EscalatedTo,
        Field::EscalatedOn,
        Field::EscalationReason,
    ],
    due: Field::NextReview,
    due_meaning: DueMeaning::Review,
    agenda: OnAgenda::Raised,
    rating: Rating::Matrix,
    statuses: &[
        Status::Open,
        Status::Draft,
        Status::Proposed,
        Status::Treating,
        Status::Monitoring,
        Status::Accepted,
        Status::RecommendClosed,
        Status::Closed,
    ],
    begins: Status::Open,
    settled: &[Status::Closed],
    undated: &[],
    decided: &[Status::Accepted],
    columns: &[Column::Reference, Column::Title, Column::Status, Column::Rag, Column::Owner, Column::Groups, Column::Due],
    page: &[PageSection::Mitigation, PageSection::Assessment],
    texts: &[Field::Description, Field::ImpactStatement],
    asked: &[
        Field::Title,
        Field::Description,
        Field::ImpactStatement,
        Field::Owner,
        Field::Category,
        Field::Groups,
        Field::RaisedOn,
    ],
    hints: &[
        (Field::Description, "Start with “There is a risk that …”"),
        (Field::ImpactStatement, "Start with “This may lead to …”"),
    ],
    asks_meeting: true,
    link: LinkType::Threatens,
};
