//! Reads what a browser has kept. It was let in once, and always opens: where this version is stricter with files than the
//! one that let it in, it is mended by the rules that stand here, and told.

use std::rc::Rc;

use super::super::split::Split;
use super::super::{SECTIONS, baseline, damage};
use super::{Contents, Fault, Opened, outlined, read_with};
use crate::item::{CitedLink, Item, Link};
use crate::json::{Cursor, duplicate_keys, path_at};
use crate::sorting::sort_by_key;
use crate::text::excerpt;

/// Reads what a browser has kept. Of a key that stands twice in one object the last counts, as it did when that was let in;
/// of a section that does, the records of both. A link that says no id leads to the record that it cites, or out of a part.
/// The marks of git in a log are lines that cannot be read.
///
/// # Errors
/// [`Fault`], for what no version let in.
pub fn read_kept(bytes: Vec<u8>) -> Result<Opened, Fault> {
    let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let file = Rc::new(bytes);
    if let Some(opened) = outlined::read_whole(&file, true) {
        return Ok(opened);
    }
    let (bytes, mut mended) = mend(Rc::unwrap_or_clone(file));
    let file = Rc::new(bytes);
    let opened = read_with(&file, start, None, true).map_err(|fault| damage::named(&file, fault))?;
    mended.extend(opened.mended);
    Ok(Opened { mended, ..opened })
}

/// Most that is told of one register.
const MOST_TOLD: usize = 20;

/// Takes out what stands before a key of the same name. Lines of a log of ours stay as they are: each is told by itself.
fn mend(mut bytes: Vec<u8>) -> (Vec<u8>, Vec<String>) {
    let (mut told, mut untold) = (Vec::new(), 0);
    while let Some(mended) = mend_once(&bytes, &mut told, &mut untold) {
        bytes = mended;
    }
    told.extend((untold > 0).then(|| format!("{untold} more")));
    (bytes, told)
}

/// The same, of each object one key; `None` when there is none.
fn mend_once(bytes: &[u8], told: &mut Vec<String>, untold: &mut usize) -> Option<Vec<u8>> {
    let state = Split::of(bytes, true).map_or(bytes.len(), |(state, _)| state);
    let text = std::str::from_utf8(&bytes[..state]).ok()?;
    let mut found = duplicate_keys(text, usize::MAX);
    // Those of the file itself come last.
    found.pop_if(|last| SECTIONS.contains(&path_at(text, last.again).as_str()));
    let room = MOST_TOLD.saturating_sub(told.len());
    *untold += found.len().saturating_sub(room);
    told.extend(found.iter().take(room).map(|found| {
        let [first, again] = [found.first, found.again].map(|at| value(text, at));
        format!("{}: {first}, and then {again}", path_at(text, found.again))
    }));
    sort_by_key(&mut found, |found| found.first);
    let (mut mended, mut at) = (Vec::with_capacity(bytes.len()), 0);
    // What stands within something that is taken out goes with it.
    for first in found.iter().map(|found| found.first) {
        if first >= at {
            mended.extend_from_slice(&bytes[at..first]);
            at = next_member(text, first)?;
        }
    }
    (at > 0).then(|| [mended.as_slice(), &bytes[at..]].concat())
}

/// The beginning of a member's value, as it stands there.
fn value(text: &str, at: usize) -> String {
    let mut cursor = Cursor::new(text, at);
    let value = cursor.key().and_then(|_| cursor.value());
    value.map(|range| excerpt(&text[range])).unwrap_or_default()
}

/// Where the member behind one that another follows begins.
fn next_member(text: &str, at: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, at);
    cursor.key().and_then(|_| cursor.value()).and_then(|_| cursor.pass(b',')).ok()?;
    Some(cursor.peek()?.start)
}

impl Contents {
    /// Gives each link without an id one: of the record that it cites, or one that stands for a record outside of the part.
    #[cold]
    pub(super) fn keep_loose_links(&mut self) -> Vec<String> {
        let mut told = Vec::new();
        for loose in std::mem::take(&mut self.loose) {
            let cited = Item::read_links(self.register.bytes(loose.from)).unwrap_or_default();
            let Some(mut item) = self.register.item(loose.from) else { continue };
            let to = |cited: &str| self.register.by_reference(cited).map(|record| self.register.id(record));
            let whole = |CitedLink { link, to: id, cited, extra }: CitedLink| {
                let words = cited.as_deref().unwrap_or_default();
                Link { link, to: id.or_else(|| to(words)).unwrap_or_else(|| baseline::elsewhere(words)), cited, extra }
            };
            item.links = cited.into_iter().map(whole).collect();
            told.push(format!("{}: a link to “{}” without its id", item.shown_reference(), excerpt(&loose.cited)));
            self.register.put(&item);
        }
        told
    }
}
