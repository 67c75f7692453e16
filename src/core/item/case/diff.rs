//! What changed between two versions, word by word.

use similar::{Algorithm, ChangeTag, TextDiff};

use super::Submission;
use super::submission::MILESTONES;
use crate::item::Field;

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

/// Longest texts, in bytes of both together, that are compared word by word; longer ones are shown whole, old and new.
const LONGEST: usize = 40_000;

/// The words of two texts, side by side in one run. Joined, what is not removed is the later text, and what is not added
/// the earlier.
#[must_use]
pub fn word_diff(old: &str, new: &str) -> Vec<Piece> {
    if old.len() + new.len() > LONGEST {
        let whole = [Piece::Removed(old.into()), Piece::Added(new.into())];
        return whole.into_iter().filter(|piece| !piece.words().is_empty()).collect();
    }
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_words(old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let words = change.value();
        match (pieces.last_mut(), change.tag()) {
            (Some(Piece::Same(have)), ChangeTag::Equal)
            | (Some(Piece::Added(have)), ChangeTag::Insert)
            | (Some(Piece::Removed(have)), ChangeTag::Delete) => have.push_str(words),
            (_, ChangeTag::Equal) => pieces.push(Piece::Same(words.into())),
            (_, ChangeTag::Insert) => pieces.push(Piece::Added(words.into())),
            (_, ChangeTag::Delete) => pieces.push(Piece::Removed(words.into())),
        }
    }
    pieces
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
