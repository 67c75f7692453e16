//! The dialog that is open.

use yew::prelude::*;

use super::App;
use super::dialogs::{
    BeginDialog, FaultDialog, HelpDialog, PreviewDialog, RenameDialog, SchemeDialog, SettingsDialog, WorkingDaysDialog, earlier,
    report, struck,
};
use super::reach::Open;
use crate::web::views::item::RaiseDialog;

impl App {
    /// One at a time: what a file asks goes before what the person opened.
    pub(super) fn dialog(&self, revision: u64) -> Html {
        let reach = self.reach.clone();
        if let Some(preview) = reach.files.preview() {
            return html! { <PreviewDialog {reach} {preview} /> };
        }
        if let Some(why) = reach.files.fault() {
            return html! { <FaultDialog {reach} {why} /> };
        }
        if let Some(brought) = reach.files.report() {
            return report(&reach, &brought);
        }
        if let Some(listed) = reach.files.earlier() {
            return earlier(&reach, &listed);
        }
        let onclose = reach.opens(Open::Nothing);
        match self.open {
            Open::Nothing => Html::default(),
            Open::Raise(kind) => html! { <RaiseDialog store={reach.store} {kind} {onclose} /> },
            Open::Rename => html! { <RenameDialog {reach} {onclose} /> },
            Open::Begin => html! { <BeginDialog {reach} {onclose} /> },
            Open::Settings => html! { <SettingsDialog {reach} {revision} theme={self.theme} {onclose} /> },
            Open::Scheme => html! { <SchemeDialog {reach} {onclose} /> },
            Open::WorkingDays => html! { <WorkingDaysDialog {reach} {onclose} /> },
            Open::Struck => struck(&reach, &onclose),
            Open::Help => html! { <HelpDialog {onclose} /> },
        }
    }
}
