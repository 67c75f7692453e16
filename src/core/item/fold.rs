//! The fold: one event after another makes a record what it is. Total: whatever comes, a record comes out.

use std::collections::BTreeMap;

use super::case::{Case, CasePart, Part, Taken, keep, odd};
use super::conflict;
use super::{Anomaly, Extra, Field, Item, Kind, Link, Note, Slot, Standing, Status, Step, Value};
use crate::joined::{Lost, differences, joined};
use crate::log::{Event, Fact, Recorded, sentence};
use crate::sorting::sort_by;

impl Item {
    /// The record that a raising event makes; `None` when the event raises nothing, or claims to be about another.
    #[must_use]
    #[inline(never)]
    pub fn raised_by(event: &Event) -> Option<Item> {
        let Recorded::Known(fact) = &event.fact else { return None };
        let Fact::Raised { kind, reference, standing, fields } = fact.as_ref() else { return None };
        if event.about != event.id {
            return None;
        }
        let mut fields = fields.clone();
        if fields.text(Field::Title).is_none() {
            fields.put(Field::Title, Some(Value::Text("Untitled".into())));
        }
        Some(Item {
            id: event.id,
            kind: *kind,
            reference: reference.clone(),
            twin: None,
            aliases: Vec::new(),
            standing: standing.clone(),
            fields,
            custom: BTreeMap::new(),
            assessments: Default::default(),
            mitigation: Vec::new(),
            case: Case::default(),
            notes: Vec::new(),
            links: Vec::new(),
            removed: None,
            changed: event.at,
            changed_by: event.by.clone(),
            last_event: event.id,
            extra: BTreeMap::new(),
        })
    }

    /// The record that its events make, in order, and what did not fit. `None` when none of them raises it.
    #[must_use]
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> (Option<Item>, Vec<Anomaly>) {
        let events: Vec<&Event> = events.into_iter().collect();
        let mut item: Option<Item> = None;
        let mut anomalies = Vec::new();
        for event in &events {
            match &mut item {
                Some(item) => item.apply(event, &mut anomalies),
                None => match Item::raised_by(event) {
                    Some(raised) => item = Some(raised),
                    None => anomalies.push(Anomaly::Orphan { event: event.id }),
                },
            }
        }
        if anomalies.iter().any(|anomaly| matches!(anomaly, Anomaly::Overwritten { .. })) {
            conflict::settle(&events, &mut anomalies);
        }
        (item, anomalies)
    }

    /// Takes in one more event. Cannot fail: what does not fit is told, the rest is done.
    #[inline(never)]
    pub fn apply(&mut self, event: &Event, anomalies: &mut Vec<Anomaly>) {
        match &event.fact {
            Recorded::Known(fact) => self.apply_fact(event, fact, anomalies),
            Recorded::Foreign(fact, _) => anomalies.push(Anomaly::Foreign { event: event.id, fact: fact.clone() }),
        }
        self.changed = event.at;
        self.changed_by.clone_from(&event.by);
        self.last_event = event.id;
    }

    fn apply_fact(&mut self, event: &Event, fact: &Fact, anomalies: &mut Vec<Anomaly>) {
        if self.removed.is_some() {
            self.tell_struck(event, fact, anomalies);
        }
        let mut tell = Tell { event, anomalies };
        match fact {
            Fact::Raised { .. } => tell.anomalies.push(Anomaly::RaisedTwice { event: event.id }),
            Fact::Edited { field: Field::Title, to: None, .. } => tell.missing("The new title"),
            Fact::Edited { field, from, to } => {
                let found = self.fields.put(*field, to.clone());
                let words = |value: &Option<Value>| value.as_ref().map(Value::words);
                tell.compare(field.label(), words(from), words(&found), words(to));
            }
            Fact::CustomEdited { name, from, to } => {
                let found = match to {
                    Some(to) => self.custom.insert(name.clone(), to.clone()),
                    None => self.custom.remove(name),
                };
                tell.compare(name, from.clone(), found, to.clone());
            }
            Fact::Moved { from, to } => self.move_to(from, to, &mut tell),
            Fact::Assessed { slot, from, to } => {
                let found = std::mem::replace(&mut self.assessments[*slot as usize], to.clone());
                tell.compare(slot_words(*slot), assessed(from.as_ref()), assessed(found.as_ref()), assessed(to.as_ref()));
            }
            Fact::StepChanged { from, to } => self.change_step(from.as_ref(), to.as_ref(), &mut tell),
            Fact::PartChanged { from, to } => self.change_part(from.as_deref(), to.as_deref(), &mut tell),
            Fact::Noted { text } => self.notes.push(Note::added(event, text.clone())),
            // Somebody else may have done the same.
            Fact::NoteStruck { note } => self.notes.retain(|have| have.id != note.id),
            Fact::NoteRestored { note } => {
                if !self.notes.iter().any(|have| have.id == note.id) {
                    let at = self.notes.partition_point(|have| have.id < note.id);
                    self.notes.insert(at, note.clone());
                }
            }
            Fact::Linked { link } => {
                if !self.links.iter().any(|have| have.same(link)) {
                    self.links.push(link.clone());
                    sort_by(&mut self.links, Link::order);
                }
            }
            Fact::Unlinked { link } => self.links.retain(|have| !have.same(link)),
            Fact::Numbered { from, to } => {
                let found = std::mem::replace(&mut self.reference, to.clone());
                if let Some(old) = found.clone().or_else(|| Some(super::provisional(self.kind, self.id))) {
                    self.add_alias(old);
                }
                self.drop_alias(to.as_deref());
                tell.compare("Reference", from.clone(), found, to.clone());
            }
            Fact::AliasChanged { from, to } => {
                self.drop_alias(from.as_deref());
                if let Some(to) = to {
                    self.add_alias(to.clone());
                }
            }
            Fact::Removed { why } => self.removed = Some(why.clone()),
            Fact::Restored { .. } => {
                self.removed = None;
                // It is shown again, with all of it.
                tell.anomalies.retain(|anomaly| !matches!(anomaly, Anomaly::OnStruck { .. }));
            }
            Fact::RegisterOpened { .. } | Fact::RegisterRenamed { .. } | Fact::SchemeChanged { .. } => {
                tell.anomalies.push(Anomaly::Orphan { event: event.id });
            }
        }
    }

    /// What happens to a record that is struck out is told: nobody looks at it.
    #[cold]
    fn tell_struck(&self, event: &Event, fact: &Fact, anomalies: &mut Vec<Anomaly>) {
        let passes = matches!(
            fact,
            Fact::Raised { .. }
                | Fact::Removed { .. }
                | Fact::Restored { .. }
                | Fact::Numbered { .. }
                | Fact::AliasChanged { .. }
        );
        if !passes {
            let (why, what, by) = (self.removed.clone().unwrap_or_default(), sentence(event), event.by.clone());
            anomalies.push(Anomaly::OnStruck { event: event.id, why, what, by });
        }
    }

    fn move_to(&mut self, from: &Standing, to: &Standing, tell: &mut Tell<'_>) {
        if !Status::of(self.kind).contains(&to.status) {
            tell.anomalies.push(Anomaly::StrangeStatus { event: tell.event.id, status: to.status.word() });
            return;
        }
        if self.kind == Kind::ChangeRequest && !self.takes_step(from, to, tell) {
            return;
        }
        let found = std::mem::replace(&mut self.standing, to.clone());
        let word = |standing: &Standing| Some(standing.status.word().to_owned());
        tell.compare("Status", word(from), word(&found), word(to));
        if self.kind == Kind::ChangeRequest {
            let Event { id, by, .. } = tell.event;
            let (on, why, unmet) = (to.since, to.why.clone(), to.unmet.clone());
            let taken = Taken { id: *id, from: found.status, to: to.status, on, why, unmet, by: by.clone(), extra: Extra::new() };
            keep(&mut self.case.steps, &found, taken);
        }
    }

    /// What ended a change request stands: a step of somebody who did not know of it is told and does not count. Nor is
    /// the end lost on a request that had gone on meanwhile.
    fn takes_step(&self, from: &Standing, to: &Standing, tell: &mut Tell<'_>) -> bool {
        let found = &self.standing;
        if found.status == from.status {
            return true;
        }
        let ended = found.status.is_settled_for(self.kind);
        let cites = to.why.as_deref().map(|why| format!(" ({})", crate::text::excerpt(why))).unwrap_or_default();
        if ended {
            tell.amiss(format!(
                "It was “{}” already when it was to go from “{}” to “{}”{cites}: “{}” stands, and that step does not count",
                found.status.word(),
                from.status.word(),
                to.status.word(),
                found.status.word()
            ));
        } else if to.status.is_settled_for(self.kind) {
            tell.amiss(format!(
                "It went from “{}” to “{}” while somebody else made it “{}”{cites}: “{}” stands",
                from.status.word(),
                found.status.word(),
                to.status.word(),
                to.status.word()
            ));
        }
        !ended
    }

    fn change_step(&mut self, from: Option<&Step>, to: Option<&Step>, tell: &mut Tell<'_>) {
        let Some(id) = to.or(from).map(|step| step.id) else { return };
        let at = self.mitigation.partition_point(|have| have.id < id);
        change_in(&mut self.mitigation, from, to, &format!("Mitigation step {}", at + 1), tell);
    }

    fn change_part(&mut self, from: Option<&Part>, to: Option<&Part>, tell: &mut Tell<'_>) {
        let Some(part) = to.or(from) else { return };
        let words = part.words();
        let case = &mut self.case;
        match part {
            Part::Submission(_) => {
                change_in(&mut case.submissions, from.and_then(Part::submission), to.and_then(Part::submission), &words, tell)
            }
            Part::Round(_) => change_in(&mut case.rounds, from.and_then(Part::round), to.and_then(Part::round), &words, tell),
            Part::Response(_) => {
                change_in(&mut case.responses, from.and_then(Part::response), to.and_then(Part::response), &words, tell)
            }
            Part::Shift(_) => change_in(&mut case.shifts, from.and_then(Part::shift), to.and_then(Part::shift), &words, tell),
        }
        if let Some(to) = to {
            tell.anomalies.extend(odd(&self.case, to, tell.event.id));
        }
        let issues = matches!((from, to), (None, Some(Part::Round(round))) if round.is_open());
        if issues && self.standing.status.is_settled_for(self.kind) {
            let status = self.standing.status.word();
            tell.amiss(format!("An impact assessment round was issued although it was “{status}” already"));
        }
    }

    fn add_alias(&mut self, alias: String) {
        if self.reference.as_ref() != Some(&alias) && !self.aliases.contains(&alias) {
            self.aliases.push(alias);
        }
    }

    fn drop_alias(&mut self, alias: Option<&str>) {
        self.aliases.retain(|have| Some(have.as_str()) != alias);
    }
}

/// Adds a part (no before), changes it, or takes it away (no after). Parts keep the order in which they were added. What two
/// people changed without knowing of each other is joined.
fn change_in<P: CasePart>(list: &mut Vec<P>, from: Option<&P>, to: Option<&P>, words: &str, tell: &mut Tell<'_>) {
    let Some(id) = to.or(from).map(P::id) else { return };
    let place = list.iter().position(|have| have.id() == id);
    match (place, to) {
        (Some(at), Some(to)) if from == Some(&list[at]) => list[at] = to.clone(),
        (Some(at), Some(to)) => {
            let found = &list[at];
            let (all, lost) = joined(from.unwrap_or(to), found, to);
            if let Some(odd) = from.and_then(|from| P::at_odds(from, found, to)) {
                tell.amiss(odd);
            }
            list[at] = all.unwrap_or_else(|| to.clone());
            for Lost { member, expected, found, to } in lost {
                tell.overwritten(&format!("{words}, {member},"), expected, found, to);
            }
        }
        (Some(at), None) => {
            let found = list.remove(at);
            for (member, expected, found) in
                from.filter(|from| **from != found).iter().flat_map(|from| differences(*from, &found))
            {
                tell.overwritten(&format!("{words}, {member},"), expected, found, "nothing: it was taken away".into());
            }
        }
        (None, Some(to)) => {
            if from.is_some() {
                tell.amiss(format!("{words} was changed while somebody else took it away: it stands"));
            }
            let at = list.partition_point(|have| have.id() < id);
            list.insert(at, to.clone());
        }
        // Somebody else took it away too.
        (None, None) => {}
    }
}

struct Tell<'a> {
    event: &'a Event,
    anomalies: &'a mut Vec<Anomaly>,
}

impl Tell<'_> {
    #[inline(never)]
    fn compare(&mut self, what: &str, expected: Option<String>, found: Option<String>, to: Option<String>) {
        if expected != found && found != to {
            self.overwritten(what, expected.unwrap_or_default(), found.unwrap_or_default(), to.unwrap_or_default());
        }
    }

    #[cold]
    #[inline(never)]
    fn overwritten(&mut self, what: &str, expected: String, found: String, to: String) {
        let (event, by) = (self.event.id, self.event.by.clone());
        self.anomalies.push(Anomaly::Overwritten { event, what: what.into(), expected, found, to, by, settled: None });
    }

    #[cold]
    #[inline(never)]
    fn amiss(&mut self, what: String) {
        self.anomalies.push(Anomaly::Amiss { event: self.event.id, what });
    }

    #[cold]
    #[inline(never)]
    fn missing(&mut self, what: &str) {
        self.anomalies.push(Anomaly::Missing { event: self.event.id, what: what.into() });
    }
}

pub(super) fn slot_words(slot: Slot) -> &'static str {
    match slot {
        Slot::Current => "Assessment",
        Slot::Proposed => "Proposed assessment",
        Slot::Target => "Target assessment",
        Slot::Inherent => "Inherent assessment",
    }
}

/// "likelihood 3, impact 5, High".
#[inline(never)]
pub(super) fn assessed(assessment: Option<&super::Assessment>) -> Option<String> {
    let (likelihood, impact, level) = assessment?.figures();
    let figure = |what: &str, level: crate::scheme::Level| format!("{what} {}", level.number());
    let likelihood = likelihood.map(|level| figure("likelihood", level));
    let impact = impact.map(|level| figure("impact", level));
    let level = level.map(|level| level.word().to_owned());
    Some(likelihood.into_iter().chain(impact).chain(level).collect::<Vec<_>>().join(", "))
}
