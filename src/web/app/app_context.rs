//! What the parts of the page can reach.

use yew::prelude::*;

use super::props::AppProps;
use super::theme::Theme;
use crate::export::spreadsheet;
use crate::record::Kind;
use crate::state::RowId;
use crate::web::files::Files;
use crate::web::platform::blobs;
use crate::web::route::{ListRoute, Route};
use crate::web::second_part::{self, second_part};
use crate::web::store::Store;

/// Who is in the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RosterOf {
    /// The groups that meet and decide.
    Groups,
    /// The roles that own, raise and answer.
    People,
}

/// The dialog that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AppDialog {
    /// None.
    #[default]
    Nothing,
    /// Raise a record.
    Raise(Kind),
    /// Give the register another title.
    Rename,
    /// Begin an empty register.
    Begin,
    /// Change the kinds of record and their fields.
    Kinds,
    /// Compare the set-up with another.
    Comparison,
    /// Change the change process.
    Process,
    /// Change the programme's own fields.
    CustomFields,
    /// The scoring matrix.
    Scheme,
    /// The governance groups, or the roles.
    Roster(RosterOf),
    /// Hand over what the role at that place has to do.
    HandOver(usize),
    /// The working days.
    WorkingDays,
    /// The programme's lists, or the one at that place alone.
    Lists(Option<usize>),
    /// What was struck out.
    Struck,
    /// The keys.
    Help,
}

/// What the parts of the page can reach: the register, its files, and what a part may ask of the page or of its host.
#[derive(Clone, PartialEq)]
pub struct AppContext {
    /// The register.
    pub store: Store,
    /// Its files.
    pub files: Files,
    /// Opens a dialog, or puts it away.
    pub show: Callback<AppDialog>,
    /// Goes to a place and puts the focus on its heading.
    pub visit: Callback<Route>,
    /// Lets a person choose a file.
    pub choose_file: Callback<()>,
    /// Exports everything, or those records.
    pub export: Callback<Option<Vec<RowId>>>,
    /// Exports what is published.
    pub publish: Callback<()>,
    /// Opens the sample.
    pub sample: Callback<()>,
    /// Lists the registers that this browser kept before.
    pub earlier: Callback<()>,
    /// Changes the colours.
    pub paint: Callback<Theme>,
    /// Addresses of the views that the navigation leaves out, with blanks between them.
    pub hide: AttrValue,
}

impl AppContext {
    /// What the parts can reach, given what the page was given and its own callbacks.
    pub(super) fn new(
        props: &AppProps,
        show: Callback<AppDialog>,
        visit: Callback<Route>,
        choose_file: Callback<()>,
        paint: Callback<Theme>,
    ) -> AppContext {
        AppContext {
            store: props.store.clone(),
            files: props.files.clone(),
            show,
            visit,
            choose_file,
            export: props.onexport.clone(),
            publish: props.onpublish.clone(),
            sample: props.onsample.clone(),
            earlier: props.onearlier.clone(),
            paint,
            hide: props.hide.clone(),
        }
    }

    /// A callback that opens a dialog.
    #[must_use]
    pub fn opens(&self, dialog: AppDialog) -> Callback<()> {
        self.show.reform(move |()| dialog)
    }

    /// Exports what the list that is open shows, when one is.
    pub fn export_list(&self) {
        if let Some((_, rows)) = self.listed() {
            self.export.emit(Some(rows));
        }
    }

    /// The same for a spreadsheet, in the columns that it shows.
    pub fn export_spreadsheet(&self) {
        let Some((list, rows)) = self.listed() else { return };
        let context = self.clone();
        second_part::when_loaded(move || hand_out_spreadsheet(&context, &list, &rows));
    }

    fn hand_out_spreadsheet(&self, list: &ListRoute, rows: &[RowId]) {
        let csv = self.store.session().read(|session| {
            let register = session.register();
            spreadsheet(register, rows, &list.shown_columns(&register.scheme), &list.filter.kinds)
        });
        let name = self.files.export_name(Some(&[])).replace(".raid.json", ".csv");
        let made = blobs::make_of(&csv, "text/csv;charset=utf-8").and_then(|blob| self.store.export().hand_out(&blob, &name));
        match made {
            Ok(place) => self.store.notices().announce(place.words()),
            Err(why) => self.store.notices().complain(format!("The export failed: {why}")),
        }
    }

    /// The list that is open, when one is, and what it shows.
    fn listed(&self) -> Option<(ListRoute, Vec<RowId>)> {
        let Route::List(list) = self.store.route().get() else { return None };
        let today = self.store.session().today();
        let rows = self.store.session().read(|session| session.register().view(&list.filter, list.sort, today).rows);
        Some((list, rows))
    }
}

/// What most parts of the page are drawn from.
#[derive(Properties, PartialEq, Clone)]
pub struct PartProps {
    /// What they can reach.
    pub context: AppContext,
    /// Grows with every change.
    pub revision: u64,
}

second_part! {
    "08" fn hand_out_spreadsheet(context: &AppContext, list: &ListRoute, rows: &[RowId]) {
        context.hand_out_spreadsheet(list, rows);
    }
}
