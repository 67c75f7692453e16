//! A dated point in the plan.

use super::column::Column;
use super::definition::{Definition, DueMeaning, Numbering, OnAgenda, Rating};
use super::field::Field;
use super::link_type::LinkType;
use super::status::Status;

pub(super) const MILESTONE: Definition = Definition {
    name: "milestone",
    label: "Milestone",
    plural: "Milestones",
    prefix: "M",
    numbering: Numbering::plain(1),
    section: "milestones",
    fields: &[
        Field::Tier,
        Field::Level1,
        Field::PlanSection,
        Field::GovernedBy,
        Field::RegisterDate,
        Field::Baseline,
        Field::Forecast,
        Field::Actual,
        Field::RagLast,
        Field::RagCurrent,
        Field::RagNext,
        Field::MilestoneChange,
        Field::Update,
    ],
    due: Field::Forecast,
    due_meaning: DueMeaning::Due,
    agenda: OnAgenda::Nothing,
    rating: Rating::Colours(Field::RagCurrent),
    statuses: &[Status::Planned, Status::Achieved, Status::Removed],
    begins: Status::Planned,
    settled: &[Status::Achieved, Status::Removed],
    undated: &[],
    decided: &[],
    columns: &[
        Column::Reference,
        Column::Title,
        Column::Field(Field::RagLast),
        Column::Rag,
        Column::Field(Field::RagNext),
        Column::Field(Field::Baseline),
        Column::Due,
        Column::Field(Field::MilestoneChange),
    ],
    page: &[],
    texts: &[Field::Description, Field::Update],
    asked: &[Field::Title, Field::Tier, Field::PlanSection, Field::Baseline, Field::Forecast, Field::GovernedBy],
    hints: &[],
    asks_meeting: false,
    link: LinkType::RelatesTo,
};
