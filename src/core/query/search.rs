//! What a person types into the search box, as words.

use crate::sorting::sort_by_key;

/// What a person types into the search box: words that must all occur, in any order; "quoted words" as they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query(Vec<String>);

impl Query {
    /// Reads what was typed.
    #[must_use]
    pub fn parse(typed: &str) -> Query {
        let lower = typed.to_lowercase();
        let mut words = Vec::new();
        for (at, part) in lower.split('"').enumerate() {
            if at % 2 == 1 {
                words.push(part.trim().to_owned());
            } else {
                words.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        words.retain(|word| !word.is_empty());
        sort_by_key(&mut words, |word| std::cmp::Reverse(word.len()));
        Query(words)
    }

    /// The words, the longest first.
    pub(crate) fn words(&self) -> &[String] {
        &self.0
    }

    /// Whether nothing was asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
