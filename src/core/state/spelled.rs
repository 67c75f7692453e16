//! By what the register finds a record.

use crate::calendar::Due;
use crate::item::{Field, Item, normal_form};

/// How a record could be called before it changed.
#[derive(Debug, Clone)]
pub(crate) struct Spelled {
    pub(super) reference: Option<String>,
    /// In normal form.
    pub(super) all: Vec<String>,
    /// The meeting that it was due at.
    pub(super) awaits: Option<String>,
}

impl Spelled {
    /// How it can be called now.
    #[inline(never)]
    pub(crate) fn of(item: &Item) -> Spelled {
        let all = item.reference.iter().cloned().chain([item.shown_reference()]).chain(item.aliases.iter().cloned());
        let awaits = match item.fields.due(Field::due_of(item.kind)) {
            Some(Due::Meeting(named)) => Some(normal_form(&named)),
            Some(Due::On(_) | Due::Asap | Due::Tbc) | None => None,
        };
        Spelled { reference: item.reference.clone(), all: all.map(|spelling| normal_form(&spelling)).collect(), awaits }
    }

    /// Whether that was the reference that it was given.
    pub(crate) fn is_called(&self, reference: Option<&String>) -> bool {
        self.reference.as_ref() == reference
    }
}
