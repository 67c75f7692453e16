//! What stands where there is nothing to plan yet, and the way to change that.

use yew::prelude::*;

use crate::record::Kind;
use crate::web::store::Store;

/// Says what is missing, and offers to raise it.
pub(super) fn nothing(store: &Store, words: &'static str, kind: Kind, onraise: &Callback<Kind>) -> Html {
    let onclick = onraise.reform(move |_: MouseEvent| kind);
    html! {
        <div class="empty">
            <p>{ words }</p>
            if !store.session().is_read_only() {
                <button type="button" class="button" {onclick}>{ format!("Raise {}", store.session().one(kind)) }</button>
            }
        </div>
    }
}
