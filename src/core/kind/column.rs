//! What a table can show: the columns that every kind has, and any field of a kind as one more.

use super::field::Field;

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

impl Column {
    /// The columns that every kind has, in their first order.
    pub const ALL: [Column; 10] = [Reference, Title, Column::Kind, Status, Rag, Column::Score, Owner, Groups, DueDate, Changed];

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
    pub fn from_name(name: &str) -> Option<Column> {
        let common = Column::ALL.into_iter().chain([Column::Closes]).find(|column| column.name() == name);
        common.or_else(|| Field::from_name(name).map(Column::Field))
    }
}
