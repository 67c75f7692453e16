//! Values of JSON to our own types and back, by way of bytes: each type then has one reader and one writer in the page
//! instead of two, which leaves a tenth of the page out.

mod cursor;
mod duplicate;
mod object;
mod place;
mod words;

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};

pub(crate) use cursor::{Broken, Cursor};
pub(crate) use duplicate::{duplicate_key, duplicate_keys};
pub(crate) use object::{BorrowedText, Member, MemberValue, object, read_into, read_newer, read_or_absent, required};
use place::describe;
pub(crate) use place::{column_at, joined, line_at, member_at, path_at, place_of};
pub(crate) use words::{missing_member, words};

/// Reads a value.
///
/// # Errors
/// The sentence of what does not fit, behind its path.
#[inline(never)]
pub(crate) fn read<T: DeserializeOwned>(json: &Json) -> Result<T, String> {
    let bytes = serde_json::to_vec(json).map_err(|error| words(&error))?;
    parse(&bytes)
}

/// Writes a value. Ours have text keys only, so that nothing can fail.
#[inline(never)]
pub(crate) fn write<T: Serialize>(value: &T) -> Json {
    serde_json::to_vec(value).ok().and_then(|bytes| parse(&bytes).ok()).unwrap_or_default()
}

/// Keeps what a newer version wrote where nothing was written in its place.
pub(crate) fn keep_newer(extra: &mut Map<String, Json>, from: &Map<String, Json>) {
    if extra.is_empty() {
        extra.clone_from(from);
    }
}

/// Reads bytes. All of our JSON is read as checked text: each type then has one reader in the page, and no text of it is
/// checked by itself.
///
/// # Errors
/// The sentence of what does not fit, behind its path.
pub(crate) fn parse<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, String> {
    let text = text(bytes)?;
    serde_json::from_str(text).map_err(|error| describe("", text, &error))
}

/// Bytes as text.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, String> {
    simdutf8::basic::from_utf8(bytes).map_err(|_| "it is not text in UTF-8".to_owned())
}

/// Refuses an object in which a key stands twice: one of the two would be lost.
///
/// # Errors
/// The sentence that names the key by its path.
pub(crate) fn refuse_duplicates(bytes: &[u8]) -> Result<(), String> {
    let text = text(bytes)?;
    duplicate_key(text).map_or(Ok(()), |found| Err(format!("{}: it is there twice", path_at(text, found.again))))
}

/// The members of an object, each as its text until it is asked for. Of two with one name the last counts.
pub(crate) struct Members<'de>(Vec<(Cow<'de, str>, &'de RawValue)>);

impl<'de> Members<'de> {
    /// Takes a member; `None` when it is not there.
    pub(crate) fn take<T: for<'m> Member<'m>>(&mut self, name: &str) -> Result<Option<T>, String> {
        let Some(at) = self.0.iter().position(|(have, _)| have == name) else { return Ok(None) };
        raw(name, self.0.swap_remove(at).1).map(Some)
    }

    /// Takes a member that has to be there.
    pub(crate) fn need<T: for<'m> Member<'m>>(&mut self, name: &str) -> Result<T, String> {
        self.take(name)?.ok_or_else(|| format!("“{name}” is missing"))
    }

    /// Takes a member that has to be there, unless its type says what it is where it is not. A `null` in place of such a one
    /// stays among those that are left, so that it goes out as it came.
    pub(crate) fn member<T: for<'m> Member<'m>>(&mut self, name: &str) -> Result<T, String> {
        let absent = T::absent();
        let found = if absent.is_some() && self.text(name) == Some("null") { None } else { self.take(name)? };
        found.or(absent).ok_or_else(|| format!("“{name}” is missing"))
    }

    /// The names of the members that are left.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }

    /// The text of a member.
    pub(crate) fn text(&self, name: &str) -> Option<&'de str> {
        self.0.iter().find(|(have, _)| have == name).map(|(_, value)| value.get())
    }

    /// The members that are left.
    pub(crate) fn rest(self) -> Result<Map<String, Json>, String> {
        let read = |(name, value): (Cow<'_, str>, &RawValue)| raw(&name, value).map(|value| (name.into_owned(), value));
        self.0.into_iter().map(read).collect()
    }
}

/// Reads the value of a member of that name.
fn raw<T: for<'m> Member<'m>>(name: &str, value: &RawValue) -> Result<T, String> {
    let read = serde_json::from_str::<MemberValue<T>>(value.get());
    read.map(|MemberValue(value)| value).map_err(|error| describe(name, value.get(), &error))
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object in braces")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members: Vec<(Cow<'de, str>, &'de RawValue)> = Vec::with_capacity(12);
                while let Some(name) = map.next_key::<&'de RawValue>()? {
                    let plain = name.get().strip_prefix('"').and_then(|name| name.strip_suffix('"'));
                    let name = match plain.filter(|name| !name.contains('\\')) {
                        Some(name) => Cow::Borrowed(name),
                        None => Cow::Owned(raw("", name).map_err(serde::de::Error::custom)?),
                    };
                    let value = map.next_value()?;
                    match members.iter_mut().find(|(have, _)| *have == name) {
                        Some(have) => have.1 = value,
                        None => members.push((name, value)),
                    }
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}
