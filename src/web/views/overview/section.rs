//! What each part of the overview is drawn from.

use std::rc::Rc;

use yew::prelude::*;

use crate::query::Overview;
use crate::web::store::Store;

/// What each part of the page is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct SectionProps {
    pub(super) store: Store,
    pub(super) page: Rc<Overview>,
}
