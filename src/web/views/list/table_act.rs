//! What keys and presses do in the table.

use yew::prelude::*;

use super::last_opened;
use super::movement::Movement;
use super::row_line::RowAct;
use super::selection::Choose;
use super::table::{Msg, Table};
use super::window::scroll_to;
use crate::register::Record;

impl Table {
    /// Draws the rows of another place; the page scrolls there once they are drawn and the spaces have their heights.
    pub(super) fn scroll(&mut self, to: f64) {
        // Asking the page to scroll makes it lay everything out at once, so it is not asked in vain.
        self.wants_scroll |= self.sizes.scroll != to;
        self.sizes.scroll = to;
    }

    fn show(&mut self, place: usize) {
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
        let Some(record) = rows.get(here).copied() else { return false };
        match movement {
            Movement::Open => self.open(ctx, record),
            Movement::Select if shift => props.onchoose.emit(Choose::Range(record, record)),
            Movement::Select => props.onchoose.emit(Choose::Toggle(record)),
            Movement::All => props.onchoose.emit(Choose::All),
            Movement::Nothing => props.onchoose.emit(Choose::Nothing),
            Movement::By(_) | Movement::Page(_) | Movement::First | Movement::Last => {
                let page = (self.sizes.height / self.sizes.row.max(1.0)) as usize;
                let Some(to) = movement.target(here, rows.len(), page) else { return false };
                self.show(to);
                if shift {
                    props.onchoose.emit(Choose::Range(record, rows[to]));
                }
                return true;
            }
        }
        // A row that becomes the active one is drawn anew under another key, and would lose the focus.
        self.wants_focus = self.active.replace(here) != Some(here) && !matches!(movement, Movement::Open);
        true
    }

    fn open(&self, ctx: &Context<Self>, record: Record) {
        let known = |session: &crate::session::Session| {
            let register = session.register();
            Some((register.id(record), register.item(record)?.shown_reference()))
        };
        if let Some((id, reference)) = ctx.props().store.read(known) {
            ctx.link().send_message(Msg::Row(RowAct::Open(id, reference)));
        }
    }

    /// A range by mouse begins at the active row when no selection began anywhere.
    pub(super) fn choose(&mut self, ctx: &Context<Self>, record: Record, choose: Choose) -> bool {
        let rows = &ctx.props().view.rows;
        let from = self.active.and_then(|place| rows.get(place)).copied().unwrap_or(record);
        self.active = rows.iter().position(|have| *have == record);
        ctx.props().onchoose.emit(match choose {
            Choose::Range(..) => Choose::Range(from, record),
            Choose::Toggle(_) | Choose::All | Choose::Nothing => choose,
        });
        true
    }

    pub(super) fn recall(&mut self, ctx: &Context<Self>) -> bool {
        let props = ctx.props();
        let id = last_opened::recall(&props.list);
        let record = id.and_then(|id| props.store.read(|session| session.register().by_id(id)));
        let place = record.and_then(|record| props.view.rows.iter().position(|have| *have == record));
        if let Some(place) = place {
            self.show(place);
        }
        place.is_some()
    }
}
