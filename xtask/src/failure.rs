//! Why a command could not be carried out, told once, at the end.

use std::fmt;
use std::path::Path;

/// A sentence for the person at the terminal: what went wrong and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure(String);

/// What a command or one of its parts comes to.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// The person has read everything already; only the exit code is left to say.
    pub(crate) fn told_already() -> Self {
        Self(String::new())
    }

    pub(crate) fn is_told(&self) -> bool {
        self.0.is_empty()
    }

    /// For `map_err` on anything done to a file or folder: `verb` as in "could not *read*".
    pub(crate) fn at(verb: &str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let beginning = format!("Could not {verb} {}", path.display());
        move |error| Self(format!("{beginning}: {error}."))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
