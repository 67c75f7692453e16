//! Merges the file that waits into the register that is open, and says what that brought.

use super::preview::Pending;
use super::progress::Progress;
use super::report::Report;
use super::suspended_merge::{HandEdits, MergeInput, SuspendedMerge};
use super::{Files, comparing};
use crate::fold::Conflict;
use crate::record::Anomaly;
use crate::session::Session;
use crate::snapshot::Finding;
use crate::web::platform::blobs;
use crate::web::reading;
use crate::web::store::{FileMerged, StoreEvent};

impl Files {
    /// What the last merge brought, until it is put away.
    #[must_use]
    pub fn report(&self) -> Option<Report> {
        self.inner.report.borrow().clone()
    }

    /// Merges the file that waits into the register that is open. What was edited by hand, there or here, is asked about
    /// first. `leaves_out`: all but what decides, approves or changes the set-up.
    pub async fn merge(&self, leaves_out: bool) {
        let pending = self.inner.pending.borrow_mut().take();
        if let Some(pending) = pending {
            let name = pending.preview.name.clone();
            self.inner.stop.set(false);
            let done = self.prepared(pending, leaves_out).await;
            self.finish(&name, done);
        }
    }

    /// What is asked before the merge goes on.
    #[must_use]
    pub fn hand_edits(&self) -> Option<HandEdits> {
        self.inner.waiting.borrow().as_ref().map(|waiting| waiting.edits.clone())
    }

    /// Goes on with the merge: keeps what was edited by hand, or puts back what the history says.
    pub async fn settle(&self, keep: bool) {
        let waiting = self.inner.waiting.borrow_mut().take();
        let Some(SuspendedMerge { edits, findings, mut merge }) = waiting else { return };
        self.store.listeners().tell(&StoreEvent::Changed);
        let name = merge.preview.name.clone();
        let settled = if edits.of_file {
            merge.there.reconcile(&findings, keep, &self.store.session().stamp()).map(drop).map_err(|refusal| refusal.to_string())
        } else {
            self.store.consistency_check().reconcile(keep).await;
            Ok(())
        };
        let done = match settled {
            Ok(()) => self.take_in(merge).await,
            Err(why) => Err(why),
        };
        self.finish(&name, done);
    }

    /// Ends the merge that is under way, or waits for an answer. Nothing of it was taken in.
    pub fn stop(&self) {
        self.inner.stop.set(true);
        *self.inner.waiting.borrow_mut() = None;
        self.store.listeners().tell(&StoreEvent::Changed);
    }

    /// Whether what goes on can be stopped.
    #[must_use]
    pub fn can_stop(&self) -> bool {
        self.inner.merging.get() && !self.inner.stop.get()
    }

    fn finish(&self, name: &str, done: Result<Option<Report>, String>) {
        match done {
            Ok(report) => *self.inner.report.borrow_mut() = report,
            Err(_) if self.inner.stop.get() => self.store.notices().announce(format!("Stopped: nothing of {name} was merged")),
            Err(why) => *self.inner.error.borrow_mut() = Some(why),
        }
        self.inner.merging.set(false);
        self.set_progress(None);
    }

    /// What needs a person, in words; of a conflict, whose value was overwritten too. The conflicts of a record are worked out
    /// once for all that is told of it.
    fn in_words(&self, anomalies: Vec<(String, Anomaly)>) -> Vec<(String, String)> {
        let mut known: (String, Vec<Conflict>) = Default::default();
        let mut sentences = Vec::with_capacity(anomalies.len());
        for (reference, anomaly) in anomalies {
            let mut words = anomaly.to_string();
            if let Anomaly::Overwritten { event, .. } = &anomaly {
                if known.0 != reference {
                    known = (reference.clone(), self.conflicts_of(&reference));
                }
                let overwritten = known.1.iter().find(|conflict| conflict.overwriting.contains(event));
                if let Some(over) = overwritten.and_then(|conflict| conflict.overwritten.last()) {
                    words.push_str(&format!(", as {} had set it", over.by));
                }
            }
            sentences.push((reference, words));
        }
        sentences
    }

    fn conflicts_of(&self, reference: &str) -> Vec<Conflict> {
        self.store.session().read_log(|session| {
            let id = session.register().by_reference(reference).map(|row_id| session.register().id(row_id));
            id.map(|id| session.conflicts(id)).unwrap_or_default()
        })
    }

    /// Reads both logs.
    async fn prepared(&self, Pending { preview, mut found, file }: Pending, leaves_out: bool) -> Result<Option<Report>, String> {
        self.inner.merging.set(true);
        let (name, before) = (preview.name.clone(), self.title());
        self.set_progress(Some(Progress { label: format!("Merging {name}"), percent: 0 }));
        if let Some(lines) = found.lines.take() {
            let bytes = blobs::read(&lines.blob, &mut |_| {}).await.map_err(|why| format!("{name} could not be read: {why}"))?;
            found.opened.log.arrive(bytes);
        }
        if found.opened.log.is_detached()
            && let Some(file) = file
        {
            found = reading::read(&file, false, |_| {}).await.map_err(|why| format!("{name} could not be read: {why}"))?;
        }
        self.store
            .detached_log()
            .have_log()
            .await
            .map_err(|why| format!("The history of “{before}” could not be read: {why}"))?;
        if found.opened.log.is_detached() {
            return Err(format!("{name} could not be read: it was changed meanwhile. Choose it again"));
        }
        self.take_in(MergeInput { preview, there: Session::of(found.opened), before, leaves_out }).await
    }

    fn title(&self) -> String {
        self.store.session().read(|session| session.register().title.clone())
    }

    /// Takes in the file, or asks.
    async fn take_in(&self, mut merge: MergeInput) -> Result<Option<Report>, String> {
        let name = merge.preview.name.clone();
        self.inner.merging.set(true);
        let report = |percent| {
            self.set_progress(Some(Progress { label: format!("Merging {name}"), percent }));
            !self.inner.stop.get()
        };
        self.store.consistency_check().finish(&report).await?;
        let own: Vec<Finding> = self.store.consistency_check().findings().into_iter().filter(Finding::is_by_hand).collect();
        if !own.is_empty() {
            return Ok(self.ask(false, own, merge));
        }
        if self.title() != merge.before || self.store.detached_log().lines().is_some() {
            return Err(format!("{name} was not merged: another register was opened meanwhile"));
        }
        let count = || self.store.session().read(|session| session.register().len());
        let had = count();
        if merge.leaves_out {
            comparing::leave_out(self.store.session(), &mut merge.there);
        }
        let merged =
            match self.store.merger().merge_file(&mut merge.there, true, &report).await.map_err(|refusal| refusal.to_string())? {
                FileMerged::Done(merged) => merged,
                FileMerged::HandEdited(findings) => return Ok(self.ask(true, findings, merge)),
            };
        let new = count().saturating_sub(had);
        Ok(Some(Report {
            name: name.clone(),
            events: merged.events,
            new,
            changed: merged.records.len().saturating_sub(new),
            numbered: merged.numbered,
            title: Some(self.title()).filter(|title| *title != merge.before),
            leaves_out: merge.leaves_out,
            other: merged.of_another.then_some(merge.preview.title),
            amiss: self.in_words(merged.anomalies),
        }))
    }

    fn ask(&self, of_file: bool, findings: Vec<Finding>, merge: MergeInput) -> Option<Report> {
        let edits =
            HandEdits { of_file, name: merge.preview.name.clone(), edits: findings.iter().filter_map(in_words).collect() };
        *self.inner.waiting.borrow_mut() = Some(SuspendedMerge { edits, findings, merge });
        None
    }
}

/// What was edited by hand, as a person reads it.
fn in_words(finding: &Finding) -> Option<String> {
    match finding {
        Finding::Differs { reference, edits, .. } => {
            let edits: Vec<&str> = edits.kept.iter().chain(&edits.beyond).map(String::as_str).collect();
            Some(format!("{reference}: {}", edits.join("; ")))
        }
        Finding::Gone { what, .. } => Some(format!("{what} was taken out")),
        Finding::Heading { heading } => Some(format!("The register’s {} is another", heading.word())),
        Finding::Strange { .. } | Finding::Damaged { .. } => None,
    }
}
