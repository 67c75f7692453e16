//! The record page and the form that raises a record, drawn to HTML.
#![cfg(feature = "testing")]

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use raid_register::record::{Assessment, Extra, Field, Fields, Kind, LinkType, Slot, Status, Step, Value};
use raid_register::scheme::{Level, Scheme};
use raid_register::session::Session;
use raid_register::snapshot;
use raid_register::stamp::{EventId, Replica, Stamp};
use raid_register::web::store::Store;
use raid_register::web::views::record::{RaiseDialog, RaiseDialogProps, item_view};
use raid_register::workflow::{Command, NewRecord};
use yew::prelude::*;

/// Drawing to HTML never waits for anything from outside.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..10_000 {
        if let Poll::Ready(done) = future.as_mut().poll(&mut context) {
            return done;
        }
    }
    panic!("drawing waits for something");
}

#[derive(Properties, PartialEq)]
struct PageProps {
    store: Store,
    reference: AttrValue,
}

/// What is drawn, is drawn within a component.
#[component]
fn Page(props: &PageProps) -> Html {
    item_view(&props.store, props.store.listeners().revision(), &props.reference)
}

fn page(store: &Store, reference: &str) -> String {
    let props = PageProps { store: store.clone(), reference: reference.to_owned().into() };
    now(yew::LocalServerRenderer::<Page>::with_props(props).hydratable(false).render())
}

fn dialog(store: &Store, kind: Kind) -> String {
    let props = RaiseDialogProps { store: store.clone(), kind, onclose: Callback::noop() };
    now(yew::LocalServerRenderer::<RaiseDialog>::with_props(props).hydratable(false).render())
}

fn raise(store: &Store, kind: Kind, reference: &str, fields: &[(Field, &str)]) -> EventId {
    let mut filled = Fields::default();
    for (field, typed) in fields {
        filled.put(*field, Value::parse(field.shape(), typed).expect("a literal value"));
    }
    let command = Command::Raise(Box::new(NewRecord { reference: Some(reference.into()), ..NewRecord::of(kind, filled) }));
    store.session().carry_out(command).expect("nothing speaks against it")[0].about
}

fn level(number: usize) -> Option<Level> {
    Some(Level::ALL[number - 1])
}

fn assessment(likelihood: Option<Level>, impact: Option<Level>, by: Option<&str>) -> Option<Assessment> {
    let on = raid_register::calendar::read_day("1 August 2023").ok();
    Some(Assessment { likelihood, impact, on, by: by.map(Into::into), ..Assessment::default() })
}

/// R525 of the August 2023 slide pack, with what stands around it.
fn sample() -> (Store, EventId) {
    let store = Store::new("TMAG");
    store.begin("TMAG", Scheme::default());
    let milestone = raise(&store, Kind::Milestone, "M15", &[(Field::Title, "End of migration")]);
    let risk = raise(
        &store,
        Kind::Risk,
        "R525",
        &[
            (Field::Title, "Suppliers with large portfolios <img src=x onerror=alert(1)>"),
            (Field::Description, "There is a risk that qualification tranches are contested"),
            (Field::Owner, "Programme (PMO)"),
            (Field::Groups, "TMAG, DAG"),
            (Field::ExternalRefs, "DIN 685, P0210"),
            (Field::NextReview, "01/09/2023"),
        ],
    );
    let action = raise(&store, Kind::Action, "TMAG21-02", &[(Field::Title, "Update on R525"), (Field::Due, "ASAP")]);
    let step = Step {
        id: EventId { tick: 1, replica: Replica(0) },
        text: "Share agreements".into(),
        owner: None,
        due: None,
        done: None,
        extra: Extra::new(),
    };
    let commands = [
        Command::Assess { record: risk, slot: Slot::Current, to: assessment(level(4), level(5), None) },
        Command::Assess { record: risk, slot: Slot::Proposed, to: assessment(level(4), level(4), Some("the programme")) },
        Command::AddStep { record: risk, step },
        Command::Note { record: risk, text: "Discussed at TMAG".into() },
        Command::Link { record: risk, link: LinkType::Threatens, to: milestone },
        Command::Link { record: action, link: LinkType::RaisedFrom, to: risk },
        Command::EditCustom { record: risk, name: "Tranche".into(), to: Some("2".into()) },
        Command::Alias { record: risk, alias: "R 525".into() },
    ];
    for command in commands {
        store.session().carry_out(command).expect("nothing speaks against it");
    }
    (store, risk)
}

fn assert_has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "missing {part} in {html}");
    }
}

#[test]
fn a_risk_shows_everything_about_it() {
    let (store, _) = sample();
    let html = page(&store, "r525");
    assert_has(&html, &["<h1", "Suppliers with large portfolios", ">R525<", ">Risk<", "Back to overview"]);
    assert_has(&html, &[">Assessment<", ">Mitigation<", ">Notes<", ">History<", ">Links<", ">Details<", ">Fields of your own<"]);
    assert_has(&html, &["Proposed, not yet agreed", "Impact 5 → 4", "Agree", "Withdraw", "Likelihood 4, impact 5"]);
    assert_has(&html, &["Share agreements", "Discussed at TMAG", "Tranche", "R 525", "Overdue since 1 September 2023"]);
    assert_has(&html, &["DIN ", "685", "P0210", "Testing and Migration Advisory Group"]);
}

#[test]
fn history_is_told_in_words_newest_first() {
    let (store, _) = sample();
    let html = page(&store, "R525");
    assert_has(
        &html,
        &[
            "Impact 5 → 4, level Critical → High, proposed by the programme</span><span>, <time datetime=\"2023-08-01\">1 August 2023</time>",
            "Risk raised",
        ],
    );
    assert!(html.find("Also known as R 525") < html.find("Risk raised"));
}

#[test]
fn links_show_both_ways() {
    let (store, _) = sample();
    let risk = page(&store, "R525");
    assert_has(&risk, &["Threatens", "#item/M15", "End of migration", "Planned", "Gave rise to", "#item/TMAG21-02"]);
    assert_has(&page(&store, "M15"), &["Threatened by", "#item/R525"]);
    assert_has(&page(&store, "TMAG21-02"), &["Raised from", "#item/R525", "ASAP"]);
}

#[test]
fn every_edit_button_has_a_name() {
    let (store, _) = sample();
    let html = page(&store, "R525");
    assert_has(
        &html,
        &[
            "aria-label=\"Edit owner\"",
            "aria-label=\"Edit title\"",
            "aria-label=\"Add impact statement\"",
            "Add a field",
            "Add a note",
        ],
    );
    assert_has(&html, &["aria-label=\"Remove link: threatens M15\"", "aria-label=\"Mark done: Share agreements\""]);
    assert_has(&html, &[">Close…<", ">Link…<", ">Duplicate<", ">Strike out…<", ": change status"]);
}

#[test]
fn what_was_typed_is_never_markup() {
    let (store, _) = sample();
    let html = page(&store, "R525");
    assert!(!html.contains("<img"), "{html}");
    assert!(!html.contains("style="), "{html}");
    assert_has(&html, &["&lt;img src=x onerror=alert(1)&gt;"]);
}

#[test]
fn ids_occur_once() {
    let (store, _) = sample();
    for html in [page(&store, "R525"), dialog(&store, Kind::Risk), dialog(&store, Kind::ChangeRequest)] {
        let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{html}");
        let refers = html.split(" for=\"").skip(1).filter_map(|rest| rest.split('"').next());
        refers.for_each(|target| assert!(ids.contains(&target), "no control {target}"));
    }
}

#[test]
fn nothing_can_be_edited_when_reading_only() {
    let (store, _) = sample();
    store.session().set_read_only(true);
    let html = page(&store, "R525");
    for part in ["Edit owner", "Add a field", "Close…", "Strike out…", "Agree<", "Remove link", "Not filled in"] {
        assert!(!html.contains(part), "{part}");
    }
    assert_has(&html, &["Programme (PMO)", "History"]);
}

#[test]
fn a_link_is_offered_where_the_address_leads_to_the_record() {
    let (store, _) = sample();
    assert!(!page(&store, "R525").contains("Copy link"));
    store.route().set_addressed();
    assert_has(&page(&store, "R525"), &[">Copy link<"]);
}

#[test]
fn a_change_request_shows_its_own_fields_and_no_assessment() {
    let store = Store::new("DAG");
    let fields = [
        (Field::Title, "Change to IF-165"),
        (Field::ChangeRaiser, "NGESO"),
        (Field::ReleaseDate, "tbc"),
        (Field::TargetDecision, "meeting DAG030"),
    ];
    let change = raise(&store, Kind::ChangeRequest, "CR032", &fields);
    let why = "Pending the implementation plan".into();
    store
        .session()
        .carry_out(Command::Override { record: change, to: Status::Deferred, on: Some(store.session().today()), why })
        .expect("it can be deferred");
    let html = page(&store, "CR32");
    assert_has(
        &html,
        &["Change Raiser", "NGESO", "To be confirmed", "At DAG030", "Deferred", "Pending the implementation plan", "Withdraw…"],
    );
    assert_has(&html, &["Status Raised → Deferred: Pending the implementation plan"]);
    assert_has(&html, &["Went to “Deferred” on ", "although something was missing: “Deferred” does not follow “Raised”"]);
    assert!(!html.contains("item-assessment-title") && !html.contains("item-mitigation-title"));
}

#[test]
fn a_settled_record_can_be_reopened_and_a_struck_one_is_only_read() {
    let (store, risk) = sample();
    let why = Some("Mitigated".to_owned());
    store.session().carry_out(Command::Move { record: risk, to: Status::Closed, on: None, why }).expect("it can be closed");
    assert_has(&page(&store, "R525"), &["Reopen…", "Status Open → Closed: Mitigated"]);
    store.session().carry_out(Command::Remove { record: risk, why: "Raised twice".into() }).expect("it can be struck out");
    let html = page(&store, "R525");
    assert_has(&html, &["This record is struck out", "Struck out as raised in error: Raised twice"]);
    assert!(!html.contains("Edit owner") && !html.contains("Reopen…"));
    assert_has(&html, &["Bring back"]);
    store.session().carry_out(Command::Note { record: risk, text: "Too late".into() }).expect_err("it is struck out");
    store.session().carry_out(Command::Restore { record: risk }).expect("it can be brought back");
    assert_has(&page(&store, "R525"), &["Reopen…", "Brought back"]);
}

#[test]
fn a_note_that_was_struck_out_stands_apart_with_a_way_back() {
    let (store, risk) = sample();
    let note =
        store.session().carry_out(Command::Note { record: risk, text: "By e-mail".into() }).expect("it can be written")[0].id;
    assert_has(&page(&store, "R525"), &["aria-label=\"Strike out: By e-mail\""]);
    store.session().carry_out(Command::StrikeNote { record: risk, note }).expect("it can be struck out");
    assert_has(&page(&store, "R525"), &["Struck out (1)", "aria-label=\"Bring back: By e-mail\"", "Note struck out: By e-mail"]);
}

#[test]
fn what_is_not_there_is_said_with_a_way_on() {
    let (store, _) = sample();
    let html = page(&store, "R5259");
    assert_has(&html, &["There is no record R5259 in this register", "#item/R525", "All records", "href=\"#list\""]);
    assert!(!page(&store, "<b>").contains("<b>"));
}

#[test]
fn raising_asks_for_what_the_kind_needs() {
    let (store, _) = sample();
    let risk = dialog(&store, Kind::Risk);
    assert_has(
        &risk,
        &[
            "Raise a risk",
            ">Title<",
            "There is a risk that",
            "This may lead to",
            ">Likelihood<",
            ">Owner<",
            "Leave it empty for R526",
        ],
    );
    assert_has(
        &risk,
        &[
            "value=\"11 October 2023\"",
            "for=\"raise-title\"",
            "aria-required=\"true\"",
            "aria-describedby=\"raise-description-hint\"",
        ],
    );
    let change = dialog(&store, Kind::ChangeRequest);
    assert_has(
        &change,
        &["Raise a change request", "Change Raiser", "Issue statement", "The proposed change", "Justification", "CR001"],
    );
    assert_has(&dialog(&store, Kind::Dependency), &["There is a dependency on", ">Provider<", ">Receiver<", ">Needed by<"]);
    assert_has(&dialog(&store, Kind::Action), &["Raise an action", ">Due<", ">Raised at<"]);
}

#[test]
fn a_conflict_shows_both_values_with_their_authors_and_the_choice() {
    let (store, record) = sample();
    let mut other = Session::of(snapshot::read(store.session().read_log(Session::export)).expect("our own file opens"));
    let edit = |words: &str| Command::Edit { record, field: Field::Category, to: Some(Value::Text(words.into())) };
    store.session().set_user("Programme (PMO)");
    store.session().carry_out(edit("Migration")).expect("nothing speaks against it");
    let stamp = Stamp { by: "Test Manager".into(), replica: Replica(7), ..store.session().stamp() };
    other.carry_out(&edit("Testing"), &stamp).expect("nothing speaks against it");
    store.merger().merge(other.events());
    let html = page(&store, "R525");
    for words in ["Two people changed the same", "Migration", "Testing", "Test Manager", "Keep this", "Take that"] {
        assert!(html.contains(words), "{words}: {html}");
    }
    store.session().carry_out(edit("Delivery")).expect("nothing speaks against it");
    assert!(!page(&store, "R525").contains("Two people changed the same"));
}

#[test]
fn a_word_of_a_newer_version_is_shown_and_said_to_be_one() {
    let (store, _) = sample();
    let file = String::from_utf8(store.session().read_log(Session::export)).expect("text");
    let newer = [("\"formatVersion\": 1", "\"formatVersion\": 2"), ("\"risk\"", "\"peril\""), ("\"threatens\"", "\"informs\"")];
    let file = newer.iter().fold(file, |file, (ours, theirs)| file.replace(ours, theirs));
    let opened = Store::new("TMAG");
    opened.merger().merge(Session::of(snapshot::read(file.into_bytes()).expect("it opens")).events());
    let html = page(&opened, "R525");
    assert_has(
        &html,
        &["“peril” comes from a newer version of this program", ">peril<", "informs", "Suppliers with large portfolios"],
    );
    assert!(page(&store, "R525").contains(">Duplicate<") && !html.contains(">Duplicate<"), "this version cannot raise one");
    opened.session().read(|session| {
        let kinds = session.register().kinds();
        let found: Vec<(&str, u32)> = kinds.iter().map(|(kind, count)| (kind.plural(), *count)).collect();
        assert_eq!(found, [("Actions", 1), ("Milestones", 1), ("peril", 1)]);
    });
}
