//! Takes one state record from bytes into columns and search text, checking everything, keeping nothing it need not.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use chrono::Datelike;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};

use super::custom_values::CustomValues;
use super::names::Names;
use super::order::reference_key;
use super::row::{NO_DAY, Rag, Row, RowId};
use super::search_text::SearchText;
use crate::calendar::{Due, read_day};
use crate::json::{BorrowedText, MemberValue, object};
use crate::record::case::{MilestoneMove, Response, Round, Submission, TransitionRecord};
use crate::record::{Done, Field, Kind, LinkType, NESTED, OwnerText, STRUCTURES, Shape, Status, Value, key, normal_form};
use crate::scheme::{Band, Level};
use crate::stamp::{EventId, moment};
use crate::text;
use crate::words;

/// Why a state record was refused: which key, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordError {
    /// The key, where one is to blame.
    pub key: String,
    /// What is wrong, without a full stop.
    pub what: String,
    /// Line within the record, from 1.
    pub line: usize,
}

/// What the register learns of a record besides its columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Head {
    pub(super) id: Option<EventId>,
    /// Normal form of the reference that people see.
    pub(super) reference: Option<String>,
    /// Normal form of the reference that was given, where a twin got it first.
    pub(super) given: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) links: Vec<LinkHead>,
    /// Normal form of the meeting that it is due at.
    pub(super) awaits: Option<String>,
    pub(super) last_tick: u64,
    /// Whether it has a word that only a newer version knows.
    pub(super) has_newer_word: bool,
}

impl Head {
    /// Normal form of the reference that the record was given: the one that it shows, without a letter of ours.
    pub(super) fn given_reference(&self) -> Option<&str> {
        let shown = self.reference.as_deref()?;
        // With the letter its number has another normal form: of `CR005` it is `CR5`, of `CR005b` it is `CR005B`.
        let without = || shown.char_indices().next_back().map(|(end, _)| normal_form(&shown[..end]));
        let is_letter = |given: &&str| without().is_some_and(|without| without == *given);
        Some(self.given.as_deref().filter(is_letter).unwrap_or(shown))
    }
}

/// A link as a state record cites it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LinkHead {
    pub(super) link: LinkType,
    pub(super) to: Option<EventId>,
    pub(super) cited: Option<String>,
}

/// The shared lists that records are taken into.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) rows: Vec<Row>,
    pub(super) search: SearchText,
    pub(super) owners: Names,
    pub(super) groups: Names,
    pub(super) custom: CustomValues,
}

impl Columns {
    /// Room for so many records with so many bytes of text.
    pub(super) fn reserve(&mut self, records: usize, text: usize) {
        self.rows.reserve(records);
        self.search.reserve(records, text);
    }

    /// Takes in the record of that row: the next free one, or one that is there already.
    pub(super) fn ingest(&mut self, row_id: RowId, bytes: &[u8]) -> Result<Head, RecordError> {
        self.search.begin(row_id);
        let mut reader = Reader {
            columns: self,
            row_id,
            head: Head::default(),
            row: EMPTY,
            kind: None,
            status: None,
            due: [NO_DAY; Kind::COUNT],
            meetings: Vec::new(),
            actual: NO_DAY,
            key: String::new(),
            seen: [false; Field::ALL.len()],
            structures: 0,
            is_searched: false,
            custom: Vec::new(),
        };
        // Checked as a whole, the texts need no check each.
        let text = crate::json::text(bytes).map_err(|what| RecordError { key: String::new(), what, line: 1 })?;
        let mut json = serde_json::Deserializer::from_str(text);
        let (read, has_newer_word) = words::met_in(|| json.deserialize_map(&mut reader).and_then(|()| json.end()));
        match read {
            Ok(()) => {
                let row = Row { newer_word: has_newer_word, ..reader.row };
                let (head, is_searched) = (Head { has_newer_word, ..reader.head }, reader.is_searched);
                let custom = reader.custom;
                if is_searched && let Some(found) = crate::json::duplicate_key(text) {
                    return Err(twice(text, found.again));
                }
                match self.rows.get_mut(row_id.index()) {
                    Some(place) => *place = row,
                    None => self.rows.push(row),
                }
                self.custom.put(row_id, custom);
                Ok(head)
            }
            Err(error) => Err(record_error(text, &error, text::excerpt(&reader.key))),
        }
    }
}

impl Columns {
    /// A row that shows nothing.
    pub(super) fn blank(&mut self, row_id: RowId) {
        match self.rows.get_mut(row_id.index()) {
            Some(place) => *place = EMPTY,
            None => self.rows.push(EMPTY),
        }
        self.custom.put(row_id, Vec::new());
    }
}

/// What an error of the reader says of a record. `key` is the member that was read last; what is wrong with a record as a
/// whole is found at its end.
#[cold]
fn record_error(text: &str, error: &serde_json::Error, key: String) -> RecordError {
    let at = crate::json::place_of(text, error);
    let path = if error.is_data() { crate::json::path_at(text, at) } else { String::new() };
    let line = crate::json::line_at(text.as_bytes(), at);
    if let Some(member) = crate::json::missing_member(error) {
        return RecordError { key: crate::json::joined(&path, &member), what: "it is missing".into(), line };
    }
    let inner = path.strip_prefix(key.as_str()).map_or("", |inner| inner.trim_start_matches('.'));
    let words = crate::json::words(error);
    // What was found of an element of a list says which; by then the reader has gone on to the next.
    let what = if inner.is_empty() || words.starts_with('[') { words } else { format!("{inner}: {words}") };
    RecordError { key, what, line }
}

/// That a key stands twice, the second time at that place.
#[cold]
fn twice(text: &str, again: usize) -> RecordError {
    let key = crate::json::path_at(text, again);
    RecordError { key, what: "it is there twice".into(), line: crate::json::line_at(text.as_bytes(), again) }
}

const EMPTY: Row = Row {
    kind: Kind::Risk,
    status: Status::Open,
    rag: Rag::None,
    likelihood: 0,
    impact: 0,
    removed: false,
    reference_clash: false,
    overridden: false,
    proposed: false,
    reached: false,
    newer: false,
    newer_word: false,
    due: NO_DAY,
    changed: 0,
    reference_key: u64::MAX,
    reference: (0, 0),
    owner: 0,
    groups: 0,
    title: (0, 0),
};

struct Reader<'c> {
    columns: &'c mut Columns,
    row_id: RowId,
    head: Head,
    row: Row,
    kind: Option<Kind>,
    status: Option<Status>,
    /// When it would be due, were it of that kind.
    due: [i32; Kind::COUNT],
    /// The meetings that are named in place of a day.
    meetings: Vec<(Field, String)>,
    /// The day it was reached, which counts instead.
    actual: i32,
    /// The fields that stood there already.
    seen: [bool; Field::ALL.len()],
    /// The keys of [`STRUCTURES`] that stood there already, as a set of bits.
    structures: u32,
    /// Whether the record is searched for keys that stand twice, because it has keys that no type of ours looks after.
    is_searched: bool,
    /// What it holds of the programme's own fields, by number.
    custom: Vec<(u32, u32)>,
    key: String,
}

pub(crate) type Str<'de> = Cow<'de, str>;

impl<'de> Visitor<'de> for &mut Reader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(BorrowedText(key)) = map.next_key::<BorrowedText<'de>>()? {
            self.key.clear();
            self.key.push_str(&key);
            match Field::from_name(&key) {
                Some(field) => self.field(field, &mut map)?,
                None => self.structure(&key, &mut map)?,
            }
        }
        self.finish()
    }
}

impl Reader<'_> {
    fn field<'de, A: MapAccess<'de>>(&mut self, field: Field, map: &mut A) -> Result<(), A::Error> {
        if std::mem::replace(&mut self.seen[field as usize], true) {
            return Err(de::Error::custom("it is there twice"));
        }
        if field.shape() == Shape::List {
            let parts: Vec<Str<'de>> = map.next_value::<MemberValue<Vec<Str<'de>>>>()?.0;
            for part in &parts {
                text::check_line(part).map_err(de::Error::custom)?;
                self.add(part);
            }
            if field == Field::Groups {
                self.row.groups = self.columns.groups.number(&parts.join("\n"));
            }
            return Ok(());
        }
        if field == Field::Owner {
            let owner = map.next_value::<OwnerText<'de>>()?;
            self.is_searched |= owner.is_object();
            owner.check().map_err(de::Error::custom)?;
            self.row.owner = self.columns.owners.number(&owner.role);
            self.add(&owner.shown());
            return Ok(());
        }
        let BorrowedText(found) = map.next_value::<BorrowedText<'de>>()?;
        self.text_field(field, &found).map_err(de::Error::custom)
    }

    fn text_field(&mut self, field: Field, found: &str) -> Result<(), crate::record::BadValue> {
        match field.shape() {
            Shape::Day => self.day(field, read_day(found)?.num_days_from_ce()),
            Shape::Due => match Due::parse(found)? {
                Due::On(day) => self.day(field, day.num_days_from_ce()),
                said @ (Due::Asap | Due::Meeting(_) | Due::Tbc) => {
                    self.add(&said.to_string());
                    if let Due::Meeting(named) = said {
                        self.meetings.push((field, normal_form(&named)));
                    }
                }
            },
            shape => {
                Value::check_text(shape, found)?;
                let place = self.add(found);
                match field {
                    Field::Title => self.row.title = place,
                    Field::Severity | Field::RagCurrent => self.row.rag = Rag::from_name(found),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Which of the days it is due on is settled when the kind is known: a hand-made file may have that last.
    fn day(&mut self, field: Field, day: i32) {
        if field == Field::Actual {
            self.actual = day;
        }
        for kind in Kind::ALL {
            if Field::due_of(kind) == field {
                self.due[kind.index()] = day;
            }
        }
    }

    /// Whether the key stands there for the first time, as far as this record's own keys go.
    fn is_first(&mut self, key: &str) -> bool {
        let at = STRUCTURES.iter().position(|structure| *structure == key);
        self.is_searched |= at.is_none_or(|at| at < NESTED);
        let Some(bit) = at.map(|at| 1 << at) else { return true };
        let is_first = self.structures & bit == 0;
        self.structures |= bit;
        is_first
    }

    fn structure<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        if !self.is_first(name) {
            return Err(de::Error::custom("it is there twice"));
        }
        match name {
            key::ID => self.head.id = Some(map.next_value()?),
            key::KIND => {
                let BorrowedText(kind) = map.next_value::<BorrowedText<'de>>()?;
                let found = Kind::from_any_name(&kind);
                self.kind =
                    Some(found.ok_or_else(|| de::Error::custom(format!("“{}” is not a kind of record", text::excerpt(&kind))))?);
            }
            key::STATUS => {
                let BorrowedText(word) = map.next_value::<BorrowedText<'de>>()?;
                let found = Status::from_any_name(&word);
                self.status =
                    Some(found.ok_or_else(|| de::Error::custom(format!("“{}” is not a status", text::excerpt(&word))))?);
            }
            key::SINCE => {
                let BorrowedText(day) = map.next_value::<BorrowedText<'de>>()?;
                read_day(&day).map_err(de::Error::custom)?;
            }
            key::REFERENCE => {
                let BorrowedText(reference) = map.next_value::<BorrowedText<'de>>()?;
                text::check_line(&reference).map_err(de::Error::custom)?;
                self.row.reference = self.add(&reference);
                self.row.reference_key = reference_key(&reference);
                self.head.reference = Some(normal_form(&reference));
            }
            key::GIVEN => {
                let BorrowedText(given) = map.next_value::<BorrowedText<'de>>()?;
                text::check_line(&given).map_err(de::Error::custom)?;
                self.head.given = Some(normal_form(&given));
                self.row.reference_clash = true;
            }
            key::ALIASES => {
                for alias in map.next_value::<MemberValue<Vec<Str<'de>>>>()?.0 {
                    text::check_line(&alias).map_err(de::Error::custom)?;
                    self.add(&alias);
                    self.head.aliases.push(normal_form(&alias));
                }
            }
            key::ASSESSMENT => {
                let assessment = map.next_value::<AssessmentIn<'de>>()?;
                assessment.check().map_err(de::Error::custom)?;
                self.is_searched |= !assessment.extra.is_empty();
                self.row.likelihood = assessment.likelihood.map_or(0, |level| level.number());
                self.row.impact = assessment.impact.map_or(0, |level| level.number());
                self.row.rag = assessment.level.map_or(Rag::None, Rag::from);
                self.add_some(assessment.why.as_deref());
            }
            key::PROPOSED | key::TARGET | key::INHERENT => {
                let assessment = map.next_value::<AssessmentIn<'de>>()?;
                assessment.check().map_err(de::Error::custom)?;
                self.is_searched |= !assessment.extra.is_empty();
                self.row.proposed |= name == key::PROPOSED;
                self.add_some(assessment.why.as_deref());
            }
            key::MITIGATION => map.next_value_seed(each(|step: StepIn<'de>| {
                text::check(&step.text).map_err(|error| of("text", &error))?;
                step.owner.as_ref().map_or(Ok(()), OwnerText::check).map_err(|error| of("owner", &error))?;
                step.due.as_deref().map(Due::parse).transpose().map_err(|error| of("due", &error))?;
                step.done.as_deref().map(Done::parse).transpose().map_err(|error| of("done", &error))?;
                self.is_searched |= !step.extra.is_empty() || step.owner.as_ref().is_some_and(OwnerText::is_object);
                self.add(&step.text);
                self.add_some(step.owner.as_ref().map(OwnerText::shown).as_deref());
                Ok(())
            }))?,
            key::SUBMISSIONS => map.next_value_seed(each(|version: Submission| version.check().map_err(|why| of("", &why))))?,
            key::ROUNDS => map.next_value_seed(each(|round: Round| round.check().map_err(|why| of("", &why))))?,
            key::RESPONSES => map.next_value_seed(each(|response: Response| {
                response.check().map_err(|why| of("", &why))?;
                self.add(&response.party);
                self.add_some(response.comments.as_deref());
                Ok(())
            }))?,
            key::MILESTONE_MOVES => map.next_value_seed(each(|milestone_move: MilestoneMove| {
                text::check_line(&milestone_move.cited).map_err(|why| of("ref", &why))
            }))?,
            key::STEPS => map.next_value_seed(each(|step: TransitionRecord| {
                self.row.overridden |= step.is_override();
                self.row.newer |= !step.extra.is_empty();
                step.check().map_err(|why| of("", &why))
            }))?,
            key::UNMET => {
                for unmet in map.next_value::<MemberValue<Vec<Str<'de>>>>()?.0 {
                    text::check(&unmet).map_err(de::Error::custom)?;
                    self.row.overridden = true;
                }
            }
            key::NOTES => map.next_value_seed(each(|note: NoteIn<'de>| {
                let by = note.by.as_deref().unwrap_or_default();
                text::check(&note.text).map_err(|error| of("text", &error))?;
                text::check_author(by).map_err(|error| of("by", &error))?;
                note.at.as_deref().map(moment).transpose().map_err(|error| of("at", &error))?;
                self.is_searched |= !note.extra.is_empty();
                self.row.newer |= !note.extra.is_empty();
                self.add(&note.text);
                Ok(())
            }))?,
            key::LINKS => map.next_value_seed(each(|link: LinkIn<'de>| {
                let name = LinkType::from_any_name(&link.link)
                    .ok_or_else(|| of("as", &format_args!("“{}” is not a type of link", text::excerpt(&link.link))))?;
                text::check(link.cited.as_deref().unwrap_or_default()).map_err(|error| of("ref", &error))?;
                self.is_searched |= !link.extra.is_empty();
                self.head.links.push(LinkHead { link: name, to: link.to, cited: link.cited.map(Cow::into_owned) });
                Ok(())
            }))?,
            key::CUSTOM => {
                for (name, value) in map.next_value::<std::collections::BTreeMap<String, String>>()? {
                    text::check_line(&name).and(text::check(&value)).map_err(de::Error::custom)?;
                    self.add(&value);
                    self.custom.extend(self.columns.custom.numbers(&name, &value));
                }
            }
            key::WHY => {
                let BorrowedText(why) = map.next_value::<BorrowedText<'de>>()?;
                text::check(&why).map_err(de::Error::custom)?;
                self.add(&why);
            }
            key::REMOVED => {
                let BorrowedText(why) = map.next_value::<BorrowedText<'de>>()?;
                text::check(&why).map_err(de::Error::custom)?;
                self.row.removed = true;
            }
            key::CHANGED_BY => {
                let BorrowedText(by) = map.next_value::<BorrowedText<'de>>()?;
                text::check_author(&by).map_err(de::Error::custom)?;
            }
            key::CHANGED => {
                let BorrowedText(at) = map.next_value::<BorrowedText<'de>>()?;
                self.row.changed = moment(&at).map_err(de::Error::custom)?.timestamp();
            }
            key::LAST_EVENT => self.head.last_tick = map.next_value::<EventId>()?.tick,
            // Built and dropped: what cannot be built, because it is nested too deep, could not be passed on either.
            _ => {
                drop(map.next_value::<serde_json::Value>()?);
                self.row.newer = true;
            }
        }
        Ok(())
    }

    fn finish<E: de::Error>(&mut self) -> Result<(), E> {
        self.key = "kind".into();
        self.row.kind = self.kind.ok_or_else(|| E::custom("it is missing"))?;
        self.key = "status".into();
        self.row.status = self.status.unwrap_or_else(|| Status::first(self.row.kind));
        if !self.row.status.is_of(self.row.kind) {
            return Err(E::custom(format!("{} cannot be “{}”", self.row.kind.one(), self.row.status.word())));
        }
        // What the list shows of it can be searched too.
        let (kind, status) = (self.row.kind, self.row.status);
        self.add(kind.label());
        self.add(status.word());
        self.row.reached = self.actual != NO_DAY;
        self.row.due = self.due[kind.index()];
        let meetings = std::mem::take(&mut self.meetings);
        self.head.awaits = meetings.into_iter().find(|(field, _)| *field == Field::due_of(kind)).map(|(_, named)| named);
        self.key = "title".into();
        if self.row.title.1 == 0 {
            return Err(E::custom("it is missing"));
        }
        if self.head.reference.is_none() {
            let provisional = self.head.id.map(|id| crate::record::provisional(self.row.kind, id));
            self.add_some(provisional.as_deref());
        }
        Ok(())
    }

    fn add(&mut self, piece: &str) -> (u32, u32) {
        self.columns.search.add(self.row_id, piece)
    }

    fn add_some(&mut self, piece: Option<&str>) {
        if let Some(piece) = piece {
            self.add(piece);
        }
    }
}

object! {
    read_only
    #[allow(
        dead_code,
        reason = "the rest is only checked; what is newer is built and dropped, as what is nested too deep cannot be passed on"
    )]
    struct AssessmentIn ['de] {
        likelihood: Option<Level> = "likelihood",
        impact: Option<Level> = "impact",
        level: Option<Band> = "level",
        scheme: u32 = "scheme",
        on: Option<chrono::NaiveDate> = "on",
        by: Option<Str<'de>> = "by",
        why: Option<Str<'de>> = "why",
    }
}

impl AssessmentIn<'_> {
    fn check(&self) -> Result<(), String> {
        let members = [("by", &self.by), ("why", &self.why)];
        members.iter().try_for_each(|(name, words)| {
            text::check(words.as_deref().unwrap_or_default()).map_err(|error| format!("{name}: {error}"))
        })
    }
}

object! {
    read_only
    #[allow(dead_code, reason = "the id is only checked to be one")]
    struct StepIn ['de] {
        id: Option<EventId> = "id",
        text: Str<'de> = "text",
        owner: Option<OwnerText<'de>> = "owner",
        due: Option<Str<'de>> = "due",
        done: Option<Str<'de>> = "done",
    }
}

object! {
    read_only
    #[allow(dead_code, reason = "the id is only checked to be one")]
    struct NoteIn ['de] {
        id: Option<EventId> = "id",
        at: Option<Str<'de>> = "at",
        by: Option<Str<'de>> = "by",
        text: Str<'de> = "text",
    }
}

object! {
    read_only
    #[allow(dead_code, reason = "what is newer is built and dropped")]
    struct LinkIn ['de] {
        link: Str<'de> = "as",
        to: Option<EventId> = "to",
        cited: Option<Str<'de>> = "ref",
    }
}

/// What is wrong with a member of an element, or without one with the element, behind the place of the element in its list.
fn of(member: &str, error: &dyn fmt::Display) -> String {
    let dot = if member.is_empty() { "" } else { "." };
    format!("{dot}{member}: {error}")
}

/// Hands each element of a list to a closure. What that refuses is told behind the place of the element.
struct Each<T, F>(F, PhantomData<T>);

fn each<T, F: FnMut(T) -> Result<(), String>>(hand: F) -> Each<T, F> {
    Each(hand, PhantomData)
}

impl<'de, T: Deserialize<'de>, F: FnMut(T) -> Result<(), String>> DeserializeSeed<'de> for Each<T, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>, F: FnMut(T) -> Result<(), String>> Visitor<'de> for Each<T, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        let mut at = 0_usize;
        while let Some(element) = seq.next_element::<T>()? {
            (self.0)(element).map_err(|what| de::Error::custom(format_args!("[{at}]{what}")))?;
            at += 1;
        }
        Ok(())
    }
}
