//! The filter by milestone: its reference, found while typing.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::record::Kind;
use crate::web::store::{CurrentRoute, SessionHandle};
use crate::web::views::list::narrow::narrow;

const OFFERED: usize = 20;

#[derive(Properties, PartialEq, Clone)]
pub(super) struct MilestoneBoxProps {
    pub(super) session: SessionHandle,
    pub(super) route: CurrentRoute,
    pub(super) value: Option<String>,
}

/// A box for a milestone's reference, with suggestions.
#[component]
pub(super) fn MilestoneBox(props: &MilestoneBoxProps) -> Html {
    let draft = use_state(|| None::<String>);
    let wanted = use_state(|| false);
    let offered = if *wanted { offer(&props.session, draft.as_deref().unwrap_or_default()) } else { Vec::new() };
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| draft.set(event.target_dyn_into::<HtmlInputElement>().map(|input| input.value())))
    };
    let onchange = {
        let (route, draft) = (props.route.clone(), draft.clone());
        Callback::from(move |event: Event| {
            let value =
                event.target_dyn_into::<HtmlInputElement>().map(|input| input.value().trim().to_owned()).unwrap_or_default();
            draft.set(None);
            narrow(&route, |list| list.filter.milestone = Some(value).filter(|value| !value.is_empty()));
        })
    };
    let onfocus = Callback::from(move |_: FocusEvent| wanted.set(true));
    html! {
        <div class="list__pick">
            <label class="list__pick-label" for="list-milestone">{ "Milestone" }</label>
            <input id="list-milestone" class="input" type="text" list="list-milestones" autocomplete="off" placeholder="Any"
                value={(*draft).clone().or_else(|| props.value.clone()).unwrap_or_default()} {oninput} {onchange} {onfocus} />
            <datalist id="list-milestones">
                { for offered.into_iter().map(|(reference, title)| html! { <option value={reference}>{ title }</option> }) }
            </datalist>
        </div>
    }
}

fn offer(session: &SessionHandle, typed: &str) -> Vec<(String, String)> {
    session.read(|session| {
        let register = session.register();
        let found = register.suggest(typed, Some(Kind::Milestone), OFFERED);
        found
            .into_iter()
            .filter_map(|row_id| register.record(row_id))
            .map(|record| (record.shown_reference(), record.title().to_owned()))
            .collect()
    })
}
