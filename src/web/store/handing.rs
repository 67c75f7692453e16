//! How files get to the person, and under which name changes are recorded where the host says so.

use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::{News, Store};
use crate::session::Steps;
use crate::web::platform::{local, thrown};

/// Where a file went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedOut {
    /// The host took it.
    Taken,
    /// The browser was asked to save it.
    Downloaded,
    /// It is shown as text, where downloads may be forbidden.
    Shown,
}

impl HandedOut {
    /// The same in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            HandedOut::Taken => "The page around has taken the export",
            HandedOut::Downloaded => "The export is in your downloads",
            HandedOut::Shown => "The export is shown, to be copied",
        }
    }
}

impl Store {
    /// From now on that function `(blob, name)` hands files out, and says `taken`, `shown` or `downloaded`.
    pub fn hand_out_with(&self, hand: Option<Function>) {
        *self.0.hand.borrow_mut() = hand;
    }

    /// Hands a file to the person, or to the host if it wants it. The one way out for every file.
    ///
    /// # Errors
    /// In words, when the page may not do that.
    pub fn hand_out(&self, blob: &Blob, name: &str) -> Result<HandedOut, String> {
        let Some(hand) = self.0.hand.borrow().clone() else {
            return Err("this page hands out no files".into());
        };
        let how = hand.call2(&JsValue::NULL, blob, &name.into()).map_err(|error| thrown::message(&error))?;
        Ok(match how.as_string().as_deref() {
            Some("taken") => HandedOut::Taken,
            Some("shown") => HandedOut::Shown,
            Some(_) | None => HandedOut::Downloaded,
        })
    }

    /// Whether the host keeps the register; and whether the person's choices, such as the theme, are remembered in this
    /// browser: not where the host keeps the register, or wants nothing kept.
    pub fn kept_by(&self, host: bool, remembers: bool) {
        self.0.by_host.set(host);
        self.0.forgets.set(!remembers);
    }

    /// Whether the host keeps the register.
    #[must_use]
    pub fn is_kept_by_host(&self) -> bool {
        self.0.by_host.get()
    }

    /// The page's address follows what is shown: it leads there again.
    pub fn set_addressed(&self) {
        self.0.is_addressed.set(true);
    }

    /// Whether the page's address leads to what is shown.
    #[must_use]
    pub fn is_addressed(&self) -> bool {
        self.0.is_addressed.get()
    }

    /// Remembers a choice of the person's: in this browser, where it may, and else as long as the register is shown.
    /// `true` when this browser keeps it.
    pub fn remember(&self, key: &str, text: &str) -> bool {
        let kept = !self.0.forgets.get() && local::set(key, text);
        let mut choices = self.0.choices.borrow_mut();
        choices.retain(|(of, _)| of != key);
        if !kept {
            choices.push((key.to_owned(), text.to_owned()));
        }
        kept
    }

    /// The choice that was remembered under that key.
    #[must_use]
    pub fn remembered(&self, key: &str) -> Option<String> {
        let held = self.0.choices.borrow().iter().find(|(of, _)| of == key).map(|(_, text)| text.clone());
        held.or_else(|| local::get(key).filter(|_| !self.0.forgets.get()))
    }

    /// Remembers which of the earlier registers the next one pushes out, in words; none, where there is room.
    pub fn note_next_out(&self, next: Option<&str>) {
        self.remember(&self.next_out_key(), next.unwrap_or_default());
    }

    /// What is said of that before another register is opened.
    #[must_use]
    pub fn pushed_out(&self) -> Option<String> {
        let next = self.remembered(&self.next_out_key()).filter(|next| !next.is_empty())?;
        Some(format!("It pushes out the oldest of them, {next}: pin that one first to keep it."))
    }

    fn next_out_key(&self) -> String {
        format!("next-out:{}", self.0.unfiled.kept_name().unwrap_or_default())
    }

    /// Goes on with what this person could undo before the page was loaded anew.
    pub fn resume(&self, steps: Steps) {
        self.0.session.borrow_mut().resume(steps);
        self.listeners().tell(&News::Changed);
    }

    /// Remembers something for this tab, where this browser may.
    pub fn remember_in_tab(&self, key: &str, text: &str) {
        if !self.0.forgets.get() {
            local::set_in_tab(key, text);
        }
    }

    /// The name that changes are recorded under.
    #[must_use]
    pub fn user(&self) -> String {
        self.0.user.borrow().clone()
    }

    /// Changes the name that changes are recorded under; an empty one is ignored.
    pub fn set_user(&self, user: &str) {
        if crate::text::check_line(user).is_ok() {
            self.remember("user", user.trim());
            self.call_user(user);
        }
    }

    /// The host, or this browser, says who works here. An empty name is ignored.
    pub fn call_user(&self, user: &str) {
        if crate::text::check_line(user).is_ok() {
            *self.0.user.borrow_mut() = user.trim().into();
            self.listeners().tell(&News::Changed);
        }
    }
}
