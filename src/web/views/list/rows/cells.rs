//! The words of one row, made when it is drawn.

use chrono::{Datelike, NaiveDate};

use crate::calendar::Due;
use crate::kind::PageSection;
use crate::query::{Column, CustomName};
use crate::record::case::Round;
use crate::record::{Field, Fields, Value};
use crate::state::{Rag, Register, Row, RowId};
use crate::web::platform::dates;

/// What one row shows. Only the fields that the columns show are read.
#[derive(Debug, Clone)]
pub(crate) struct Cells {
    pub(crate) reference: String,
    row: Row,
    overdue: bool,
    fields: Fields,
    closes: Option<NaiveDate>,
    /// What its kind is called, where that is shown.
    kind: String,
    /// What its status is called, where that is shown.
    status: String,
    /// The programme's own fields that are shown, as a person reads them.
    custom: Vec<(CustomName, String)>,
}

/// What one cell shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Cell {
    pub(crate) words: String,
    pub(crate) look: Look,
}

/// How a cell shows its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Look {
    #[default]
    Plain,
    /// The record is settled.
    Settled,
    /// The day has passed.
    Overdue,
    /// Beside a mark of that level.
    Rag(Rag),
}

fn custom(register: &Register, row_id: RowId, columns: &[Column]) -> Vec<(CustomName, String)> {
    let names = || columns.iter().filter_map(|column| if let Column::Custom(name) = column { Some(*name) } else { None });
    if names().next().is_none() {
        return Vec::new();
    }
    let mut held = register.custom(row_id);
    let shown = |name: CustomName| {
        let text = held.remove(name.name())?;
        let field = register.scheme.custom_field(name.name());
        Some((name, field.map_or_else(|| text.clone(), |field| field.shown(&text, dates::short))))
    };
    names().filter_map(shown).collect()
}

impl Cells {
    /// Reads what those columns show of a record; `None` when it is gone.
    pub(crate) fn of(register: &Register, row_id: RowId, today: NaiveDate, columns: &[Column]) -> Option<Cells> {
        if row_id.index() >= register.len() {
            return None;
        }
        let row = *register.row(row_id);
        let wanted: Vec<Field> = columns.iter().filter_map(|column| column.field(row.kind)).collect();
        let (reference, fields) = register.summary(row_id, &wanted)?;
        let overdue = row.is_overdue(today.num_days_from_ce());
        let asks = row.kind.has(PageSection::Case) && columns.contains(&Column::Closes);
        let closes = if asks { register.record(row_id)?.case.last_round().map(Round::last_day) } else { None };
        let kind = if columns.contains(&Column::Kind) { register.scheme.kind_label(row.kind).to_owned() } else { String::new() };
        let shows_status = columns.contains(&Column::Status);
        let status = if shows_status { register.scheme.status_label(row.status).to_owned() } else { String::new() };
        let custom = custom(register, row_id, columns);
        Some(Cells { reference, row, overdue, fields, closes, kind, status, custom })
    }

    /// What one column shows. Each cell is made of the same pieces whatever the record, so that scrolling changes words and
    /// makes nothing anew.
    pub(crate) fn cell(&self, column: Column) -> Cell {
        let look = match column {
            Column::Status if self.row.status.is_settled_for(self.row.kind) => Look::Settled,
            Column::Due if self.overdue => Look::Overdue,
            Column::Rag => Look::Rag(self.row.rag),
            Column::Field(field @ (Field::RagLast | Field::RagNext)) => {
                Look::Rag(self.fields.text(field).map_or(Rag::None, Rag::from_name))
            }
            Column::Reference
            | Column::Title
            | Column::Kind
            | Column::Status
            | Column::Score
            | Column::Owner
            | Column::Groups
            | Column::Due
            | Column::Changed
            | Column::Closes
            | Column::Field(_)
            | Column::Custom(_) => Look::Plain,
        };
        Cell { words: self.words(column, look), look }
    }

    fn words(&self, column: Column, look: Look) -> String {
        match (column, look) {
            (_, Look::Rag(rag)) => rag.word(self.row.kind).into(),
            (Column::Reference, _) => self.reference.clone(),
            (Column::Kind, _) => self.kind.clone(),
            (Column::Status, _) => self.status.clone(),
            (Column::Score, _) => self.scored().map(|(likelihood, impact)| (likelihood * impact).to_string()).unwrap_or_default(),
            (Column::Changed, _) => self.row.changed_on().map(dates::short).unwrap_or_default(),
            (Column::Custom(name), _) => {
                self.custom.iter().find(|(have, _)| *have == name).map(|(_, text)| text.clone()).unwrap_or_default()
            }
            (Column::Closes, _) => self.closes.map(dates::short).unwrap_or_default(),
            (Column::Title | Column::Owner | Column::Groups | Column::Due | Column::Field(_) | Column::Rag, _) => {
                column.field(self.row.kind).map(|field| self.field(field)).unwrap_or_default()
            }
        }
    }

    /// The cell in more words than it shows, where there are any.
    pub(crate) fn hint(&self, column: Column) -> Option<String> {
        if column == Column::Score {
            return self.scored().map(|(likelihood, impact)| format!("Likelihood {likelihood}, impact {impact}"));
        }
        let cell = self.cell(column);
        (cell.look == Look::Overdue).then(|| format!("{}, overdue", cell.words))
    }

    /// How many letters it needs, marks included.
    pub(crate) fn length(&self, column: Column) -> usize {
        let cell = self.cell(column);
        let mark = match cell.look {
            Look::Rag(_) => 5,
            Look::Overdue => 2,
            Look::Plain | Look::Settled => usize::from(column == Column::Reference),
        };
        cell.words.chars().count() + mark
    }

    fn field(&self, field: Field) -> String {
        match self.fields.value(field) {
            None => String::new(),
            Some(Value::Day(day) | Value::Due(Due::On(day))) => dates::short(*day),
            Some(value @ (Value::Text(_) | Value::Due(_) | Value::List(_) | Value::Owner(_))) => value.to_string(),
        }
    }

    fn scored(&self) -> Option<(u32, u32)> {
        let scored = (u32::from(self.row.likelihood), u32::from(self.row.impact));
        (scored.0 > 0 && scored.1 > 0).then_some(scored)
    }
}
