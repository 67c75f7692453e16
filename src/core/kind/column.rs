//! What a table can show: the columns that every kind has, and any field of a kind as one more.

use std::cell::RefCell;

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
    /// A field of the programme's own.
    Custom(CustomName),
}

/// The name under which records hold a field of the programme's own. As small as any column: the names themselves are kept
/// once for as long as the program runs, for a set-up has some dozens of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomName(u16);

/// What stands before its name in an address.
const CUSTOM: &str = "own.";

thread_local! {
    /// The names as addresses have them, by their numbers.
    static NAMES: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

impl CustomName {
    /// The name.
    #[must_use]
    pub fn of(name: &str) -> CustomName {
        NAMES.with_borrow_mut(|names| {
            let known = names.iter().position(|word| word.strip_prefix(CUSTOM) == Some(name));
            let at = known.unwrap_or_else(|| {
                names.push(Box::leak(format!("{CUSTOM}{name}").into_boxed_str()));
                names.len() - 1
            });
            CustomName(u16::try_from(at).unwrap_or(u16::MAX))
        })
    }

    /// As records hold it.
    #[must_use]
    pub fn name(self) -> &'static str {
        &self.word()[CUSTOM.len()..]
    }

    /// As addresses have it.
    fn word(self) -> &'static str {
        NAMES.with_borrow(|names| names.get(usize::from(self.0)).copied().unwrap_or(CUSTOM))
    }
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
            Column::Custom(name) => name.word(),
        }
    }

    /// The column of that word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Column> {
        let common = Column::ALL.into_iter().chain([Column::Closes]).find(|column| column.name() == name);
        let field = || Field::from_name(name).map(Column::Field);
        common.or_else(field).or_else(|| name.strip_prefix(CUSTOM).map(CustomName::of).map(Column::Custom))
    }
}
