//! The laws of files: what must hold of any bytes whatever. The fuzzing of `cargo xtask fuzz` and the test over the
//! corpus check the same ones, here.

use raid_core::calendar::{Due, read_day};
use raid_core::export::public;
use raid_core::log::{Event, Line, Log};
use raid_core::record::{Done, ExternalRef, normal_form};
use raid_core::scheme::Scheme;
use raid_core::session::Session;
use raid_core::snapshot::{Check, Chunk, Ending, Finding, Opened, Split, read, read_kept, read_state};
use raid_core::stamp::{Replica, Stamp};
use raid_core::state::RowId;

/// A law, by the name of its target and of its folder in the corpus. It says whether the bytes were something that it holds
/// of: what is refused at the door keeps every law.
pub(crate) type Law = fn(&[u8]) -> bool;

/// Every target.
pub(crate) const TARGETS: [(&str, Law); 6] = [
    ("read", read_law),
    ("merge", merge_law),
    ("export_open", export_open_law),
    ("log_line", log_line_law),
    ("date", date_law),
    ("reference", reference_law),
];

/// Parts the files of one input of the target `merge`.
pub(crate) const NEXT_FILE: &[u8] = b"\n%%%%\n";

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn session(bytes: Vec<u8>) -> Session {
    let mut session =
        Session::of(read(bytes.clone()).unwrap_or_else(|fault| panic!("our own file opens: {fault}\n{}", text(&bytes))));
    session.set_custodian(false);
    session
}

/// Panics with the first line that differs.
#[track_caller]
fn same(left: &[u8], right: &[u8], what: &str) {
    let lines = |bytes: &[u8]| text(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
    if left != right {
        let (left, right) = (lines(left), lines(right));
        let at = left.iter().zip(&right).position(|(left, right)| left != right).unwrap_or(left.len().min(right.len()));
        let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
        panic!("{what}: line {}:\n  {}\n  {}\n", at + 1, line(&left), line(&right));
    }
}

/// Nothing is accepted that does not go out and come back as it is; what is refused is refused in a sentence.
pub(crate) fn read_law(bytes: &[u8]) -> bool {
    let opened = match read(bytes.to_vec()) {
        Ok(opened) => opened,
        Err(fault) => {
            let said = fault.to_string();
            assert!(!said.is_empty() && !fault.code().is_empty());
            return false;
        }
    };
    let mut first = Session::of(opened);
    assert!(first.register().records().all(|row_id| first.register().record(row_id).is_some()), "every record can be looked at");
    let written = first.export();
    let mut again = session(written.clone());
    same(&again.export(), &written, "what was written goes out as it came in");
    let mut kept = Session::of(read_kept(written.clone()).unwrap_or_else(|fault| panic!("what a browser keeps opens: {fault}")));
    assert_eq!(kept.events(), first.events(), "nor one of what a browser keeps");
    let mut indexed = session(written.clone());
    indexed.log_mut().index_all();
    same(&indexed.export(), &written, "also after its log was indexed");
    assert_eq!(again.events(), first.events(), "no event is lost");
    assert_eq!(again.unread(), first.unread(), "nor a line that is none");
    findings(&mut indexed);
    // What the comparison puts in order stays so.
    let settled = indexed.export();
    same(&session(settled.clone()).export(), &settled, "after state and log were compared");
    true
}

fn findings(session: &mut Session) -> Vec<Finding> {
    let mut check = Check::default();
    while !session.check(&mut check, 100) {}
    for finding in &check.findings {
        assert!(!format!("{finding:?}").is_empty());
    }
    check.findings
}

/// Each way out of a file and back in gives the same register.
pub(crate) fn export_open_law(bytes: &[u8]) -> bool {
    let Ok(opened) = read(bytes.to_vec()) else { return false };
    let Opened { register, .. } = &opened;
    let records: Vec<RowId> = register.records().collect();
    let outside = public(register);
    session(outside.clone());
    let mut whole = Session::of(opened);
    let part = whole.export_some(&records);
    let once = session(part.clone()).export();
    same(&session(once.clone()).export(), &once, "some records");
    // A part says how far the whole had gone, but where no register goes; one without a log begins anew.
    let begins_anew = read(part.clone()).is_ok_and(|opened| opened.baseline);
    if whole.mark().1 < FAR && !begins_anew {
        same(&once, &part, "some records, at once");
    }
    let written = whole.export();
    left_in_its_file(&written);
    let mut replayed = Session::default();
    replayed.set_custodian(false);
    replayed.merge(whole.events());
    let replay = replayed.export();
    same(&session(replay.clone()).export(), &replay, "a register made of its events");
    true
}

/// Ticks from here on were written by hand.
const FAR: u64 = 1 << 32;

/// A large file whose log stays where it is goes out as one whose log is here. Whether the file is one that can be split.
pub(crate) fn left_in_its_file(written: &[u8]) -> bool {
    let Some(ending) = Ending::parse(&written[written.len().saturating_sub(64 * 1024)..]) else { return false };
    let Some(split) = Split::find(written, 0, written.len(), ending) else { return false };
    let Ok(opened) = read_state(written[..split.state].to_vec(), &split) else { return false };
    let away = Session::of(opened);
    let Some((before, after)) = away.export_around() else { return false };
    let before: Vec<u8> = before.iter().flat_map(|piece: &Chunk| piece.bytes(away.register()).to_vec()).collect();
    let out = [&before, &written[split.log.clone()], &after].concat();
    same(&out, written, "a log that stayed in its file");
    true
}

/// Merging is the union of what happened: in any order, in any grouping, and once.
pub(crate) fn merge_law(bytes: &[u8]) -> bool {
    let files: Vec<&[u8]> = parts(bytes);
    let sessions: Option<Vec<Session>> = files.iter().map(|file| mergeable(file)).collect();
    let Some([a, b, c]) = sessions.as_deref().map(|found| [0, 1, 2].map(|at| &found[at.min(found.len() - 1)])) else {
        return false;
    };
    if [b, c].iter().any(|other| other.register().id != a.register().id) || a.register().id.is_none() {
        return false;
    }
    let out = |mut session: Session| session.export();
    same(&out(merged(a, a)), &out(a.clone()), "idempotent");
    same(&out(merged(a, b)), &out(merged(b, a)), "commutative");
    same(&out(merged(&merged(a, b), c)), &out(merged(a, &merged(b, c))), "associative");
    let all = out(merged(&merged(a, b), c));
    same(&out(session(all.clone())), &all, "what was merged is a file");
    true
}

fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(NEXT_FILE.len()).position(|window| window == NEXT_FILE) {
        parts.push(&rest[..at]);
        rest = &rest[at + NEXT_FILE.len()..];
    }
    parts.push(rest);
    parts
}

/// A register that nobody edited by hand, of which every line can be read.
fn mergeable(file: &[u8]) -> Option<Session> {
    let mut found = Session::of(read(file.to_vec()).ok().filter(|opened| !opened.baseline && !opened.filtered)?);
    found.set_custodian(false);
    let is_sound = |finding: &Finding| matches!(finding, Finding::Strange { .. });
    (findings(&mut found).iter().all(is_sound) && found.unread() == 0).then_some(found)
}

fn merged(here: &Session, there: &Session) -> Session {
    let (mut here, mut there) = (here.clone(), there.clone());
    here.merge_file(&mut there, &Stamp { at: chrono::DateTime::default(), by: "Merger".into(), replica: Replica(9) });
    here
}

/// An event is the same after it was written; a line that is none stays in its file.
pub(crate) fn log_line_law(bytes: &[u8]) -> bool {
    let event = Event::parse(bytes);
    if let Ok(event) = &event {
        let line = event.line();
        let again = Event::parse(&line).unwrap_or_else(|error| panic!("our own line reads: {error}\n{}", text(&line)));
        assert_eq!(again, *event, "{}", text(&line));
        assert_eq!(text(&again.line()), text(&line));
        let mut log = Log::of(vec![Line::of(event)]);
        assert_eq!(log.line_of(event.id).map(text), Some(text(&line)));
    }
    if !bytes.contains(&b'\n') && !bytes.trim_ascii().is_empty() {
        stays(bytes);
    }
    event.is_ok()
}

/// A line between two others, or behind them, is written as it stands there.
fn stays(line: &[u8]) {
    let begun =
        br#"{"id":"1-00000001","about":"1-00000001","at":"2023-06-01T09:00:00Z","by":"x","fact":"register.opened","title":"T"}"#;
    let renamed = br#"{"id":"9-00000001","about":"1-00000001","at":"2023-06-01T09:00:00Z","by":"x","fact":"register.renamed","from":"T","to":"U"}"#;
    let line = line.trim_ascii();
    let lines = [begun.as_slice(), b",\n    ", line, b",\n    ", renamed].concat();
    let mut log = Log::over(std::rc::Rc::new(lines.clone()), 0, lines.len());
    log.index_all();
    let mut out = Vec::new();
    log.write(&mut out);
    assert!(out.windows(line.len()).any(|window| window == line) || Event::parse(line).is_ok(), "{}", text(&out));
}

/// A day, or when something is due, is the same after it was written.
pub(crate) fn date_law(bytes: &[u8]) -> bool {
    let Ok(written) = std::str::from_utf8(bytes) else { return false };
    let (day, due, done) = (read_day(written), Due::parse(written), Done::parse(written));
    if let Ok(day) = &day {
        assert_eq!(read_day(&day.to_string()).as_ref(), Ok(day));
    }
    if let Ok(due) = &due {
        assert_eq!(Due::parse(&due.to_string()).as_ref(), Ok(due));
    }
    if let Ok(done) = &done {
        assert_eq!(Done::parse(&done.to_string()).as_ref(), Ok(done));
    }
    day.is_ok() || due.is_ok() || done.is_ok()
}

/// A reference in normal form is in normal form, however it was written.
pub(crate) fn reference_law(bytes: &[u8]) -> bool {
    let Ok(written) = std::str::from_utf8(bytes) else { return false };
    let form = normal_form(written);
    assert_eq!(normal_form(&form), form, "{written}");
    assert_eq!(normal_form(&format!(" {written} ")), form, "{written}: blanks around it");
    let scheme = Scheme::default();
    let reference = ExternalRef::parse(written, &scheme);
    assert_eq!(ExternalRef::parse(&reference.written(&scheme), &scheme), reference, "{written}");
    true
}
