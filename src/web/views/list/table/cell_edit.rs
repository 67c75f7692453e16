//! Editing a cell where it stands: the record page's own form, laid over the cell. The row beneath is not touched until the
//! words are kept.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::edited_cell::{EditedCell, subject_edited};
use super::record_table::RecordTable;
use super::table_msg::Msg;
use super::viewport::set_pixels;
use crate::query::Column;
use crate::state::RowId;
use crate::web::platform::frame;
use crate::web::second_part::{self, second_part};
use crate::web::views::list::selection::Choose;
use crate::web::views::parts::{Placeholder, focus, from_second_part};
use crate::web::views::record::{Focus, InPlace, InPlaceProps, Layout};

impl RecordTable {
    /// Opens a form in that row: of the title, or of the first cell that has one where the title is not shown. What another
    /// form holds is kept; if it was refused, it is put right or given up first.
    pub(super) fn edit(&mut self, ctx: &Context<Self>, place: usize) -> bool {
        if self.insists() {
            return false;
        }
        let title = ctx.props().columns.iter().position(|column| *column == Column::Title);
        let opened = title.is_some_and(|at| self.open_form(ctx, place, at)) || self.open_next(ctx, place, 0, 1);
        if !opened {
            ctx.props().store.notices().announce("Nothing can be changed here: Enter opens the record’s page");
        }
        opened
    }

    /// The cell, if it is edited in the list. A card leaves some cells out.
    fn cell_edited(&self, ctx: &Context<Self>, place: usize, at: usize) -> Option<EditedCell> {
        let props = ctx.props();
        let row_id = *props.view.rows.get(place).filter(|_| !props.store.session().is_read_only())?;
        let column = *props.columns.get(at)?;
        if self.cell(place, at).is_some_and(|cell| cell.client_width() == 0) {
            return None;
        }
        props.store.session().read(|session| {
            let register = session.register();
            let subject = subject_edited(&register.scheme, column, register.row(row_id).kind)?;
            Some(EditedCell { id: register.id(row_id), reference: register.summary(row_id, &[])?.0, at, subject })
        })
    }

    fn open_form(&mut self, ctx: &Context<Self>, place: usize, at: usize) -> bool {
        let Some(editing) = self.cell_edited(ctx, place, at) else { return false };
        self.editing = Some(editing);
        self.unhint();
        self.show(place);
        self.wants_focus = false;
        self.wants_field = true;
        self.forms += 1;
        ctx.props().is_edited.set(true);
        if !second_part::is_loaded() {
            // The form is laid out, and takes the focus, when it is drawn.
            let link = ctx.link().clone();
            second_part::when_loaded_quietly(move || frame::after(move || link.send_message(Msg::Moved)));
        }
        true
    }

    /// The first form that opens from a column on, in that direction.
    fn open_next(&mut self, ctx: &Context<Self>, place: usize, from: usize, step: isize) -> bool {
        let mut at = Some(from).filter(|at| *at < ctx.props().columns.len());
        while let Some(here) = at {
            if self.open_form(ctx, place, here) {
                return true;
            }
            at = here.checked_add_signed(step).filter(|at| *at < ctx.props().columns.len());
        }
        false
    }

    /// That form has closed: the row says what was kept, and the focus goes on.
    pub(super) fn closed(&mut self, ctx: &Context<Self>, form: u64, to: Option<Focus>) -> bool {
        if form != self.forms {
            return false;
        }
        if ctx.props().view.rows.is_empty() {
            // The list waited for the form before it said that it is empty.
            ctx.props().onchoose.emit(Choose::Nothing);
        }
        let row_id = self.edited(ctx);
        let place = row_id.and_then(|row_id| self.place_of(ctx, row_id));
        let Some(editing) = self.editing.take() else { return false };
        ctx.props().is_edited.set(false);
        self.forms += 1;
        self.kept = row_id;
        let next = match to {
            Some(Focus::Next) => editing.at.checked_add(1).zip(Some(1)),
            Some(Focus::Previous) => editing.at.checked_sub(1).zip(Some(-1)),
            Some(Focus::Button | Focus::Control) => None,
            None => return true,
        };
        if let (Some((at, step)), Some(place)) = (next, place)
            && self.open_next(ctx, place, at, step)
        {
            self.selects = true;
            return true;
        }
        // Before the form goes, where the row is there: a browser that takes away what has the focus lays the page out for it.
        let is_stop = self.active == place;
        let row = place.filter(|_| is_stop).and_then(|place| self.find(&format!("tr[aria-rowindex='{}']", place + 2)));
        focus(row.as_ref());
        self.active = place;
        self.wants_focus = row.is_none();
        true
    }

    /// A press on a row opens its record. Beside a form that is open it keeps what was typed and does no more.
    pub(super) fn press(&mut self, ctx: &Context<Self>, place: usize) -> bool {
        if self.editing.is_none() {
            return self.open(ctx, place);
        }
        self.insists();
        false
    }

    /// Whether a form holds what was refused, or what somebody else has changed meanwhile. It has the focus then.
    fn insists(&self) -> bool {
        let waits = self.find(".list__editor:has([aria-invalid], .item__meanwhile) #list-cell-field");
        focus(waits.as_ref());
        waits.is_some()
    }

    /// Takes the form away: it keeps what it holds, or says that it cannot.
    pub(super) fn give_up(&mut self, ctx: &Context<Self>) {
        self.editing = None;
        ctx.props().is_edited.set(false);
    }

    pub(super) fn place_of(&self, ctx: &Context<Self>, row_id: RowId) -> Option<usize> {
        ctx.props().view.rows.iter().position(|have| *have == row_id)
    }

    /// The record that is edited.
    pub(super) fn edited(&self, ctx: &Context<Self>) -> Option<RowId> {
        let id = self.editing.as_ref()?.id;
        ctx.props().store.session().read(|session| session.register().by_id(id))
    }

    /// The form. Where its row has left the list, it says whose it is.
    pub(super) fn form(&self, ctx: &Context<Self>) -> Html {
        let Some(editing) = &self.editing else { return html! {} };
        let (store, row_id, form) = (&ctx.props().store, self.edited(ctx), self.forms);
        let is_alone = row_id.and_then(|row_id| self.place_of(ctx, row_id)).is_none();
        let value = |row_id| store.session().read(|session| editing.subject.value(session.register(), row_id));
        let props = InPlaceProps {
            store: store.clone(),
            record: editing.id,
            subject: editing.subject.clone(),
            value: row_id.and_then(value),
            editable: true,
            layout: Layout::Cell,
            landed: false,
            onsaved: Callback::noop(),
            reference: editing.reference.clone(),
            onclosed: ctx.link().callback(move |to| Msg::Closed(form, to)),
            children: Html::default(),
        };
        html! {
            <div ref={self.over.clone()} class={if is_alone { "list__editor list__editor--alone" } else { "list__editor" }}>
                { from_second_part(Placeholder::Overlay, move || field(form, &props)) }
            </div>
        }
    }

    /// Lays the form over its cell, and what belongs to it beneath, or above where there is more room.
    pub(super) fn lay(&mut self, ctx: &Context<Self>) {
        let (Some(editing), Some(scroller), Some(over)) = (&self.editing, self.element(), self.over.cast::<Element>()) else {
            return;
        };
        if let Some(cell) = self.edited(ctx).and_then(|row_id| self.cell(self.place_of(ctx, row_id)?, editing.at)) {
            let (cell, seen) = (cell.get_bounding_client_rect(), scroller.get_bounding_client_rect());
            // Where the page around is zoomed, what is seen and what is laid out are of two sizes.
            let zoom = scroller.dyn_ref::<HtmlElement>().map_or(1.0, |list| f64::from(list.offset_width()) / seen.width());
            let top = (cell.top() - seen.top()) * zoom;
            let set = |name: &str, to: f64| set_pixels(&over, name, to);
            set("width", cell.width() * zoom);
            let most = scroller.scroll_width() - over.scroll_width() - 2;
            let left = ((cell.left() - seen.left()) * zoom + f64::from(scroller.scroll_left())).min(f64::from(most));
            let down = top + f64::from(scroller.scroll_top() - scroller.client_top());
            for (name, to) in [("height", cell.height() * zoom), ("left", left), ("top", down)] {
                set(name, to);
            }
            drop(over.set_attribute("data-side", if top > self.sizes.height / 2.0 { "above" } else { "below" }));
        }
        let field = self.find("#list-cell-field").filter(|_| self.wants_field);
        if field.is_some() {
            self.wants_field = false;
            let selects = std::mem::take(&mut self.selects);
            focus(field.as_ref());
            if let Some(field) = field.as_ref().and_then(|field| field.dyn_ref::<HtmlInputElement>()).filter(|_| selects) {
                field.select();
            }
        }
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.element()?.query_selector(selector).ok().flatten()
    }

    /// The cell of a column, in the row at that place, if it is in the page.
    fn cell(&self, place: usize, column: usize) -> Option<Element> {
        self.find(&format!("[aria-rowindex='{}'] > :nth-child({})", place + 2, column + 2))
    }
}

second_part! {
    "61" fn field(form: u64, props: &InPlaceProps) -> Html {
        html! { <InPlace key={form} ..props.clone() /> }
    }
}
