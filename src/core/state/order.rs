//! The order of references as people expect it: letters, then numbers by size ("R9" before "R127", "T3-DB-0011" before
//! "T3-TE-0009"). Most of it is one number; what that leaves equal is compared in full.

use std::cmp::Ordering;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

/// Bits of the second number, of a letter, and of the first number.
const SECOND: u32 = 14;
const LETTER: u32 = 5;
const FIRST: u32 = 20;
const MIDDLE: u32 = SECOND + 2 * LETTER;

/// A reference as a number: four letters, a number, two letters, a number. The last is capped, the first too. No
/// reference has the largest key there is, which stands for having none.
pub(super) fn reference_key(reference: &str) -> u64 {
    let mut runs = Runs(reference.as_bytes());
    let mut pair = |most: u32| {
        let (sum, room) =
            runs.letters().take(most as usize).fold((0, most), |(sum, room), b| (sum << LETTER | code(b), room - 1));
        (sum << (LETTER * room), runs.number())
    };
    let (head, first) = pair(4);
    let (middle, second) = pair(2);
    let capped = |number: u64, bits: u32| number.min((1 << bits) - 1);
    head << (MIDDLE + FIRST) | capped(first, FIRST) << MIDDLE | middle << SECOND | capped(second, SECOND)
}

/// The letters before a key's first number, as far as it holds them.
pub(super) fn letters(key: u64) -> u64 {
    key >> (MIDDLE + FIRST)
}

/// A key's first number.
pub(super) fn first(key: u64) -> u64 {
    key >> MIDDLE & ((1 << FIRST) - 1)
}

/// A key's second number.
pub(super) fn second(key: u64) -> u64 {
    key & ((1 << SECOND) - 1)
}

/// Compares two references in full, in either case but the same. What is neither letter nor digit only parts.
pub(crate) fn natural(left: &[u8], right: &[u8]) -> Ordering {
    let (mut left, mut right) = (Runs(left), Runs(right));
    loop {
        let order = left.letters().cmp(right.letters()).then_with(|| left.number().cmp(&right.number()));
        let is_over = left.0.is_empty() && right.0.is_empty();
        if order != Ordering::Equal || is_over {
            return order;
        }
    }
}

struct Runs<'a>(&'a [u8]);

impl<'a> Runs<'a> {
    fn letters(&mut self) -> impl Iterator<Item = u8> + use<'a> {
        let end = self.0.iter().position(u8::is_ascii_digit).unwrap_or(self.0.len());
        let (letters, rest) = self.0.split_at(end);
        self.0 = rest;
        letters.iter().copied().filter(|b| b.is_ascii_alphabetic() || !b.is_ascii())
    }

    fn number(&mut self) -> u64 {
        let end = self.0.iter().position(|b| !b.is_ascii_digit()).unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at(end);
        self.0 = rest;
        digits.iter().fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
    }
}

/// 1 to 26, or 27 for a letter of another alphabet.
fn code(letter: u8) -> u64 {
    match letter.to_ascii_uppercase() {
        letter @ b'A'..=b'Z' => u64::from(letter - b'A') + 1,
        _ => 27,
    }
}

/// Of a reference in normal form; never 0.
pub(super) fn reference_hash(form: &str) -> u64 {
    FxBuildHasher.hash_one(form) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_stand_as_people_expect() {
        let expected = [
            "CR004",
            "DAG030",
            "DAG-DEC76",
            "R9",
            "R127",
            "R526",
            "R526b",
            "T3-DB-0011",
            "T3-DB-0035",
            "T3-TE-0009",
            "T3-TE-0011",
            "T3-TE-0069",
            "TMAG19-02",
            "TMAG19-4096",
            "TMAG19-5000",
            "TMAG19-20001",
            "TMAG19-20002",
        ];
        let mut sorted = expected;
        sorted.reverse();
        sorted.sort_by(|a, b| reference_key(a).cmp(&reference_key(b)).then_with(|| natural(a.as_bytes(), b.as_bytes())));
        assert_eq!(sorted, expected);
    }

    #[test]
    fn a_key_gives_back_its_numbers() {
        let key = reference_key("TMAG04-17");
        assert_eq!((letters(key), first(key), second(key)), (letters(reference_key("TMAG")), 4, 17));
        assert!(reference_key("ÿÿÿÿ99999999ÿÿ99999999") < u64::MAX);
    }
}
