//! The events of one record applied to it, one after another.

use rustc_hash::{FxHashMap, FxHashSet};

use super::parts::{Tell, change_in, is_sorted};
use crate::kind::PageSection;
use crate::log::{Event, Fact, FactName, Recorded, sentence};
use crate::record::case::{Part, TransitionRecord, keep, odd};
use crate::record::{
    Anomaly, Assessment, Extra, Field, Link, LinkType, Note, Record, StatusEntry, Step, Value, is_newer_field, provisional,
};
use crate::scheme::Scheme;
use crate::sorting::sort_by;
use crate::stamp::EventId;

/// The events of one record, applied one after another. What a record may have thousands of is found by its identity and
/// put in order once, at the end: the cost is that of the events, whatever the record holds already.
pub(crate) struct Replay<'i> {
    record: &'i mut Record,
    /// The links, once one was made or taken away.
    links: Option<FxHashMap<(LinkType, EventId), Link>>,
    /// The aliases, once one came or went, each with its place in the order in which they came.
    aliases: Option<FxHashMap<String, u32>>,
    /// The last of those places.
    came: u32,
    /// Notes that stand in the list and are struck out.
    struck: FxHashSet<EventId>,
    /// Whether notes and parts stand in the order of their identities, as events put them.
    is_sorted: bool,
}

impl<'i> Replay<'i> {
    /// Goes on from what the record is.
    pub(crate) fn of(record: &'i mut Record) -> Replay<'i> {
        let case = &record.case;
        let is_sorted = record.notes.is_sorted_by(|a, b| a.id < b.id)
            && is_sorted(&record.mitigation)
            && is_sorted(&case.submissions)
            && is_sorted(&case.rounds)
            && is_sorted(&case.responses)
            && is_sorted(&case.milestone_moves);
        Replay { record, links: None, aliases: None, came: 1 << 31, struck: FxHashSet::default(), is_sorted }
    }

    /// Puts what was found by its identity back in order.
    pub(crate) fn finish(self) {
        let Replay { record, links, aliases, struck, came: _, is_sorted: _ } = self;
        if let Some(links) = links {
            record.links = links.into_values().collect();
            sort_by(&mut record.links, Link::order);
        }
        if let Some(aliases) = aliases {
            let mut aliases: Vec<(String, u32)> = aliases.into_iter().collect();
            sort_by(&mut aliases, |a, b| a.1.cmp(&b.1));
            record.aliases = aliases.into_iter().map(|(alias, _)| alias).collect();
        }
        if !struck.is_empty() {
            record.notes.retain(|note| !struck.contains(&note.id));
        }
    }

    /// Takes in one more event. Cannot fail: what does not fit is told, the rest is done.
    pub(crate) fn apply(&mut self, event: &Event, anomalies: &mut Vec<Anomaly>) {
        match &event.fact {
            // It is about the register, and bears the id of a record by mistake.
            Recorded::Known(fact) if fact.is_about_register() => {
                return anomalies.push(Anomaly::Orphan { event: event.id });
            }
            Recorded::Known(fact) => self.apply_fact(event, fact, anomalies),
            Recorded::Foreign(fact, members) if *fact == FactName::Edited.word() => self.edit_newer_field(members),
            Recorded::Foreign(fact, _) => anomalies.push(Anomaly::Foreign { event: event.id, fact: fact.clone() }),
        }
        self.record.changed = event.at;
        self.record.changed_by.clone_from(&event.by);
        self.record.last_event = event.id;
    }

    /// Fills, changes or clears a field that only a newer version knows. That it was cleared is noted, so that a state which has
    /// it still does not bring it back.
    #[cold]
    fn edit_newer_field(&mut self, members: &Extra) {
        let Some(name) = edited_newer_field(members) else { return };
        match members.get("to") {
            Some(to) => drop(self.record.extra.insert(name.into(), to.clone())),
            None => {
                self.record.extra.remove(name);
                self.record.fields.put_newer(name, serde_json::Value::Null);
            }
        }
    }

    fn apply_fact(&mut self, event: &Event, fact: &Fact, anomalies: &mut Vec<Anomaly>) {
        if self.record.removed.is_some() {
            self.tell_struck(event, fact, anomalies);
        }
        let mut tell = Tell { event, anomalies };
        match fact {
            Fact::Raised { .. } => tell.anomalies.push(Anomaly::RaisedTwice { event: event.id }),
            Fact::Edited { field: Field::Title, to: None, .. } => tell.missing("The new title"),
            Fact::Edited { field, from, to } => {
                let found = self.record.fields.put(*field, to.clone());
                let words = |value: &Option<Value>| value.as_ref().map(Value::to_string);
                tell.compare(field.label(), words(from), words(&found), words(to));
            }
            Fact::CustomEdited { name, from, to } => {
                let found = match to {
                    Some(to) => self.record.custom.insert(name.clone(), to.clone()),
                    None => self.record.custom.remove(name),
                };
                tell.compare(name, from.clone(), found, to.clone());
            }
            Fact::Moved { from, to } => self.move_to(from, to, &mut tell),
            Fact::Assessed { slot, from, to } => {
                let found = std::mem::replace(&mut self.record.assessments[*slot as usize], to.clone());
                tell.compare(slot.label(), assessed(from.as_ref()), assessed(found.as_ref()), assessed(to.as_ref()));
            }
            Fact::StepChanged { from, to } => self.change_step(from.as_ref(), to.as_ref(), &mut tell),
            Fact::PartChanged { from, to } => self.change_part(from.as_deref(), to.as_deref(), &mut tell),
            Fact::Noted { text } => self.add_note(event.note(text.clone())),
            // Somebody else may have done the same.
            Fact::NoteStruck { note } => drop(self.struck.insert(note.id)),
            Fact::NoteRestored { note } => self.restore_note(note),
            Fact::Linked { link } => {
                self.links().entry((link.link, link.to)).or_insert_with(|| link.clone());
            }
            Fact::Unlinked { link } => drop(self.links().remove(&(link.link, link.to))),
            Fact::Numbered { from, to } => {
                let found = std::mem::replace(&mut self.record.reference, to.clone());
                if let Some(old) = found.clone().or_else(|| Some(provisional(self.record.kind, self.record.id))) {
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
            Fact::Removed { why } => self.record.removed = Some(why.clone()),
            Fact::Restored { .. } => {
                self.record.removed = None;
                // It is shown again, with all of it.
                tell.anomalies.retain(|anomaly| !matches!(anomaly, Anomaly::OnStruck { .. }));
            }
            Fact::RegisterOpened { .. } | Fact::RegisterRenamed { .. } | Fact::SchemeChanged { .. } => {}
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
            let (why, what, by) =
                (self.record.removed.clone().unwrap_or_default(), sentence(event, &Scheme::default()), event.by.clone());
            anomalies.push(Anomaly::OnStruck { event: event.id, why, what, by });
        }
    }

    fn move_to(&mut self, from: &StatusEntry, to: &StatusEntry, tell: &mut Tell<'_>) {
        if !to.status.is_of(self.record.kind) {
            tell.anomalies.push(Anomaly::StrangeStatus { event: tell.event.id, status: to.status.word() });
            return;
        }
        if self.record.kind.has(PageSection::Case) && !self.takes_step(from, to, tell) {
            return;
        }
        let found = std::mem::replace(&mut self.record.standing, to.clone());
        let word = |standing: &StatusEntry| Some(standing.status.word().to_owned());
        tell.compare("Status", word(from), word(&found), word(to));
        if self.record.kind.has(PageSection::Case) {
            let Event { id, by, .. } = tell.event;
            let (on, why, unmet) = (to.since, to.why.clone(), to.unmet.clone());
            let taken = TransitionRecord {
                id: *id,
                from: found.status,
                to: to.status,
                on,
                why,
                unmet,
                by: by.clone(),
                extra: Extra::new(),
            };
            keep(&mut self.record.case.steps, &found, taken);
        }
    }

    /// What ended a change request stands: a step of somebody who did not know of it is told and does not count. Nor is
    /// the end lost on a request that had gone on meanwhile.
    fn takes_step(&self, from: &StatusEntry, to: &StatusEntry, tell: &mut Tell<'_>) -> bool {
        let found = &self.record.standing;
        if found.status == from.status {
            return true;
        }
        let ended = found.status.is_settled_for(self.record.kind);
        let cites = to.why.as_deref().map(|why| format!(" ({})", crate::text::excerpt(why))).unwrap_or_default();
        if ended {
            tell.amiss(format!(
                "It was “{}” already when it was to go from “{}” to “{}”{cites}: “{}” stands, and that step does not count",
                found.status.word(),
                from.status.word(),
                to.status.word(),
                found.status.word()
            ));
        } else if to.status.is_settled_for(self.record.kind) {
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
        let at = self.record.mitigation.partition_point(|have| have.id < id);
        change_in(&mut self.record.mitigation, self.is_sorted, from, to, &format!("Mitigation step {}", at + 1), tell);
    }

    fn change_part(&mut self, from: Option<&Part>, to: Option<&Part>, tell: &mut Tell<'_>) {
        let Some(part) = to.or(from) else { return };
        let words = part.to_string();
        let (case, is_sorted) = (&mut self.record.case, self.is_sorted);
        match part {
            Part::Submission(_) => change_in(
                &mut case.submissions,
                is_sorted,
                from.and_then(Part::submission),
                to.and_then(Part::submission),
                &words,
                tell,
            ),
            Part::Round(_) => {
                change_in(&mut case.rounds, is_sorted, from.and_then(Part::round), to.and_then(Part::round), &words, tell)
            }
            Part::Response(_) => change_in(
                &mut case.responses,
                is_sorted,
                from.and_then(Part::response),
                to.and_then(Part::response),
                &words,
                tell,
            ),
            Part::MilestoneMove(_) => change_in(
                &mut case.milestone_moves,
                is_sorted,
                from.and_then(Part::milestone_move),
                to.and_then(Part::milestone_move),
                &words,
                tell,
            ),
        }
        if let Some(to) = to {
            tell.anomalies.extend(odd(&self.record.case, to, tell.event.id));
        }
        let issues = matches!((from, to), (None, Some(Part::Round(round))) if round.is_open());
        if issues && self.record.standing.status.is_settled_for(self.record.kind) {
            let status = self.record.standing.status.word();
            tell.amiss(format!("An impact assessment round was issued although it was “{status}” already"));
        }
    }

    fn add_note(&mut self, note: Note) {
        self.is_sorted &= self.record.notes.last().is_none_or(|last| last.id < note.id);
        // An event that was there twice, with other words.
        if self.struck.remove(&note.id) {
            self.record.notes.retain(|have| have.id != note.id);
        }
        self.record.notes.push(note);
    }

    fn restore_note(&mut self, note: &Note) {
        let found = match self.is_sorted {
            true => self.record.notes.binary_search_by_key(&note.id, |have| have.id),
            false => self.record.notes.iter().position(|have| have.id == note.id).ok_or(0),
        };
        match found {
            Ok(at) if self.struck.remove(&note.id) => self.record.notes[at].clone_from(note),
            Ok(_) => {}
            Err(_) => {
                self.struck.remove(&note.id);
                let at = self.record.notes.partition_point(|have| have.id < note.id);
                self.record.notes.insert(at, note.clone());
            }
        }
    }

    fn links(&mut self) -> &mut FxHashMap<(LinkType, EventId), Link> {
        let links = &mut self.record.links;
        self.links.get_or_insert_with(|| std::mem::take(links).into_iter().map(|link| ((link.link, link.to), link)).collect())
    }

    fn aliases(&mut self) -> &mut FxHashMap<String, u32> {
        let aliases = &mut self.record.aliases;
        self.aliases.get_or_insert_with(|| std::mem::take(aliases).into_iter().rev().zip((0..1 << 31).rev()).collect())
    }

    fn add_alias(&mut self, alias: String) {
        if self.record.reference.as_ref() != Some(&alias) {
            // Those that were there have the places below.
            self.came += 1;
            let place = self.came;
            self.aliases().entry(alias).or_insert(place);
        }
    }

    fn drop_alias(&mut self, alias: Option<&str>) {
        if let Some(alias) = alias {
            self.aliases().remove(alias);
        }
    }
}

/// The field that only a newer version knows, of the members of a change to one.
fn edited_newer_field(members: &Extra) -> Option<&str> {
    members.get("field").and_then(serde_json::Value::as_str).filter(|name| is_newer_field(name))
}

/// The fields that only a newer version knows and that these events fill in, change or clear.
#[cold]
pub(crate) fn newer_fields(events: &[Event]) -> Vec<String> {
    let mut names = Vec::new();
    for event in events {
        match &event.fact {
            Recorded::Foreign(fact, members) if *fact == FactName::Edited.word() => {
                names.extend(edited_newer_field(members).map(str::to_owned))
            }
            Recorded::Known(fact) => {
                if let Fact::Raised { fields, .. } = fact.as_ref() {
                    names.extend(fields.newer().keys().cloned());
                }
            }
            Recorded::Foreign(..) => {}
        }
    }
    names
}

/// "likelihood 3, impact 5, High".
#[inline(never)]
pub(super) fn assessed(assessment: Option<&Assessment>) -> Option<String> {
    let (likelihood, impact, level) = assessment?.figures();
    let figure = |what: &str, level: crate::scheme::Level| format!("{what} {}", level.number());
    let likelihood = likelihood.map(|level| figure("likelihood", level));
    let impact = impact.map(|level| figure("impact", level));
    let level = level.map(|level| level.word().to_owned());
    Some(likelihood.into_iter().chain(impact).chain(level).collect::<Vec<_>>().join(", "))
}
