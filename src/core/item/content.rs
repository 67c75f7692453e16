//! What of a change request parties assess: the text that a version freezes.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::case::{MILESTONES, is_content};
use super::record::Item;
use crate::json;

/// The text of a change request as it stands now.
#[must_use]
pub fn content_of(item: &Item) -> BTreeMap<String, Json> {
    let fields = item.fields.iter().filter(|(field, _)| is_content(*field));
    let mut content: BTreeMap<String, Json> =
        fields.map(|(field, value)| (field.name().to_owned(), json::write(value))).collect();
    if !item.case.shifts.is_empty() {
        let moves = item.case.shifts.iter().map(|shift| Json::from(shift.words())).collect();
        content.insert(MILESTONES.into(), Json::Array(moves));
    }
    content
}
