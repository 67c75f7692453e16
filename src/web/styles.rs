//! The sheets that the shadow root adopts, in order: later ones may lean on earlier ones.

/// Every sheet: tokens and shared pieces first, print last.
pub const SHEET: &[&str] = &[
    include_str!("styles/base.css"),
    include_str!("styles/shell.css"),
    include_str!("styles/overview.css"),
    include_str!("styles/list.css"),
    include_str!("styles/item.css"),
    include_str!("styles/change.css"),
    include_str!("styles/planning.css"),
    include_str!("styles/dialogs.css"),
    include_str!("styles/print.css"),
];
