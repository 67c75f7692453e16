//! The rows of a printed list, in a table body of their own.
//!
//! They are made within `beforeprint` itself, because browsers print what is there when that event ends: Firefox runs no
//! microtask before it prints, and Yew draws in one.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::{Document, Element};

use super::table_props::TableProps;
use crate::query::Column;
use crate::web::views::list::rows::RowLineProps;
use crate::web::views::list::rows::{Cell, Look};
use crate::web::views::list::rows::{address, rag_class};
use crate::web::views::parts::mark;

/// The most rows that are printed.
const MOST: usize = 500;
const BODY: &str = "list__print-rows";
const NOTE: &str = "list__print-note";

/// Adds the rows before the page is printed and removes them afterwards, until it is dropped.
pub(super) struct PrintRows {
    props: Rc<RefCell<TableProps>>,
    _listeners: Vec<EventListener>,
}

impl PrintRows {
    /// Prints the table in `scroller`.
    pub(super) fn new(scroller: &Element, props: &TableProps) -> PrintRows {
        let props = Rc::new(RefCell::new(props.clone()));
        let (shown, place) = (Rc::clone(&props), scroller.clone());
        let show = move |is_printing| {
            remove(&place);
            if is_printing {
                add(&place, &shown.borrow());
            }
        };
        PrintRows { props, _listeners: listen(Rc::new(show)) }
    }

    /// Prints these from now on.
    pub(super) fn update(&self, props: &TableProps) {
        *self.props.borrow_mut() = props.clone();
    }
}

/// Hears of printing, and of a window that is shown as it would be printed.
fn listen(show: Rc<dyn Fn(bool)>) -> Vec<EventListener> {
    let window = gloo::utils::window();
    let on = |name: &'static str, is_printing| {
        let show = Rc::clone(&show);
        EventListener::new(&window, name, move |_| show(is_printing))
    };
    let mut listeners = vec![on("beforeprint", true), on("afterprint", false)];
    if let Ok(Some(media)) = window.match_media("print") {
        let now = media.clone();
        listeners.push(EventListener::new(&media, "change", move |_| show(now.matches())));
    }
    listeners
}

#[cold]
fn remove(scroller: &Element) {
    for class in [BODY, NOTE] {
        if let Ok(Some(element)) = scroller.query_selector(&format!(".{class}")) {
            element.remove();
        }
    }
}

#[cold]
fn add(scroller: &Element, props: &TableProps) {
    let Some(document) = scroller.owner_document() else { return };
    let count = props.view.rows.len();
    if let (Ok(Some(table)), Some(body)) = (scroller.query_selector("table"), new(&document, "tbody", BODY)) {
        for place in 0..count.min(MOST) {
            append(&body, row(&document, props, place));
        }
        append(&table, Some(body));
    }
    if count > MOST {
        let note = new(&document, "p", NOTE);
        append(scroller, note.map(|note| with_text(note, &format!("The first {MOST} of {count} records are printed."))));
    }
}

fn row(document: &Document, props: &TableProps, place: usize) -> Option<Element> {
    let shown = RowLineProps {
        session: props.store.session().clone(),
        row_id: props.view.rows[place],
        data: props.data,
        today: props.today,
        place,
        columns: Rc::clone(&props.columns),
        is_selected: false,
        is_active: false,
    }
    .shown();
    let row = new(document, "tr", shown.class())?;
    for (column, cell) in props.columns.iter().zip(&shown.cells) {
        append(&row, self::cell(document, *column, cell));
    }
    Some(row)
}

/// As on the screen, without what only a pointer or the keyboard needs.
fn cell(document: &Document, column: Column, cell: &Cell) -> Option<Element> {
    let made = new(document, "td", &cell.class(column))?;
    let words = cell.words.as_str();
    match (column, cell.look) {
        (Column::Reference, _) => {
            let link = with_text(new(document, "a", "item-link")?, words);
            let _ = link.set_attribute("href", &address(words));
            append(&made, Some(link));
        }
        (_, Look::Rag(rag)) if !words.is_empty() => {
            let sign = with_text(new(document, "span", "rag__mark")?, mark(rag));
            let level = new(document, "span", &rag_class(rag))?;
            append(&level, Some(sign));
            append(&made, Some(with_text(level, words)));
        }
        (_, Look::Overdue) => {
            append(&made, new(document, "span", "list__overdue"));
            return Some(with_text(made, words));
        }
        (_, Look::Rag(_) | Look::Plain | Look::Settled) => return Some(with_text(made, words)),
    }
    Some(made)
}

/// An element of that name and class. `None` never happens: the names are valid.
fn new(document: &Document, name: &str, class: &str) -> Option<Element> {
    let element = document.create_element(name).ok()?;
    element.set_class_name(class);
    Some(element)
}

fn with_text(element: Element, words: &str) -> Element {
    let _ = element.append_with_str_1(words);
    element
}

fn append(parent: &Element, child: Option<Element>) {
    if let Some(child) = child {
        let _ = parent.append_child(&child);
    }
}
