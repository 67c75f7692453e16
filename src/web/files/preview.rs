//! What a file holds, shown before it replaces anything.

use web_sys::Blob;

use crate::record::Kind;
use crate::session::Differences;
use crate::web::reading::Found;
use crate::web::store::SessionHandle;

/// What a file holds, shown before it replaces anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The file's name.
    pub name: String,
    /// The register's title.
    pub title: String,
    /// How many of each kind, those that occur.
    pub kinds: Vec<(Kind, u32)>,
    /// When something in it changed last, seconds since 1970.
    pub changed: i64,
    /// Whether it holds part of a register only.
    pub filtered: bool,
    /// Whether it had no history.
    pub baseline: bool,
    /// How many of its records are in the register that is open, and how many are not.
    pub shared: (usize, usize),
    /// Whether this copy gave out reference numbers when it kept it.
    pub numbers: bool,
    /// Whether it is of the register that is open: then it is merged, unless the person wants it otherwise.
    pub same: bool,
    /// Of the same register: what it lacks of what is here, and what it would bring.
    pub differences: Option<Differences>,
}

/// A file that waits for an answer.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) preview: Preview,
    pub(super) found: Found,
    /// The whole of it, where it was a file.
    pub(super) file: Option<Blob>,
}

/// Whether a file is of the register that is open. One of an earlier version does not say which it is of: then it is where
/// they share a record.
pub(super) fn is_same(handle: &SessionHandle, found: &Found, preview: &Preview) -> bool {
    handle.read(|session| {
        let here = session.register();
        let ids = here.id.zip(found.opened.register.id);
        !here.is_empty() && !handle.is_read_only() && ids.map_or(preview.shared.0 > 0, |(ours, theirs)| ours == theirs)
    })
}
