//! What changed between two versions, word by word.

use rustc_hash::FxHashMap;

use super::Submission;
use super::submission::MILESTONES;
use crate::record::Field;

/// A run of words that both versions have, or one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// In the later one only.
    Added(String),
    /// In the earlier one only.
    Removed(String),
}

/// One text that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which, in the screen's words.
    pub label: String,
    /// Its words, old and new.
    pub pieces: Vec<Piece>,
}

/// The words of two texts, side by side in one run. Joined, what is not removed is the later text, and what is not added
/// the earlier.
///
/// The differ knows letters only: each word, and each run of space between words, stands as one letter of its own.
#[must_use]
pub fn word_diff(old: &str, new: &str) -> Vec<Piece> {
    let mut words = Words::default();
    let (Some(before), Some(after)) = (words.letters(old), words.letters(new)) else {
        let whole = [Piece::Removed(old.into()), Piece::Added(new.into())];
        return whole.into_iter().filter(|piece| !piece.words().is_empty()).collect();
    };
    let pieces = dissimilar::diff(&before, &after).into_iter().map(|chunk| match chunk {
        dissimilar::Chunk::Equal(letters) => Piece::Same(words.text(letters)),
        dissimilar::Chunk::Insert(letters) => Piece::Added(words.text(letters)),
        dissimilar::Chunk::Delete(letters) => Piece::Removed(words.text(letters)),
    });
    pieces.collect()
}

/// The words of two texts, each known by a letter.
#[derive(Default)]
struct Words<'a> {
    known: FxHashMap<&'a str, char>,
    words: FxHashMap<char, &'a str>,
}

impl<'a> Words<'a> {
    /// The text with a letter in place of each word; `None` when there are more words than letters.
    fn letters(&mut self, text: &'a str) -> Option<String> {
        let mut letters = String::new();
        for word in text.split_inclusive(char::is_whitespace).flat_map(parted) {
            let letter = match self.known.get(word) {
                Some(letter) => *letter,
                // The second private plane and what follows: letters that mean nothing to the differ.
                None => {
                    let letter = char::from_u32(0xf_0000 + u32::try_from(self.known.len()).ok()?)?;
                    self.known.insert(word, letter);
                    self.words.insert(letter, word);
                    letter
                }
            };
            letters.push(letter);
        }
        Some(letters)
    }

    fn text(&self, letters: &str) -> String {
        letters.chars().filter_map(|letter| self.words.get(&letter).copied()).collect()
    }
}

/// A word apart from the space behind it, so that a word at the end of a line is the same word.
fn parted(word: &str) -> impl Iterator<Item = &str> {
    let (word, space) = word.split_at(word.trim_end().len());
    [word, space].into_iter().filter(|part| !part.is_empty())
}

impl Piece {
    /// Its words.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Piece::Same(words) | Piece::Added(words) | Piece::Removed(words) => words,
        }
    }
}

/// The texts that differ between two versions, in the order of the form.
#[must_use]
pub fn changes(old: &Submission, new: &Submission) -> Vec<Change> {
    let known = Field::ALL.iter().map(|field| (field.name(), field.label())).chain([(MILESTONES, "Milestones moved")]);
    let differs = known.filter(|(name, _)| old.content.get(*name) != new.content.get(*name));
    differs
        .map(|(name, label)| Change { label: label.into(), pieces: word_diff(&old.text(name), &new.text(name)) })
        .filter(|change| !change.pieces.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(pieces: &[Piece], without: fn(&Piece) -> bool) -> String {
        pieces.iter().filter(|piece| !without(piece)).map(Piece::words).collect()
    }

    #[test]
    fn both_texts_can_be_read_out_of_the_difference() {
        let texts = [
            "",
            "one",
            "one two",
            "Use the P0210 report.\nAnd test it.",
            "Use the existing P0210 report, twice.\n\n",
            "ä  ö\u{a0}ü",
        ];
        for old in texts {
            for new in texts {
                let pieces = word_diff(old, new);
                assert_eq!(side(&pieces, |piece| matches!(piece, Piece::Added(_))), old);
                assert_eq!(side(&pieces, |piece| matches!(piece, Piece::Removed(_))), new);
            }
        }
    }

    #[test]
    fn words_are_not_cut() {
        let pieces = word_diff("the report is late", "the reports are late");
        assert!(pieces.contains(&Piece::Same("the ".into())) && pieces.last() == Some(&Piece::Same(" late".into())));
        assert_eq!(word_diff("same words", "same words"), [Piece::Same("same words".into())]);
    }
}
