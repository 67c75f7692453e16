//! Takes commands into a part of a step, and finds which conflicts they settle: who changes what is in conflict sees both
//! values.

use super::confirmation::confirmation;
use crate::fold::{Conflict, conflicts};
use crate::log::{ConflictSubject, Event, Fact, Log};
use crate::record::{Field, Record};
use crate::stamp::{EventId, Stamp};
use crate::state::{RecordLookup, Register, ScratchFold};
use crate::workflow::{Command, Refusal, decide};

/// What a part of a step is decided with.
pub(super) struct Decider<'s> {
    /// The register as it stands.
    pub(super) register: &'s Register,
    /// The same with the events of the step.
    pub(super) scratch: ScratchFold<'s>,
    pub(super) log: &'s mut Log,
    /// Whether every record was looked at for conflicts.
    pub(super) knows_conflicts: bool,
    /// Whether this copy gives out reference numbers.
    pub(super) numbered: bool,
    pub(super) stamp: &'s Stamp,
    /// The id of the first event of the part.
    pub(super) first: EventId,
    /// The events that overwrote a value unseen, where the step has settled which value stands.
    pub(super) settled: Vec<EventId>,
    /// The events of the part.
    pub(super) events: Vec<Event>,
}

impl Decider<'_> {
    /// Decides a command. One that would change nothing confirms the value that stands, where that is in conflict.
    ///
    /// # Errors
    /// [`Refusal`] that speaks of more than "nothing changed".
    pub(super) fn decide(&mut self, command: &Command) -> Result<(), Refusal> {
        let next = self.next();
        match decide(&mut self.scratch, command, self.numbered, next, self.stamp) {
            Ok(events) => events.into_iter().for_each(|event| self.push(event)),
            Err(Refusal::NoChange) => self.confirm_stated(command),
            Err(refusal) => return Err(refusal),
        }
        Ok(())
    }

    /// Takes in a fact about a record, or about the register where `about` is none.
    pub(super) fn append(&mut self, about: Option<EventId>, fact: Fact) {
        let id = self.next();
        let event = Event::new(id, about.unwrap_or(id), self.stamp, fact);
        self.scratch.fold(&event, &mut Vec::new());
        self.push(event);
    }

    /// Takes in that the value which stands is the one to stay. A change request's status, and a part that was taken away,
    /// cannot be stated once more: the title is, and names the conflict.
    pub(super) fn confirm(&mut self, record: &Record, subject: &ConflictSubject) {
        let overwriting = self.overwriting(record.id, subject);
        let fact = confirmation(record, subject).unwrap_or_else(|| {
            let title = record.fields.value(Field::Title).cloned();
            Fact::Edited { field: Field::Title, from: title.clone(), to: title }
        });
        let event = Event::new(self.next(), record.id, self.stamp, fact);
        self.scratch.fold(&event, &mut Vec::new());
        self.push_settling(event, overwriting);
    }

    #[cold]
    fn confirm_stated(&mut self, command: &Command) {
        let Some((id, subject)) = stated(command) else { return };
        if !self.overwriting(id, &subject).is_empty()
            && let Some(record) = self.scratch.lookup(id)
        {
            self.confirm(&record, &subject);
        }
    }

    fn next(&self) -> EventId {
        EventId { tick: self.first.tick + self.events.len() as u64, ..self.first }
    }

    /// A change of what is in conflict settles that.
    fn push(&mut self, event: Event) {
        let subject = event.known().and_then(ConflictSubject::of);
        let overwriting = subject.map(|subject| self.overwriting(event.about, &subject)).unwrap_or_default();
        self.push_settling(event, overwriting);
    }

    fn push_settling(&mut self, event: Event, overwriting: Vec<EventId>) {
        self.events.push(event.settling(&overwriting));
        self.settled.extend(overwriting);
    }

    /// The events that overwrote a value of that subject, where nobody has settled which stands.
    fn overwriting(&mut self, id: EventId, subject: &ConflictSubject) -> Vec<EventId> {
        let open = match subject {
            ConflictSubject::Title | ConflictSubject::Scheme => self.register.heading_conflicts.clone(),
            _ => open_conflicts(self.register, self.log, self.knows_conflicts, id),
        };
        let open = open.into_iter().filter(|conflict| conflict.subject == *subject);
        let all = open.flat_map(|conflict| conflict.overwriting).filter(|by| !self.settled.contains(by));
        let mut all: Vec<EventId> = all.collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The open conflicts of a record that may hold some; of one that is known to hold none, nothing is read.
pub(super) fn open_conflicts(register: &Register, log: &mut Log, knows_conflicts: bool, id: EventId) -> Vec<Conflict> {
    let may_hold = register.is_in_conflict(id) || (!knows_conflicts && log.is_indexed());
    if may_hold && log.has_at_hand(id) { conflicts(&log.events_about(id).0) } else { Vec::new() }
}

/// What a command states that would change nothing, where somebody else can change it too.
fn stated(command: &Command) -> Option<(EventId, ConflictSubject)> {
    Some(match command {
        Command::Edit { record, field, .. } => (*record, ConflictSubject::Field(*field)),
        Command::EditCustom { record, name, .. } => (*record, ConflictSubject::Custom(name.clone())),
        Command::Assess { record, slot, .. } => (*record, ConflictSubject::Assessment(*slot)),
        Command::ChangeStep { record, step, .. } => (*record, ConflictSubject::Part(*step)),
        Command::Number { record, .. } => (*record, ConflictSubject::Reference),
        // A command that cannot be without effect, or changes what nobody else can change too.
        Command::Raise(_)
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
    })
}
