//! Registers that this browser kept before: listed, opened through the preview, saved as files.

use std::rc::Rc;

use serde_json::Value as Json;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::Files;
use super::file_name::named;
use super::listed::Listed;
use crate::log::Event;
use crate::session::Session;
use crate::snapshot;
use crate::web::event_lines;
use crate::web::platform::blobs;
use crate::web::platform::dates;
use crate::web::platform::storage::Earlier;
use crate::web::reading::{self, Found, Unread};
use crate::web::store::{HandedOut, StoreEvent};

/// The register's title stands within so many bytes of the start of a file, as we write it.
const HEAD: f64 = 4096.0;
/// One event a line.
const LINES: &str = "application/x-ndjson";

impl Files {
    /// The registers that were kept before, while they are listed.
    #[must_use]
    pub fn earlier(&self) -> Option<Vec<Listed>> {
        self.inner.earlier.borrow().as_ref().map(|kept| kept.iter().map(|(listed, _)| listed.clone()).collect())
    }

    /// Lists registers that were kept before. `pin` pins the backup of that key, or lets it go.
    pub async fn show_earlier(&self, kept: Vec<Earlier>, pin: impl Fn(JsValue, bool) + 'static) {
        let mut all = Vec::new();
        for one in kept {
            all.push((listed(&one).await, one));
        }
        *self.inner.earlier.borrow_mut() = Some(all);
        *self.inner.pin.borrow_mut() = Some(Rc::new(pin));
        self.store.listeners().tell(&StoreEvent::Changed);
    }

    /// Lets the listed register of that number stay whatever is opened, or no longer.
    pub fn pin_earlier(&self, number: usize, pinned: bool) {
        let key = self.inner.earlier.borrow().as_ref().and_then(|all| all.get(number)?.1.key.clone());
        let pin = self.inner.pin.borrow().clone();
        if let (Some(key), Some(pin)) = (key, pin) {
            pin(key, pinned);
        }
    }

    /// Shows what the listed register of that number holds; the person decides whether it is opened.
    pub async fn open_earlier(&self, number: usize) {
        let Some((listed, kept)) = self.take_listed(number) else { return };
        let numbers = kept.checkpoint.as_ref().is_some_and(|checkpoint| checkpoint.custodian);
        let read = whole(&kept).await;
        if let Ok((found, unread)) = &read {
            let unread = (*unread > 0)
                .then(|| format!("{unread} of the changes kept with it could not be read. Saved as a file, they come along"));
            found.mended().into_iter().chain(unread).for_each(|sentence| self.store.notices().complain(sentence));
        }
        self.show_read(&format!("In use until {}", listed.until), read.map(|(found, _)| found), None, numbers);
    }

    /// Gives the person the listed register of that number as a file. What cannot be read goes out as it is kept.
    pub async fn save_earlier(&self, number: usize) {
        let Some((listed, kept)) = self.take_listed(number) else { return };
        let day = kept.at.get(..10).unwrap_or("earlier");
        let name = named(listed.title.as_deref().unwrap_or("earlier register"), day);
        match self.hand_out_earlier(&kept, &name).await {
            Ok(HandedOut::Taken) => self.store.notices().announce("The page around has taken the file"),
            Ok(HandedOut::Downloaded) => self.store.notices().announce("The file is in your downloads"),
            Ok(HandedOut::Shown) => self.store.notices().announce("The file is shown, to be copied"),
            Err(why) => self.store.notices().complain(format!("The file could not be saved: {why}")),
        }
    }

    async fn hand_out_earlier(&self, kept: &Earlier, name: &str) -> Result<HandedOut, String> {
        let as_it_is = match whole(kept).await {
            Ok((_, unread)) if unread > 0 => true,
            Ok((found, _)) if !kept.lines.is_empty() => {
                let file = blobs::make(&Session::of(found.opened).export())?;
                return self.store.export().hand_out(&file, &format!("{name}.raid.json"));
            }
            Ok(_) | Err(_) => !kept.lines.is_empty(),
        };
        let mut done = Err("nothing of it is left".into());
        if let Some(checkpoint) = &kept.checkpoint {
            done = self.store.export().hand_out(&checkpoint.blob, &format!("{name}.raid.json"));
        }
        if as_it_is {
            let lines: Blob = blobs::make_of(kept.lines.join("\n").as_bytes(), LINES)?;
            done = self.store.export().hand_out(&lines, &format!("{name}-changes.jsonl"));
        }
        done
    }

    /// Puts the list away.
    fn take_listed(&self, number: usize) -> Option<(Listed, Earlier)> {
        let all = self.inner.earlier.borrow_mut().take();
        self.store.listeners().tell(&StoreEvent::Changed);
        all.and_then(|all| all.into_iter().nth(number))
    }
}

/// The register with the changes that followed it, and how many of them could not be read.
async fn whole(kept: &Earlier) -> Result<(Found, usize), Unread> {
    let Some(checkpoint) = &kept.checkpoint else {
        return Err(Unread::Browser("only changes are left of it".into()));
    };
    let found = reading::read_kept(&checkpoint.blob, false).await?;
    let events: Vec<Event> = kept.lines.iter().filter_map(|line| event_lines::read(line.as_bytes()).ok()).collect();
    let unread = kept.lines.len() - events.len();
    if events.is_empty() {
        return Ok((found, unread));
    }
    let mended = found.opened.mended.clone();
    let mut session = Session::of(found.opened);
    session.merge(events);
    let opened = snapshot::Opened { mended, ..snapshot::read_kept(session.export())? };
    Ok((Found { opened, lines: None }, unread))
}

async fn listed(kept: &Earlier) -> Listed {
    let title = match &kept.checkpoint {
        Some(checkpoint) => title_of(&checkpoint.blob).await,
        None => None,
    };
    Listed {
        title,
        until: dates::moment_of(&kept.at),
        size: kept.checkpoint.as_ref().map(|checkpoint| checkpoint.blob.size() as u64),
        changes: kept.lines.len(),
        why: kept.why.clone(),
        is_pinned: kept.key.is_some().then_some(kept.is_pinned),
        is_next_out: kept.is_next_out,
    }
}

/// The title of a register's file, when it stands at its beginning.
pub async fn title_of(file: &Blob) -> Option<String> {
    title_in(&blobs::stretch(file, 0.0, HEAD).await.ok()?)
}

/// The title in the first bytes of a file, when it stands there.
fn title_in(head: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(head);
    let (_, about) = text.split_once("\"register\":")?;
    let about = serde_json::Deserializer::from_str(about).into_iter::<Json>().next()?.ok()?;
    about.get("title")?.as_str().map(str::to_owned)
}
