//! What waits to be written.

use std::rc::Rc;

use crate::log::Event;

/// What waits to be written.
pub(super) enum Job {
    Append {
        generation: String,
        events: Rc<Vec<Event>>,
    },
    /// To the host: another register, all of its events.
    HandOver {
        events: Rc<Vec<Event>>,
    },
    Replace {
        generation: String,
        source: Option<web_sys::Blob>,
    },
    /// The first change of a register that was never kept, or that is not kept any more: the whole of it, unless somebody
    /// was quicker.
    Begin {
        generation: String,
    },
    Fold,
}

impl Job {
    /// The same, without leaning on a file that may be gone.
    pub(super) fn without_source(self) -> Job {
        match self {
            Job::Replace { generation, .. } => Job::Replace { generation, source: None },
            Job::Append { .. } | Job::HandOver { .. } | Job::Begin { .. } | Job::Fold => self,
        }
    }

    /// Whether it writes the whole of the register.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self, Job::Replace { .. } | Job::Begin { .. })
    }

    /// Whether it is a change of that register.
    pub(super) fn follows(&self, generation: &str) -> bool {
        matches!(self, Job::Append { generation: of, .. } if of == generation)
    }
}
