//! What the page is told.

use super::app_context::AppDialog;
use super::shortcut::Shortcut;
use super::theme::Theme;
use crate::web::route::Route;

/// What the page is told.
#[derive(Debug)]
pub enum Msg {
    /// Something changed in the store; whether another register was opened.
    Told(bool),
    /// The second part of the program has come.
    SecondPartLoaded,
    /// A change was made here. Whoever made it shows it at once; the rest of the page follows after the next frame.
    Recorded,
    /// What was put off is drawn now.
    Due,
    /// Open a dialog, or put it away.
    Show(AppDialog),
    /// Go to a place.
    Visit(Box<Route>),
    /// A key was pressed that asks for something.
    Asked(Shortcut),
    /// Let the person choose a file.
    ChooseFile,
    /// Change the colours.
    Paint(Theme),
    /// A file is held over the page, or is not any more.
    Hold(bool),
    /// That message has been shown long enough.
    Expired(u64),
    /// The register is the whole page: it brings the page's landmarks.
    WholePage,
    /// Call this: everything that was asked for before it is drawn.
    Reached(js_sys::Function),
}
