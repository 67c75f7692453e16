//! One accountable role, with an optional name.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Extra;
use crate::json::Member;
use crate::text::{self, BadText};

/// Who is accountable: a role ("DNO Representative"), with the person's name where it may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The role or organisation.
    pub role: String,
    /// The person, where named.
    pub name: Option<String>,
    /// What a newer version wrote beside these.
    pub extra: Extra,
}

impl Owner {
    /// A role without a name.
    #[must_use]
    pub fn role(role: &str) -> Owner {
        Owner { role: role.into(), name: None, extra: Extra::new() }
    }

    /// A role, and the person who has it.
    #[must_use]
    pub fn named(role: &str, name: &str) -> Owner {
        Owner { name: Some(name.into()), ..Owner::role(role) }
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

#[derive(Serialize)]
struct Named<'o> {
    role: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'o str>,
    #[serde(flatten)]
    extra: &'o Extra,
}

impl Serialize for Owner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.name.is_none() && self.extra.is_empty() {
            return serializer.serialize_str(&self.role);
        }
        Named { role: &self.role, name: self.name.as_deref(), extra: &self.extra }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Owner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = OwnerText::deserialize(deserializer)?;
        Ok(Owner { role: read.role.into_owned(), name: read.name.map(Cow::into_owned), extra: read.extra })
    }
}

/// An owner as a file has it, borrowed where it can be.
pub(crate) struct OwnerText<'de> {
    pub(crate) role: Cow<'de, str>,
    name: Option<Cow<'de, str>>,
    extra: Extra,
}

impl OwnerText<'_> {
    /// As [`Owner::check`].
    pub(crate) fn check(&self) -> Result<(), BadText> {
        text::check_line(&self.role)?;
        self.name.as_deref().map_or(Ok(()), text::check_line)
    }

    /// Whether the file has it as an object and not as a text.
    pub(crate) fn is_object(&self) -> bool {
        self.name.is_some() || !self.extra.is_empty()
    }

    /// As an [`Owner`] is shown.
    pub(crate) fn shown(&self) -> Cow<'_, str> {
        match &self.name {
            Some(name) => format!("{} ({name})", self.role).into(),
            None => Cow::Borrowed(&self.role),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for OwnerText<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Either)
    }
}

struct Either;

impl<'de> Visitor<'de> for Either {
    type Value = OwnerText<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an owner: a role, or a role with a name")
    }

    fn visit_borrowed_str<E>(self, role: &'de str) -> Result<OwnerText<'de>, E> {
        Ok(OwnerText { role: role.into(), name: None, extra: Extra::new() })
    }

    fn visit_str<E>(self, role: &str) -> Result<OwnerText<'de>, E> {
        Ok(OwnerText { role: role.to_owned().into(), name: None, extra: Extra::new() })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OwnerText<'de>, A::Error> {
        let (mut role, mut name, mut extra) = (None, None, Extra::new());
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match key.as_ref() {
                "role" => role = Some(Cow::Owned(map.next_value()?)),
                "name" => name = Some(Cow::Owned(map.next_value()?)),
                _ => drop(extra.insert(key.into_owned(), map.next_value()?)),
            }
        }
        match role {
            Some(role) if name.is_some() || !extra.is_empty() => Ok(OwnerText { role, name, extra }),
            Some(_) | None => Err(A::Error::custom("an owner is a role, or a role with a name")),
        }
    }
}

crate::json::required!(Owner);

impl<'de> Member<'de> for OwnerText<'de> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}
