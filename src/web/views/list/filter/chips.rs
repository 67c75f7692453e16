//! What a list is narrowed to, each part in words with a button that takes it away.

use yew::prelude::*;

use super::part::due_words;
use crate::query::{DueFilter, Filter, Scope};
use crate::scheme::Scheme;
use crate::web::store::Store;
use crate::web::views::list::narrow::narrow;
use crate::web::views::list::refocus::{SEARCH, refocus};
use crate::web::views::phrases::lower_first;

/// One part of a filter: its words, and the filter without it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chip {
    words: String,
    without: Filter,
}

/// The parts of a filter in words.
fn chips(filter: &Filter, scheme: &Scheme) -> Vec<Chip> {
    let mut chips = Vec::new();
    let mut add = |words: String, take: &dyn Fn(&mut Filter)| {
        let mut without = filter.clone();
        take(&mut without);
        chips.push(Chip { words, without });
    };
    for kind in &filter.kinds {
        add(scheme.kind_plural(*kind).into(), &|filter| filter.kinds.retain(|have| have != kind));
    }
    for rag in &filter.rags {
        add(format!("RAG: {}", rag.label()), &|filter| filter.rags.retain(|have| have != rag));
    }
    for status in &filter.statuses {
        add(format!("Status: {}", scheme.status_label(*status)), &|filter| filter.statuses.retain(|have| have != status));
    }
    match filter.scope {
        Scope::All => {}
        Scope::Open => add("Open".into(), &|filter| filter.scope = Scope::All),
        Scope::Settled => add("Settled".into(), &|filter| filter.scope = Scope::All),
    }
    if let Some(owner) = &filter.owner {
        add(format!("Owner: {owner}"), &|filter| filter.owner = None);
    }
    if let Some(group) = &filter.group {
        let below = if scheme.group_and_below(group).len() > 1 { " and those below" } else { "" };
        add(format!("Group: {group}{below}"), &|filter| filter.group = None);
    }
    for (name, word) in &filter.custom {
        add(format!("{}: {word}", scheme.custom_label(name.name())), &|filter| filter.custom.retain(|(have, _)| have != name));
    }
    if let Some(milestone) = &filter.milestone {
        add(format!("Milestone: {milestone}"), &|filter| filter.milestone = None);
    }
    if filter.due != DueFilter::Any {
        add(format!("Due: {}", lower_first(&due_words(filter.due))), &|filter| filter.due = DueFilter::Any);
    }
    if let Some((likelihood, impact)) = filter.cell {
        let words = match (likelihood, impact) {
            (0, 0) => "Likelihood or impact not said".into(),
            _ => format!("Likelihood {likelihood}, impact {impact}"),
        };
        add(words, &|filter| filter.cell = None);
    }
    if filter.proposed {
        add("Assessment proposed".into(), &|filter| filter.proposed = false);
    }
    if filter.in_conflict {
        add("Open conflict".into(), &|filter| filter.in_conflict = false);
    }
    if !filter.text.trim().is_empty() {
        add(format!("Text: {}", filter.text.trim()), &|filter| filter.text.clear());
    }
    chips
}

/// A row of removable chips, and a button that clears them all. Nothing when nothing is narrowed.
pub(crate) fn chips_row(store: &Store, filter: &Filter) -> Html {
    let chips = store.session().read(|session| chips(filter, &session.register().scheme));
    if chips.is_empty() {
        return html! {};
    }
    let count = chips.len();
    let go = |filter: Filter| {
        let route = store.route().clone();
        Callback::from(move |event: MouseEvent| {
            narrow(&route, |list| list.filter = filter.clone());
            refocus(&event, SEARCH);
        })
    };
    let chip = |chip: Chip| {
        html! {
            <li>
                <button type="button" class="chip chip--on list__chip" aria-label={format!("Remove filter {}", chip.words)} onclick={go(chip.without)}>
                    <span dir="auto">{ chip.words }</span><span class="list__chip-off" aria-hidden="true">{ " ✕" }</span>
                </button>
            </li>
        }
    };
    html! {
        <ul class="list__chips" aria-label="Active filters">
            { for chips.into_iter().map(chip) }
            <li>
                <button type="button" class="button button--quiet button--small" onclick={go(Filter::default())}>
                    { format!("{count} {} – clear", if count == 1 { "filter" } else { "filters" }) }
                </button>
            </li>
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Kind, Status};
    use crate::state::Rag;

    #[test]
    fn taking_every_chip_away_leaves_nothing() {
        let mut filter = Filter {
            kinds: vec![Kind::Risk, Kind::Issue],
            rags: vec![Rag::High],
            statuses: vec![Status::Open],
            scope: Scope::Open,
            owner: Some("Test Manager".into()),
            group: Some("TMAG".into()),
            custom: vec![(crate::query::CustomName::of("Site"), "North".into())],
            milestone: Some("M9".into()),
            due: DueFilter::Within(30),
            cell: Some((4, 5)),
            proposed: true,
            in_conflict: false,
            text: "data cut".into(),
        };
        assert_eq!(chips(&filter, &Scheme::default()).len(), 13);
        assert!(chips(&filter, &Scheme::default()).iter().any(|chip| chip.words == "Due: in the next 30 days"));
        while let Some(chip) = chips(&filter, &Scheme::default()).pop() {
            filter = chip.without;
        }
        assert_eq!(filter, Filter::default());
    }

    #[test]
    fn a_place_outside_the_matrix_says_so() {
        let filter = Filter { cell: Some((0, 0)), ..Filter::default() };
        assert_eq!(chips(&filter, &Scheme::default())[0].words, "Likelihood or impact not said");
    }
}
