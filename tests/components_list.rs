//! The list, drawn as HTML text.
#![cfg(feature = "testing")]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use raid_register::query::{Column, DueFilter, Filter, Sort};
use raid_register::record::{Field, Fields, Kind, Status, Value};
use raid_register::web::route::ListRoute;
use raid_register::web::store::Store;
use raid_register::web::views::list::{ListViewProps, list_view};
use raid_register::workflow::{Command, NewRecord};
use yew::LocalServerRenderer;
use yew::prelude::*;

#[component]
fn List(props: &ListViewProps) -> Html {
    list_view(props.clone())
}

fn html(store: &Store, list: ListRoute) -> String {
    let props = ListViewProps {
        store: store.clone(),
        revision: store.listeners().revision(),
        list,
        onexport: Callback::noop(),
        onraise: Callback::noop(),
    };
    let drawn = LocalServerRenderer::<List>::with_props(props).hydratable(false);
    let mut drawing = pin!(drawn.render());
    loop {
        if let Poll::Ready(html) = drawing.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return html;
        }
    }
}

fn raise(store: &Store, kind: Kind, reference: &str, fields: &[(Field, &str)]) {
    let mut filled = Fields::default();
    for (field, typed) in fields {
        filled.put(*field, Value::parse(field.shape(), typed).expect("fits"));
    }
    let command = Command::Raise(Box::new(NewRecord { reference: Some(reference.into()), ..NewRecord::of(kind, filled) }));
    store.session().carry_out(command).expect("raised");
}

fn store() -> Store {
    let store = Store::new("Test");
    raise(
        &store,
        Kind::Risk,
        "R525",
        &[(Field::Title, "The second SIT data cut is late"), (Field::Owner, "Test Manager"), (Field::Groups, "TMAG, DAG")],
    );
    raise(&store, Kind::Risk, "R127", &[(Field::Title, "<b>Not bold</b> & \"plain\"")]);
    raise(&store, Kind::Action, "DAG29-07", &[(Field::Title, "Confirm the plan"), (Field::Due, "ASAP")]);
    raise(&store, Kind::Action, "DAG29-02", &[(Field::Title, "Share the slides"), (Field::Due, "2023-10-04")]);
    raise(&store, Kind::Action, "DAG29-03", &[(Field::Title, "Come back with an answer"), (Field::Due, "meeting DAG030")]);
    store
}

fn narrowed(filter: Filter) -> ListRoute {
    ListRoute { filter, ..ListRoute::default() }
}

/// The row of one record.
fn row(html: &str, reference: &str) -> String {
    let rows = html.split("<tr").filter(|row| row.contains("list__row"));
    rows.filter(|row| row.contains(&format!(">{reference}<"))).map(str::to_owned).collect()
}

#[test]
fn the_table_says_what_it_is() {
    let html = html(&store(), ListRoute::default());
    for part in [
        r#"role="grid""#,
        r#"aria-label="All records""#,
        r#"aria-rowcount="6""#,
        r#"aria-colcount="9""#,
        r#"aria-multiselectable="true""#,
        r#"role="columnheader""#,
        r#"aria-rowindex="2""#,
        r#"<h1 id="list-title""#,
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert_eq!(html.matches(r#"scope="col""#).count(), 9);
    assert!(!html.contains("style="), "a strict policy allows no style attribute");
}

#[test]
fn one_heading_says_how_the_list_is_sorted() {
    let by_title = ListRoute { sort: Sort { column: Column::Title, descending: true }, ..ListRoute::default() };
    let html = html(&store(), by_title);
    assert_eq!(html.matches("aria-sort").count(), 1);
    let heading = html.split("<th").find(|heading| heading.contains("aria-sort")).unwrap();
    assert!(heading.contains(r#"aria-sort="descending""#) && heading.contains("Title"), "{heading}");
    assert!(heading.contains(r#"<button type="button" class="list__sort""#));
}

#[test]
fn references_sort_as_people_expect_and_one_row_takes_the_tab_key() {
    let html = html(&store(), ListRoute::of(Kind::Risk));
    assert!(html.find("R127").unwrap() < html.find("R525").unwrap());
    assert_eq!(html.matches(r#"tabindex="0""#).count(), 1);
    assert!(html.contains(r##"href="#item/R127""##));
}

#[test]
fn a_list_of_one_kind_needs_no_column_for_it() {
    assert!(!html(&store(), ListRoute::of(Kind::Risk)).contains("list__c-kind"));
    assert!(html(&store(), ListRoute::default()).contains("list__c-kind"));
    let chosen = ListRoute { columns: Some(vec![Column::Kind, Column::Reference]), ..ListRoute::of(Kind::Risk) };
    let html = html(&store(), chosen);
    assert!(html.contains("list__c-kind") && !html.contains("list__c-title"));
}

#[test]
fn due_is_said_in_words() {
    let html = html(&store(), ListRoute::of(Kind::Action));
    assert!(row(&html, "DAG29-07").contains("ASAP"));
    assert!(row(&html, "DAG29-03").contains("meeting DAG030"));
    let overdue = row(&html, "DAG29-02");
    assert!(overdue.contains("4 Oct 2023") && overdue.contains(">Overdue <"), "{overdue}");
    assert!(!row(&html, "DAG29-07").contains("Overdue"));
    assert!(html.contains("3 · 1 overdue"));
}

#[test]
fn text_stays_text() {
    let html = html(&store(), ListRoute::of(Kind::Risk));
    assert!(html.contains("&lt;b&gt;Not bold") && !html.contains("<b>Not"));
}

#[test]
fn each_filter_is_a_chip_that_can_be_removed() {
    let filter = Filter {
        kinds: vec![Kind::Action],
        statuses: vec![Status::Open],
        due: DueFilter::Overdue,
        text: "slides".into(),
        ..Filter::default()
    };
    let html = html(&store(), narrowed(filter));
    for words in ["Actions", "Status: Open", "Due: overdue", "Text: slides"] {
        assert!(html.contains(&format!(r#"aria-label="Remove filter {words}""#)), "{words}");
    }
    assert!(html.contains("4 filters – clear"));
    assert!(html.contains("1 of 3 · 1 overdue"));
    assert!(html.contains("Export this 1"));
    assert!(html.contains(r#"aria-label="Clear the search""#));
}

#[test]
fn without_a_filter_there_is_no_chip_and_everything_is_exported() {
    let html = html(&store(), ListRoute::default());
    assert!(!html.contains("Active filters"));
    assert!(html.contains("Export all 5"));
}

#[test]
fn the_filters_offer_what_occurs() {
    let html = html(&store(), ListRoute::default());
    assert!(html.contains(r#"<option value="Test Manager">Test Manager</option>"#));
    assert!(html.contains(r#"<option value="DAG">DAG</option>"#));
    assert!(html.contains(">Risks<") && html.contains(">Actions<") && !html.contains(">Milestones<"));
    for id in ["list-search", "list-kind", "list-scope", "list-status", "list-owner", "list-group", "list-due", "list-milestone"]
    {
        assert!(html.contains(&format!(r#"for="{id}""#)) && html.contains(&format!(r#"id="{id}""#)), "{id}");
    }
}

#[test]
fn an_empty_register_offers_to_raise() {
    let empty = Store::new("Empty");
    let html_all = html(&empty, ListRoute::default());
    assert!(
        html_all.contains("There are no records yet") && html_all.contains("Raise a risk") && html_all.contains("Raise an issue")
    );
    let html = html(&empty, ListRoute::of(Kind::ChangeRequest));
    assert!(html.contains("There are no change requests yet") && html.contains("Raise a change request"));
    assert!(!html.contains("<table"));
}

#[test]
fn where_nothing_matches_the_filters_can_be_cleared() {
    let html = html(&store(), narrowed(Filter { text: "zebra".into(), ..Filter::default() }));
    assert!(html.contains("No record matches") && html.contains("Clear the filters"));
    assert!(html.contains("0 of 5"));
}

#[test]
fn only_the_rows_on_the_screen_are_drawn() {
    let store = Store::new("Long");
    for number in 1..=300 {
        raise(&store, Kind::Risk, &format!("R{number}"), &[(Field::Title, "A risk")]);
    }
    let html = html(&store, ListRoute::default());
    let rows = html.matches(r#"class="list__row"#).count();
    assert!((10..=40).contains(&rows), "{rows}");
    assert!(html.contains(r#"aria-rowcount="301""#));
    assert!(html.contains("list__space"));
}

#[test]
fn the_strip_adds_up_what_is_listed() {
    let store = store();
    raise(&store, Kind::Issue, "I1", &[(Field::Title, "An issue"), (Field::Severity, "High")]);
    let html = html(&store, ListRoute::default());
    assert!(html.contains(r#"viewBox="0 0 6 1""#));
    assert!(html.contains("1 High or Red") && html.contains("5 Not rated"));
}

#[test]
fn where_nothing_is_rated_there_is_no_strip() {
    assert!(!html(&store(), ListRoute::default()).contains("list__strip"));
}

#[test]
fn a_list_of_change_requests_has_no_empty_rating_and_owner() {
    let store = Store::new("Changes");
    raise(&store, Kind::ChangeRequest, "CR032", &[(Field::Title, "Use the existing report")]);
    let mut list = ListRoute::default();
    list.filter.kinds = vec![Kind::ChangeRequest];
    let html = html(&store, list);
    assert!(html.contains(">CR032<"));
    for absent in ["1 Not rated", "list__strip", "list__rag-chips", "list__c-rag", "list__c-owner"] {
        assert!(!html.contains(absent), "{absent} in {html}");
    }
}
