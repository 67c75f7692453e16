//! The dialogs that are open.

use yew::prelude::*;

use super::App;
use super::app_context::{AppContext, AppDialog};
use super::dialogs::{
    BeginDialog, ComparisonDialog, CustomFieldsDialog, HandOverDialog, KindsDialog, ListsDialog, PreviewDialog, ProcessDialog,
    RosterDialog, SchemeDialog, WorkingDaysDialog, earlier, fault_dialog, hand_edits, help_dialog, rename_dialog, report, struck,
};
use crate::web::second_part::second_part;
use crate::web::views::parts::{Placeholder, from_second_part};
use crate::web::views::record::RaiseDialog;

impl App {
    /// What the person opened, and over it what a file asks: what is half filled in waits beneath.
    pub(super) fn dialogs(&self) -> Html {
        let (context, open) = (self.context.clone(), self.open);
        let asking = context.clone();
        html! {
            <>
                if open != AppDialog::Nothing { { from_second_part(Placeholder::Overlay, move || opened_dialog(&context, open)) } }
                if self.context.files.asks() { { from_second_part(Placeholder::Overlay, move || file_dialog(&asking)) } }
            </>
        }
    }
}

second_part! {
    "05" fn file_dialog(context: &AppContext) -> Html {
        let context = context.clone();
        if let Some(preview) = context.files.preview() {
            return html! { <PreviewDialog {context} {preview} /> };
        }
        if let Some(found) = context.files.hand_edits() {
            return hand_edits(&context, &found);
        }
        if let Some(why) = context.files.error() {
            return fault_dialog(&context, &why);
        }
        if let Some(brought) = context.files.report() {
            return report(&context, &brought);
        }
        match context.files.earlier() {
            Some(listed) => earlier(&context, &listed),
            None => html! {},
        }
    }

    "06" fn opened_dialog(context: &AppContext, open: AppDialog) -> Html {
        let context = context.clone();
        let onclose = context.opens(AppDialog::Nothing);
        match open {
            AppDialog::Nothing => Html::default(),
            AppDialog::Raise(kind) => html! { <RaiseDialog store={context.store} {kind} {onclose} /> },
            AppDialog::Rename => rename_dialog(&context, &onclose),
            AppDialog::Begin => html! { <BeginDialog {context} {onclose} /> },
            AppDialog::Scheme => html! { <SchemeDialog {context} {onclose} /> },
            AppDialog::Kinds => html! { <KindsDialog {context} {onclose} /> },
            AppDialog::Comparison => html! { <ComparisonDialog {context} {onclose} /> },
            AppDialog::Process => html! { <ProcessDialog {context} {onclose} /> },
            AppDialog::CustomFields => html! { <CustomFieldsDialog {context} {onclose} /> },
            AppDialog::Lists(only) => html! { <ListsDialog {context} {only} {onclose} /> },
            AppDialog::Roster(of) => html! { <RosterDialog {context} {of} {onclose} /> },
            AppDialog::HandOver(person) => html! { <HandOverDialog {context} {person} {onclose} /> },
            AppDialog::WorkingDays => html! { <WorkingDaysDialog {context} {onclose} /> },
            AppDialog::Struck => struck(&context, &onclose),
            AppDialog::Help => help_dialog(&context.store, &onclose),
        }
    }
}
