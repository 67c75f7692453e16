//! Hands out the public snapshot: what was published, and nothing else.

use wasm_bindgen::JsValue;

use super::inner::Inner;
use crate::snapshot::{public, published};
use crate::web::platform::blobs;
use crate::web::platform::download::download;

impl Inner {
    /// Gives the person, or the host around, a file of what is published.
    pub(super) fn publish(&self) {
        let (count, bytes) = self.store.read(|session| (published(session.register()).len(), public(session.register())));
        if count == 0 {
            return self.store.complain(
                "Nothing is published yet. Set “Publication” to “Published” in the details of each record that may leave, and give it \
                 its public wording.",
            );
        }
        let name = self.files.export_name(None).replace(".raid.json", "-public.raid.json");
        let records = if count == 1 { "1 record".into() } else { format!("{count} records") };
        let takes_over = self.takes_over.borrow().clone();
        let handed = blobs::make(&bytes).and_then(|blob| {
            let asked = takes_over.map(|ask| ask.call2(&JsValue::NULL, &blob, &name.as_str().into()));
            let taken = asked.is_some_and(|answer| answer.is_ok_and(|taken| taken.is_truthy()));
            if taken { Ok(()) } else { download(&blob, &name) }
        });
        match handed {
            Ok(()) => {
                self.store.announce(format!("The public snapshot has {records}, without notes, history and internal links"))
            }
            Err(why) => self.store.complain(format!("The public snapshot could not be handed out: {why}. Try again")),
        }
    }
}
