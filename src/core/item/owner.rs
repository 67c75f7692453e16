//! One accountable role, with an optional name.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::{self, BadText};

/// Who is accountable: a role ("DNO Representative"), with the person's name where it may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The role or organisation.
    pub role: String,
    /// The person, where named.
    pub name: Option<String>,
}

impl Owner {
    /// A role without a name.
    #[must_use]
    pub fn role(role: &str) -> Owner {
        Owner { role: role.into(), name: None }
    }

    /// Checks both texts.
    ///
    /// # Errors
    /// [`BadText`] of the first that fails.
    pub fn check(&self) -> Result<(), BadText> {
        text::check_line(&self.role)?;
        self.name.as_deref().map_or(Ok(()), text::check_line)
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{} ({name})", self.role),
            None => f.write_str(&self.role),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Wire {
    Role(String),
    Named { role: String, name: String },
}

impl Serialize for Owner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.name.clone() {
            Some(name) => Wire::Named { role: self.role.clone(), name }.serialize(serializer),
            None => serializer.serialize_str(&self.role),
        }
    }
}

impl<'de> Deserialize<'de> for Owner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Wire::deserialize(deserializer).map_err(|_| D::Error::custom("an owner is a role, or a role with a name"))? {
            Wire::Role(role) => Ok(Owner { role, name: None }),
            Wire::Named { role, name } => Ok(Owner { role, name: Some(name) }),
        }
    }
}
