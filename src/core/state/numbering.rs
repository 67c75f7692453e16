//! Who has which reference: the next free number, and what happens when two copies gave out the same.

use rustc_hash::FxHashSet;

use super::order::{self, reference_hash};
use super::row::Record;
use super::spelled::Spelled;
use super::store::Register;
use crate::item::{Anomaly, Field, Item, Kind, LinkType};
use crate::kind::Series;
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
        but: &FxHashSet<Record>,
        beside: &[(EventId, Kind, u64)],
        is_free: &dyn Fn(&str) -> bool,
    ) -> String {
        let numbering = kind.definition().numbering;
        let (prefix, width) = match (numbering.series, forum.filter(|code| is_code(code))) {
            (Some(Series::Meeting), Some(meeting)) => (format!("{}-", action_series(meeting)), 2),
            (Some(Series::Forum), Some(forum)) => (format!("{forum}-{}", kind.prefix()), 2),
            (Some(Series::Group), Some(group)) => (group.to_owned(), 3),
            (None, _) | (_, None) => (kind.prefix().to_owned(), numbering.width),
        };
        let mut series = HighestNumber::of(&prefix);
        for record in self.records() {
            let row = self.row(record);
            if row.kind == kind && !but.contains(&record) {
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
    pub(crate) fn raised_at(&self, item: &Item) -> impl Iterator<Item = Item> {
        let at = item.links.iter().filter(|link| link.link == LinkType::RaisedAt);
        at.filter_map(|link| self.by_id(link.to)).filter_map(|meeting| self.item(meeting))
    }

    /// Puts a record and settles who shows a reference that several were given: the earliest keeps it, the others show
    /// it with `b`, `c`… Gives every record that shows something else than before.
    pub fn settle(&mut self, item: Item) -> Vec<Record> {
        let was = self.by_id(item.id).and_then(|record| self.item(record)).map(|old| Spelled::of(&old));
        self.settle_over(item, was)
    }

    /// As [`Register::settle`], by whoever has just read what stands there.
    #[inline(never)]
    pub(crate) fn settle_over(&mut self, mut item: Item, was: Option<Spelled>) -> Vec<Record> {
        let mut touched = Vec::new();
        let reference = item.reference.clone();
        // A part does not hold the others that the letter tells it from.
        let keeps = self.is_part && was.as_ref().is_some_and(|was| was.reference == reference);
        item.twin = self.twin_of(item.id, reference.as_deref()).or(item.twin.filter(|_| keeps));
        touched.push(self.put_over(&item, was.as_ref()));
        let before = was.and_then(|was| was.reference);
        for shared in [before.filter(|old| Some(old) != reference.as_ref()), reference].into_iter().flatten() {
            self.settle_letters(&shared, touched.first().copied(), &mut touched);
        }
        touched
    }

    /// Puts one of many records, with the letter that it shows. Who shows which is [settled](Register::settle_letters) when
    /// all of them are there; gives the references that this is about.
    #[inline(never)]
    pub(crate) fn put_one(&mut self, item: &Item, was: Option<&Spelled>) -> (Record, impl Iterator<Item = String> + use<>) {
        let record = self.put_over(item, was);
        let left = was.and_then(|was| was.reference.clone()).filter(|old| Some(old) != item.reference.as_ref());
        let is_shared = |reference: &String| self.holders(reference).len() > 1 || self.row(record).twin;
        (record, left.into_iter().chain(item.reference.clone().filter(is_shared)).collect::<Vec<_>>().into_iter())
    }

    /// Settles who shows a reference that several were given. What the record that was just put shows is settled.
    pub(crate) fn settle_letters(&mut self, reference: &str, put: Option<Record>, touched: &mut Vec<Record>) {
        let form = crate::item::normal_form(reference);
        let given: Vec<Record> = self.given(&form, self.holders(reference)).collect();
        for (earlier, record) in given.into_iter().enumerate() {
            if Some(record) == put || (earlier == 0 && !self.row(record).twin) {
                continue;
            }
            let Some(mut item) = self.item(record) else { continue };
            // A part does not hold the others that the letter tells it from.
            let twin = letter(earlier).or(item.twin.filter(|_| put.is_none() && self.is_part));
            if twin != item.twin {
                item.twin = twin;
                self.put(&item);
                touched.push(record);
            }
        }
    }

    /// Those of the holders of a spelling, in normal form, that were given it as their reference.
    pub(super) fn given(&self, form: &str, holders: &[Record]) -> impl Iterator<Item = Record> {
        let hash = reference_hash(form);
        holders.iter().copied().filter(move |holder| self.given[*holder as usize] == hash)
    }

    /// The records that show a letter after their reference.
    #[must_use]
    pub fn twins(&self) -> Vec<Record> {
        self.records().filter(|record| self.row(*record).twin).collect()
    }

    /// What a merge tells of a record that was given a reference that somebody else had given, and of the requests it
    /// decides: their reasons cite it as it was.
    #[must_use]
    pub fn twin_told(&self, record: Record) -> Vec<(String, Anomaly)> {
        let Some(item) = self.item(record).filter(|item| item.twin.is_some()) else { return Vec::new() };
        let (event, shown) = (item.id, item.shown_reference());
        let given = item.reference.unwrap_or_default();
        let what = format!("{given} was given twice: this one is shown as {shown} until it is given a reference of its own");
        let mut told = vec![(shown.clone(), Anomaly::Amiss { event, what })];
        let decided = self.links_to(record).into_iter().filter(|(_, link)| *link == LinkType::DecidedBy);
        told.extend(decided.filter_map(|(from, _)| self.item(from)).map(|request| {
            let what = format!("It was decided by {shown}: where its reason cites {given}, that one is meant");
            (request.shown_reference(), Anomaly::Amiss { event, what })
        }));
        told
    }

    /// The letter a record shows after its reference: none for the earliest holder.
    #[must_use]
    pub fn twin_of(&self, id: EventId, reference: Option<&str>) -> Option<char> {
        let reference = reference?;
        let holders = self.holders(reference);
        let earlier = holders.partition_point(|holder| self.id(*holder) < id);
        letter(self.given(&crate::item::normal_form(reference), &holders[..earlier]).count())
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

impl Item {
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
