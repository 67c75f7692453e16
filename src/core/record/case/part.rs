//! The parts of a case, each with an identity of its own, so that two people who add to it never collide.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{MilestoneMove, Position, Response, Round, Submission, TransitionRecord};
use crate::calendar::long_date;
use crate::record::{Anomaly, Step};
use crate::stamp::EventId;
use crate::text::{self, BadText};

/// Everything about a change request that is more than a field. Empty for every other kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// Versions of its text, oldest first.
    pub submissions: Vec<Submission>,
    /// Impact assessment rounds, oldest first.
    pub rounds: Vec<Round>,
    /// What parties answered, in the order it came.
    pub responses: Vec<Response>,
    /// Milestones it moves.
    pub milestone_moves: Vec<MilestoneMove>,
    /// The steps it took, oldest first.
    pub steps: Vec<TransitionRecord>,
}

impl Case {
    /// The round that waits for answers.
    #[must_use]
    pub fn open_round(&self) -> Option<&Round> {
        self.rounds.iter().rev().find(|round| round.is_open())
    }

    /// The newest round that was not made void.
    #[must_use]
    pub fn last_round(&self) -> Option<&Round> {
        self.rounds.iter().rev().find(|round| round.voided.is_none())
    }

    /// The round of that identity.
    #[must_use]
    pub fn round(&self, id: EventId) -> Option<&Round> {
        self.rounds.iter().find(|round| round.id == id)
    }

    /// The newest version, submitted or not.
    #[must_use]
    pub fn latest(&self) -> Option<&Submission> {
        self.submissions.last()
    }

    /// The newest version that was submitted.
    #[must_use]
    pub fn submitted(&self) -> Option<&Submission> {
        self.submissions.iter().rev().find(|version| version.on.is_some())
    }

    /// What parties answered in that round.
    pub fn responses_in(&self, round: EventId) -> impl Iterator<Item = &Response> {
        self.responses.iter().filter(move |response| response.round == round)
    }

    /// The constituencies asked in that round that have not answered. "No response", written down, is no answer.
    #[must_use]
    pub fn missing(&self, round: &Round) -> Vec<String> {
        let answered = |asked: &String| {
            let theirs = self.responses_in(round.id).filter(|response| response.constituency == *asked);
            theirs.into_iter().any(|response| response.position != Position::NoResponse)
        };
        round.audience.iter().filter(|asked| !answered(asked)).cloned().collect()
    }

    /// The steps that were taken although something was missing, oldest first.
    pub fn overrides(&self) -> impl Iterator<Item = &TransitionRecord> {
        self.steps.iter().filter(|step| step.is_override())
    }
}

/// One part of a case.
#[allow(clippy::large_enum_variant, reason = "a fact keeps it in a box; 32-bit pages have no such difference")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A version of its text.
    Submission(Submission),
    /// An impact assessment round.
    Round(Round),
    /// What a party answered.
    Response(Box<Response>),
    /// A milestone it moves.
    MilestoneMove(MilestoneMove),
}

impl Part {
    /// Its identity.
    #[must_use]
    pub fn id(&self) -> EventId {
        match self {
            Part::Submission(part) => part.id,
            Part::Round(part) => part.id,
            Part::Response(part) => part.id,
            Part::MilestoneMove(part) => part.id,
        }
    }

    pub(crate) fn submission(&self) -> Option<&Submission> {
        if let Part::Submission(part) = self { Some(part) } else { None }
    }

    pub(crate) fn round(&self) -> Option<&Round> {
        if let Part::Round(part) = self { Some(part) } else { None }
    }

    pub(crate) fn response(&self) -> Option<&Response> {
        if let Part::Response(part) = self { Some(part) } else { None }
    }

    pub(crate) fn milestone_move(&self) -> Option<&MilestoneMove> {
        if let Part::MilestoneMove(part) = self { Some(part) } else { None }
    }
}

impl fmt::Display for Part {
    /// "Version 1.1", "Round 1".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Submission(part) => part.fmt(f),
            Part::Round(part) => part.fmt(f),
            Part::Response(part) => part.fmt(f),
            Part::MilestoneMove(part) => part.fmt(f),
        }
    }
}

/// What the fold needs of a part.
pub(crate) trait CasePart: Clone + PartialEq + Serialize + DeserializeOwned {
    fn id(&self) -> EventId;

    /// What does not go together of two changes that were joined.
    fn at_odds(_from: &Self, _found: &Self, _to: &Self) -> Option<String> {
        None
    }
}

macro_rules! parts {
    ($($part:ident)*) => { $(impl CasePart for $part {
        fn id(&self) -> EventId {
            self.id
        }
    })* };
}
parts! { Submission Response MilestoneMove Step }

impl CasePart for Round {
    fn id(&self) -> EventId {
        self.id
    }

    fn at_odds(from: &Round, found: &Round, to: &Round) -> Option<String> {
        let (ended, went_on) = if from.is_open() && !found.is_open() { (found, to) } else { (to, found) };
        let odd = from.is_open() && !ended.is_open() && went_on.extensions.len() > from.extensions.len();
        odd.then(|| format!("{} was extended by somebody who did not know that {}", from, self::ended(ended)))
    }
}

/// Checks the texts of a part: the state it makes must read back.
pub(crate) fn check_part(part: &Part) -> Result<(), BadText> {
    match part {
        Part::Submission(part) => part.check(),
        Part::Round(part) => part.check(),
        Part::Response(part) => part.check(),
        Part::MilestoneMove(part) => text::check_line(&part.cited),
    }
}

/// What a person would have been refused, but which came in with a merge: kept, and told.
pub(crate) fn odd(case: &Case, part: &Part, event: EventId) -> Vec<Anomaly> {
    let said = match part {
        Part::Submission(version) => {
            let twice = case.submissions.iter().any(|have| have.id != version.id && have.version == version.version);
            Vec::from_iter(twice.then(|| format!("Two versions are numbered {}", version.version)))
        }
        Part::Round(round) => odd_round(case, round),
        Part::Response(response) => odd_response(case, response),
        Part::MilestoneMove(milestone_move) => {
            let twice = case
                .milestone_moves
                .iter()
                .any(|have| have.id != milestone_move.id && have.milestone == milestone_move.milestone);
            Vec::from_iter(
                twice.then(|| format!("It moves {} twice: take away the move that does not hold", milestone_move.cited)),
            )
        }
    };
    said.into_iter().map(|what| Anomaly::Amiss { event, what }).collect()
}

fn odd_round(case: &Case, round: &Round) -> Vec<String> {
    let mut said = round.inconsistencies();
    if round.is_open() && case.rounds.iter().any(|have| have.id != round.id && have.is_open()) {
        said.push(format!("{} was issued while another round is open", round));
    }
    said.extend(case.responses_in(round.id).filter_map(|response| outside(round, response)));
    said
}

/// What is to be said of an answer that its round was ended without.
fn outside(round: &Round, response: &Response) -> Option<String> {
    if !round.is_outside(response) {
        return None;
    }
    let received = long_date(response.received_on);
    Some(format!(
        "{} ({}, received on {received}) was not known when {}",
        answer_of(response),
        response.constituency,
        ended(round)
    ))
}

fn answer_of(response: &Response) -> String {
    format!("The answer of {}", response.party)
}

/// "round 1 was closed on 20 October 2023".
fn ended(round: &Round) -> String {
    let on = |day: Option<chrono::NaiveDate>| day.map(|day| format!(" on {}", long_date(day))).unwrap_or_default();
    let name = round.to_string().to_lowercase();
    match (&round.voided, &round.closed) {
        (Some(voided), _) => format!("{name} was made void{}", on(voided.on)),
        (None, Some(closed)) => format!("{name} was closed{}", on(closed.on)),
        (None, None) => format!("{name} was open"),
    }
}

fn odd_response(case: &Case, response: &Response) -> Vec<String> {
    let mut said = Vec::new();
    match case.round(response.round) {
        None => said.push(format!("{} answers a round that is not here", response.party)),
        // Whatever is written to a round that has ended came after it, whatever it says of its day.
        Some(round) if !round.is_open() => {
            let words = outside(round, response);
            said.push(words.unwrap_or_else(|| format!("{} was changed after {}", answer_of(response), ended(round))));
        }
        Some(_) => {}
    }
    let again = |have: &&Response| have.id != response.id && have.party.trim() == response.party.trim();
    if case.responses_in(response.round).any(|have| again(&have)) {
        said.push(format!("{} has answered twice; both answers are kept", response.party));
    }
    said
}
