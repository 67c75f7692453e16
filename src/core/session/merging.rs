//! Events from elsewhere join those that are here. What somebody edited by hand in the state outlives that.
//!
//! What is `cold` happens once in a while, and is compiled to be small.

use rustc_hash::FxHashSet;

use super::Session;
use crate::item::{Anomaly, Item, Status};
use crate::log::{Event, Fact};
use crate::register::Record;
use crate::register::change::stands_without;
use crate::snapshot::{Heading, blank, heading, headings, lay_over, level};
use crate::sorting::sort_by_key;
use crate::stamp::EventId;

/// What a merge brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// How many events were new here.
    pub events: usize,
    /// The records they are about, new or changed.
    pub records: Vec<Record>,
    /// What needs a person, with the record's reference.
    pub anomalies: Vec<(String, Anomaly)>,
    /// Whether the file is of another register than this.
    pub of_another: bool,
    /// How many records this copy gave reference numbers to.
    pub numbered: usize,
}

/// A record that something comes to which is older than what is here, or does not fit what is shown.
struct Before {
    by_hand: ByHand,
    /// What did not fit in its events.
    anomalies: Vec<Anomaly>,
    /// The last of them.
    last_event: Option<EventId>,
}

/// What somebody did to a record by hand.
enum ByHand {
    Nothing,
    /// How its log had it, and how the state shows it.
    Changed(Box<(Item, Item)>),
    TakenOut,
}

impl Session {
    /// Whether these events can be taken in only with the whole log here: some may be known already, are older than what
    /// has happened since, or do not fit what is shown.
    #[must_use]
    pub fn needs_log(&self, events: &[Event]) -> bool {
        if !self.log.is_away() {
            return false;
        }
        let newer: Vec<Event> = events.iter().filter(|event| event.id.tick > self.last_tick).cloned().collect();
        let mut ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
        ids.sort_unstable();
        ids.dedup();
        // Two that were made at the same tick, in different places: the second is not newer than the first.
        ids.windows(2).any(|pair| pair[0].tick == pair[1].tick)
            || ids.iter().any(|id| id.tick <= self.last_tick && !self.log.is_recent(*id))
            || self.rehearse(&newer).is_err()
    }

    /// Takes in events from elsewhere: another file, another tab. The log has to be here if [`Session::needs_log`] says
    /// so. The union of both logs, in the one order. What is newer than everything here, and fits, is folded in. Any other
    /// record is folded anew; what was edited in it by hand is laid over that, to be kept or put back as before. An event
    /// that was put by hand at the end of all time is left out, and whatever claims to come after it.
    pub fn merge(&mut self, events: Vec<Event>) -> Merged {
        self.merge_of(events, false)
    }

    pub(super) fn merge_of(&mut self, mut events: Vec<Event>, of_another: bool) -> Merged {
        sort_by_key(&mut events, |event| event.id);
        events.dedup_by_key(|event| event.id);
        let mut merged = Merged { of_another, ..Merged::default() };
        let was_empty = self.last_tick == 0;
        if self.log.is_empty() && self.register.id.is_none() {
            self.register.id = events.iter().find(|event| begins(event)).map(|event| event.id);
        }
        let (twins, had) = (self.register.twins(), self.register.len());
        let (mut anew, mut refolded): (Vec<(EventId, Before)>, FxHashSet<EventId>) = Default::default();
        let mut heading: Option<(Vec<Heading>, Vec<Anomaly>)> = None;
        // Where there is nothing yet, all of it is what was kept.
        if self.last_tick > 0 {
            merged.anomalies.extend(without_reach(&mut events, self.last_tick));
        }
        for event in events {
            let is_newest = event.id.tick > self.last_tick;
            if !is_newest && self.log.contains(event.id) {
                continue;
            }
            // What follows from the log is compared with what is shown before the event is in the log.
            if is_about_register(&event) {
                if is_newest && heading.is_none() {
                    self.fold_heading(&event, &mut merged);
                } else if heading.is_none() {
                    let events = self.register_events();
                    heading = Some((headings(&self.register, &events), clashes(&events)));
                }
            } else if !(refolded.contains(&event.about) || is_newest && self.fold_newest(&event, &mut merged)) {
                refolded.insert(event.about);
                anew.push((event.about, self.before(event.about)));
            }
            merged.events += 1;
            self.write_down(&event);
        }
        if let Some((by_hand, before)) = heading {
            let mut clashes = self.refold_register(&by_hand);
            clashes.retain(|anomaly| !of_another && !before.contains(anomaly));
            merged.anomalies.extend(clashes.into_iter().map(|anomaly| (String::new(), anomaly)));
        }
        for (id, before) in anew {
            self.refold(id, before, &mut merged);
        }
        if self.register.is_part && !self.log.is_away() {
            self.is_whole_again();
        }
        merged.records.sort_unstable();
        merged.records.dedup();
        for record in merged.records.clone() {
            if !twins.contains(&record) {
                merged.anomalies.extend(self.register.twin_told(record));
            }
            if record as usize >= had {
                merged.anomalies.extend(self.stands_without(record));
            }
        }
        self.note_merged(&merged, was_empty);
        merged
    }

    #[cold]
    fn stands_without(&self, record: Record) -> Option<(String, Anomaly)> {
        let guarded = matches!(self.register.row(record).status, Status::Accepted | Status::Agreed);
        let item = self.register.item(record).filter(|_| guarded)?;
        stands_without(&item).map(|anomaly| (item.shown_reference(), anomaly))
    }

    /// Folds in what is newer than everything here; `false` when it does not fit and has to be looked at with its log.
    fn fold_newest(&mut self, event: &Event, merged: &mut Merged) -> bool {
        let mut anomalies = Vec::new();
        let (item, was) = self.folded(event, &mut anomalies);
        if !anomalies.is_empty() && !self.log.is_away() {
            return false;
        }
        let reference = item.as_ref().map(Item::shown_reference).unwrap_or_default();
        merged.anomalies.extend(anomalies.into_iter().map(|anomaly| (reference.clone(), anomaly)));
        merged.records.extend(item.map(|item| self.register.settle_over(item, was)).unwrap_or_default());
        true
    }

    #[cold]
    fn before(&mut self, id: EventId) -> Before {
        let (events, _) = self.log.events_about(id);
        let (logged, anomalies) = Item::fold(&events);
        let by_hand = match (logged, self.item(id)) {
            (Some(_), None) => ByHand::TakenOut,
            (Some(mut logged), Some(mut shown)) => {
                level(&mut logged, &mut shown);
                if logged == shown { ByHand::Nothing } else { ByHand::Changed(Box::new((logged, shown))) }
            }
            // It was written into the file by hand, and somebody else has kept it.
            (None, Some(shown)) => ByHand::Changed(Box::new((blank(&shown), shown))),
            (None, None) => ByHand::Nothing,
        };
        Before { by_hand, anomalies, last_event: events.last().map(|event| event.id) }
    }

    #[cold]
    fn refold(&mut self, id: EventId, before: Before, merged: &mut Merged) {
        let (events, _) = self.log.events_about(id);
        let (item, mut anomalies) = Item::fold(&events);
        // What was settled by somebody whose change has come along was told where that was made.
        let is_news = |anomaly: &Anomaly| anomaly.settled().is_none_or(|at| before.last_event.is_some_and(|last| at <= last));
        anomalies.retain(|anomaly| !before.anomalies.contains(anomaly) && is_news(anomaly));
        let reference = item.as_ref().map(Item::shown_reference).unwrap_or_default();
        match (item, before.by_hand) {
            (None, _) => {}
            (Some(item), ByHand::TakenOut) => anomalies.push(taken_out(&item)),
            (Some(mut item), by_hand) => {
                if let ByHand::Changed(both) = by_hand {
                    anomalies.extend(lay_over(&both.0, &both.1, &mut item));
                }
                if let Some(shown) = self.item(id) {
                    item.keep_newer(&shown);
                }
                merged.records.extend(self.register.settle(item));
            }
        }
        merged.anomalies.extend(anomalies.into_iter().map(|anomaly| (reference.clone(), anomaly)));
    }

    /// Title or scheme, newer than everything here. Another register's is no clash.
    fn fold_heading(&mut self, event: &Event, merged: &mut Merged) {
        let Some(fact) = event.known() else { return };
        if !merged.of_another {
            merged.anomalies.extend(self.overwrites(event, fact).into_iter().map(|anomaly| (String::new(), anomaly)));
        }
        self.fold_register(fact);
    }

    /// Title and scheme are what the last event about them says, or what somebody wrote there by hand. Gives where one
    /// change overwrote another.
    #[cold]
    fn refold_register(&mut self, by_hand: &[Heading]) -> Vec<Anomaly> {
        let (title, scheme) = (self.register.title.clone(), self.register.scheme.clone());
        let events = self.register_events();
        let logged = heading(&self.register, &events);
        self.register.title = logged.0.unwrap_or_else(|| title.clone());
        self.register.scheme = logged.1.unwrap_or_else(|| scheme.clone());
        for heading in by_hand {
            match heading {
                Heading::Title(_) => self.register.title.clone_from(&title),
                Heading::Scheme(_) => self.register.scheme.clone_from(&scheme),
            }
        }
        clashes(&events)
    }

    /// What the log tells of the register itself, in order.
    #[cold]
    pub(super) fn register_events(&mut self) -> Vec<Event> {
        self.log.index_all();
        let strangers = self.register.strangers(&self.log).into_iter();
        let mut events: Vec<Event> = strangers.flat_map(|id| self.log.events_about(id).0).collect();
        events.retain(is_about_register);
        sort_by_key(&mut events, |event| event.id);
        events
    }
}

/// Where one change of the register's title or scheme overwrote another, in a log that holds one beginning. Where another
/// register came to it, title and scheme were put back, and nothing is told.
fn clashes(events: &[Event]) -> Vec<Anomaly> {
    let facts = || events.iter().filter_map(|event| Some((event, event.known()?)));
    if events.iter().filter(|event| begins(event)).count() != 1 {
        return Vec::new();
    }
    let mut so_far = Session::default();
    let mut told = Vec::new();
    for (event, fact) in facts() {
        told.extend(so_far.overwrites(event, fact));
        so_far.fold_register(fact);
    }
    told
}

/// Leaves out what is numbered further on than anything that can follow, of events in order.
fn without_reach(events: &mut Vec<Event>, mut last_tick: u64) -> Option<(String, Anomaly)> {
    let reach = events.iter().position(|event| {
        let is_beyond = !event.id.can_follow(last_tick);
        last_tick = last_tick.max(event.id.tick);
        is_beyond
    })?;
    let left = events.split_off(reach);
    let event = left.first()?.id;
    let others = if left.len() == 1 { String::new() } else { format!(", and {} after it", left.len() - 1) };
    let what = format!("The change {event} is numbered further on than any register comes: it was left out{others}");
    Some((String::new(), Anomaly::Amiss { event, what }))
}

pub(super) fn begins(event: &Event) -> bool {
    matches!(event.known(), Some(Fact::RegisterOpened { .. }))
}

fn is_about_register(event: &Event) -> bool {
    event.known().is_some_and(Fact::is_about_register)
}

fn taken_out(item: &Item) -> Anomaly {
    let title = item.title();
    let what = format!("“{title}” was changed, but somebody took it out of the file by hand: it stays out until it is put back");
    Anomaly::Amiss { event: item.last_event, what }
}
