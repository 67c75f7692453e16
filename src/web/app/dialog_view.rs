//! The dialogs that are open.

use yew::prelude::*;

use super::App;
use super::app_context::{AppContext, AppDialog};
use super::dialogs::{
    PreviewDialog, SchemeDialog, WorkingDaysDialog, begin_dialog, earlier, fault_dialog, hand_edits, help_dialog, rename_dialog,
    report, settings_dialog, struck,
};
use super::theme::Theme;
use crate::web::second_part::second_part;
use crate::web::views::parts::{Placeholder, from_second_part};
use crate::web::views::record::RaiseDialog;

impl App {
    /// What the person opened, and over it what a file asks: what is half filled in waits beneath.
    pub(super) fn dialogs(&self) -> Html {
        let (reach, open, theme) = (self.reach.clone(), self.open, self.theme);
        let asking = reach.clone();
        html! {
            <>
                if open != AppDialog::Nothing { { from_second_part(Placeholder::Overlay, move || opened_dialog(&reach, open, theme)) } }
                if self.reach.files.asks() { { from_second_part(Placeholder::Overlay, move || file_dialog(&asking)) } }
            </>
        }
    }
}

second_part! {
    "05" fn file_dialog(reach: &AppContext) -> Html {
        let reach = reach.clone();
        if let Some(preview) = reach.files.preview() {
            return html! { <PreviewDialog {reach} {preview} /> };
        }
        if let Some(found) = reach.files.hand_edits() {
            return hand_edits(&reach, &found);
        }
        if let Some(why) = reach.files.fault() {
            return fault_dialog(&reach, &why);
        }
        if let Some(brought) = reach.files.report() {
            return report(&reach, &brought);
        }
        match reach.files.earlier() {
            Some(listed) => earlier(&reach, &listed),
            None => html! {},
        }
    }

    "06" fn opened_dialog(reach: &AppContext, open: AppDialog, theme: Theme) -> Html {
        let reach = reach.clone();
        let onclose = reach.opens(AppDialog::Nothing);
        match open {
            AppDialog::Nothing => Html::default(),
            AppDialog::Raise(kind) => html! { <RaiseDialog store={reach.store} {kind} {onclose} /> },
            AppDialog::Rename => rename_dialog(&reach, &onclose),
            AppDialog::Begin => begin_dialog(&reach, &onclose),
            AppDialog::Settings => settings_dialog(&reach, theme, &onclose),
            AppDialog::Scheme => html! { <SchemeDialog {reach} {onclose} /> },
            AppDialog::WorkingDays => html! { <WorkingDaysDialog {reach} {onclose} /> },
            AppDialog::Struck => struck(&reach, &onclose),
            AppDialog::Help => help_dialog(&onclose),
        }
    }
}
