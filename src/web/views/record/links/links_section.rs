//! How a record bears on others, and others on it.

use yew::prelude::*;

use super::directed_link::DirectedLink;
use super::link_form::LinkForm;
use crate::stamp::EventId;
use crate::state::Register;
use crate::web::views::parts::item_link;
use crate::web::views::phrases::upper_first;
use crate::web::views::record::form::to_heading;
use crate::web::views::record::raise::raise_from;
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::Command;

/// Which record.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct LinksProps {
    /// The record.
    pub(crate) context: RecordContext,
    /// The register's revision: the other ends change too.
    pub(crate) revision: u64,
    /// Whether the form is open.
    pub(crate) open: bool,
    /// Opens and closes the form.
    pub(crate) onopen: Callback<bool>,
}

/// The record at the other end.
#[derive(Debug, Clone, PartialEq, Eq)]
struct End {
    id: EventId,
    way: DirectedLink,
    reference: String,
    title: Option<String>,
    status: String,
    struck: bool,
}

/// Links both ways, grouped by how.
#[component]
pub(crate) fn Links(props: &LinksProps) -> Html {
    let context = &props.context;
    let ends = context.store.session().read(|session| ends(session.register(), context));
    let groups = groups(ends);
    let onclick = props.onopen.reform(|_: MouseEvent| true);
    let raising = use_state(|| false);
    let raises = {
        let raising = raising.clone();
        Callback::from(move |_: MouseEvent| raising.set(true))
    };
    html! {
        <section class="panel" aria-labelledby="item-links-title">
            <h2 id="item-links-title" class="panel__title" tabindex="-1">{ "Links" }</h2>
            if groups.is_empty() { <p class="meta">{ "Not linked to another record yet." }</p> }
            { for groups.into_iter().map(|(label, ends)| group(context, label, &ends)) }
            if context.editable && props.open {
                <LinkForm context={context.clone()} onclose={props.onopen.reform(|()| false)} />
            } else if context.editable {
                <div class="item__buttons">
                    <button type="button" class="button button--small" {onclick}>{ "Add a link" }</button>
                    <button type="button" class="button button--small" aria-haspopup="dialog" onclick={raises}>{ "Raise from this…" }</button>
                </div>
            }
            if *raising { { raise_from(context, &Callback::from(move |()| raising.set(false))) } }
        </section>
    }
}

fn ends(register: &Register, context: &RecordContext) -> Vec<End> {
    let there = context
        .record
        .links
        .iter()
        .map(|link| end(register, DirectedLink { link: link.link, outward: true }, link.to, link.cited.as_deref()));
    let row_id = register.by_id(context.id());
    let back = row_id.into_iter().flat_map(|row_id| register.links_to(row_id));
    let back = back.map(|(from, link)| end(register, DirectedLink { link, outward: false }, register.id(from), None));
    there.chain(back).collect()
}

fn end(register: &Register, way: DirectedLink, id: EventId, cited: Option<&str>) -> End {
    match register.by_id(id).and_then(|row_id| register.record(row_id)) {
        Some(record) => End {
            id,
            way,
            reference: record.shown_reference(),
            title: Some(record.title().to_owned()),
            status: register.scheme.status_label(record.standing.status).into(),
            struck: record.removed.is_some(),
        },
        None => End {
            id,
            way,
            reference: cited.unwrap_or("Another record").into(),
            title: None,
            status: String::new(),
            struck: false,
        },
    }
}

fn groups(ends: Vec<End>) -> Vec<(&'static str, Vec<End>)> {
    let mut groups: Vec<(&'static str, Vec<End>)> =
        DirectedLink::all().into_iter().map(|way| (way.label(), Vec::new())).collect();
    for end in ends {
        if let Some((_, group)) = groups.iter_mut().find(|(label, _)| *label == end.way.label()) {
            group.push(end);
        }
    }
    groups.retain(|(_, ends)| !ends.is_empty());
    groups
}

fn group(context: &RecordContext, label: &'static str, ends: &[End]) -> Html {
    html! {
        <>
            <h3 class="item__way">{ upper_first(label) }</h3>
            <ul class="item__links">{ for ends.iter().map(|end| entry(context, end)) }</ul>
        </>
    }
}

fn entry(context: &RecordContext, end: &End) -> Html {
    let name = format!("Remove link: {} {}", end.way.label(), end.reference);
    html! {
        <li class="item__link" key={format!("{}{}", end.way.name(), end.id)}>
            <span class="item__linkwords">
                if let Some(title) = &end.title {
                    { item_link(context.store.route(), &end.reference) }{ " " }<span dir="auto">{ title }</span>
                } else {
                    { &end.reference }<span class="meta">{ " is not in this register" }</span>
                }
                { " " }<span class="badge">{ if end.struck { "Struck out" } else { &*end.status } }</span>
            </span>
            if context.editable {
                <button type="button" class="button button--quiet button--small" aria-label={name} onclick={removes(context, end)}>{ "✕" }</button>
            }
        </li>
    }
}

fn removes(context: &RecordContext, end: &End) -> Callback<MouseEvent> {
    let (context, end) = (context.clone(), end.clone());
    Callback::from(move |event: MouseEvent| {
        to_heading(&event);
        let (record, to) = if end.way.outward { (context.id(), end.id) } else { (end.id, context.id()) };
        context.act(Command::Unlink { record, link: end.way.link, to }, &format!("Link to {} removed", end.reference));
    })
}
