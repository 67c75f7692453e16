//! Named lists: three that come with the program, and those that a person saved in this browser.

use serde::{Deserialize, Serialize};

use crate::query::{Column, DueFilter, Filter, Scope, Sort};
use crate::record::Kind;
use crate::state::Rag;
use crate::web::route::{ListRoute, Route};
use crate::web::store::Preferences;

/// Where they are kept.
const KEY: &str = "views";

/// A named list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SavedList {
    pub(super) name: String,
    pub(super) list: ListRoute,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    name: String,
    address: String,
}

/// The lists that come with the program.
pub(super) fn built_in() -> [SavedList; 3] {
    let saved = |name: &str, filter: Filter, column: Column, descending: bool| SavedList {
        name: name.into(),
        list: ListRoute { filter, sort: Sort { column, descending }, columns: None },
    };
    let overdue = Filter { kinds: vec![Kind::Action], due: DueFilter::Overdue, ..Filter::default() };
    let severe =
        Filter { kinds: vec![Kind::Risk], rags: vec![Rag::Critical, Rag::High], scope: Scope::Open, ..Filter::default() };
    let mut changed = saved("Changed last", Filter::default(), Column::Changed, true);
    changed.list.columns =
        Some(vec![Column::Reference, Column::Title, Column::Kind, Column::Status, Column::Owner, Column::Changed]);
    [
        saved("Overdue actions", overdue, Column::Due, false),
        saved("High and critical risks", severe, Column::Score, true),
        changed,
    ]
}

/// The lists that a person saved.
pub(super) fn load(preferences: &Preferences) -> Vec<SavedList> {
    preferences.remembered(KEY).map(|text| read(&text)).unwrap_or_default()
}

/// Keeps them; `true` when this browser does, and they do not go with the page.
pub(super) fn keep(preferences: &Preferences, saved: &[SavedList]) -> bool {
    preferences.remember(KEY, &write(saved))
}

fn read(text: &str) -> Vec<SavedList> {
    let wires: Vec<Wire> = serde_json::from_str(text).unwrap_or_default();
    let list = |address: &str| match Route::parse(address) {
        Route::List(list) => Some(list),
        Route::Overview | Route::Record(_) | Route::Board | Route::Calendar(_) | Route::Agenda(_) | Route::Settings => None,
    };
    wires.into_iter().filter_map(|wire| Some(SavedList { list: list(&wire.address)?, name: wire.name })).collect()
}

fn write(saved: &[SavedList]) -> String {
    let wire = |saved: &SavedList| Wire { name: saved.name.clone(), address: Route::List(saved.list.clone()).address() };
    serde_json::to_string(&saved.iter().map(wire).collect::<Vec<Wire>>()).unwrap_or_default()
}

/// The lists with one more; one of the same name is replaced. A list without a name is not saved.
pub(super) fn with(saved: &[SavedList], name: &str, list: &ListRoute) -> Vec<SavedList> {
    let name = name.trim();
    let mut all: Vec<SavedList> = saved.iter().filter(|have| have.name != name).cloned().collect();
    if !name.is_empty() {
        all.push(SavedList { name: name.into(), list: list.clone() });
    }
    all
}

/// The lists with one called otherwise, where that name is free.
pub(super) fn renamed(saved: &[SavedList], from: &str, to: &str) -> Vec<SavedList> {
    let to = to.trim();
    let free = !to.is_empty() && saved.iter().all(|have| have.name != to);
    let rename = |have: &SavedList| {
        let name = if free && have.name == from { to.into() } else { have.name.clone() };
        SavedList { name, list: have.list.clone() }
    };
    saved.iter().map(rename).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_lists_read_back() {
        let saved = built_in().to_vec();
        assert_eq!(read(&write(&saved)), saved);
    }

    #[test]
    fn where_the_browser_keeps_nothing_they_last_as_long_as_the_page() {
        let preferences = Preferences::default();
        assert!(!keep(&preferences, &built_in()));
        assert_eq!(load(&preferences), built_in());
        assert!(load(&Preferences::default()).is_empty());
    }

    #[test]
    fn what_is_not_a_list_is_left_out() {
        for text in ["", "null", "[1]", "{}", r#"[{"name":"x","address":"item/R1"}]"#] {
            assert!(read(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn names_stay_unique() {
        let one = with(&[], " Mine ", &ListRoute::default());
        assert_eq!(one[0].name, "Mine");
        let two = with(&with(&one, "Mine", &ListRoute::of(Kind::Risk)), "Yours", &ListRoute::default());
        assert_eq!(two.len(), 2);
        assert_eq!(two[0].list, ListRoute::of(Kind::Risk));
        assert_eq!(renamed(&two, "Mine", "Yours"), two);
        assert_eq!(renamed(&two, "Mine", "Ours")[0].name, "Ours");
        assert!(with(&[], "  ", &ListRoute::default()).is_empty());
    }
}
