//! The file people exchange: `*.raid.json`, UTF-8, line feeds, stable order. Equal logs give equal bytes.
//!
//! The state stands first, readable by a person and by `jq`; then the log, one event per line. The log is what counts.

mod baseline;
mod check;
mod chunks;
mod damage;
mod hand_edits;
mod newer_state;
mod open_error;
mod record_index;

mod read;
mod split;
mod write;

pub use check::{Check, Finding, Heading, Wanted};
pub(crate) use check::{heading, headings};
pub use chunks::Chunk;
pub use hand_edits::Edits;
pub(crate) use hand_edits::{blank, facts as facts_by_hand, identified, lay_over, level};
pub(crate) use newer_state::{KnownChanges, NewerCopy, lay_newer_over};
pub use open_error::{LARGEST, OpenError};
pub use read::{Opened, SnapshotReader, read, read_closed, read_kept, read_kept_outlined, read_state, read_state_outlined};
pub use split::{CONFLICT_MARK, Ending, LAST_LINE, Split, holds_conflict};
pub use write::{write, write_around, write_some, write_state};

/// The format this program writes.
pub const FORMAT_VERSION: u64 = 1;
pub use crate::kind::SECTIONS;
