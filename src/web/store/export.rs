//! How files get to the person.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::web::platform::thrown;

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

/// A cheap handle on how files of one register get to the person. Clones mean the same.
#[derive(Clone, Default)]
pub struct Export(Rc<RefCell<Option<Function>>>);

impl PartialEq for Export {
    fn eq(&self, other: &Export) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Export {
    /// From now on that function `(blob, name)` hands files out, and says `taken`, `shown` or `downloaded`.
    pub fn hand_out_with(&self, hand: Option<Function>) {
        *self.0.borrow_mut() = hand;
    }

    /// Hands a file to the person, or to the host if it wants it. The one way out for every file.
    ///
    /// # Errors
    /// In words, when the page may not do that.
    pub fn hand_out(&self, blob: &Blob, name: &str) -> Result<HandedOut, String> {
        let Some(hand) = self.0.borrow().clone() else {
            return Err("this page hands out no files".into());
        };
        let how = hand.call2(&JsValue::NULL, blob, &name.into()).map_err(|error| thrown::message(&error))?;
        Ok(match how.as_string().as_deref() {
            Some("taken") => HandedOut::Taken,
            Some("shown") => HandedOut::Shown,
            Some(_) | None => HandedOut::Downloaded,
        })
    }
}
