//! One control of a small form or a dialog.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::control::Control;
use super::draft::Draft;
use crate::record::Shape;

/// One plain line of a small form.
pub(crate) fn line(id: &str, label: &str, draft: &Draft, error: Option<&str>, ontext: Callback<String>) -> Html {
    lined(id, label, Shape::Line, draft, error, ontext)
}

/// One control of a small form.
pub(crate) fn lined(id: &str, label: &str, shape: Shape, draft: &Draft, error: Option<&str>, ontext: Callback<String>) -> Html {
    let node = NodeRef::default();
    Control { id, label, shape, draft, hint: None, error, required: false, offers: &[], node, ontext, onname: Callback::noop() }
        .field()
}

/// What stands in the input that an event came from.
pub(crate) fn typed(event: &InputEvent) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}

/// A control of a dialog, with its draft behind it.
pub(crate) fn field(
    id: &str,
    label: &str,
    shape: Shape,
    draft: &UseStateHandle<Draft>,
    error: Option<&str>,
    required: bool,
) -> Html {
    let set = draft.setter();
    let ontext = Callback::from(move |typed: String| set.set(Draft::of_text(typed)));
    let node = NodeRef::default();
    Control { id, label, shape, draft, hint: None, error, required, offers: &[], node, ontext, onname: Callback::noop() }.field()
}
