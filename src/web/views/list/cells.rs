//! The words of one row, made when it is drawn.

use chrono::{DateTime, Datelike, NaiveDate};
use yew::prelude::*;

use crate::calendar::Due;
use crate::item::{Field, Fields, Item, Value};
use crate::register::{Column, Rag, Record, Register, Row};
use crate::stamp::EventId;
use crate::web::platform::dates;
use crate::web::views::parts::rag_tag;

/// What one row shows. Each cell is made of the same pieces whatever the record, so that scrolling changes words and makes
/// nothing anew.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    pub(super) id: EventId,
    pub(super) reference: String,
    title: String,
    row: Row,
    owner: String,
    groups: String,
    due: String,
    overdue: bool,
    fields: Fields,
}

impl Cells {
    /// Reads a record; `None` when it is gone.
    pub(super) fn of(register: &Register, record: Record, today: NaiveDate) -> Option<Cells> {
        if record as usize >= register.len() {
            return None;
        }
        let row = *register.row(record);
        let item = register.item(record)?;
        Some(Cells {
            id: item.id,
            reference: item.shown_reference(),
            title: item.title().to_owned(),
            row,
            owner: item.fields.owner().map(ToString::to_string).unwrap_or_default(),
            groups: item.fields.list(Field::Groups).join(", "),
            due: due_words(&item),
            overdue: row.is_overdue(today.num_days_from_ce()),
            fields: item.fields,
        })
    }

    /// What one column shows.
    pub(super) fn cell(&self, column: Column) -> Html {
        match column {
            Column::Reference => html! { &self.reference },
            Column::Title => text(&self.title),
            Column::Kind => html! { self.row.kind.label() },
            Column::Status => {
                html! { <span class={classes!("list__status", self.row.status.is_settled_for(self.row.kind).then_some("list__status--settled"))}>{ self.row.status.word() }</span> }
            }
            Column::Rag => rag_tag(self.row.rag, self.row.kind),
            Column::Score => self.score(),
            Column::Owner => text(&self.owner),
            Column::Groups => html! { &self.groups },
            Column::Due => self.due(),
            Column::Changed => html! { changed_words(self.row.changed) },
            Column::Field(field @ (Field::RagLast | Field::RagNext)) => {
                let rag = self.fields.text(field).map_or(Rag::None, Rag::read);
                rag_tag(rag, self.row.kind)
            }
            Column::Field(field) => text(&self.field(field)),
        }
    }

    /// The whole text, for what is cut off at the edge of its cell.
    pub(super) fn hint(&self, column: Column) -> Option<AttrValue> {
        Some(self.words(column).into()).filter(|words: &AttrValue| !words.is_empty())
    }

    /// How many letters it needs, marks included.
    pub(super) fn length(&self, column: Column) -> usize {
        let mark = match column {
            Column::Rag | Column::Field(Field::RagLast | Field::RagNext) => 4,
            Column::Due if self.overdue => 2,
            Column::Reference => 1,
            _ => 0,
        };
        let words = match column {
            Column::Due => self.due.chars().count(),
            Column::Score => 2,
            _ => self.words(column).chars().count(),
        };
        words + mark
    }

    fn words(&self, column: Column) -> String {
        match column {
            Column::Reference => self.reference.clone(),
            Column::Title => self.title.clone(),
            Column::Kind => self.row.kind.label().into(),
            Column::Status => self.row.status.word().into(),
            Column::Rag => self.row.rag.word(self.row.kind).into(),
            Column::Score => match (self.row.likelihood, self.row.impact) {
                (0, _) | (_, 0) => String::new(),
                (likelihood, impact) => format!("Likelihood {likelihood}, impact {impact}"),
            },
            Column::Owner => self.owner.clone(),
            Column::Groups => self.groups.clone(),
            Column::Due if self.overdue => format!("{}, overdue", self.due),
            Column::Due => self.due.clone(),
            Column::Changed => changed_words(self.row.changed),
            Column::Field(field) => self.field(field),
        }
    }

    fn field(&self, field: Field) -> String {
        match self.fields.value(field) {
            None => String::new(),
            Some(Value::Day(day) | Value::Due(Due::On(day))) => dates::short(*day),
            Some(value @ (Value::Text(_) | Value::Due(_) | Value::List(_) | Value::Owner(_))) => value.words(),
        }
    }

    fn score(&self) -> Html {
        let words = match (self.row.likelihood, self.row.impact) {
            (0, _) | (_, 0) => String::new(),
            (likelihood, impact) => (u32::from(likelihood) * u32::from(impact)).to_string(),
        };
        html! { { words } }
    }

    fn due(&self) -> Html {
        let say = |words: &'static str| if self.overdue { words } else { "" };
        html! {
            <>
                <span class="list__overdue" hidden={!self.overdue}>
                    <span aria-hidden="true">{ say("▲ ") }</span><span class="list__overdue-word">{ say("Overdue") }</span>{ say(" ") }
                </span>
                { &self.due }
            </>
        }
    }
}

fn text(words: &str) -> Html {
    html! { <span dir="auto">{ words }</span> }
}

/// A due date as it was meant: a day, or the words of the papers.
fn due_words(item: &Item) -> String {
    match item.fields.due(Field::due_of(item.kind)) {
        None => String::new(),
        Some(Due::On(day)) => dates::short(day),
        Some(due @ (Due::Asap | Due::Meeting(_) | Due::Tbc)) => due.to_string(),
    }
}

fn changed_words(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0).map(|at| dates::short(at.date_naive())).unwrap_or_default()
}
