//! Where people met and what was settled.

use super::column::Column;
use super::definition::{Definition, DueMeaning, Numbering, OnAgenda, Rating, Series};
use super::field::Field;
use super::link_type::LinkType;
use super::status::Status;

pub(super) const MEETING: Definition = Definition {
    name: "meeting",
    label: "Meeting",
    plural: "Meetings",
    prefix: "MTG",
    numbering: Numbering::within(3, Series::Group),
    section: "meetings",
    fields: &[
        Field::PapersOn,
        Field::Group,
        Field::Number,
        Field::HeldOn,
        Field::Time,
        Field::Venue,
        Field::Extraordinary,
        Field::AgendaItems,
        Field::HeadlineOn,
        Field::IssuedOn,
        Field::NextMeeting,
        Field::Attendees,
    ],
    due: Field::HeldOn,
    due_meaning: DueMeaning::Meeting,
    agenda: OnAgenda::Nothing,
    rating: Rating::None,
    statuses: &[Status::Planned, Status::Held, Status::Cancelled],
    begins: Status::Planned,
    settled: &[Status::Held, Status::Cancelled],
    undated: &[Status::Planned],
    decided: &[],
    columns: &[
        Column::Reference,
        Column::Title,
        Column::Status,
        Column::Field(Field::Group),
        Column::Due,
        Column::Field(Field::IssuedOn),
        Column::Field(Field::NextMeeting),
    ],
    page: &[],
    texts: &[Field::Description],
    asked: &[Field::Title, Field::Group, Field::Number, Field::HeldOn, Field::Time, Field::Venue],
    hints: &[],
    asks_meeting: false,
    link: LinkType::RelatesTo,
};
