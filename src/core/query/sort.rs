//! The order of a list: by one column, then by reference.

use std::cmp::Ordering;

use super::sort_key::{SortKey, closing, own, standing};
use crate::kind::{Column, CustomName};
use crate::record::{Record, Shape};
use crate::sorting::sort_by;
use crate::state::{NO_DAY, Names, Rag, Register, RowId, natural};

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// By which column; what is equal there goes by reference.
    pub column: Column,
    /// Largest first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Sort { column: Column::Reference, descending: false }
    }
}

impl Register {
    /// Puts records in order: integer keys first, texts only where keys are equal.
    pub(super) fn sort(&self, records: &mut [RowId], sort: Sort) {
        let order = Order::of(self, sort);
        let mut keyed: Vec<(u64, RowId)> = match sort.column {
            Column::Field(field) => {
                let words = if let Shape::Listed(list) = field.shape() { self.scheme.words(list) } else { Vec::new() };
                self.said_ranks(records, sort.descending, |row_id| {
                    self.of_record(row_id, |record| standing(record, field, &words))
                })
            }
            Column::Custom(name) if !has_number(self, name) => {
                let field = self.scheme.custom_field(name.name()).cloned().unwrap_or_default();
                let said = |row_id| self.custom(row_id).get(name.name()).map_or(SortKey::Nothing, |text| own(&field, text));
                self.said_ranks(records, sort.descending, said)
            }
            Column::Closes => self.said_ranks(records, sort.descending, |row_id| self.of_record(row_id, closing)),
            _ => records.iter().map(|row_id| (order.key(*row_id), *row_id)).collect(),
        };
        order.sort(&mut keyed, (sort.column == Column::Title).then_some(0));
        for (place, (_, row_id)) in records.iter_mut().zip(keyed) {
            *place = row_id;
        }
    }

    /// The records with the place of what each says there. Read from the records themselves: no column has it.
    fn said_ranks(&self, records: &[RowId], descending: bool, said: impl Fn(RowId) -> SortKey) -> Vec<(u64, RowId)> {
        let mut order: Vec<(SortKey, RowId)> = records.iter().map(|row_id| (said(*row_id), *row_id)).collect();
        sort_by(&mut order, Ord::cmp);
        let ranked = order.chunk_by(|(left, _), (right, _)| left == right).zip(1..);
        let rank = |(said, row_id): &(SortKey, RowId), rank: u64| {
            (if *said == SortKey::Nothing { last(descending) } else { rank }, *row_id)
        };
        ranked.flat_map(|(same, at)| same.iter().map(move |one| rank(one, at))).collect()
    }

    fn of_record(&self, row_id: RowId, said: impl Fn(&Record) -> SortKey) -> SortKey {
        self.record(row_id).map_or(SortKey::Nothing, |record| said(&record))
    }

    fn reference_text(&self, row_id: RowId) -> &[u8] {
        self.search_text().part(row_id, self.row(row_id).reference)
    }

    fn title_text(&self, row_id: RowId) -> &[u8] {
        self.search_text().part(row_id, self.row(row_id).title)
    }
}

/// Letters of a title that are looked at together.
const PIECE: usize = 8;
/// So many pieces of a title go by piece; few records are long alike, and what they have left is compared in full.
const MOST_PIECES: usize = 16;
/// So few records with the same piece are compared in full at once.
const FEW: usize = 4;

/// An order made ready: every two records have one.
pub(super) struct Order<'r> {
    register: &'r Register,
    sort: Sort,
    owners: Vec<u32>,
    groups: Vec<u32>,
    /// The number of the programme's own field, and the ranks of the texts that are held there.
    custom: (u32, Vec<u32>),
}

/// Whether records are ordered by a number that they have; if not, each is read for what it says there.
pub(super) fn has_number(register: &Register, name: CustomName) -> bool {
    register.custom_values().column(name.name()).is_some()
}

impl<'r> Order<'r> {
    pub(super) fn of(register: &'r Register, sort: Sort) -> Order<'r> {
        let of = |column: Column, names| if sort.column == column { ranks(names) } else { Vec::new() };
        let (owners, groups) = (of(Column::Owner, register.owners()), of(Column::Groups, register.group_sets()));
        let custom = if let Column::Custom(name) = sort.column { custom_ranks(register, name) } else { (0, Vec::new()) };
        Order { register, sort, owners, groups, custom }
    }

    /// The number that a record goes by first; one that says nothing there stands last, whichever way. What the columns do
    /// not have is ranked apart.
    pub(super) fn key(&self, row_id: RowId) -> u64 {
        let row = self.register.row(row_id);
        let rank = |ranks: &[u32], at: u32| ranks.get(at as usize).filter(|rank| **rank != u32::MAX).map(|rank| u64::from(*rank));
        let said = match self.sort.column {
            Column::Title => return prefix(self.register.title_text(row_id)),
            Column::Changed => return row.changed.cast_unsigned() ^ 1 << 63,
            Column::Kind => return row.kind.index() as u64,
            Column::Status => return row.status.index() as u64,
            Column::Field(_) | Column::Closes => return 0,
            Column::Custom(_) => {
                let (column, ranks) = &self.custom;
                rank(ranks, self.register.custom_values().text_of(row_id, *column))
            }
            Column::Reference => Some(row.reference_key).filter(|key| *key != u64::MAX),
            Column::Rag => (row.rag != Rag::None).then_some(row.rag as u64),
            Column::Score => Some(u64::from(row.score())).filter(|score| *score > 0),
            Column::Owner => rank(&self.owners, row.owner),
            Column::Groups => rank(&self.groups, row.groups),
            Column::Due => (row.due != NO_DAY).then(|| u64::from(row.due.unsigned_abs())),
        };
        said.map_or_else(|| last(self.sort.descending), |key| key + 1)
    }

    /// Sorts by the keys. Where these are a piece of the titles that begins at `piece`, records with the same one go by the
    /// next: a title is looked at once for each piece, and not for each comparison.
    fn sort(&self, keyed: &mut [(u64, RowId)], piece: Option<usize>) {
        // Short enough to be inlined into the sort.
        let flip = if self.sort.descending { u64::MAX } else { 0 };
        keyed.sort_unstable_by(|left, right| match (left.0 ^ flip).cmp(&(right.0 ^ flip)) {
            Ordering::Equal if piece.is_none() => self.compare_equal(left.1, right.1),
            order => order,
        });
        let Some(piece) = piece else { return };
        let next = piece + PIECE;
        for same in keyed.chunk_by_mut(|left, right| left.0 == right.0).filter(|same| same.len() > 1) {
            let is_over = same[0].0 as u8 == 0;
            let ask = !is_over && same.len() > FEW && next < MOST_PIECES * PIECE;
            if ask {
                for (key, row_id) in same.iter_mut() {
                    *key = prefix(self.register.title_text(*row_id).get(next..).unwrap_or_default());
                }
            }
            self.sort(same, ask.then_some(next));
        }
    }

    fn directed(&self, order: Ordering) -> Ordering {
        if self.sort.descending { order.reverse() } else { order }
    }

    pub(super) fn compare(&self, (left, a): (u64, RowId), (right, b): (u64, RowId)) -> Ordering {
        self.directed(left.cmp(&right)).then_with(|| self.compare_equal(a, b))
    }

    /// Two records with one key.
    #[inline(never)]
    fn compare_equal(&self, a: RowId, b: RowId) -> Ordering {
        self.directed(self.rest(a, b)).then_with(|| self.by_reference(a, b))
    }

    /// What equal keys leave to texts.
    fn rest(&self, a: RowId, b: RowId) -> Ordering {
        match self.sort.column {
            Column::Title => self.register.title_text(a).cmp(self.register.title_text(b)),
            Column::Reference => self.rest_of_reference(a, b),
            _ => Ordering::Equal,
        }
    }

    fn rest_of_reference(&self, a: RowId, b: RowId) -> Ordering {
        match self.register.row(a).reference_key {
            u64::MAX => Ordering::Equal,
            _ => natural(self.register.reference_text(a), self.register.reference_text(b)),
        }
    }

    fn by_reference(&self, a: RowId, b: RowId) -> Ordering {
        let key = |row_id: RowId| self.register.row(row_id).reference_key;
        let order = key(a).cmp(&key(b)).then_with(|| self.rest_of_reference(a, b));
        order.then_with(|| self.register.id(a).cmp(&self.register.id(b)))
    }
}

/// The first eight bytes as a number that sorts like the text.
#[inline(always)]
fn prefix(text: &[u8]) -> u64 {
    if let Some(first) = text.first_chunk::<PIECE>() {
        return u64::from_be_bytes(*first);
    }
    let mut first = [0; PIECE];
    let length = text.len().min(PIECE);
    first[..length].copy_from_slice(&text[..length]);
    u64::from_be_bytes(first)
}

/// What goes last, whichever way the rest goes.
fn last(descending: bool) -> u64 {
    if descending { 0 } else { u64::MAX }
}

/// The number of a field of the programme's own, and the rank of each text that is held there by what it says.
fn custom_ranks(register: &Register, name: CustomName) -> (u32, Vec<u32>) {
    let values = register.custom_values();
    let Some(column) = values.column(name.name()) else { return (0, Vec::new()) };
    let field = register.scheme.custom_field(name.name()).cloned().unwrap_or_default();
    let is_held = values.is_held(column);
    let held = values.texts().iter().filter(|(number, _)| is_held[*number as usize]);
    let mut order: Vec<(SortKey, u32)> = held.map(|(number, text)| (own(&field, text), number)).collect();
    sort_by(&mut order, Ord::cmp);
    let mut ranks = vec![u32::MAX; is_held.len()];
    for (same, rank) in order.chunk_by(|(left, _), (right, _)| left == right).zip(0..) {
        same.iter().for_each(|(_, number)| ranks[*number as usize] = rank);
    }
    (column, ranks)
}

/// The alphabetical rank of each name, by its number; equal but for capitals is equal. Nameless comes last.
fn ranks(names: &Names) -> Vec<u32> {
    let mut order: Vec<(String, u32)> = names.iter().map(|(number, name)| (name.to_lowercase(), number)).collect();
    sort_by(&mut order, Ord::cmp);
    let mut ranks = vec![u32::MAX; order.len() + 1];
    for (same, rank) in order.chunk_by(|(left, _), (right, _)| left == right).zip(0..) {
        same.iter().for_each(|(_, number)| ranks[*number as usize] = rank);
    }
    ranks
}
