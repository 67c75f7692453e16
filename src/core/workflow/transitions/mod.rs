//! The workflow: one table, a row for each transition that a record can take. All else that is said of a transition is read
//! here: what follows a status, what a transition asks for, where it goes back, and the buttons of the page.

mod action;
mod assumption;
mod change_request;
mod decision;
mod dependency;
mod document;
mod issue;
mod meeting;
mod milestone;
mod risk;

use super::transition::{Button, Dialog, Requirements, Transition};
use crate::record::{Kind, Record, Status};
use crate::state::Register;

/// The rows of a kind.
#[must_use]
pub fn transitions(kind: Kind) -> &'static [Transition] {
    match kind {
        Kind::Risk => risk::ROWS,
        Kind::Assumption => assumption::ROWS,
        Kind::Issue => issue::ROWS,
        Kind::Dependency => dependency::ROWS,
        Kind::ChangeRequest => change_request::ROWS,
        Kind::Action => action::ROWS,
        Kind::Decision => decision::ROWS,
        Kind::Milestone => milestone::ROWS,
        Kind::Meeting => meeting::ROWS,
        Kind::Document => document::ROWS,
        Kind::Newer(_) => &[],
    }
}

/// The transitions that follow a status, in the order of the menu.
pub fn following(kind: Kind, from: Status) -> impl Iterator<Item = &'static Transition> {
    transitions(kind).iter().filter(move |row| row.from.contains(&from))
}

/// The transition from one status to another, where there is one.
#[must_use]
pub fn transition(kind: Kind, from: Status, to: Status) -> Option<&'static Transition> {
    following(kind, from).find(|row| row.to == to)
}

/// The statuses that a recorded decision leads to, some of them more than once.
pub fn statuses_by_decision(kind: Kind) -> impl Iterator<Item = Status> {
    transitions(kind).iter().filter(|row| row.dialog == Dialog::Decide).map(|row| row.to)
}

/// Whether going there needs a reason. What no transition leads to is reached by an override, which does.
#[must_use]
pub fn needs_reason(kind: Kind, from: Status, to: Status) -> bool {
    from != to && transition(kind, from, to).is_none_or(|row| row.needs_reason)
}

/// That no transition leads there, in a sentence without a full stop; none where one does.
#[must_use]
pub fn does_not_follow(kind: Kind, from: Status, to: Status) -> Option<String> {
    let follows = transition(kind, from, to).is_some();
    (!follows).then(|| format!("“{}” does not follow “{}”", to.word(), from.word()))
}

/// What going there asks for: the transition, or else the status itself.
pub(super) fn requirements(kind: Kind, from: Status, to: Status) -> Requirements {
    let always = || transitions(kind).iter().find(|row| row.to == to && row.is_asked_always);
    transition(kind, from, to).or_else(always).map_or(&[], |row| row.requirements)
}

/// What comes next for a record, each with the words on its button. What depends on the record comes first.
#[must_use]
pub fn next_steps(register: &Register, record: &Record) -> Vec<(&'static Transition, &'static str)> {
    let all = || following(record.kind, record.standing.status);
    let depends = all().filter_map(|row| match row.button {
        Button::NextStepWhen(words, holds) if holds(register, record) => Some((row, words)),
        _ => None,
    });
    let always = all().filter_map(|row| match row.button {
        Button::NextStep(words) | Button::NextStepAndHeader(words) => Some((row, words)),
        _ => None,
    });
    depends.chain(always).collect()
}

/// What the button in the head of a record's page does, and the words on it.
#[must_use]
pub fn header_step(kind: Kind, from: Status) -> Option<(&'static Transition, &'static str)> {
    following(kind, from).find_map(|row| match row.button {
        Button::Header(words) | Button::NextStepAndHeader(words) => Some((row, words)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::transition::Direction;

    fn pairs(kind: Kind) -> Vec<(Status, &'static Transition)> {
        transitions(kind).iter().flat_map(|row| row.from.iter().map(move |from| (*from, row))).collect()
    }

    #[test]
    fn each_transition_has_one_row_and_leads_between_statuses_of_its_kind() {
        for kind in Kind::ALL {
            let all = pairs(kind);
            for (from, row) in &all {
                assert_eq!(row.kind, kind);
                assert_ne!(*from, row.to, "{kind:?}");
                assert!([*from, row.to].iter().all(|status| Status::of(kind).contains(status)), "{kind:?} {from:?} {:?}", row.to);
                let times = all.iter().filter(|(other, found)| (*other, found.to) == (*from, row.to)).count();
                assert_eq!(times, 1, "{kind:?} {from:?} {:?}", row.to);
            }
            for to in Status::of(kind) {
                let always = transitions(kind).iter().filter(|row| row.to == *to && row.is_asked_always).count();
                assert!(always <= 1, "{kind:?} {to:?} asks for one thing however it is reached");
            }
        }
    }

    #[test]
    fn every_status_is_reached_and_left() {
        for kind in Kind::ALL {
            for status in Status::of(kind) {
                assert!(following(kind, *status).next().is_some(), "{kind:?} {status:?} is no dead end");
                let is_reached = pairs(kind).iter().any(|(_, row)| row.to == *status);
                assert!(is_reached || *status == Status::Draft, "{kind:?} {status:?} is reached");
            }
        }
    }

    #[test]
    fn ends_settle_and_what_is_reopened_goes_on() {
        for (from, row) in Kind::ALL.into_iter().flat_map(pairs).filter(|(_, row)| row.kind != Kind::Decision) {
            let is_settled = |status: Status| status.is_settled_for(row.kind);
            let (ends, reopens) = (row.direction == Direction::Ends, row.direction == Direction::Reopens);
            assert_eq!(is_settled(row.to), ends, "{row:?}");
            assert_eq!(is_settled(from) && !is_settled(row.to), reopens, "{row:?}");
        }
    }

    #[test]
    fn every_record_can_be_settled_or_reopened_from_its_head() {
        for kind in Kind::ALL {
            for from in Status::of(kind) {
                let goes_its_way = kind == Kind::ChangeRequest && !from.is_before_approval();
                let buttons =
                    following(kind, *from).filter(|row| matches!(row.button, Button::Header(_) | Button::NextStepAndHeader(_)));
                assert!(goes_its_way || header_step(kind, *from).is_some(), "{kind:?} {from:?}");
                assert!(buttons.count() <= 1, "{kind:?} {from:?} has one button");
            }
        }
    }
}
