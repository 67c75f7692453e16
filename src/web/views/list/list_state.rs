//! The list as a whole: filters above, rows beneath, what is selected between them.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use super::bulk::{BulkChange, BulkDialog, BulkDialogProps, bulk_bar};
use super::columns::{ColumnsDialog, ColumnsDialogProps, widen, widths};
use super::filter::{FilterBar, chips_row};
use super::saved::SavedMenu;
use super::selection::{Choose, Selection};
use super::summary::{Counts, empty, strip};
use super::table::RecordTable;
use super::working::Working;
use crate::query::Column;
use crate::record::Kind;
use crate::state::RowId;
use crate::web::route::ListRoute;
use crate::web::second_part::second_part;
use crate::web::store::{Store, StoreEvent, Subscription};
use crate::web::views::parts::{Placeholder, from_second_part};

/// What the list is drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct ListViewProps {
    /// The register.
    pub store: Store,
    /// Grows with everything that is told.
    pub revision: u64,
    /// What the list is narrowed to, its order, its columns.
    pub list: ListRoute,
    /// Asked to export: these records, or everything.
    #[prop_or_default]
    pub onexport: Callback<Option<Vec<RowId>>>,
    /// Asked to raise a record.
    #[prop_or_default]
    pub onraise: Callback<Kind>,
}

/// One table for each kind and one for all: what the route says, as a list that can be narrowed, ordered and changed.
pub fn list_view(props: ListViewProps) -> Html {
    html! { <ListState ..props /> }
}

pub(super) enum Msg {
    /// The register changed.
    Data,
    Choose(Choose),
    /// Opens, or puts away, the dialog for a change of what is selected.
    Bulk(Option<BulkChange>),
    /// Opens, or puts away, the dialog for columns.
    Columns(bool),
}

/// The list: keeps what was worked out, what is selected, and which dialog is open. All else is in the route.
pub(super) struct ListState {
    data: Rc<Cell<u64>>,
    /// Another register was opened since.
    is_another: Rc<Cell<bool>>,
    working: Working,
    selection: Rc<Selection>,
    columns: Rc<Vec<Column>>,
    widths: Rc<Vec<usize>>,
    bulk: Option<BulkChange>,
    chooses_columns: bool,
    /// Whether a cell is edited: its row says at once what was kept, and the rest of the list follows with the page.
    is_edited: Rc<Cell<bool>>,
    _subscription: Subscription,
}

impl Component for ListState {
    type Message = Msg;
    type Properties = ListViewProps;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        let data = Rc::new(Cell::new(1));
        let is_edited = Rc::new(Cell::new(false));
        let is_another = Rc::new(Cell::new(false));
        let (seen, edited, link) = (Rc::clone(&data), Rc::clone(&is_edited), ctx.link().clone());
        let another = Rc::clone(&is_another);
        let subscription = props.store.listeners().subscribe(move |news| match news {
            StoreEvent::Recorded(_) if edited.get() => seen.set(seen.get() + 1),
            StoreEvent::Recorded(_) | StoreEvent::Heard(_) | StoreEvent::Opened | StoreEvent::Reconciled => {
                another.set(another.get() || matches!(news, StoreEvent::Opened));
                seen.set(seen.get() + 1);
                link.send_message(Msg::Data);
            }
            StoreEvent::Changed | StoreEvent::Saving | StoreEvent::Exported | StoreEvent::Rescued | StoreEvent::Due => {}
        });
        let columns = props.store.session().read(|session| props.list.shown_columns(&session.register().scheme));
        ListState {
            working: Working::of(props.store.session(), &props.list, data.get()),
            data,
            is_another,
            selection: Rc::default(),
            widths: Rc::new(widths_of(props, &columns)),
            columns: Rc::new(columns),
            bulk: None,
            chooses_columns: false,
            is_edited,
            _subscription: subscription,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Self::Properties) -> bool {
        let list = &ctx.props().list;
        let columns = ctx.props().store.session().read(|session| list.shown_columns(&session.register().scheme));
        let has_others = *self.columns != columns || list.filter.kinds != old.list.filter.kinds;
        if has_others {
            self.columns = Rc::new(columns);
        }
        if *list != old.list {
            // The person went elsewhere: what was asked about these rows is asked no more.
            self.bulk = None;
        }
        self.renew(ctx, has_others);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Data => return self.renew(ctx, false),
            Msg::Choose(choose) => Rc::make_mut(&mut self.selection).choose(choose, &self.working.view.rows),
            Msg::Bulk(bulk) => self.bulk = bulk,
            Msg::Columns(open) => self.chooses_columns = open,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        html! {
            <section class="list" aria-labelledby="list-title">
                { self.head(ctx) }
                <FilterBar session={props.store.session().clone()} setup={props.store.session().setup()} route={props.store.route().clone()} filter={props.list.filter.clone()} choices={Rc::clone(&self.working.choices)} />
                { chips_row(&props.store, &props.list.filter) }
                { strip(&self.working.view.rags) }
                { self.selected(ctx) }
                { self.body(ctx) }
                { self.dialogs(ctx) }
            </section>
        }
    }
}

impl ListState {
    /// `has_others`: whether other columns are shown, or other kinds.
    fn renew(&mut self, ctx: &Context<Self>, has_others: bool) -> bool {
        let props = ctx.props();
        let is_another = self.is_another.take();
        if is_another {
            // The numbers of its records are those of others.
            self.selection = Rc::default();
            self.bulk = None;
        }
        if has_others || self.working.data != self.data.get() {
            let changes = (!has_others && !is_another).then(|| self.working.view.changes());
            let widths = match changes {
                Some(changes) => widths_since(props, &self.columns, &self.widths, changes),
                None => widths_of(props, &self.columns),
            };
            if *self.widths != widths {
                self.widths = Rc::new(widths);
            }
        }
        let renewed = self.working.renew(props.store.session(), &props.list, self.data.get(), is_another);
        if renewed && !self.selection.is_empty() {
            Rc::make_mut(&mut self.selection).keep(&self.working.view.rows);
        }
        renewed
    }

    fn head(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let columns = ctx.link().callback(|_: MouseEvent| Msg::Columns(true));
        html! {
            <div class="list__top">
                <h1 id="list-title" class="list__title">{ title(props) }</h1>
                <Counts shown={self.working.count() as u32} total={self.working.total()} overdue={self.working.view.overdue} />
                <div class="list__tools">
                    <SavedMenu store={props.store.clone()} list={props.list.clone()} />
                    <button type="button" class="button button--quiet" aria-haspopup="dialog" onclick={columns}>{ "Columns" }</button>
                    { self.export(props) }
                </div>
            </div>
        }
    }

    fn export(&self, props: &ListViewProps) -> Html {
        let count = self.working.count();
        let narrowed = self.working.is_narrowed();
        let rows = Rc::clone(&self.working.view);
        let onclick = props.onexport.reform(move |_: MouseEvent| narrowed.then(|| rows.rows.clone()));
        let words = match (narrowed, count) {
            (false, _) => format!("Export all {count}"),
            (true, 1) => "Export this 1".into(),
            (true, _) => format!("Export these {count}"),
        };
        html! { <button type="button" class="button" disabled={count == 0} {onclick}>{ words }</button> }
    }

    fn selected(&self, ctx: &Context<Self>) -> Html {
        if self.selection.is_empty() {
            return html! {};
        }
        let onbulk = ctx.link().callback(|bulk| Msg::Bulk(Some(bulk)));
        let onclear = ctx.link().callback(|()| Msg::Choose(Choose::Nothing));
        bulk_bar(&ctx.props().store, &self.columns, self.selection.len(), &onbulk, &onclear)
    }

    fn body(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        // Half-typed words stay where they are.
        if self.working.count() == 0 && !self.is_edited.get() {
            let onraise = (!props.store.session().is_read_only()).then_some(&props.onraise);
            return empty(&props.store, &props.list.filter.kinds, self.working.total() > 0, onraise);
        }
        html! {
            <RecordTable store={props.store.clone()} label={title(props)} list={props.list.clone()} view={Rc::clone(&self.working.view)}
                data={self.working.data} today={self.working.today} columns={Rc::clone(&self.columns)} widths={Rc::clone(&self.widths)}
                selection={Rc::clone(&self.selection)} is_edited={Rc::clone(&self.is_edited)} onchoose={ctx.link().callback(Msg::Choose)} />
        }
    }

    fn columns_dialog(&self, ctx: &Context<Self>) -> Html {
        let props = ColumnsDialogProps {
            store: ctx.props().store.clone(),
            columns: Rc::clone(&self.columns),
            kinds: ctx.props().list.filter.kinds.clone(),
            onclose: ctx.link().callback(|()| Msg::Columns(false)),
        };
        from_second_part(Placeholder::Overlay, move || columns_dialog(&props))
    }

    fn bulk_dialog(&self, ctx: &Context<Self>, bulk: BulkChange) -> Html {
        let props = BulkDialogProps {
            store: ctx.props().store.clone(),
            bulk,
            records: Rc::new(self.selection.in_order(&self.working.view.rows)),
            choices: Rc::clone(&self.working.choices),
            onclose: ctx.link().callback(|()| Msg::Bulk(None)),
        };
        from_second_part(Placeholder::Overlay, move || bulk_dialog(&props))
    }

    fn dialogs(&self, ctx: &Context<Self>) -> Html {
        html! {
            <>
                if self.chooses_columns {
                    { self.columns_dialog(ctx) }
                }
                if let Some(bulk) = self.bulk {
                    { self.bulk_dialog(ctx, bulk) }
                }
            </>
        }
    }
}

second_part! {
    "62" fn columns_dialog(props: &ColumnsDialogProps) -> Html {
        html! { <ColumnsDialog ..props.clone() /> }
    }

    "63" fn bulk_dialog(props: &BulkDialogProps) -> Html {
        html! { <BulkDialog ..props.clone() /> }
    }
}

fn widths_of(props: &ListViewProps, columns: &[Column]) -> Vec<usize> {
    let today = props.store.session().today();
    props.store.session().read(|session| widths(session.register(), columns, &props.list.filter.kinds, today))
}

/// As they were, and wider where what has changed needs it.
fn widths_since(props: &ListViewProps, columns: &[Column], widths: &[usize], changes: usize) -> Vec<usize> {
    let today = props.store.session().today();
    let widened = props.store.session().read(|session| widen(session.register(), columns, today, widths, changes));
    widened.unwrap_or_else(|| widths_of(props, columns))
}

fn title(props: &ListViewProps) -> String {
    match props.list.filter.kinds.as_slice() {
        [kind] => props.store.session().kind_plural(*kind),
        [] => "All records".into(),
        _ => "Records".into(),
    }
}
