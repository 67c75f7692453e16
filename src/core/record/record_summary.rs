//! What a table shows of a record, read from its bytes without the rest of it.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value as Json;

use super::keys::key;
use super::{Field, Fields, Value};

/// The stated reference and a few fields of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordSummary {
    /// As it is shown; `None` while it has only a provisional one.
    pub reference: Option<String>,
    /// Those of the wanted fields that are filled.
    pub fields: Fields,
    /// The programme's own fields, where they are wanted.
    pub custom: BTreeMap<String, String>,
}

impl RecordSummary {
    /// Reads a state record that has been checked. Some ten times cheaper than [`super::Record::parse`], because steps, notes,
    /// assessments and the other fields are passed over.
    ///
    /// # Errors
    /// The sentence of the first thing that does not fit.
    pub fn parse(bytes: &[u8], wanted: &[Field], wants_custom: bool) -> Result<RecordSummary, String> {
        let mut summary = RecordSummary::default();
        let mut reader = serde_json::Deserializer::from_str(crate::json::text(bytes)?);
        Wanted { wanted, wants_custom, summary: &mut summary }
            .deserialize(&mut reader)
            .map_err(|error| crate::json::words(&error))?;
        Ok(summary)
    }
}

struct Wanted<'w> {
    wanted: &'w [Field],
    wants_custom: bool,
    summary: &'w mut RecordSummary,
}

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(Key(self.wanted, self.wants_custom))? {
            match key {
                Found::Field(field) => {
                    let value = Value::from_json(field.shape(), &map.next_value::<Json>()?).map_err(serde::de::Error::custom)?;
                    self.summary.fields.put(field, Some(value));
                }
                Found::Custom => self.summary.custom = map.next_value()?,
                Found::Reference => self.summary.reference = Some(map.next_value()?),
                Found::Other => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// Reads a key without keeping it.
struct Key<'w>(&'w [Field], bool);

enum Found {
    Reference,
    Custom,
    Field(Field),
    Other,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Found, D::Error> {
        reader.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, name: &str) -> Result<Found, E> {
        let field = self.0.iter().copied().find(|field| field.name() == name).map(Found::Field);
        Ok(field.unwrap_or(match name {
            key::REFERENCE => Found::Reference,
            key::CUSTOM if self.1 => Found::Custom,
            _ => Found::Other,
        }))
    }
}
