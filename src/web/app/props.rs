//! What the page is drawn from, and what its host does for it.

use yew::prelude::*;

use crate::state::RowId;
use crate::web::files::Files;
use crate::web::store::Store;

/// What the page is drawn from, and what its host does for it.
#[derive(Properties, PartialEq, Clone)]
pub struct AppProps {
    /// The register.
    pub store: Store,
    /// Its files.
    pub files: Files,
    /// Reads a file, with progress, and offers it to the files desk.
    #[prop_or_default]
    pub onopenfile: Callback<web_sys::File>,
    /// Gives the person a file of everything, or of those records.
    #[prop_or_default]
    pub onexport: Callback<Option<Vec<RowId>>>,
    /// Gives the person a file of what is published.
    #[prop_or_default]
    pub onpublish: Callback<()>,
    /// Opens the sample register.
    #[prop_or_default]
    pub onsample: Callback<()>,
    /// Lists the registers that this browser kept before.
    #[prop_or_default]
    pub onearlier: Callback<()>,
    /// "auto", "light" or "dark".
    #[prop_or_default]
    pub theme: AttrValue,
    /// Addresses of the views that the navigation leaves out, with blanks between them.
    #[prop_or_default]
    pub hide: AttrValue,
}
