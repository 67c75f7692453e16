//! How things stand: every record as bytes and columns, one search text, references and numbering.

mod awaited;
mod changes;
mod from_file;
mod in_conflict;
mod ingest;
mod mistaken;
mod numbering;
mod order;
mod records;
mod row;
mod scratch;
mod search_text;
mod spelled;
mod store;
mod strangers;
mod upkeep;

pub use from_file::DanglingLink;
pub(crate) use from_file::IngestedRecord;
pub use ingest::{Misfit, Names};
pub(crate) use numbering::following;
pub(crate) use order::natural;
pub use records::RecordLookup;
pub(crate) use row::NO_DAY;
pub use row::{Rag, Record, Row};
pub(crate) use scratch::fold_heading;
pub use scratch::{ScratchChanges, ScratchFold};
pub(crate) use spelled::Spelled;
pub use store::Register;
