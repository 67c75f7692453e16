//! A reference that leads to its record.

use yew::prelude::*;

use super::RouteLink;
use crate::web::route::Route;
use crate::web::store::Store;

/// Where a link leads.
#[derive(Properties, PartialEq, Clone)]
pub struct ItemLinkProps {
    /// The register.
    pub store: Store,
    /// The reference.
    pub reference: AttrValue,
    /// The words; none shows the reference.
    #[prop_or_default]
    pub children: Html,
}

/// A link to one record.
#[component]
pub fn ItemLink(props: &ItemLinkProps) -> Html {
    let route = Route::Item(props.reference.to_string());
    let words = if props.children == Html::default() {
        html! { &props.reference }
    } else {
        props.children.clone()
    };
    html! { <RouteLink store={props.store.clone()} {route} class="item-link">{ words }</RouteLink> }
}
