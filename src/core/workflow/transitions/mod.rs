//! The workflow: one table, a row for each transition that a record can take. All else that is said of a transition is read
//! here: what follows a status, what a transition asks for, where it goes back, and the buttons of the page.

mod action;
mod assumption;
mod bridges;
mod change_request;
mod decision;
mod dependency;
mod document;
mod issue;
mod meeting;
mod milestone;
mod risk;

use super::requirement::Requirement;
use super::transition::{Button, Dialog, Requirements, Transition};
use crate::record::{Kind, Record, Status};
use crate::scheme::Scheme;
use crate::state::Register;

/// The rows of a kind, where no stage is left out.
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

/// The rows that lead over stages of a kind which a set-up leaves out.
#[must_use]
pub fn bridges(kind: Kind) -> &'static [Transition] {
    if kind == Kind::ChangeRequest { bridges::BRIDGES } else { &[] }
}

/// The rows that a set-up has for a kind.
fn rows(scheme: &Scheme, kind: Kind) -> impl Iterator<Item = &'static Transition> {
    bridges(kind).iter().chain(transitions(kind)).filter(|row| row.is_part_of(scheme))
}

/// The transitions that follow a status, in the order of the menu.
pub fn following(scheme: &Scheme, kind: Kind, from: Status) -> impl Iterator<Item = &'static Transition> {
    rows(scheme, kind).filter(move |row| row.from.contains(&from))
}

/// The transition from one status to another, where there is one.
#[must_use]
pub fn transition(scheme: &Scheme, kind: Kind, from: Status, to: Status) -> Option<&'static Transition> {
    following(scheme, kind, from).find(|row| row.to == to)
}

/// The statuses that a recorded decision leads to, some of them more than once.
pub fn statuses_by_decision(kind: Kind) -> impl Iterator<Item = Status> {
    transitions(kind).iter().filter(|row| row.dialog == Dialog::Decide).map(|row| row.to)
}

/// Whether going there needs a reason. What no transition leads to is reached by an override, which does.
#[must_use]
pub fn needs_reason(scheme: &Scheme, kind: Kind, from: Status, to: Status) -> bool {
    from != to && transition(scheme, kind, from, to).is_none_or(|row| row.needs_reason)
}

/// That no transition leads there, in a sentence without a full stop; none where one does.
#[must_use]
pub fn does_not_follow(scheme: &Scheme, kind: Kind, from: Status, to: Status) -> Option<String> {
    let follows = transition(scheme, kind, from, to).is_some();
    (!follows).then(|| format!("“{}” does not follow “{}”", scheme.status_label(to), scheme.status_label(from)))
}

/// What going there asks for: the transition, or else the status itself.
pub(super) fn requirements(scheme: &Scheme, kind: Kind, from: Status, to: Status) -> Requirements {
    let always = || transitions(kind).iter().find(|row| row.to == to && row.is_asked_always);
    transition(scheme, kind, from, to).or_else(always).map_or(&[], |row| row.requirements)
}

/// What comes next for a record, each with the words on its button. What depends on the record comes first.
#[must_use]
pub fn next_steps(register: &Register, record: &Record) -> Vec<(&'static Transition, &'static str)> {
    let all = || following(&register.scheme, record.kind, record.standing.status);
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
pub fn header_step(scheme: &Scheme, kind: Kind, from: Status) -> Option<(&'static Transition, &'static str)> {
    following(scheme, kind, from).find_map(|row| match row.button {
        Button::Header(words) | Button::NextStepAndHeader(words) => Some((row, words)),
        _ => None,
    })
}

/// What the transitions of a kind ask for that a set-up may leave out, each once, under the status that asks for it first.
#[must_use]
pub fn waivable_requirements(kind: Kind) -> Vec<(Status, Vec<&'static Requirement>)> {
    let mut steps: Vec<(Status, Vec<&'static Requirement>)> = Vec::new();
    let all = transitions(kind).iter().flat_map(|row| row.requirements.iter().copied().flatten().map(|asked| (row.to, asked)));
    for (to, requirement) in all.filter(|(_, requirement)| requirement.id().is_some()) {
        if steps.iter().flat_map(|(_, all)| all).any(|have| have.id() == requirement.id()) {
            continue;
        }
        match steps.iter_mut().find(|(have, _)| *have == to) {
            Some((_, all)) => all.push(requirement),
            None => steps.push((to, vec![requirement])),
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::ProcessSetup;
    use crate::workflow::optional_stage::{OptionalStage, is_status_used};
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
        let usual = Scheme::default();
        for kind in Kind::ALL {
            for status in Status::of(kind) {
                assert!(following(&usual, kind, *status).next().is_some(), "{kind:?} {status:?} is no dead end");
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
        let usual = Scheme::default();
        for kind in Kind::ALL {
            for from in Status::of(kind) {
                let goes_its_way = kind == Kind::ChangeRequest && !from.is_before_approval();
                let buttons = following(&usual, kind, *from)
                    .filter(|row| matches!(row.button, Button::Header(_) | Button::NextStepAndHeader(_)));
                assert!(goes_its_way || header_step(&usual, kind, *from).is_some(), "{kind:?} {from:?}");
                assert!(buttons.count() <= 1, "{kind:?} {from:?} has one button");
            }
        }
    }

    /// A process with each combination of stages.
    fn processes() -> impl Iterator<Item = Scheme> {
        (0..1_u32 << OptionalStage::ALL.len()).map(|set| {
            let left_out = OptionalStage::ALL.iter().enumerate().filter(|(at, _)| set & 1 << at != 0);
            let skipped_stages = left_out.map(|(_, stage)| stage.word().to_owned()).collect();
            Scheme { process: Some(ProcessSetup { skipped_stages, ..ProcessSetup::default() }), ..Scheme::default() }
        })
    }

    /// The statuses that lead to one of those, over any number of steps forward or to an end.
    fn leading_to(scheme: &Scheme, kind: Kind, to: Status) -> Vec<Status> {
        let mut found = vec![to];
        loop {
            let leads = |from: &Status| following(scheme, kind, *from).any(|row| found.contains(&row.to));
            let more: Vec<Status> =
                Status::of(kind).iter().copied().filter(|from| !found.contains(from) && leads(from)).collect();
            if more.is_empty() {
                return found;
            }
            found.extend(more);
        }
    }

    #[test]
    fn whatever_stages_are_left_out_every_status_leads_to_the_end_and_is_come_to() {
        let kind = Kind::ChangeRequest;
        for scheme in processes() {
            let what = format!("{:?}", scheme.process.as_ref().map(|process| &process.skipped_stages));
            let to_the_end = leading_to(&scheme, kind, Status::Closed);
            for from in Status::of(kind).iter().copied() {
                // Also a record that stands where the process goes no more.
                assert!(to_the_end.contains(&from), "{what}: {from:?} leads to the end");
                let rows: Vec<Status> = following(&scheme, kind, from).map(|row| row.to).collect();
                for to in &rows {
                    assert!(is_status_used(&scheme, kind, *to), "{what}: {from:?} leads to {to:?}, which is gone");
                    assert_eq!(rows.iter().filter(|other| *other == to).count(), 1, "{what}: {from:?} → {to:?}");
                }
                if is_status_used(&scheme, kind, from) {
                    let is_reached = leading_to(&scheme, kind, from).contains(&Status::Draft);
                    assert!(is_reached, "{what}: {from:?} is come to");
                }
                let header = following(&scheme, kind, from)
                    .filter(|row| matches!(row.button, Button::Header(_) | Button::NextStepAndHeader(_)));
                assert!(header.count() <= 1, "{what}: {from:?} has one button in its head");
                let settled = from.is_settled_for(kind);
                let goes_on = following(&scheme, kind, from).any(|row| {
                    matches!(row.button, Button::NextStep(_) | Button::NextStepWhen(..) | Button::NextStepAndHeader(_))
                });
                assert!(settled || goes_on, "{what}: {from:?} offers what comes next");
            }
        }
    }

    #[test]
    fn a_requirement_that_can_be_left_out_has_one_name_and_says_one_thing() {
        let rows = || Kind::ALL.into_iter().flat_map(|kind| transitions(kind).iter().chain(bridges(kind)));
        let all: Vec<&Requirement> = rows().flat_map(|row| row.requirements.iter().copied().flatten()).collect();
        for (at, one) in all.iter().enumerate().filter(|(_, one)| one.id().is_some()) {
            assert!(!one.says().is_empty());
            for other in all[..at].iter().filter(|other| other.id() == one.id()) {
                assert_eq!(one.says(), other.says());
            }
        }
        let offered = waivable_requirements(Kind::ChangeRequest);
        assert!(offered.iter().any(|(to, all)| *to == Status::Raised && all.len() == 5), "{offered:?}");
    }
}
