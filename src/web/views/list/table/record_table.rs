//! The table: only the rows that are on the screen, and a keyboard that reaches all of them.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::edited_cell::EditedCell;
use super::header::Header;
use super::print_rows::PrintRows;
use super::table_events::{on_key, on_over, on_press};
use super::table_msg::Msg;
use super::table_props::TableProps;
use super::viewport::{Sizes, Watch, measure, set_pixels, set_style};
use super::window::{OVERSCAN, Piece, Window};
use crate::state::RowId;
use crate::web::views::list::rows::RowLine;

/// A table that draws what is seen. Scrolling moves a window over the rows; the active row keeps the focus wherever it is.
pub(crate) struct RecordTable {
    scroller: NodeRef,
    /// What stands in for rows that are not drawn, from the top.
    spaces: [NodeRef; 3],
    pub(super) sizes: Sizes,
    pub(super) active: Option<usize>,
    pub(super) wants_scroll: bool,
    pub(super) wants_focus: bool,
    /// The cell that is edited, and the form over it.
    pub(super) editing: Option<EditedCell>,
    pub(super) over: NodeRef,
    /// The focus is to go into the form.
    pub(super) wants_field: bool,
    /// What stands there is selected, as where the Tab key leads in any form.
    pub(super) selects: bool,
    /// Counts as forms open and close.
    pub(super) forms: u64,
    /// The record that the last form was about, until the list has followed.
    pub(super) kept: Option<RowId>,
    /// How often other columns were chosen: rows are then made anew.
    made: u32,
    /// The cell that shows a hint.
    pub(super) hinted: Option<Element>,
    watch: Option<Watch>,
    print_rows: Option<PrintRows>,
    /// The widths that the page has been given.
    widths: Rc<Vec<usize>>,
}

impl Component for RecordTable {
    type Message = Msg;
    type Properties = TableProps;

    fn create(_: &Context<Self>) -> Self {
        RecordTable {
            scroller: NodeRef::default(),
            spaces: Default::default(),
            sizes: Sizes::default(),
            active: None,
            wants_scroll: false,
            wants_focus: false,
            editing: None,
            over: NodeRef::default(),
            wants_field: false,
            selects: false,
            forms: 0,
            kept: None,
            made: 0,
            hinted: None,
            watch: None,
            print_rows: None,
            widths: Rc::default(),
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Self::Properties) -> bool {
        let props = ctx.props();
        if let Some(print_rows) = &self.print_rows {
            print_rows.update(props);
        }
        if props.columns != old.columns {
            self.made += 1;
            // What was typed is kept by then, or said not to be.
            self.give_up(ctx);
        }
        if props.list.filter != old.list.filter || props.list.sort != old.list.sort {
            self.active = None;
            self.scroll(0.0);
        } else if props.view != old.view {
            let row_id = self.active.and_then(|place| old.view.rows.get(place)).copied();
            let place = row_id.and_then(|row_id| self.place_of(ctx, row_id));
            // The row that a person is at work on stays where it is on the screen, and the others move.
            if let (Some(from), Some(to), true) = (self.active, place, self.editing.is_some() || self.kept.is_some()) {
                self.scroll((self.sizes.scroll + (to as f64 - from as f64) * self.sizes.row).max(0.0));
            }
            // Where it has left the list, the next one takes its place, and the focus.
            let last = props.view.rows.len().checked_sub(1);
            self.active = place.or_else(|| Some(self.active?.min(last?)));
        }
        if props.data != old.data {
            self.kept = None;
            if self.edited(ctx).is_none() {
                // Another register is open: its records are others.
                self.give_up(ctx);
            }
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Moved => {
                self.unhint();
                let is_moved = self.measure(ctx);
                self.lay(ctx);
                is_moved
            }
            Msg::Key(movement, shift) => self.key(ctx, movement, shift),
            Msg::Open(place) => self.open(ctx, place),
            Msg::Press(place) => self.press(ctx, place),
            Msg::Edit(place) => self.edit(ctx, place),
            Msg::Closed(form, to) => self.closed(ctx, form, to),
            Msg::Choose(place, shift) => self.choose(ctx, place, shift),
            Msg::Over(cell, place, column) => self.hint(ctx, cell, place, column),
            Msg::Recall => self.recall(ctx),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let count = props.view.rows.len();
        let tell = ctx.link().callback(|msg: Msg| msg);
        let headings: Vec<String> = props.store.session().read(|session| {
            let heading = |column: &crate::query::Column| {
                session.register().scheme.column_label(*column, &props.list.filter.kinds).to_owned()
            };
            props.columns.iter().map(heading).collect()
        });
        let header = html! {
            <Header route={props.store.route().clone()} columns={props.columns.clone()} widths={props.widths.clone()} {headings} sort={props.list.sort} {count}
                selected={props.selection.len()} onchoose={props.onchoose.clone()} />
        };
        html! {
            <div ref={self.scroller.clone()} class="list__scroll" onkeydown={on_key(&tell)}>
                <table class="list__table" role="grid" aria-label={props.label.clone()} aria-rowcount={(count + 1).to_string()}
                    aria-colcount={(props.columns.len() + 1).to_string()} aria-multiselectable="true">
                    { header }
                    <tbody role="rowgroup" onclick={on_press(&tell)} onpointerover={on_over(&tell)}>{ for self.body(ctx) }</tbody>
                </table>
                { self.form(ctx) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        self.stretch(ctx);
        self.widen(ctx);
        if first_render {
            self.begin(ctx);
        }
        if std::mem::take(&mut self.wants_scroll)
            && let Some(scroller) = self.element()
        {
            scroller.set_scroll_top(self.sizes.scroll as i32);
        }
        if std::mem::take(&mut self.wants_focus) {
            let row = self.element().and_then(|scroller| scroller.query_selector("tr[tabindex='0']").ok().flatten());
            if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
                let _ = row.focus();
            }
        }
        self.lay(ctx);
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().is_edited.set(false);
    }
}

impl RecordTable {
    pub(super) fn element(&self) -> Option<Element> {
        self.scroller.cast::<Element>()
    }

    fn begin(&mut self, ctx: &Context<Self>) {
        let Some(scroller) = self.element() else { return };
        let moved = ctx.link().callback(|()| Msg::Moved);
        self.watch = Some(Watch::new(&scroller, move || moved.emit(())));
        self.print_rows = Some(PrintRows::new(&scroller, ctx.props()));
        ctx.link().send_message(Msg::Moved);
        ctx.link().send_message(Msg::Recall);
    }

    fn window(&self, count: usize) -> Window {
        Window::at(self.sizes.scroll, self.sizes.height, self.sizes.row, count)
    }

    /// The row that the Tab key leads to.
    pub(super) fn stop(&self, count: usize) -> usize {
        self.active.unwrap_or((self.sizes.scroll / self.sizes.row.max(1.0)).ceil() as usize).min(count.saturating_sub(1))
    }

    fn measure(&mut self, ctx: &Context<Self>) -> bool {
        let Some(scroller) = self.element() else { return false };
        let count = ctx.props().view.rows.len();
        let before = (self.window(count), self.stop(count), self.sizes.row);
        let asked = self.sizes.scroll;
        self.sizes = measure(&scroller, self.sizes);
        if self.wants_scroll {
            // The page has not scrolled there yet: what it says now is of before.
            self.sizes.scroll = asked;
        }
        before != (self.window(count), self.stop(count), self.sizes.row)
    }

    fn pieces(&self, count: usize) -> Vec<Piece> {
        self.window(count).pieces(self.active, count)
    }

    /// The rows that are drawn and the spaces between them, all with keys: a row that stays is never drawn anew, or it
    /// would lose the focus.
    fn body(&self, ctx: &Context<Self>) -> Vec<Html> {
        let columns = (ctx.props().columns.len() + 1).to_string();
        let mut spaces = self.spaces.iter().enumerate();
        let pieces = self.pieces(ctx.props().view.rows.len()).into_iter();
        pieces.filter_map(|piece| match piece {
            Piece::Row(place) => Some(self.row(ctx, place)),
            Piece::Space(_) => spaces.next().map(|(at, node)| {
                html! { <tr key={format!("space-{at}")} class="list__space" aria-hidden="true"><td ref={node.clone()} colspan={columns.clone()}></td></tr> }
            }),
        }).collect()
    }

    fn row(&self, ctx: &Context<Self>, place: usize) -> Html {
        let props = ctx.props();
        let row_id = props.view.rows[place];
        // What was kept is read at once; the list follows, and then the numbers are all the same again.
        let kept = if self.kept == Some(row_id) { self.forms << 32 } else { 0 };
        html! {
            <RowLine key={self.key_of(place)} session={props.store.session().clone()} {row_id} data={props.data + kept} today={props.today} {place}
                columns={props.columns.clone()} is_selected={props.selection.holds(row_id)}
                is_active={place == self.stop(props.view.rows.len())} />
        }
    }

    /// Rows are keyed by place, so that another record in the same place changes words and nothing else. The active row
    /// keeps one key wherever it is, or it would lose the focus.
    fn key_of(&self, place: usize) -> String {
        let seen = (self.sizes.height / self.sizes.row.max(1.0)).ceil() as usize;
        let pool = (seen + 2 * OVERSCAN + 2).clamp(16, 500);
        let made = self.made;
        if self.active == Some(place) { format!("active-{made}") } else { format!("{}-{made}", place % pool) }
    }

    /// Gives the table room for its columns, through CSSOM.
    fn widen(&mut self, ctx: &Context<Self>) {
        let widths = &ctx.props().widths;
        let Some(scroller) = self.element().filter(|_| !Rc::ptr_eq(widths, &self.widths)) else { return };
        self.widths = Rc::clone(widths);
        let letters = |element: &Element, name: &str, number: usize| set_style(element, name, &number.to_string());
        if let Ok(Some(table)) = scroller.query_selector("table") {
            letters(&table, "--list-letters", widths.iter().sum());
            letters(&table, "--list-columns", widths.len());
        }
    }

    /// Makes the spaces as tall as the rows they stand in for. Through CSSOM: a strict Content-Security-Policy allows no
    /// style attribute.
    fn stretch(&self, ctx: &Context<Self>) {
        let pieces = self.pieces(ctx.props().view.rows.len());
        let rows = pieces.iter().filter_map(|piece| match piece {
            Piece::Space(rows) => Some(*rows),
            Piece::Row(_) => None,
        });
        for (node, rows) in self.spaces.iter().zip(rows) {
            if let Some(cell) = node.cast::<Element>() {
                set_pixels(&cell, "height", rows as f64 * self.sizes.row);
            }
        }
    }
}
