//! Says where in a JSON text something stands, as a person finds it: by line and path.

use std::fmt::Write;

use super::cursor::{Broken, Cursor, name};
use super::words::{is_of_unread, missing_member, words};
use crate::text::excerpt;

/// An object or a list that is open at a place.
enum Open {
    Object { key: String, awaits_key: bool },
    List { at: usize },
}

/// Paths are told down to this level.
const DEEPEST: usize = 12;

/// The path to the byte at that place: `items[3].mitigation[1].text`. The closing bracket of an object or a list has the
/// path of what it closes.
#[cold]
pub(crate) fn path_at(text: &str, at: usize) -> String {
    let mut cursor = Cursor::new(text, 0);
    let mut open: Vec<Open> = Vec::new();
    while let Some(token) = cursor.token().filter(|token| token.start <= at) {
        let is_there = token.end > at;
        match (token.first, open.last_mut()) {
            (b'{' | b'[', _) if is_there => break,
            (b'{', _) => open.push(Open::Object { key: String::new(), awaits_key: true }),
            (b'[', _) => open.push(Open::List { at: 0 }),
            (b'}' | b']', _) => drop(open.pop()),
            (b'"', Some(Open::Object { key, awaits_key: awaits_key @ true })) => {
                *key = excerpt(&name(&text[token.start..token.end]));
                *awaits_key = false;
            }
            (b',', Some(Open::Object { awaits_key, .. })) => *awaits_key = true,
            (b',', Some(Open::List { at })) => *at += 1,
            _ => {}
        }
        if is_there {
            break;
        }
    }
    let mut path = String::new();
    for part in open.iter().take(DEEPEST) {
        match part {
            Open::Object { key, .. } if path.is_empty() || key.is_empty() => path.push_str(key),
            Open::Object { key, .. } => path.extend([".", key]),
            // Writing to a text cannot fail.
            Open::List { at } => drop(write!(path, "[{at}]")),
        }
    }
    path
}

/// Where a member of that name stands in the object that is itself the member at that place; that place where it is none.
#[cold]
pub(crate) fn member_at(text: &str, at: usize, name: &str) -> usize {
    let mut cursor = Cursor::new(text, at);
    let mut walk = || {
        let mut is_first = true;
        cursor.key()?;
        cursor.pass(b'{')?;
        while cursor.goes_on(&mut is_first, b'}')? {
            let ((key, at), _) = (cursor.key()?, cursor.value()?);
            if key == name {
                return Ok(at);
            }
        }
        Ok::<usize, Broken>(at)
    };
    walk().unwrap_or(at)
}

/// The line of that place, from 1.
pub(crate) fn line_at(text: &[u8], at: usize) -> usize {
    memchr::memchr_iter(b'\n', &text[..at.min(text.len())]).count() + 1
}

/// The column of that place, in bytes from 1.
pub(crate) fn column_at(text: &[u8], at: usize) -> usize {
    at - memchr::memrchr(b'\n', &text[..at]).map_or(0, |end| end + 1) + 1
}

/// The place of what an error of the reader is about: the last byte that it read, or the list or object that it found
/// where something else should be, which it says before it reads on.
#[cold]
pub(crate) fn place_of(text: &str, error: &serde_json::Error) -> usize {
    let lines = error.line().saturating_sub(1);
    let start = if lines == 0 { Some(0) } else { memchr::memchr_iter(b'\n', text.as_bytes()).nth(lines - 1).map(|end| end + 1) };
    let read = start.unwrap_or(0) + error.column();
    let unread = if is_of_unread(error) { Cursor::new(text, read).peek() } else { None };
    unread.map_or(read.saturating_sub(1), |token| token.start).min(text.len().saturating_sub(1))
}

/// What an error of the reader says, behind the path to what it is about: "groups[0].code: it is missing". The path begins
/// with `name`, that of the member whose text was read.
#[cold]
pub(crate) fn describe(name: &str, text: &str, error: &serde_json::Error) -> String {
    let inner = if error.is_data() { path_at(text, place_of(text, error)) } else { String::new() };
    let (path, what) = match missing_member(error) {
        Some(member) => (joined(&joined(name, &inner), &member), "it is missing".to_owned()),
        None => (joined(name, &inner), words(error)),
    };
    if path.is_empty() { what } else { format!("{path}: {what}") }
}

/// A path within what another leads to.
pub(crate) fn joined(outer: &str, inner: &str) -> String {
    let dot = if outer.is_empty() || inner.is_empty() || inner.starts_with('[') { "" } else { "." };
    format!("{outer}{dot}{inner}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_value_is_told_by_its_path() {
        let check = |text: &str, expected: &str| {
            let error = serde_json::from_str::<Vec<std::collections::BTreeMap<String, Vec<u8>>>>(text).unwrap_err();
            assert_eq!(describe("parts", text, &error), expected);
        };
        check("[[1]]", "parts[0]: expected an object in braces, not a list");
        check("[{}, []]", "parts[1]: expected an object in braces, not a list");
        check("[{\"a\":[{}]}]", "parts[0].a[0]: expected a whole number, not an object in braces");
        check("[{\"a\":[1],\"b\": {\n}}]", "parts[0].b: expected a list, not an object in braces");
        check("[{\"a\":[1,2,\"3\"]}]", "parts[0].a[2]: expected a whole number, not “3”");
    }

    #[test]
    fn a_place_has_a_path() {
        let text = r#"{"items": [{"a": 1}, {"links": [{"to": "x"}, {"as": "y"}]}], "b": {}}"#;
        let check = |found: &str, expected: &str| assert_eq!(path_at(text, text.find(found).unwrap()), expected, "{found}");
        check("1", "items[0].a");
        check("\"x\"", "items[1].links[0].to");
        check("\"as\"", "items[1].links[1].as");
        check("}]}]", "items[1].links[1]");
        check("]}]", "items[1].links");
        check("}]", "items[1].links[1]");
        check("{}", "b");
        assert_eq!(path_at(text, text.len() - 1), "");
        assert_eq!(path_at(&"[".repeat(100_000), 99_999), "[0]".repeat(12));
    }
}
