//! What of a change request parties assess: the text that a version freezes.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::case::{MILESTONES, is_content};
use super::whole_record::Record;
use crate::json;

/// The text of a change request as it stands now.
#[must_use]
pub fn content_of(record: &Record) -> BTreeMap<String, Json> {
    let fields = record.fields.iter().filter(|(field, _)| is_content(*field));
    let mut content: BTreeMap<String, Json> =
        fields.map(|(field, value)| (field.name().to_owned(), json::write(value))).collect();
    if !record.case.milestone_moves.is_empty() {
        let moves = record.case.milestone_moves.iter().map(|milestone_move| Json::from(milestone_move.to_string())).collect();
        content.insert(MILESTONES.into(), Json::Array(moves));
    }
    content
}
