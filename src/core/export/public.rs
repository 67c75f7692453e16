//! The public snapshot: what was published, in its public wording, and nothing else.
//!
//! What leaves is named here, field by field; whatever is not named stays. Notes, history, names of people, mitigation,
//! answers to impact assessments, reasons, and links to what is not published never leave. Of a text that says who, only
//! the words leave that name a role or a body: see [`Roles`].

use serde_json::Map;

use super::roles::{Names, Roles};
use crate::calendar::{Calendar, Due};
use crate::record::case::Case;
use crate::record::{Assessment, Field, Fields, Link, Owner, Record, Shape, Slot, StatusEntry, Value};
use crate::scheme::{Group, ProcessSetup, Scheme, WordList};
use crate::snapshot::{SECTIONS, write_state};
use crate::stamp::{EventId, Replica};
use crate::state::{Register, RowId};

/// The fields that leave as they are, where the record has them. Description and impact statement leave only where no
/// public wording takes their place.
const LEAVES: &[Field] = &[
    Field::RaisedOn,
    Field::Area,
    Field::Category,
    Field::Deliverable,
    Field::Direction,
    Field::NeedBy,
    Field::Proximity,
    Field::IssueType,
    Field::Severity,
    Field::Priority,
    Field::TargetResolution,
    Field::ValidateBy,
    Field::ChangeType,
    Field::Route,
    Field::ImpactedArtefacts,
    Field::CodesImpacted,
    Field::TargetDecision,
    Field::ReleaseType,
    Field::InterimRelease,
    Field::InSitScope,
    Field::Dins,
    Field::ReleaseDate,
    Field::ImplementedIn,
    Field::ImplementedOn,
    Field::Stage,
    Field::DecidedOn,
    Field::EffectiveOn,
    Field::Tier,
    Field::Level1,
    Field::PlanSection,
    Field::Baseline,
    Field::Forecast,
    Field::Actual,
    Field::RagCurrent,
    Field::MilestoneChange,
    Field::Due,
    Field::Number,
    Field::HeldOn,
    Field::Time,
    Field::Classification,
    Field::Publication,
];

/// The fields that say who: of these leaves what names a role or a body.
const WHO: &[(Field, Names)] = &[
    (Field::ChangeRaiser, Names::Persons),
    (Field::Provider, Names::Persons),
    (Field::Receiver, Names::Persons),
    (Field::DecisionBody, Names::Bodies),
    (Field::Forum, Names::Bodies),
    (Field::GovernedBy, Names::Bodies),
    (Field::Group, Names::Bodies),
    (Field::Groups, Names::Bodies),
];

/// The records that leave, in the order of a file: published, not struck out, and not classified for some only.
#[must_use]
pub fn published(register: &Register) -> Vec<RowId> {
    let all = SECTIONS.into_iter().flat_map(|section| register.section(section));
    all.filter(|row_id| !register.row(*row_id).removed && leaves(register, *row_id)).collect()
}

fn leaves(register: &Register, row_id: RowId) -> bool {
    register.record(row_id).is_some_and(|record| {
        let text = |field| record.fields.text(field);
        text(Field::Publication) == Some("Published") && register.scheme.is_public(text(Field::Classification))
    })
}

/// The public snapshot of a register: a file without a log that anybody can open.
#[must_use]
pub fn public(register: &Register) -> Vec<u8> {
    let leaving = published(register);
    // By the record's number here: the identity that it has outside. Those of the register say when it was raised, and where.
    let mut outside_ids = vec![None; register.len()];
    for (tick, row_id) in (1..).zip(&leaving) {
        outside_ids[row_id.index()] = Some(EventId { tick, replica: Replica(0) });
    }
    let new = |id: EventId| outside_ids[register.by_id(id)?.index()];
    let mut outside = Register::new(&register.title);
    // The matrix and the groups are how the programme speaks; its own holidays and their names are not.
    let calendar = Calendar { division: register.scheme.calendar.division, ..Calendar::default() };
    let groups = register
        .scheme
        .groups
        .iter()
        .map(|group| Group { parent: group.parent.clone(), ..Group::new(&group.code, &group.name) })
        .collect();
    let people = Vec::new();
    outside.scheme = Scheme { calendar, groups, people, custom: None, extra: Map::new(), ..register.scheme.clone() };
    // Who may decide, and who is to be asked, may be named there too.
    outside.scheme.process = outside
        .scheme
        .process
        .and_then(|process| ProcessSetup { authority: None, requirement_wording: None, extra: Map::new(), ..process }.tidied());
    // What a newer version says of a part of it may be about anybody.
    let steps = outside.scheme.scales.iter_mut().flat_map(|held| held.iter_mut()).flat_map(|(_, scale)| scale.iter_mut());
    steps.for_each(|(_, step)| step.extra.clear());
    outside.scheme.kinds.iter_mut().flat_map(|held| held.iter_mut()).for_each(|(_, kind)| kind.extra.clear());
    outside.scheme.external_references.iter_mut().flatten().for_each(|series| series.extra.clear());
    // Lists of who decides and who is told may name persons; those of the words of fields that leave do not.
    let said = |list: WordList| register.scheme.lists.as_ref().is_some_and(|lists| lists.contains_key(list.name()));
    let leaves = |list: WordList| LEAVES.iter().any(|field| field.shape() == Shape::Listed(list));
    for list in WordList::ALL.iter().copied().filter(|list| said(*list) && *list != WordList::Categories && !leaves(*list)) {
        outside.scheme.set_words(list, Vec::new());
    }
    let roles = Roles::of(&register.scheme);
    for record in leaving.iter().filter_map(|row_id| register.record(*row_id)) {
        let Some(id) = new(record.id) else { continue };
        let links = record.links.iter().filter_map(|link| {
            let to = register.by_id(link.to).and_then(|row_id| register.record(row_id))?;
            Some(Link::new(link.link, new(link.to)?, to.reference.is_some().then(|| to.shown_reference())))
        });
        outside.put(&public_record(register, &record, id, links.collect(), &roles));
    }
    write_state(&outside)
}

/// A record as the public reads it. Made anew, so that what is added to a record one day does not leave unasked.
fn public_record(register: &Register, record: &Record, id: EventId, links: Vec<Link>, roles: &Roles) -> Record {
    let level =
        record.assessment(Slot::Current).filter(|_| record.kind.definition().rating.is_level()).map(|agreed| Assessment {
            likelihood: agreed.likelihood,
            impact: agreed.impact,
            level: agreed.level,
            scheme: agreed.scheme,
            on: agreed.on,
            ..Assessment::default()
        });
    Record {
        id,
        kind: record.kind,
        reference: record.reference.is_some().then(|| record.shown_reference()),
        reference_clash: None,
        aliases: Vec::new(),
        standing: StatusEntry { since: record.standing.since, ..StatusEntry::plain(record.standing.status) },
        fields: fields(register, &record.fields, roles),
        custom: Default::default(),
        assessments: [level, None, None, None],
        mitigation: Vec::new(),
        case: Case::default(),
        notes: Vec::new(),
        links,
        removed: None,
        changed: Default::default(),
        changed_by: "Public snapshot".into(),
        last_event: id,
        extra: Default::default(),
    }
}

fn fields(register: &Register, inside: &Fields, roles: &Roles) -> Fields {
    let mut fields = Fields::default();
    for field in LEAVES {
        let offered = register.scheme.words_for(*field);
        let is_offered = |value: &&Value| !matches!(field.shape(), Shape::Listed(_)) || offered.contains(&value.to_string());
        fields.put(*field, inside.value(*field).filter(is_offered).and_then(|value| of_anybody(value, roles)));
    }
    for (field, names) in WHO {
        fields.put(*field, inside.value(*field).and_then(|value| who(value, *names, roles)));
    }
    let public = |field| inside.text(field).filter(|words| !words.trim().is_empty()).map(|words| Value::Text(words.into()));
    fields.put(Field::Title, public(Field::PublicTitle).or_else(|| inside.value(Field::Title).cloned()));
    match public(Field::PublicText) {
        Some(words) => drop(fields.put(Field::Description, Some(words))),
        None => {
            fields.put(Field::Description, inside.value(Field::Description).cloned());
            fields.put(Field::ImpactStatement, inside.value(Field::ImpactStatement).cloned());
        }
    }
    fields.put(Field::Owner, inside.owner().and_then(|owner| role(owner, roles)).map(|role| Value::Owner(Owner::role(&role))));
    fields
}

/// A value as it is, but that what is due at a meeting may be due at one with somebody.
fn of_anybody(value: &Value, roles: &Roles) -> Option<Value> {
    match value {
        Value::Due(Due::Meeting(named)) => Some(Value::Due(Due::Meeting(roles.of_text(named, Names::Bodies)?))),
        Value::Due(Due::On(_) | Due::Asap | Due::Tbc) | Value::Text(_) | Value::Day(_) | Value::List(_) | Value::Owner(_) => {
            Some(value.clone())
        }
    }
}

/// What of a value names a role or a body.
fn who(value: &Value, names: Names, roles: &Roles) -> Option<Value> {
    match value {
        Value::Text(words) => roles.of_text(words, names).map(Value::Text),
        Value::List(parts) => {
            let kept: Vec<String> = parts.iter().filter_map(|part| roles.of_text(part, names)).collect();
            (!kept.is_empty()).then_some(Value::List(kept))
        }
        Value::Owner(owner) => role(owner, roles).map(|role| Value::Owner(Owner::role(&role))),
        Value::Day(_) | Value::Due(_) => Some(value.clone()),
    }
}

/// The role, never the person. Where the person stands beside it, the role is one as it is written.
fn role(owner: &Owner, roles: &Roles) -> Option<String> {
    let is_apart = owner.name.as_ref().is_some_and(|name| !name.split_whitespace().any(|word| owner.role.contains(word)));
    if is_apart { Some(owner.role.clone()) } else { roles.of_text(&owner.role, Names::Persons) }
}
