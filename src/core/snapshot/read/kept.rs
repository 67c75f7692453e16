//! Reads what a browser has kept. It was let in once, and always opens: where this version is stricter with files than the
//! one that let it in, it is mended by the rules that stand here, and told.

use std::ops::Range;
use std::rc::Rc;

use super::super::open_error::OpenError;
use super::super::split::Split;
use super::super::{SECTIONS, damage};
use super::indexed;
use super::opened::Opened;
use super::whole::read_with;
use crate::json::{Cursor, duplicate_keys, path_at};
use crate::text::excerpt;

/// Reads what a browser has kept, where it is laid out as we write it; gives the bytes back where it is not.
///
/// # Errors
/// The bytes, for [`read_kept`].
pub fn read_kept_outlined(bytes: Vec<u8>) -> Result<Opened, Vec<u8>> {
    let file = Rc::new(bytes);
    indexed::read_whole(&file, true).ok_or_else(|| Rc::unwrap_or_clone(file))
}

/// Reads what a browser has kept. Of a key that stands twice in one object the last counts, as it did when that was let in;
/// of a section that does, the records of both. A link that says no id leads out of its part. The marks of git in a log are
/// lines that cannot be read.
///
/// # Errors
/// [`OpenError`], for what no version let in.
pub fn read_kept(bytes: Vec<u8>) -> Result<Opened, OpenError> {
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let mut bytes = match read_kept_outlined(bytes) {
        Ok(opened) => return Ok(opened),
        Err(bytes) => bytes,
    };
    let mut mended = mend(&mut bytes);
    let file = Rc::new(bytes);
    let opened = read_with(&file, start, None, true).map_err(|error| damage::named(&file, error))?;
    mended.extend(opened.mended);
    Ok(Opened { mended, ..opened })
}

/// Most messages about one register.
const MOST_MESSAGES: usize = 20;

/// Leaves blank what stands before a key of the same name. Lines of a log of ours stay as they are: each is told by itself.
#[cold]
fn mend(bytes: &mut [u8]) -> Vec<String> {
    let (mut messages, mut count) = (Vec::new(), 0);
    loop {
        let state = Split::of(bytes, true).map_or(bytes.len(), |(state, _)| state);
        let text = std::str::from_utf8(&bytes[..state]).unwrap_or_default();
        let mut first: Vec<Range<usize>> = Vec::new();
        let mut found = duplicate_keys(text, usize::MAX);
        // One of the file itself comes last.
        found.pop_if(|last| SECTIONS.contains(&path_at(text, last.again).as_str()));
        for found in found {
            let (Some((one, end)), Some((other, _))) = (member(text, found.first), member(text, found.again)) else { continue };
            if count < MOST_MESSAGES {
                messages.push(format!("{}: {one}, and then {other}", path_at(text, found.again)));
            }
            count += 1;
            first.push(found.first..end);
        }
        if first.is_empty() {
            break;
        }
        first.into_iter().for_each(|member| bytes[member].fill(b' '));
    }
    messages.extend((count > MOST_MESSAGES).then(|| format!("{} more", count - MOST_MESSAGES)));
    messages
}

/// The value of the member at that place, in so many words, and where the next member begins.
fn member(text: &str, at: usize) -> Option<(String, usize)> {
    let mut cursor = Cursor::new(text, at);
    let value = cursor.key().and_then(|_| cursor.value()).ok()?;
    let end = cursor.pass(b',').ok().and_then(|()| cursor.peek()).map_or(value.end, |next| next.start);
    Some((excerpt(&text[value]), end))
}
