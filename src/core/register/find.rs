//! Looks a record up by what a person typed.

use super::Register;
use super::store::Record;
use crate::item::Kind;

impl Register {
    /// Records whose reference or title begins with, or contains, what was typed: the best first, at most `most`.
    #[must_use]
    pub fn suggest(&self, typed: &str, kinds: Option<Kind>, most: usize) -> Vec<Record> {
        let query = super::Query::read(typed);
        let exact = self.by_reference(typed);
        let marks = self.columns.search.find(&query);
        let wanted = |record: &Record| !self.row(*record).removed && kinds.is_none_or(|kind| self.row(*record).kind == kind);
        let hits = self.records().filter(|record| marks.as_ref().is_none_or(|marks| marks[*record as usize]));
        exact.into_iter().chain(hits.filter(|record| Some(*record) != exact)).filter(wanted).take(most).collect()
    }
}
