//! Walks over JSON text and tells where each part of it stands: as places in that text, never as addresses.
//!
//! The cursor knows brackets, commas and quotes. Whether what stands between them is JSON, the reader of each value says.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;

/// A bracket, comma or colon; a text in quotes; or a number or bare word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// The first byte of it.
    pub(crate) first: u8,
    /// Where it begins.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
}

/// Why the cursor cannot go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// This is no JSON, or its end is missing.
    Syntax,
    /// The end is missing of something that is nested deeper than is read.
    TooDeep,
}

/// Objects and lists within one another are read down to this level.
const DEEPEST: usize = 127;

/// A place in a JSON text.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    /// At that place of a text.
    pub(crate) fn new(text: &'t str, at: usize) -> Cursor<'t> {
        Cursor { text, at }
    }

    /// The next token, and past it. `None` at the end, and where a text has no closing quote.
    pub(crate) fn token(&mut self) -> Option<Token> {
        let token = self.peek()?;
        self.at = token.end;
        Some(token)
    }

    /// The next token.
    pub(crate) fn peek(&self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let start = self.at + bytes.get(self.at..)?.iter().position(|byte| !is_space(*byte))?;
        let first = bytes[start];
        let end = match first {
            b'"' => end_of_text(bytes, start + 1)?,
            b'{' | b'}' | b'[' | b']' | b',' | b':' => start + 1,
            _ => bytes[start..].iter().position(|byte| ends_word(*byte)).map_or(bytes.len(), |length| start + length),
        };
        Some(Token { first, start, end })
    }

    /// Past that bracket, comma or colon.
    pub(crate) fn pass(&mut self, byte: u8) -> Result<(), Broken> {
        self.token().filter(|token| token.first == byte).map(drop).ok_or(Broken::Syntax)
    }

    /// Whether another member or element follows before the closing bracket; past the comma, or past the bracket.
    /// `is_first` is true for the first call within an object or a list, and false from then on.
    pub(crate) fn goes_on(&mut self, is_first: &mut bool, closing: u8) -> Result<bool, Broken> {
        let next = self.peek().ok_or(Broken::Syntax)?;
        let first = std::mem::take(is_first);
        if next.first == closing {
            self.at = next.end;
            return Ok(false);
        }
        if !first {
            self.pass(b',')?;
            self.peek().filter(|token| token.first != closing).ok_or(Broken::Syntax)?;
        }
        Ok(true)
    }

    /// The name of a member, and where it stands; past the colon.
    pub(crate) fn key(&mut self) -> Result<(Cow<'t, str>, usize), Broken> {
        let token = self.token().filter(|token| token.first == b'"').ok_or(Broken::Syntax)?;
        self.pass(b':')?;
        Ok((name(&self.text[token.start..token.end]), token.start))
    }

    /// Where the next value stands, whole; past it.
    pub(crate) fn value(&mut self) -> Result<Range<usize>, Broken> {
        let first = self.token().ok_or(Broken::Syntax)?;
        let mut depth = match first.first {
            b'{' | b'[' => 1_usize,
            b'}' | b']' | b',' | b':' => return Err(Broken::Syntax),
            _ => 0,
        };
        let bytes = self.text.as_bytes();
        while depth > 0 {
            let ended = if depth > DEEPEST { Broken::TooDeep } else { Broken::Syntax };
            match bytes.get(self.at).ok_or(ended)? {
                b'"' => {
                    self.at = end_of_text(bytes, self.at + 1).ok_or(ended)?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
        Ok(first.start..self.at)
    }
}

/// The name that a key in quotes spells.
pub(crate) fn name(quoted: &str) -> Cow<'_, str> {
    let plain = &quoted[1..quoted.len() - 1];
    if plain.contains('\\') {
        return serde_json::from_str::<String>(quoted).map_or(Cow::Borrowed(plain), Cow::Owned);
    }
    Cow::Borrowed(plain)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

fn ends_word(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'"' | b'{' | b'}' | b'[' | b']' | b',' | b':')
}

/// Behind the closing quote.
fn end_of_text(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
        match bytes[at] {
            b'"' => return Some(at + 1),
            _ => at += 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_an_object_stand_where_they_are_said_to() {
        let text = " {\"a\": [1, {\"b\": \"}\\\"\"}], \"l\\u006fg\" :-1.5e3 }";
        let mut cursor = Cursor::new(text, 0);
        let (mut is_first, mut found) = (true, Vec::new());
        cursor.pass(b'{').unwrap();
        while cursor.goes_on(&mut is_first, b'}').unwrap() {
            let (key, at) = cursor.key().unwrap();
            found.push((key, at, &text[cursor.value().unwrap()]));
        }
        assert_eq!(found, [("a".into(), 2, "[1, {\"b\": \"}\\\"\"}]"), ("log".into(), 26, "-1.5e3")]);
        assert_eq!(cursor.peek(), None);
    }

    #[test]
    fn what_is_no_json_is_not_walked_over() {
        let walk = |text: &str| -> Result<usize, Broken> {
            let mut cursor = Cursor::new(text, 0);
            let (mut is_first, mut count) = (true, 0);
            cursor.pass(b'[')?;
            while cursor.goes_on(&mut is_first, b']')? {
                cursor.value()?;
                count += 1;
            }
            Ok(count)
        };
        assert_eq!(walk("[1, [], {}]"), Ok(3));
        assert_eq!(walk("[]"), Ok(0));
        for text in ["", "[", "[1", "[1,]", "[,1]", "[1 2]", "[1}", "[\"a]", "[\"a\\\"]", "[[1]", "[\"\\"] {
            assert_eq!(walk(text), Err(Broken::Syntax), "{text}");
        }
        assert_eq!(walk(&"[".repeat(200)), Err(Broken::TooDeep));
    }
}
