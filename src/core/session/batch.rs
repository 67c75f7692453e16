//! Commands that are decided as one step before anything of it is recorded.

use super::Session;
use super::decider::Decider;
use crate::log::Event;
use crate::stamp::{EventId, Stamp};
use crate::state::{ScratchChanges, ScratchFold};
use crate::workflow::{Command, Refusal};

/// A step that is decided, and recorded whole or in parts. Each command was decided once, against what those before it did.
#[derive(Debug, Default)]
pub struct Batch {
    /// What its events make of the records.
    changes: ScratchChanges,
    /// The events of each part, as far as they are not recorded yet.
    parts: Vec<Vec<Event>>,
    /// How many events it has come to.
    len: u64,
    /// The events that overwrote a value unseen, where an event of the step settles which value stands.
    settled: Vec<EventId>,
    /// What the register was like when it was decided.
    decided_at: Option<(usize, u64)>,
    /// The first event of the step that was recorded.
    begun: Option<EventId>,
}

impl Batch {
    /// Goes on with a step of which that event was recorded already.
    #[must_use]
    pub fn after(begun: Option<EventId>) -> Batch {
        Batch { begun, ..Batch::default() }
    }

    /// The first event of the step that was recorded.
    #[must_use]
    pub fn begun(&self) -> Option<EventId> {
        self.begun
    }
}

impl Session {
    /// Does what is asked, or says why not. The events are one step for undo.
    ///
    /// # Errors
    /// [`Refusal`]; nothing was changed.
    pub fn carry_out(&mut self, command: &Command, stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
        self.carry_out_all(std::slice::from_ref(command), stamp)
    }

    /// Does several things as one step, or none of them: each is decided against what those before it did, then all are
    /// recorded. What would change nothing is left out.
    ///
    /// # Errors
    /// The first [`Refusal`] of a command that speaks of more than "nothing changed"; that too when all do.
    pub fn carry_out_all(&mut self, commands: &[Command], stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
        let mut batch = Batch::default();
        self.decide(&mut batch, commands, stamp)?;
        let events = self.carry_on(&mut batch)?;
        if events.is_empty() { Err(Refusal::NoChange) } else { Ok(events) }
    }

    /// Decides commands as the next part of a step. Nothing is recorded, whatever comes of it.
    ///
    /// # Errors
    /// The first [`Refusal`] of a command that speaks of more than "nothing changed": the batch is to be dropped.
    pub fn decide(&mut self, batch: &mut Batch, commands: &[Command], stamp: &Stamp) -> Result<(), Refusal> {
        self.deciding(batch, stamp, &mut |decider| commands.iter().try_for_each(|command| decider.decide(command)))
    }

    /// Whether nothing has happened since the batch was decided, or its last part recorded.
    #[must_use]
    pub fn is_current(&self, batch: &Batch) -> bool {
        batch.decided_at.is_none_or(|decided_at| decided_at == self.revision())
    }

    fn revision(&self) -> (usize, u64) {
        (self.register.changes(), self.newest_tick())
    }

    /// Records the next part of a step that is [current](Session::is_current): it is undone together with those before.
    ///
    /// # Errors
    /// [`Refusal::Stopped`] when the register has changed since, or what was recorded of the step was taken back.
    pub fn carry_on(&mut self, batch: &mut Batch) -> Result<Vec<Event>, Refusal> {
        if !self.is_current(batch) || batch.begun.is_some_and(|begun| !self.did_last(begun)) {
            return Err(Refusal::Stopped);
        }
        let events = self.record_part(batch);
        if !events.is_empty() {
            match self.done.last_mut().filter(|_| batch.begun.is_some()) {
                Some(step) => step.extend_from_slice(&events),
                None => self.remember(events.clone()),
            }
            self.undone.clear();
        }
        batch.begun = batch.begun.or(events.first().map(|event| event.id));
        Ok(events)
    }

    /// Whether the last step that can be undone is the one that this event began.
    #[must_use]
    pub fn did_last(&self, begun: EventId) -> bool {
        self.done.last().and_then(|step| step.first()).is_some_and(|event| event.id == begun)
    }

    /// Does several things that are no step of the person's.
    pub(super) fn carry_out_beside(&mut self, commands: &[Command], stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
        let mut batch = Batch::default();
        self.decide(&mut batch, commands, stamp)?;
        Ok(self.record_part(&mut batch))
    }

    /// Decides another part of a step by what `act` does.
    pub(super) fn deciding(
        &mut self,
        batch: &mut Batch,
        stamp: &Stamp,
        act: &mut dyn FnMut(&mut Decider<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        self.may_record(stamp)?;
        let first = self.next_id(stamp);
        batch.decided_at.get_or_insert(self.revision());
        let mut decider = Decider {
            register: &self.register,
            scratch: ScratchFold::over(&self.register, std::mem::take(&mut batch.changes)),
            log: &mut self.log,
            knows_conflicts: self.knows_conflicts,
            numbered: self.custodian,
            stamp,
            first: EventId { tick: first.tick + batch.len, ..first },
            settled: std::mem::take(&mut batch.settled),
            events: Vec::new(),
        };
        act(&mut decider)?;
        let Decider { scratch, settled, events, .. } = decider;
        (batch.changes, batch.settled, batch.len) = (scratch.into_changes(), settled, batch.len + events.len() as u64);
        batch.parts.push(events);
        Ok(())
    }

    /// Records the next part of a batch; of several, each is folded by itself.
    pub(super) fn record_part(&mut self, batch: &mut Batch) -> Vec<Event> {
        if batch.parts.is_empty() {
            return Vec::new();
        }
        let events = batch.parts.remove(0);
        let is_whole = batch.len == events.len() as u64;
        let changes = if is_whole { std::mem::take(&mut batch.changes) } else { self.folded(&events, &mut Vec::new()) };
        self.append(&events, changes);
        batch.decided_at = Some(self.revision());
        events
    }
}
