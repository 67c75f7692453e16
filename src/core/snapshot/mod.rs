//! The file people exchange: `*.raid.json`, UTF-8, line feeds, stable order. Equal logs give equal bytes.
//!
//! The state stands first, readable by a person and by `jq`; then the log, one event per line. The log is what counts.

mod baseline;
mod by_hand;
mod check;
mod damage;
mod fault;
mod outline;
mod pieces;

mod read;
mod split;
mod write;

pub use by_hand::Edits;
pub(crate) use by_hand::{blank, facts as facts_by_hand, identified, lay_over, level};
pub use check::{Check, Finding, Heading, Wanted};
pub(crate) use check::{heading, headings};
pub use fault::{Fault, LARGEST};
pub use pieces::Piece;
pub use read::{Opened, SnapshotReader, read, read_closed, read_kept, read_kept_outlined, read_state, read_state_outlined};
pub use split::{CONFLICT_MARK, Ending, LAST_LINE, Split, holds_conflict};
pub use write::{write, write_around, write_some, write_state};

/// The format this program writes.
pub const FORMAT_VERSION: u64 = 1;
pub use crate::kind::SECTIONS;
