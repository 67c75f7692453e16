//! The page around the views, the overview and the dialogs, drawn as HTML text.
#![cfg(feature = "testing")]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use raid_register::record::{Assessment, Field, Fields, Kind, Slot, Status, Value};
use raid_register::scheme::{Level, ProcessSetup};
use raid_register::stamp::EventId;
use raid_register::web::app::app_context::AppContext;
use raid_register::web::app::dialogs::{PreviewDialog, ProcessDialog, SchemeDialog, fault_dialog, help_dialog, reading};
use raid_register::web::app::save_pill::{save_pill, sentence};
use raid_register::web::app::settings::{SettingsPage, SettingsPageProps};
use raid_register::web::app::theme::Theme;
use raid_register::web::app::{App, AppProps};
use raid_register::web::files::{Files, Preview, Progress};
use raid_register::web::route::{ListRoute, Route};
use raid_register::web::store::{SaveState, Store};
use raid_register::web::views::overview::overview_view;
use raid_register::web::views::planning::{AgendaView, AgendaViewProps};
use raid_register::workflow::{Command, NewRecord};
use yew::html::BaseComponent;
use yew::prelude::*;

fn draw<C: BaseComponent>(props: C::Properties) -> String {
    let drawn = yew::LocalServerRenderer::<C>::with_props(props).hydratable(false);
    let mut drawing = pin!(drawn.render());
    loop {
        if let Poll::Ready(html) = drawing.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return html;
        }
    }
}

#[derive(Properties, PartialEq)]
struct PieceProps {
    piece: Html,
}

/// A piece of a page, which is drawn only within a component.
#[component]
fn Chunk(props: &PieceProps) -> Html {
    props.piece.clone()
}

fn draw_piece(piece: Html) -> String {
    draw::<Chunk>(PieceProps { piece })
}

fn raise(store: &Store, kind: Kind, reference: &str, fields: &[(Field, &str)]) -> EventId {
    let mut filled = Fields::default();
    for (field, typed) in fields {
        filled.put(*field, Value::parse(field.shape(), typed).expect("a literal value"));
    }
    let command = Command::Raise(Box::new(NewRecord { reference: Some(reference.into()), ..NewRecord::of(kind, filled) }));
    store.session().carry_out(command).expect("nothing speaks against it")[0].about
}

fn assess(store: &Store, record: EventId, slot: Slot, likelihood: usize, impact: usize) {
    let scheme = store.session().read(|session| session.register().scheme.clone());
    let to = Assessment {
        likelihood: Some(Level::ALL[likelihood - 1]),
        impact: Some(Level::ALL[impact - 1]),
        ..Assessment::default()
    };
    store.session().carry_out(Command::Assess { record, slot, to: Some(to.rated(&scheme)) }).expect("nothing speaks against it");
}

/// Three risks, one of them closed; one late action, one late but closed; one change request. Today is 11 October 2023.
fn store() -> Store {
    let store = Store::new("Test register");
    let r1 = raise(&store, Kind::Risk, "R525", &[(Field::Title, "The second SIT data cut is late")]);
    let r2 = raise(&store, Kind::Risk, "R127", &[(Field::Title, "<b>Not bold</b>")]);
    raise(&store, Kind::Risk, "R128", &[(Field::Title, "Not scored yet")]);
    assess(&store, r1, Slot::Current, 4, 5);
    assess(&store, r2, Slot::Current, 3, 3);
    assess(&store, r1, Slot::Proposed, 3, 5);
    raise(
        &store,
        Kind::Action,
        "DAG29-02",
        &[(Field::Title, "Share the slides"), (Field::Due, "2023-10-04"), (Field::Owner, "Design Manager")],
    );
    let closed = raise(&store, Kind::Action, "DAG29-01", &[(Field::Title, "Long done"), (Field::Due, "2023-09-01")]);
    store
        .session()
        .carry_out(Command::Move { record: closed, to: Status::Closed, on: None, why: Some("Done".into()) })
        .expect("it can be closed");
    raise(&store, Kind::ChangeRequest, "CR029", &[(Field::Title, "Change the design")]);
    store
}

fn overview(store: &Store) -> String {
    draw_piece(overview_view(store, &Callback::noop()))
}

fn app_props(store: &Store) -> AppProps {
    AppProps {
        store: store.clone(),
        files: Files::new(store),
        onopenfile: Callback::noop(),
        onexport: Callback::noop(),
        onpublish: Callback::noop(),
        onsample: Callback::noop(),
        onearlier: Callback::noop(),
        theme: "auto".into(),
        hide: "".into(),
    }
}

fn app(store: &Store) -> String {
    draw::<App>(app_props(store))
}

fn app_context(store: &Store) -> AppContext {
    AppContext {
        store: store.clone(),
        files: Files::new(store),
        show: Callback::noop(),
        visit: Callback::noop(),
        choose_file: Callback::noop(),
        export: Callback::noop(),
        publish: Callback::noop(),
        sample: Callback::noop(),
        earlier: Callback::noop(),
        paint: Callback::noop(),
        hide: "".into(),
    }
}

#[track_caller]
fn has(html: &str, words: &str) {
    assert!(html.contains(words), "no “{words}” in {html}");
}

#[track_caller]
fn has_not(html: &str, words: &str) {
    assert!(!html.contains(words), "“{words}” in {html}");
}

#[test]
fn the_overview_counts_by_kind_and_colour() {
    let html = overview(&store());
    has(&html, "6 records, 5 open. 1 is overdue.");
    has(&html, "3 open risks");
    has(&html, "1 open change request");
    has(&html, "1 Critical");
    has(&html, "1 Medium");
    has(&html, "href=\"#list?kind=risk&amp;rag=critical&amp;scope=open\"");
    has_not(&html, ">Milestones<");
}

#[test]
fn the_navigation_leaves_out_what_the_host_hides() {
    let nav = |hide: &'static str| draw::<App>(AppProps { hide: hide.into(), ..app_props(&store()) });
    for (hide, words) in [("board", ">Board<"), ("agenda", ">Agenda<"), ("list?kind=milestone board", ">Milestones<")] {
        has(&nav(""), words);
        has_not(&nav(hide), words);
    }
    has(&nav("board agenda"), ">Calendar<");
    has_not(&nav("board agenda calendar"), "Change requests and meetings");
    has(&nav("nonsense"), ">Board<");
}

#[test]
fn an_agenda_begins_with_the_meetings_own_items_where_it_has_any() {
    let store = store();
    let records = "1. Minutes of <i>DAG028</i>\n\n2. CR029: for decision\n   a. Its costs\n";
    raise(
        &store,
        Kind::Meeting,
        "DAG029",
        &[(Field::Title, "DAG 29"), (Field::HeldOn, "2023-10-11"), (Field::AgendaItems, records)],
    );
    raise(&store, Kind::Meeting, "DAG030", &[(Field::Title, "DAG 30"), (Field::HeldOn, "2023-11-08")]);
    let agenda = |meeting: &str| {
        let (revision, meeting) = (store.listeners().revision(), Some(meeting.to_owned()));
        draw::<AgendaView>(AgendaViewProps { store: store.clone(), revision, onraise: Callback::noop(), meeting })
    };
    let html = agenda("DAG029");
    let places: Vec<_> =
        ["Agenda items</h2>", ">1. Minutes of &lt;i&gt;DAG028", ">2. CR029", ">   a. Its costs<", "For decision</h2>"]
            .map(|words| html.find(words))
            .into();
    assert!(places[0].is_some() && places.is_sorted(), "{places:?} in {html}");
    assert_eq!(html.matches("agenda__line").count(), 3, "an empty line is no item");
    has_not(&agenda("DAG030"), "Agenda items");
}

#[test]
fn each_cell_of_the_matrix_says_what_it_holds_and_opens_its_list() {
    let html = overview(&store());
    has(&html, "aria-label=\"Likelihood 4, impact 5: Critical, 1 open risk\"");
    has(&html, "aria-label=\"Likelihood 3, impact 3: Medium, 1 open risk\"");
    has(&html, "aria-label=\"Likelihood 5, impact 5: Critical, 0 open risks\"");
    has(&html, "href=\"#list?kind=risk&amp;scope=open&amp;cell=4x5\"");
    assert_eq!(html.matches("matrix__link").count(), 25);
}

#[test]
fn what_the_matrix_cannot_show_is_said() {
    let html = overview(&store());
    has(&html, "1 open risk cannot be placed in the matrix");
    has(&html, "1 proposed assessment waits for agreement");
}

#[test]
fn what_is_overdue_says_since_when_and_whose_it_is() {
    let html = overview(&store());
    has(&html, "7 days overdue");
    has(&html, "due 4 Oct 2023");
    has(&html, "Design Manager");
    has(&html, "Open it as a list");
}

#[test]
fn what_changed_last_says_what_who_and_when() {
    let html = overview(&store());
    has(&html, "status Open → Closed: Done");
    has(&html, "Register user");
    has(&html, "11 October 2023");
}

#[test]
fn hostile_text_stays_text() {
    let html = overview(&store());
    has(&html, "&lt;b&gt;Not bold&lt;/b&gt;");
    has_not(&html, "<b>Not");
}

#[test]
fn an_empty_register_offers_three_ways_to_start() {
    let html = overview(&Store::new("Empty"));
    for words in ["Open a file…", "Open the sample register", "Raise the first risk"] {
        has(&html, words);
    }
}

#[test]
fn the_page_has_its_regions_and_every_control_a_name() {
    let store = store();
    store.route().go(Route::List(ListRoute::of(Kind::Risk)));
    let html = app(&store);
    for words in ["role=\"region\"", "<nav", "role=\"search\"", "role=\"status\"", "role=\"alert\"", "Skip to the content"] {
        has(&html, words);
    }
    for name in ["aria-label=\"Undo\"", "aria-label=\"Redo\"", "aria-label=\"Settings\"", "aria-label=\"Help\"", "for=\"search\""]
    {
        has(&html, name);
    }
    has(&html, "Export this list");
    has(&html, "aria-current=\"page\"");
    has_not(&html, "style=");
}

#[test]
fn undo_says_what_it_would_take_back() {
    let store = Store::new("Test");
    has(&app(&store), "title=\"Nothing to undo\"");
    raise(&store, Kind::Risk, "R1", &[(Field::Title, "One")]);
    has(&app(&store), "title=\"Undo: risk raised\"");
    store.session().undo().expect("it can be taken back");
    has(&app(&store), "title=\"Redo: raised");
}

#[test]
fn a_register_for_reading_offers_nothing_that_changes_it() {
    let store = store();
    store.session().set_read_only(true);
    let html = app(&store);
    has(&html, "Read only");
    has(&html, "Export everything");
    for words in ["Open a file…", "Begin a register…", "aria-label=\"Undo\"", ", rename"] {
        has_not(&html, words);
    }
}

#[test]
fn the_save_state_is_a_word_and_a_reason() {
    let word = |state: SaveState| draw_piece(save_pill(&state, false));
    has(&word(SaveState::Saved), "</span>Saved</span>");
    has(&word(SaveState::Saving), "Saving…");
    has(&word(SaveState::Memory("storage is denied here".into())), "In memory only");
    has(&word(SaveState::Failed("the disk is full".into())), "Not saved");
    has(
        &sentence(&SaveState::Memory("storage is denied here.".into()), false),
        "In memory only: storage is denied here. What you do here",
    );
    has(&sentence(&SaveState::Saved, false), "in this browser");
    has(&sentence(&SaveState::Saved, true), "where the page around keeps the register");
}

#[test]
fn where_storage_is_denied_the_page_says_so() {
    let store = store();
    has_not(&app(&store), "banner--storage");
    store.save_status().set(SaveState::Memory("this page may not use the browser’s storage".into()), false);
    has(&app(&store), "In memory only: this page may not use the browser’s storage.");
}

#[test]
fn messages_go_to_the_region_of_their_kind() {
    let store = store();
    store.notices().announce("Done");
    has(&app(&store), "<div role=\"status\" aria-live=\"polite\"><p class=\"toast\"");
    store.notices().complain("That went wrong");
    has(&app(&store), "<div role=\"alert\"><p class=\"toast toast--problem\"");
}

fn preview() -> Preview {
    let kinds = vec![(Kind::Risk, 2), (Kind::ChangeRequest, 1)];
    let (name, title) = ("tmag.raid.json".into(), "TMAG register".into());
    let shared = (2, 1);
    let (same, differences) = (false, None);
    Preview {
        name,
        title,
        kinds,
        changed: 1_697_018_400,
        filtered: true,
        baseline: true,
        shared,
        numbers: false,
        same,
        differences,
    }
}

fn previewed(store: &Store) -> String {
    let props = raid_register::web::app::dialogs::PreviewDialogProps { context: app_context(store), preview: preview() };
    draw::<PreviewDialog>(props)
}

#[test]
fn a_file_shows_what_it_holds_before_it_replaces_anything() {
    let html = previewed(&store());
    has(&html, "TMAG register");
    has(&html, "tmag.raid.json");
    has(&html, "2 risks, 1 change request.");
    has(&html, "Last change: 11 October 2023");
    has(&html, "part of a register only");
    has(&html, "as a baseline");
    has(&html, "This copy gives out reference numbers");
}

#[test]
fn the_preview_says_what_becomes_of_the_present_register() {
    let store = store();
    store.save_status().set(SaveState::Saved, false);
    has(&previewed(&store), "stays in this browser’s backups");
    has_not(&previewed(&store), "pushes out");
    store.note_next_out(Some("“MHHS”, in use until 1 December 2026, 10:00"));
    let says = "It pushes out the oldest of them, “MHHS”, in use until 1 December 2026, 10:00: pin that one first to keep it.";
    has(&previewed(&store), says);
    let same = Preview { same: true, ..preview() };
    has(
        &draw::<PreviewDialog>(raid_register::web::app::dialogs::PreviewDialogProps {
            context: app_context(&store),
            preview: same,
        }),
        says,
    );
    store.note_next_out(None);
    has_not(&previewed(&store), "pushes out");
    store.save_status().set(SaveState::Memory("storage is denied".into()), false);
    has(&previewed(&store), "what is not exported is gone");
    has_not(&previewed(&Store::new("Empty")), "which is open now");
}

#[test]
fn a_bad_file_is_told_in_one_sentence() {
    let html = draw_piece(fault_dialog(&app_context(&store()), "The file is empty"));
    has(&html, "The file is empty.");
    has(&html, "Nothing was changed.");
}

#[test]
fn reading_a_large_file_shows_how_far_it_is() {
    let progress = Progress { label: "Reading big.raid.json".into(), percent: 40 };
    let html = draw_piece(reading(&progress));
    has(&html, "value=\"40\"");
    has(&html, "for=\"reading-bar\"");
}

#[test]
fn settings_offer_to_number_what_came_from_other_copies() {
    let store = store();
    store.session().set_custodian(false);
    let unnumbered = Command::Raise(Box::new(NewRecord::of(Kind::Risk, titled("Raised elsewhere"))));
    store.session().carry_out(unnumbered).expect("nothing speaks against it");
    has_not(&settings(&store), "Number 1 record");
    store.session().set_custodian(true);
    has(&settings(&store), "Number 1 record");
}

fn titled(title: &str) -> Fields {
    let mut fields = Fields::default();
    fields.put(Field::Title, Some(Value::Text(title.into())));
    fields
}

fn settings(store: &Store) -> String {
    draw::<SettingsPage>(SettingsPageProps { context: app_context(store), revision: 0, theme: Theme::Dark })
}

#[test]
fn the_matrix_editor_names_each_of_its_cells() {
    let props = raid_register::web::app::dialogs::SchemeDialogProps { context: app_context(&store()), onclose: Callback::noop() };
    let html = draw::<SchemeDialog>(props);
    assert_eq!(html.matches("Level at likelihood").count(), 25);
    has(&html, "Level at likelihood 5, impact 1");
    has(&html, "keeps the level it was given");
}

#[test]
fn the_change_process_has_a_named_control_for_each_part_of_it() {
    let store = store();
    let mut to = store.session().read(|session| session.register().scheme.clone());
    let status_labels = Some([("Raised".to_owned(), "Submitted".to_owned())].into());
    let skipped_stages = vec!["impactAssessment".to_owned()];
    to.process = Some(ProcessSetup { skipped_stages, status_labels, ..ProcessSetup::default() });
    store.session().carry_out(Command::ChangeScheme { to: Box::new(to) }).expect("nothing speaks against it");
    let props = raid_register::web::app::dialogs::ProcessDialogProps { context: app_context(&store), onclose: Callback::noop() };
    let html = draw::<ProcessDialog>(props);
    has(&html, "To be “Submitted”");
    has(&html, "Wording of: the implementation plan, or why none is needed");
    has(&html, "value=\"Submitted\"");
    has(&html, "aria-label=\"Name of the status Raised\"");
    assert_eq!(html.matches("disabled=").count(), 1, "the first decision goes with the impact assessment");
    for id in html.split(" id=\"process-").skip(1).filter_map(|rest| rest.split('"').next()) {
        let is_named = id.ends_with("-hint") || id.starts_with("wording-") || html.contains(&format!("for=\"process-{id}\""));
        assert!(is_named, "{id} has no label");
    }
}

#[test]
fn the_help_sheet_lists_the_keys() {
    let html = draw_piece(help_dialog(&Store::new("Test"), &Callback::noop()));
    has(&html, "<kbd class=\"kbd\">Ctrl</kbd>");
    has(&html, "Raise a record");
}
