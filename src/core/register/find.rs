//! Looks a record up by what a person typed.

use std::borrow::Cow;

use super::Register;
use super::store::Record;
use crate::item::{Item, Kind, Shape, normal_form};
use crate::log::Log;
use crate::sorting::{sort_by, sort_by_key};
use crate::stamp::EventId;

impl Register {
    /// Links that lead to no record.
    #[must_use]
    pub fn dangling(&self) -> Vec<(Record, EventId)> {
        let lost = self.back.iter().filter(|(to, _)| !self.by_id.contains_key(to));
        let mut lost: Vec<(Record, EventId)> = lost.flat_map(|(to, from)| from.iter().map(|from| (*from, *to))).collect();
        sort_by(&mut lost, Ord::cmp);
        lost
    }

    /// What the log tells of and no record is: the register itself, and records that the state does not show.
    pub(crate) fn strangers(&self, log: &Log) -> Vec<EventId> {
        log.records().into_iter().filter(|id| !self.by_id.contains_key(id)).collect()
    }

    /// What tells of the register itself: the strangers, and records whose id another event bears as well.
    pub(crate) fn headed(&self, log: &Log) -> Vec<EventId> {
        let mut all = self.strangers(log);
        all.extend(log.shared_ids().into_iter().map(|(_, about)| about).filter(|about| self.by_id.contains_key(about)));
        all
    }

    /// The records that were struck out, the newest first, at most so many.
    #[must_use]
    pub fn struck(&self, most: usize) -> Vec<Item> {
        let mut struck: Vec<Record> = self.records().filter(|record| self.row(*record).removed).collect();
        sort_by_key(&mut struck, |record| std::cmp::Reverse(self.row(*record).changed));
        struck.into_iter().take(most).filter_map(|record| self.item(record)).collect()
    }

    /// What was typed for a field of that shape: where something can be due at a meeting, the reference of a meeting that
    /// is in the register is enough.
    #[must_use]
    pub fn as_due<'t>(&self, shape: Shape, typed: &'t str) -> Cow<'t, str> {
        let known =
            self.by_reference(typed.trim()).filter(|record| shape == Shape::Due && self.row(*record).kind == Kind::Meeting);
        match known.and_then(|record| self.item(record)) {
            Some(meeting) => Cow::Owned(format!("meeting {}", meeting.shown_reference())),
            None => Cow::Borrowed(typed),
        }
    }

    /// Records that may be meant by a reference that nobody has: those that mention it, that begin like it, or that
    /// differ from it in one letter; at most `most`.
    #[must_use]
    pub fn near(&self, reference: &str, most: usize) -> Vec<Record> {
        let mentioned = self.suggest(reference, None, most);
        if !mentioned.is_empty() {
            return mentioned;
        }
        let wanted: Vec<char> = normal_form(reference).chars().collect();
        if wanted.len() < 2 {
            return Vec::new();
        }
        let is_near = |record: &Record| {
            let given = self.item(*record).and_then(|item| item.reference).unwrap_or_default();
            let given: Vec<char> = normal_form(&given).chars().collect();
            one_apart(&wanted, &given) || (wanted.len() > 3 && given.starts_with(&wanted[..wanted.len() - 1]))
        };
        self.records().filter(|record| !self.row(*record).removed).filter(is_near).take(most).collect()
    }

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
