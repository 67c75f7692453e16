//! Looks a record up by what a person typed.

use std::borrow::Cow;

use super::search::Query;
use crate::record::{Kind, Shape, normal_form};
use crate::state::{Register, RowId};

impl Register {
    /// What was typed for a field of that shape: where something can be due at a meeting, the reference of a meeting that
    /// is in the register is enough.
    #[must_use]
    pub fn as_due<'t>(&self, shape: Shape, typed: &'t str) -> Cow<'t, str> {
        let known = self.by_reference(typed.trim()).filter(|row_id| shape == Shape::Due && self.row(*row_id).kind.is_meeting());
        match known.and_then(|row_id| self.record(row_id)) {
            Some(meeting) => Cow::Owned(format!("meeting {}", meeting.shown_reference())),
            None => Cow::Borrowed(typed),
        }
    }

    /// Records that may be meant by a reference that nobody has: those that mention it, that begin like it, or that
    /// differ from it in one letter; at most `most`.
    #[must_use]
    pub fn near(&self, reference: &str, most: usize) -> Vec<RowId> {
        let mentioned = self.suggest(reference, None, most);
        if !mentioned.is_empty() {
            return mentioned;
        }
        let wanted: Vec<char> = normal_form(reference).chars().collect();
        if wanted.len() < 2 {
            return Vec::new();
        }
        let is_near = |row_id: &RowId| {
            let given = self.record(*row_id).and_then(|record| record.reference).unwrap_or_default();
            let given: Vec<char> = normal_form(&given).chars().collect();
            one_apart(&wanted, &given) || (wanted.len() > 3 && given.starts_with(&wanted[..wanted.len() - 1]))
        };
        self.records().filter(|row_id| !self.row(*row_id).removed).filter(is_near).take(most).collect()
    }

    /// Records whose reference or title begins with, or contains, what was typed: the best first, at most `most`.
    #[must_use]
    pub fn suggest(&self, typed: &str, kinds: Option<Kind>, most: usize) -> Vec<RowId> {
        let query = Query::parse(typed);
        let exact = self.by_reference(typed);
        let marks = self.search_text().find(query.words());
        let wanted = |row_id: &RowId| !self.row(*row_id).removed && kinds.is_none_or(|kind| self.row(*row_id).kind == kind);
        let hits = self.records().filter(|row_id| marks.as_ref().is_none_or(|marks| marks[row_id.index()]));
        exact.into_iter().chain(hits.filter(|row_id| Some(*row_id) != exact)).filter(wanted).take(most).collect()
    }
}

/// Whether one letter too many, too few or other is all that parts them, or two that stand the wrong way round.
fn one_apart(one: &[char], other: &[char]) -> bool {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    match (one, other) {
        ([_, one @ ..], [_, rest @ ..]) if one == rest => true,
        ([_, one @ ..], other) if one == other => true,
        (one, [_, other @ ..]) if one == other => true,
        ([a, b, one @ ..], [c, d, other @ ..]) => a == d && b == c && one == other,
        (_, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_one_letter_apart_is_near() {
        let near = |one: &str, other: &str| one_apart(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>());
        for (one, other) in [("r525", "r526"), ("r525", "r55"), ("r525", "r5255"), ("r525", "r552"), ("r525", "5525")] {
            assert!(near(one, other), "{one} {other}");
        }
        for (one, other) in [("r9999", "a1"), ("r9999", "r525"), ("", "ab")] {
            assert!(!near(one, other), "{one} {other}");
        }
    }
}
