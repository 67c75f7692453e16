//! A filter chosen from a list of words.

use yew::prelude::*;

use super::part::Part;
use crate::web::store::CurrentRoute;
use crate::web::views::list::narrow::narrow;
use crate::web::views::parts::{Options, Select};

#[derive(Properties, PartialEq, Clone)]
pub(super) struct PickProps {
    pub(super) route: CurrentRoute,
    pub(super) part: Part,
    pub(super) any: AttrValue,
    pub(super) options: Options,
    pub(super) value: AttrValue,
}

/// A labelled select.
#[component]
pub(super) fn Pick(props: &PickProps) -> Html {
    let onchoose = {
        let (route, part) = (props.route.clone(), props.part);
        Callback::from(move |value: String| narrow(&route, |list| part.put(&mut list.filter, &value)))
    };
    html! {
        <div class="list__pick">
            <label class="list__pick-label" for={props.part.id()}>{ props.part.label() }</label>
            <Select id={props.part.id()} none={props.any.clone()} options={props.options.clone()} chosen={props.value.clone()} {onchoose} />
        </div>
    }
}
