//! The record page, found by reference.

use yew::prelude::*;

use super::desk::Desk;
use super::missing::missing;
use super::page::Page;
use crate::web::store::Store;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
pub struct ItemViewProps {
    /// The register.
    pub store: Store,
    /// Its revision: drawn anew when it grows.
    pub revision: u64,
    /// The reference, in any spelling.
    pub reference: String,
}

/// One record, or that there is none of that reference.
#[component]
pub fn ItemView(props: &ItemViewProps) -> Html {
    match Desk::open(&props.store, &props.reference) {
        Some(desk) => {
            html! { <Page key={format!("{}-{}", desk.store.opened(), desk.id())} desk={desk.clone()} revision={props.revision} /> }
        }
        None => missing(&props.store, &props.reference),
    }
}
