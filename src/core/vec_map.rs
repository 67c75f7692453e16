//! A map of a handful of things, kept as a list in order. A tree for each type would weigh more than what is in it.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;
use std::slice;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// A map of a handful of things, in the order of its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VecMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for VecMap<K, V> {
    fn default() -> Self {
        VecMap(Vec::new())
    }
}

impl<K, V> VecMap<K, V> {
    /// Nothing yet.
    #[must_use]
    pub const fn new() -> VecMap<K, V> {
        VecMap(Vec::new())
    }
}

impl<K: Ord, V> VecMap<K, V> {
    /// What is there under a key.
    #[must_use]
    pub fn get<Q: ?Sized + Ord>(&self, key: &Q) -> Option<&V>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.0.iter().find(|(have, _)| have.borrow() == key).map(|(_, value)| value)
    }

    /// Puts something under a key, in place of what was there.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// What is there under a key, or what a thing is at first, put there now.
    pub fn at(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let at = self.place(&key).unwrap_or_else(|at| {
            self.0.insert(at, (key, V::default()));
            at
        });
        &mut self.0[at].1
    }

    fn place(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(have, _)| have.cmp(key))
    }

    /// What is there under a key, to be changed.
    pub fn get_mut<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.0.iter_mut().find(|(have, _)| (*have).borrow() == key).map(|(_, value)| value)
    }

    /// Takes out what is there under a key.
    pub fn remove<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<V>
    where
        K: std::borrow::Borrow<Q>,
    {
        let at = self.0.iter().position(|(have, _)| have.borrow() == key)?;
        Some(self.0.remove(at).1)
    }

    /// What is there, in the order of the keys.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.0.into_iter().map(|(_, value)| value)
    }

    /// The keys, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// All of it, to be changed, in the order of the keys.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.0.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of it, in the order of the keys.
    pub fn iter(&self) -> Pairs<'_, K, V> {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

/// A handful, one after the other.
pub type Pairs<'h, K, V> = std::iter::Map<slice::Iter<'h, (K, V)>, fn(&'h (K, V)) -> (&'h K, &'h V)>;

impl<'h, K: Ord, V> IntoIterator for &'h VecMap<K, V> {
    type Item = (&'h K, &'h V);
    type IntoIter = Pairs<'h, K, V>;

    fn into_iter(self) -> Pairs<'h, K, V> {
        self.iter()
    }
}

impl<K: Ord, V> IntoIterator for VecMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for VecMap<K, V> {
    /// Of two with one key the later.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut all = VecMap::default();
        pairs.into_iter().for_each(|(key, value)| all.insert(key, value));
        all
    }
}

impl<K: Serialize, V: Serialize> Serialize for VecMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for VecMap<String, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Pairs<V> {
            type Value = VecMap<String, V>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<VecMap<String, V>, A::Error> {
                let mut all = VecMap::default();
                while let Some((key, value)) = map.next_entry()? {
                    all.insert(key, value);
                }
                Ok(all)
            }
        }
        deserializer.deserialize_map(Pairs(PhantomData))
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for VecMap<K, V> {
    fn from(pairs: [(K, V); N]) -> Self {
        let mut all = VecMap::default();
        pairs.into_iter().for_each(|(key, value)| all.insert(key, value));
        all
    }
}

impl<K: Ord, V> Index<&K> for VecMap<K, V> {
    type Output = V;

    /// Only for a key that is there.
    fn index(&self, key: &K) -> &V {
        self.get(key).expect("the key was put there")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handful_is_in_order_and_holds_each_key_once() {
        let mut counts: VecMap<&str, u8> = [("plum", 1), ("fig", 2), ("plum", 3)].into();
        *counts.at("kiwi") += 1;
        *counts.at("fig") += 1;
        assert_eq!(counts.iter().collect::<Vec<_>>(), [(&"fig", &3), (&"kiwi", &1), (&"plum", &3)]);
        assert_eq!((counts.get("plum"), counts.get("pear"), counts[&"fig"]), (Some(&3), None, 3));
        assert!(!counts.is_empty() && VecMap::<u8, u8>::default().is_empty());
    }
}
