//! Why a file was not opened: what, where, and what to do. The register stays as it was.

/// Largest file that is opened, in bytes.
pub const LARGEST: usize = 512 << 20;

/// Why a file was not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Nothing in it.
    #[error("The file is empty. Choose a file that ends in .raid.json")]
    Empty,
    /// Too large.
    #[error("The file has {} MB; the most this page opens is {} MB. Ask for a filtered export", .0 >> 20, LARGEST >> 20)]
    TooLarge(usize),
    /// Not JSON.
    #[error(
        "This is not a register file. Choose a file that ends in .raid.json. It is not JSON at line {line}, column {column}: {what}"
    )]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The reader's words.
        what: String,
    },
    /// The end is missing.
    #[error("The file stops in the middle, at line {line}: it was cut short on its way. Ask for it to be sent again")]
    CutShort {
        /// Last line, from 1.
        line: usize,
    },
    /// Git could not join two versions, and left both in it.
    #[error(
        "Line {line}: this file holds two versions that git could not join: <<<<<<< {ours} … >>>>>>> {theirs}. Get each of \
         them from git (git checkout --ours, then --theirs), open the one here and merge the other into it"
    )]
    Conflict {
        /// Line of the first mark, from 1.
        line: usize,
        /// What git calls the one.
        ours: String,
        /// What git calls the other.
        theirs: String,
    },
    /// Zeros in place of what it should hold.
    #[error(
        "From line {line} on the file holds nothing but zeros: it was not downloaded yet, and only its place is held, or it is \
         damaged. Open it in the folder where it is kept until it is there, or ask for it to be sent again"
    )]
    Zeros {
        /// Line of the first zero, from 1.
        line: usize,
    },
    /// JSON of another program.
    #[error("This is JSON, but not a register: {0}. Choose a file that ends in .raid.json")]
    NotARegister(String),
    /// Written by a newer version.
    #[error(
        "This file needs version {needs} of the format, and this page reads up to {reads}. Open it with a newer version of the page"
    )]
    TooNew {
        /// What it needs.
        needs: u64,
        /// What we read.
        reads: u64,
    },
    /// A record or event breaks a rule.
    #[error("Line {line}, {path}: {what}. Correct it in the file and open it again")]
    Invalid {
        /// Path within the file, such as `items[3].assessment`.
        path: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
}

impl OpenError {
    /// The kind of fault, as a host's program reads it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            OpenError::Empty => "empty",
            OpenError::TooLarge(_) => "too-large",
            OpenError::NotJson { .. } => "not-json",
            OpenError::CutShort { .. } => "cut-short",
            OpenError::Conflict { .. } => "conflict",
            OpenError::Zeros { .. } => "zeros",
            OpenError::NotARegister(_) => "not-a-register",
            OpenError::TooNew { .. } => "too-new",
            OpenError::Invalid { .. } => "invalid",
        }
    }
}
