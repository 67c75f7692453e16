//! The list as others place it.

use yew::prelude::*;

use super::desk::Desk;
use crate::item::Kind;
use crate::register::Record;
use crate::web::files::Files;
use crate::web::route::ListRoute;
use crate::web::store::Store;

/// What the list is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct ListViewProps {
    /// The register.
    pub store: Store,
    /// Its files.
    pub files: Files,
    /// Grows with everything that is told.
    pub revision: u64,
    /// What the list is narrowed to, its order, its columns.
    pub list: ListRoute,
    /// Asked to export: these records, or everything.
    #[prop_or_default]
    pub onexport: Callback<Option<Vec<Record>>>,
    /// Asked to raise a record.
    #[prop_or_default]
    pub onraise: Callback<Kind>,
}

/// One table for each kind and one for all: what the route says, as a list that can be narrowed, ordered and changed.
#[component]
pub fn ListView(props: &ListViewProps) -> Html {
    html! { <Desk ..props.clone() /> }
}
