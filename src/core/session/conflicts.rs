//! Conflicts that nobody has settled: which records hold one, and settling them by a change that every copy understands.

use super::{Merged, Session};
use crate::fold::{Conflict, conflicts};
use crate::item::case::Part;
use crate::item::{Anomaly, Field, Item};
use crate::joined::joined;
use crate::kind::PageSection;
use crate::log::ConflictSubject;
use crate::log::{Event, Fact};
use crate::stamp::{EventId, Stamp};
use crate::workflow::Ask;
use crate::workflow::{Command, Refusal};

impl Session {
    /// The conflicts of a record that nobody has settled: of a log that is detached, as far as its lines are at hand.
    pub fn conflicts(&mut self, id: EventId) -> Vec<Conflict> {
        conflicts(&self.log.events_about(id).0)
    }

    /// Looks again whether a record holds a conflict. `true` when that was not known. Where its lines are not at hand, what
    /// was known stays.
    pub fn note_conflicts(&mut self, id: EventId) -> bool {
        if !self.log.has_at_hand(id) {
            return false;
        }
        let is_in_conflict = !self.conflicts(id).is_empty();
        self.register.set_in_conflict(id, is_in_conflict)
    }

    /// The records that a merge told a conflict of, which are marked, and those that it touched and that held one.
    pub(super) fn may_conflict(&mut self, merged: &Merged) -> Vec<EventId> {
        let is_overwritten = |anomaly: &Anomaly| matches!(anomaly, Anomaly::Overwritten { settled: None, .. });
        let told = merged.anomalies.iter().filter(|(_, anomaly)| is_overwritten(anomaly));
        let told = told.filter_map(|(reference, _)| self.register.by_reference(reference)).map(|record| self.register.id(record));
        let told: Vec<EventId> = told.collect();
        for id in &told {
            self.register.set_in_conflict(*id, true);
        }
        let touched = merged.records.iter().map(|record| self.register.id(*record));
        let mut all: Vec<EventId> = touched.filter(|id| self.register.is_in_conflict(*id)).chain(told).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Settles a conflict of a record, or of the register's title or scheme: the value that stands is kept, or the overwritten one that `take` set is put in its
    /// place. One step for undo, which opens the conflict again.
    ///
    /// # Errors
    /// [`Refusal`]: the conflict is settled already, or a rule speaks against the value.
    pub fn settle_conflict(
        &mut self,
        id: EventId,
        subject: &ConflictSubject,
        take: Option<EventId>,
        stamp: &Stamp,
    ) -> Result<Vec<Event>, Refusal> {
        self.may_record(stamp)?;
        if matches!(subject, ConflictSubject::Title | ConflictSubject::Scheme) {
            return self.settle_heading(subject, take, stamp);
        }
        let item = self.item(id).filter(|item| item.removed.is_none()).ok_or(Refusal::NoSuchRecord)?;
        if !self.open_conflicts(id).iter().any(|conflict| conflict.subject == *subject) {
            return Err(Refusal::NotThere("open conflict"));
        }
        let events = match take {
            None => self.confirm(&item, subject, stamp),
            Some(event) => self.take(&item, event, stamp)?,
        };
        self.remember(events.clone());
        self.undone.clear();
        Ok(events)
    }

    /// Whether [`Session::settle_conflict`] can take that subject's overwritten value. Steps of a change request, its
    /// versions and its rounds go their own way.
    #[must_use]
    pub fn can_take(item: &Item, subject: &ConflictSubject) -> bool {
        match subject {
            ConflictSubject::Field(_)
            | ConflictSubject::Custom(_)
            | ConflictSubject::Assessment(_)
            | ConflictSubject::Reference
            | ConflictSubject::Title
            | ConflictSubject::Scheme => true,
            ConflictSubject::Status => !item.kind.has(PageSection::Case),
            ConflictSubject::Part(id) => {
                let case = &item.case;
                !case.rounds.iter().any(|round| round.id == *id) && !case.submissions.iter().any(|version| version.id == *id)
            }
        }
    }

    /// Records what was decided. A change of what is in conflict settles that: its author sees both values.
    pub(super) fn record_decided(&mut self, about: Option<EventId>, fact: Fact, stamp: &Stamp) -> Event {
        let overwriting = self.overwriting(about, &fact);
        let id = self.next_id(stamp);
        let event = Event::new(id, about.unwrap_or(id), stamp, fact).settling(&overwriting);
        self.write_down(&event);
        self.fold_in(&event);
        if !overwriting.is_empty() {
            match about {
                Some(id) => drop(self.note_conflicts(id)),
                None => {
                    self.register.heading_conflicts.retain(|open| !open.overwriting.iter().any(|by| overwriting.contains(by)))
                }
            }
        }
        event
    }

    /// What a command that would change nothing settles, by confirming the value that stands.
    #[cold]
    pub(super) fn confirmed(&mut self, command: &Command, stamp: &Stamp) -> Option<Event> {
        let (id, subject) = match command {
            Command::Edit { item, field, .. } => (*item, ConflictSubject::Field(*field)),
            Command::EditCustom { item, name, .. } => (*item, ConflictSubject::Custom(name.clone())),
            Command::Assess { item, slot, .. } => (*item, ConflictSubject::Assessment(*slot)),
            Command::ChangeStep { item, step, .. } => (*item, ConflictSubject::Part(*step)),
            Command::Number { item, .. } => (*item, ConflictSubject::Reference),
            // A command that cannot be without effect, or changes what nobody else can change too.
            Command::Raise { .. }
            | Command::RaiseFrom { .. }
            | Command::Move { .. }
            | Command::Override { .. }
            | Command::Case { .. }
            | Command::Decide(_)
            | Command::Agree { .. }
            | Command::AddStep { .. }
            | Command::Note { .. }
            | Command::Link { .. }
            | Command::Unlink { .. }
            | Command::Alias { .. }
            | Command::Remove { .. }
            | Command::Restore { .. }
            | Command::StrikeNote { .. }
            | Command::RestoreNote { .. }
            | Command::Rename { .. }
            | Command::ChangeScheme { .. } => return None,
        };
        let is_open = self.open_conflicts(id).iter().any(|conflict| conflict.subject == subject);
        let item = self.item(id).filter(|_| is_open)?;
        self.confirm(&item, &subject, stamp).pop()
    }

    /// The open conflicts of a record that may hold some; of one that is known to hold none, nothing is read.
    fn open_conflicts(&mut self, id: EventId) -> Vec<Conflict> {
        let may_hold = self.register.is_in_conflict(id) || (!self.knows_conflicts && self.log.is_indexed());
        if may_hold && self.log.has_at_hand(id) { self.conflicts(id) } else { Vec::new() }
    }

    fn overwriting(&mut self, about: Option<EventId>, fact: &Fact) -> Vec<EventId> {
        let Some(subject) = ConflictSubject::of(fact) else { return Vec::new() };
        let open = match about {
            Some(id) => self.open_conflicts(id),
            None => self.register.heading_conflicts.clone(),
        };
        let open = open.into_iter().filter(|conflict| conflict.subject == subject);
        let mut all: Vec<EventId> = open.flat_map(|conflict| conflict.overwriting).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Records that the value which stands is the one to stay. A change request's status, and a part that was taken away,
    /// cannot be stated once more: the title is, and names the conflict.
    fn confirm(&mut self, item: &Item, subject: &ConflictSubject, stamp: &Stamp) -> Vec<Event> {
        if let Some(fact) = confirmation(item, subject) {
            return vec![self.record_decided(Some(item.id), fact, stamp)];
        }
        let open = self.open_conflicts(item.id).into_iter().filter(|conflict| conflict.subject == *subject);
        let overwriting: Vec<EventId> = open.flat_map(|conflict| conflict.overwriting).collect();
        let title = item.fields.value(Field::Title).cloned();
        let fact = Fact::Edited { field: Field::Title, from: title.clone(), to: title };
        let event = Event::new(self.next_id(stamp), item.id, stamp, fact).settling(&overwriting);
        self.write_down(&event);
        self.fold_in(&event);
        self.note_conflicts(item.id);
        vec![event]
    }

    /// Does again what that event did, over what stands now.
    fn take(&mut self, item: &Item, event: EventId, stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
        let event = self.log.events_about(item.id).0.into_iter().find(|have| have.id == event);
        let fact = event.as_ref().and_then(Event::known).ok_or(Refusal::NotThere("change"))?;
        match taking(item, fact).ok_or(Refusal::NotThere("change that can be taken"))? {
            Resolution::Command(command) => {
                let (events, done) = self.one_by_one(&[command], stamp);
                done.map(|()| events)
            }
            Resolution::Fact(fact) => Ok(vec![self.record_decided(Some(item.id), fact, stamp)]),
        }
    }
}

/// How an overwritten value comes to stand again.
enum Resolution {
    Command(Command),
    /// The part is not there any more.
    Fact(Fact),
}

/// The fact that states once more what stands.
fn confirmation(item: &Item, subject: &ConflictSubject) -> Option<Fact> {
    Some(match subject {
        ConflictSubject::Field(field) => {
            let value = item.fields.value(*field).cloned();
            Fact::Edited { field: *field, from: value.clone(), to: value }
        }
        ConflictSubject::Custom(name) => {
            let text = item.custom.get(name).cloned();
            Fact::CustomEdited { name: name.clone(), from: text.clone(), to: text }
        }
        ConflictSubject::Status if item.kind.has(PageSection::Case) => return None,
        ConflictSubject::Status => Fact::Moved { from: item.standing.clone(), to: item.standing.clone() },
        ConflictSubject::Assessment(slot) => {
            let made = item.assessment(*slot).cloned();
            Fact::Assessed { slot: *slot, from: made.clone(), to: made }
        }
        ConflictSubject::Part(id) => {
            let step = item.mitigation.iter().find(|step| step.id == *id).cloned();
            return step.map(|step| Fact::StepChanged { from: Some(step.clone()), to: Some(step) }).or_else(|| {
                let part = part(item, *id)?;
                Some(Fact::PartChanged { from: Some(Box::new(part.clone())), to: Some(Box::new(part)) })
            });
        }
        ConflictSubject::Title | ConflictSubject::Scheme => return None,
        ConflictSubject::Reference => Fact::Numbered { from: item.reference.clone(), to: item.reference.clone() },
    })
}

fn part(item: &Item, id: EventId) -> Option<Part> {
    let case = &item.case;
    let round = || case.rounds.iter().find(|have| have.id == id).cloned().map(Part::Round);
    let version = || case.submissions.iter().find(|have| have.id == id).cloned().map(Part::Submission);
    let response = || case.responses.iter().find(|have| have.id == id).cloned().map(|have| Part::Response(Box::new(have)));
    let shift = || case.shifts.iter().find(|have| have.id == id).cloned().map(Part::Shift);
    round().or_else(version).or_else(response).or_else(shift)
}

/// What brings the value of an overwritten change back: members of a part that it did not change are as they stand.
fn taking(item: &Item, fact: &Fact) -> Option<Resolution> {
    let id = item.id;
    Some(Resolution::Command(match fact {
        Fact::Edited { field, to, .. } => Command::Edit { item: id, field: *field, to: to.clone() },
        Fact::CustomEdited { name, to, .. } => Command::EditCustom { item: id, name: name.clone(), to: to.clone() },
        // It followed where they took it, and need not follow what stands here.
        Fact::Moved { to, .. } if !item.kind.has(PageSection::Case) => {
            return Some(Resolution::Fact(Fact::Moved { from: item.standing.clone(), to: to.clone() }));
        }
        Fact::Assessed { slot, to, .. } => Command::Assess { item: id, slot: *slot, to: to.clone() },
        Fact::Numbered { to: Some(to), .. } => Command::Number { item: id, to: to.clone() },
        Fact::StepChanged { from, to: Some(to) } => match item.mitigation.iter().find(|step| step.id == to.id) {
            None => return Some(Resolution::Fact(Fact::StepChanged { from: None, to: Some(to.clone()) })),
            Some(now) => {
                let all = joined(from.as_ref().unwrap_or(now), now, to).0;
                Command::ChangeStep { item: id, step: to.id, to: Some(all.unwrap_or_else(|| to.clone())) }
            }
        },
        Fact::PartChanged { from, to: Some(to) } => return take_part(item, from.as_deref(), to),
        Fact::StepChanged { from: Some(from), to: None } => Command::ChangeStep { item: id, step: from.id, to: None },
        Fact::Moved { .. }
        | Fact::Numbered { to: None, .. }
        | Fact::StepChanged { from: None, to: None }
        | Fact::PartChanged { to: None, .. }
        | Fact::RegisterOpened { .. }
        | Fact::RegisterRenamed { .. }
        | Fact::SchemeChanged { .. }
        | Fact::Raised { .. }
        | Fact::Noted { .. }
        | Fact::NoteStruck { .. }
        | Fact::NoteRestored { .. }
        | Fact::Linked { .. }
        | Fact::Unlinked { .. }
        | Fact::AliasChanged { .. }
        | Fact::Removed { .. }
        | Fact::Restored { .. } => return None,
    }))
}

fn take_part(item: &Item, from: Option<&Part>, to: &Part) -> Option<Resolution> {
    let Some(now) = part(item, to.id()) else {
        return Some(Resolution::Fact(Fact::PartChanged { from: None, to: Some(Box::new(to.clone())) }));
    };
    let ask = match to {
        Part::Response(to) => {
            let now = now.response()?;
            let all = joined(from.and_then(Part::response).unwrap_or(now), now, to.as_ref()).0?;
            Ask::ChangeResponse { response: to.id, to: Some(Box::new(all)) }
        }
        Part::Shift(to) => {
            let now = now.shift()?;
            Ask::ChangeShift { shift: to.id, to: joined(from.and_then(Part::shift).unwrap_or(now), now, to).0 }
        }
        Part::Submission(_) | Part::Round(_) => return None,
    };
    Some(Resolution::Command(Command::Case { item: item.id, ask }))
}
