//! Texts of the programme's own fields, as the set-up says what they hold.

use super::checks::{check_line, check_words};
use super::refusal::Refusal;
use crate::log::Fact;
use crate::record::Record;
use crate::state::RecordLookup;

/// A text of a record that is raised. One that is copied may not fit what the field holds by now: it is kept as it is.
pub(super) fn custom_begun(register: &dyn RecordLookup, name: &str, text: &str) -> Result<Fact, Refusal> {
    check_line("Name", name)?;
    check_words(name, text)?;
    let read = register.scheme().custom_field(name).and_then(|field| field.read(text).ok());
    Ok(Fact::CustomEdited { name: name.into(), from: None, to: Some(read.unwrap_or_else(|| text.to_owned())) })
}

pub(super) fn edit_custom(register: &dyn RecordLookup, record: &Record, name: &str, to: Option<String>) -> Result<Fact, Refusal> {
    check_line("Name", name)?;
    let to = match (to, register.scheme().custom_field(name)) {
        (Some(to), Some(field)) => {
            let bad = |why| Refusal::BadValue { field: register.scheme().custom_label(name).into(), why };
            Some(field.read(&to).map_err(bad)?)
        }
        (to, _) => to,
    };
    if let Some(to) = &to {
        check_words(name, to)?;
    }
    let from = record.custom.get(name).cloned();
    if from == to {
        return Err(Refusal::NoChange);
    }
    Ok(Fact::CustomEdited { name: name.into(), from, to })
}
