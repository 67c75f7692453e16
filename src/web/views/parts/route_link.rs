//! A real link to a place in the page.

use yew::prelude::*;

use crate::web::route::Route;
use crate::web::store::Store;

/// Where a link leads.
#[derive(Properties, PartialEq, Clone)]
pub struct RouteLinkProps {
    /// The register.
    pub store: Store,
    /// The place.
    pub route: Route,
    /// How it looks.
    #[prop_or_default]
    pub class: Classes,
    /// Its name, where the words inside would not do.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Whether the person is there now: "page", or "true" for a part of it.
    #[prop_or_default]
    pub current: Option<AttrValue>,
    /// Goes there; without it the store does.
    #[prop_or_default]
    pub go: Option<Callback<Route>>,
    /// The words.
    pub children: Html,
}

/// A real link, so that it can be opened in a new tab and read out as one; a plain click stays in the page.
#[component]
pub fn RouteLink(props: &RouteLinkProps) -> Html {
    let href = format!("#{}", props.route.address());
    let (store, route, go) = (props.store.clone(), props.route.clone(), props.go.clone());
    let onclick = Callback::from(move |event: MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        match &go {
            Some(go) => go.emit(route.clone()),
            None => store.go(route.clone()),
        }
    });
    html! {
        <a class={props.class.clone()} {href} {onclick} aria-label={props.label.clone()} aria-current={props.current.clone()}>
            { props.children.clone() }
        </a>
    }
}
