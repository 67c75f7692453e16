//! The sheet that the shadow root adopts.

/// Every sheet in one, as the build joined them.
const SHEET: &str = include_str!(concat!(env!("OUT_DIR"), "/sheet.css"));

/// Most letters that a column of a list makes room for.
pub const WIDEST: usize = 40;

/// The whole sheet. Columns have a class for each width, so that a list is laid out right the first time it is drawn: a
/// strict content security policy allows no style attribute.
#[must_use]
pub fn sheet() -> String {
    let widths = (1..=WIDEST).map(|letters| format!("\n.list__w{letters} {{ --list-width: {letters}; }}"));
    std::iter::once(SHEET.to_owned()).chain(widths).collect()
}
