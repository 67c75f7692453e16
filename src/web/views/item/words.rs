//! Small turns of phrase of the record page. No browser needed.

use chrono::NaiveDate;

use crate::item::{Assessment, Kind, Status};

/// A label inside a sentence: "Owner" becomes "owner", "RAG" stays.
pub(super) fn lower_first(label: &str) -> String {
    let mut rest = label.chars();
    match (rest.next(), rest.clone().next()) {
        (Some(first), Some(second)) if second.is_uppercase() => format!("{first}{}", rest.as_str()),
        (Some(first), _) => first.to_lowercase().chain(rest).collect(),
        (None, _) => String::new(),
    }
}

/// A sentence at the start of a line.
pub(super) fn upper_first(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// A day as a person would type it; it reads back as the same day.
pub(super) fn day_typed(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// "Likelihood 4, impact 5", or what of it is said.
pub(super) fn figures(assessment: &Assessment) -> String {
    let likelihood = assessment.likelihood.map(|level| format!("likelihood {}", level.number()));
    let impact = assessment.impact.map(|level| format!("impact {}", level.number()));
    let said: Vec<String> = likelihood.into_iter().chain(impact).collect();
    if said.is_empty() { "No figures given".into() } else { upper_first(&said.join(", ")) }
}

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
    fn labels_stand_inside_sentences() {
        assert_eq!(lower_first("Raised by"), "raised by");
        assert_eq!(lower_first("RAG"), "RAG");
        assert_eq!(upper_first("impact 5 → 4"), "Impact 5 → 4");
    }

    #[test]
    fn a_day_offered_for_editing_reads_back() {
        let day = NaiveDate::from_ymd_opt(2023, 10, 3).expect("a literal day");
        assert_eq!(crate::calendar::read_day(&day_typed(day)), Ok(day));
    }

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
