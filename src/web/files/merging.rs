//! Merges the file that waits into the register that is open, and says what that brought.

use super::{Files, Pending, Progress, comparing};
use crate::session::Session;
use crate::web::reading;

/// What a merge brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The file's name.
    pub name: String,
    /// How many changes were new here.
    pub events: usize,
    /// Records that were not here before.
    pub new: usize,
    /// Records that were here, and are different now.
    pub changed: usize,
    /// Records that this copy gave reference numbers to.
    pub numbered: usize,
    /// The register's new title, if it got one.
    pub title: Option<String>,
    /// The title of the file's register, if that is another one than this, which keeps its own title and scheme.
    pub other: Option<String>,
    /// Whether decisions, approvals and changes of the set-up were left out.
    pub leaves_out: bool,
    /// What needs a person: a record's reference, and why.
    pub amiss: Vec<(String, String)>,
}

impl Files {
    /// What the last merge brought, until it is put away.
    #[must_use]
    pub fn report(&self) -> Option<Report> {
        self.inner.report.borrow().clone()
    }

    /// Merges the file that waits into the register that is open. `leaves_out`: all but what decides, approves or changes the
    /// set-up.
    pub async fn merge(&self, leaves_out: bool) {
        let pending = self.inner.pending.borrow_mut().take();
        let Some(pending) = pending else { return };
        match self.take_in(pending, leaves_out).await {
            Ok(report) => *self.inner.report.borrow_mut() = Some(report),
            Err(why) => *self.inner.fault.borrow_mut() = Some(why),
        }
        self.set_progress(None);
    }

    async fn take_in(&self, Pending { preview, found, file }: Pending, leaves_out: bool) -> Result<Report, String> {
        let name = preview.name;
        let label = format!("Merging {name}");
        self.set_progress(Some(Progress { label: label.clone(), percent: 0 }));
        let title = || self.store.read(|session| session.register().title.clone());
        let before = title();
        // Both logs have to be here.
        let found = match file.filter(|_| found.lines.is_some()) {
            Some(file) => {
                let told = |percent| self.set_progress(Some(Progress { label: label.clone(), percent }));
                reading::read(&file, false, told).await.map_err(|why| format!("{name} could not be read: {why}"))?
            }
            None => found,
        };
        self.store.have_log().await.map_err(|why| format!("The history of “{before}” could not be read: {why}"))?;
        if title() != before || self.store.lines().is_some() {
            return Err(format!("{name} was not merged: another register was opened meanwhile"));
        }
        let count = || self.store.read(|session| session.register().len());
        let had = count();
        let mut file = Session::of(found.opened);
        if leaves_out {
            comparing::leave_out(&self.store, &mut file);
        }
        let merged = self.store.merge_session(file).map_err(|refusal| refusal.to_string())?;
        let new = count() - had;
        Ok(Report {
            name,
            events: merged.events,
            new,
            changed: merged.records.len().saturating_sub(new),
            numbered: merged.numbered,
            title: Some(title()).filter(|title| *title != before),
            leaves_out,
            other: merged.of_another.then_some(preview.title),
            amiss: merged.anomalies.into_iter().map(|(reference, anomaly)| (reference, anomaly.to_string())).collect(),
        })
    }
}
