//! A field of the programme's own that the list is narrowed by.

use yew::prelude::*;

use crate::query::CustomName;
use crate::web::store::CurrentRoute;
use crate::web::views::list::narrow::narrow;
use crate::web::views::parts::{Options, Select};

#[derive(Properties, PartialEq, Clone)]
pub(super) struct CustomPickProps {
    pub(super) route: CurrentRoute,
    pub(super) name: CustomName,
    pub(super) label: String,
    /// What can be chosen; what is chosen may be there twice.
    pub(super) words: Vec<String>,
    pub(super) chosen: Option<String>,
}

/// A labelled select.
#[component]
pub(super) fn CustomPick(props: &CustomPickProps) -> Html {
    let onchoose = {
        let (route, name) = (props.route.clone(), props.name);
        Callback::from(move |word: String| {
            let word = Some(word).filter(|word| !word.is_empty());
            narrow(&route, |list| {
                list.filter.custom.retain(|(have, _)| *have != name);
                list.filter.custom.extend(word.map(|word| (name, word)));
            });
        })
    };
    let id = props.name.name().bytes().fold("list-own-".to_owned(), |id, byte| format!("{id}{byte:02x}"));
    let is_first = |at: &usize| !props.words[..*at].contains(&props.words[*at]);
    let option = |at: usize| (props.words[at].clone(), props.words[at].clone());
    let options = Options::new((0..props.words.len()).filter(is_first).map(option).collect());
    html! {
        <div class="list__pick">
            <label class="list__pick-label" for={id.clone()}>{ &props.label }</label>
            <Select {id} none="Any" {options} chosen={props.chosen.clone().unwrap_or_default()} {onchoose} />
        </div>
    }
}
