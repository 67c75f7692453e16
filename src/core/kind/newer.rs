//! A kind that only a newer version of this program knows: its records are kept, shown by what every kind has, and can be edited,
//! linked and merged. They are not raised, numbered or moved here, because their rules are not known.

use super::column::Column;
use super::definition::{Definition, DueMeaning, Numbering, OnAgenda, Rating};
use super::field::Field;
use super::link_type::LinkType;
use super::status::Status;

pub(super) const NEWER: Definition = Definition {
    name: "",
    label: "Of a newer version",
    plural: "Of a newer version",
    prefix: "N",
    numbering: Numbering::plain(1),
    section: "items",
    fields: Field::ALL,
    due: Field::NextReview,
    due_meaning: DueMeaning::Nothing,
    agenda: OnAgenda::Nothing,
    rating: Rating::Unlisted,
    statuses: Status::ALL,
    begins: Status::Open,
    settled: &[
        Status::Closed,
        Status::Rejected,
        Status::Withdrawn,
        Status::Merged,
        Status::Superseded,
        Status::Cancelled,
        Status::Removed,
    ],
    undated: &[],
    decided: &[],
    columns: &[Column::Reference, Column::Title, Column::Kind, Column::Status, Column::Owner, Column::Changed],
    page: &[],
    texts: &[Field::Description],
    asked: &[Field::Title],
    hints: &[],
    asks_meeting: false,
    link: LinkType::RelatesTo,
};
