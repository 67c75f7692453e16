//! The sheet that the shadow root adopts.

use super::second_part::{is_loaded, second_part};

/// The sheets as the build joined them: what a first view is drawn with, and what stands behind everything else.
const FIRST: &str = include_str!(concat!(env!("OUT_DIR"), "/first.css"));
const LAST: &str = include_str!(concat!(env!("OUT_DIR"), "/last.css"));

/// Most letters that a column of a list makes room for.
pub const WIDEST: usize = 40;

/// The whole sheet, without that of the second part of the program until that is here. Columns have a class for each width, so that a list is laid out right the first time it is drawn: a
/// strict content security policy allows no style attribute.
#[must_use]
pub fn sheet() -> String {
    let widths = (1..=WIDEST).map(|letters| format!("\n.list__w{letters} {{ --list-width: {letters}; }}"));
    let parts = [FIRST, if is_loaded() { second() } else { "" }, LAST];
    parts.into_iter().map(str::to_owned).chain(widths).collect()
}

second_part! {
    "80" fn second() -> &'static str {
        include_str!(concat!(env!("OUT_DIR"), "/second.css"))
    }
}
