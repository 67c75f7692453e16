//! Every record as bytes and columns. The bytes of an untouched record stay a slice of the file it came in.

use std::borrow::Cow;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::change_tracker::ChangeTracker;
use super::custom_values::CustomValues;
use super::from_file::{DanglingLink, IngestedRecord};
use super::ingest::{Columns, Head, RecordError};
use super::names::Names;
use super::order::reference_hash;
use super::reference_keys::ReferenceKeys;
use super::row::{Row, RowId};
use super::search_text::SearchText;
use crate::fold::Conflict;
use crate::record::{LinkType, Record, normal_form, provisional_forms};
use crate::scheme::Scheme;
use crate::sorting::{sort_by, sort_by_key};
use crate::stamp::EventId;

/// Where the bytes of a record are.
#[derive(Debug, Clone)]
enum Body {
    File(u32, u32),
    Own(Box<[u8]>),
}

/// Bytes of a short record's state.
const RECORD: usize = 1024;

/// The records that are due at a meeting, by the normal form of how they name it.
type MeetingDependents = FxHashMap<String, FxHashSet<RowId>>;

/// How things stand.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// Its title.
    pub title: String,
    /// Its vocabulary.
    pub scheme: Scheme,
    /// The event that began it, and its identity among registers; none where its file does not say.
    pub id: Option<EventId>,
    /// Of a part: the newest tick of the whole that it was taken from.
    pub seen: u64,
    /// What a newer version wrote beside its title.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// Whether it came from a file that held some records only.
    pub is_part: bool,
    /// Where two people changed its title or scheme and nobody has settled it, as far as its log has been read.
    pub heading_conflicts: Vec<Conflict>,
    /// The version of the format that its file says, where it says one.
    pub format_version: u64,
    /// Whether its file was not laid out as we write it: then slices of it are not what we write.
    reformats: bool,
    file: Rc<Vec<u8>>,
    bodies: Vec<Body>,
    ids: Vec<EventId>,
    pub(super) by_id: FxHashMap<EventId, RowId>,
    by_reference: FxHashMap<String, Vec<RowId>>,
    /// The reference that each record was given, as its [hash](reference_hash); 0 where it has none.
    pub(super) given: Vec<u64>,
    links: Vec<Box<[(LinkType, EventId)]>>,
    pub(super) back: FxHashMap<EventId, Vec<RowId>>,
    pub(super) columns: Columns,
    pub(super) awaited: MeetingDependents,
    pub(super) tracker: ChangeTracker,
    pub(super) in_conflict: FxHashSet<EventId>,
    last_tick: u64,
}

impl Register {
    /// An empty register.
    #[must_use]
    pub fn new(title: &str) -> Register {
        Register { title: title.into(), ..Register::default() }
    }

    /// The file whose slices the untouched records are.
    pub(crate) fn stand_on(&mut self, file: Rc<Vec<u8>>) {
        // Room that is never written to costs nothing, growing copies what is there.
        self.columns.reserve(file.len() / RECORD, file.len() / 4 * 3);
        self.bodies.reserve(file.len() / RECORD);
        self.ids.reserve(file.len() / RECORD);
        self.links.reserve(file.len() / RECORD);
        self.file = file;
    }

    /// The file is not laid out as we write it.
    pub(crate) fn is_laid_out_otherwise(&mut self) {
        self.reformats = true;
    }

    /// The file that it was opened from, as far as it is here: up to the log.
    #[must_use]
    pub fn opened(&self) -> &[u8] {
        &self.file
    }

    /// Where in that file a record stands that is written as it stands there.
    pub(crate) fn stretch(&self, row_id: RowId) -> Option<std::ops::Range<usize>> {
        match self.bodies.get(row_id.index())? {
            Body::File(start, end) if !self.reformats => Some(*start as usize..*end as usize),
            Body::File(..) | Body::Own(_) => None,
        }
    }

    /// The bytes of a record's state as they stand in a file of ours.
    pub(crate) fn bytes_to_write(&self, row_id: RowId) -> Cow<'_, [u8]> {
        let bytes = self.bytes(row_id);
        if !self.reformats || !self.is_untouched(row_id) {
            return bytes.into();
        }
        self.record(row_id).map_or_else(|| bytes.into(), |record| record.bytes().into())
    }

    /// Takes in a record that stands at that place of the file.
    ///
    /// # Errors
    /// [`RecordError`], when it breaks a rule of the format.
    pub(crate) fn take_from_file(&mut self, start: usize, end: usize) -> Result<IngestedRecord, RecordError> {
        let row_id = RowId::at(self.bodies.len());
        let file = Rc::clone(&self.file);
        let head = self.columns.ingest(row_id, &file[start..end])?;
        self.tracker.taken(&self.columns.rows[row_id.index()]);
        let id = head.id;
        self.bodies.push(Body::File(start as u32, end as u32));
        self.ids.push(EventId { tick: row_id.index() as u64 + 1, replica: crate::stamp::Replica(0) });
        self.links.push(Box::default());
        self.given.push(0);
        if let Some(id) = id {
            self.ids[row_id.index()] = id;
        }
        let id = self.ids[row_id.index()];
        if self.by_id.insert(id, row_id).is_some() {
            return Err(RecordError { key: "id".into(), what: format!("{id} is the id of another record too"), line: 1 });
        }
        let dangling = self.index(row_id, id, &head)?;
        Ok(IngestedRecord { dangling, has_id: head.id.is_some(), has_newer_word: head.has_newer_word })
    }

    /// Whether a record has a word that only a newer version knows.
    #[must_use]
    pub fn has_newer_word(&self) -> bool {
        self.columns.rows.iter().any(|row| row.newer_word)
    }

    /// Puts a record as its events made it: a new one, or in place of what stood there.
    pub fn put(&mut self, record: &Record) -> RowId {
        let was = self.by_id(record.id).and_then(|row_id| self.record(row_id)).map(|old| ReferenceKeys::of(&old));
        self.put_over(record, was.as_ref())
    }

    /// As [`Register::put`], by whoever has just read what stands there: reading is what takes time.
    #[inline(never)]
    pub(super) fn put_over(&mut self, record: &Record, was: Option<&ReferenceKeys>) -> RowId {
        let bytes = record.bytes();
        let row_id = self.by_id.get(&record.id).copied().unwrap_or(RowId::at(self.bodies.len()));
        if row_id.index() < self.bodies.len() {
            self.unindex(row_id, was);
        } else {
            self.bodies.push(Body::Own(Box::default()));
            self.ids.push(record.id);
            self.links.push(Box::default());
            self.given.push(0);
            self.by_id.insert(record.id, row_id);
        }
        let before = self.columns.rows.get(row_id.index()).copied();
        // Our own writing always reads back: the laws test it. Were it not so, the record would show nothing.
        let head = self.columns.ingest(row_id, &bytes);
        self.bodies[row_id.index()] = Body::Own(bytes.into());
        match head {
            Ok(head) => {
                drop(self.index(row_id, record.id, &head));
            }
            Err(_) => self.columns.blank(row_id),
        }
        self.tracker.put(row_id, before.as_ref(), &self.columns.rows[row_id.index()]);
        self.update_meeting_dependents(was.into_iter().flat_map(|was| &was.all));
        if self.columns.search.is_wasteful() {
            self.columns.search.tidy();
        }
        row_id
    }

    fn index(&mut self, row_id: RowId, id: EventId, head: &Head) -> Result<Vec<DanglingLink>, RecordError> {
        self.last_tick = self.last_tick.max(head.last_tick).max(id.tick);
        self.given[row_id.index()] = head.given_reference().map_or(0, reference_hash);
        // A record that never went without a number has no other spelling either.
        let once = head.reference.is_none() || !head.aliases.is_empty();
        let provisional = once.then(|| provisional_forms(self.columns.rows[row_id.index()].kind, id));
        let spellings = || head.reference.iter().chain(provisional.iter().flatten()).chain(&head.given).chain(&head.aliases);
        for spelling in spellings() {
            let holders = self.by_reference.entry(spelling.clone()).or_default();
            let earlier = holders.partition_point(|holder| self.ids[holder.index()] < id);
            if holders.get(earlier) != Some(&row_id) {
                holders.insert(earlier, row_id);
            }
        }
        self.update_meeting_dependents(spellings());
        if let Some(meeting) = &head.awaits {
            self.add_meeting_dependent(row_id, meeting);
        }
        let mut dangling = Vec::new();
        let mut links = Vec::with_capacity(head.links.len());
        for link in &head.links {
            match link.to {
                Some(to) => {
                    links.push((link.link, to));
                    // What is put anew was taken out first: only this record's own links can be there already.
                    let back = self.back.entry(to).or_default();
                    if back.last() != Some(&row_id) {
                        back.push(row_id);
                    }
                }
                None => dangling.push(DanglingLink { from: row_id, cited: link.cited.clone().unwrap_or_default() }),
            }
        }
        self.links[row_id.index()] = links.into();
        Ok(dangling)
    }

    fn unindex(&mut self, row_id: RowId, was: Option<&ReferenceKeys>) {
        let Some(was) = was else { return };
        for spelling in &was.all {
            if let Some(holders) = self.by_reference.get_mut(spelling) {
                let at = holders.partition_point(|holder| self.ids[holder.index()] < self.ids[row_id.index()]);
                if holders.get(at) == Some(&row_id) {
                    holders.remove(at);
                }
            }
        }
        if let Some(meeting) = &was.awaits {
            self.remove_meeting_dependent(row_id, meeting);
        }
        for (_, to) in std::mem::take(&mut self.links[row_id.index()]) {
            // As a rule the record was put lately, or is one of few.
            if let Some(back) = self.back.get_mut(&to)
                && let Some(at) = back.iter().rposition(|from| *from == row_id)
            {
                back.remove(at);
            }
        }
    }

    /// How many records there are, struck-out ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bodies.len()
    }

    /// Whether it holds no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    /// All records, in the order they came.
    pub fn records(&self) -> impl Iterator<Item = RowId> + use<> {
        (0..self.bodies.len()).map(RowId::at)
    }

    /// Where an untouched record stands in its file.
    pub(crate) fn offset(&self, row_id: RowId) -> Option<usize> {
        match self.bodies.get(row_id.index())? {
            Body::File(start, _) => Some(*start as usize),
            Body::Own(_) => None,
        }
    }

    /// The bytes of a record's state.
    #[must_use]
    pub fn bytes(&self, row_id: RowId) -> &[u8] {
        match &self.bodies[row_id.index()] {
            Body::File(start, end) => &self.file[*start as usize..*end as usize],
            Body::Own(bytes) => bytes,
        }
    }

    /// Whether the record has not changed since its file was opened.
    #[must_use]
    pub fn is_untouched(&self, row_id: RowId) -> bool {
        matches!(self.bodies[row_id.index()], Body::File(..))
    }

    /// The whole record, made of its bytes now.
    #[must_use]
    pub fn record(&self, row_id: RowId) -> Option<Record> {
        let mut record = Record::parse(self.bytes(row_id)).ok()?;
        record.id = self.ids[row_id.index()];
        Some(record)
    }

    /// Its columns.
    #[must_use]
    pub fn row(&self, row_id: RowId) -> &Row {
        &self.columns.rows[row_id.index()]
    }

    /// Its identity.
    #[must_use]
    pub fn id(&self, row_id: RowId) -> EventId {
        self.ids[row_id.index()]
    }

    /// The record of that identity.
    #[must_use]
    pub fn by_id(&self, id: EventId) -> Option<RowId> {
        self.by_id.get(&id).copied()
    }

    /// The record that a reference means, in any spelling: the one that shows it, or else the earliest that was given it.
    #[must_use]
    pub fn by_reference(&self, written: &str) -> Option<RowId> {
        let form = normal_form(written);
        let holders = self.by_reference.get(&form)?;
        let shows = |row_id: &&RowId| self.summary(**row_id, &[]).is_some_and(|(shown, _)| normal_form(&shown) == form);
        let showing = if holders.len() > 1 { holders.iter().find(shows) } else { None };
        showing.or(holders.first()).copied()
    }

    /// Every record that was given that reference, earliest first.
    pub(crate) fn holders(&self, written: &str) -> &[RowId] {
        self.by_reference.get(&normal_form(written)).map_or(&[], Vec::as_slice)
    }

    /// The references that more than one record shows.
    pub(crate) fn shared_references(&self) -> Vec<(RowId, RowId)> {
        let shared = self.by_reference.iter().filter(|(_, holders)| holders.len() > 1);
        let mut pairs: Vec<(RowId, RowId)> = shared.filter_map(|(form, holders)| self.same_shown(form, holders)).collect();
        sort_by(&mut pairs, Ord::cmp);
        pairs
    }

    /// Those that only know it as an alias do not count, nor those that show a letter behind it: they are told apart.
    fn same_shown(&self, form: &str, holders: &[RowId]) -> Option<(RowId, RowId)> {
        let mut showing = self.given(form, holders).filter(|row_id| !self.row(*row_id).reference_clash);
        Some((showing.next()?, showing.next()?))
    }

    /// Links that start at a record.
    #[must_use]
    pub fn links(&self, row_id: RowId) -> &[(LinkType, EventId)] {
        &self.links[row_id.index()]
    }

    /// Links that end at a record: where they start, and how.
    #[must_use]
    pub fn links_to(&self, row_id: RowId) -> Vec<(RowId, LinkType)> {
        let id = self.ids[row_id.index()];
        let from = self.back.get(&id).into_iter().flatten();
        from.flat_map(|from| self.links[from.index()].iter().filter(|(_, to)| *to == id).map(|(link, _)| (*from, *link)))
            .collect()
    }

    /// The owners that occur.
    #[must_use]
    pub fn owners(&self) -> &Names {
        &self.columns.owners
    }

    /// The sets of governance groups that occur, their codes parted by line breaks.
    #[must_use]
    pub fn group_sets(&self) -> &Names {
        &self.columns.groups
    }

    /// What records hold of the programme's own fields, by number.
    pub(crate) fn custom_values(&self) -> &CustomValues {
        &self.columns.custom
    }

    /// The texts of all records, to be searched.
    pub(crate) fn search_text(&self) -> &SearchText {
        &self.columns.search
    }

    /// The newest tick that any record shows.
    #[must_use]
    pub fn last_tick(&self) -> u64 {
        self.last_tick
    }

    /// The records of a kind's section, in the order of the file: by identity.
    #[must_use]
    pub fn section(&self, section: &str) -> Vec<RowId> {
        let belongs = |row_id: &RowId| self.columns.rows[row_id.index()].kind.section() == section;
        let mut found: Vec<RowId> = self.records().filter(belongs).collect();
        if !found.is_sorted_by_key(|row_id| self.ids[row_id.index()]) {
            sort_by_key(&mut found, |row_id| self.ids[row_id.index()]);
        }
        found
    }
}
