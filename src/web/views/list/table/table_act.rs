//! What keys and presses do in the table.

use web_sys::Element;
use yew::prelude::*;

use super::last_opened::{self, Opened};
use super::movement::Movement;
use super::record_table::RecordTable;
use super::window::scroll_to;
use crate::web::route::Route;
use crate::web::views::list::rows::Cells;
use crate::web::views::list::selection::Choose;

impl RecordTable {
    /// Draws the rows of another place; the page scrolls there once they are drawn and the spaces have their heights.
    pub(super) fn scroll(&mut self, to: f64) {
        // Asking the page to scroll makes it lay everything out at once, so it is not asked in vain.
        self.wants_scroll |= self.sizes.scroll != to;
        self.sizes.scroll = to;
    }

    pub(super) fn show(&mut self, place: usize) {
        let to = scroll_to(place, self.sizes.scroll, self.sizes.height, self.sizes.row);
        if (to - self.sizes.scroll).abs() >= 1.0 {
            self.scroll(to.ceil());
        }
        self.active = Some(place);
        self.wants_focus = true;
    }

    pub(super) fn key(&mut self, ctx: &Context<Self>, movement: Movement, shift: bool) -> bool {
        let props = ctx.props();
        let rows = &props.view.rows;
        let here = self.stop(rows.len());
        let Some(row_id) = rows.get(here).copied() else { return false };
        match movement {
            Movement::Open => return self.open(ctx, here),
            Movement::Select if shift => props.onchoose.emit(Choose::Range(row_id, row_id)),
            Movement::Select => props.onchoose.emit(Choose::Toggle(row_id)),
            Movement::All => props.onchoose.emit(Choose::All),
            Movement::Nothing => props.onchoose.emit(Choose::Nothing),
            Movement::By(_) | Movement::Page(_) | Movement::First | Movement::Last => {
                let page = (self.sizes.height / self.sizes.row.max(1.0)) as usize;
                let Some(to) = movement.target(here, rows.len(), page) else { return false };
                self.show(to);
                if shift {
                    props.onchoose.emit(Choose::Range(row_id, rows[to]));
                }
                return true;
            }
        }
        // A row that becomes the active one is drawn anew under another key, and would lose the focus.
        self.wants_focus = self.active.replace(here) != Some(here) && !matches!(movement, Movement::Open);
        true
    }

    pub(super) fn open(&self, ctx: &Context<Self>, place: usize) -> bool {
        let props = ctx.props();
        let Some(row_id) = props.view.rows.get(place).copied() else { return false };
        let known = |session: &crate::session::Session| {
            let register = session.register();
            Some((register.id(row_id), register.summary(row_id, &[])?.0))
        };
        if let Some((id, reference)) = props.store.session().read(known) {
            last_opened::remember(&props.list, Opened { id, scroll: self.sizes.scroll });
            props.store.route().go(Route::Record(reference));
        }
        false
    }

    /// A range by mouse begins at the active row when no selection began anywhere.
    pub(super) fn choose(&mut self, ctx: &Context<Self>, place: usize, shift: bool) -> bool {
        let rows = &ctx.props().view.rows;
        let Some(row_id) = rows.get(place).copied() else { return false };
        let from = self.active.and_then(|place| rows.get(place)).copied().unwrap_or(row_id);
        self.active = Some(place);
        ctx.props().onchoose.emit(if shift { Choose::Range(from, row_id) } else { Choose::Toggle(row_id) });
        true
    }

    /// Says a cell in full where the pointer is over it and not all of it is seen.
    pub(super) fn hint(&mut self, ctx: &Context<Self>, cell: Element, place: usize, column: usize) -> bool {
        if self.hinted.as_ref() == Some(&cell) {
            return false;
        }
        self.unhint();
        let props = ctx.props();
        let (Some(row_id), Some(column)) = (props.view.rows.get(place), props.columns.get(column)) else { return false };
        let more =
            props.store.session().read(|session| Cells::of(session.register(), *row_id, props.today, &[*column])?.hint(*column));
        let cut = || cell.text_content().filter(|_| cell.scroll_width() > cell.client_width());
        if let Some(hint) = more.or_else(cut) {
            drop(cell.set_attribute("title", &hint));
            self.hinted = Some(cell);
        }
        false
    }

    /// Rows show other records when the table has moved.
    pub(super) fn unhint(&mut self) {
        if let Some(cell) = self.hinted.take() {
            drop(cell.remove_attribute("title"));
        }
    }

    pub(super) fn recall(&mut self, ctx: &Context<Self>) -> bool {
        let props = ctx.props();
        let Some(opened) = last_opened::recall(&props.list) else { return false };
        let row_id = props.store.session().read(|session| session.register().by_id(opened.id));
        let Some(place) = row_id.and_then(|row_id| self.place_of(ctx, row_id)) else { return false };
        self.scroll(opened.scroll);
        self.show(place);
        true
    }
}
