//! A scratch fold: the records as the events of one step make them before any of these is recorded. It holds the records
//! that the step is about and nothing else, so its cost is that of the step, whatever the register's size.

use rustc_hash::{FxHashMap, FxHashSet};

use super::numbering::letter;
use super::order::reference_key;
use super::records::RecordLookup;
use super::reference_keys::ReferenceKeys;
use super::row::RowId;
use super::store::Register;
use crate::log::{Event, Fact};
use crate::record::{Anomaly, Kind, LinkType, Record, Status, normal_form, provisional_forms};
use crate::scheme::Scheme;
use crate::stamp::EventId;

/// What the events of one step have changed so far.
#[derive(Debug, Default)]
pub struct ScratchChanges {
    /// In the order in which they were come to.
    records: Vec<TouchedRecord>,
    /// Their places in that order.
    places: FxHashMap<EventId, u32>,
    /// The places of those that were raised or given another reference, by the spellings they gained: in normal form.
    spellings: FxHashMap<String, Vec<u32>>,
    /// The records of the register whose references in its columns are not theirs any more.
    renumbered: FxHashSet<RowId>,
    /// The references that were given, each as its [key](reference_key); none is the largest there is.
    numbers: Vec<(EventId, Kind, u64)>,
    /// Title and scheme, once one of them was changed.
    heading: Option<Box<(String, Scheme)>>,
}

/// One record of a step.
#[derive(Debug)]
struct TouchedRecord {
    record: Record,
    /// How it was called before the step; nothing where the step raises it.
    was: Option<ReferenceKeys>,
    /// Whether an event is about it. Of the others another letter is shown, which the register settles by itself.
    is_told: bool,
}

impl ScratchChanges {
    fn get(&self, id: EventId) -> Option<&Record> {
        self.places.get(&id).map(|place| &self.records[*place as usize].record)
    }

    /// The records that events are about, each as they made it and with how it was called before.
    pub(crate) fn into_records(self) -> impl Iterator<Item = (Record, Option<ReferenceKeys>)> {
        self.records.into_iter().filter(|changed| changed.is_told).map(|changed| (changed.record, changed.was))
    }
}

/// A register with the events of a step folded over it. The register itself stays as it is.
#[derive(Debug)]
pub struct ScratchFold<'r> {
    register: &'r Register,
    changes: ScratchChanges,
}

impl<'r> ScratchFold<'r> {
    /// The register as it stands.
    #[must_use]
    pub fn of(register: &'r Register) -> ScratchFold<'r> {
        ScratchFold::over(register, ScratchChanges::default())
    }

    /// Goes on with a step, over a register that has not changed since.
    #[must_use]
    pub fn over(register: &'r Register, changes: ScratchChanges) -> ScratchFold<'r> {
        ScratchFold { register, changes }
    }

    /// What the events have changed.
    #[must_use]
    pub fn into_changes(self) -> ScratchChanges {
        self.changes
    }

    /// Folds one more event into it. One about a record that is not here, and raises none, is passed over.
    pub fn fold(&mut self, event: &Event, anomalies: &mut Vec<Anomaly>) {
        let Some(fact) = event.known() else { return };
        if fact.is_about_register() {
            let register = self.register;
            let heading = || Box::new((register.title.clone(), register.scheme.clone()));
            let heading = self.changes.heading.get_or_insert_with(heading);
            fold_heading(&mut heading.0, &mut heading.1, fact);
            return;
        }
        let (place, before) = match self.place(event.about) {
            Some(place) => {
                let record = &mut self.changes.records[place as usize].record;
                let before = record.reference.clone();
                record.apply(event, anomalies);
                (place, before)
            }
            None => {
                let Some(record) = Record::raised_by(event) else { return };
                (self.insert(record, None), None)
            }
        };
        self.changes.records[place as usize].is_told = true;
        if matches!(fact, Fact::Raised { .. } | Fact::Numbered { .. } | Fact::AliasChanged { .. }) {
            self.spell(place, before);
        }
    }

    /// The place of a record, which is read at the first touch.
    fn place(&mut self, id: EventId) -> Option<u32> {
        if let Some(place) = self.changes.places.get(&id) {
            return Some(*place);
        }
        let record = self.register.lookup(id)?;
        let was = ReferenceKeys::of(&record);
        Some(self.insert(record, Some(was)))
    }

    fn insert(&mut self, record: Record, was: Option<ReferenceKeys>) -> u32 {
        let place = self.changes.records.len() as u32;
        self.changes.places.insert(record.id, place);
        self.changes.records.push(TouchedRecord { record, was, is_told: false });
        place
    }

    /// Notes how a record can be called by now, and who shows a letter behind a reference that it took or left.
    fn spell(&mut self, place: u32, before: Option<String>) {
        let record = &mut self.changes.records[place as usize].record;
        for spelling in ReferenceKeys::of(record).all {
            let places = self.changes.spellings.entry(spelling).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        let (id, kind, now) = (record.id, record.kind, record.reference.clone());
        if before == now {
            return;
        }
        record.reference_clash = record.reference_clash.filter(|_| now.is_some());
        if let Some(row_id) = self.register.by_id(id) {
            self.changes.renumbered.insert(row_id);
        }
        for reference in before.iter().chain(&now) {
            self.settle_letters(&normal_form(reference));
        }
        let shown = self.changes.records[place as usize].record.shown_reference();
        let number = (id, kind, if now.is_some() { reference_key(&shown) } else { u64::MAX });
        match self.changes.numbers.iter_mut().find(|(have, ..)| *have == id) {
            Some(have) => *have = number,
            None => self.changes.numbers.push(number),
        }
    }

    fn settle_letters(&mut self, form: &str) {
        let mut earlier = 0;
        for id in self.holders(form) {
            // Those that only know it as an alias do not count.
            let Some(record) = self.lookup(id).filter(|record| is_given(record, form)) else { continue };
            let reference_clash = letter(earlier);
            earlier += 1;
            if record.reference_clash != reference_clash
                && let Some(place) = self.place(id)
            {
                self.changes.records[place as usize].record.reference_clash = reference_clash;
            }
        }
    }

    /// Those that were given that spelling, in normal form, earliest first.
    fn holders(&self, form: &str) -> Vec<EventId> {
        let before = self.register.holders(form).iter().map(|row_id| self.register.id(*row_id));
        let gained = self.changes.spellings.get(form).into_iter().flatten();
        let gained = gained.map(|place| self.changes.records[*place as usize].record.id);
        let is_called = |id: &EventId| self.changes.get(*id).is_none_or(|record| is_called(record, form));
        let mut all: Vec<EventId> = before.chain(gained).filter(is_called).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Whether that is the reference it was given.
fn is_given(record: &Record, form: &str) -> bool {
    record.reference.as_deref().is_some_and(|given| normal_form(given) == form)
}

/// Whether a record can be called so.
fn is_called(record: &Record, form: &str) -> bool {
    let forms = || provisional_forms(record.kind, record.id);
    let once = record.reference.is_none() || !record.aliases.is_empty();
    ReferenceKeys::of(record).all.iter().any(|spelling| spelling == form) || (once && forms().iter().any(|have| have == form))
}

/// Folds a fact about the register itself into its title and scheme.
pub(crate) fn fold_heading(title: &mut String, scheme: &mut Scheme, fact: &Fact) -> bool {
    match fact {
        Fact::RegisterOpened { title: to } | Fact::RegisterRenamed { to, .. } => title.clone_from(to),
        Fact::SchemeChanged { from, to } => *scheme = Scheme::three_way_merge(from, scheme, to),
        _ => return false,
    }
    true
}

impl RecordLookup for ScratchFold<'_> {
    fn title(&self) -> &str {
        self.changes.heading.as_ref().map_or(&self.register.title, |heading| &heading.0)
    }

    fn scheme(&self) -> &Scheme {
        self.changes.heading.as_ref().map_or(&self.register.scheme, |heading| &heading.1)
    }

    fn lookup(&self, id: EventId) -> Option<Record> {
        self.changes.get(id).cloned().or_else(|| self.register.lookup(id))
    }

    fn called(&self, written: &str) -> Vec<EventId> {
        let form = normal_form(written);
        let mut all = self.holders(&form);
        let shows = |id: &EventId| self.lookup(*id).is_some_and(|record| normal_form(&record.shown_reference()) == form);
        if all.len() > 1
            && let Some(at) = all.iter().position(shows)
        {
            let shown = all.remove(at);
            all.insert(0, shown);
        }
        all
    }

    fn next_reference(&self, kind: Kind, within: Option<&str>) -> String {
        let ScratchChanges { renumbered, numbers, .. } = &self.changes;
        self.register.next_reference_beside(kind, within, renumbered, numbers, &|reference| self.called(reference).is_empty())
    }

    fn links_from(&self, to: EventId) -> Vec<(EventId, LinkType)> {
        let mut links = Vec::new();
        for link in self.register.links_from(to) {
            if self.changes.get(link.0).is_none() {
                links.push(link);
            }
        }
        for record in self.changes.records.iter().map(|changed| &changed.record) {
            for link in record.links.iter().filter(|link| link.to == to) {
                links.push((record.id, link.link));
            }
        }
        links
    }

    fn standing_at(&self, kind: Kind, statuses: &[Status]) -> Vec<EventId> {
        let touched = self.changes.records.iter().map(|changed| &changed.record);
        let is_there =
            |record: &&Record| record.kind == kind && record.removed.is_none() && statuses.contains(&record.standing.status);
        let others = self.register.standing_at(kind, statuses).into_iter().filter(|id| !self.changes.places.contains_key(id));
        others.chain(touched.filter(is_there).map(|record| record.id)).collect()
    }
}

impl RecordLookup for Register {
    fn title(&self) -> &str {
        &self.title
    }

    fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    fn lookup(&self, id: EventId) -> Option<Record> {
        self.by_id(id).and_then(|row_id| self.record(row_id))
    }

    fn called(&self, written: &str) -> Vec<EventId> {
        ScratchFold::of(self).called(written)
    }

    fn next_reference(&self, kind: Kind, within: Option<&str>) -> String {
        ScratchFold::of(self).next_reference(kind, within)
    }

    fn links_from(&self, to: EventId) -> Vec<(EventId, LinkType)> {
        let links = self.by_id(to).map(|row_id| self.links_to(row_id)).unwrap_or_default();
        links.into_iter().map(|(from, link)| (self.id(from), link)).collect()
    }

    fn standing_at(&self, kind: Kind, statuses: &[Status]) -> Vec<EventId> {
        let is_there = |row_id: &RowId| {
            let row = self.row(*row_id);
            row.kind == kind && !row.removed && statuses.contains(&row.status)
        };
        self.records().filter(is_there).map(|row_id| self.id(row_id)).collect()
    }
}

impl Register {
    /// The next free reference of a kind. Actions are numbered within their meeting, decisions within their forum, when
    /// the fields say which.
    #[must_use]
    pub fn next_reference(&self, kind: Kind, forum: Option<&str>) -> String {
        ScratchFold::of(self).next_reference(kind, forum)
    }
}
