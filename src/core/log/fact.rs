//! The facts an event can record. Their wire names and keys are frozen: new ones are added, old ones never change.

use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::item::case::{self, Part};
use crate::item::{Assessment, BadValue, Field, Fields, Kind, Link, Note, Slot, Standing, Step, Value, is_newer_field};
use crate::json::{self, Members};
use crate::scheme::Scheme;
use crate::text::{self, BadText};

/// Something that happened to one record, or to the register. Past tense, with what stood before and after.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// The register was begun.
    RegisterOpened {
        /// Its title.
        title: String,
    },
    /// The register got another title.
    RegisterRenamed {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// The vocabulary changed.
    SchemeChanged {
        /// Before.
        from: Box<Scheme>,
        /// After.
        to: Box<Scheme>,
    },
    /// A record was raised.
    Raised {
        /// What it is.
        kind: Kind,
        /// Its reference, given by a custodian.
        reference: Option<String>,
        /// Where it stood from the start.
        standing: Standing,
        /// What was filled in.
        fields: Fields,
    },
    /// A plain field changed.
    Edited {
        /// Which.
        field: Field,
        /// Before.
        from: Option<Value>,
        /// After.
        to: Option<Value>,
    },
    /// A field of the programme's own changed.
    CustomEdited {
        /// Its name.
        name: String,
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// The status changed.
    Moved {
        /// Before.
        from: Standing,
        /// After.
        to: Standing,
    },
    /// An assessment was recorded, changed or taken back.
    Assessed {
        /// Which.
        slot: Slot,
        /// Before.
        from: Option<Assessment>,
        /// After.
        to: Option<Assessment>,
    },
    /// A step of the mitigation was added (no before), changed, or taken away (no after).
    StepChanged {
        /// Before.
        from: Option<Step>,
        /// After.
        to: Option<Step>,
    },
    /// A part of a case was added (no before), changed, or taken away (no after): a version, a round, an answer, a
    /// milestone it moves.
    PartChanged {
        /// Before.
        from: Option<Box<Part>>,
        /// After.
        to: Option<Box<Part>>,
    },
    /// A note was added.
    Noted {
        /// Its words.
        text: String,
    },
    /// A note was struck out.
    NoteStruck {
        /// The note, whole, so that it can be brought back as it was.
        note: Note,
    },
    /// A struck note was brought back.
    NoteRestored {
        /// The note, as it was.
        note: Note,
    },
    /// A link was made.
    Linked {
        /// The link.
        link: Link,
    },
    /// A link was taken away.
    Unlinked {
        /// The link.
        link: Link,
    },
    /// A reference was given or changed; the old one stays as an alias.
    Numbered {
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// Another spelling was recorded (no before), or taken back (no after).
    AliasChanged {
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// The record was struck out as raised in error.
    Removed {
        /// Why.
        why: String,
    },
    /// A struck record was brought back.
    Restored {
        /// Why it had been struck out.
        why: String,
    },
}

#[derive(Serialize)]
struct Pair<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<T>,
}

#[derive(Serialize)]
struct Title {
    title: String,
}

#[derive(Serialize)]
struct Words {
    text: String,
}

#[derive(Serialize)]
struct WholeNote {
    note: Note,
}

#[derive(Serialize)]
struct Why {
    why: String,
}

#[derive(Serialize)]
struct Between<T> {
    from: T,
    to: T,
}

#[derive(Serialize)]
struct InSlot {
    slot: Slot,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Assessment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Assessment>,
}

#[derive(Serialize)]
struct Raising {
    kind: Kind,
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    standing: Standing,
    fields: Map<String, Json>,
}

/// The key of the event that an event takes back.
pub(super) const UNDOES: &str = "undoes";
/// The key of the event that an event does again.
pub(super) const REDOES: &str = "redoes";

/// The name of a change of a plain field; of one that only a newer version knows it is kept as foreign.
pub(crate) const EDITED: &str = "item.edited";

type Payload = Map<String, Json>;

impl Fact {
    /// Every wire name. One that is not here is a newer version's.
    pub const NAMES: [&str; 22] = [
        "register.opened",
        "register.renamed",
        "scheme.changed",
        "item.raised",
        "item.edited",
        "custom.edited",
        "status.changed",
        "assessment.recorded",
        "step.changed",
        "submission.recorded",
        "round.recorded",
        "response.recorded",
        "milestoneMove.recorded",
        "note.added",
        "note.struck",
        "note.restored",
        "link.added",
        "link.removed",
        "reference.given",
        "alias.changed",
        "item.removed",
        "item.restored",
    ];

    /// The wire name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Fact::RegisterOpened { .. } => "register.opened",
            Fact::RegisterRenamed { .. } => "register.renamed",
            Fact::SchemeChanged { .. } => "scheme.changed",
            Fact::Raised { .. } => "item.raised",
            Fact::Edited { .. } => EDITED,
            Fact::CustomEdited { .. } => "custom.edited",
            Fact::Moved { .. } => "status.changed",
            Fact::Assessed { .. } => "assessment.recorded",
            Fact::StepChanged { .. } => "step.changed",
            Fact::PartChanged { from, to } => to.as_deref().or(from.as_deref()).map_or("part.recorded", Part::fact),
            Fact::Noted { .. } => "note.added",
            Fact::NoteStruck { .. } => "note.struck",
            Fact::NoteRestored { .. } => "note.restored",
            Fact::Linked { .. } => "link.added",
            Fact::Unlinked { .. } => "link.removed",
            Fact::Numbered { .. } => "reference.given",
            Fact::AliasChanged { .. } => "alias.changed",
            Fact::Removed { .. } => "item.removed",
            Fact::Restored { .. } => "item.restored",
        }
    }

    /// Whether it is about the register itself and no record.
    #[must_use]
    pub fn is_about_register(&self) -> bool {
        matches!(self, Fact::RegisterOpened { .. } | Fact::RegisterRenamed { .. } | Fact::SchemeChanged { .. })
    }

    /// Takes a fact of that name out of the members of its event; `None` when only a newer version knows it.
    pub(super) fn read(name: &str, rest: &mut Members<'_>) -> Result<Option<Fact>, String> {
        if !Fact::NAMES.contains(&name) {
            return Ok(None);
        }
        let fact = match name {
            "register.opened" => Fact::RegisterOpened { title: rest.need("title")? },
            "register.renamed" => Fact::RegisterRenamed { from: rest.need("from")?, to: rest.need("to")? },
            "scheme.changed" => Fact::SchemeChanged { from: rest.need("from")?, to: rest.need("to")? },
            "item.raised" => raised(rest)?,
            EDITED if edits_newer_field(rest) => return Ok(None),
            EDITED => edited(rest)?,
            "custom.edited" => Fact::CustomEdited { name: named(rest, "name")?, from: rest.some("from")?, to: rest.some("to")? },
            "status.changed" => Fact::Moved { from: rest.need("from")?, to: rest.need("to")? },
            "assessment.recorded" => Fact::Assessed { slot: rest.need("slot")?, from: rest.some("from")?, to: rest.some("to")? },
            "step.changed" => Fact::StepChanged { from: rest.some("from")?, to: rest.some("to")? },
            "submission.recorded" => part(rest, Part::Submission)?,
            "round.recorded" => part(rest, Part::Round)?,
            "response.recorded" => part(rest, |response| Part::Response(Box::new(response)))?,
            "milestoneMove.recorded" => part(rest, Part::Shift)?,
            "note.added" => Fact::Noted { text: rest.need("text")? },
            "note.struck" => Fact::NoteStruck { note: rest.need("note")? },
            "note.restored" => Fact::NoteRestored { note: rest.need("note")? },
            "link.added" => Fact::Linked { link: link(rest)? },
            "link.removed" => Fact::Unlinked { link: link(rest)? },
            "reference.given" => Fact::Numbered { from: rest.some("from")?, to: rest.some("to")? },
            "alias.changed" => Fact::AliasChanged { from: rest.some("from")?, to: rest.some("to")? },
            "item.removed" => Fact::Removed { why: rest.need("why")? },
            "item.restored" => Fact::Restored { why: rest.need("why")? },
            _ => return Ok(None),
        };
        fact.check().map_err(|error| error.to_string())?;
        Ok(Some(fact))
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

    /// Its own keys and values.
    #[must_use]
    pub fn payload(&self) -> Payload {
        match self {
            Fact::RegisterOpened { title } => object(&Title { title: title.clone() }),
            Fact::RegisterRenamed { from, to } => object(&Between { from, to }),
            Fact::SchemeChanged { from, to } => object(&Between { from, to }),
            Fact::Raised { kind, reference, standing, fields } => object(&Raising {
                kind: *kind,
                reference: reference.clone(),
                standing: standing.clone(),
                fields: {
                    let known = fields.iter().map(|(field, value)| (field.name().into(), json::write(value)));
                    known.chain(fields.newer().clone()).collect()
                },
            }),
            Fact::Edited { field, from, to } => {
                let mut map = object(&Pair { from: from.as_ref(), to: to.as_ref() });
                map.insert("field".into(), field.name().into());
                map
            }
            Fact::CustomEdited { name, from, to } => {
                let mut map = object(&Pair { from: from.as_ref(), to: to.as_ref() });
                map.insert("name".into(), name.as_str().into());
                map
            }
            Fact::Moved { from, to } => object(&Between { from, to }),
            Fact::Assessed { slot, from, to } => object(&InSlot { slot: *slot, from: from.clone(), to: to.clone() }),
            Fact::StepChanged { from, to } => object(&Pair { from: from.as_ref(), to: to.as_ref() }),
            Fact::PartChanged { from, to } => pair_of(from.as_deref(), to.as_deref()),
            Fact::Noted { text } => object(&Words { text: text.clone() }),
            Fact::NoteStruck { note } | Fact::NoteRestored { note } => object(&WholeNote { note: note.clone() }),
            Fact::Linked { link } | Fact::Unlinked { link } => object(link),
            Fact::Numbered { from, to } | Fact::AliasChanged { from, to } => {
                object(&Pair { from: from.as_ref(), to: to.as_ref() })
            }
            Fact::Removed { why } | Fact::Restored { why } => object(&Why { why: why.clone() }),
        }
    }
}

fn object<T: Serialize>(value: &T) -> Payload {
    match json::write(value) {
        Json::Object(map) => map,
        _ => Payload::new(),
    }
}

/// Takes a link. Its event has no other keys than its own, so what a newer version wrote beside them is the link's too, but
/// for what says that the event takes another back.
fn link(rest: &mut Members<'_>) -> Result<Link, String> {
    let (link, to, cited) = (rest.need("as")?, rest.need("to")?, rest.some("ref")?);
    let newer: Vec<String> = rest.names().filter(|name| ![UNDOES, REDOES, "ref"].contains(name)).map(str::to_owned).collect();
    let extra = newer.into_iter().map(|name| Ok((name.clone(), rest.need(&name)?))).collect::<Result<_, String>>()?;
    Ok(Link { link, to, cited, extra })
}

/// Takes a part before and after; one of them at least, and both of one identity.
fn part<T: serde::de::DeserializeOwned>(rest: &mut Members<'_>, of: impl Fn(T) -> Part) -> Result<Fact, String> {
    let side = |part: Option<T>| part.map(|part| Box::new(of(part)));
    let (from, to) = (side(rest.some("from")?), side(rest.some("to")?));
    match (&from, &to) {
        (None, None) => Err("“from” and “to” are missing: one of them has to be there".into()),
        (Some(before), Some(after)) if before.id() != after.id() => Err("before and after are not the same part".into()),
        _ => Ok(Fact::PartChanged { from, to }),
    }
}

fn pair_of(from: Option<&Part>, to: Option<&Part>) -> Payload {
    let value = |part: &Part| match part {
        Part::Submission(part) => json::write(part),
        Part::Round(part) => json::write(part),
        Part::Response(part) => json::write(part),
        Part::Shift(part) => json::write(part),
    };
    object(&Pair { from: from.map(value), to: to.map(value) })
}

fn raised(rest: &mut Members<'_>) -> Result<Fact, String> {
    let (kind, reference): (Kind, Option<String>) = (rest.need("kind")?, rest.some("ref")?);
    let (standing, filled): (Standing, Map<String, Json>) = (rest.need("standing")?, rest.need("fields")?);
    let mut fields = Fields::default();
    for (name, value) in &filled {
        match Field::read(name) {
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
    Ok(Fact::Raised { kind, reference, standing, fields })
}

/// Whether the field that was changed is one that only a newer version knows.
fn edits_newer_field(rest: &Members<'_>) -> bool {
    let name = rest.text("field").and_then(|text| serde_json::from_str::<String>(text).ok());
    name.is_some_and(|name| is_newer_field(&name))
}

fn edited(rest: &mut Members<'_>) -> Result<Fact, String> {
    let name = named(rest, "field")?;
    let field = Field::read(&name).ok_or_else(|| format!("field: there is no field “{}”", text::excerpt(&name)))?;
    let value = |key: &str, value: Json| value_of(field, &value).map_err(|error| format!("{key}: {error}"));
    let mut side = |key: &str| rest.take(key)?.map(|found| value(key, found)).transpose();
    Ok(Fact::Edited { field, from: side("from")?, to: side("to")? })
}

fn named(rest: &mut Members<'_>, key: &str) -> Result<String, String> {
    rest.take(key)?.ok_or_else(|| format!("{key}: it is missing, and says which field was changed"))
}

fn value_of(field: Field, value: &Json) -> Result<Value, BadValue> {
    Value::read(field.shape(), value)
}
