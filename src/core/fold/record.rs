//! The fold: one event after another makes a record what it is. Total: whatever comes, a record comes out.

use super::replay::Replay;
use super::settlement::settle;
use crate::log::{Event, Fact, Recorded};
use crate::record::{Anomaly, Field, Record, Value};

impl Record {
    /// The record that a raising event makes; `None` when the event raises nothing, or claims to be about another.
    #[must_use]
    #[inline(never)]
    pub fn raised_by(event: &Event) -> Option<Record> {
        let Recorded::Known(fact) = &event.fact else { return None };
        let Fact::Raised { kind, reference, standing, fields } = fact.as_ref() else { return None };
        if event.about != event.id {
            return None;
        }
        let mut fields = fields.clone();
        if fields.text(Field::Title).is_none() {
            fields.put(Field::Title, Some(Value::Text("Untitled".into())));
        }
        let extra = fields.take_newer().into_iter().collect();
        let raised = Record::new(event.id, *kind, standing.clone(), fields, event.at, event.by.clone());
        Some(Record { reference: reference.clone(), extra, ..raised })
    }

    /// The record that its events make, in order, and what did not fit. `None` when none of them raises it.
    #[must_use]
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> (Option<Record>, Vec<Anomaly>) {
        let all: Vec<&Event> = events.into_iter().collect();
        let mut anomalies = Vec::new();
        let mut events = all.iter().copied();
        let mut raised = events.by_ref().map(|event| (Record::raised_by(event), event.id));
        let record = raised.find_map(|(record, event)| {
            anomalies.extend(record.is_none().then_some(Anomaly::Orphan { event }));
            record
        });
        let record = record.map(|record| record.with(events, &mut anomalies));
        settle(&all, &mut anomalies);
        (record, anomalies)
    }

    /// The record with these events in it, which come after all that it knows.
    #[must_use]
    pub fn with<'a>(mut self, events: impl IntoIterator<Item = &'a Event>, anomalies: &mut Vec<Anomaly>) -> Record {
        let mut replay = Replay::of(&mut self);
        events.into_iter().for_each(|event| replay.apply(event, anomalies));
        replay.finish();
        self
    }

    /// Takes in one more event. Cannot fail: what does not fit is told, the rest is done.
    #[inline(never)]
    pub fn apply(&mut self, event: &Event, anomalies: &mut Vec<Anomaly>) {
        let mut replay = Replay::of(self);
        replay.apply(event, anomalies);
        replay.finish();
    }
}
