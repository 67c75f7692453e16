//! What a meeting has before it, set out as the programme's papers do.

use std::fmt::Write;

use chrono::NaiveDate;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::calendar_file;
use super::nothing::nothing;
use crate::planning::{Agenda, agenda, meetings};
use crate::record::case::matrix;
use crate::record::{Field, Kind, Record};
use crate::stamp::EventId;
use crate::text::excerpt;
use crate::web::platform::{clipboard, dates};
use crate::web::route::Route;
use crate::web::store::{CurrentRoute, Store};
use crate::web::views::parts::{item_link, item_link_saying};

/// What the agenda is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct AgendaViewProps {
    /// The register.
    pub store: Store,
    /// Grows with every change.
    pub revision: u64,
    /// Asks for the form that raises a record of that kind.
    #[prop_or_default]
    pub onraise: Callback<Kind>,
    /// The meeting's reference; none is the next one.
    pub meeting: Option<String>,
}

const NO_MEETING: &str = "No meeting is in this register yet. Raise one, and put change requests to it as their target decision.";

/// A part of the agenda: its heading, what it says when it is empty, its records.
type Part<'a> = (&'static str, &'static str, &'a [Record]);

fn parts(agenda: &Agenda) -> [Part<'_>; 6] {
    [
        ("For decision", "None", &agenda.for_decision),
        ("For issue to impact assessment", "None", &agenda.for_issue),
        ("For information: on the way", "None", &agenda.on_the_way),
        ("Actions due", "None due", &agenda.actions),
        ("RAID items", "None raised", &agenda.raised),
        ("Decisions made", "None recorded", &agenda.decisions),
    ]
}

/// What a meeting has before it.
#[component]
pub fn AgendaView(props: &AgendaViewProps) -> Html {
    let store = &props.store;
    let all =
        use_memo((store.clone(), props.revision), |(store, _)| store.session().read(|session| meetings(session.register())));
    let asked = props.meeting.as_deref().and_then(|asked| named(store, asked));
    let chosen = choose(&all, asked, store.session().today());
    let Some(meeting) = chosen else {
        return html! {
            <div class="agenda">
                <h1>{ "Agenda" }</h1>
                { nothing(store, NO_MEETING, Kind::Meeting, &props.onraise) }
            </div>
        };
    };
    let missed = props.meeting.as_deref().filter(|_| asked != Some(meeting.id)).map(|typed| missed(store, typed, asked));
    let agenda = store.session().read(|session| agenda(session.register(), meeting));
    let day = meeting.fields.day(Field::HeldOn);
    html! {
        <div class="agenda">
            <div class="planning__head">
                <h1>{ format!("Agenda of {}", meeting.shown_reference()) }</h1>
                <div class="planning__ways">
                    { chooser(store.route(), &all, meeting) }
                    <button type="button" class="button button--small" onclick={copies(store, meeting, &agenda)}>{ "Copy as text" }</button>
                    if let Some(day) = day { { calendar_file::button(store, "Calendar file (.ics)", meeting.shown_reference(), (day, day), Some(meeting.id)) } }
                </div>
            </div>
            if let Some(missed) = missed {
                <p class="meta" role="status" dir="auto">{ format!("{missed} This is the agenda of {}.", meeting.shown_reference()) }</p>
            }
            <p class="agenda__lead">
                { item_link_saying(store.route(), &meeting.shown_reference(), html! { meeting.title() }) }
                if let Some(day) = day.map(dates::long).filter(|day| !meeting.title().contains(day.as_str())) { { format!(" · {day}") } }
            </p>
            { own_items(meeting) }
            { for parts(&agenda).into_iter().map(|part| section(store, part)) }
        </div>
    }
}

/// The record of that reference, in any spelling.
fn named(store: &Store, asked: &str) -> Option<EventId> {
    store.session().read(|session| session.register().by_reference(asked).map(|row_id| session.register().id(row_id)))
}

/// Why what was asked for has no agenda.
fn missed(store: &Store, typed: &str, asked: Option<EventId>) -> String {
    let is = asked.and_then(|asked| {
        store.session().read(|session| {
            let register = session.register();
            register.by_id(asked).map(|row_id| *register.row(row_id))
        })
    });
    match is {
        None => format!("There is no meeting {} in this register.", excerpt(typed)),
        Some(row) if row.removed => format!("{} was struck out.", excerpt(typed)),
        Some(row) if row.kind.is_meeting() => format!("{} was cancelled.", excerpt(typed)),
        Some(row) => format!("{} is {}, not a meeting.", excerpt(typed), store.session().one(row.kind)),
    }
}

/// The meeting that was asked for, or the next one, or the last there was.
fn choose(all: &[Record], asked: Option<EventId>, today: NaiveDate) -> Option<&Record> {
    let named = asked.and_then(|asked| all.iter().find(|meeting| meeting.id == asked));
    let held = |meeting: &&Record| meeting.fields.day(Field::HeldOn);
    let next = || all.iter().find(|meeting| held(meeting).is_some_and(|day| day >= today));
    let last = || all.iter().rfind(|meeting| held(meeting).is_some());
    named.or_else(next).or_else(last).or(all.first())
}

fn chooser(here: &CurrentRoute, all: &[Record], chosen: &Record) -> Html {
    let here = here.clone();
    let onchange = Callback::from(move |event: Event| {
        here.go(Route::Agenda(Some(event.target_unchecked_into::<HtmlSelectElement>().value())));
    });
    let option = |meeting: &Record| {
        let reference = meeting.shown_reference();
        let day = meeting.fields.day(Field::HeldOn).map(|day| format!(", {}", dates::short(day))).unwrap_or_default();
        html! { <option value={reference.clone()} selected={meeting.id == chosen.id}>{ format!("{reference}{day}") }</option> }
    };
    html! {
        <label class="agenda__choice"><span>{ "Meeting" }</span>
            <select class="select" {onchange}>{ for all.iter().rev().map(option) }</select>
        </label>
    }
}

/// The meeting's own agenda items, one a line, with the numbers they were given.
fn lines(meeting: &Record) -> Vec<&str> {
    let records = meeting.fields.text(Field::AgendaItems).unwrap_or_default();
    records.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect()
}

fn own_items(meeting: &Record) -> Html {
    let lines = lines(meeting);
    if lines.is_empty() {
        return html! {};
    }
    html! {
        <section class="panel" aria-labelledby="agenda-items">
            <h2 id="agenda-items" class="panel__title">{ Field::AgendaItems.label() }</h2>
            <ul>{ for lines.into_iter().map(|line| html! { <li class="agenda__line" dir="auto">{ line }</li> }) }</ul>
        </section>
    }
}

fn section(store: &Store, (heading, nothing, records): Part<'_>) -> Html {
    let id = format!("agenda-{}", heading.replace([' ', ':'], "-").to_lowercase());
    html! {
        <section class="panel" aria-labelledby={id.clone()} key={heading}>
            <h2 {id} class="panel__title">{ heading }</h2>
            if records.is_empty() {
                <p class="meta">{ nothing }</p>
            } else {
                <ol class="agenda__items">{ for records.iter().map(|record| html! {
                    <li class="agenda__item" key={record.id.to_string()}>
                        <p>
                            { item_link(store.route(), &record.shown_reference()) }{ " " }<span dir="auto">{ record.title() }</span>
                            { " " }<span class="badge">{ store.session().status_label(record.standing.status) }</span>
                        </p>
                        { for facts(store, record).into_iter().map(|fact| html! { <p class="agenda__fact" dir="auto">{ fact }</p> }) }
                    </li>
                }) }</ol>
            }
        </section>
    }
}

/// What people need to know of a record when its turn comes.
fn facts(store: &Store, record: &Record) -> Vec<String> {
    let today = store.session().today();
    let text = |field: Field| record.fields.text(field).map(|text| format!("{}: {text}", field.label()));
    let mut said: Vec<String> = [text(Field::ChangeRaiser), text(Field::Recommendation)].into_iter().flatten().collect();
    if let Some(round) = record.case.last_round() {
        let seen = matrix(&record.case, round);
        let positions: Vec<String> =
            seen.positions.iter().map(|(position, count)| format!("{} {count}", position.word().to_lowercase())).collect();
        let day = dates::long(round.ended_on().unwrap_or(round.last_day()));
        let verb = match (round.is_open(), round.last_day() < today) {
            (true, true) => "should have closed",
            (true, false) => "closes",
            (false, _) => "closed",
        };
        said.push(format!(
            "Impact assessment {verb} {day}: {}",
            if positions.is_empty() { "no answers".into() } else { positions.join(", ") }
        ));
    }
    if record.fields.text(Field::ChangeRaiser).is_some() && record.fields.value(Field::TargetDecision).is_some() {
        let plan = [Field::ImplementationPlan, Field::PlanWaiver].iter().any(|field| record.fields.value(*field).is_some());
        said.push(if plan { "Implementation plan attached".into() } else { "No implementation plan attached".into() });
    }
    said.extend(record.fields.owner().map(|owner| format!("Owner: {owner}")));
    said.extend(record.fields.due(Field::Due).map(|due| match due.day() {
        Some(day) => format!("Due {}", dates::long(day)),
        None => format!("Due {due}"),
    }));
    store.session().read(|session| {
        let scheme = &session.register().scheme;
        said.extend(record.overrides().iter().map(|step| step.although(scheme)));
    });
    said
}

/// The agenda as plain text, as papers are sent out.
fn text(store: &Store, meeting: &Record, agenda: &Agenda) -> String {
    let day = meeting.fields.day(Field::HeldOn).map(|day| format!(", {}", dates::long(day))).unwrap_or_default();
    let mut out = format!("{} – Agenda{day}\n", meeting.shown_reference());
    let lines = lines(meeting);
    if !lines.is_empty() {
        let _ = writeln!(out, "\n{}", Field::AgendaItems.label());
    }
    for line in lines {
        let _ = writeln!(out, "  {line}");
    }
    for (heading, nothing, records) in parts(agenda) {
        let _ = write!(out, "\n{heading}\n");
        if records.is_empty() {
            let _ = writeln!(out, "  {nothing}");
        }
        for record in records {
            let _ = writeln!(out, "  {} {}", record.shown_reference(), record.title());
            for fact in facts(store, record) {
                let _ = writeln!(out, "      {fact}");
            }
        }
    }
    out
}

fn copies(store: &Store, meeting: &Record, agenda: &Agenda) -> Callback<MouseEvent> {
    let (store, text) = (store.clone(), text(store, meeting, agenda));
    Callback::from(move |_: MouseEvent| {
        let store = store.clone();
        clipboard::copy(text.clone(), move |copied| match copied {
            Ok(()) => store.notices().announce("Agenda copied"),
            Err(_) => store.notices().complain("This browser does not let the page copy. Mark the agenda and copy it by hand."),
        });
    })
}
