//! A record as the file states it: one key per line, always in the same order.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value as Json;

use super::case::Case;
use super::keys::key;
use super::{Assessment, Field, Fields, Kind, Link, LinkType, Record, Slot, Status, StatusEntry, Value};
use crate::calendar::read_day;
use crate::json::{self, Members, object};
use crate::stamp::{EventId, Replica, written};

object! {
    read_only
    /// A link as a file cites it: by the record's id, by its reference, or by both.
    pub(crate) struct CitedLink [] {
        pub(crate) link: LinkType = "as",
        pub(crate) to: Option<EventId> = "to",
        pub(crate) cited: Option<String> = "ref",
    }
}

/// No event: the id of a record of a hand-made file until it is given one.
const UNKNOWN: EventId = EventId { tick: 1, replica: Replica(0) };

impl Record {
    /// The canonical bytes of the state record, indented as it stands in a section.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Writer(Vec::with_capacity(1024));
        out.line(key::ID, &self.id);
        out.line(key::KIND, &self.kind);
        if self.reference.is_some() {
            out.line(key::REFERENCE, &self.shown_reference());
        }
        if self.reference_clash.is_some() {
            out.line(key::GIVEN, &self.reference);
        }
        out.filled(key::ALIASES, &self.aliases, self.aliases.is_empty());
        out.line(key::STATUS, &self.standing.status);
        out.some(key::SINCE, self.standing.since.as_ref());
        out.some(key::WHY, self.standing.why.as_ref());
        out.filled(key::UNMET, &self.standing.unmet, self.standing.unmet.is_empty());
        for (field, value) in self.fields.iter() {
            out.line(field.name(), value);
        }
        for slot in Slot::ALL {
            out.some(slot.key(), self.assessment(slot));
        }
        out.filled(key::MITIGATION, &self.mitigation, self.mitigation.is_empty());
        out.filled(key::SUBMISSIONS, &self.case.submissions, self.case.submissions.is_empty());
        out.filled(key::ROUNDS, &self.case.rounds, self.case.rounds.is_empty());
        out.filled(key::RESPONSES, &self.case.responses, self.case.responses.is_empty());
        out.filled(key::MILESTONE_MOVES, &self.case.milestone_moves, self.case.milestone_moves.is_empty());
        out.filled(key::STEPS, &self.case.steps, self.case.steps.is_empty());
        out.filled(key::NOTES, &self.notes, self.notes.is_empty());
        out.filled(key::LINKS, &self.links, self.links.is_empty());
        out.filled(key::CUSTOM, &self.custom, self.custom.is_empty());
        out.some(key::REMOVED, self.removed.as_ref());
        out.line(key::CHANGED, &written(self.changed));
        out.line(key::CHANGED_BY, &self.changed_by);
        out.line(key::LAST_EVENT, &self.last_event);
        for (key, value) in &self.extra {
            out.line(key, value);
        }
        out.0.extend_from_slice(b"\n    }");
        out.0
    }

    /// The links of a state record as they are cited: by id, by reference, or both.
    pub(crate) fn parse_links(bytes: &[u8]) -> Result<Vec<CitedLink>, String> {
        let mut map: Members<'_> = json::parse(bytes)?;
        Ok(map.take(key::LINKS)?.unwrap_or_default())
    }

    /// Reads a state record that has been checked, or that a person wrote: identity and changes may be missing.
    ///
    /// # Errors
    /// The sentence of the first thing that does not fit.
    pub fn parse(bytes: &[u8]) -> Result<Record, String> {
        let mut map: Members<'_> = json::parse(bytes)?;
        let kind: Kind = map.take(key::KIND)?.ok_or("it has no kind")?;
        let id = map.take(key::ID)?.unwrap_or(UNKNOWN);
        let shown: Option<String> = map.take(key::REFERENCE)?;
        let given: Option<String> = map.take(key::GIVEN)?;
        let reference_clash = given.as_ref().and_then(|given| shown.as_ref()?.strip_prefix(given.as_str())?.parse().ok());
        let status = map.take::<Status>(key::STATUS)?.unwrap_or_else(|| Status::first(kind));
        let since = map.take::<String>(key::SINCE)?.map(|day| read_day(&day).map_err(|error| error.to_string())).transpose()?;
        let changed = map.take::<DateTime<Utc>>(key::CHANGED)?.unwrap_or_default();
        Ok(Record {
            id,
            kind,
            reference: given.filter(|_| reference_clash.is_some()).or(shown),
            reference_clash,
            aliases: map.take(key::ALIASES)?.unwrap_or_default(),
            standing: StatusEntry { status, since, why: map.take(key::WHY)?, unmet: map.take(key::UNMET)?.unwrap_or_default() },
            fields: fields(&mut map)?,
            custom: map.take(key::CUSTOM)?.unwrap_or_default(),
            assessments: assessments(&mut map)?,
            mitigation: steps(&mut map)?,
            case: Case {
                submissions: map.take(key::SUBMISSIONS)?.unwrap_or_default(),
                rounds: map.take(key::ROUNDS)?.unwrap_or_default(),
                responses: map.take(key::RESPONSES)?.unwrap_or_default(),
                milestone_moves: map.take(key::MILESTONE_MOVES)?.unwrap_or_default(),
                steps: map.take(key::STEPS)?.unwrap_or_default(),
            },
            notes: notes(&mut map)?,
            links: links(&mut map)?,
            removed: map.take(key::REMOVED)?,
            changed,
            changed_by: map.take(key::CHANGED_BY)?.unwrap_or_default(),
            last_event: map.take(key::LAST_EVENT)?.unwrap_or(id),
            extra: map.rest()?.into_iter().collect::<BTreeMap<_, _>>(),
        })
    }
}

fn assessments(map: &mut Members<'_>) -> Result<[Option<Assessment>; 4], String> {
    let [current, proposed, target, inherent] = Slot::ALL.map(|slot| map.take(slot.key()));
    Ok([current?, proposed?, target?, inherent?])
}

fn fields(map: &mut Members<'_>) -> Result<Fields, String> {
    let mut fields = Fields::default();
    let known: Vec<Field> = map.names().filter_map(Field::from_name).collect();
    for field in known {
        let Some(json) = map.take::<Json>(field.name())? else { continue };
        let value = Value::from_json(field.shape(), &json).map_err(|error| format!("{}: {error}", field.name()))?;
        fields.put(field, Some(value));
    }
    Ok(fields)
}

/// The links, each with an id. A file without a log may cite by reference alone: whoever opens it looks those up.
fn links(map: &mut Members<'_>) -> Result<Vec<Link>, String> {
    let cited = map.take::<Vec<CitedLink>>(key::LINKS)?.unwrap_or_default();
    let whole = |found: CitedLink| {
        let to = found.to.unwrap_or_else(|| elsewhere(found.cited.as_deref().unwrap_or_default()));
        Link { link: found.link, to, cited: found.cited, extra: found.extra }
    };
    Ok(cited.into_iter().map(whole).collect())
}

/// Stands for a record that is not in a part and is cited by its reference alone.
pub(crate) fn elsewhere(cited: &str) -> EventId {
    EventId { tick: 1, replica: Replica(fingerprint(cited.as_bytes())) }
}

/// FNV-1a over the bytes of a file: enough to tell files apart, and the same everywhere, whatever an editor made of its
/// beginning and of the ends of its lines.
pub(crate) fn fingerprint(bytes: &[u8]) -> u32 {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.iter().filter(|b| **b != b'\r').fold(0x811c_9dc5, |hash, b| (hash ^ u32::from(*b)).wrapping_mul(0x0100_0193))
}

/// Takes steps or notes. One that was written by hand lacks what an event would say: it gets the place it stands at.
fn parts<T: DeserializeOwned>(map: &mut Members<'_>, key: &str, lacks: &[(&str, &str)]) -> Result<Vec<T>, String> {
    let Some(Ok(whole)) = map.text(key).map(|text| json::parse(text.as_bytes())) else {
        let Some(mut parts) = map.take::<Json>(key)? else { return Ok(Vec::new()) };
        for (at, part) in parts.as_array_mut().into_iter().flatten().enumerate() {
            if let Json::Object(part) = part {
                part.entry("id").or_insert_with(|| EventId { tick: at as u64 + 1, replica: Replica(0) }.to_string().into());
                for (key, words) in lacks {
                    part.entry(*key).or_insert_with(|| (*words).into());
                }
            }
        }
        return json::read(&parts).map_err(|error| format!("{key}: {error}"));
    };
    map.take::<IgnoredAny>(key)?;
    Ok(whole)
}

fn steps(map: &mut Members<'_>) -> Result<Vec<super::Step>, String> {
    parts(map, key::MITIGATION, &[])
}

fn notes(map: &mut Members<'_>) -> Result<Vec<super::Note>, String> {
    parts(map, key::NOTES, &[("at", "1970-01-01T00:00:00Z"), ("by", "not recorded")])
}

struct Writer(Vec<u8>);

impl Writer {
    fn line<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) {
        self.0.extend_from_slice(if self.0.is_empty() { b"    {\n      " } else { b",\n      " });
        // Writing texts, numbers and lists of them to memory cannot fail.
        let _ = serde_json::to_writer(&mut self.0, key);
        self.0.extend_from_slice(b": ");
        let _ = serde_json::to_writer(&mut self.0, value);
    }

    fn some<T: Serialize>(&mut self, key: &str, value: Option<&T>) {
        if let Some(value) = value {
            self.line(key, value);
        }
    }

    fn filled<T: Serialize>(&mut self, key: &str, value: &T, is_empty: bool) {
        if !is_empty {
            self.line(key, value);
        }
    }
}

json::required!(CitedLink);
