//! A real link to a place in the page.

use yew::prelude::*;

use crate::web::route::Route;
use crate::web::store::CurrentRoute;

/// A real link, so that it can be opened in a new tab and read out as one; a plain click stays in the page.
#[must_use]
pub struct RouteLink {
    here: CurrentRoute,
    route: Route,
    class: Classes,
    label: Option<AttrValue>,
    current: Option<&'static str>,
    go: Option<Callback<Route>>,
}

impl RouteLink {
    /// A link from where the person is to that place.
    pub fn to(here: &CurrentRoute, route: Route) -> RouteLink {
        RouteLink { here: here.clone(), route, class: Classes::new(), label: None, current: None, go: None }
    }

    /// How it looks.
    pub fn class(self, class: impl Into<Classes>) -> RouteLink {
        RouteLink { class: class.into(), ..self }
    }

    /// Its name, where the words inside would not do.
    pub fn label(self, label: String) -> RouteLink {
        RouteLink { label: Some(label.into()), ..self }
    }

    /// Whether the person is there now: "page", or "true" for a part of it.
    pub fn current(self, current: Option<&'static str>) -> RouteLink {
        RouteLink { current, ..self }
    }

    /// Who goes there instead.
    pub fn going(self, go: &Callback<Route>) -> RouteLink {
        RouteLink { go: Some(go.clone()), ..self }
    }

    /// The link around these words.
    pub fn saying(self, words: Html) -> Html {
        let RouteLink { here, route, class, label, current, go } = self;
        let href = format!("#{}", route.address());
        let onclick = Callback::from(move |event: MouseEvent| {
            if event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            event.prevent_default();
            match &go {
                Some(go) => go.emit(route.clone()),
                None => here.go(route.clone()),
            }
        });
        html! { <a {class} {href} {onclick} aria-label={label} aria-current={current}>{ words }</a> }
    }
}
