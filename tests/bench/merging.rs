//! Measures what merging and opening cost, in seconds: `cargo run --release --no-default-features --example merging [RECORDS]`.

#[allow(dead_code, reason = "its command is another example")]
#[path = "synthetic.rs"]
mod synthetic;

use std::time::Instant;

use chrono::{DateTime, Utc};
use raid_register::log::{Event, Fact};
use raid_register::record::{Extra, Field, Fields, Kind, Link, LinkType, Status, StatusEntry, Value};
use raid_register::session::Session;
use raid_register::snapshot::{Check, read};
use raid_register::stamp::{EventId, Replica, Stamp};
use raid_register::workflow::Command;

fn main() {
    let records = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(20_000);
    parts(records);
    into_empty(records);
    two_registers(records);
    one_record(8_000);
    links_of_one_record(27_000);
    aliases_of_one_record();
    same_reference(2_000);
}

fn timed<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let (start, before) = (Instant::now(), busy());
    let done = act();
    println!("{:8.3} s, {:8.3} s of the processor: {what}", start.elapsed().as_secs_f64(), busy() - before);
    done
}

/// Seconds that this program has had of the processor, where the system says so: others may be at work.
fn busy() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).map_or(0.0, |nanoseconds| nanoseconds / 1e9)
}

fn stamp(replica: u32) -> Stamp {
    let at: DateTime<Utc> = "2023-08-16T09:00:00Z".parse().expect("a literal moment");
    Stamp { at, by: "Programme (PMO)".into(), replica: Replica(replica) }
}

fn opened(file: &[u8]) -> Session {
    Session::of(read(file.to_vec()).expect("it opens"))
}

fn checked(file: &[u8]) -> Session {
    let mut session = opened(file);
    let mut check = Check::default();
    while !session.check(&mut check, 1000) {}
    session
}

fn into_empty(records: usize) {
    let file = synthetic::Maker::new(7).register(records);
    let mut session = timed("opening the synthetic register", || opened(&file));
    let events = timed("reading its events", || session.events());
    let what = format!("{} events of {records} records into an empty register", events.len());
    let mut empty = Session::default();
    timed(&what, || empty.merge(events));
    let mut empty = Session::default();
    timed("the same as a file", || empty.merge_file(&mut session, &stamp(3)));
    timed("state and log compared", || checked(&file));
    timed("merged with itself", || empty.merge_file(&mut opened(&file), &stamp(3)));
}

/// Both come from one file; each edits a quarter of the records, and raises some.
fn two_registers(records: usize) {
    let base = synthetic::Maker::new(7).register(records);
    let copy = |replica: u32, from: usize| {
        let mut session = opened(&base);
        let ids: Vec<EventId> = session.register().records().map(|row_id| session.register().id(row_id)).collect();
        for record in ids.iter().skip(from).take(records / 4) {
            let note = Command::Note { record: *record, text: format!("Asked by {replica}") };
            session.carry_out(&note, &stamp(replica)).expect("it can be noted");
        }
        session.export()
    };
    let (one, other) = (copy(11, 0), copy(12, records / 8));
    for known in [true, false] {
        let mut here = if known { checked(&one) } else { opened(&one) };
        let mut there = opened(&other);
        let what = if known { "after the comparison" } else { "at once" };
        timed(&format!("two registers of {records} that differ in {} each, {what}", records / 4), || {
            here.merge_file(&mut there, &stamp(13))
        });
    }
}

fn event(tick: u64, about: u64, fact: Fact) -> Event {
    let id = |tick| EventId { tick, replica: Replica(1) };
    Event::new(id(tick), id(about), &stamp(1), fact)
}

fn raised(tick: u64, reference: Option<String>) -> Event {
    let mut fields = Fields::default();
    fields.put(Field::Title, Some(Value::Text("Data cut arrives late".into())));
    let fact = Fact::Raised { kind: Kind::Risk, reference, standing: StatusEntry::plain(Status::first(Kind::Risk)), fields };
    event(tick, tick, fact)
}

fn one_record(notes: u64) {
    let mut events = vec![raised(1, None)];
    events.extend((0..notes).map(|n| event(n + 2, 1, Fact::Noted { text: format!("Note {n} of a long discussion") })));
    let mut empty = Session::default();
    timed(&format!("one record with {notes} notes into an empty register"), || empty.merge(events.clone()));
    let mut begun = Session::default();
    begun.merge(events.drain(..10).collect());
    timed("the rest of them to the first ten", || begun.merge(events));
    let file = empty.export();
    let mut session = checked(&file);
    let struck: Vec<Event> = session.events().iter().skip(1).map(strike).collect();
    timed("all of them struck out elsewhere", || session.merge(struck));
}

fn strike(event: &Event) -> Event {
    let fact = raid_register::log::reverse(event).expect("a note can be struck out");
    let id = EventId { tick: event.id.tick + 100_000, replica: Replica(2) };
    Event::new(id, event.about, &stamp(2), fact)
}

fn links_of_one_record(links: u64) {
    let to = |n: u64| EventId { tick: 2 + (n * 7_919) % links, replica: Replica(1) };
    let mut events = vec![raised(1, None)];
    events.extend((0..links).map(|n| raised(n + 2, None)));
    events.extend((0..links).map(|n| {
        let link = Link { link: LinkType::RelatesTo, to: to(n), cited: None, extra: Extra::new() };
        event(links + n + 2, 1, Fact::Linked { link })
    }));
    let mut empty = Session::default();
    timed(&format!("{links} links of one record into an empty register"), || empty.merge(events));
    let file = empty.export();
    timed("the same, opened and compared", || checked(&file));
    let records: Vec<serde_json::Value> =
        (0..links).map(|n| serde_json::json!({"kind": "risk", "ref": format!("R{n}"), "title": "x"})).collect();
    let cited: Vec<serde_json::Value> =
        (0..links).map(|n| serde_json::json!({"as": "relatesTo", "ref": format!("R{}", (n * 7_919) % links)})).collect();
    let mut all = vec![serde_json::json!({"kind": "issue", "ref": "I1", "title": "x", "links": cited})];
    all.extend(records);
    let file = serde_json::json!({"format": "raid-register", "items": all}).to_string();
    timed(&format!("a hand-made file of {} kB: {links} links of one record", file.len() / 1000), || checked(file.as_bytes()));
    let one = serde_json::json!({"as": "relatesTo", "ref": "R1"});
    let cited = vec![one; 80_000];
    let all = serde_json::json!([{"kind": "risk", "ref": "R1", "title": "x", "links": cited}]);
    let file = serde_json::json!({"format": "raid-register", "items": all}).to_string();
    timed(&format!("a hand-made file of {} kB: equal links of one record", file.len() / 1000), || checked(file.as_bytes()));
}

fn aliases_of_one_record() {
    for (what, of) in [("equal", 1), ("different", usize::MAX)] {
        let aliases: Vec<String> = (0..90_000).map(|n| format!("A{}", n % of)).collect();
        let all = serde_json::json!([{"kind": "risk", "ref": "R1", "title": "x", "aliases": aliases}]);
        let file = serde_json::json!({"format": "raid-register", "items": all}).to_string();
        timed(&format!("a hand-made file of {} kB: {what} aliases of one record", file.len() / 1000), || {
            checked(file.as_bytes())
        });
    }
    let record = |n: usize| serde_json::json!({"kind": "risk", "ref": format!("R{n}"), "title": "x", "aliases": ["Same"]});
    let all: Vec<serde_json::Value> = (0..14_000).map(record).collect();
    let file = serde_json::json!({"format": "raid-register", "items": all}).to_string();
    timed(&format!("a hand-made file of {} kB: one alias of all records", file.len() / 1000), || checked(file.as_bytes()));
}

fn same_reference(records: u64) {
    let events: Vec<Event> = (1..=records).map(|tick| raised(tick, Some("R1".into()))).collect();
    let mut empty = Session::default();
    timed(&format!("{records} records with one reference into an empty register"), || empty.merge(events));
}

/// What each record and each event costs by itself.
fn parts(records: usize) {
    use raid_register::log::Line;
    use raid_register::record::Record;
    let file = synthetic::Maker::new(7).register(records);
    let mut session = opened(&file);
    let lines: Vec<Vec<u8>> = session.log_mut().all().into_iter().map(|(_, line)| line.to_vec()).collect();
    let count = lines.len();
    let events = timed(&format!("{count} events read"), || {
        lines.iter().filter_map(|line| Event::parse(line).ok()).collect::<Vec<Event>>()
    });
    timed("and written", || events.iter().map(|event| Line::of(event).bytes.len()).sum::<usize>());
    let register = session.register();
    let records: Vec<Record> =
        timed(&format!("{records} records read"), || register.records().filter_map(|row_id| register.record(row_id)).collect());
    timed("and written", || records.iter().map(|record| record.bytes().len()).sum::<usize>());
    let mut other = session.register().clone();
    timed("the register cloned", || session.clone());
    timed("and put", || records.iter().map(|record| other.put(record)).max());
}
