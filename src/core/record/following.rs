//! What a newer version wrote outlives what takes the place of the value that it stands in.

use super::case::Response;
use super::extra::Extra;
use super::owner::Owner;
use super::step::Step;
use super::value::Value;
use super::whole_record::Record;
use crate::json::keep_newer;
use crate::sorting::sort_by_key;
use crate::stamp::EventId;

/// What takes the place of another keeps what a newer version wrote there: whoever fills in a form knows nothing of it.
pub(crate) trait Follows: Sized {
    /// The same, with what stood there beside what we understand.
    #[must_use]
    fn following(self, from: &Self) -> Self;
}

impl Record {
    /// Takes over what a newer version wrote in the state alone, where no event says it: beside the record's fields, its
    /// notes and the steps it took.
    pub(crate) fn keep_newer(&mut self, shown: &Record) {
        let cleared = self.fields.take_newer();
        for (key, value) in shown.extra.iter().filter(|(key, _)| !cleared.contains_key(*key)) {
            self.extra.entry(key.clone()).or_insert_with(|| value.clone());
        }
        let notes = newer(shown.notes.iter().map(|note| (note.id, &note.extra)));
        self.notes.iter_mut().for_each(|note| note.extra = of(&notes, note.id));
        let steps = newer(shown.case.steps.iter().map(|step| (step.id, &step.extra)));
        self.case.steps.iter_mut().for_each(|step| step.extra = of(&steps, step.id));
    }
}

/// What a newer version wrote, by the identity of the part that it stands in; few have any.
fn newer<'e>(parts: impl Iterator<Item = (EventId, &'e Extra)>) -> Vec<(EventId, &'e Extra)> {
    let mut newer: Vec<(EventId, &Extra)> = parts.filter(|(_, extra)| !extra.is_empty()).collect();
    sort_by_key(&mut newer, |(id, _)| *id);
    newer
}

fn of(newer: &[(EventId, &Extra)], id: EventId) -> Extra {
    let first = newer.partition_point(|(have, _)| *have < id);
    newer.get(first).filter(|(have, _)| *have == id).map(|(_, extra)| (*extra).clone()).unwrap_or_default()
}

impl<T: Follows> Follows for Option<T> {
    fn following(self, from: &Option<T>) -> Option<T> {
        match (self, from) {
            (Some(to), Some(from)) => Some(to.following(from)),
            (to, _) => to,
        }
    }
}

impl Follows for Owner {
    /// Another person or role is another owner.
    fn following(mut self, from: &Owner) -> Owner {
        if self.role == from.role && self.name == from.name {
            keep_newer(&mut self.extra, &from.extra);
        }
        self
    }
}

impl Follows for Value {
    fn following(self, from: &Value) -> Value {
        match (self, from) {
            (Value::Owner(to), Value::Owner(from)) => Value::Owner(to.following(from)),
            (to, _) => to,
        }
    }
}

impl Follows for Step {
    fn following(mut self, from: &Step) -> Step {
        keep_newer(&mut self.extra, &from.extra);
        self.owner = self.owner.following(&from.owner);
        self
    }
}

impl Follows for Response {
    fn following(mut self, from: &Response) -> Response {
        keep_newer(&mut self.extra, &from.extra);
        for (aspect, effect) in &mut self.effects {
            if let Some(from) = from.effects.get(aspect) {
                keep_newer(&mut effect.extra, &from.extra);
            }
        }
        self
    }
}
