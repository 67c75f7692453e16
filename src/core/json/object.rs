//! Objects of the wire: a type, its members and their names in one place, and one reader and one writer for all of them.
//!
//! serde's own derive with a flattened rest reads every object into a tree first and has code of its own for each type;
//! what is made here reads straight into the members and shares that code.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value as Json};

/// What the member of an object may be.
pub(crate) trait Member<'de>: Sized {
    /// Reads one.
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// What it is where it is not there; `None` where it has to be.
    fn absent() -> Option<Self> {
        None
    }

    /// Whether it is not written.
    fn is_absent(&self) -> bool {
        false
    }
}

/// What serde reads is a member that has to be there.
macro_rules! required {
    ($($type:ty),* $(,)?) => {$(
        impl<'de> $crate::json::Member<'de> for $type {
            fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$type as serde::Deserialize>::deserialize(deserializer)
            }
        }
    )*};
}

required!(u16, u32, String, Json, Map<String, Json>, BTreeMap<String, Json>, BTreeMap<String, String>, de::IgnoredAny);

impl<'de, T: Member<'de>> Member<'de> for Box<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Box::new)
    }
}

/// False where it is not there, and then not written.
impl<'de> Member<'de> for bool {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bool::deserialize(deserializer)
    }

    fn absent() -> Option<Self> {
        Some(false)
    }

    fn is_absent(&self) -> bool {
        !self
    }
}

impl<'de, T: Member<'de>> Member<'de> for Option<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<MemberValue<T>>::deserialize(deserializer)?.map(|MemberValue(value)| value))
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<'de, T: Member<'de>> Member<'de> for Vec<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<MemberValue<T>>::deserialize(deserializer)?.into_iter().map(|MemberValue(value)| value).collect())
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<'de> Member<'de> for Cow<'de, str> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BorrowedText::deserialize(deserializer).map(|BorrowedText(text)| text)
    }
}

/// A member, for serde.
pub(crate) struct MemberValue<T>(pub(crate) T);

impl<'de, T: Member<'de>> Deserialize<'de> for MemberValue<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(MemberValue)
    }
}

/// A text, borrowed where it stands without escapes.
pub(crate) struct BorrowedText<'de>(pub(crate) Cow<'de, str>);

impl<'de> Deserialize<'de> for BorrowedText<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = BorrowedText<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<BorrowedText<'de>, E> {
                Ok(BorrowedText(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<BorrowedText<'de>, E> {
                Ok(BorrowedText(Cow::Owned(text.into())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// Reads the member that comes next into its place.
#[inline(never)]
pub(crate) fn read_into<'de, T: Member<'de>, A: MapAccess<'de>>(
    place: &mut Option<T>,
    map: &mut A,
    name: &'static str,
) -> Result<(), A::Error> {
    if place.is_some() {
        return Err(de::Error::duplicate_field(name));
    }
    let MemberValue(value) = map.next_value()?;
    *place = Some(value);
    Ok(())
}

/// Keeps a member that only a newer version knows.
#[inline(never)]
pub(crate) fn read_newer<'de, A: MapAccess<'de>>(newer: &mut Map<String, Json>, map: &mut A, name: &str) -> Result<(), A::Error> {
    newer.insert(name.into(), map.next_value()?);
    Ok(())
}

/// What was read into its place, or what stands for a member that is not there.
#[inline(never)]
pub(crate) fn read_or_absent<'de, T: Member<'de>, E: de::Error>(
    place: Option<T>,
    name: &'static str,
    is_always: bool,
) -> Result<T, E> {
    place.or_else(|| T::absent().filter(|_| !is_always)).ok_or_else(|| E::missing_field(name))
}

/// A type that is an object on the wire: each member with its name there, and, as `extra`, the members that only a newer
/// version knows.
///
/// A member is read and written as its type's [`Member`] says; one marked `always` has to be there and is always written. A
/// type marked `read_only` is never written.
macro_rules! object {
    (@is_always) => { false };
    (@is_always always) => { true };
    (
        $(#[$meta:meta])*
        $visible:vis struct $name:ident {
            $($(#[$doc:meta])* $seen:vis $field:ident: $type:ty = $wire:literal $($always:ident)?,)*
        }
    ) => {
        $crate::json::object! {
            read_only
            $(#[$meta])*
            $visible struct $name [] {
                $($(#[$doc])* $seen $field: $type = $wire $($always)?,)*
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                $(if $crate::json::object!(@is_always $($always)?) || !$crate::json::Member::is_absent(&self.$field) {
                    map.serialize_entry($wire, &self.$field)?;
                })*
                for (name, value) in &self.extra {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    };
    (
        read_only
        $(#[$meta:meta])*
        $visible:vis struct $name:ident [$($life:lifetime)?] {
            $($(#[$doc:meta])* $seen:vis $field:ident: $type:ty = $wire:literal $($always:ident)?,)*
        }
    ) => {
        $(#[$meta])*
        $visible struct $name $(<$life>)? {
            $($(#[$doc])* $seen $field: $type,)*
            /// What a newer version wrote beside these.
            $visible extra: serde_json::Map<String, serde_json::Value>,
        }

        impl<'de> serde::Deserialize<'de> for $name $(<$life>)? {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct ObjectVisitor;
                impl<'de> serde::de::Visitor<'de> for ObjectVisitor {
                    type Value = $name $(<$life>)?;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object in braces")
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                        $(let mut $field: Option<$type> = None;)*
                        let mut extra = serde_json::Map::new();
                        while let Some($crate::json::BorrowedText(name)) = map.next_key()? {
                            match &*name {
                                $($wire => $crate::json::read_into(&mut $field, &mut map, $wire)?,)*
                                name => $crate::json::read_newer(&mut extra, &mut map, name)?,
                            }
                        }
                        Ok($name { $($field: $crate::json::read_or_absent($field, $wire, $crate::json::object!(@is_always $($always)?))?,)* extra })
                    }
                }
                deserializer.deserialize_map(ObjectVisitor)
            }
        }
    };
}

pub(crate) use {object, required};
