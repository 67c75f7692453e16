//! Which fields, statuses and columns a kind has.

use super::column::Column;
use super::definition::{PageSection, Rating};
use super::field::Field;
use super::kinds::{DEFINITIONS, Kind};
use super::status::Status;

/// The fields that every kind has.
pub const COMMON: &[Field] = &[
    Field::Title,
    Field::Description,
    Field::Owner,
    Field::RaisedBy,
    Field::RaisedOn,
    Field::Area,
    Field::Category,
    Field::Groups,
    Field::Classification,
    Field::Publication,
    Field::PublicTitle,
    Field::PublicText,
    Field::NextReview,
    Field::Tags,
    Field::ExternalRefs,
];

/// By field: the kinds that have it, as [bits](Kind::bit).
static KINDS_OF: [u16; Field::ALL.len()] = {
    let mut kinds = [0; Field::ALL.len()];
    let mut at = 0;
    while at < COMMON.len() {
        kinds[COMMON[at] as usize] = u16::MAX;
        at += 1;
    }
    let mut kind = 0;
    while kind < Kind::COUNT {
        let fields = DEFINITIONS[kind].fields;
        let mut at = 0;
        while at < fields.len() {
            kinds[fields[at] as usize] |= 1 << kind;
            at += 1;
        }
        kind += 1;
    }
    kinds
};

/// Of a kind: a bit for each status.
struct Sets {
    all: u64,
    settled: u64,
    undated: u64,
}

static STATUSES: [Sets; Kind::COUNT] = {
    let mut sets = [const { Sets { all: 0, settled: 0, undated: 0 } }; Kind::COUNT];
    let mut kind = 0;
    while kind < Kind::COUNT {
        let of = &DEFINITIONS[kind];
        sets[kind] = Sets { all: set(of.statuses), settled: set(of.settled), undated: set(of.undated) };
        kind += 1;
    }
    sets
};

const fn set(statuses: &[Status]) -> u64 {
    let mut set = 0;
    let mut at = 0;
    while at < statuses.len() {
        set |= statuses[at].bit();
        at += 1;
    }
    set
}

impl Field {
    /// Whether records of that kind have the field.
    #[must_use]
    pub fn belongs_to(self, kind: Kind) -> bool {
        KINDS_OF[self as usize] & kind.bit() != 0
    }

    /// The field that says when a record of that kind is due, for the one "Due" column.
    #[must_use]
    pub fn due_of(kind: Kind) -> Field {
        kind.definition().due
    }
}

impl Status {
    /// The statuses a record of that kind can have; the first is where it starts.
    #[must_use]
    pub fn of(kind: Kind) -> &'static [Status] {
        kind.definition().statuses
    }

    /// Whether a record of that kind can stand so: a status that only a newer version knows may be one of any kind.
    #[must_use]
    pub fn is_of(self, kind: Kind) -> bool {
        self.newer().is_some() || Status::of(kind).contains(&self)
    }

    /// Where a record of that kind starts.
    #[must_use]
    pub fn first(kind: Kind) -> Status {
        Status::of(kind)[0]
    }

    /// Where a person who writes a record of that kind begins: a change request is a draft until it is submitted.
    #[must_use]
    pub fn begins(kind: Kind) -> Status {
        kind.definition().begins
    }

    /// Whether nothing more is expected of a record of that kind that stands so. A validated assumption is settled; a
    /// change request that was validated has its way before it. One that the kind does not have counts as for another kind.
    #[must_use]
    pub fn is_settled_for(self, kind: Kind) -> bool {
        let sets = &STATUSES[kind.index()];
        if sets.all & self.bit() != 0 {
            sets.settled & self.bit() != 0
        } else {
            STATUSES.iter().any(|sets| sets.settled & self.bit() != 0)
        }
    }

    /// Whether a change request that stands so has its approval before it.
    #[must_use]
    pub fn is_before_approval(self) -> bool {
        self.awaits_day(Kind::ChangeRequest)
    }

    /// Whether the day of a record of that kind that stands so is still waited for. What was decided or delivered is late
    /// no longer, and nothing is due on the day of a decision or a meeting.
    #[must_use]
    pub fn awaits_day(self, kind: Kind) -> bool {
        !self.is_settled_for(kind) && STATUSES[kind.index()].undated & self.bit() == 0
    }

    /// Whether what stands so does not take place.
    #[must_use]
    pub fn is_cancelled(self) -> bool {
        self == Status::Cancelled
    }

    /// Whether that step opens again what was settled.
    #[must_use]
    pub fn reopens(from: Status, to: Status) -> bool {
        let both = from.bit() | to.bit();
        let opens = |sets: &Sets| sets.all & both == both && sets.settled & both == from.bit();
        STATUSES.iter().any(opens)
    }

    /// Its bit in a set of statuses.
    #[must_use]
    pub const fn bit(self) -> u64 {
        1 << self.index()
    }
}

const MIXED: &[Column] = &[Reference, Title, Column::Kind, Column::Status, Rag, Owner, Groups, DueDate];

use Column::{Changed, Due as DueDate, Groups, Owner, Rag, Reference, Title};

impl Column {
    /// The columns of a list of those kinds until a person chooses others. No kinds are all of them.
    #[must_use]
    pub fn usual(kinds: &[Kind]) -> &'static [Column] {
        match kinds {
            [kind] => kind.definition().columns,
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
            Reference | Column::Kind | Column::Status | Rag | Column::Score | Changed | Column::Closes | Column::Custom(_) => {
                None
            }
        }
    }

    /// Whether records of those kinds can show something in it: of all kinds, only what every kind has.
    #[must_use]
    pub fn fits(self, kinds: &[Kind]) -> bool {
        match self {
            Column::Score => kinds.is_empty() || kinds.iter().any(|kind| kind.definition().rating == Rating::Matrix),
            Column::Closes => kinds.iter().any(|kind| kind.has(PageSection::Case)),
            Rag => kinds.is_empty() || kinds.iter().any(|kind| kind.definition().rating.is_listed()),
            Column::Field(field) if kinds.is_empty() => Kind::ALL.iter().all(|kind| field.belongs_to(*kind)),
            Column::Field(field) => kinds.iter().any(|kind| field.belongs_to(*kind)),
            Reference | Title | Column::Kind | Column::Status | Owner | Groups | DueDate | Changed | Column::Custom(_) => true,
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

    /// The words above it in a list of those kinds: the date that a kind is due by has its own name.
    #[must_use]
    pub fn label(self, kinds: &[Kind]) -> &'static str {
        match (self, kinds) {
            (DueDate, [kind]) => Field::due_of(*kind).label(),
            (Rag, [kind]) if let Some(field) = kind.definition().rating.field() => field.label(),
            (Rag, [kind]) if kind.definition().rating == Rating::Matrix => "Level",
            (Reference, _) => "Reference",
            (Title, _) => "Title",
            (Column::Kind, _) => "Kind",
            (Column::Status, _) => "Status",
            (Rag, _) => "RAG",
            (Column::Score, _) => "Score",
            (Owner, _) => "Owner",
            (Groups, _) => "Groups",
            (DueDate, _) => "Due",
            (Changed, _) => "Changed",
            (Column::Closes, _) => "IA closes",
            (Column::Field(field), _) => field.label(),
            (Column::Custom(name), _) => name.name(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_and_every_field_is_one_of_some_kind_and_named_once() {
        for status in Status::ALL {
            assert_eq!(Status::from_name(status.word()), Some(*status));
            assert!(Kind::ALL.iter().any(|kind| Status::of(*kind).contains(status)), "{status:?}");
        }
        for field in Field::ALL {
            assert!(Kind::ALL.iter().any(|kind| field.belongs_to(*kind)), "{field:?}");
        }
        for kind in Kind::ALL {
            let own = kind.definition();
            let twice = own
                .fields
                .iter()
                .filter(|field| COMMON.contains(field) || own.fields.iter().filter(|have| have == field).count() > 1);
            assert_eq!(twice.count(), 0, "{kind:?}");
            let said = own.settled.iter().chain(own.undated).chain(own.decided).chain([&own.begins]);
            assert!(said.clone().all(|status| own.statuses.contains(status)), "{kind:?}");
            assert!(own.settled.iter().all(|status| !own.undated.contains(status)), "{kind:?}");
            assert!(own.due.belongs_to(kind) && Field::Title.belongs_to(kind), "{kind:?}");
            assert_eq!(own.asked.first(), Some(&Field::Title), "{kind:?}");
            let fields = own.asked.iter().chain(own.texts).chain(own.hints.iter().map(|(field, _)| field));
            assert!(fields.clone().all(|field| field.belongs_to(kind)), "{kind:?}");
            assert_eq!(Kind::from_name(own.name), Some(kind));
        }
    }

    #[test]
    fn every_column_reads_back_and_the_usual_ones_are_offered() {
        for kinds in [&[][..], &[Kind::Risk, Kind::Issue]].into_iter().chain(Kind::ALL.each_ref().map(std::slice::from_ref)) {
            let offered = Column::offered(kinds);
            for column in &offered {
                assert_eq!(Column::from_name(column.name()), Some(*column), "{column:?}");
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
