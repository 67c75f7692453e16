//! Which conflicts somebody has settled. A conflict is settled by a later change of the same thing whose author knew of both values: a change that says so by the
//! key `settles`, one by the author whose value was overwritten, or one that brings that value back. Readers that do not
//! know the key keep it, and take such a change for what it is: an edit from the value that stands.

use rustc_hash::FxHashMap;
use serde_json::Value as Json;

use super::replay::assessed;
use crate::log::{ConflictSubject, Event, Fact, UndoRef};
use crate::record::{Anomaly, Value};
use crate::stamp::EventId;

/// Finds out which of the overwritten values somebody has settled since.
pub(crate) fn settle(events: &[&Event], anomalies: &mut Vec<Anomaly>) {
    if anomalies.iter().any(|anomaly| matches!(anomaly, Anomaly::Overwritten { .. })) {
        settle_overwritten(events, anomalies);
    }
}

#[cold]
fn settle_overwritten(events: &[&Event], anomalies: &mut Vec<Anomaly>) {
    let trace = Trace::of(events, anomalies);
    for traced in trace.traced {
        if let Anomaly::Overwritten { settled, .. } = &mut anomalies[traced.anomaly] {
            *settled = traced.settled;
        }
    }
}

/// An overwritten value, and who has settled it.
pub(super) struct TracedConflict {
    pub(super) anomaly: usize,
    pub(super) subject: ConflictSubject,
    /// The place of the event that had set it.
    pub(super) over: usize,
    pub(super) settled: Option<EventId>,
}

/// The overwritten values of one record, followed through its events.
#[derive(Default)]
pub(super) struct Trace {
    pub(super) traced: Vec<TracedConflict>,
    /// The event that set each subject last, by its place.
    pub(super) last: FxHashMap<ConflictSubject, usize>,
    open: FxHashMap<ConflictSubject, Vec<usize>>,
    /// By the event that overwrote.
    by_event: FxHashMap<EventId, Vec<usize>>,
}

impl Trace {
    pub(super) fn of(events: &[&Event], anomalies: &mut Vec<Anomaly>) -> Trace {
        let mut overwrites: FxHashMap<EventId, Vec<usize>> = FxHashMap::default();
        for (at, anomaly) in anomalies.iter().enumerate() {
            if let Anomaly::Overwritten { event, .. } = anomaly {
                overwrites.entry(*event).or_default().push(at);
            }
        }
        let mut trace = Trace::default();
        let mut marks: FxHashMap<EventId, Vec<EventId>> = FxHashMap::default();
        for (at, event) in events.iter().enumerate() {
            let named = match event.turn {
                None => event.settles(),
                Some(UndoRef::Undoes(of)) => {
                    trace.reopen(of);
                    Vec::new()
                }
                Some(UndoRef::Redoes(of)) => marks.get(&of).cloned().unwrap_or_default(),
            };
            let subject = event.known().and_then(ConflictSubject::of);
            let disputed = trace.settle_named(event, &named);
            if !named.is_empty() && event.turn.is_none() {
                marks.insert(event.id, named);
            }
            let Some(subject) = subject else { continue };
            let last = trace.last.get(&subject).copied().unwrap_or_default();
            trace.settle_seen(events, at, last, &subject);
            let mut overwrote = overwrites.remove(&event.id).unwrap_or_default();
            if let (Some(what), true) = (disputed.and_then(|of| what_of(anomalies, of)), overwrote.is_empty()) {
                overwrote.extend(dispute(what, events[last], event).map(|anomaly| {
                    anomalies.push(anomaly);
                    anomalies.len() - 1
                }));
            }
            for anomaly in overwrote {
                let number = trace.traced.len();
                trace.open.entry(subject.clone()).or_default().push(number);
                trace.by_event.entry(event.id).or_default().push(number);
                trace.traced.push(TracedConflict { anomaly, subject: subject.clone(), over: last, settled: None });
            }
            trace.last.insert(subject, at);
        }
        trace
    }

    /// Settles what the event names. Gives one that was settled already: whoever names it did not know of that.
    fn settle_named(&mut self, event: &Event, named: &[EventId]) -> Option<usize> {
        let mut disputed = None;
        for number in named.iter().filter_map(|of| self.by_event.get(of)).flatten() {
            let traced = &mut self.traced[*number];
            match traced.settled {
                None => traced.settled = Some(event.id),
                Some(_) => disputed = Some(traced.anomaly),
            }
        }
        disputed
    }

    /// What was settled by an event that is taken back is open again.
    fn reopen(&mut self, by: EventId) {
        for (number, traced) in self.traced.iter_mut().enumerate().filter(|(_, traced)| traced.settled == Some(by)) {
            traced.settled = None;
            self.open.entry(traced.subject.clone()).or_default().push(number);
        }
    }

    /// Settles what the author of the event must have seen although it does not say so: whose own value was overwritten, and
    /// who changed the one that stands; and whoever put the overwritten value in its place.
    fn settle_seen(&mut self, events: &[&Event], at: usize, last: usize, subject: &ConflictSubject) {
        let Some(open) = self.open.get_mut(subject).filter(|open| !open.is_empty()) else { return };
        let (event, standing) = (events[at], events[last]);
        if event.turn.is_some() || member(event, "from") != member(standing, "to") {
            return;
        }
        let to = member(event, "to");
        open.retain(|number| {
            let traced = &mut self.traced[*number];
            let over = events[traced.over];
            if traced.settled.is_none() && (over.id.replica == event.id.replica || member(over, "to") == to) {
                traced.settled = Some(event.id);
            }
            traced.settled.is_none()
        });
    }
}

/// Two people settled one conflict, each in another way: that is a conflict of its own.
fn dispute(what: String, standing: &Event, event: &Event) -> Option<Anomaly> {
    let (found, to) = (value_in_words(standing.known()?)?, value_in_words(event.known()?)?);
    let (by, expected) = (event.by.clone(), found.clone());
    (found != to).then_some(Anomaly::Overwritten { event: event.id, what, expected, found, to, by, settled: None })
}

fn what_of(anomalies: &[Anomaly], at: usize) -> Option<String> {
    if let Some(Anomaly::Overwritten { what, .. }) = anomalies.get(at) { Some(what.clone()) } else { None }
}

/// The value before or after an event, as the wire has it.
fn member(event: &Event, key: &str) -> Option<Json> {
    event.known()?.payload().remove(key)
}

/// The value after a fact, in the words of an anomaly; `None` of a part, whose members are told one by one.
pub(super) fn value_in_words(fact: &Fact) -> Option<String> {
    let words = match fact {
        Fact::Edited { to, .. } => to.as_ref().map(Value::to_string),
        Fact::CustomEdited { to, .. } | Fact::Numbered { to, .. } => to.clone(),
        Fact::Moved { to, .. } => Some(to.status.word().to_owned()),
        Fact::Assessed { to, .. } => assessed(to.as_ref()),
        Fact::RegisterRenamed { to, .. } => Some(to.clone()),
        Fact::RegisterOpened { .. }
        | Fact::SchemeChanged { .. }
        | Fact::Raised { .. }
        | Fact::StepChanged { .. }
        | Fact::PartChanged { .. }
        | Fact::Noted { .. }
        | Fact::NoteStruck { .. }
        | Fact::NoteRestored { .. }
        | Fact::Linked { .. }
        | Fact::Unlinked { .. }
        | Fact::AliasChanged { .. }
        | Fact::Removed { .. }
        | Fact::Restored { .. } => return None,
    };
    Some(words.unwrap_or_default())
}
