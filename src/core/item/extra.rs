//! What a newer version wrote within a record that this one understands for the rest.

use super::case::Response;
use super::{Item, Owner, Step, Value};

/// What a newer version wrote in a place where we understand the rest. It is kept, and passed on.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// What takes the place of another keeps what a newer version wrote there: whoever fills in a form knows nothing of it.
pub(crate) trait Follows: Sized {
    /// The same, with what stood there beside what we understand.
    #[must_use]
    fn following(self, from: &Self) -> Self;
}

impl Item {
    /// Takes over what a newer version wrote in the state alone, where no event says it: beside the record's fields, its
    /// notes and the steps it took.
    pub(crate) fn keep_newer(&mut self, shown: &Item) {
        self.extra.clone_from(&shown.extra);
        for note in &mut self.notes {
            let have = shown.notes.iter().find(|have| have.id == note.id);
            note.extra = have.map(|have| have.extra.clone()).unwrap_or_default();
        }
        for step in &mut self.case.steps {
            let have = shown.case.steps.iter().find(|have| have.id == step.id);
            step.extra = have.map(|have| have.extra.clone()).unwrap_or_default();
        }
    }
}

fn keep(extra: &mut Extra, from: &Extra) {
    if extra.is_empty() {
        extra.clone_from(from);
    }
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
            keep(&mut self.extra, &from.extra);
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
        keep(&mut self.extra, &from.extra);
        self.owner = self.owner.following(&from.owner);
        self
    }
}

impl Follows for Response {
    fn following(mut self, from: &Response) -> Response {
        keep(&mut self.extra, &from.extra);
        for (aspect, effect) in &mut self.effects {
            if let Some(from) = from.effects.get(aspect) {
                keep(&mut effect.extra, &from.extra);
            }
        }
        self
    }
}
