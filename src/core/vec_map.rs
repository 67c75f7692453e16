//! A map of a handful of things, kept as a list in order. A tree for each type would weigh more than what is in it.

use std::ops::Index;
use std::slice;

/// A map of a handful of things, in the order of its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VecMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for VecMap<K, V> {
    fn default() -> Self {
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
