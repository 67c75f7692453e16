//! The facts an event can record. Their wire names and keys are frozen: new ones are added, old ones never change.

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::fact_table::facts;
use crate::json::{self, Member, Members};
use crate::record::case::{self, Part};
use crate::record::{Assessment, BadValue, Field, Fields, Kind, Link, Note, Slot, StatusEntry, Step, Value, is_newer_field};
use crate::scheme::Scheme;
use crate::text::{self, BadText};
use crate::words::closed_words;

facts! {
    /// Something that happened to one record, or to the register. Past tense, with what stood before and after.
    by_member {
        /// The register was begun.
        RegisterOpened "register.opened" {
            /// Its title.
            title: String = "title",
        }
        /// The register got another title.
        RegisterRenamed "register.renamed" {
            /// Before.
            from: String = "from",
            /// After.
            to: String = "to",
        }
        /// The vocabulary changed.
        SchemeChanged "scheme.changed" {
            /// Before.
            from: Box<Scheme> = "from",
            /// After.
            to: Box<Scheme> = "to",
        }
        /// A field of the programme's own changed.
        CustomEdited "custom.edited" {
            /// Its name.
            name: String = "name",
            /// Before.
            from: Option<String> = "from",
            /// After.
            to: Option<String> = "to",
        }
        /// The status changed.
        Moved "status.changed" {
            /// Before.
            from: StatusEntry = "from",
            /// After.
            to: StatusEntry = "to",
        }
        /// An assessment was recorded, changed or taken back.
        Assessed "assessment.recorded" {
            /// Which.
            slot: Slot = "slot",
            /// Before.
            from: Option<Assessment> = "from",
            /// After.
            to: Option<Assessment> = "to",
        }
        /// A step of the mitigation was added (no before), changed, or taken away (no after).
        StepChanged "step.changed" {
            /// Before.
            from: Option<Step> = "from",
            /// After.
            to: Option<Step> = "to",
        }
        /// A note was added.
        Noted "note.added" {
            /// Its words.
            text: String = "text",
        }
        /// A note was struck out.
        NoteStruck "note.struck" {
            /// The note, whole, so that it can be brought back as it was.
            note: Note = "note",
        }
        /// A struck note was brought back.
        NoteRestored "note.restored" {
            /// The note, as it was.
            note: Note = "note",
        }
        /// A reference was given or changed; the old one stays as an alias.
        Numbered "reference.given" {
            /// Before.
            from: Option<String> = "from",
            /// After.
            to: Option<String> = "to",
        }
        /// Another spelling was recorded (no before), or taken back (no after).
        AliasChanged "alias.changed" {
            /// Before.
            from: Option<String> = "from",
            /// After.
            to: Option<String> = "to",
        }
        /// The record was struck out as raised in error.
        Removed "item.removed" {
            /// Why.
            why: String = "why",
        }
        /// A struck record was brought back.
        Restored "item.restored" {
            /// Why it had been struck out.
            why: String = "why",
        }
    }
    by_function {
        /// A record was raised.
        Raised written_by write_raised {
            /// What it is.
            kind: Kind,
            /// Its reference, given by a custodian.
            reference: Option<String>,
            /// Where it stood from the start.
            standing: StatusEntry,
            /// What was filled in.
            fields: Fields,
        } named {
            Raised "item.raised" read_by raised,
        }
        /// A plain field changed.
        Edited written_by write_edited {
            /// Which.
            field: Field,
            /// Before.
            from: Option<Value>,
            /// After.
            to: Option<Value>,
        } named {
            Edited "item.edited" read_by edited,
        }
        /// A part of a case was added (no before), changed, or taken away (no after): a version, a round, an answer, a
        /// milestone it moves.
        PartChanged written_by write_part {
            /// Before.
            from: Option<Box<Part>>,
            /// After.
            to: Option<Box<Part>>,
        } named {
            SubmissionChanged "submission.recorded" read_by submission_changed,
            RoundChanged "round.recorded" read_by round_changed,
            ResponseChanged "response.recorded" read_by response_changed,
            MilestoneMoveChanged "milestoneMove.recorded" read_by milestone_move_changed,
        }
        /// A link was made.
        Linked written_by write_link {
            /// The link.
            link: Link,
        } named {
            Linked "link.added" read_by linked,
        }
        /// A link was taken away.
        Unlinked written_by write_link {
            /// The link.
            link: Link,
        } named {
            Unlinked "link.removed" read_by unlinked,
        }
    }
}

/// The key of the event that an event takes back.
pub(super) const UNDOES: &str = "undoes";
/// The key of the event that an event does again.
pub(super) const REDOES: &str = "redoes";

type Payload = Map<String, Json>;

impl Fact {
    /// The wire name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.named().map_or("part.recorded", FactName::word)
    }

    /// Whether it is about the register itself and no record.
    #[must_use]
    pub fn is_about_register(&self) -> bool {
        matches!(self, Fact::RegisterOpened { .. } | Fact::RegisterRenamed { .. } | Fact::SchemeChanged { .. })
    }

    /// Checks the texts that are no field's: the state they make must be one that reads back.
    pub(crate) fn check(&self) -> Result<(), BadText> {
        let line = |words: &Option<String>| words.as_deref().map_or(Ok(()), text::check_line);
        let words = |words: &Option<String>| words.as_deref().map_or(Ok(()), text::check);
        match self {
            Fact::RegisterOpened { title } => text::check(title),
            Fact::RegisterRenamed { from, to } => text::check(from).and(text::check(to)),
            Fact::SchemeChanged { .. } | Fact::Edited { .. } => Ok(()),
            Fact::Raised { reference, standing, .. } => line(reference).and(words(&standing.why)),
            Fact::CustomEdited { name, from, to } => text::check_line(name).and(words(from)).and(words(to)),
            Fact::Moved { from, to } => {
                words(&from.why).and(words(&to.why))?;
                from.unmet.iter().chain(&to.unmet).try_for_each(|unmet| text::check(unmet))
            }
            Fact::Assessed { from, to, .. } => from.iter().chain(to).try_for_each(|made| words(&made.by).and(words(&made.why))),
            Fact::StepChanged { from, to } => from.iter().chain(to).try_for_each(Step::check),
            Fact::PartChanged { from, to } => from.iter().chain(to).try_for_each(|part| case::check_part(part)),
            Fact::Noted { text } => text::check(text),
            Fact::NoteStruck { note } | Fact::NoteRestored { note } => text::check(&note.text).and(text::check_author(&note.by)),
            Fact::Linked { link } | Fact::Unlinked { link } => words(&link.cited),
            Fact::Numbered { from, to } | Fact::AliasChanged { from, to } => line(from).and(line(to)),
            Fact::Removed { why } | Fact::Restored { why } => text::check(why),
        }
    }
}

/// Adds a member, unless it is not written.
fn write_member<'de, T: Member<'de> + Serialize>(payload: &mut Payload, key: &str, value: &T) {
    if !value.is_absent() {
        payload.insert(key.into(), json::write(value));
    }
}

/// The name of a part that was recorded, by what it is.
fn name_part(fact: &Fact) -> Option<FactName> {
    let Fact::PartChanged { from, to } = fact else { return None };
    Some(match to.as_deref().or(from.as_deref())? {
        Part::Submission(_) => FactName::SubmissionChanged,
        Part::Round(_) => FactName::RoundChanged,
        Part::Response(_) => FactName::ResponseChanged,
        Part::MilestoneMove(_) => FactName::MilestoneMoveChanged,
    })
}

fn linked(rest: &mut Members<'_>) -> Result<Option<Fact>, String> {
    Ok(Some(Fact::Linked { link: link(rest)? }))
}

fn unlinked(rest: &mut Members<'_>) -> Result<Option<Fact>, String> {
    Ok(Some(Fact::Unlinked { link: link(rest)? }))
}

fn submission_changed(rest: &mut Members<'_>) -> Result<Option<Fact>, String> {
    part(rest, Part::Submission)
}

fn round_changed(rest: &mut Members<'_>) -> Result<Option<Fact>, String> {
    part(rest, Part::Round)
}

fn response_changed(rest: &mut Members<'_>) -> Result<Option<Fact>, String> {
    part(rest, |response| Part::Response(Box::new(response)))
}

fn milestone_move_changed(rest: &mut Members<'_>) -> Result<Option<Fact>, String> {
    part(rest, Part::MilestoneMove)
}

fn write_raised(payload: &mut Payload, kind: &Kind, reference: &Option<String>, standing: &StatusEntry, fields: &Fields) {
    write_member(payload, "kind", kind);
    write_member(payload, "ref", reference);
    write_member(payload, "standing", standing);
    let known = fields.iter().map(|(field, value)| (field.name().into(), json::write(value)));
    payload.insert("fields".into(), Json::Object(known.chain(fields.newer().clone()).collect()));
}

fn write_edited(payload: &mut Payload, field: &Field, from: &Option<Value>, to: &Option<Value>) {
    write_side(payload, "from", from.as_ref().map(json::write));
    write_side(payload, "to", to.as_ref().map(json::write));
    payload.insert("field".into(), field.name().into());
}

fn write_link(payload: &mut Payload, link: &Link) {
    if let Json::Object(members) = json::write(link) {
        payload.extend(members);
    }
}

fn write_part(payload: &mut Payload, from: &Option<Box<Part>>, to: &Option<Box<Part>>) {
    write_side(payload, "from", from.as_deref().map(part_value));
    write_side(payload, "to", to.as_deref().map(part_value));
}

fn write_side(payload: &mut Payload, key: &str, side: Option<Json>) {
    payload.extend(side.map(|value| (key.to_owned(), value)));
}

fn part_value(part: &Part) -> Json {
    match part {
        Part::Submission(part) => json::write(part),
        Part::Round(part) => json::write(part),
        Part::Response(part) => json::write(part),
        Part::MilestoneMove(part) => json::write(part),
    }
}

/// Takes a link. Its event has no other keys than its own, so what a newer version wrote beside them is the link's too, but
/// for what says that the event takes another back.
fn link(rest: &mut Members<'_>) -> Result<Link, String> {
    let (link, to, cited) = (rest.need("as")?, rest.need("to")?, rest.member("ref")?);
    let newer: Vec<String> = rest.names().filter(|name| ![UNDOES, REDOES, "ref"].contains(name)).map(str::to_owned).collect();
    let extra = newer.into_iter().map(|name| Ok((name.clone(), rest.need(&name)?))).collect::<Result<_, String>>()?;
    Ok(Link { link, to, cited, extra })
}

/// Takes a part before and after; one of them at least, and both of one identity.
fn part<T: for<'m> Member<'m>>(rest: &mut Members<'_>, of: impl Fn(T) -> Part) -> Result<Option<Fact>, String> {
    let side = |part: Option<T>| part.map(|part| Box::new(of(part)));
    let (from, to) = (side(rest.member("from")?), side(rest.member("to")?));
    match (&from, &to) {
        (None, None) => Err("“from” and “to” are missing: one of them has to be there".into()),
        (Some(before), Some(after)) if before.id() != after.id() => Err("before and after are not the same part".into()),
        _ => Ok(Some(Fact::PartChanged { from, to })),
    }
}

fn raised(rest: &mut Members<'_>) -> Result<Option<Fact>, String> {
    let (kind, reference): (Kind, Option<String>) = (rest.need("kind")?, rest.member("ref")?);
    let (standing, filled): (StatusEntry, Map<String, Json>) = (rest.need("standing")?, rest.need("fields")?);
    let mut fields = Fields::default();
    for (name, value) in &filled {
        match Field::from_name(name) {
            Some(field) => {
                drop(fields.put(field, Some(value_of(field, value).map_err(|error| format!("fields.{name}: {error}"))?)))
            }
            None if is_newer_field(name) => fields.put_newer(name, value.clone()),
            None => return Err(format!("fields: there is no field “{}”", text::excerpt(name))),
        }
    }
    if !standing.status.is_of(kind) {
        return Err(format!("standing.status: {} cannot be “{}”", kind.one(), standing.status.word()));
    }
    Ok(Some(Fact::Raised { kind, reference, standing, fields }))
}

/// Whether the field that was changed is one that only a newer version knows.
fn edits_newer_field(rest: &Members<'_>) -> bool {
    let name = rest.text("field").and_then(|text| serde_json::from_str::<String>(text).ok());
    name.is_some_and(|name| is_newer_field(&name))
}

fn edited(rest: &mut Members<'_>) -> Result<Option<Fact>, String> {
    if edits_newer_field(rest) {
        return Ok(None);
    }
    let name = named(rest, "field")?;
    let field = Field::from_name(&name).ok_or_else(|| format!("field: there is no field “{}”", text::excerpt(&name)))?;
    let value = |key: &str, value: Json| value_of(field, &value).map_err(|error| format!("{key}: {error}"));
    let mut side = |key: &str| rest.take(key)?.map(|found| value(key, found)).transpose();
    Ok(Some(Fact::Edited { field, from: side("from")?, to: side("to")? }))
}

fn named(rest: &mut Members<'_>, key: &str) -> Result<String, String> {
    rest.take(key)?.ok_or_else(|| format!("{key}: it is missing, and says which field was changed"))
}

fn value_of(field: Field, value: &Json) -> Result<Value, BadValue> {
    Value::from_json(field.shape(), value)
}
