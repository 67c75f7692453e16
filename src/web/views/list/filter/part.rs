//! The parts of a filter that are chosen from a list of words.

use crate::query::{DueFilter, Filter, Scope};
use crate::record::{Kind, Status};
use crate::web::views::list::choices::{Choices, statuses};

/// A part of a filter that is chosen from a list of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Kind,
    Scope,
    Status,
    Owner,
    Group,
    Due,
}

/// The spans of days that are offered.
const SPANS: [(DueFilter, &str); 5] = [
    (DueFilter::Overdue, "Overdue"),
    (DueFilter::Within(7), "In the next 7 days"),
    (DueFilter::Within(30), "In the next 30 days"),
    (DueFilter::Within(90), "In the next 90 days"),
    (DueFilter::Undated, "No date"),
];

impl Part {
    pub(super) const ALL: [Part; 6] = [Part::Kind, Part::Scope, Part::Status, Part::Owner, Part::Group, Part::Due];

    pub(super) fn id(self) -> &'static str {
        match self {
            Part::Kind => "list-kind",
            Part::Scope => "list-scope",
            Part::Status => "list-status",
            Part::Owner => "list-owner",
            Part::Group => "list-group",
            Part::Due => "list-due",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Part::Kind => "Kind",
            Part::Scope => "Open or settled",
            Part::Status => "Status",
            Part::Owner => "Owner",
            Part::Group => "Group",
            Part::Due => "Due",
        }
    }

    /// What the empty choice says.
    pub(super) fn any(self, filter: &Filter) -> &'static str {
        match self {
            Part::Kind if filter.kinds.len() > 1 => "Several kinds",
            Part::Kind => "Any kind",
            Part::Scope => "Both",
            Part::Status if filter.statuses.is_empty() => "Any status",
            Part::Status => "Add another…",
            Part::Owner => "Any owner",
            Part::Group => "Any group",
            Part::Due => "Any time",
        }
    }

    /// What can be chosen.
    pub(super) fn options(self, choices: &Choices, filter: &Filter) -> Vec<(String, String)> {
        let same = |word: &str| (word.to_owned(), word.to_owned());
        match self {
            Part::Kind => kinds(choices, filter),
            Part::Scope => vec![("open".into(), "Open".into()), ("settled".into(), "Settled".into())],
            Part::Status => {
                statuses(&filter.kinds).into_iter().map(|status| (status.word().into(), choices.status(status).into())).collect()
            }
            Part::Owner => with(&choices.owners, filter.owner.as_ref()).map(|name| same(name)).collect(),
            Part::Group => {
                let words = |code: &str| match choices.leading.iter().any(|leads| leads == code) {
                    true => (code.to_owned(), format!("{code} and those below")),
                    false => same(code),
                };
                with(&choices.groups, filter.group.as_ref()).map(|code| words(code)).collect()
            }
            Part::Due => SPANS.iter().map(|(due, words)| (due_word(*due), (*words).to_owned())).collect(),
        }
    }

    /// What is chosen now; nothing when it narrows nothing. Statuses add up, so none of them is *the* choice.
    pub(super) fn value(self, filter: &Filter) -> String {
        match self {
            Part::Kind => match filter.kinds.as_slice() {
                [kind] => kind.name().into(),
                _ => String::new(),
            },
            Part::Scope => match filter.scope {
                Scope::All => String::new(),
                Scope::Open => "open".into(),
                Scope::Settled => "settled".into(),
            },
            Part::Status => String::new(),
            Part::Owner => filter.owner.clone().unwrap_or_default(),
            Part::Group => filter.group.clone().unwrap_or_default(),
            Part::Due => due_word(filter.due),
        }
    }

    /// Chooses.
    pub(super) fn put(self, filter: &mut Filter, value: &str) {
        let some = || Some(value.to_owned()).filter(|value| !value.is_empty());
        match self {
            Part::Kind => show_kind(filter, Kind::from_name(value)),
            Part::Scope => {
                filter.scope = match value {
                    "open" => Scope::Open,
                    "settled" => Scope::Settled,
                    _ => Scope::All,
                };
            }
            Part::Status => filter.statuses.extend(Status::from_name(value).filter(|status| !filter.statuses.contains(status))),
            Part::Owner => filter.owner = some(),
            Part::Group => filter.group = some(),
            Part::Due => filter.due = read_due(value),
        }
    }
}

/// The kinds that occur.
fn kinds(choices: &Choices, filter: &Filter) -> Vec<(String, String)> {
    let total = |kind: Kind| choices.totals[kind.index()];
    let offered = Kind::ALL.into_iter().filter(|kind| total(*kind) > 0 || filter.kinds.contains(kind));
    offered
        .map(|kind| (kind.name().into(), choices.kinds.get(kind.index()).cloned().unwrap_or_else(|| kind.plural().into())))
        .collect()
}

/// Statuses that the kind cannot have would leave nothing: they go.
fn show_kind(filter: &mut Filter, kind: Option<Kind>) {
    filter.statuses.retain(|status| kind.is_none_or(|kind| Status::of(kind).contains(status)));
    filter.kinds = kind.into_iter().collect();
}

/// The names, and the chosen one even where it does not occur (a link may name it).
fn with<'a>(names: &'a [String], chosen: Option<&'a String>) -> impl Iterator<Item = &'a String> {
    names.iter().chain(chosen.filter(|chosen| !names.contains(chosen)))
}

/// A span of days in words.
pub(super) fn due_words(due: DueFilter) -> String {
    match (SPANS.iter().find(|(span, _)| *span == due), due) {
        (Some((_, words)), _) => (*words).into(),
        (None, DueFilter::Within(days)) => format!("In the next {days} days"),
        (None, DueFilter::Any | DueFilter::Overdue | DueFilter::Undated) => String::new(),
    }
}

fn due_word(due: DueFilter) -> String {
    match due {
        DueFilter::Any => String::new(),
        DueFilter::Overdue => "overdue".into(),
        DueFilter::Undated => "undated".into(),
        DueFilter::Within(days) => days.to_string(),
    }
}

fn read_due(word: &str) -> DueFilter {
    match word {
        "overdue" => DueFilter::Overdue,
        "undated" => DueFilter::Undated,
        days => days.parse().map_or(DueFilter::Any, DueFilter::Within),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_can_be_chosen_and_taken_back() {
        let (owners, groups) = (vec!["Test Manager".into()], vec!["TMAG".into()]);
        let choices = Choices { owners, groups, totals: [1; Kind::COUNT], ..Choices::default() };
        for part in Part::ALL.into_iter().filter(|part| *part != Part::Status) {
            for (value, _) in part.options(&choices, &Filter::default()) {
                let mut filter = Filter::default();
                part.put(&mut filter, &value);
                assert_eq!(part.value(&filter), value);
                part.put(&mut filter, "");
                assert_eq!(filter, Filter::default());
            }
        }
    }

    #[test]
    fn another_kind_takes_statuses_away_that_it_cannot_have() {
        let mut filter = Filter { statuses: vec![Status::Open, Status::Treating], ..Filter::default() };
        Part::Kind.put(&mut filter, "action");
        assert_eq!((filter.kinds, filter.statuses), (vec![Kind::Action], vec![Status::Open]));
    }

    #[test]
    fn statuses_add_up() {
        let mut filter = Filter::default();
        for word in ["Open", "Closed", "Open", "nonsense"] {
            Part::Status.put(&mut filter, word);
        }
        assert_eq!(filter.statuses, [Status::Open, Status::Closed]);
    }

    #[test]
    fn an_owner_that_does_not_occur_can_still_be_seen() {
        let filter = Filter { owner: Some("Somebody".into()), ..Filter::default() };
        assert_eq!(Part::Owner.options(&Choices::default(), &filter).len(), 1);
    }
}
