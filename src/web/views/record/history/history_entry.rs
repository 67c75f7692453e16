//! A record's events as a person would tell them. No browser needed.

use crate::calendar::Due;
use crate::log::{Event, Fact, Recorded, sentence, sentence_without_reason};
use crate::record::{Assessment, Slot, Value};
use crate::scheme::Scheme;
use crate::web::platform::dates;
use crate::web::views::phrases::upper_first;
use chrono::NaiveDate;

/// One entry of the history.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HistoryEntry {
    /// What happened, in a sentence.
    pub(super) words: String,
    /// The day it speaks of, where it is not the day it was recorded.
    pub(super) dated: Option<NaiveDate>,
    /// Why, where the day stands between the sentence and the reason.
    pub(super) why: Option<String>,
    /// The event itself: who and when.
    pub(super) event: Event,
}

/// The events, oldest first, as a person would tell them, newest first.
pub(super) fn tell(events: Vec<Event>, scheme: &Scheme) -> Vec<HistoryEntry> {
    let mut agreed: Option<Assessment> = None;
    let mut just_agreed: Option<Event> = None;
    let mut entries = Vec::with_capacity(events.len());
    for event in events {
        let dated = dated(&event);
        let why = dated.and_then(|_| why(&event));
        // The day stands before the reason: "impact 5 → 4, 1 August 2023: it does not prevent …".
        let sentence = if why.is_some() { sentence_without_reason } else { sentence };
        let words = match event.known().filter(|_| event.turn.is_none()) {
            Some(Fact::Assessed { slot: Slot::Proposed, from: Some(proposed), to: None })
                if same_step(just_agreed.as_ref(), &event) =>
            {
                let agreed = agreed.as_ref().is_some_and(|agreed| agrees(agreed, proposed));
                if agreed { "the proposal was agreed" } else { "the proposal was closed: another assessment was agreed" }.into()
            }
            Some(Fact::Assessed { slot: Slot::Proposed, from: None, to: Some(to) }) => {
                sentence(&against(&event, agreed.as_ref(), to), scheme)
            }
            _ => with_days_in_words(&event, sentence(&event, scheme)),
        };
        if let Some(Fact::Assessed { slot: Slot::Current, to, .. }) = event.known() {
            agreed.clone_from(to);
            just_agreed = Some(event.clone());
        }
        entries.push(HistoryEntry { words: upper_first(&words), dated, why, event });
    }
    entries.reverse();
    entries
}

fn why(event: &Event) -> Option<String> {
    match event.known()? {
        Fact::Assessed { to: Some(to), .. } => to.why.clone(),
        Fact::Moved { to, .. } => to.why.clone(),
        _ => None,
    }
}

/// Agreeing records two events in one breath: the new assessment, and the end of its proposal.
fn same_step(agreed: Option<&Event>, event: &Event) -> bool {
    agreed.is_some_and(|agreed| {
        agreed.id.tick + 1 == event.id.tick && agreed.id.replica == event.id.replica && agreed.at == event.at
    })
}

/// Whether what was agreed is what was proposed, as far as that went.
fn agrees(agreed: &Assessment, proposed: &Assessment) -> bool {
    let same = |agreed: Option<crate::scheme::Level>, proposed: Option<_>| proposed.is_none() || agreed == proposed;
    same(agreed.likelihood, proposed.likelihood)
        && same(agreed.impact, proposed.impact)
        && (proposed.level.is_none() || agreed.level == proposed.level)
}

/// A first proposal, told as what it would change of the figures that stand ("impact 5 → 4").
fn against(event: &Event, agreed: Option<&Assessment>, to: &Assessment) -> Event {
    let from = agreed.map(|agreed| Assessment {
        likelihood: to.likelihood.and(agreed.likelihood),
        impact: to.impact.and(agreed.impact),
        level: to.level.and(agreed.level),
        ..agreed.clone()
    });
    let fact = Fact::Assessed { slot: Slot::Proposed, from, to: Some(to.clone()) };
    Event { fact: Recorded::Known(Box::new(fact)), ..event.clone() }
}

/// The sentence of an event with the days of an edit in words.
fn with_days_in_words(event: &Event, words: String) -> String {
    match event.known() {
        Some(Fact::Edited { from, to, .. }) => {
            let days = from.iter().chain(to).filter_map(day_of);
            days.fold(words, |words, day| words.replace(&day.to_string(), &dates::long(day)))
        }
        _ => words,
    }
}

fn day_of(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::Day(day) | Value::Due(Due::On(day)) => Some(*day),
        Value::Due(Due::Asap | Due::Meeting(_) | Due::Tbc) | Value::Text(_) | Value::List(_) | Value::Owner(_) => None,
    }
}

/// None of what was undone or done again: that happened when it was recorded.
fn dated(event: &Event) -> Option<NaiveDate> {
    let day = match event.known().filter(|_| event.turn.is_none())? {
        Fact::Assessed { to: Some(to), .. } => to.on,
        Fact::Moved { to, .. } => to.since,
        _ => None,
    };
    day.filter(|day| *day != event.at.date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Field, Fields, Kind};
    use crate::scheme::Level;
    use crate::session::Session;
    use crate::stamp::{Replica, Stamp};
    use crate::workflow::{Command, NewRecord};

    fn words_of(commands: impl Fn(crate::stamp::EventId) -> Vec<Command>) -> Vec<String> {
        entries_of(commands).into_iter().map(|entry| entry.words).collect()
    }

    fn entries_of(commands: impl Fn(crate::stamp::EventId) -> Vec<Command>) -> Vec<HistoryEntry> {
        let at = chrono::DateTime::from_timestamp_millis(1_690_000_000_000).expect("a literal moment");
        let stamp = Stamp { at, by: "Programme (PMO)".into(), replica: Replica(1) };
        let mut session = Session::begin("TMAG", &stamp);
        let mut fields = Fields::default();
        fields.put(Field::Title, Some(Value::Text("Late data".into())));
        let raise = Command::Raise(Box::new(NewRecord::of(Kind::Risk, fields)));
        let id = session.carry_out(&raise, &stamp).expect("nothing speaks against it")[0].about;
        for command in commands(id) {
            session.carry_out(&command, &stamp).expect("nothing speaks against it");
        }
        tell(session.history(id), &Scheme::default())
    }

    fn assessed(likelihood: Option<usize>, impact: usize, by: Option<&str>) -> Option<Assessment> {
        let level = |number: usize| Level::ALL[number - 1];
        Some(Assessment {
            likelihood: likelihood.map(level),
            impact: Some(level(impact)),
            by: by.map(Into::into),
            ..Assessment::default()
        })
    }

    #[test]
    fn a_proposal_is_told_against_what_stands_and_then_agreed() {
        let words = words_of(|record| {
            vec![
                Command::Assess { record, slot: Slot::Current, to: assessed(None, 5, None) },
                Command::Assess { record, slot: Slot::Proposed, to: assessed(None, 4, Some("the programme")) },
                Command::Agree { record },
            ]
        });
        assert_eq!(words[2], "Impact 5 → 4, proposed by the programme");
        assert_eq!(words[..2], ["The proposal was agreed".to_owned(), "Impact 5 → 4".into()]);
    }

    #[test]
    fn a_proposal_taken_back_is_withdrawn() {
        let words = words_of(|record| {
            vec![
                Command::Assess { record, slot: Slot::Proposed, to: assessed(Some(2), 4, None) },
                Command::Assess { record, slot: Slot::Proposed, to: None },
            ]
        });
        assert_eq!(words[0], "Proposed assessment withdrawn");
    }

    #[test]
    fn a_proposal_is_closed_by_another_assessment() {
        let words = words_of(|record| {
            vec![
                Command::Assess { record, slot: Slot::Current, to: assessed(None, 5, None) },
                Command::Assess { record, slot: Slot::Proposed, to: assessed(None, 4, None) },
                Command::Assess { record, slot: Slot::Current, to: assessed(None, 3, None) },
            ]
        });
        assert_eq!(words[..2], ["The proposal was closed: another assessment was agreed".to_owned(), "Impact 5 → 3".into()]);
    }

    #[test]
    fn the_day_of_an_assessment_stands_before_its_reason() {
        let on = crate::calendar::read_day("1/8/2023").ok();
        let why = Some("it does not prevent the start".to_owned());
        let to = assessed(None, 4, None).map(|to| Assessment { on, why: why.clone(), ..to });
        let entries = entries_of(|record| vec![Command::Assess { record, slot: Slot::Current, to: to.clone() }]);
        assert_eq!((entries[0].words.as_str(), entries[0].dated, &entries[0].why), ("Impact 4", on, &why));
    }

    #[test]
    fn days_are_told_in_words() {
        let day = crate::calendar::read_day("1/9/2023").ok().map(Value::Day);
        let words = words_of(|record| vec![Command::Edit { record, field: Field::NextReview, to: day.clone() }]);
        assert_eq!(words[0], "Next review: 1 September 2023");
    }
}
