//! A file that has been read.

use serde_json::{Map, Value as Json};

use crate::log::Log;
use crate::state::Register;

/// A file that has been read.
#[derive(Debug, Clone)]
pub struct Opened {
    /// How things stand.
    pub register: Register,
    /// What happened.
    pub log: Log,
    /// What a newer version wrote beside the sections.
    pub extra: Map<String, Json>,
    /// Whether the file holds part of a register only.
    pub filtered: bool,
    /// Whether the file had no log, so that its state became a baseline.
    pub baseline: bool,
    /// What was [mended](super::read_kept) in it, in sentences.
    pub mended: Vec<String>,
}
