//! Checked pieces of text: what a person typed or a file brought, made safe to keep.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};

/// Why a piece of text was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadText {
    /// Nothing but white space where words are needed.
    #[error("it is empty")]
    Empty,
    /// A control character: NUL, escape and the like. Tabs and line breaks are welcome.
    #[error("it holds the control character U+{:04X}, which cannot be shown; remove it", *.0 as u32)]
    Control(char),
    /// Longer than a person would read.
    #[error("it has {0} characters; the most is {1}")]
    TooLong(usize, usize),
}

/// Most characters in one text. A page of A4 has about 3,000.
pub const LONGEST_TEXT: usize = 100_000;
/// Most characters in one line such as a title.
pub const LONGEST_LINE: usize = 2_000;

/// Checks a text of any number of lines.
///
/// # Errors
/// [`BadText::Control`] and [`BadText::TooLong`].
pub fn check(text: &str) -> Result<(), BadText> {
    check_up_to(text, LONGEST_TEXT)
}

/// Checks one line with something in it.
///
/// # Errors
/// Any [`BadText`].
pub fn check_line(text: &str) -> Result<(), BadText> {
    if text.trim_start().is_empty() {
        return Err(BadText::Empty);
    }
    if let Some(at) = memchr::memchr2(b'\n', b'\r', text.as_bytes()) {
        return Err(BadText::Control(char::from(text.as_bytes()[at])));
    }
    check_up_to(text, LONGEST_LINE)
}

/// Checks who did something: one line, or nothing where a file names nobody.
///
/// # Errors
/// [`BadText::Control`] and [`BadText::TooLong`].
pub fn check_author(name: &str) -> Result<(), BadText> {
    if name.trim().is_empty() { Ok(()) } else { check_line(name) }
}

/// Reads a checked text of the wire. What is refused is told at the place of that very text; `expected` is what should stand
/// there where it is no text.
pub(crate) fn deserialize<'de, D: Deserializer<'de>, T, E: fmt::Display>(
    deserializer: D,
    expected: &'static str,
    read: fn(&str) -> Result<T, E>,
) -> Result<T, D::Error> {
    struct Text<T, E>(&'static str, fn(&str) -> Result<T, E>);
    impl<T, E: fmt::Display> Visitor<'_> for Text<T, E> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
        fn visit_str<F: de::Error>(self, text: &str) -> Result<T, F> {
            (self.1)(text).map_err(F::custom)
        }
    }
    deserializer.deserialize_str(Text(expected, read))
}

fn check_up_to(text: &str, most: usize) -> Result<(), BadText> {
    if let Some(control) = first_control(text) {
        return Err(BadText::Control(control));
    }
    if text.len() > most && text.chars().count() > most {
        return Err(BadText::TooLong(text.chars().count(), most));
    }
    Ok(())
}

/// Almost every text has none, so the quick question comes first.
fn first_control(text: &str) -> Option<char> {
    let bytes = text.as_bytes();
    let words = bytes.chunks_exact(8);
    let rest = words.remainder();
    if !words.map(eight).any(has_low) && !rest.iter().any(|b| *b < 0x20 || *b == 0x7f) {
        return None;
    }
    let suspicious = |b: &u8| (*b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t')) || *b == 0x7f;
    bytes.iter().find(|b| suspicious(b)).map(|b| char::from(*b))
}

const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = 0x8080_8080_8080_8080;

fn eight(bytes: &[u8]) -> u64 {
    u64::from_le_bytes(bytes.try_into().unwrap_or_default())
}

/// Whether one of eight bytes is below a space, or DEL: eight at a time, by the arithmetic of "Hacker's Delight".
fn has_low(word: u64) -> bool {
    let below_space = word.wrapping_sub(ONES * 0x20) & !word;
    let del = word ^ (ONES * 0x7f);
    (below_space | (del.wrapping_sub(ONES) & !del)) & TOPS != 0
}

/// Adds a text in lower case.
pub(crate) fn push_lower(out: &mut Vec<u8>, text: &str) {
    if !text.is_ascii() {
        return out.extend_from_slice(text.to_lowercase().as_bytes());
    }
    let start = out.len();
    out.extend_from_slice(text.as_bytes());
    let mut words = out[start..].chunks_exact_mut(8);
    for word in &mut words {
        word.copy_from_slice(&lower(eight(word)).to_le_bytes());
    }
    words.into_remainder().make_ascii_lowercase();
}

/// Eight letters of ASCII in lower case.
fn lower(word: u64) -> u64 {
    let from_a = word + ONES * (0x80 - u64::from(b'A'));
    let beyond_z = word + ONES * (0x7f - u64::from(b'Z'));
    word | ((from_a & !beyond_z & TOPS) >> 2)
}

/// A name within a sentence: "a risk", "an action".
#[must_use]
pub fn with_article(name: &str) -> String {
    let name = name.to_lowercase();
    if name.starts_with(['a', 'e', 'i', 'o', 'u']) { format!("an {name}") } else { format!("a {name}") }
}

/// Up to sixty characters of a text, for use in a sentence.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let mut short: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect();
    if text.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_but_harmless_text_is_kept() {
        for text in ["<img onerror=alert(1)>", "=cmd()", "\u{202e}right to left", "line\r\nline\t", ""] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn every_control_character_is_found_wherever_it_stands() {
        for control in (0..=0xff_u8).map(char::from).filter(|c| c.is_ascii_control()) {
            for at in 0..20 {
                let text = format!("{}{control}{}", "ä~ z".repeat(5).chars().take(at).collect::<String>(), "x".repeat(9));
                let expected = if matches!(control, '\n' | '\r' | '\t') { Ok(()) } else { Err(BadText::Control(control)) };
                assert_eq!(check(&text), expected, "{control:?} at {at}");
            }
        }
    }

    #[test]
    fn lower_case_is_that_of_the_standard_library() {
        let all: String = (0..0x250_u32).filter_map(char::from_u32).collect();
        let ascii: String = (0..0x80_u8).map(char::from).collect();
        for text in [all.as_str(), &ascii, &ascii[60..], "Straße ΑΣ", "ABCDEFGHIJ", ""] {
            let mut out = b"before".to_vec();
            push_lower(&mut out, text);
            assert_eq!(&out[6..], text.to_lowercase().as_bytes(), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_shown_is_refused() {
        assert_eq!(check("a\0b"), Err(BadText::Control('\0')));
        assert_eq!(check_line("a\nb"), Err(BadText::Control('\n')));
        assert_eq!(check_line("  "), Err(BadText::Empty));
        assert_eq!(check_line(&"x".repeat(LONGEST_LINE + 1)), Err(BadText::TooLong(LONGEST_LINE + 1, LONGEST_LINE)));
    }
}
