//! A scratch fold: the records as the events of one step make them before any of these is recorded. It holds the records
//! that the step is about and nothing else, so its cost is that of the step, whatever the register's size.

use rustc_hash::{FxHashMap, FxHashSet};

use super::numbering::letter;
use super::order::reference_key;
use super::records::RecordLookup;
use super::row::Record;
use super::spelled::Spelled;
use super::store::Register;
use crate::item::{Anomaly, Item, Kind, LinkType, normal_form, provisional_forms};
use crate::log::{Event, Fact};
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
    renumbered: FxHashSet<Record>,
    /// The references that were given, each as its [key](reference_key); none is the largest there is.
    numbers: Vec<(EventId, Kind, u64)>,
    /// Title and scheme, once one of them was changed.
    heading: Option<Box<(String, Scheme)>>,
}

/// One record of a step.
#[derive(Debug)]
struct TouchedRecord {
    item: Item,
    /// How it was called before the step; nothing where the step raises it.
    was: Option<Spelled>,
    /// Whether an event is about it. Of the others another letter is shown, which the register settles by itself.
    is_told: bool,
}

impl ScratchChanges {
    fn get(&self, id: EventId) -> Option<&Item> {
        self.places.get(&id).map(|place| &self.records[*place as usize].item)
    }

    /// The records that events are about, each as they made it and with how it was called before.
    pub(crate) fn into_records(self) -> impl Iterator<Item = (Item, Option<Spelled>)> {
        self.records.into_iter().filter(|changed| changed.is_told).map(|changed| (changed.item, changed.was))
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
                let item = &mut self.changes.records[place as usize].item;
                let before = item.reference.clone();
                item.apply(event, anomalies);
                (place, before)
            }
            None => {
                let Some(item) = Item::raised_by(event) else { return };
                (self.insert(item, None), None)
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
        let item = self.register.record(id)?;
        let was = Spelled::of(&item);
        Some(self.insert(item, Some(was)))
    }

    fn insert(&mut self, item: Item, was: Option<Spelled>) -> u32 {
        let place = self.changes.records.len() as u32;
        self.changes.places.insert(item.id, place);
        self.changes.records.push(TouchedRecord { item, was, is_told: false });
        place
    }

    /// Notes how a record can be called by now, and who shows a letter behind a reference that it took or left.
    fn spell(&mut self, place: u32, before: Option<String>) {
        let item = &mut self.changes.records[place as usize].item;
        for spelling in Spelled::of(item).all {
            let places = self.changes.spellings.entry(spelling).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        let (id, kind, now) = (item.id, item.kind, item.reference.clone());
        if before == now {
            return;
        }
        item.twin = item.twin.filter(|_| now.is_some());
        if let Some(record) = self.register.by_id(id) {
            self.changes.renumbered.insert(record);
        }
        for reference in before.iter().chain(&now) {
            self.settle_letters(&normal_form(reference));
        }
        let shown = self.changes.records[place as usize].item.shown_reference();
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
            let Some(item) = self.record(id).filter(|item| is_given(item, form)) else { continue };
            let twin = letter(earlier);
            earlier += 1;
            if item.twin != twin
                && let Some(place) = self.place(id)
            {
                self.changes.records[place as usize].item.twin = twin;
            }
        }
    }

    /// Those that were given that spelling, in normal form, earliest first.
    fn holders(&self, form: &str) -> Vec<EventId> {
        let before = self.register.holders(form).iter().map(|record| self.register.id(*record));
        let gained = self.changes.spellings.get(form).into_iter().flatten();
        let gained = gained.map(|place| self.changes.records[*place as usize].item.id);
        let is_called = |id: &EventId| self.changes.get(*id).is_none_or(|item| is_called(item, form));
        let mut all: Vec<EventId> = before.chain(gained).filter(is_called).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Whether that is the reference it was given.
fn is_given(item: &Item, form: &str) -> bool {
    item.reference.as_deref().is_some_and(|given| normal_form(given) == form)
}

/// Whether a record can be called so.
fn is_called(item: &Item, form: &str) -> bool {
    let forms = || provisional_forms(item.kind, item.id);
    let once = item.reference.is_none() || !item.aliases.is_empty();
    Spelled::of(item).all.iter().any(|spelling| spelling == form) || (once && forms().iter().any(|have| have == form))
}

/// Folds a fact about the register itself into its title and scheme.
pub(crate) fn fold_heading(title: &mut String, scheme: &mut Scheme, fact: &Fact) -> bool {
    match fact {
        Fact::RegisterOpened { title: to } | Fact::RegisterRenamed { to, .. } => title.clone_from(to),
        Fact::SchemeChanged { from, to } => *scheme = Scheme::joined(from, scheme, to),
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

    fn record(&self, id: EventId) -> Option<Item> {
        self.changes.get(id).cloned().or_else(|| self.register.record(id))
    }

    fn called(&self, written: &str) -> Vec<EventId> {
        let form = normal_form(written);
        let mut all = self.holders(&form);
        let shows = |id: &EventId| self.record(*id).is_some_and(|item| normal_form(&item.shown_reference()) == form);
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
        for item in self.changes.records.iter().map(|changed| &changed.item) {
            for link in item.links.iter().filter(|link| link.to == to) {
                links.push((item.id, link.link));
            }
        }
        links
    }
}

impl RecordLookup for Register {
    fn title(&self) -> &str {
        &self.title
    }

    fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    fn record(&self, id: EventId) -> Option<Item> {
        self.by_id(id).and_then(|record| self.item(record))
    }

    fn called(&self, written: &str) -> Vec<EventId> {
        ScratchFold::of(self).called(written)
    }

    fn next_reference(&self, kind: Kind, within: Option<&str>) -> String {
        ScratchFold::of(self).next_reference(kind, within)
    }

    fn links_from(&self, to: EventId) -> Vec<(EventId, LinkType)> {
        let links = self.by_id(to).map(|record| self.links_to(record)).unwrap_or_default();
        links.into_iter().map(|(from, link)| (self.id(from), link)).collect()
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
