//! A record with a word that this version does not know, where that is a mistake.

use super::ingest::{Columns, Misfit};
use super::row::Record;
use super::store::Register;
use crate::words;

impl Register {
    /// What is wrong with the record, where only the words that this version knows may stand.
    #[cold]
    pub(crate) fn mistaken(&self, record: Record) -> Option<Misfit> {
        words::refused_in(|| Columns::default().ingest(0, self.bytes(record))).err()
    }
}
