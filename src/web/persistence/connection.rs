//! What has to be held for a register to be kept.

use std::rc::Rc;

use crate::web::platform::channel::Channel;
use crate::web::platform::host_storage::HostStorage;
use crate::web::platform::storage::Storage;

/// Who keeps it.
#[derive(Clone)]
pub(super) enum Connection {
    /// This browser, which has no channel to other tabs where it denies one.
    Browser {
        storage: Rc<Storage>,
        channel: Option<Rc<Channel>>,
    },
    Host(Rc<HostStorage>),
}
