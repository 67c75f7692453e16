//! Which status the toolbar's button leads to that settles a record, or opens it again.

use crate::item::{Kind, Status};

/// What the toolbar's button for settling a record leads to, if it can be settled.
pub(super) fn closing(kind: Kind, from: Status) -> Option<Status> {
    let best = [Status::Closed, Status::Achieved, Status::Held, Status::Withdrawn, Status::Superseded];
    let next = from.next(kind);
    // A change request is superseded by another on its own page's steps; that is no way to settle it.
    let settles = |status: &Status| next.contains(status) && (kind, *status) != (Kind::ChangeRequest, Status::Superseded);
    best.into_iter().find(settles)
}

/// Where a settled record goes when it is opened again.
pub(super) fn reopening(kind: Kind, from: Status) -> Option<Status> {
    let next = from.next(kind);
    let first = Status::first(kind);
    let back = if next.contains(&first) { Some(first) } else { next.into_iter().find(|status| !status.is_settled_for(kind)) };
    back.filter(|to| from.is_settled_for(kind) && (!to.is_settled_for(kind) || kind == Kind::Decision))
}

/// The words on the button that leads there.
pub(super) fn closing_words(to: Status) -> String {
    match to {
        Status::Closed => "Close…".into(),
        Status::Withdrawn => "Withdraw…".into(),
        Status::Superseded => "Supersede…".into(),
        other => format!("Mark as {}…", other.word().to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_can_be_settled_or_reopened() {
        for kind in Kind::ALL {
            for from in Status::of(kind) {
                let goes_its_way = kind == Kind::ChangeRequest && !from.is_before_approval() && !from.next(kind).is_empty();
                assert!(goes_its_way || closing(kind, *from).or(reopening(kind, *from)).is_some(), "{kind:?} {from:?}");
            }
        }
        assert_eq!(closing(Kind::Risk, Status::Open), Some(Status::Closed));
        assert_eq!(reopening(Kind::ChangeRequest, Status::Rejected), Some(Status::Raised));
        assert_eq!(reopening(Kind::Decision, Status::Superseded), Some(Status::Made));
        assert_eq!(closing_words(Status::Achieved), "Mark as achieved…");
    }
}
