//! What a newer version wrote within a record that this one understands for the rest.

/// What a newer version wrote in a place where we understand the rest. It is kept, and passed on.
pub type Extra = serde_json::Map<String, serde_json::Value>;
