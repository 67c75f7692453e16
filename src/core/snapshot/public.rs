//! The public snapshot: what was published, in its public wording, and nothing else.
//!
//! What leaves is named here, field by field; whatever is not named stays. Notes, history, names of people, mitigation,
//! answers to impact assessments, reasons, and links to what is not published never leave.

use serde_json::{Map, Value as Json};

use super::{SECTIONS, write};
use crate::calendar::Calendar;
use crate::item::case::Case;
use crate::item::{Assessment, Field, Fields, Item, Kind, Link, Owner, Slot, Standing, Value};
use crate::register::{Record, Register};
use crate::scheme::Scheme;
use crate::stamp::{EventId, Replica};

/// The fields that leave as they are, where the record has them. Description and impact statement leave only where no
/// public wording takes their place.
const LEAVES: &[Field] = &[
    Field::RaisedOn,
    Field::ChangeRaiser,
    Field::Area,
    Field::Category,
    Field::Groups,
    Field::Provider,
    Field::Receiver,
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
    Field::DecisionBody,
    Field::TargetDecision,
    Field::ReleaseType,
    Field::InterimRelease,
    Field::InSitScope,
    Field::Dins,
    Field::ReleaseDate,
    Field::ImplementedIn,
    Field::ImplementedOn,
    Field::Stage,
    Field::Forum,
    Field::DecidedOn,
    Field::EffectiveOn,
    Field::Tier,
    Field::Level1,
    Field::PlanSection,
    Field::GovernedBy,
    Field::Baseline,
    Field::Forecast,
    Field::Actual,
    Field::RagCurrent,
    Field::MilestoneChange,
    Field::Due,
    Field::Group,
    Field::Number,
    Field::HeldOn,
    Field::Time,
    Field::Classification,
    Field::Publication,
];

/// The records that leave, in the order of a file: published, not struck out, and not classified for some only.
#[must_use]
pub fn published(register: &Register) -> Vec<Record> {
    let all = SECTIONS.into_iter().flat_map(|section| register.section(section));
    all.filter(|record| !register.row(*record).removed && leaves(register, *record)).collect()
}

fn leaves(register: &Register, record: Record) -> bool {
    register.item(record).is_some_and(|item| {
        let text = |field| item.fields.text(field);
        text(Field::Publication) == Some("Published") && !matches!(text(Field::Classification), Some("Internal" | "Restricted"))
    })
}

/// The public snapshot of a register: a file without a log that anybody can open.
#[must_use]
pub fn public(register: &Register) -> Vec<u8> {
    let leaving = published(register);
    // By the record's number here: the identity that it has outside. Those of the register say when it was raised, and where.
    let mut outside_ids = vec![None; register.len()];
    for (tick, record) in (1..).zip(&leaving) {
        outside_ids[*record as usize] = Some(EventId { tick, replica: Replica(0) });
    }
    let new = |id: EventId| outside_ids[register.by_id(id)? as usize];
    let mut outside = Register::new(&register.title);
    // The matrix and the groups are how the programme speaks; its own holidays and their names are not.
    let calendar = Calendar { division: register.scheme.calendar.division, ..Calendar::default() };
    outside.scheme = Scheme { calendar, extra: Map::new(), ..register.scheme.clone() };
    for item in leaving.iter().filter_map(|record| register.item(*record)) {
        let Some(id) = new(item.id) else { continue };
        let links = item.links.iter().filter_map(|link| {
            let to = register.by_id(link.to).and_then(|record| register.item(record))?;
            Some(Link::new(link.link, new(link.to)?, to.reference.is_some().then(|| to.shown_reference())))
        });
        outside.put(&told(&item, id, links.collect()));
    }
    let mut out = super::pieces::Pieces::default();
    write::head(&mut out, &outside, "filtered", 0, &Map::<String, Json>::new());
    for section in SECTIONS {
        write::push_section(&mut out, &outside, section, &outside.section(section));
    }
    out.push(b"\n}\n");
    out.into_bytes(&outside, 0)
}

/// A record as the public reads it. Made anew, so that what is added to a record one day does not leave unasked.
fn told(item: &Item, id: EventId, links: Vec<Link>) -> Item {
    let scored = matches!(item.kind, Kind::Risk | Kind::Issue | Kind::Assumption);
    let level = item.assessment(Slot::Current).filter(|_| scored).map(|agreed| Assessment {
        likelihood: agreed.likelihood,
        impact: agreed.impact,
        level: agreed.level,
        scheme: agreed.scheme,
        on: agreed.on,
        ..Assessment::default()
    });
    Item {
        id,
        kind: item.kind,
        reference: item.reference.is_some().then(|| item.shown_reference()),
        twin: None,
        aliases: Vec::new(),
        standing: Standing { since: item.standing.since, ..Standing::plain(item.standing.status) },
        fields: fields(&item.fields),
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

fn fields(inside: &Fields) -> Fields {
    let mut told = Fields::default();
    for field in LEAVES {
        told.put(*field, inside.value(*field).cloned());
    }
    let public = |field| inside.text(field).filter(|words| !words.trim().is_empty()).map(|words| Value::Text(words.into()));
    told.put(Field::Title, public(Field::PublicTitle).or_else(|| inside.value(Field::Title).cloned()));
    match public(Field::PublicText) {
        Some(words) => drop(told.put(Field::Description, Some(words))),
        None => {
            told.put(Field::Description, inside.value(Field::Description).cloned());
            told.put(Field::ImpactStatement, inside.value(Field::ImpactStatement).cloned());
        }
    }
    // The role, never the person.
    told.put(Field::Owner, inside.owner().map(|owner| Value::Owner(Owner::role(&owner.role))));
    told
}
