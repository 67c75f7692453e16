//! What a merge brought.

/// What a merge brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The file's name.
    pub name: String,
    /// How many changes were new here.
    pub events: usize,
    /// Records that were not here before.
    pub new: usize,
    /// Records that were here, and are different now.
    pub changed: usize,
    /// Records that this copy gave reference numbers to.
    pub numbered: usize,
    /// The register's new title, if it got one.
    pub title: Option<String>,
    /// The title of the file's register, if that is another one than this, which keeps its own title and scheme.
    pub other: Option<String>,
    /// Whether decisions, approvals and changes of the set-up were left out.
    pub leaves_out: bool,
    /// What needs a person: a record's reference, and why.
    pub amiss: Vec<(String, String)>,
}
