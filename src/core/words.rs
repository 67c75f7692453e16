//! Lists of words that a value is one of, and how a word that only a newer version of this program knows is kept.
//!
//! `closed_words!` makes a list that cannot grow without a new format. `open_words!` makes one that may: a word that is not in
//! it is read as `Newer`, shown as it is written, passed on, and never chosen here. A file that does not say that a newer version
//! wrote it is refused with such a word all the same, because there it is a mistake (`snapshot::read`).

use std::cell::Cell;
use std::cmp::Ordering;
use std::fmt;
use std::sync::{PoisonError, RwLock};

use serde::de::{self, Deserializer, Visitor};

use crate::text::{check_line, excerpt};

/// Characters of such a word at most.
const LONGEST: usize = 60;
/// So many of them a program keeps at most, whatever files it opens: they are kept for as long as it runs.
const MOST: usize = 1_000;

static NEWER: RwLock<Vec<&'static str>> = RwLock::new(Vec::new());

thread_local! {
    /// Whether a word of a newer version was met since [`met_in`] began.
    static IS_MET: Cell<bool> = const { Cell::new(false) };
    /// Whether such a word is refused: within [`refused_in`].
    static IS_REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// What `read` gives, and whether it met a word of a newer version.
pub(crate) fn met_in<T>(read: impl FnOnce() -> T) -> (T, bool) {
    IS_MET.set(false);
    let found = read();
    (found, IS_MET.get())
}

/// What `read` gives where a word that this version does not know is a mistake.
#[cold]
pub(crate) fn refused_in<T>(read: impl FnOnce() -> T) -> T {
    let was = IS_REFUSED.replace(true);
    let found = read();
    IS_REFUSED.set(was);
    found
}

/// Whether that can be a word of a newer version, and may be one here.
#[cold]
pub(crate) fn is_newer(word: &str) -> bool {
    let may_be = !IS_REFUSED.get() && check_line(word).is_ok() && word.chars().count() <= LONGEST;
    IS_MET.set(IS_MET.get() || may_be);
    may_be
}

/// A word of a newer version. Equal words are equal; their order is that of their characters.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct NewerWord(u16);

impl NewerWord {
    /// Keeps a word. `None` when it is empty, has control characters or more than 60 characters, and when a thousand are kept
    /// already.
    #[must_use]
    #[cold]
    pub fn of(word: &str) -> Option<NewerWord> {
        if !is_newer(word) {
            return None;
        }
        let mut words = NEWER.write().unwrap_or_else(PoisonError::into_inner);
        let at = words.iter().position(|have| *have == word).or_else(|| {
            let has_room = words.len() < MOST;
            has_room.then(|| words.push(Box::leak(word.into()))).map(|()| words.len() - 1)
        })?;
        Some(NewerWord(at as u16))
    }

    /// As it was written.
    #[must_use]
    #[cold]
    pub fn word(self) -> &'static str {
        let words = NEWER.read().unwrap_or_else(PoisonError::into_inner);
        words.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}

impl Ord for NewerWord {
    fn cmp(&self, other: &Self) -> Ordering {
        self.word().cmp(other.word())
    }
}

impl PartialOrd for NewerWord {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for NewerWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.word(), f)
    }
}

/// A list of more words than that is not told whole.
const MANY: usize = 16;

/// Reads one of the words of a list, written as it is there; where the list may grow, `newer` makes one of a newer version.
pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: Copy>(
    deserializer: D,
    all: &'static [T],
    word: fn(T) -> &'static str,
    newer: Option<fn(NewerWord) -> T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(WordVisitor { all, word, newer })
}

struct WordVisitor<T: 'static> {
    all: &'static [T],
    word: fn(T) -> &'static str,
    newer: Option<fn(NewerWord) -> T>,
}

impl<T: Copy> Visitor<'_> for WordVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.all.len() > MANY {
            return write!(f, "one of the {} words that this version knows", self.all.len());
        }
        let words: Vec<&str> = self.all.iter().map(|one| (self.word)(*one)).collect();
        write!(f, "one of {}", words.join(", "))
    }

    fn visit_str<E: de::Error>(self, found: &str) -> Result<T, E> {
        let known = self.all.iter().copied().find(|one| (self.word)(*one) == found);
        let newer = || self.newer.and_then(|newer| NewerWord::of(found).map(newer));
        known.or_else(newer).ok_or_else(|| E::custom(format_args!("“{}” is not {}", excerpt(found), &self as &dyn de::Expected)))
    }
}

/// The place of a word among those.
#[inline(never)]
pub(crate) fn place_of(word: &str, among: &[&str]) -> Option<usize> {
    among.iter().position(|have| *have == word)
}

/// A list of words that does not grow.
macro_rules! closed_words {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[allow(missing_docs, reason = "the word beside each name says what it is")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$about])* $variant),* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word on the screen and on the wire.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }

            /// The one of that word.
            #[must_use]
            pub fn from_name(word: &str) -> Option<$name> {
                $crate::words::place_of(word, &[$($word),*]).map(|place| $name::ALL[place])
            }
        }
    };
}

/// What every list that a newer version may have more of has, besides its known words: an enum with these variants and
/// `Newer(NewerWord)`, and a function that gives the word of each.
macro_rules! may_be_newer {
    ($name:ident, $word:ident, $all:expr, $($variant:ident)*) => {
        impl $name {
            /// The one of that word; of a word that this version does not know, if it can be kept, the one of a newer version.
            #[must_use]
            pub fn from_any_name(word: &str) -> Option<$name> {
                $name::from_name(word).or_else(|| $crate::words::NewerWord::of(word).map($name::Newer))
            }

            /// Its place in the list; of all of a newer version the place behind the last.
            #[must_use]
            pub const fn index(self) -> usize {
                #[allow(clippy::enum_variant_names, reason = "the names are those of the list")]
                enum Place { $($variant,)* Newer }
                match self {
                    $($name::$variant => Place::$variant as usize,)*
                    $name::Newer(_) => Place::Newer as usize,
                }
            }

            /// The word, where only a newer version knows it.
            #[must_use]
            pub fn newer(self) -> Option<&'static str> {
                if let $name::Newer(word) = self { Some(word.word()) } else { None }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::words::deserialize(deserializer, $all, $name::$word, Some($name::Newer))
            }
        }

        $crate::json::required!($name);
    };
}

/// A list of words that may grow: a newer version has more.
macro_rules! open_words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[allow(missing_docs, reason = "the word beside each name says what it is")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($variant,)*
            /// Known to a newer version alone.
            Newer($crate::words::NewerWord),
        }

        impl $name {
            /// Those that this version knows, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            /// The word of each.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word on the screen and on the wire.
            #[must_use]
            pub fn word(self) -> &'static str {
                if let $name::Newer(word) = self { word.word() } else { $name::WORDS[self.index()] }
            }

            /// The one of that word, of those that this version knows.
            #[must_use]
            pub fn from_name(word: &str) -> Option<$name> {
                $crate::words::place_of(word, $name::WORDS).map(|place| $name::ALL[place])
            }
        }

        $crate::words::may_be_newer!($name, word, $name::ALL, $($variant)*);
    };
}

pub(crate) use {closed_words, may_be_newer, open_words};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_kept_once_and_in_the_order_of_its_characters() {
        let [b, a, again] = ["bravo", "alpha", "bravo"].map(|word| NewerWord::of(word).expect("it is kept"));
        assert_eq!((a.word(), b.word(), b == again), ("alpha", "bravo", true));
        assert!(a < b && b.cmp(&again).is_eq());
        assert_eq!(["", " ", "a\nb", &"x".repeat(61)].map(NewerWord::of), [None; 4]);
        assert!(NewerWord::of(&"é".repeat(60)).is_some());
    }
}
