//! Where the focus goes when the button that had it disappears.

use web_sys::Node;
use yew::prelude::*;

use crate::web::views::parts::{focus, root_of};

/// The search box.
pub(super) const SEARCH: &str = "#list-search";
/// The row that the Tab key leads to.
pub(super) const ROW: &str = ".list__row[tabindex='0']";

/// Puts the focus elsewhere in the list that a button stands in.
pub(super) fn refocus(event: &MouseEvent, selector: &str) {
    let root = event.target_dyn_into::<Node>().and_then(|node| root_of(&node));
    focus(root.and_then(|root| root.query_selector(selector).ok().flatten()).as_ref());
}
