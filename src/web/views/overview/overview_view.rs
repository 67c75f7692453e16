//! The first page, put together.

use std::rc::Rc;

use yew::prelude::*;

use super::changed::Changed;
use super::conflicts::open_conflicts;
use super::kinds::kinds;
use super::levels::levels;
use super::matrix::matrix;
use super::overdue::overdue;
use super::overridden::overridden;
use super::section::SectionProps;
use super::welcome::{Start, welcome};
use crate::query::{Overview, overview};
use crate::web::store::Store;

/// The first page. `onstart` is called with a way to start, while the register is empty.
pub fn overview_view(store: &Store, onstart: &Callback<Start>) -> Html {
    if store.session().read(|session| session.register().is_empty()) {
        return welcome(store, onstart);
    }
    let today = store.session().today();
    let page = store.session().read(|session| overview(session.register(), today));
    let words = lead(&page);
    let section = SectionProps { store: store.clone(), page: Rc::new(page) };
    html! {
        <div class="overview">
            <h1>{ "Overview" }</h1>
            <p class="overview__lead">{ words }</p>
            if section.page.in_conflict > 0 {
                <p class="overview__conflicts">{ open_conflicts(store.route(), section.page.in_conflict as usize) }</p>
            }
            <div class="overview__pair">
                { kinds(&section) }
                <div class="overview__risks">
                    { matrix(&section) }
                    { levels(&section) }
                </div>
            </div>
            <div class="overview__pair">
                { overdue(&section) }
                <Changed ..section.clone() />
            </div>
            { overridden(&section) }
        </div>
    }
}

/// "412 records, 231 of them open. 14 are overdue."
fn lead(page: &Overview) -> String {
    let (all, open) = page.kinds.iter().fold((0, 0), |(all, open), kind| (all + kind.0, open + kind.1));
    let records = if all == 1 { "record" } else { "records" };
    let overdue = match page.overdue_count {
        0 => "Nothing is overdue".into(),
        1 => "1 is overdue".into(),
        count => format!("{count} are overdue"),
    };
    format!("{all} {records}, {open} open. {overdue}.")
}
