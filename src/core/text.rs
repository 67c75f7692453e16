//! Checked pieces of text: what a person typed or a file brought, made safe to keep.

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

fn check_up_to(text: &str, most: usize) -> Result<(), BadText> {
    if let Some(control) = first_control(text) {
        return Err(BadText::Control(control));
    }
    if text.len() > most && text.chars().count() > most {
        return Err(BadText::TooLong(text.chars().count(), most));
    }
    Ok(())
}

/// Almost every text has none, so the quick question comes first: it looks at all bytes without branching.
fn first_control(text: &str) -> Option<char> {
    let low = text.as_bytes().iter().fold(false, |low, b| low | (*b < 0x20) | (*b == 0x7f));
    if !low {
        return None;
    }
    let suspicious = |b: &u8| (*b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t')) || *b == 0x7f;
    text.as_bytes().iter().find(|b| suspicious(b)).map(|b| char::from(*b))
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
    fn what_cannot_be_shown_is_refused() {
        assert_eq!(check("a\0b"), Err(BadText::Control('\0')));
        assert_eq!(check_line("a\nb"), Err(BadText::Control('\n')));
        assert_eq!(check_line("  "), Err(BadText::Empty));
        assert_eq!(check_line(&"x".repeat(LONGEST_LINE + 1)), Err(BadText::TooLong(LONGEST_LINE + 1, LONGEST_LINE)));
    }
}
