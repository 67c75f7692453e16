//! Compiles the story of the programme's papers into a register, through the session, step by step.

use chrono::{DateTime, Utc};
use raid_register::record::{Assessment, Done, Extra, Field, Fields, Kind, LinkType, Owner, Slot, Status, Step, Value};
use raid_register::scheme::{Band, Level};
use raid_register::session::Session;
use raid_register::stamp::{EventId, Replica, Stamp};
use raid_register::workflow::{CaseCommand, Command, NewRecord, Refusal};
use serde_json::{Map, Value as Json};
use std::collections::HashMap;

/// The register of the papers.
pub(crate) fn register() -> Session {
    let steps: Vec<Map<String, Json>> = serde_json::from_str(include_str!("story.json")).expect("the story is a list of steps");
    let first = stamp(&steps[0]);
    let mut teller = Teller { session: Session::begin("MHHS Programme register", &first), labels: HashMap::new() };
    for step in &steps {
        teller.tell(step).unwrap_or_else(|refusal| panic!("{refusal}: {}", Json::Object(step.clone())));
    }
    teller.session
}

struct Teller {
    session: Session,
    labels: HashMap<String, EventId>,
}

impl Teller {
    fn tell(&mut self, step: &Map<String, Json>) -> Result<(), Refusal> {
        let stamp = stamp(step);
        for command in self.commands(step) {
            let events = self.session.carry_out(&command, &stamp)?;
            if let (Some(label), Command::Raise(_)) = (step.get("label").and_then(Json::as_str), &command) {
                self.labels.insert(label.into(), events[0].id);
            }
        }
        Ok(())
    }

    fn commands(&self, step: &Map<String, Json>) -> Vec<Command> {
        if let Some(kind) = text(step, "raise") {
            return self.raising(step, Kind::from_name(kind).unwrap_or_else(|| panic!("{kind} is a kind")));
        }
        let record = self.find(text(step, "on").expect("a step is on a record"));
        if let Some(figures) = step.get("assess") {
            return vec![Command::Assess { record, slot: Slot::Current, to: Some(assessment(figures)) }];
        }
        if let Some(figures) = step.get("propose") {
            return vec![Command::Assess { record, slot: Slot::Proposed, to: Some(assessment(figures)) }];
        }
        if let Some(Json::Object(fields)) = step.get("edit") {
            return fields.iter().map(|(name, to)| Command::Edit { record, field: field(name), to: value(name, to) }).collect();
        }
        if let Some(word) = text(step, "status") {
            let to = Status::from_name(word).unwrap_or_else(|| panic!("{word} is a status"));
            return vec![Command::Move {
                record,
                to,
                on: Some(stamp(step).at.date_naive()),
                why: text(step, "why").map(Into::into),
            }];
        }
        if let Some(word) = text(step, "override") {
            let to = Status::from_name(word).unwrap_or_else(|| panic!("{word} is a status"));
            let why = text(step, "why").expect("going on all the same needs a reason").into();
            return vec![Command::Override { record, to, on: Some(stamp(step).at.date_naive()), why }];
        }
        if let Some(given) = step.get("submit") {
            let on = given["on"].as_str().and_then(|day| day.parse().ok()).expect("a day");
            let ask = CaseCommand::Submit { on, by: given["by"].as_str().map(Into::into), amendments: None };
            return vec![Command::Case { record, ask }];
        }
        if let Some(words) = text(step, "note") {
            return vec![Command::Note { record, text: words.into() }];
        }
        if let Some(word) = text(step, "link") {
            let link = LinkType::from_name(word).unwrap_or_else(|| panic!("{word} is a link"));
            return vec![Command::Link { record, link, to: self.find(text(step, "to").expect("a link leads somewhere")) }];
        }
        if let Some(Json::Object(given)) = step.get("step") {
            let due = text(given, "due").map(|due| raid_register::calendar::Due::parse(due).expect("a due date"));
            let step = Step {
                id: EventId { tick: 1, replica: Replica(0) },
                text: text(given, "text").expect("a step has words").into(),
                owner: text(given, "owner").map(Owner::role),
                due,
                done: text(given, "done").map(|done| Done::parse(done).expect("a day, or undated")),
                extra: Extra::new(),
            };
            return vec![Command::AddStep { record, step }];
        }
        if let Some(alias) = text(step, "alias") {
            return vec![Command::Alias { record, alias: alias.into() }];
        }
        panic!("nothing happens in {step:?}");
    }

    fn raising(&self, step: &Map<String, Json>, kind: Kind) -> Vec<Command> {
        let mut fields = Fields::default();
        for (name, json) in step.get("fields").and_then(Json::as_object).into_iter().flatten() {
            fields.put(field(name), value(name, json));
        }
        let status = text(step, "status").map(|word| Status::from_name(word).unwrap_or_else(|| panic!("{word} is a status")));
        vec![Command::Raise(Box::new(NewRecord {
            reference: text(step, "ref").map(Into::into),
            status,
            ..NewRecord::of(kind, fields)
        }))]
    }

    fn find(&self, wanted: &str) -> EventId {
        let register = self.session.register();
        let by_label = self.labels.get(wanted).copied();
        by_label
            .or_else(|| register.by_reference(wanted).map(|row_id| register.id(row_id)))
            .unwrap_or_else(|| panic!("{wanted} is in the register"))
    }
}

fn stamp(step: &Map<String, Json>) -> Stamp {
    let at: DateTime<Utc> = text(step, "at").and_then(|at| at.parse().ok()).expect("a step has its moment");
    Stamp { at, by: text(step, "by").expect("a step has its author").into(), replica: Replica(0x5a3b_1e00) }
}

fn text<'a>(step: &'a Map<String, Json>, key: &str) -> Option<&'a str> {
    step.get(key).and_then(Json::as_str)
}

fn field(name: &str) -> Field {
    Field::from_name(name).unwrap_or_else(|| panic!("{name} is a field"))
}

fn value(name: &str, json: &Json) -> Option<Value> {
    (!json.is_null()).then(|| Value::from_json(field(name).shape(), json).unwrap_or_else(|error| panic!("{name}: {error}")))
}

fn assessment(figures: &Json) -> Assessment {
    let level = |key: &str| figures[key].as_i64().map(|number| Level::try_from(number).expect("a level"));
    Assessment {
        likelihood: level("likelihood"),
        impact: level("impact"),
        level: figures["level"].as_str().and_then(Band::from_name),
        on: figures["on"].as_str().map(|day| day.parse().expect("a day")),
        by: figures["by"].as_str().map(Into::into),
        why: figures["why"].as_str().map(Into::into),
        ..Assessment::default()
    }
}
