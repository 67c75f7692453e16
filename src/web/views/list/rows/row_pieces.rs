//! The pieces of a row in the page, and writing other words into them.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, Node};

use super::cells::{Cell, Look};
use super::row_content::{RowContent, address, overdue, rag_class, select, tab};
use crate::query::Column;
use crate::web::views::parts::mark;

/// What can change in a row.
pub(super) struct RowPieces {
    row: Element,
    check: HtmlInputElement,
    cells: Vec<CellPieces>,
}

struct CellPieces {
    cell: Element,
    /// The link, or what holds the mark.
    part: Option<Element>,
    /// The text of the mark, or the word "overdue".
    mark: Option<Node>,
    words: Node,
}

impl RowPieces {
    /// Finds them where [`super::row_line::RowLine`] has put them.
    pub(super) fn of(row: Element, columns: &[Column]) -> Option<RowPieces> {
        let mut cell = row.first_element_child()?;
        let check = cell.first_element_child()?.dyn_into().ok()?;
        let mut cells = Vec::with_capacity(columns.len());
        for _ in columns {
            cell = cell.next_element_sibling()?;
            cells.push(CellPieces::of(cell.clone())?);
        }
        Some(RowPieces { row, check, cells })
    }

    /// Writes what differs.
    pub(super) fn write(&self, columns: &[Column], old: &RowContent, new: &RowContent) {
        let set = |name: &str, value: &str| drop(self.row.set_attribute(name, value));
        if (old.is_selected, old.is_active) != (new.is_selected, new.is_active) {
            self.row.set_class_name(new.class());
            set("tabindex", tab(new.is_active));
            set("aria-selected", if new.is_selected { "true" } else { "false" });
            self.check.set_checked(new.is_selected);
        }
        if old.place != new.place {
            set("aria-rowindex", &(new.place + 2).to_string());
        }
        if old.reference != new.reference {
            drop(self.check.set_attribute("aria-label", &select(&new.reference)));
        }
        for (at, (pieces, column)) in self.cells.iter().zip(columns).enumerate() {
            if let (Some(old), Some(new)) = (old.cells.get(at), new.cells.get(at)) {
                pieces.write(*column, old, new);
            }
        }
    }
}

impl CellPieces {
    fn of(cell: Element) -> Option<CellPieces> {
        let part = cell.first_element_child();
        let mark = part.as_ref().and_then(Element::first_element_child).and_then(|mark| mark.first_child());
        let last = cell.last_child()?;
        // The words of a link or a mark stand within it.
        let words = if last.node_type() == Node::TEXT_NODE { last } else { last.last_child()? };
        Some(CellPieces { cell, part, mark, words })
    }

    fn write(&self, column: Column, old: &Cell, new: &Cell) {
        if old == new {
            return;
        }
        if old.words != new.words {
            self.words.set_node_value(Some(&new.words));
        }
        if (old.look == Look::Settled, old.words.is_empty()) != (new.look == Look::Settled, new.words.is_empty()) {
            self.cell.set_class_name(&new.class(column));
        }
        let Some(part) = &self.part else { return };
        if column == Column::Reference {
            drop(part.set_attribute("href", &address(&new.words)));
        } else if old.look != new.look {
            let text = match new.look {
                Look::Rag(rag) => {
                    part.set_class_name(&rag_class(rag));
                    hide(part, new.words.is_empty());
                    mark(rag)
                }
                look @ (Look::Overdue | Look::Plain | Look::Settled) => {
                    hide(part, look != Look::Overdue);
                    overdue(look)
                }
            };
            if let Some(mark) = &self.mark {
                mark.set_node_value(Some(text));
            }
        }
    }
}

fn hide(element: &Element, is_hidden: bool) {
    let _ = if is_hidden { element.set_attribute("hidden", "") } else { element.remove_attribute("hidden") };
}

/// The cell that an event is about, and its column's place; the box is no column.
pub(crate) fn cell_at(target: &Element) -> Option<(Element, usize)> {
    let cell = target.closest(".list__cell").ok().flatten()?;
    let mut before = 0;
    let mut earlier = cell.previous_element_sibling();
    while let Some(sibling) = earlier {
        before += 1;
        earlier = sibling.previous_element_sibling();
    }
    Some((cell, usize::checked_sub(before, 1)?))
}

/// The place in the list of the row that an event is about.
pub(crate) fn place_at(target: &Element) -> Option<usize> {
    let row = target.closest(".list__row").ok().flatten()?;
    row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2)
}
