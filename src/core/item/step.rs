//! One step of a mitigation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Owner;
use crate::calendar::Due;
use crate::stamp::EventId;
use crate::text::{self, BadText};

/// One step of a mitigation: a numbered line of the papers' mitigation column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The event that added it.
    pub id: EventId,
    /// What is to be done, or was.
    pub text: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "due")]
    pub due: Option<Due>,
    /// The day it was done.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::calendar::optional_day")]
    pub done: Option<NaiveDate>,
}

impl Step {
    /// Checks its texts.
    ///
    /// # Errors
    /// [`BadText`] of the first that fails.
    pub fn check(&self) -> Result<(), BadText> {
        if self.text.trim().is_empty() {
            return Err(BadText::Empty);
        }
        text::check(&self.text)?;
        self.owner.as_ref().map_or(Ok(()), Owner::check)
    }
}

mod due {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::calendar::Due;

    pub(super) fn serialize<S: Serializer>(due: &Option<Due>, serializer: S) -> Result<S::Ok, S::Error> {
        match due {
            Some(due) => serializer.collect_str(due),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Due>, D::Error> {
        Option::<String>::deserialize(deserializer)?.map(|text| Due::read(&text).map_err(serde::de::Error::custom)).transpose()
    }
}
