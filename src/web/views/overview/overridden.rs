//! The change requests that took a step although something was missing: what was missing, why, who and when.

use yew::prelude::*;

use super::section::SectionProps;
use crate::record::Record;
use crate::record::case::TransitionRecord;
use crate::web::views::parts::item_link;

/// Steps that were taken although something was missing; nothing where there are none.
pub(super) fn overridden(section: &SectionProps) -> Html {
    let SectionProps { store, page } = section;
    let records: Vec<(Record, Vec<[String; 2]>)> = store.session().read(|session| {
        let register = session.register();
        let records = page.overridden.iter().filter_map(|row_id| register.record(*row_id));
        let told = |step: &TransitionRecord| [step.although(&register.scheme), step.although_in_short(&register.scheme)];
        let with_steps = |record: Record| {
            let told = record.overrides().iter().map(told).collect();
            (record, told)
        };
        records.map(with_steps).collect()
    });
    if records.is_empty() {
        return html! {};
    }
    let line = |(record, told): &(Record, Vec<[String; 2]>)| {
        html! {
            <li class="line" key={record.id.to_string()}>
                { item_link(store.route(), &record.shown_reference()) }
                <span class="line__title" dir="auto">{ record.title() }</span>
                { for told.iter().map(|[whole, short]| html! { <span class="line__meta meta" dir="auto" title={whole.clone()}>{ short }</span> }) }
            </li>
        }
    };
    html! {
        <section class="panel" aria-labelledby="overview-overridden">
            <h2 id="overview-overridden" class="panel__title">{ "Steps taken although something was missing" }</h2>
            <ul class="lines">{ for records.iter().map(line) }</ul>
        </section>
    }
}
