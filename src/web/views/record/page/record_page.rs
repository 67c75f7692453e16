//! The record page: header, what people read, and what they look up beside it.

use yew::prelude::*;

use super::conflicts::open_conflicts;
use super::header::header;
use super::record_dialog::RecordDialog;
use crate::kind::PageSection;
use crate::log::Event;
use crate::record::{Anomaly, Field, Record, Status};
use crate::web::views::parts::use_events;
use crate::web::views::record::assessment::Assessments;
use crate::web::views::record::change::Case;
use crate::web::views::record::fields::{Details, own_fields, texts};
use crate::web::views::record::form::focus_in;
use crate::web::views::record::history::{History, notes};
use crate::web::views::record::links::Links;
use crate::web::views::record::mitigation::Mitigation;
use crate::web::views::record::record_context::RecordContext;
use crate::web::views::record::status::{StatusDialog, StrikeDialog};
use crate::workflow::lapsed;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
pub(super) struct PageProps {
    /// The record.
    pub(super) context: RecordContext,
    /// The register's revision: links tell of other records too.
    pub(super) revision: u64,
}

/// The record page.
#[component]
pub(super) fn Page(props: &PageProps) -> Html {
    let asking = use_state(|| None::<RecordDialog>);
    // Read at the next drawing, which shows the field where it belongs now.
    let landed = use_mut_ref(|| None::<(Field, bool)>);
    let linking = use_state(|| false);
    let context = &props.context;
    let events = use_events(&context.store, context.id());
    use_effect_with((context.id(), events.is_some()), {
        let store = context.store.clone();
        move |(id, is_at_hand)| {
            if *is_at_hand {
                store.session().note_conflicts(*id);
            }
        }
    });
    let article = use_node_ref();
    use_heading_when_struck(article.clone(), context.record.removed.is_some());
    let landed_at = landed.borrow().filter(|(field, filled)| context.has(*field) == *filled).map(|(field, _)| field);
    // The same ones at every drawing, so that what they are given to is drawn anew only for a reason.
    let asker = asking.setter();
    let ask = use_callback((), {
        let asker = asker.clone();
        move |ask: RecordDialog, ()| asker.set(Some(ask))
    });
    let onmove = use_callback((), {
        let asker = asker.clone();
        move |to: Status, ()| asker.set(Some(RecordDialog::Status(Some(to))))
    });
    let onclose = use_callback((), move |(), ()| asker.set(None));
    let linker = linking.setter();
    let onlink = use_callback((), {
        let linker = linker.clone();
        move |open: bool, ()| linker.set(open)
    });
    let onopen = use_callback((), move |(), ()| linker.set(true));
    let onlanded = use_callback((), move |moved: (Field, bool), ()| {
        landed.replace(Some(moved));
    });
    html! {
        <article ref={article} class={classes!("item", (context.record.kind.has(PageSection::Case)).then_some("item--change"))} aria-labelledby="item-title">
            { header(context, &ask, &onopen) }
            { open_conflicts(context, events.as_ref().map_or(&[], |events| events)) }
            { warnings(context, events.as_ref().map_or(&[], |events| events)) }
            <div class="item__columns">
                <div class="item__main">
                    if context.record.kind.has(PageSection::Case) {
                        <Case context={context.clone()} revision={props.revision} events={events.clone()} {onmove} />
                    }
                    { texts(context, landed_at, &onlanded) }
                    if context.record.kind.has(PageSection::Mitigation) || !context.record.mitigation.is_empty() {
                        <Mitigation context={context.clone()} />
                    }
                    { notes(context, events.as_ref().map(|events| events.as_slice())) }
                </div>
                <div class="item__side">
                    if context.record.kind.has(PageSection::Assessment) {
                        <Assessments context={context.clone()} />
                    }
                    <Details context={context.clone()} revision={props.revision} landed={landed_at} {onlanded} />
                    { own_fields(context) }
                    <Links context={context.clone()} revision={props.revision} open={*linking} onopen={onlink} />
                </div>
                <div class="item__past"><History setup={context.setup.clone()} {events} /></div>
            </div>
            { dialog(*asking, context, &onclose) }
        </article>
    }
}

/// Striking out, and bringing back, takes the button away that was pressed: focus goes to the heading.
#[hook]
fn use_heading_when_struck(article: NodeRef, struck: bool) {
    let before = use_mut_ref(|| struck);
    use_effect_with(struck, move |struck| {
        if before.replace(*struck) != *struck {
            focus_in(article.cast().as_ref(), "h1");
        }
    });
}

fn dialog(asking: Option<RecordDialog>, context: &RecordContext, onclose: &Callback<()>) -> Html {
    match asking {
        Some(RecordDialog::Status(to)) => html! { <StatusDialog context={context.clone()} {to} onclose={onclose.clone()} /> },
        Some(RecordDialog::Strike) => html! { <StrikeDialog context={context.clone()} onclose={onclose.clone()} /> },
        None => html! {},
    }
}

/// What needs a person: struck out, a shared reference, changes that did not fit.
fn warnings(context: &RecordContext, events: &[Event]) -> Html {
    let struck = context.record.removed.as_ref().map(|why| format!("Struck out as raised in error: {why}"));
    let reference_clash = context.record.reference_clash.and(context.record.reference.as_ref()).map(|reference| {
        format!("Another record was given the reference {reference} first. Give this one a reference of its own.")
    });
    let lapsed = lapsed(&context.record, context.store.session().today());
    // What two people set differently is shown and settled by itself.
    let is_conflict = |anomaly: &Anomaly| matches!(anomaly, Anomaly::Overwritten { .. });
    let odd = Record::fold(events).1.into_iter().filter(|anomaly| !is_conflict(anomaly)).map(|anomaly| anomaly.to_string());
    let mut all: Vec<String> = Vec::new();
    for warning in struck.into_iter().chain(reference_clash).chain(lapsed).chain(odd) {
        if !all.contains(&warning) {
            all.push(warning);
        }
    }
    if all.is_empty() {
        return html! {};
    }
    html! {
        <section class="item__warnings" aria-labelledby="item-warnings-title">
            <h2 id="item-warnings-title" class="panel__title" tabindex="-1">
                { if context.record.removed.is_some() { "This record is struck out" } else { "Worth a look" } }
            </h2>
            <ul>{ for all.into_iter().map(|warning| html! { <li dir="auto">{ warning }</li> }) }</ul>
        </section>
    }
}
