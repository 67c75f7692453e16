//! The facts an event can record. Their wire names and keys are frozen: new ones are added, old ones never change.

use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::json::{self, Member, Members};
use crate::record::case::{self, Part};
use crate::record::{Assessment, BadValue, Field, Fields, Kind, Link, Note, Slot, StatusEntry, Step, Value, is_newer_field};
use crate::scheme::Scheme;
use crate::text::{self, BadText};
use crate::words::closed_words;

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
        standing: StatusEntry,
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
        from: StatusEntry,
        /// After.
        to: StatusEntry,
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

closed_words! {
    /// The wire name of a fact: the one table of them. One that is not here is a newer version's.
    FactName {
        RegisterOpened "register.opened",
        RegisterRenamed "register.renamed",
        SchemeChanged "scheme.changed",
        Raised "item.raised",
        Edited "item.edited",
        CustomEdited "custom.edited",
        Moved "status.changed",
        Assessed "assessment.recorded",
        StepChanged "step.changed",
        SubmissionChanged "submission.recorded",
        RoundChanged "round.recorded",
        ResponseChanged "response.recorded",
        ShiftChanged "milestoneMove.recorded",
        Noted "note.added",
        NoteStruck "note.struck",
        NoteRestored "note.restored",
        Linked "link.added",
        Unlinked "link.removed",
        Numbered "reference.given",
        AliasChanged "alias.changed",
        Removed "item.removed",
        Restored "item.restored",
    }
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
    standing: StatusEntry,
    fields: Map<String, Json>,
}

/// The key of the event that an event takes back.
pub(super) const UNDOES: &str = "undoes";
/// The key of the event that an event does again.
pub(super) const REDOES: &str = "redoes";

type Payload = Map<String, Json>;

impl Fact {
    /// The name of the fact.
    fn named(&self) -> Option<FactName> {
        Some(match self {
            Fact::RegisterOpened { .. } => FactName::RegisterOpened,
            Fact::RegisterRenamed { .. } => FactName::RegisterRenamed,
            Fact::SchemeChanged { .. } => FactName::SchemeChanged,
            Fact::Raised { .. } => FactName::Raised,
            Fact::Edited { .. } => FactName::Edited,
            Fact::CustomEdited { .. } => FactName::CustomEdited,
            Fact::Moved { .. } => FactName::Moved,
            Fact::Assessed { .. } => FactName::Assessed,
            Fact::StepChanged { .. } => FactName::StepChanged,
            Fact::PartChanged { from, to } => match to.as_deref().or(from.as_deref())? {
                Part::Submission(_) => FactName::SubmissionChanged,
                Part::Round(_) => FactName::RoundChanged,
                Part::Response(_) => FactName::ResponseChanged,
                Part::MilestoneMove(_) => FactName::ShiftChanged,
            },
            Fact::Noted { .. } => FactName::Noted,
            Fact::NoteStruck { .. } => FactName::NoteStruck,
            Fact::NoteRestored { .. } => FactName::NoteRestored,
            Fact::Linked { .. } => FactName::Linked,
            Fact::Unlinked { .. } => FactName::Unlinked,
            Fact::Numbered { .. } => FactName::Numbered,
            Fact::AliasChanged { .. } => FactName::AliasChanged,
            Fact::Removed { .. } => FactName::Removed,
            Fact::Restored { .. } => FactName::Restored,
        })
    }

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

    /// Takes a fact of that name out of the members of its event; `None` when only a newer version knows it.
    pub(super) fn parse(name: &str, rest: &mut Members<'_>) -> Result<Option<Fact>, String> {
        let Some(name) = FactName::from_name(name) else { return Ok(None) };
        let fact = match name {
            FactName::RegisterOpened => Fact::RegisterOpened { title: rest.need("title")? },
            FactName::RegisterRenamed => Fact::RegisterRenamed { from: rest.need("from")?, to: rest.need("to")? },
            FactName::SchemeChanged => Fact::SchemeChanged { from: rest.need("from")?, to: rest.need("to")? },
            FactName::Raised => raised(rest)?,
            FactName::Edited if edits_newer_field(rest) => return Ok(None),
            FactName::Edited => edited(rest)?,
            FactName::CustomEdited => {
                Fact::CustomEdited { name: named(rest, "name")?, from: rest.some("from")?, to: rest.some("to")? }
            }
            FactName::Moved => Fact::Moved { from: rest.need("from")?, to: rest.need("to")? },
            FactName::Assessed => Fact::Assessed { slot: rest.need("slot")?, from: rest.some("from")?, to: rest.some("to")? },
            FactName::StepChanged => Fact::StepChanged { from: rest.some("from")?, to: rest.some("to")? },
            FactName::SubmissionChanged => part(rest, Part::Submission)?,
            FactName::RoundChanged => part(rest, Part::Round)?,
            FactName::ResponseChanged => part(rest, |response| Part::Response(Box::new(response)))?,
            FactName::ShiftChanged => part(rest, Part::MilestoneMove)?,
            FactName::Noted => Fact::Noted { text: rest.need("text")? },
            FactName::NoteStruck => Fact::NoteStruck { note: rest.need("note")? },
            FactName::NoteRestored => Fact::NoteRestored { note: rest.need("note")? },
            FactName::Linked => Fact::Linked { link: link(rest)? },
            FactName::Unlinked => Fact::Unlinked { link: link(rest)? },
            FactName::Numbered => Fact::Numbered { from: rest.some("from")?, to: rest.some("to")? },
            FactName::AliasChanged => Fact::AliasChanged { from: rest.some("from")?, to: rest.some("to")? },
            FactName::Removed => Fact::Removed { why: rest.need("why")? },
            FactName::Restored => Fact::Restored { why: rest.need("why")? },
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
fn part<T: for<'m> Member<'m>>(rest: &mut Members<'_>, of: impl Fn(T) -> Part) -> Result<Fact, String> {
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
        Part::MilestoneMove(part) => json::write(part),
    };
    object(&Pair { from: from.map(value), to: to.map(value) })
}

fn raised(rest: &mut Members<'_>) -> Result<Fact, String> {
    let (kind, reference): (Kind, Option<String>) = (rest.need("kind")?, rest.some("ref")?);
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
    Ok(Fact::Raised { kind, reference, standing, fields })
}

/// Whether the field that was changed is one that only a newer version knows.
fn edits_newer_field(rest: &Members<'_>) -> bool {
    let name = rest.text("field").and_then(|text| serde_json::from_str::<String>(text).ok());
    name.is_some_and(|name| is_newer_field(&name))
}

fn edited(rest: &mut Members<'_>) -> Result<Fact, String> {
    let name = named(rest, "field")?;
    let field = Field::from_name(&name).ok_or_else(|| format!("field: there is no field “{}”", text::excerpt(&name)))?;
    let value = |key: &str, value: Json| value_of(field, &value).map_err(|error| format!("{key}: {error}"));
    let mut side = |key: &str| rest.take(key)?.map(|found| value(key, found)).transpose();
    Ok(Fact::Edited { field, from: side("from")?, to: side("to")? })
}

fn named(rest: &mut Members<'_>, key: &str) -> Result<String, String> {
    rest.take(key)?.ok_or_else(|| format!("{key}: it is missing, and says which field was changed"))
}

fn value_of(field: Field, value: &Json) -> Result<Value, BadValue> {
    Value::from_json(field.shape(), value)
}
