//! Conflicts that nobody has settled: which records hold one, and settling them by a change that every copy understands.

use super::batch::Batch;
use super::confirmation::part;
use super::decider::open_conflicts;
use super::{Merged, Session};
use crate::fold::{Conflict, conflicts};
use crate::kind::PageSection;
use crate::log::ConflictSubject;
use crate::log::{Event, Fact};
use crate::record::case::Part;
use crate::record::{Anomaly, Record};
use crate::stamp::{EventId, Stamp};
use crate::three_way_merge::three_way_merge;
use crate::workflow::{CaseCommand, Command, Refusal};

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
        let conflicts = merged.anomalies.iter().filter(|(_, anomaly)| is_overwritten(anomaly));
        let records =
            conflicts.filter_map(|(reference, _)| self.register.by_reference(reference)).map(|row_id| self.register.id(row_id));
        let records: Vec<EventId> = records.collect();
        for id in &records {
            self.register.set_in_conflict(*id, true);
        }
        let touched = merged.records.iter().map(|row_id| self.register.id(*row_id));
        let mut all: Vec<EventId> = touched.filter(|id| self.register.is_in_conflict(*id)).chain(records).collect();
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
        let record = self.record(id).filter(|record| record.removed.is_none()).ok_or(Refusal::NoSuchRecord)?;
        if !self.open_conflicts(id).iter().any(|conflict| conflict.subject == *subject) {
            return Err(Refusal::NotThere("open conflict"));
        }
        let resolution = take.map(|event| self.resolution(&record, event)).transpose()?;
        let mut batch = Batch::default();
        self.deciding(&mut batch, stamp, &mut |decider| {
            match &resolution {
                None => decider.confirm(&record, subject),
                Some(Resolution::Command(command)) => decider.decide(command)?,
                Some(Resolution::Fact(fact)) => decider.append(Some(record.id), fact.clone()),
            }
            Ok(())
        })?;
        self.carry_on(&mut batch)
    }

    /// Whether [`Session::settle_conflict`] can take that subject's overwritten value. Steps of a change request, its
    /// versions and its rounds go their own way.
    #[must_use]
    pub fn can_take(record: &Record, subject: &ConflictSubject) -> bool {
        match subject {
            ConflictSubject::Field(_)
            | ConflictSubject::Custom(_)
            | ConflictSubject::Assessment(_)
            | ConflictSubject::Reference
            | ConflictSubject::Title
            | ConflictSubject::Scheme => true,
            ConflictSubject::Status => !record.kind.has(PageSection::Case),
            ConflictSubject::Part(id) => {
                let case = &record.case;
                !case.rounds.iter().any(|round| round.id == *id) && !case.submissions.iter().any(|version| version.id == *id)
            }
        }
    }

    /// Looks again at what an event that was just recorded has settled.
    pub(super) fn note_settled(&mut self, event: &Event) {
        let settled = event.settles();
        if settled.is_empty() {
            return;
        }
        if event.known().is_some_and(Fact::is_about_register) {
            self.register.heading_conflicts.retain(|open| !open.overwriting.iter().any(|by| settled.contains(by)));
        } else {
            self.note_conflicts(event.about);
        }
    }

    /// The open conflicts of a record that may hold some.
    fn open_conflicts(&mut self, id: EventId) -> Vec<Conflict> {
        open_conflicts(&self.register, &mut self.log, self.knows_conflicts, id)
    }

    /// What does again what that event did, over what stands now.
    fn resolution(&mut self, record: &Record, event: EventId) -> Result<Resolution, Refusal> {
        let event = self.log.events_about(record.id).0.into_iter().find(|have| have.id == event);
        let fact = event.as_ref().and_then(Event::known).ok_or(Refusal::NotThere("change"))?;
        taking(record, fact).ok_or(Refusal::NotThere("change that can be taken"))
    }
}

/// How an overwritten value comes to stand again.
enum Resolution {
    Command(Command),
    /// The part is not there any more.
    Fact(Fact),
}

/// What brings the value of an overwritten change back: members of a part that it did not change are as they stand.
fn taking(record: &Record, fact: &Fact) -> Option<Resolution> {
    let id = record.id;
    Some(Resolution::Command(match fact {
        Fact::Edited { field, to, .. } => Command::Edit { record: id, field: *field, to: to.clone() },
        Fact::CustomEdited { name, to, .. } => Command::EditCustom { record: id, name: name.clone(), to: to.clone() },
        // It followed where they took it, and need not follow what stands here.
        Fact::Moved { to, .. } if !record.kind.has(PageSection::Case) => {
            return Some(Resolution::Fact(Fact::Moved { from: record.standing.clone(), to: to.clone() }));
        }
        Fact::Assessed { slot, to, .. } => Command::Assess { record: id, slot: *slot, to: to.clone() },
        Fact::Numbered { to: Some(to), .. } => Command::Number { record: id, to: to.clone() },
        Fact::StepChanged { from, to: Some(to) } => match record.mitigation.iter().find(|step| step.id == to.id) {
            None => return Some(Resolution::Fact(Fact::StepChanged { from: None, to: Some(to.clone()) })),
            Some(now) => {
                let all = three_way_merge(from.as_ref().unwrap_or(now), now, to).0;
                Command::ChangeStep { record: id, step: to.id, to: Some(all.unwrap_or_else(|| to.clone())) }
            }
        },
        Fact::PartChanged { from, to: Some(to) } => return take_part(record, from.as_deref(), to),
        Fact::StepChanged { from: Some(from), to: None } => Command::ChangeStep { record: id, step: from.id, to: None },
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

fn take_part(record: &Record, from: Option<&Part>, to: &Part) -> Option<Resolution> {
    let Some(now) = part(record, to.id()) else {
        return Some(Resolution::Fact(Fact::PartChanged { from: None, to: Some(Box::new(to.clone())) }));
    };
    let ask = match to {
        Part::Response(to) => {
            let now = now.response()?;
            let all = three_way_merge(from.and_then(Part::response).unwrap_or(now), now, to.as_ref()).0?;
            CaseCommand::ChangeResponse { response: to.id, to: Some(Box::new(all)) }
        }
        Part::MilestoneMove(to) => {
            let now = now.milestone_move()?;
            CaseCommand::ChangeMilestoneMove {
                milestone_move: to.id,
                to: three_way_merge(from.and_then(Part::milestone_move).unwrap_or(now), now, to).0,
            }
        }
        Part::Submission(_) | Part::Round(_) => return None,
    };
    Some(Resolution::Command(Command::Case { record: record.id, ask }))
}
