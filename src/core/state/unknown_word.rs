//! The error of a record with a word that this version does not know, in a file where no newer version can have written it.

use super::ingest::{Columns, RecordError};
use super::row::RowId;
use super::store::Register;
use crate::words;

impl Register {
    /// What is wrong with the record, where only the words that this version knows may stand.
    #[cold]
    pub(crate) fn unknown_word_error(&self, row_id: RowId) -> Option<RecordError> {
        words::refused_in(|| Columns::default().ingest(RowId::at(0), self.bytes(row_id))).err()
    }
}
