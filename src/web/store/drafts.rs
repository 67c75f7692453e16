//! Drafts: what is half filled in stays at its record until it is saved or thrown away. It outlives its form, another
//! register that is opened meanwhile, and, kept for the browser tab, a reload of the page or a fault.

use std::cell::RefCell;
use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::notices::Notices;
use super::preferences::Preferences;
use super::save_status::SaveStatus;
use super::session_handle::SessionHandle;
use crate::stamp::{EventId, Replica};
use crate::web::platform::local;

/// The drafts of fields and dialogs that belong to no record: their places say whose they are.
pub const NO_RECORD: EventId = EventId { tick: 1, replica: Replica(0) };

/// What is half filled in.
#[derive(Serialize, Deserialize)]
struct Left {
    /// The register it is for: the event that began it.
    register: Option<EventId>,
    #[serde(rename = "item")]
    record: EventId,
    place: String,
    /// What was said of it when its form went, or is to be said after a fault.
    words: String,
    /// Put aside by the person: its form does not open by itself.
    #[serde(default)]
    is_aside: bool,
    draft: String,
    /// The message that says so, to be put away when it is taken up.
    #[serde(skip)]
    notice: u64,
}

/// A cheap handle on the drafts of one register. Clones mean the same.
#[derive(Clone)]
pub struct Drafts(Rc<Inner>);

struct Inner {
    session: SessionHandle,
    notices: Notices,
    save_status: SaveStatus,
    preferences: Preferences,
    waiting: RefCell<Vec<Left>>,
}

impl PartialEq for Drafts {
    fn eq(&self, other: &Drafts) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Drafts {
    /// Nothing waits yet.
    pub(super) fn new(session: &SessionHandle, notices: &Notices, saved: &SaveStatus, preferences: &Preferences) -> Drafts {
        let (session, notices, save_status) = (session.clone(), notices.clone(), saved.clone());
        Drafts(Rc::new(Inner { session, notices, save_status, preferences: preferences.clone(), waiting: RefCell::default() }))
    }

    /// Remembers what is being filled in at a place of a record, with the words that say so if its form goes.
    pub fn keep<T: Serialize>(&self, record: EventId, place: &str, draft: &T, words: &str) {
        if let Ok(draft) = serde_json::to_string(draft) {
            self.put(record, place, draft, words);
        }
    }

    /// As [`Drafts::keep`], of a draft that is written down already.
    pub fn put(&self, record: EventId, place: &str, draft: String, words: &str) {
        let register = self.register_id();
        let mut waiting = self.0.waiting.borrow_mut();
        match waiting.iter_mut().find(|left| left.is_at(register, record, place)) {
            Some(left) if left.draft == draft && !left.is_aside => return,
            Some(left) => (left.draft, left.is_aside) = (draft, false),
            None => {
                let (place, words) = (place.to_owned(), words.to_owned());
                waiting.push(Left { register, record, place, words, is_aside: false, draft, notice: 0 });
            }
        }
        drop(waiting);
        self.write();
    }

    /// Leaves what is half filled in at a place of a record, and says so in those words. It waits until it is taken up.
    pub fn leave<T: Serialize>(&self, record: EventId, place: &str, draft: &T, words: &str) {
        if let Ok(draft) = serde_json::to_string(draft) {
            self.leave_written(record, place, draft, words);
        }
    }

    /// As [`Drafts::leave`], of a draft that is written down already.
    pub fn leave_written(&self, record: EventId, place: &str, draft: String, words: &str) {
        self.put(record, place, draft, words);
        let notice = self.0.notices.remind(words);
        self.with_draft(record, place, |left| left.notice = notice);
    }

    /// Puts what is half filled in aside, and says so: it waits, but its form does not open by itself.
    pub fn put_aside(&self, record: EventId, place: &str, label: &str) {
        if self.with_draft(record, place, |left| left.is_aside = true) {
            self.write();
            self.0.notices.announce(format!("{label}: not saved. What you typed waits where it was"));
        }
    }

    /// Remembers what is being typed into a field that belongs to no record; nothing, where it is empty or stands there
    /// anyway.
    pub fn keep_words(&self, place: &str, label: &str, words: &str, stands: &str) {
        if words.trim().is_empty() || words == stands {
            return self.end(NO_RECORD, place);
        }
        let said = format!("{label}: what you typed is not kept yet. It waits where it was");
        self.keep(NO_RECORD, place, &words, &said);
    }

    /// The words that were left in such a field, or those that stand there. They go on waiting.
    #[must_use]
    pub fn words_left(&self, place: &str, label: &str, stands: &str) -> String {
        let Some(words) = self.take_up::<String>(NO_RECORD, place) else { return stands.to_owned() };
        self.keep_words(place, label, &words, stands);
        words
    }

    /// What was filled in there is saved, or thrown away.
    pub fn end(&self, record: EventId, place: &str) {
        if self.left_at(record, place).is_some() {
            self.write();
        }
    }

    /// Whether something was left there.
    #[must_use]
    pub fn is_left(&self, record: EventId, place: &str) -> bool {
        let register = self.register_id();
        self.0.waiting.borrow().iter().any(|left| left.is_at(register, record, place))
    }

    /// Whether something was left there whose form opens by itself.
    #[must_use]
    pub fn is_waiting(&self, record: EventId, place: &str) -> bool {
        let register = self.register_id();
        self.0.waiting.borrow().iter().any(|left| left.is_at(register, record, place) && !left.is_aside)
    }

    /// Takes up what was left there.
    #[must_use]
    pub fn take_up<T: DeserializeOwned>(&self, record: EventId, place: &str) -> Option<T> {
        serde_json::from_str(&self.left_at(record, place)?).ok()
    }

    /// Brings back what this tab had half filled in before the page was loaded anew, and says so.
    pub fn recall(&self) {
        let Some(key) = self.key().filter(|_| self.0.preferences.is_remembering()) else { return };
        let kept = local::get_in_tab(&key).and_then(|text| serde_json::from_str::<Vec<Left>>(&text).ok()).unwrap_or_default();
        let register = self.register_id();
        for mut left in kept {
            if !left.is_aside && left.register == register {
                left.notice = self.0.notices.remind(left.words.clone());
            }
            self.0.waiting.borrow_mut().push(left);
        }
    }

    fn left_at(&self, record: EventId, place: &str) -> Option<String> {
        let register = self.register_id();
        let mut waiting = self.0.waiting.borrow_mut();
        let at = waiting.iter().position(|left| left.is_at(register, record, place))?;
        let left = waiting.remove(at);
        drop(waiting);
        if left.notice > 0 {
            self.0.notices.put_away(left.notice);
        }
        Some(left.draft)
    }

    fn with_draft(&self, record: EventId, place: &str, change: impl FnOnce(&mut Left)) -> bool {
        let register = self.register_id();
        let mut waiting = self.0.waiting.borrow_mut();
        let left = waiting.iter_mut().find(|left| left.is_at(register, record, place));
        left.map(change).is_some()
    }

    fn write(&self) {
        if let Some(key) = self.key()
            && let Ok(text) = serde_json::to_string(&*self.0.waiting.borrow())
        {
            self.0.preferences.remember_in_tab(&key, &text);
        }
    }

    fn register_id(&self) -> Option<EventId> {
        self.0.session.read(|session| session.register().id)
    }

    /// The same for all that is kept under the register's name; none until that is known.
    fn key(&self) -> Option<String> {
        self.0.save_status.name().map(|name| format!("drafts:{name}"))
    }
}

impl Left {
    fn is_at(&self, register: Option<EventId>, record: EventId, place: &str) -> bool {
        self.register == register && self.record == record && self.place == place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::store::Store;

    #[test]
    fn a_draft_waits_at_its_place_and_is_taken_up_once() {
        let store = Store::new("TMAG");
        let record = EventId { tick: 7, replica: Replica(1) };
        store.drafts().leave(record, "note", &"Half", "It waits");
        store.drafts().leave(record, "note", &"Half a note", "It waits");
        assert_eq!(store.drafts().take_up::<String>(record, "step"), None);
        assert_eq!((store.drafts().is_left(record, "note"), store.notices().lasting().len()), (true, 1));
        assert_eq!(store.drafts().take_up::<String>(record, "note").as_deref(), Some("Half a note"));
        assert!(store.notices().lasting().is_empty(), "it waits no more");
        assert_eq!(store.drafts().take_up::<String>(record, "note"), None);
        store.drafts().leave(record, "note", &"For this register", "It waits");
        store.begin("Another", crate::scheme::Scheme::default());
        assert_eq!(store.drafts().take_up::<String>(record, "note"), None);
    }

    #[test]
    fn a_draft_that_was_put_aside_opens_no_form_and_one_that_was_saved_is_gone() {
        let store = Store::new("TMAG");
        let record = EventId { tick: 7, replica: Replica(1) };
        store.drafts().keep(record, "note", &"Half", "It waits");
        store.drafts().put_aside(record, "note", "Note");
        assert_eq!(store.notices().news().text, "Note: not saved. What you typed waits where it was");
        assert_eq!((store.drafts().is_left(record, "note"), store.drafts().is_waiting(record, "note")), (true, false));
        store.drafts().keep(record, "note", &"Half a note", "It waits");
        assert!(store.drafts().is_waiting(record, "note"));
        store.drafts().end(record, "note");
        store.notices().announce("Note added");
        store.drafts().put_aside(record, "note", "Note");
        assert_eq!((store.drafts().is_left(record, "note"), store.notices().news().text.as_str()), (false, "Note added"));
    }

    #[test]
    fn words_in_a_field_of_no_record_wait_until_they_are_kept_or_taken_out() {
        let store = Store::new("TMAG");
        let left = || store.drafts().words_left("name", "Your name", "PMO");
        assert_eq!(left(), "PMO");
        store.drafts().keep_words("name", "Your name", "Programme (", "PMO");
        assert_eq!((left(), left()), ("Programme (".into(), "Programme (".into()));
        store.drafts().keep_words("name", "Your name", "PMO", "PMO");
        assert!(!store.drafts().is_left(NO_RECORD, "name"), "that stands there");
        store.drafts().keep_words("name", "Your name", "Programme (", "PMO");
        store.drafts().keep_words("name", "Your name", " ", "PMO");
        assert_eq!(left(), "PMO");
    }

    #[test]
    fn a_draft_waits_for_its_register_to_come_back() {
        let store = Store::new("TMAG");
        let record = EventId { tick: 7, replica: Replica(1) };
        let file = store.session().read_log(crate::session::Session::export);
        store.drafts().leave(record, "note", &"Half a note", "It waits");
        store.begin("Another", crate::scheme::Scheme::default());
        assert!(!store.drafts().is_left(record, "note"));
        store.open(crate::snapshot::read(file).expect("our own file opens"), true);
        assert_eq!(store.drafts().take_up::<String>(record, "note").as_deref(), Some("Half a note"));
    }
}
