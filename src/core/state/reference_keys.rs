//! By what the register finds a record.

use crate::calendar::Due;
use crate::record::{Field, Record, normal_form};

/// How a record could be called before it changed.
#[derive(Debug, Clone)]
pub(crate) struct ReferenceKeys {
    pub(super) reference: Option<String>,
    /// In normal form.
    pub(super) all: Vec<String>,
    /// The meeting that it was due at.
    pub(super) awaits: Option<String>,
}

impl ReferenceKeys {
    /// How it can be called now.
    #[inline(never)]
    pub(crate) fn of(record: &Record) -> ReferenceKeys {
        let all = record.reference.iter().cloned().chain([record.shown_reference()]).chain(record.aliases.iter().cloned());
        let awaits = match record.fields.due(Field::due_of(record.kind)) {
            Some(Due::Meeting(named)) => Some(normal_form(&named)),
            Some(Due::On(_) | Due::Asap | Due::Tbc) | None => None,
        };
        ReferenceKeys { reference: record.reference.clone(), all: all.map(|spelling| normal_form(&spelling)).collect(), awaits }
    }

    /// Whether that was the reference that it was given.
    pub(crate) fn is_called(&self, reference: Option<&String>) -> bool {
        self.reference.as_ref() == reference
    }
}
