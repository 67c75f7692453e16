//! How things stand: every record as bytes and columns, one search text, references and numbering.

mod change_tracker;
mod changes;
mod custom_values;
mod from_file;
mod in_conflict;
mod ingest;
mod meeting_dependents;
mod names;
mod numbering;
mod order;
mod orphans;
mod records;
mod reference_keys;
mod row;
mod scratch;
mod search_text;
mod store;
mod summary;
mod unknown_word;

pub use from_file::DanglingLink;
pub(crate) use from_file::IngestedRecord;
pub use ingest::RecordError;
pub use names::Names;
pub(crate) use numbering::following;
pub(crate) use order::natural;
pub use records::RecordLookup;
pub(crate) use reference_keys::ReferenceKeys;
pub(crate) use row::NO_DAY;
pub use row::{Rag, Row, RowId};
pub(crate) use scratch::fold_heading;
pub use scratch::{ScratchChanges, ScratchFold};
pub use store::Register;
