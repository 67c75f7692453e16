//! Something that has happened and needs resolving.

use super::column::Column;
use super::definition::{Definition, DueMeaning, Numbering, OnAgenda, Rating};
use super::field::Field;
use super::link_type::LinkType;
use super::status::Status;

pub(super) const ISSUE: Definition = Definition {
    name: "issue",
    label: "Issue",
    plural: "Issues",
    prefix: "I",
    numbering: Numbering::plain(1),
    section: "items",
    fields: &[
        Field::ImpactStatement,
        Field::IssueType,
        Field::Severity,
        Field::Priority,
        Field::RootCause,
        Field::Resolution,
        Field::TargetResolution,
        Field::EscalatedTo,
        Field::EscalatedOn,
        Field::EscalationReason,
    ],
    due: Field::TargetResolution,
    due_meaning: DueMeaning::Due,
    agenda: OnAgenda::Raised,
    rating: Rating::Levels(Field::Severity),
    statuses: &[Status::Open, Status::Draft, Status::InProgress, Status::Postponed, Status::RecommendClosed, Status::Closed],
    begins: Status::Open,
    settled: &[Status::Closed],
    undated: &[],
    decided: &[],
    columns: &[
        Column::Reference,
        Column::Title,
        Column::Status,
        Column::Rag,
        Column::Field(Field::Priority),
        Column::Owner,
        Column::Groups,
        Column::Due,
    ],
    page: &[],
    texts: &[Field::Description, Field::ImpactStatement],
    asked: &[
        Field::Title,
        Field::Description,
        Field::ImpactStatement,
        Field::Severity,
        Field::Owner,
        Field::TargetResolution,
        Field::Groups,
        Field::RaisedOn,
    ],
    hints: &[(Field::ImpactStatement, "Start with “This may lead to …”")],
    asks_meeting: true,
    link: LinkType::AddressedBy,
};
