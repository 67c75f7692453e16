//! Which records a list shows, in which order, and what they add up to.

use chrono::{Datelike, NaiveDate};

use super::search::Query;
use super::sort::Sort;
use crate::kind::CustomName;
use crate::record::{Kind, Status, Value};
use crate::scheme::Matrix;
use crate::state::{NO_DAY, Names, Rag, Register, Row, RowId};

/// Open, settled, or all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// Everything that is not struck out.
    #[default]
    All,
    /// Something is still expected of it.
    Open,
    /// Nothing more is expected.
    Settled,
}

/// When due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DueFilter {
    /// Whenever.
    #[default]
    Any,
    /// Its day is waited for, and has passed.
    Overdue,
    /// Its day is waited for, and is one of that many days from today.
    Within(u16),
    /// It has no day.
    Undated,
}

/// What a list is narrowed to. Empty parts narrow nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Any of these kinds.
    pub kinds: Vec<Kind>,
    /// Any of these colours.
    pub rags: Vec<Rag>,
    /// Any of these statuses.
    pub statuses: Vec<Status>,
    /// Open or settled.
    pub scope: Scope,
    /// This owner's role.
    pub owner: Option<String>,
    /// This governance group or one below it, among others.
    pub group: Option<String>,
    /// With these words in the programme's own fields.
    pub custom: Vec<(CustomName, String)>,
    /// Linked to this milestone, by reference.
    pub milestone: Option<String>,
    /// When due.
    pub due: DueFilter,
    /// This cell of the matrix: likelihood and impact, from 1. 0 and 0 is outside it: one of the two is not said, or is no step
    /// of it.
    pub cell: Option<(u8, u8)>,
    /// Only where an assessment is proposed.
    pub proposed: bool,
    /// Only where a conflict is open: two people changed the same.
    pub in_conflict: bool,
    /// All these words.
    pub text: String,
}

/// The records a list shows, in order, and what they add up to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// The records, in order.
    pub rows: Vec<RowId>,
    /// How many of each kind, in the order of [`Kind::ALL`].
    pub kinds: [u32; Kind::COUNT],
    /// How many of each colour, by the number of [`Rag`].
    pub rags: [u32; 6],
    /// How many are overdue.
    pub overdue: u32,
    /// How many are open.
    pub open: u32,
    /// What each record of the register adds to these, by its number.
    tallies: Vec<Tally>,
    /// The changes of the register that are taken in.
    pub(super) changes: usize,
}

/// What a record adds to a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Tally {
    /// Its kind and its colour, where it is shown.
    shown: Option<(Kind, Rag)>,
    is_overdue: bool,
    is_open: bool,
}

impl Register {
    /// The records that pass the filter, in order. `today` decides what is overdue.
    #[must_use]
    pub fn view(&self, filter: &Filter, sort: Sort, today: NaiveDate) -> View {
        let today = today.num_days_from_ce();
        let test = Test::of(self, filter, today, self.search_text().find(Query::parse(&filter.text).words()));
        let mut view = View { changes: self.changes(), tallies: vec![Tally::default(); self.len()], ..View::default() };
        for row_id in self.records() {
            let row = self.row(row_id);
            if test.passes(row_id, row) {
                view.count(row_id, row, today);
                view.rows.push(row_id);
            }
        }
        self.sort(&mut view.rows, sort);
        view
    }
}

impl View {
    /// The changes of the register that are taken in.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.changes
    }

    pub(super) fn count(&mut self, row_id: RowId, row: &Row, today: i32) {
        let tally = Tally { shown: Some((row.kind, row.rag)), is_overdue: row.is_overdue(today), is_open: row.is_open() };
        self.kinds[row.kind.index()] += 1;
        self.rags[row.rag as usize] += 1;
        self.overdue += u32::from(tally.is_overdue);
        self.open += u32::from(tally.is_open);
        self.tallies[row_id.index()] = tally;
    }

    /// Makes room for what so many records add.
    pub(super) fn reach(&mut self, records: usize) {
        self.tallies.resize(records, Tally::default());
    }

    /// Forgets a record, where it is shown.
    pub(super) fn take_out(&mut self, row_id: RowId) {
        let Some(tally) = self.tallies.get_mut(row_id.index()).map(std::mem::take) else { return };
        let Some((kind, rag)) = tally.shown else { return };
        self.kinds[kind.index()] -= 1;
        self.rags[rag as usize] -= 1;
        self.overdue -= u32::from(tally.is_overdue);
        self.open -= u32::from(tally.is_open);
        if let Some(at) = self.rows.iter().position(|have| *have == row_id) {
            self.rows.remove(at);
        }
    }
}

/// A filter made ready for one pass over the rows.
pub(super) struct Test {
    kinds: u16,
    rags: u8,
    /// A bit for each status; there are more than 32.
    statuses: u64,
    scope: Scope,
    owner: Option<u32>,
    groups: Option<Vec<bool>>,
    custom: Option<Vec<bool>>,
    milestone: Option<Vec<RowId>>,
    due: DueFilter,
    cell: Option<((u8, u8), Matrix)>,
    proposed: bool,
    in_conflict: Option<Vec<RowId>>,
    today: i32,
    marks: Option<Vec<bool>>,
}

impl Test {
    /// `marks`: the records that have the words; `None` where that is not asked, or asked of each by itself.
    pub(super) fn of(register: &Register, filter: &Filter, today: i32, marks: Option<Vec<bool>>) -> Test {
        Test {
            kinds: filter.kinds.iter().fold(0, |set, kind| set | kind.bit()),
            rags: filter.rags.iter().fold(0, |set, rag| set | 1 << *rag as u8),
            statuses: filter.statuses.iter().fold(0, |set, status| set | status.bit()),
            scope: filter.scope,
            owner: filter.owner.as_ref().map(|owner| number_of(register.owners(), owner)),
            groups: filter.group.as_ref().map(|group| sets_with(register.group_sets(), &register.scheme.group_and_below(group))),
            custom: (!filter.custom.is_empty()).then(|| with_words(register, &filter.custom)),
            milestone: filter.milestone.as_ref().map(|reference| linked_to(register, reference)),
            due: filter.due,
            cell: filter.cell.map(|cell| (cell, register.scheme.matrix.clone())),
            proposed: filter.proposed,
            in_conflict: filter.in_conflict.then(|| register.in_conflict()),
            today,
            marks,
        }
    }

    pub(super) fn passes(&self, row_id: RowId, row: &Row) -> bool {
        !row.removed
            && (self.kinds == 0 || self.kinds & row.kind.bit() != 0)
            && (self.rags == 0 || self.rags & (1 << row.rag as u8) != 0)
            && (self.statuses == 0 || self.statuses & row.status.bit() != 0)
            && self.in_scope(row)
            && self.owner.is_none_or(|owner| owner == row.owner)
            && self.groups.as_ref().is_none_or(|sets| sets.get(row.groups as usize) == Some(&true))
            && self.custom.as_ref().is_none_or(|with| with[row_id.index()])
            && self.milestone.as_ref().is_none_or(|linked| linked.binary_search(&row_id).is_ok())
            && self.is_due(row)
            && self.cell.as_ref().is_none_or(|(cell, matrix)| *cell == row.cell_of(matrix))
            && (!self.proposed || row.proposed)
            && self.in_conflict.as_ref().is_none_or(|records| records.binary_search(&row_id).is_ok())
            && self.marks.as_ref().is_none_or(|marks| marks[row_id.index()])
    }

    fn in_scope(&self, row: &Row) -> bool {
        match self.scope {
            Scope::All => true,
            Scope::Open => row.is_open(),
            Scope::Settled => !row.is_open(),
        }
    }

    fn is_due(&self, row: &Row) -> bool {
        match self.due {
            DueFilter::Any => true,
            DueFilter::Overdue => row.is_overdue(self.today),
            DueFilter::Within(days) => row.is_ahead() && row.due >= self.today && row.due <= self.today + i32::from(days),
            DueFilter::Undated => row.due == NO_DAY,
        }
    }
}

fn number_of(names: &Names, wanted: &str) -> u32 {
    names.find(wanted).filter(|number| *number > 0).unwrap_or(u32::MAX)
}

fn sets_with(sets: &Names, codes: &[&str]) -> Vec<bool> {
    let mut with = vec![false];
    with.extend(sets.iter().map(|(_, set)| set.split('\n').any(|have| codes.contains(&have))));
    with
}

/// By the number of a record: whether it has all these words in the programme's own fields.
fn with_words(register: &Register, words: &[(CustomName, String)]) -> Vec<bool> {
    let mut with = vec![true; register.len()];
    let values = register.custom_values();
    for (name, word) in words {
        let says = |text: &str| text == word || Value::parts(text).contains(word);
        match values.column(name.name()) {
            Some(column) => {
                let mut said = vec![false];
                said.extend(values.texts().iter().map(|(_, text)| says(text)));
                for (row_id, with) in register.records().zip(&mut with) {
                    *with &= said[values.text_of(row_id, column) as usize];
                }
            }
            // One of the texts is long: each record is read.
            None => {
                for (row_id, with) in register.records().zip(&mut with) {
                    *with &= register.custom(row_id).get(name.name()).is_some_and(|text| says(text));
                }
            }
        }
    }
    with
}

/// Records linked to a milestone either way, in order of their numbers.
fn linked_to(register: &Register, reference: &str) -> Vec<RowId> {
    let Some(milestone) = register.by_reference(reference) else { return Vec::new() };
    let from = register.links_to(milestone).into_iter().map(|(from, _)| from);
    let to = register.links(milestone).iter().filter_map(|(_, to)| register.by_id(*to));
    let mut linked: Vec<RowId> = from.chain(to).collect();
    linked.sort_unstable();
    linked.dedup();
    linked
}
