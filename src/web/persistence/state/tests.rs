//! The table of `state.rs`, checked cell by cell.

use proptest::prelude::*;

use super::*;

type Made = fn() -> Event<u8>;

/// Each event as the table names it.
const EVENTS: [(&str, Made); 23] = [
    ("connected", || Event::Connected(2)),
    ("denied", || Event::Denied("new".into())),
    ("recorded", || Event::Recorded),
    ("queued", || Event::Queued),
    ("loaded", || Event::Loaded),
    ("drained", || Event::Drained),
    ("delayed", || Event::Delayed),
    ("request aborted", || Event::RequestAborted("new".into())),
    ("commit aborted", || Event::CommitAborted("new".into())),
    ("quota exceeded", || Event::QuotaExceeded("new".into())),
    ("closed", || Event::Closed("new".into())),
    ("version changed", || Event::VersionChanged("new".into())),
    ("deleted", || Event::Deleted("new".into())),
    ("unreadable", || Event::Unreadable("new".into())),
    ("blocked", || Event::Blocked("new".into())),
    ("reopening failed", || Event::ReopeningFailed("new".into())),
    ("retry due", || Event::RetryDue),
    ("replaced", || Event::Replaced),
    ("frozen", || Event::Frozen),
    ("thawed", || Event::Thawed),
    ("page cached", || Event::PageCached),
    ("page restored", || Event::PageRestored),
    ("exported", || Event::Exported),
];

/// The states as the columns name them.
const STATES: [&str; 7] = ["opening", "saved", "saving", "late", "failed", "lost", "memory"];

fn state(name: &str, dirty: bool) -> State<u8> {
    let reason = || "old".to_owned();
    let attached = |progress| State::Attached { connection: 1, progress };
    match name {
        "opening" => State::Opening { dirty },
        "saved" => attached(Progress::Saved),
        "saving" => attached(Progress::Saving { dirty }),
        "late" => attached(Progress::Late { dirty }),
        "failed" => attached(Progress::Failed { reason: reason(), dirty }),
        "lost" => State::Lost { reason: reason(), dirty },
        _ => State::Memory { reason: reason(), dirty },
    }
}

fn name(state: &State<u8>) -> &'static str {
    match state {
        State::Opening { .. } => "opening",
        State::Attached { progress: Progress::Saved, .. } => "saved",
        State::Attached { progress: Progress::Saving { .. }, .. } => "saving",
        State::Attached { progress: Progress::Late { .. }, .. } => "late",
        State::Attached { progress: Progress::Failed { .. }, .. } => "failed",
        State::Lost { .. } => "lost",
        State::Memory { .. } => "memory",
    }
}

fn cell(state: &State<u8>, effects: &[Effect]) -> String {
    let words = effects.iter().map(|effect| format!(" {effect:?}").to_lowercase());
    name(state).to_owned() + &words.collect::<String>()
}

/// The rows of the table above: the event, then the cells.
fn table() -> Vec<(String, Vec<String>)> {
    let rows = include_str!("../state.rs").lines().filter_map(|line| line.strip_prefix("//! | ")).skip(1);
    let cells = |row: &str| row.split('|').map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
    rows.map(cells).map(|cells| (cells[0].clone(), cells[1..8].to_vec())).collect()
}

#[test]
fn every_state_and_event_is_as_the_table_says() {
    let table = table();
    let named: Vec<&str> = table.iter().map(|(event, _)| event.as_str()).collect();
    assert_eq!(named, EVENTS.map(|(name, _)| name), "the table has each event once");
    for ((event, make), (_, cells)) in EVENTS.iter().zip(&table) {
        for ((before, wanted), dirty) in STATES.iter().zip(cells).flat_map(|pair| [(pair, false), (pair, true)]) {
            let (after, effects) = state(before, dirty).next(make());
            assert_eq!(&cell(&after, effects), wanted, "{before} {event}");
        }
    }
}

#[test]
fn dirty_follows_its_rule_for_every_state_and_event() {
    for ((event, make), before) in EVENTS.iter().flat_map(|event| STATES.iter().map(move |state| (event, state))) {
        for dirty in [false, true].into_iter().filter(|dirty| !(*dirty && *before == "saved")) {
            let after = state(before, dirty).next(make()).0;
            let wanted = match (*event, *before) {
                _ if name(&after) == "saved" => false,
                ("recorded", _) => true,
                ("deleted", "opening" | "memory") => dirty,
                ("deleted", _) => true,
                ("exported", _) | ("loaded", "memory") => false,
                _ => dirty,
            };
            assert_eq!(after.is_dirty(), wanted, "{before} {event}, dirty before: {dirty}");
        }
    }
}

#[test]
fn the_reason_that_is_shown_is_the_latest() {
    for (event, make) in EVENTS.iter().filter(|(_, make)| format!("{:?}", make()).contains("new")) {
        for before in STATES {
            let (after, _) = state(before, true).next(make());
            let has_news =
                name(&after) != before || cell(&after, &[]) != before || matches!(before, "failed" | "lost" | "memory");
            if let (true, SaveState::Failed(reason) | SaveState::Memory(reason)) = (has_news, after.save_state()) {
                let passed_over = match (before, name(&after)) {
                    ("memory", _) => *event != "denied",
                    ("lost", "lost") => event.ends_with("aborted") || *event == "quota exceeded",
                    ("failed", "failed") => matches!(*event, "blocked" | "reopening failed"),
                    ("late", "late") => true,
                    _ => false,
                };
                assert_eq!(reason == "new", !passed_over, "{before} {event}: {reason}");
            }
        }
    }
}

proptest! {
    /// Whatever happens: after a change was recorded it is saved only when the queue was empty, over a connection that
    /// was made after the last one was lost.
    #[test]
    fn nothing_is_saved_that_waits(happens in proptest::collection::vec(0..EVENTS.len(), 1..60)) {
        let mut now: State<u8> = State::default();
        let (mut waits, mut connected) = (0_u32, false);
        for (event, make) in happens.into_iter().map(|at| EVENTS[at]) {
            if event == "drained" && (waits > 0 && !connected) {
                continue;
            }
            match event {
                "recorded" => waits += 1,
                "drained" => waits = 0,
                "connected" => connected = true,
                "closed" | "version changed" | "deleted" | "unreadable" | "denied" => connected = false,
                _ => {}
            }
            now = now.next(make()).0;
            if now.save_state() == SaveState::Saved {
                prop_assert!(connected && waits == 0);
            }
            prop_assert_eq!(now.connection().is_some(), connected && name(&now) != "memory");
        }
    }
}
