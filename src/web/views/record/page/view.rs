//! The record page, found by reference.

use yew::prelude::*;

use super::missing::missing;
use super::record_page::Page;
use crate::web::store::Store;
use crate::web::views::record::record_context::RecordContext;

/// One record, found by its reference in any spelling, or that there is none. Drawn anew when the register's revision grows.
pub fn item_view(store: &Store, revision: u64, reference: &str) -> Html {
    match RecordContext::open(store, reference) {
        Some(context) => {
            html! { <Page key={format!("{}-{}", context.store.session().opened(), context.id())} context={context.clone()} {revision} /> }
        }
        None => missing(store, reference),
    }
}
