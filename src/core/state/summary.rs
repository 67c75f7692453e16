//! A few fields of a record, read without the rest of it.

use std::collections::BTreeMap;

use super::row::RowId;
use super::store::Register;
use crate::record::{Field, Fields, RecordSummary, provisional};

impl Register {
    /// Its reference as it is shown, and those of its fields that are wanted, without reading the rest.
    #[must_use]
    pub fn summary(&self, row_id: RowId, wanted: &[Field]) -> Option<(String, Fields)> {
        let summary = RecordSummary::parse(self.bytes(row_id), wanted, false).ok()?;
        let reference = summary.reference.unwrap_or_else(|| provisional(self.row(row_id).kind, self.id(row_id)));
        Some((reference, summary.fields))
    }

    /// What it holds of the programme's own fields, without reading the rest.
    #[must_use]
    pub fn custom(&self, row_id: RowId) -> BTreeMap<String, String> {
        RecordSummary::parse(self.bytes(row_id), &[], true).map(|summary| summary.custom).unwrap_or_default()
    }
}
