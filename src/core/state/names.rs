//! Names that are kept once.

use rustc_hash::FxHashMap;

/// A list of names that are kept once and meant by number.
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: Vec<String>,
    numbers: FxHashMap<String, u32>,
}

impl Names {
    /// The number of a name; the empty name is 0.
    pub(super) fn number(&mut self, name: &str) -> u32 {
        if self.names.is_empty() {
            self.names.push(String::new());
            self.numbers.insert(String::new(), 0);
        }
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }

    /// The number of a name that is there.
    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// The name of a number.
    #[must_use]
    pub fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", String::as_str)
    }

    /// How many names there are, with the empty one. A name stays, whoever is called something else.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All names but the empty one, with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        self.names.iter().zip(0..).skip(1).map(|(name, number)| (number, name.as_str()))
    }
}
