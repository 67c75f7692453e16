//! Something that happened, and its one line in the file.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value as Json};

use super::Fact;
use super::fact::{REDOES, UNDOES};
use crate::json::{self, Members};
use crate::record::{Extra, Note};
use crate::stamp::{EventId, Stamp, written};
use crate::text;

/// The key of the events whose conflicts an event settles. Readers that do not know it pass it on.
const SETTLES: &str = "settles";

/// Something that happened. Never edited, never removed.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Identity and place in the one order.
    pub id: EventId,
    /// The record it is about: the event that raised it. A raising is about itself.
    pub about: EventId,
    /// When, for display.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// What.
    pub fact: Recorded,
    /// Whether it takes another event back, or does again what was taken back.
    pub turn: Option<UndoRef>,
    /// What a newer version wrote beside a fact that we understand.
    pub extra: Map<String, Json>,
}

/// What an event does to another: a person undid it, or did it again after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndoRef {
    /// Takes that event back.
    Undoes(EventId),
    /// Does again what that event did and another took back.
    Redoes(EventId),
}

/// A fact we understand, or one from a newer version that is kept and passed on.
#[derive(Debug, Clone, PartialEq)]
pub enum Recorded {
    /// Understood.
    Known(Box<Fact>),
    /// From a newer version: its name and everything in it.
    Foreign(String, Map<String, Json>),
}

/// Why a line is no event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadEvent(pub String);

impl Event {
    /// The note that it adds, with these words.
    pub(crate) fn note(&self, text: String) -> Note {
        Note { id: self.id, at: self.at, by: self.by.clone(), text, extra: Extra::new() }
    }

    /// What has just happened.
    #[must_use]
    pub fn new(id: EventId, about: EventId, stamp: &Stamp, fact: Fact) -> Event {
        let fact = Recorded::Known(Box::new(fact));
        Event { id, about, at: stamp.at, by: stamp.by.clone(), fact, turn: None, extra: Map::new() }
    }

    /// The same, as the undoing or redoing of another.
    #[must_use]
    pub fn turning(self, turn: Option<UndoRef>) -> Event {
        Event { turn, ..self }
    }

    /// Reads one event.
    ///
    /// # Errors
    /// [`BadEvent`], when it is no JSON, lacks its head, or states a fact we know in a way we do not.
    pub fn parse(bytes: &[u8]) -> Result<Event, BadEvent> {
        let mut wire: Members<'_> = json::parse(bytes).map_err(BadEvent)?;
        json::refuse_duplicates(bytes).map_err(BadEvent)?;
        let (id, about, at) = (|| Ok((wire.need("id")?, wire.need("about")?, wire.need("at")?)))().map_err(BadEvent)?;
        let by: String = wire.need("by").map_err(BadEvent)?;
        let name: String = wire.need("fact").map_err(BadEvent)?;
        text::check_line(&by).map_err(|error| BadEvent(format!("by: {error}")))?;
        let read = Fact::parse(&name, &mut wire).and_then(|fact| Ok((fact, wire.rest()?)));
        let (fact, mut extra) = match read.map_err(|error| BadEvent(format!("{name}: {error}")))? {
            (Some(fact), extra) => (Recorded::Known(Box::new(fact)), extra),
            (None, rest) => (Recorded::Foreign(name, rest), Map::new()),
        };
        let turn = turn(&mut extra, UNDOES, UndoRef::Undoes).or_else(|| turn(&mut extra, REDOES, UndoRef::Redoes));
        Ok(Event { id, about, at, by, fact, turn, extra })
    }

    /// The canonical line: the head in fixed order, then the fact's own keys in alphabetical order.
    #[must_use]
    pub fn line(&self) -> Vec<u8> {
        match &self.fact {
            Recorded::Known(fact) => self.line_saying(fact.name(), fact.payload()),
            Recorded::Foreign(name, rest) => self.line_saying(name, rest.clone()),
        }
    }

    /// The same, given the name of the fact and its own keys.
    pub(super) fn line_saying(&self, name: &str, mut rest: Map<String, Json>) -> Vec<u8> {
        let mut line =
            format!("{{\"id\":\"{}\",\"about\":\"{}\",\"at\":\"{}\",\"by\":", self.id, self.about, written(self.at)).into_bytes();
        push_json(&mut line, &Json::from(self.by.as_str()));
        line.extend_from_slice(b",\"fact\":");
        push_json(&mut line, &Json::from(name));
        rest.extend(self.extra.clone());
        if let Some(turn) = self.turn {
            let (key, id) = match turn {
                UndoRef::Undoes(id) => (UNDOES, id),
                UndoRef::Redoes(id) => (REDOES, id),
            };
            rest.insert(key.into(), id.to_string().into());
        }
        for (key, value) in &rest {
            line.push(b',');
            push_json(&mut line, &Json::from(key.as_str()));
            line.push(b':');
            push_json(&mut line, value);
        }
        line.push(b'}');
        line
    }

    /// The same, as a change that settles the conflicts which those events began.
    #[must_use]
    pub fn settling(mut self, overwriting: &[EventId]) -> Event {
        if !overwriting.is_empty() {
            self.extra.insert(SETTLES.into(), overwriting.iter().map(EventId::to_string).collect());
        }
        self
    }

    /// The events that overwrote a value unseen, where this one settles which of them stands.
    #[must_use]
    pub fn settles(&self) -> Vec<EventId> {
        let named = self.extra.get(SETTLES).and_then(Json::as_array).into_iter().flatten();
        named.filter_map(|id| id.as_str()?.parse().ok()).collect()
    }

    /// The fact, where we understand it.
    #[must_use]
    pub fn known(&self) -> Option<&Fact> {
        match &self.fact {
            Recorded::Known(fact) => Some(fact),
            Recorded::Foreign(..) => None,
        }
    }
}

/// Takes a turn out of what stands beside a fact. What is no id stays there, and is passed on.
fn turn(extra: &mut Map<String, Json>, key: &str, of: fn(EventId) -> UndoRef) -> Option<UndoRef> {
    let id = extra.get(key)?.as_str()?.parse().ok()?;
    extra.remove(key);
    Some(of(id))
}

fn push_json(line: &mut Vec<u8>, value: &Json) {
    // Writing to memory cannot fail, and these values have text keys only.
    let _ = serde_json::to_writer(line, value);
}
