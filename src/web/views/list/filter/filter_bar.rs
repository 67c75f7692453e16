//! What the list can be narrowed by.

use std::rc::Rc;

use yew::prelude::*;

use super::custom_pick::CustomPick;
use super::milestone_box::MilestoneBox;
use super::part::Part;
use super::pick::Pick;
use super::search_box::SearchBox;
use crate::query::{Column, CustomName, Filter};
use crate::state::Rag;
use crate::web::store::{CurrentRoute, SessionHandle, Setup};
use crate::web::views::list::choices::Choices;
use crate::web::views::list::narrow::narrow;
use crate::web::views::parts::mark;

#[derive(Properties, PartialEq, Clone)]
pub(crate) struct FilterBarProps {
    pub(crate) session: SessionHandle,
    pub(crate) setup: Setup,
    pub(crate) route: CurrentRoute,
    pub(crate) filter: Filter,
    pub(crate) choices: Rc<Choices>,
}

/// Search, RAG and the rest. On narrow pages the rest waits behind a "Filters" button.
#[component]
pub(crate) fn FilterBar(props: &FilterBarProps) -> Html {
    let open = use_state(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <div class="list__filter" role="group" aria-label="Filters">
            <div class="list__first">
                <SearchBox route={props.route.clone()} text={props.filter.text.clone()} />
                <button type="button" class="button list__filter-toggle" aria-expanded={open.to_string()} aria-controls="list-filters" onclick={toggle}>
                    { "Filters" }
                </button>
            </div>
            <div id="list-filters" class={classes!("list__filters", open.then_some("list__filters--open"))}>
                if Column::Rag.fits(&props.filter.kinds) { { rags(props) } }
                <span class="list__break"></span>
                { for Part::ALL.into_iter().map(|part| html! { <PickFor key={part.id()} {part} bar={props.clone()} /> }) }
                { for custom_picks(props) }
                <MilestoneBox session={props.session.clone()} route={props.route.clone()} value={props.filter.milestone.clone()} />
            </div>
        </div>
    }
}

/// A select for each of the programme's own fields that has words to choose from.
fn custom_picks(props: &FilterBarProps) -> Vec<Html> {
    let scheme = &props.setup;
    let shown = scheme.columns_offered(&props.filter.kinds).into_iter();
    let named = shown.filter_map(|column| if let Column::Custom(name) = column { Some(name) } else { None });
    let pick = |name: CustomName| {
        let words = scheme.custom_field(name.name())?.words();
        let chosen = props.filter.custom.iter().find(|(have, _)| *have == name).map(|(_, word)| word.clone());
        let (route, label) = (props.route.clone(), scheme.custom_label(name.name()).to_owned());
        let words = words.into_iter().chain(chosen.clone()).collect::<Vec<_>>();
        (!words.is_empty()).then(|| html! { <CustomPick key={name.name()} {route} {name} {label} {words} {chosen} /> })
    };
    named.filter_map(pick).collect()
}

#[derive(Properties, PartialEq, Clone)]
struct PickForProps {
    part: Part,
    bar: FilterBarProps,
}

/// A select whose options are made once for what they depend on, so that typing in the search box leaves it alone.
#[component]
fn PickFor(props: &PickForProps) -> Html {
    let (part, filter) = (props.part, &props.bar.filter);
    let choices = Rc::clone(&props.bar.choices);
    let parts =
        Filter { kinds: filter.kinds.clone(), owner: filter.owner.clone(), group: filter.group.clone(), ..Filter::default() };
    let options = use_memo((part, choices, parts), |(part, choices, filter)| part.options(choices, filter));
    html! { <Pick route={props.bar.route.clone()} {part} any={part.any(filter)} {options} value={part.value(filter)} /> }
}

fn rags(props: &FilterBarProps) -> Html {
    let button = |rag: Rag| {
        let pressed = props.filter.rags.contains(&rag);
        let route = props.route.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            narrow(&route, |list| {
                let rags = &mut list.filter.rags;
                if rags.contains(&rag) { rags.retain(|have| *have != rag) } else { rags.push(rag) }
            });
        });
        html! {
            <button type="button" class={classes!("chip", "rag", format!("rag--{}", rag.name()), pressed.then_some("chip--on"))}
                aria-pressed={pressed.to_string()} {onclick}>
                <span class="rag__mark" aria-hidden="true">{ mark(rag) }</span>{ rag.label() }
            </button>
        }
    };
    html! {
        <div class="list__rag-chips" role="group" aria-label="RAG">{ for Rag::ALL.into_iter().map(button) }</div>
    }
}
