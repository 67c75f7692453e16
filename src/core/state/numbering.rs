//! Who has which reference: the next free number, and what happens when two copies gave out the same.

use rustc_hash::FxHashSet;

use super::order::{self, reference_hash};
use super::reference_keys::ReferenceKeys;
use super::row::RowId;
use super::store::Register;
use crate::kind::Series;
use crate::record::{Anomaly, Field, Kind, LinkType, Record};
use crate::stamp::EventId;

/// The reference after that one: its last number, plus one, as wide as before.
pub(crate) fn following(reference: &str) -> String {
    let at = reference.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let width = reference.len() - at;
    let number: u64 = reference[at..].parse().unwrap_or(0);
    format!("{}{:0width$}", &reference[..at], number + 1)
}

impl Register {
    /// The next free reference of a kind, where records were numbered that are not put down yet: those that were are left
    /// out of the columns, and the keys of their references come beside these.
    pub(super) fn next_reference_beside(
        &self,
        kind: Kind,
        forum: Option<&str>,
        but: &FxHashSet<RowId>,
        beside: &[(EventId, Kind, u64)],
        is_free: &dyn Fn(&str) -> bool,
    ) -> String {
        let numbering = kind.definition().numbering;
        let (prefix, width) = match (numbering.series, forum.filter(|code| is_code(code))) {
            (Some(Series::Meeting), Some(meeting)) => (format!("{}-", action_series(meeting)), 2),
            (Some(Series::Forum), Some(forum)) => (format!("{forum}-{}", self.scheme.prefix(kind)), 2),
            (Some(Series::Group), Some(group)) => (group.to_owned(), 3),
            (None, _) | (_, None) => (self.scheme.prefix(kind).to_owned(), numbering.width),
        };
        let mut series = HighestNumber::of(&prefix);
        for row_id in self.records() {
            let row = self.row(row_id);
            if row.kind == kind && !but.contains(&row_id) {
                series.meet(row.reference_key);
            }
        }
        for (_, of, key) in beside {
            if *of == kind {
                series.meet(*key);
            }
        }
        loop {
            series.highest += 1;
            let reference = format!("{prefix}{:0width$}", series.highest);
            if is_free(&reference) {
                return reference;
            }
        }
    }

    /// The meetings that a record was raised at.
    pub(crate) fn raised_at(&self, record: &Record) -> impl Iterator<Item = Record> {
        let at = record.links.iter().filter(|link| link.link == LinkType::RaisedAt);
        at.filter_map(|link| self.by_id(link.to)).filter_map(|meeting| self.record(meeting))
    }

    /// Puts a record and settles who shows a reference that several were given: the earliest keeps it, the others show
    /// it with `b`, `c`… Gives every record that shows something else than before.
    pub fn settle(&mut self, record: Record) -> Vec<RowId> {
        let was = self.by_id(record.id).and_then(|row_id| self.record(row_id)).map(|old| ReferenceKeys::of(&old));
        self.settle_over(record, was)
    }

    /// As [`Register::settle`], by whoever has just read what stands there.
    #[inline(never)]
    pub(crate) fn settle_over(&mut self, mut record: Record, was: Option<ReferenceKeys>) -> Vec<RowId> {
        let mut touched = Vec::new();
        let reference = record.reference.clone();
        // A part does not hold the others that the letter tells it from.
        let keeps = self.is_part && was.as_ref().is_some_and(|was| was.reference == reference);
        record.reference_clash =
            self.reference_clash_of(record.id, reference.as_deref()).or(record.reference_clash.filter(|_| keeps));
        touched.push(self.put_over(&record, was.as_ref()));
        let before = was.and_then(|was| was.reference);
        for shared in [before.filter(|old| Some(old) != reference.as_ref()), reference].into_iter().flatten() {
            self.settle_letters(&shared, touched.first().copied(), &mut touched);
        }
        touched
    }

    /// Puts one of many records, with the letter that it shows. Who shows which is [settled](Register::settle_letters) when
    /// all of them are there; gives the references that this is about.
    #[inline(never)]
    pub(crate) fn put_one(
        &mut self,
        record: &Record,
        was: Option<&ReferenceKeys>,
    ) -> (RowId, impl Iterator<Item = String> + use<>) {
        let row_id = self.put_over(record, was);
        let left = was.and_then(|was| was.reference.clone()).filter(|old| Some(old) != record.reference.as_ref());
        let is_shared = |reference: &String| self.holders(reference).len() > 1 || self.row(row_id).reference_clash;
        (row_id, left.into_iter().chain(record.reference.clone().filter(is_shared)).collect::<Vec<_>>().into_iter())
    }

    /// Settles who shows a reference that several were given. What the record that was just put shows is settled.
    pub(crate) fn settle_letters(&mut self, reference: &str, put: Option<RowId>, touched: &mut Vec<RowId>) {
        let form = crate::record::normal_form(reference);
        let given: Vec<RowId> = self.given(&form, self.holders(reference)).collect();
        for (earlier, row_id) in given.into_iter().enumerate() {
            if Some(row_id) == put || (earlier == 0 && !self.row(row_id).reference_clash) {
                continue;
            }
            let Some(mut record) = self.record(row_id) else { continue };
            // A part does not hold the others that the letter tells it from.
            let reference_clash = letter(earlier).or(record.reference_clash.filter(|_| put.is_none() && self.is_part));
            if reference_clash != record.reference_clash {
                record.reference_clash = reference_clash;
                self.put(&record);
                touched.push(row_id);
            }
        }
    }

    /// Those of the holders of a spelling, in normal form, that were given it as their reference.
    pub(super) fn given(&self, form: &str, holders: &[RowId]) -> impl Iterator<Item = RowId> {
        let hash = reference_hash(form);
        holders.iter().copied().filter(move |holder| self.given[holder.index()] == hash)
    }

    /// The records that show a letter after their reference.
    #[must_use]
    pub fn reference_clashes(&self) -> Vec<RowId> {
        self.records().filter(|row_id| self.row(*row_id).reference_clash).collect()
    }

    /// What a merge tells of a record that was given a reference that somebody else had given, and of the requests it
    /// decides: their reasons cite it as it was.
    #[must_use]
    pub fn reference_clash_anomalies(&self, row_id: RowId) -> Vec<(String, Anomaly)> {
        let Some(record) = self.record(row_id).filter(|record| record.reference_clash.is_some()) else { return Vec::new() };
        let (event, shown) = (record.id, record.shown_reference());
        let given = record.reference.unwrap_or_default();
        let what = format!("{given} was given twice: this one is shown as {shown} until it is given a reference of its own");
        let mut anomalies = vec![(shown.clone(), Anomaly::Amiss { event, what })];
        let decided = self.links_to(row_id).into_iter().filter(|(_, link)| *link == LinkType::DecidedBy);
        anomalies.extend(decided.filter_map(|(from, _)| self.record(from)).map(|request| {
            let what = format!("It was decided by {shown}: where its reason cites {given}, that one is meant");
            (request.shown_reference(), Anomaly::Amiss { event, what })
        }));
        anomalies
    }

    /// The letter a record shows after its reference: none for the earliest holder.
    #[must_use]
    pub fn reference_clash_of(&self, id: EventId, reference: Option<&str>) -> Option<char> {
        let reference = reference?;
        let holders = self.holders(reference);
        let earlier = holders.partition_point(|holder| self.id(*holder) < id);
        letter(self.given(&crate::record::normal_form(reference), &holders[..earlier]).count())
    }
}

/// The highest number given so far in a series.
struct HighestNumber {
    series: u64,
    highest: u64,
}

impl HighestNumber {
    fn of(prefix: &str) -> HighestNumber {
        HighestNumber { series: order::reference_key(prefix), highest: 0 }
    }

    /// Takes in a reference that was given, as its key.
    fn meet(&mut self, key: u64) {
        let (within, first) = (order::first(self.series), order::first(key));
        if order::letters(key) == order::letters(self.series) && (within == 0 || within == first) {
            self.highest = self.highest.max(if within == 0 { first } else { order::second(key) });
        }
    }
}

/// What is shown behind a reference that so many earlier records were given.
pub(super) fn letter(earlier: usize) -> Option<char> {
    let letters = ('b'..='z').nth(earlier.checked_sub(1)?);
    Some(letters.unwrap_or('z'))
}

impl Record {
    /// What its reference is numbered within: an action's meeting, a decision's forum, a meeting's group.
    #[must_use]
    pub fn forum(&self) -> Option<&str> {
        match self.kind.definition().numbering.series {
            Some(Series::Forum) => self.fields.text(Field::Forum),
            Some(Series::Group) => self.fields.text(Field::Group),
            Some(Series::Meeting) | None => None,
        }
    }
}

/// Whether a reference can be made of it: `TMAG`, `DAG029`, and not "the Chair, offline".
fn is_code(forum: &str) -> bool {
    (1..=16).contains(&forum.len()) && forum.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Meeting `TMAG004` numbers its actions `TMAG04-01`: the papers drop one zero. What stands behind the number, as for an
/// extraordinary meeting or one of two that were given it, makes no other series.
fn action_series(meeting: &str) -> String {
    let at = meeting.find(|c: char| c.is_ascii_digit()).unwrap_or(meeting.len());
    let (group, rest) = meeting.split_at(at);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number: u64 = rest[..end].parse().unwrap_or(0);
    format!("{group}{number:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_numbered_as_the_papers_do() {
        let register = Register::default();
        assert_eq!(register.next_reference(Kind::Action, Some("TMAG004")), "TMAG04-01");
        for meeting in ["DAG030", "DAG030A", "DAG030-EX", "DAG030b"] {
            assert_eq!(register.next_reference(Kind::Action, Some(meeting)), "DAG30-01");
        }
        assert_eq!(register.next_reference(Kind::Decision, Some("DAG")), "DAG-DEC01");
        assert_eq!(register.next_reference(Kind::Decision, Some("the Chair, offline")), "DEC001");
        assert_eq!(register.next_reference(Kind::ChangeRequest, None), "CR001");
        assert_eq!(register.next_reference(Kind::Risk, None), "R1");
    }
}
