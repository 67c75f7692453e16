//! What records hold of the programme's own fields, by number, so that a list sorts and narrows by one as by any other column.

use rustc_hash::FxHashSet;

use super::names::Names;
use super::row::RowId;

/// A longer text is not kept a second time.
const LONGEST: usize = 256;

/// What each record holds: the number of a name, and that of a text. As much room as there is to hold, whatever the names.
#[derive(Debug, Clone, Default)]
pub(crate) struct CustomValues {
    names: Names,
    texts: Names,
    rows: Vec<Box<[(u32, u32)]>>,
    /// The names under which a text is longer than those that are kept here.
    beyond: FxHashSet<u32>,
}

impl CustomValues {
    /// The numbers of a name and of the text that is held under it; none of one that holds nothing.
    pub(super) fn numbers(&mut self, name: &str, text: &str) -> Option<(u32, u32)> {
        if text.is_empty() {
            return None;
        }
        let name = self.names.number(name);
        if text.len() > LONGEST {
            self.beyond.insert(name);
            return None;
        }
        Some((name, self.texts.number(text)))
    }

    /// A record holds that, and nothing else.
    pub(super) fn put(&mut self, row_id: RowId, held: Vec<(u32, u32)>) {
        let at = row_id.index();
        if held.is_empty() && at >= self.rows.len() {
            return;
        }
        if at >= self.rows.len() {
            self.rows.resize(at + 1, Box::default());
        }
        self.rows[at] = held.into();
    }

    /// The number of a name; `None` where a text under it is not kept here, and what records hold has to be read from them.
    pub(crate) fn column(&self, name: &str) -> Option<u32> {
        let number = self.names.find(name).unwrap_or(u32::MAX);
        (!self.beyond.contains(&number)).then_some(number)
    }

    /// The number of the text that a record holds under the name of that number; 0 where it holds none.
    pub(crate) fn text_of(&self, row_id: RowId, column: u32) -> u32 {
        let held = self.rows.get(row_id.index()).into_iter().flatten();
        held.into_iter().find(|(name, _)| *name == column).map_or(0, |(_, text)| *text)
    }

    /// The texts that occur.
    pub(crate) fn texts(&self) -> &Names {
        &self.texts
    }

    /// By their numbers, which texts are held under the name of that number.
    pub(crate) fn is_held(&self, column: u32) -> Vec<bool> {
        let mut is_held = vec![false; self.texts.len().max(1)];
        for (_, text) in self.rows.iter().flatten().filter(|(name, _)| *name == column) {
            is_held[*text as usize] = true;
        }
        is_held
    }
}
