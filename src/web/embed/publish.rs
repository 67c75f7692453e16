//! Hands out the public snapshot: what was published, and nothing else.

use super::inner::Inner;
use crate::export::{public, published};
use crate::web::platform::blobs;

impl Inner {
    /// Gives the person, or the host around, a file of what is published.
    pub(super) fn publish(&self) {
        let (count, bytes) =
            self.store.session().read(|session| (published(session.register()).len(), public(session.register())));
        if count == 0 {
            return self.store.notices().complain(
                "Nothing is published yet. Set “Publication” to “Published” in the details of each record that may leave, and give it \
                 its public wording.",
            );
        }
        let name = self.files.export_name(None).replace(".raid.json", "-public.raid.json");
        let records = if count == 1 { "1 record".into() } else { format!("{count} records") };
        let handed = blobs::make(&bytes).and_then(|blob| self.store.export().hand_out(&blob, &name));
        match handed {
            Ok(_) => self
                .store
                .notices()
                .announce(format!("The public snapshot has {records}, without notes, history and internal links")),
            Err(why) => self.store.notices().complain(format!("The public snapshot could not be handed out: {why}. Try again")),
        }
    }
}
