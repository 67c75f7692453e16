//! Finds a key that stands twice in one object. Readers of JSON take the last of them and say nothing: the other is lost.

use std::borrow::Cow;

use super::cursor::{Cursor, name};
use crate::sorting::sort_by;

/// A key that stands twice in one object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Duplicate {
    /// Where it stands first.
    pub(crate) first: usize,
    /// Where it stands again.
    pub(crate) again: usize,
}

type Key<'t> = (Cow<'t, str>, usize);

/// The first key that stands twice in an object of this text, at any depth. Objects that the text does not close count as
/// far as it goes. The cost is that of one pass, however many keys an object has.
pub(crate) fn duplicate_key(text: &str) -> Option<Duplicate> {
    duplicate_keys(text, 1).pop()
}

/// The first key of each object that stands twice in it, up to so many of them, in the order in which the objects end.
pub(crate) fn duplicate_keys(text: &str, most: usize) -> Vec<Duplicate> {
    let mut cursor = Cursor::new(text, 0);
    let mut keys: Vec<Key<'_>> = Vec::new();
    // Where the keys of each open object begin among them; none for a list.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut found: Vec<Duplicate> = Vec::new();
    let mut awaits_key = false;
    while let Some(token) = cursor.token() {
        match token.first {
            b'{' => open.push(Some(keys.len())),
            b'[' => open.push(None),
            b'}' | b']' => {
                if let Some(Some(start)) = open.pop()
                    && let Some(twice) = twice(&mut keys, start)
                {
                    found.push(twice);
                    if found.len() == most {
                        return found;
                    }
                }
            }
            b'"' if awaits_key => keys.push((name(&text[token.start..token.end]), token.start)),
            _ => {}
        }
        awaits_key = matches!((token.first, open.last()), (b'{' | b',', Some(Some(_))));
    }
    found.extend(open.into_iter().rev().flatten().filter_map(|start| twice(&mut keys, start)));
    found.truncate(most);
    found
}

/// Objects with fewer keys are looked through without putting them in order.
const FEW: usize = 12;

/// The first of the keys from `start` on that stands twice. They are taken off the list.
fn twice(keys: &mut Vec<Key<'_>>, start: usize) -> Option<Duplicate> {
    if keys.len() - start > FEW {
        return twice_of_many(keys.split_off(start));
    }
    let own = &keys[start..];
    let again = (1..own.len()).find(|at| own[..*at].iter().any(|(key, _)| *key == own[*at].0));
    let found = again.and_then(|at| {
        let first = own[..at].iter().find(|(key, _)| *key == own[at].0)?;
        Some(Duplicate { first: first.1, again: own[at].1 })
    });
    keys.truncate(start);
    found
}

#[cold]
fn twice_of_many(mut own: Vec<Key<'_>>) -> Option<Duplicate> {
    sort_by(&mut own, |a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
    let pairs = own.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    pairs.map(|pair| Duplicate { first: pair[0].1, again: pair[1].1 }).min_by_key(|found| found.again)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_stands_twice_is_found_at_any_depth() {
        let check = |text: &str, expected: Option<(usize, usize)>| {
            assert_eq!(duplicate_key(text).map(|found| (found.first, found.again)), expected, "{text}");
        };
        check("{\"a\":1,\"b\":1}", None);
        check("{\"a\":1,\"a\":1}", Some((1, 7)));
        check("{\"a\":1,\"\\u0061\":1}", Some((1, 7)));
        check("[{\"a\":1},{\"a\":1}]", None);
        check("{\"a\":{\"a\":{\"a\":[\"a\",\"a\"]}},\"b\":\"a\"}", None);
        check("{\"x\":[0,{\"a\":1,\"b\":{},\"a\":1}]}", Some((9, 22)));
        // What is cut off counts as far as it goes.
        check("{\"log\":[],\"log\":[", Some((1, 10)));
        check("{\"a\":1,\"a", None);
        check("}}]]\"", None);
    }

    #[test]
    fn one_is_found_of_each_object() {
        let firsts = |most| {
            let found = duplicate_keys("[{\"a\":1,\"a\":{\"b\":2,\"b\":3},\"a\":4},{\"c\":5,\"c\":6},{\"d\":7,\"d\":8", most);
            found.into_iter().map(|found| found.first).collect::<Vec<usize>>()
        };
        assert_eq!(firsts(usize::MAX), [13, 2, 34, 48]);
        assert_eq!(firsts(1), [13]);
    }

    #[test]
    fn many_keys_are_looked_through_once() {
        let keys: Vec<String> = (0..100_000).map(|at| format!("\"{at}\":0")).collect();
        assert_eq!(duplicate_key(&format!("{{{}}}", keys.join(","))), None);
        let text = format!("{{{},\"77\":1}}", keys.join(","));
        let found = duplicate_key(&text).unwrap();
        assert!(text[found.first..].starts_with("\"77\":0") && text[found.again..].starts_with("\"77\":1"));
    }
}
