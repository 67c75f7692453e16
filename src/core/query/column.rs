//! What a table can show: the columns that every kind has, and any field of a kind as one more.

use std::borrow::Cow;

use crate::calendar::Due;
use crate::item::{Field, Item, Kind, Shape, Value};

/// What a table shows and sorts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Reference.
    Reference,
    /// Title.
    Title,
    /// Kind.
    Kind,
    /// Status.
    Status,
    /// RAG.
    Rag,
    /// Likelihood times impact.
    Score,
    /// Owner.
    Owner,
    /// Governance groups.
    Groups,
    /// Due.
    Due,
    /// Last change.
    Changed,
    /// The last day to answer the impact assessment: of its newest round that counts.
    Closes,
    /// A field that has no column of its own above.
    Field(Field),
}

use Column::{Changed, Due as DueDate, Groups, Owner, Rag, Reference, Status, Title};

const MIXED: &[Column] = &[Reference, Title, Column::Kind, Status, Rag, Owner, Groups, DueDate];
const RISK: &[Column] = &[Reference, Title, Status, Rag, Owner, Groups, DueDate];
const ASSUMPTION: &[Column] =
    &[Reference, Title, Status, Column::Field(Field::Confidence), Column::Field(Field::Validator), Owner, DueDate];
const ISSUE: &[Column] = &[Reference, Title, Status, Rag, Column::Field(Field::Priority), Owner, Groups, DueDate];
const DEPENDENCY: &[Column] =
    &[Reference, Title, Status, Rag, Column::Field(Field::Provider), Column::Field(Field::Receiver), DueDate];
const CHANGE: &[Column] = &[
    Reference,
    Title,
    Status,
    Column::Field(Field::DecisionBody),
    Column::Closes,
    DueDate,
    Column::Field(Field::ReleaseDate),
    Column::Field(Field::Dins),
];
const ACTION: &[Column] =
    &[Reference, Title, Status, Owner, Column::Field(Field::RaisedOn), DueDate, Column::Field(Field::Update)];
const DECISION: &[Column] =
    &[Reference, Title, Column::Field(Field::Outcome), Column::Field(Field::Maker), Column::Field(Field::Forum), DueDate];
const MILESTONE: &[Column] = &[
    Reference,
    Title,
    Column::Field(Field::RagLast),
    Rag,
    Column::Field(Field::RagNext),
    Column::Field(Field::Baseline),
    DueDate,
    Column::Field(Field::MilestoneChange),
];
const MEETING: &[Column] = &[
    Reference,
    Title,
    Status,
    Column::Field(Field::Group),
    DueDate,
    Column::Field(Field::IssuedOn),
    Column::Field(Field::NextMeeting),
];

impl Column {
    /// The columns that every kind has, in their first order.
    pub const ALL: [Column; 10] = [Reference, Title, Column::Kind, Status, Rag, Column::Score, Owner, Groups, DueDate, Changed];

    /// The columns of a list of those kinds until a person chooses others. No kinds are all of them.
    #[must_use]
    pub fn usual(kinds: &[Kind]) -> &'static [Column] {
        match kinds {
            [Kind::Risk] => RISK,
            [Kind::Assumption] => ASSUMPTION,
            [Kind::Issue] => ISSUE,
            [Kind::Dependency] => DEPENDENCY,
            [Kind::ChangeRequest] => CHANGE,
            [Kind::Action] => ACTION,
            [Kind::Decision] => DECISION,
            [Kind::Milestone] => MILESTONE,
            [Kind::Meeting] => MEETING,
            [] | [_, _, ..] => MIXED,
        }
    }

    /// The columns that a list of those kinds can have.
    #[must_use]
    pub fn offered(kinds: &[Kind]) -> Vec<Column> {
        let fields = Field::ALL.iter().map(|field| Column::Field(*field)).filter(|column| !column.is_double(kinds));
        Column::ALL.into_iter().chain([Column::Closes]).chain(fields).filter(|column| column.fits(kinds)).collect()
    }

    /// The field of a record of that kind that it shows as it is, where it shows one.
    #[must_use]
    pub fn field(self, kind: Kind) -> Option<Field> {
        match self {
            Title => Some(Field::Title),
            Owner => Some(Field::Owner),
            Groups => Some(Field::Groups),
            DueDate => Some(Field::due_of(kind)),
            Column::Field(field) => Some(field),
            Reference | Column::Kind | Status | Rag | Column::Score | Changed | Column::Closes => None,
        }
    }

    /// Whether records of those kinds can show something in it: of all kinds, only what every kind has.
    #[must_use]
    pub fn fits(self, kinds: &[Kind]) -> bool {
        match self {
            Column::Score => kinds.is_empty() || kinds.contains(&Kind::Risk),
            Column::Closes => kinds.contains(&Kind::ChangeRequest),
            Rag => kinds.is_empty() || kinds.iter().any(|kind| has_rag(*kind)),
            Column::Field(field) if kinds.is_empty() => Kind::ALL.iter().all(|kind| field.belongs_to(*kind)),
            Column::Field(field) => kinds.iter().any(|kind| field.belongs_to(*kind)),
            Reference | Title | Column::Kind | Status | Owner | Groups | DueDate | Changed => true,
        }
    }

    /// Whether another column of such a list shows the same.
    fn is_double(self, kinds: &[Kind]) -> bool {
        match self {
            Column::Field(Field::Title | Field::Owner | Field::Groups | Field::RagCurrent | Field::Severity | Field::Due) => true,
            Column::Field(field) => matches!(kinds, [kind] if Field::due_of(*kind) == field),
            _ => false,
        }
    }

    /// The word in an address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Reference => "ref",
            Title => "title",
            Column::Kind => "kind",
            Status => "status",
            Rag => "rag",
            Column::Score => "score",
            Owner => "owner",
            Groups => "groups",
            DueDate => "due",
            Changed => "changed",
            Column::Closes => "closes",
            Column::Field(field) => field.name(),
        }
    }

    /// The column of that word.
    #[must_use]
    pub fn read(name: &str) -> Option<Column> {
        let common = Column::ALL.into_iter().chain([Column::Closes]).find(|column| column.name() == name);
        common.or_else(|| Field::read(name).map(Column::Field))
    }

    /// The words above it in a list of those kinds: the date that a kind is due by has its own name.
    #[must_use]
    pub fn label(self, kinds: &[Kind]) -> &'static str {
        match (self, kinds) {
            (DueDate, [kind]) => Field::due_of(*kind).label(),
            (Rag, [Kind::Milestone | Kind::Dependency]) => Field::RagCurrent.label(),
            (Rag, [Kind::Issue]) => Field::Severity.label(),
            (Rag, [Kind::Risk]) => "Level",
            (Reference, _) => "Reference",
            (Title, _) => "Title",
            (Column::Kind, _) => "Kind",
            (Status, _) => "Status",
            (Rag, _) => "RAG",
            (Column::Score, _) => "Score",
            (Owner, _) => "Owner",
            (Groups, _) => "Groups",
            (DueDate, _) => "Due",
            (Changed, _) => "Changed",
            (Column::Closes, _) => "IA closes",
            (Column::Field(field), _) => field.label(),
        }
    }
}

fn has_rag(kind: Kind) -> bool {
    match kind {
        Kind::Risk | Kind::Issue | Kind::Dependency | Kind::Milestone => true,
        Kind::Assumption | Kind::ChangeRequest | Kind::Action | Kind::Decision | Kind::Meeting => false,
    }
}

/// What a field sorts by: days by time, choices in their order, words by the alphabet, nothing last.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Number(i64),
    Words(String),
    Nothing,
}

/// What the last day to answer sorts by.
pub(super) fn closing(item: &Item) -> Standing {
    let day = item.case.last_round().map(|round| chrono::Datelike::num_days_from_ce(&round.last_day()));
    day.map_or(Standing::Nothing, |day| Standing::Number(day.into()))
}

/// What that field of a record sorts by.
pub(super) fn standing(item: &Item, field: Field) -> Standing {
    let words = |words: Cow<'_, str>| Standing::Words(words.to_lowercase());
    match (item.fields.value(field), field.shape()) {
        (None, _) => Standing::Nothing,
        (Some(Value::Day(day) | Value::Due(Due::On(day))), _) => {
            Standing::Number(i64::from(chrono::Datelike::num_days_from_ce(day)))
        }
        (Some(Value::Text(text)), Shape::Choice(choices)) => {
            choices.iter().position(|choice| choice == text).map_or(Standing::Nothing, |at| Standing::Number(at as i64))
        }
        (Some(Value::Text(text)), _) => words(text.into()),
        (Some(value @ (Value::Due(_) | Value::List(_) | Value::Owner(_))), _) => words(value.words().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_reads_back_and_the_usual_ones_are_offered() {
        for kinds in [&[][..], &[Kind::Risk, Kind::Issue]].into_iter().chain(Kind::ALL.each_ref().map(std::slice::from_ref)) {
            let offered = Column::offered(kinds);
            for column in &offered {
                assert_eq!(Column::read(column.name()), Some(*column), "{column:?}");
            }
            assert!(Column::usual(kinds).iter().all(|column| offered.contains(column)), "{kinds:?}");
            let labels: std::collections::BTreeSet<_> = offered.iter().map(|column| column.label(kinds)).collect();
            assert_eq!(labels.len(), offered.len(), "{kinds:?}: two columns of one name");
        }
    }

    #[test]
    fn a_list_of_milestones_offers_what_the_papers_tables_show() {
        let labels: Vec<_> = Column::usual(&[Kind::Milestone]).iter().map(|column| column.label(&[Kind::Milestone])).collect();
        let expected = ["Reference", "Title", "Last RAG", "Current RAG", "Next RAG", "Baseline", "Forecast", "Milestone change"];
        assert_eq!(labels, expected);
    }
}
