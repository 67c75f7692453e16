//! A large file's log stays in it. Whatever is done, the register comes out as if the log had been here all the time.

mod desk;

use desk::{Desk, stamp};
use raid_register::log::{Event, For, Log};
use raid_register::record::{Field, Value};
use raid_register::session::Session;
use raid_register::snapshot::{Check, Chunk, Ending, Finding, Split, Wanted, read, read_state};
use raid_register::stamp::EventId;
use raid_register::state::RowId;
use raid_register::workflow::Command;

const SAMPLE: &[u8] = include_bytes!("../www/samples/mhhs.raid.json");

/// A register whose log is still in its file.
struct Away<'f> {
    session: Session,
    log: &'f [u8],
}

fn split(file: &[u8]) -> Option<Split> {
    let ending = Ending::parse(&file[file.len().saturating_sub(4096)..])?;
    Split::find(file, 0, file.len(), ending)
}

fn away(file: &[u8]) -> Away<'_> {
    let split = split(file).expect("a file of ours can be cut");
    let opened = read_state(file[..split.state].to_vec(), &split).expect("its state can be read");
    Away { session: Session::of(opened), log: &file[split.log] }
}

fn here(file: &[u8]) -> Session {
    Session::of(read(file.to_vec()).expect("it opens"))
}

impl Away<'_> {
    /// Shows the log to the index, so many bytes at a time.
    fn index(&mut self, piece: usize) {
        while !self.session.log().unseen().is_empty() {
            let unseen = self.session.log().unseen();
            let end = unseen.end.min(unseen.start + piece);
            self.session.log_mut().see(&self.log[unseen.start..end]);
        }
    }

    fn fetch(&mut self, to: For, ranges: &[std::ops::Range<u32>]) {
        let bytes = ranges.iter().flat_map(|range| &self.log[range.start as usize..range.end as usize]).copied().collect();
        self.session.log_mut().lend(to, ranges, bytes);
    }

    fn history(&mut self, id: EventId) -> Vec<Event> {
        let lacking = self.session.log().lacking(&[id]);
        if !lacking.is_empty() {
            self.fetch(For::Person, &lacking);
        }
        assert!(self.session.log().has_at_hand(id));
        self.session.history(id)
    }

    fn file(&self) -> Vec<u8> {
        let (before, after) = self.session.export_around().expect("nothing has to be put in order");
        let before: Vec<u8> = before.iter().flat_map(|piece| piece.bytes(self.session.register())).copied().collect();
        [&before[..], self.log, &after[..]].concat()
    }

    fn findings(&mut self) -> Vec<Finding> {
        let mut check = Check::default();
        loop {
            match self.session.check_wants(&check, 5) {
                Some(Wanted::Bytes(_)) => self.index(999),
                Some(Wanted::Lines(ranges)) => self.fetch(For::Check, &ranges),
                None if self.session.check(&mut check, 5) => return check.findings,
                None => {}
            }
        }
    }
}

fn findings_here(session: &mut Session) -> Vec<Finding> {
    let mut check = Check::default();
    while !session.check(&mut check, 5) {}
    check.findings
}

fn rename(session: &Session, at: usize, title: &str) -> Command {
    let record = session.register().id(RowId::at(at));
    Command::Edit { record, field: Field::Title, to: Some(Value::Text(title.into())) }
}

#[test]
fn a_file_comes_out_as_it_went_in() {
    assert_eq!(away(SAMPLE).file(), SAMPLE);
}

#[test]
fn a_change_stands_behind_the_log_as_if_it_had_been_here() {
    let (mut there, mut near) = (away(SAMPLE), here(SAMPLE));
    for (at, title) in [(0, "A first title"), (100, "Another"), (0, "A second title")] {
        let stamp = stamp("Programme (PMO)", 77, at as i64);
        for session in [&mut there.session, &mut near] {
            let command = rename(session, at, title);
            session.carry_out(&command, &stamp).expect("nothing speaks against it");
        }
    }
    let undone = stamp("Programme (PMO)", 77, 200);
    for session in [&mut there.session, &mut near] {
        session.undo(&undone).expect("there is something to undo");
    }
    assert_eq!(there.file(), near.export());
}

#[test]
fn what_nobody_touched_is_a_few_stretches_of_the_file() {
    let mut there = away(SAMPLE);
    let own_bytes = |session: &Session| {
        let (before, _) = session.export_around().expect("nothing has to be put in order");
        let own: usize = before.iter().map(|piece| if let Chunk::Bytes(bytes) = piece { bytes.len() } else { 0 }).sum();
        let stretches =
            before.iter().filter_map(|piece| if let Chunk::Opened(stretch) = piece { Some(stretch.clone()) } else { None });
        for stretch in stretches.clone() {
            assert!(SAMPLE[stretch.clone()] == session.register().opened()[stretch], "it is the file itself");
        }
        (own, stretches.count())
    };
    // One for each section; the title, the scheme and the names of the sections are written.
    let (untouched, stretches) = own_bytes(&there.session);
    assert!(stretches <= 6 && untouched < 20_000, "{stretches} stretches, {untouched} bytes");
    let rename = rename(&there.session, 3, "Another title");
    there.session.carry_out(&rename, &stamp("Programme (PMO)", 77, 1)).expect("nothing speaks against it");
    let (touched, more) = own_bytes(&there.session);
    assert!(more <= stretches + 1 && touched > untouched && touched < untouched + 20_000, "{more} stretches, {touched} bytes");
}

#[test]
fn the_index_is_the_same_whatever_the_pieces() {
    let mut whole = here(SAMPLE);
    whole.log_mut().index_all();
    for piece in [1, 7, 100, 4096, usize::MAX / 2] {
        let mut there = away(SAMPLE);
        there.index(piece);
        assert!(there.session.log().is_indexed(), "{piece}");
        assert_eq!(there.session.log().records(), whole.log().records(), "{piece}");
        assert_eq!(there.session.log().len(), whole.log().len(), "{piece}");
    }
}

#[test]
fn every_history_is_the_same() {
    let (mut there, mut near) = (away(SAMPLE), here(SAMPLE));
    there.index(1000);
    for row_id in near.register().records() {
        let id = near.register().id(row_id);
        assert_eq!(there.history(id), near.history(id), "{id}");
        assert_eq!(there.session.anomalies(id), near.anomalies(id), "{id}");
    }
}

#[test]
fn what_is_fetched_for_one_does_not_take_away_what_the_other_has() {
    let mut there = away(SAMPLE);
    there.index(1000);
    let (first, second) = (there.session.register().id(RowId::at(0)), there.session.register().id(RowId::at(50)));
    let for_person = there.session.log().lacking(&[first]);
    there.fetch(For::Person, &for_person);
    let for_check = there.session.log().lacking(&[second]);
    there.fetch(For::Check, &for_check);
    assert!(there.session.log().has_at_hand(first) && there.session.log().has_at_hand(second));
    there.fetch(For::Check, &[]);
    assert!(there.session.log().has_at_hand(first) && !there.session.log().has_at_hand(second));
}

#[test]
fn the_comparison_finds_the_same() {
    let sample = String::from_utf8(SAMPLE.to_vec()).expect("text");
    let seam = sample.find("\n  \"log\": [").expect("a log");
    let (state, log) = sample.split_at(seam);
    let by_hand = |from: &str, to: &str| state.replacen(from, to, 1) + log;
    for file in [
        sample.clone(),
        by_hand("Sharing of existing meter data", "Sharing of any meter data"),
        by_hand("\"scope\":\"full\",\"title\":\"", "\"scope\":\"full\",\"title\":\"My own "),
        sample.replacen("\"fact\":\"item.edited\"", "\"fact\":\"item.edited\", \"x", 1),
        sample.replacen("\n    {\"id\":\"2-", "\n    {\"idd\":\"2-", 1),
    ] {
        let expected = findings_here(&mut here(file.as_bytes()));
        assert_eq!(away(file.as_bytes()).findings(), expected);
    }
}

#[test]
fn older_events_wait_for_the_log_and_then_fit_in() {
    let mut origin = Desk::new();
    origin.raise(raid_register::record::Kind::Risk, "Late data");
    let mut other = origin.copy_for("DNO Representative", 2);
    other.edit("R1", Field::Owner, "DNO Representative");
    for _ in 0..5 {
        origin.note("R1", "Asked again");
    }
    let file = origin.session.export();
    let theirs = other.session.events();

    let mut there = away(&file);
    assert!(there.session.needs_log(&theirs));
    let newest = Event { id: EventId { tick: 99, ..theirs[1].id }, ..theirs[theirs.len() - 1].clone() };
    assert!(!there.session.needs_log(std::slice::from_ref(&newest)));
    let beside = Event { id: EventId { tick: 99, ..theirs[theirs.len() - 1].id }, ..newest.clone() };
    assert_ne!(beside.id, newest.id);
    assert!(there.session.needs_log(&[newest, beside]), "the second of two at the same tick is not newer than the first");
    let log = there.log.to_vec();
    there.session.log_mut().arrive(log);
    assert!(!there.session.log().is_detached() && !there.session.needs_log(&theirs));
    there.session.merge(theirs.clone());

    let mut near = here(&file);
    near.merge(theirs);
    assert_eq!(there.session.export(), near.export());
}

#[test]
fn only_what_we_write_is_cut() {
    let sample = String::from_utf8(SAMPLE.to_vec()).expect("text");
    for (what, file) in [
        ("cut short", sample[..sample.len() - 10].to_owned()),
        ("no log", sample[..sample.find(",\n  \"log\"").expect("a log")].to_owned() + "\n}\n"),
        ("a section behind the log", sample.trim_end().trim_end_matches('}').trim_end().to_owned() + ",\n  \"more\": []\n}\n"),
        ("no line at the end", "{\n  \"format\": \"raid-register\",\n  \"log\": [\n  ]\n}\n".into()),
    ] {
        assert_eq!(split(file.as_bytes()), None, "{what}");
    }
}

#[test]
fn a_log_somewhere_inside_is_not_taken_for_the_log() {
    let sample = String::from_utf8(SAMPLE.to_vec()).expect("text");
    let decoy = "{\n  \"ours\": {\n  \"log\": [\n    {\"id\":\"1-00000001\"}\n  ]\n  },";
    let file = sample.replacen('{', decoy, 1);
    let split = split(file.as_bytes()).expect("the seam is there twice");
    assert!(read_state(file.as_bytes()[..split.state].to_vec(), &split).is_err());
    assert!(read(file.into_bytes()).is_ok());
}

#[test]
fn bytes_that_are_not_the_log_do_not_arrive() {
    let mut there = away(SAMPLE);
    there.session.log_mut().arrive(b"something else".to_vec());
    assert!(there.session.log().is_detached());
    assert_eq!(there.session.log().last_tick(), here(SAMPLE).log().last_tick());
}

#[test]
#[should_panic(expected = "arrives before all of it is needed")]
fn a_file_without_its_log_is_never_written() {
    Log::away(100, EventId { tick: 1, replica: raid_register::stamp::Replica(1) }).write(&mut Vec::new());
}
