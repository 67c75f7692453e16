//! Reads the file: checks everything, keeps slices. Nothing else is touched until it has succeeded.

mod about;
mod finish;
mod indexed;
mod kept;
mod opened;
mod place;
mod reader;
mod steps;
mod whole;

use super::open_error::OpenError;

pub use indexed::{read_closed, read_state, read_state_outlined};
pub use kept::{read_kept, read_kept_outlined};
pub use opened::Opened;
pub use steps::SnapshotReader;

/// Reads a snapshot.
///
/// # Errors
/// [`OpenError`], with line and path where there is one.
pub fn read(bytes: Vec<u8>) -> Result<Opened, OpenError> {
    let mut reader = SnapshotReader::begin(bytes)?;
    while !reader.go_on(usize::MAX) {}
    reader.finish()
}
