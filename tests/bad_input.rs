//! What a file can be besides right: each is refused in a sentence that says where, and the desk stays as it was; what
//! is odd but harmless is kept exactly.

mod desk;

use desk::change::*;
use desk::{Desk, findings, value};
use raid_register::record::case::Position;
use raid_register::record::{Assessment, Field, Kind, LinkType, Slot, Status, Value};
use raid_register::scheme::{Band, Level};
use raid_register::session::Session;
use raid_register::snapshot::{Ending, Finding, Heading, OpenError, Split, read, read_kept, read_state};
use raid_register::workflow::{CaseCommand, Command, NewRecord};
use serde_json::{Value as Json, json};

const SAMPLE: &[u8] = include_bytes!("../www/samples/mhhs.raid.json");

/// A register with one record of every sort of content, and its log.
fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.raise(Kind::Risk, "Data cut arrives late");
    desk.raise_as(Kind::Milestone, Some("M9"), "SIT start");
    desk.raise(Kind::Action, "Share the slides");
    desk.assess("R1", Slot::Current, (4, 5), "as seen");
    desk.step("R1", "Ask again");
    desk.note("R1", "Asked on Monday");
    desk.link("R1", LinkType::Threatens, "M9");
    desk.edit("R1", Field::Owner, "DNO Representative");
    desk.edit("R1", Field::Groups, "TMAG, DAG");
    desk.edit("R1", Field::RaisedOn, "2023-06-01");
    desk.edit("ACT001", Field::Due, "ASAP");
    desk
}

fn good() -> String {
    String::from_utf8(desk().session.export()).expect("a file is text")
}

/// The state of the good file alone, as somebody might write it by hand.
fn by_hand(change: impl FnOnce(&mut Json)) -> String {
    let mut file: Json = serde_json::from_str(&good()).expect("it is JSON");
    file.as_object_mut().expect("an object").remove("log");
    change(&mut file);
    serde_json::to_string_pretty(&file).expect("it can be written")
}

fn with(from: &str, to: &str) -> String {
    let good = good();
    assert!(good.contains(from), "{from}");
    good.replacen(from, to, 1)
}

/// Opens at a desk where something stands already; nothing there may change.
fn refusal(bytes: impl Into<Vec<u8>>) -> Option<OpenError> {
    let mut desk = desk();
    let before = desk.session.export();
    let fault = desk.session.open(bytes.into()).err()?;
    assert!(desk.session.export() == before, "the desk stays as it was");
    assert!(desk.session.can_undo().is_some(), "undo too");
    Some(fault)
}

#[track_caller]
fn refused(bytes: impl Into<Vec<u8>>, code: &str, says: &str) {
    let fault = refusal(bytes).unwrap_or_else(|| panic!("it should not open: {says}"));
    assert_eq!(fault.code(), code, "{fault}");
    assert!(fault.to_string().contains(says), "“{fault}” does not say “{says}”");
}

#[test]
fn what_is_no_register_is_refused() {
    refused("", "empty", "Choose a file that ends in .raid.json");
    refused(" \n\t ", "empty", "empty");
    refused("\u{feff}", "empty", "empty");
    refused("hello", "not-json", "line 1, column 1");
    refused("{\n  \"format\": raid", "not-json", "line 2");
    refused([0x1f, 0x8b, 0x08, 0x00, 0xff, 0xfe], "not-json", "line 1");
    refused([0x50, 0x4b, 0x03, 0x04], "not-json", "line 1");
    refused("[1, 2]", "not-a-register", "raid-register");
    refused("42", "not-a-register", "raid-register");
    refused("null", "not-a-register", "raid-register");
    refused(r#"{"name": "left-pad", "version": "1.3.0"}"#, "not-a-register", "raid-register");
    refused(r#"{"format": "geojson"}"#, "not-a-register", "geojson");
    refused(r#"{"format": {"deep": 1}}"#, "not-a-register", "deep");
    refused(good().replacen("\"format\": \"raid-register\",\n", "", 1), "not-a-register", "raid-register");
    refused(with("\"minReader\": 1", "\"minReader\": 2"), "too-new", "version 2");
    refused(with("\"minReader\": 1", "\"minReader\": 18446744073709551615"), "too-new", "18446744073709551615");
    refused(with("\"minReader\": 1", "\"minReader\": \"one\""), "invalid", "minReader");
    refused(with("\"minReader\": 1", "\"minReader\": -1"), "invalid", "minReader");
    refused(good() + "more", "not-json", "line");
}

#[test]
fn a_file_cut_short_is_never_opened() {
    for end in (1..SAMPLE.len() - 2).step_by(997).chain(SAMPLE.len() - 40..SAMPLE.len() - 2) {
        let fault = read(SAMPLE[..end].to_vec()).err().unwrap_or_else(|| panic!("cut at {end}: opened"));
        assert!(["cut-short", "not-json", "invalid"].contains(&fault.code()), "cut at {end}: {fault}");
        let lines = SAMPLE[..end].iter().filter(|b| **b == b'\n').count();
        assert!(matches!(fault, OpenError::CutShort { line } if line.abs_diff(lines + 1) <= 1), "cut at {end}: {fault}");
    }
    assert!(read(SAMPLE[..SAMPLE.len() - 1].to_vec()).is_ok(), "an editor took the last line break away");
}

#[test]
fn a_log_that_was_mended_at_its_end_is_found_damaged() {
    let log = SAMPLE.windows(8).position(|bytes| bytes == b"\"log\": [").expect("the log is there");
    let mut found = 0;
    for end in (log + 20..SAMPLE.len() - 8).step_by(9973) {
        let mended = [&SAMPLE[..end], b"}\n  ]\n}\n"].concat();
        let Ok(opened) = read(mended) else {
            found += 1;
            continue;
        };
        let findings = findings(&mut Session::of(opened));
        assert!(findings.iter().any(|found| !matches!(found, Finding::Strange { .. })), "cut at {end}: nothing found");
        found += 1;
    }
    assert!(found > 20, "{found} places were tried");
}

#[test]
fn values_that_break_a_rule_are_refused_with_their_place() {
    let cases: &[(&str, &str, &str, &str)] = &[
        // What stands there, what somebody made of it, where, and what is said.
        ("\"likelihood\":4", "\"likelihood\":9", "items[0].assessment", "9 is not a level"),
        ("\"likelihood\":4", "\"likelihood\":\"four\"", "items[0].assessment", "likelihood: expected a whole number, not “four”"),
        ("\"likelihood\":4", "\"likelihood\":1e400", "items[0].assessment", "number out of range"),
        ("\"status\": \"Open\"", "\"status\": \"Asleep\"", "items[0].status", "“Asleep” is not a status"),
        ("\"status\": \"Open\"", "\"status\": \"Achieved\"", "items[0].status", "a risk cannot be “Achieved”"),
        ("\"raisedOn\": \"2023-06-01\"", "\"raisedOn\": \"2023-02-30\"", "items[0].raisedOn", "does not exist"),
        ("\"raisedOn\": \"2023-06-01\"", "\"raisedOn\": \"31/06/2023\"", "items[0].raisedOn", "does not exist"),
        ("\"raisedOn\": \"2023-06-01\"", "\"raisedOn\": \"Thu 02/06/23\"", "items[0].raisedOn", "is a Friday"),
        ("\"raisedOn\": \"2023-06-01\"", "\"raisedOn\": \"soon\"", "items[0].raisedOn", "is not a date"),
        ("\"raisedOn\": \"2023-06-01\"", "\"raisedOn\": 20230601", "items[0].raisedOn", "expected a text"),
        ("\"title\": \"Data cut arrives late\",\n", "", "items[0].title", "missing"),
        ("\"title\": \"Data cut arrives late\"", "\"title\": \" \"", "items[0].title", "empty"),
        ("\"title\": \"Data cut arrives late\"", "\"title\": \"a\\u0000b\"", "items[0].title", "U+0000"),
        ("\"title\": \"Data cut arrives late\"", "\"title\": \"a\\ud800b\"", "items[0].title", "hex escape"),
        ("\"title\": \"Data cut arrives late\"", "\"title\": \"\\udc00b\"", "items[0].title", "surrogate"),
        ("\"title\": \"Data cut arrives late\"", "\"title\": \"a\\nb\"", "items[0].title", "U+000A"),
        ("\"title\": \"Data cut arrives late\"", "\"title\": [\"a\"]", "items[0].title", "expected a text"),
        ("\"kind\": \"risk\"", "\"kind\": \"worry\"", "items[0].kind", "“worry” is not a kind of record"),
        ("\"kind\": \"risk\",\n", "", "items[0].kind", "missing"),
        ("\"as\":\"threatens\"", "\"as\":\"annoys\"", "items[0].links", "“annoys” is not a type of link"),
        ("\"groups\": [\"TMAG\",\"DAG\"]", "\"groups\": \"TMAG\"", "items[0].groups", "expected a list, not “TMAG”"),
        ("\"owner\": \"DNO Representative\"", "\"owner\": {\"name\": \"x\"}", "items[0].owner", "a role"),
        ("\"text\":\"Ask again\"", "\"text\":\"Ask again\",\"done\":\"2023-02-30\"", "items[0].mitigation", "does not exist"),
        ("\"text\":\"Ask again\"", "\"text\":\"\\u001b[31m\"", "items[0].mitigation", "U+001B"),
        ("\"due\": \"ASAP\"", "\"due\": \"whenever\"", "actions[0].due", "is not a date"),
        ("\"due\": \"ASAP\"", "\"due\": \"meeting \\u0007\"", "actions[0].due", "is not a date"),
        ("\"changedBy\": \"Programme (PMO)\"", "\"changedBy\": 5", "items[0].changedBy", "expected a text"),
        ("\"changedBy\": \"Programme (PMO)\"", "\"changedBy\": \"a\\nb\"", "items[0].changedBy", "U+000A"),
        ("(PMO)\",\"text\":\"Asked", "(PMO)\\u0007\",\"text\":\"Asked", "items[0].notes", "U+0007"),
        ("(PMO)\",\"text\":\"Asked", "(PMO)\\nand others\",\"text\":\"Asked", "items[0].notes", "U+000A"),
        ("\"scheme\":1,\"why\":", "\"scheme\":1,\"by\":\"\\u0007\",\"why\":", "items[0].assessment", "U+0007"),
        ("\"why\":\"as seen\"", "\"why\":\"\\u0007\"", "items[0].assessment", "U+0007"),
        ("\"ref\":\"M9\"}", "\"ref\":\"M9\\u0007\"}", "items[0].links", "U+0007"),
        ("\"changed\": \"2023", "\"changed\": \"never", "items[0].changed", "is not a moment"),
        ("\"ref\": \"R1\"", "\"ref\": \"\"", "items[0].ref", "empty"),
        ("\"id\": \"2-00000001\"", "\"id\": \"two\"", "items[0].id", "is not an event id"),
        ("\"lastEvent\"", "\"removed\": true,\n      \"lastEvent\"", "items[0].removed", "expected a text"),
    ];
    let mut with_line = 0;
    for (from, to, path, says) in cases {
        refused(with(from, to), "invalid", &format!(", {path}: "));
        refused(with(from, to), "invalid", says);
        let line = with(from, to).lines().position(|line| line.contains(to.trim()) && !to.is_empty()).map(|line| line + 1);
        if let Some(line) = line {
            let told = refusal(with(from, to)).expect("it is refused").to_string();
            let told_line: usize =
                told.trim_start_matches("Line ").split(',').next().and_then(|n| n.parse().ok()).expect("a line");
            // What is wrong with a whole record, such as a status of another kind, is told where the record ends.
            assert!(told_line >= line && told_line <= line + 20, "{told} (line {line})");
            with_line += 1;
        }
    }
    assert!(with_line + 4 > cases.len(), "of {} the line was compared", with_line);
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    refused(
        with("\"title\": \"Data cut", "\"title\": \"Another\",\n      \"title\": \"Data cut"),
        "invalid",
        "items[0].title: it is there twice",
    );
    let cases: &[(&str, &str, &str)] = &[
        // What stands there, what stands before it now, and the path of the second.
        ("\"format\": ", "\"format\": \"raid-register\",\n  ", "format"),
        ("\"minReader\": ", "\"minReader\": 1,\n  ", "minReader"),
        ("\"register\": ", "\"register\": {},\n  ", "register"),
        ("\"scope\":", "\"scope\":\"full\",", "register.scope"),
        ("\"scope\":", "\"zone\":1,\"zone\":{\"a\":1},", "register.zone"),
        ("\"scheme\": ", "\"scheme\": null,\n  ", "scheme"),
        ("\"version\":1,", "\"version\":1,", "scheme.version"),
        ("\"code\":\"PSG\"", "\"code\":\"X\",", "scheme.groups[0].code"),
        ("\"items\": [", "\"items\": [],\n  ", "items"),
        ("\"meetings\": [", "\"meetings\": [],\n  ", "meetings"),
        ("\"meetings\": [", "\"me\\u0065tings\": [],\n  ", "meetings"),
        ("\"log\": [", "\"log\": [],\n  ", "log"),
        ("\"log\": [", "\"l\\u006fg\": [],\n  ", "log"),
        ("\"items\": [", "\"log\": [],\n  ", "log"),
        ("\"items\": [", "\"newer\": {\"a\":1,\"b\":[{\"a\":2,\"a\":3}]},\n  ", "newer.b[0].a"),
        ("\"id\": \"2-00000001\"", "\"id\": \"2-00000001\",\n      ", "items[0].id"),
        ("\"kind\": \"risk\"", "\"kind\": \"issue\",\n      ", "items[0].kind"),
        ("\"kind\": \"risk\"", "\"k\\u0069nd\": \"issue\",\n      ", "items[0].kind"),
        ("\"status\": \"Open\"", "\"status\": \"Open\",\n      ", "items[0].status"),
        ("\"lastEvent\": ", "\"lastEvent\": \"1-00000001\",\n      ", "items[0].lastEvent"),
        ("\"lastEvent\": ", "\"newer\": 1,\n      \"newer\": 2,\n      ", "items[0].newer"),
        ("\"lastEvent\": ", "\"newer\": {\"x\": {\"a\": 1, \"a\": 2}},\n      ", "items[0].newer.x.a"),
        ("\"lastEvent\": ", "\"custom\": {\"Region\": \"N\", \"Region\": \"S\"},\n      ", "items[0].custom.Region"),
        ("\"assessment\": ", "\"assessment\": {\"scheme\": 1},\n      ", "items[0].assessment"),
        ("\"likelihood\":4", "\"likelihood\":3,", "items[0].assessment.likelihood"),
        ("\"likelihood\":4", "\"newer\":1,\"newer\":2,", "items[0].assessment.newer"),
        ("\"text\":\"Ask again\"", "\"text\":\"x\",", "items[0].mitigation[0].text"),
        (
            "\"text\":\"Ask again\"",
            "\"owner\":{\"role\":\"a\",\"name\":\"b\",\"role\":\"c\"},",
            "items[0].mitigation[0].owner.role",
        ),
        ("\"text\":\"Ask again\"", "\"newer\":1,\"newer\":2,", "items[0].mitigation[0].newer"),
        ("\"text\":\"Asked", "\"by\":\"x\",", "items[0].notes[0].by"),
        ("\"text\":\"Asked", "\"newer\":1,\"newer\":2,", "items[0].notes[0].newer"),
        ("\"as\":\"threatens\"", "\"as\":\"blocks\",", "items[0].links[0].as"),
        ("\"as\":\"threatens\"", "\"newer\":1,\"newer\":2,", "items[0].links[0].newer"),
        ("\"owner\": ", "\"owner\": \"x\",\n      ", "items[0].owner"),
        ("\"changed\": ", "\"proposed\": {\"scheme\":1,\"why\":\"\",\"why\":\"\"},\n      ", "items[0].proposed.why"),
    ];
    for (before, more, path) in cases {
        let ours = with(before, &format!("{more}{before}"));
        let line = |file: &str| {
            let fault = refusal(file).unwrap_or_else(|| panic!("{path}: it opened"));
            assert_eq!(fault.code(), "invalid", "{path}: {fault}");
            let OpenError::Invalid { path: told, line, what } = fault else { panic!("{path}: {fault}") };
            assert_eq!((told.as_str(), what.starts_with("it is there twice, first on line ")), (*path, true), "{what}");
            line
        };
        let first = ours.find(before).map_or(0, |at| ours[..at].lines().count());
        let is_near = line(&ours).abs_diff(first.max(1)) <= 2 || before.contains("items") && *path == "log";
        assert!(is_near, "{path}: line {}", line(&ours));
        assert_eq!(line(&ours.replace('\n', "\r\n")), line(&ours), "{path}, as an editor saves it");
        // What a browser keeps was let in once: of the two the last counts.
        let mut kept = Session::of(read_kept(ours.clone().into_bytes()).unwrap_or_else(|fault| panic!("{path}: {fault}")));
        let is_more = ["newer", "zone", "custom", "proposed", "role", "\"by\""].iter().any(|key| more.contains(key));
        assert!(is_more || kept.export() == good().as_bytes(), "{path}: {}", String::from_utf8_lossy(&kept.export()));
        assert!(read(kept.export()).is_ok(), "{path}");
        // The state alone, as the page reads it from a file whose log stays there.
        let ending = Ending::parse(ours.as_bytes()).expect("our last line");
        let split = Split::find(ours.as_bytes(), 0, ours.len(), ending).expect("it is laid out as ours");
        assert!(read_state(ours.as_bytes()[..split.state].to_vec(), &split).is_err(), "{path}: the state alone");
    }
}

#[test]
fn what_a_browser_keeps_is_never_refused_for_what_was_let_in() {
    let kept = |file: &str| {
        let opened = read_kept(file.as_bytes().to_vec()).unwrap_or_else(|fault| panic!("{fault}\n{file}"));
        (opened.mended.clone(), Session::of(opened))
    };
    let twice =
        with("\"title\": \"Data cut", "\"title\": \"Another\",\n      \"title\": \"Yet another\",\n      \"title\": \"Data cut")
            .replacen("\"likelihood\":4", "\"likelihood\":3,\"likelihood\":4", 1);
    for file in [twice.clone(), twice.replace('\n', "\r\n"), format!("\u{feff}{twice}")] {
        let (mended, mut session) = kept(&file);
        let told = [
            "items[0].assessment.likelihood: 3, and then 4",
            "items[0].title: \"Another\", and then \"Yet another\"",
            "items[0].title: \"Yet another\", and then \"Data cut arrives late\"",
        ];
        assert_eq!(mended, told);
        assert!(session.export() == good().as_bytes());
    }
    // A register that has it throughout is mended at once, and told by its first.
    let many = good()
        .replace("\"kind\":", "\"kind\": 0, \"kind\":")
        .replace("\"at\":", "\"at\":0,\"at\":")
        .replace("\"by\":", "\"by\":0,\"by\":")
        .replace('\n', "\r\n");
    let (mended, mut session) = kept(&many);
    assert_eq!(
        (mended.len(), mended.last().map(String::as_str), session.export() == good().as_bytes()),
        (21, Some("12 more"), true)
    );
    // The last counts whatever the log says, and what differs from that is told as any edit by hand.
    let (_, mut session) = kept(&with("\"status\": \"Open\"", "\"status\": \"Open\",\n      \"status\": \"Closed\""));
    assert!(matches!(findings(&mut session)[..], [Finding::Differs { .. }]));
    // Of one section written twice, and what stands in the lines of the log.
    let records = with("\"actions\": [", "\"items\": [],\n  \"actions\": [");
    assert!(kept(&records).1.export() == good().as_bytes());
    let event = with("\"fact\":\"note.added\"", "\"fact\":\"note.added\",\"text\":\"x\"");
    let (mended, mut session) = kept(&event);
    assert_eq!((mended.len(), session.export() == event.as_bytes()), (0, true));
    let (mended, _) = kept(&event.replace('\n', "\r\n"));
    assert_eq!(mended, ["log[6].text: \"x\", and then \"Asked on Monday\""]);
    // A link of a part that says no id.
    let part = with("\"scope\":\"full\"", "\"scope\":\"filtered\"");
    let loose = |to: &str| part.replacen("\"to\":\"3-00000001\",\"ref\":\"M9\"", to, 1);
    for (to, says, stays) in [
        ("\"ref\":\"M9\"", "a link leads to “M9” by that reference alone", "\"ref\":\"M9\""),
        ("\"to\":null", "a link leads nowhere", "\"as\":\"threatens\",\"to\":\"1-811c9dc5\""),
    ] {
        let (mended, mut session) = kept(&loose(to));
        assert!(matches!(&mended[..], [told] if told.starts_with("items[0].links: ") && told.contains(says)), "{mended:?}");
        let out = String::from_utf8(session.export()).expect("text");
        assert!(out.contains(stays) && read(out.clone().into_bytes()).is_ok(), "{out}");
    }
    // Git's marks.
    let last = good().rfind("    {\"id\":").expect("a log");
    let marks = format!("{}<<<<<<< ours\n{}", &good()[..last], &good()[last..]);
    let (_, mut session) = kept(&marks);
    assert!(matches!(findings(&mut session)[..], [Finding::Damaged { .. }]) && session.unread() == 1);
    // What no version let in stays refused.
    for (file, code) in
        [(good().replacen("\"kind\": \"risk\"", "\"kind\": \"x\"", 1), "invalid"), ("{\"a\":1,\"a\"".into(), "cut-short")]
    {
        assert_eq!(read_kept(file.into_bytes()).expect_err("it is refused").code(), code);
    }
}

#[test]
fn a_case_with_a_key_twice_is_refused() {
    let mut desk = Desk::new();
    desk.bring("CR040", Status::InImpactAssessment);
    desk.case("CR040", CaseCommand::Respond(answer("DNO Representative", "DNO", "2023-07-20", Position::Oppose)))
        .expect("an answer");
    let good = String::from_utf8(desk.session.export()).expect("a file is text");
    for (before, more, path) in [
        ("\"version\":\"1.0\"", "\"version\":\"1.1\",", "submissions[0].version"),
        ("\"content\":{", "\"content\":{\"a\":1},", "submissions[0].content"),
        ("\"number\":1", "\"number\":2,", "rounds[0].number"),
        ("\"number\":1", "\"newer\":2,\"newer\":3,", "rounds[0].newer"),
        ("\"party\":", "\"party\":\"x\",", "responses[0].party"),
        ("\"party\":", "\"effects\":{\"Cost\":{},\"Cost\":{}},", "responses[0].effects.Cost"),
        ("\"steps\": [{", "\"steps\": [],\n      ", "steps"),
        ("\"from\":", "\"from\":\"Draft\",", "steps[0].from"),
    ] {
        assert!(good.contains(before), "{before}");
        let file = good.replacen(before, &format!("{more}{before}"), 1);
        let says = format!("changeRequests[0].{path}: it is there twice, first on line ");
        refused(file.clone(), "invalid", &says);
        refused(file.replace('\n', "\r\n"), "invalid", &says);
    }
}

#[test]
fn an_event_with_a_key_twice_stays_in_the_file_and_is_told() {
    for (from, to, says) in [
        ("\"fact\":\"note.added\"", "\"fact\":\"note.added\",\"text\":\"x\"", "text"),
        ("\"fact\":\"note.added\"", "\"fact\":\"x\",\"fact\":\"note.added\"", "fact"),
        ("\"fact\":\"note.added\"", "\"fact\":\"note.added\",\"newer\":[{\"a\":1,\"a\":2}]", "newer[0].a"),
    ] {
        let file = with(from, to);
        let mut session = Session::of(read(file.clone().into_bytes()).expect("its log is looked at later"));
        let told = findings(&mut session);
        assert!(
            told.iter().any(
                |found| matches!(found, Finding::Damaged { what, .. } if what.contains(says) && what.contains("is there twice"))
            ),
            "{told:?}"
        );
        assert!(String::from_utf8(session.export()).expect("text") == file, "it stays");
        refused(file.replace('\n', "\r\n"), "invalid", "it is there twice, first on line 62");
    }
}

#[test]
fn a_log_is_one_wherever_it_stands() {
    let good = good();
    let log = good.find("  \"log\": [").expect("a log");
    let records = good.find("  \"items\": [").expect("records");
    let lines = good[log..].strip_suffix("\n}\n").expect("it ends the file");
    // The log before the state, as another program may order the keys.
    let first = format!("{}{lines},\n{}\n}}\n", &good[..records], good[records..log].trim_end().trim_end_matches(','));
    let mut session = Session::of(read(first.clone().into_bytes()).expect("the order of keys is nobody's fault"));
    assert_eq!(findings(&mut session), []);
    assert!(session.export() == good.as_bytes());
    // Both a log before the state and one behind it.
    refused(format!("{}{lines},\n{}", &good[..records], &good[records..]), "invalid", "log: it is there twice");
    // Records behind the log, each on a line like one of the log.
    let behind =
        format!("{},\n  \"later\": [\n    {{\"id\":\"x\"}}\n  ]\n}}\n", good.trim_end().trim_end_matches('}').trim_end());
    let mut session = Session::of(read(behind.into_bytes()).expect("a newer section"));
    assert_eq!(findings(&mut session), []);
    assert!(String::from_utf8(session.export()).expect("text").contains("\"later\": [{\"id\":\"x\"}]"));
}

#[test]
fn damage_on_the_way_is_named() {
    let corpus = |name: &str| std::fs::read(format!("{}/tests/corpus/read/{name}.raid.json", env!("CARGO_MANIFEST_DIR")));
    let corpus = |name: &str| corpus(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    refused(
        corpus("conflict_top"),
        "conflict",
        "Line 1: this file holds two versions that git could not join: <<<<<<< HEAD … >>>>>>> branch.",
    );
    refused(
        corpus("conflict_middle"),
        "conflict",
        "Line 6: this file holds two versions that git could not join: <<<<<<< HEAD … >>>>>>> branch.",
    );
    refused(corpus("panic-double-log"), "invalid", "Line 4, log[0]: expected an object in braces, not “log”");
    let good = good();
    let last = good.rfind("    {\"id\":").expect("a log");
    let in_log =
        format!("{}<<<<<<< ours\n{}=======\n>>>>>>> theirs\n  ]\n}}\n", &good[..last], &good[last..].replace("\n  ]\n}\n", "\n"));
    refused(in_log.clone(), "conflict", "<<<<<<< ours … >>>>>>> theirs");
    assert_eq!(Ending::parse(in_log.as_bytes()), None, "nor is it read without its log");
    refused("\u{feff}<<<<<<< a\r\n{\r\n=======\r\n>>>>>>> b\r\n", "conflict", "Line 1: ");
    // A text that speaks of such marks holds none.
    let quoted = with("Data cut arrives late", "<<<<<<< HEAD >>>>>>> branch");
    assert!(refusal(quoted.clone()).is_none(), "it opens");
    refused(&quoted[..quoted.len() - 9], "cut-short", "cut short on its way");
    refused(vec![0; 512 << 10], "zeros", "From line 1 on the file holds nothing but zeros: it was not downloaded yet");
    for kept in [good.len() / 2, good.len() - 6] {
        let half = [&good.as_bytes()[..kept], &vec![0; good.len() - kept + 20]].concat();
        let line = good[..kept].matches('\n').count() + 1;
        refused(half, "zeros", &format!("From line {line} on the file holds nothing but zeros"));
    }
    refused("", "empty", "The file is empty");
    let utf_16: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let zip = |inside: &str| [b"PK\x03\x04".as_slice(), &[0; 26], inside.as_bytes(), &[0xff; 40]].concat();
    let others: &[(Vec<u8>, &str)] = &[
        (utf_16.clone(), "it is text in UTF-16. Save it as UTF-8"),
        ([&[0xff, 0xfe], utf_16.as_slice()].concat(), "it is text in UTF-16"),
        ([0xfe, 0xff].into_iter().chain(good.encode_utf16().flat_map(u16::to_be_bytes)).collect(), "it is text in UTF-16"),
        (zip("[Content_Types].xml word/document.xml"), "it is a Word document"),
        (zip("[Content_Types].xml xl/workbook.xml"), "it is an Excel workbook"),
        (zip("ppt/slides"), "it is a PowerPoint presentation"),
        (zip("register.raid.json"), "it is a ZIP archive. Unpack it"),
        (vec![0x1f, 0x8b, 8, 0, 0, 0], "it is a compressed file (gzip). Unpack it"),
        (b"%PDF-1.7\n%\xff\xff".to_vec(), "it is a PDF"),
        (b"{\\rtf1\\ansi}".to_vec(), "Rich Text Format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1".to_vec(), "Microsoft Office"),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "it is a picture"),
        (
            b"\n<!DOCTYPE HTML>\n<title>Sign in</title>".to_vec(),
            "it is a web page: perhaps the page to sign in came in place of the file",
        ),
        (b"<?xml version=\"1.0\"?><a/>".to_vec(), "it is XML"),
    ];
    for (bytes, says) in others {
        refused(bytes.clone(), "not-json", says);
    }
}

#[test]
fn what_is_missing_is_told_by_its_path() {
    for alone in [r#"{"format":"raid-register"}"#, r#"{"format":"raid-register","formatVersion":1,"minReader":1}"#] {
        refused(alone, "invalid", "items: it is missing: the file says that it is a register, and holds no records");
    }
    for (from, to, says) in [
        ("\"version\":1,", "", "scheme.version: it is missing"),
        ("\"name\":\"Programme Steering Group\"", "\"nam\":1", "scheme.groups[0].name: it is missing"),
        ("\"text\":\"Ask again\"", "\"txt\":1", "items[0].mitigation[0].text: it is missing"),
        ("\"text\":\"Asked on Monday\"", "\"txt\":1", "items[0].notes[0].text: it is missing"),
        ("\"as\":\"threatens\",", "", "items[0].links[0].as: it is missing"),
        (",\"scheme\":1", "", "items[0].assessment.scheme: it is missing"),
    ] {
        refused(with(from, to), "invalid", says);
        refused(with(from, to).replace('\n', "\r\n"), "invalid", says);
    }
    let event = |from: &str, to: &str, says: &str| refused(with(from, to).replace('\n', "\r\n"), "invalid", says);
    event("\"by\":\"Programme (PMO)\",\"fact\"", "\"fact\"", "log[0]: “by” is missing");
    event("\"fact\":\"note.added\",\"text\"", "\"fact\":\"note.added\",\"txt\"", "note.added: “text” is missing");
    event(
        "Z\",\"by\":\"Programme (PMO)\",\"fact\"",
        "Y\",\"by\":\"Programme (PMO)\",\"fact\"",
        "is not a moment; write it like 2023-10-13T09:00:00Z",
    );
}

/// Words that only programmers of the reader know.
const JARGON: [&str; 12] = [
    "missing field",
    "duplicate field",
    "unknown variant",
    "invalid type",
    "invalid value",
    "invalid length",
    "EOF",
    "expected struct",
    "struct ",
    "trailing characters",
    "`",
    "tuple",
];

#[test]
fn no_refusal_speaks_the_reader_s_own_language() {
    let good = good();
    let file: Json = serde_json::from_str(&good).expect("it is JSON");
    let strange = [
        json!(null),
        json!(-7),
        json!(70_000_000_000_u64),
        json!(0.5),
        json!("x"),
        json!(true),
        json!([]),
        json!([1]),
        json!({}),
        json!({"x": 1}),
    ];
    let mut told = 0;
    let mut check = |bytes: Vec<u8>, at: &str| {
        let Err(fault) = read(bytes) else { return };
        told += 1;
        let said = fault.to_string();
        let found = JARGON.iter().find(|word| said.contains(**word));
        assert!(found.is_none(), "{at}: {said}");
    };
    let mut places = Vec::new();
    pointers(&file, "", &mut places);
    for place in places {
        for value in &strange {
            let mut file = file.clone();
            *file.pointer_mut(&place).expect("it is there") = value.clone();
            check(file.to_string().into_bytes(), &place);
        }
        let (parent, key) = place.rsplit_once('/').expect("a pointer");
        let mut file = file.clone();
        if let Some(parent) = file.pointer_mut(parent).and_then(Json::as_object_mut) {
            parent.remove(key);
            check(file.to_string().into_bytes(), &place);
        }
    }
    for at in (0..good.len()).step_by(7).filter(|at| good.is_char_boundary(*at)) {
        for put in ["\"", "}", "]", ",", ":", "x", "\\", "\u{1}"] {
            check(format!("{}{put}{}", &good[..at], &good[at..]).into_bytes(), put);
        }
    }
    assert!(told > 1_000, "{told}");
}

fn pointers(value: &Json, at: &str, places: &mut Vec<String>) {
    let mut inside = |key: &str, value: &Json| {
        let place = format!("{at}/{key}");
        pointers(value, &place, places);
        places.push(place);
    };
    match value {
        Json::Object(map) => map.iter().for_each(|(key, value)| inside(key, value)),
        Json::Array(parts) => parts.iter().enumerate().take(3).for_each(|(at, value)| inside(&at.to_string(), value)),
        _ => {}
    }
}

#[test]
fn what_names_two_things_or_nothing_is_refused() {
    let second = |reference: &str| {
        by_hand(|file| {
            file["milestones"]
                .as_array_mut()
                .expect("a list")
                .push(json!({"kind": "milestone", "ref": reference, "title": "Another"}))
        })
    };
    refused(second("M9"), "invalid", "milestones[1].ref: M9 is already the reference of milestones[0]");
    refused(second("M09"), "invalid", "milestones[1].ref: M09 is already the reference of milestones[0]");
    refused(second("R1"), "invalid", "milestones[1].ref: R1 is already the reference of items[0]");
    refused(with("\"ref\": \"ACT001\"", "\"ref\": \"m 09\""), "invalid", "already the reference of");
    refused(
        with("\"id\": \"3-00000001\"", "\"id\": \"2-00000001\""),
        "invalid",
        "milestones[0].id: 2-00000001 is the id of another record too",
    );
    refused(with("\"to\":\"3-00000001\"", "\"to\":\"99-00000001\""), "invalid", "items[0].links: a link leads to “99-00000001”");
    refused(with("\"to\":\"3-00000001\",", "\"to\":null,"), "invalid", "items[0].links: a link leads to “M9”");
    // In a part, too: of the record's links none is dropped unsaid.
    let part = with("\"scope\":\"full\"", "\"scope\":\"filtered\"");
    let loose = |to: &str| part.replacen("\"as\":\"threatens\",\"to\":\"3-00000001\",\"ref\":\"M9\"", to, 1);
    assert!(read(part.clone().into_bytes()).is_ok_and(|opened| opened.filtered));
    for (to, says) in [
        ("\"as\":\"threatens\",\"ref\":\"M9\"", "items[0].links: a link leads to “M9” by that reference alone"),
        ("\"as\":\"threatens\",\"to\":null", "items[0].links: a link leads nowhere: it has neither a “to” nor a “ref”"),
        ("\"as\":\"blocks\",\"to\":\"77-00000001\"},{\"as\":\"threatens\",\"ref\":\"M9\"", "a link leads to “M9”"),
    ] {
        assert_ne!(loose(to), part);
        refused(loose(to), "invalid", says);
    }
    let links = |links: Json| by_hand(|file| file["items"][0]["links"] = links);
    refused(links(json!([{"as": "threatens", "ref": "M77"}])), "invalid", "items[0].links: a link leads to “M77”");
    refused(links(json!([{"as": "threatens", "to": "99-00000001"}])), "invalid", "a link leads to “99-00000001”");
    refused(with("\"id\": \"2-00000001\",\n      \"kind\": \"risk\"", "\"kind\": \"risk\""), "invalid", "have no id");
}

#[test]
fn a_log_that_is_no_log_is_refused_or_found() {
    let jumbled = |change: &dyn Fn(&mut Json)| {
        let mut file: Json = serde_json::from_str(&good()).expect("it is JSON");
        change(&mut file["log"]);
        serde_json::to_string_pretty(&file).expect("it can be written")
    };
    refused(jumbled(&|log| *log = json!("none")), "invalid", "a list of events");
    refused(jumbled(&|log| log[3]["id"] = json!("x")), "invalid", "log[3]: ");
    refused(jumbled(&|log| log[3]["by"] = json!("")), "invalid", "log[3]: by: it is empty");
    refused(jumbled(&|log| log[3]["by"] = json!("a\nb")), "invalid", "log[3]: by: ");
    refused(jumbled(&|log| log[4]["to"]["likelihood"] = json!(9)), "invalid", "9 is not a level");
    refused(jumbled(&|log| log[1]["fields"]["colour"] = json!("red")), "invalid", "there is no field “colour”");
    refused(jumbled(&|log| log[1]["standing"]["status"] = json!("Achieved")), "invalid", "a risk cannot be “Achieved”");
    refused(jumbled(&|log| log[6]["text"] = json!("a\u{0}b")), "invalid", "U+0000");
    refused(jumbled(&|log| log[1]["ref"] = json!("R\n1")), "invalid", "item.raised");
    let gone = with("    {\"id\":\"2-00000001\"", "    {\"id\":\"x-00000001\"");
    let mut session = Session::of(read(gone.into_bytes()).expect("its log is looked at later"));
    assert!(matches!(findings(&mut session)[..], [Finding::Damaged { line: 2, .. }, ..]));
    assert_eq!(session.unread(), 1);
}

#[test]
fn a_state_that_somebody_changed_by_hand_is_found() {
    let found = |file: String| findings(&mut Session::of(read(file.into_bytes()).expect("it opens")));
    assert_eq!(found(good()), []);
    assert!(
        matches!(&found(with("\"status\": \"Open\"", "\"status\": \"Closed\""))[..], [Finding::Differs { reference, .. }] if reference == "R1")
    );
    assert!(matches!(
        found(with("\"title\":\"Programme register\"}", "\"title\":\"Mine\"}"))[..],
        [Finding::Heading { heading: Heading::Title(_) }]
    ));
    let good = good();
    let (from, to) = (good.find("\"actions\": [").expect("actions"), good.find("\"decisions\": [").expect("decisions"));
    let without = format!("{}\"actions\": [],\n  {}", &good[..from], &good[to..]);
    assert!(matches!(&found(without)[..], [Finding::Gone { what, .. }] if what == "ACT001 Share the slides"));
}

#[test]
fn nothing_is_too_deep_or_too_long_to_refuse() {
    let deep = "[".repeat(100_000);
    refused(deep.clone(), "not-a-register", "raid-register");
    refused(with("\"items\"", &format!("\"newer\": {deep},\n  \"items\"")), "not-json", "recursion");
    refused(with("\"items\"", &format!("\"newer\": {deep}{},\n  \"items\"", "]".repeat(100_000))), "not-json", "recursion");
    refused(
        with("\"lastEvent\"", &format!("\"newer\": {deep}{},\n      \"lastEvent\"", "]".repeat(100_000))),
        "invalid",
        "items[0].newer: recursion",
    );
    refused(with("\"groups\": [", &format!("\"groups\": {deep}[")), "not-json", "line");
    // Within what is passed over at first: a file that opens is one whose records can be looked at.
    for levels in [130, 100_000] {
        let newer = format!("\"newer\":{}{}", "[".repeat(levels), "]".repeat(levels));
        for part in ["\"mitigation\": [{", "\"notes\": [{", "\"links\": [{", "\"assessment\": {"] {
            refused(with(part, &format!("{part}{newer},")), "invalid", "recursion");
        }
    }
    refused(
        format!("{{\"format\": \"raid-register\", \"items\": [{{\"title\": \"{}\"}}]}}", "x".repeat(2_001)),
        "invalid",
        "2001 characters",
    );
    let refused_quickly = |bytes: Vec<u8>, code: &str| {
        let start = std::time::Instant::now();
        assert_eq!(read(bytes).expect_err("it is no register").code(), code);
        // A cost that grew with the square of the size would be days.
        assert!(start.elapsed().as_secs() < 300, "{:?}", start.elapsed());
    };
    refused_quickly(vec![b' '; 64 << 20], "empty");
    refused_quickly(vec![b'x'; 64 << 20], "not-json");
    refused_quickly([good().as_bytes(), &vec![b'x'; 64 << 20]].concat(), "not-json");
    refused_quickly(
        [br#"{"format": "raid-register", "items": [{"title": ""#.as_slice(), &vec![b'x'; 64 << 20]].concat(),
        "cut-short",
    );
    assert!(OpenError::TooLarge(600 << 20).to_string().starts_with("The file has 600 MB; the most this page opens is 512 MB"));
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let mut file = good().into_bytes();
    let at = file.windows(8).position(|bytes| bytes == b"Data cut").expect("the title");
    file[at] = 0xff;
    assert!(["invalid", "not-json"].contains(&refusal(file).expect("it is refused").code()));
    let mut file = good().into_bytes();
    let at = file.windows(8).rposition(|bytes| bytes == b"Data cut").expect("the title in the log");
    file[at] = 0xff;
    assert!(matches!(
        findings(&mut Session::of(read(file).expect("its log is looked at later")))[..],
        [Finding::Damaged { .. }, ..]
    ));
}

#[test]
fn a_damaged_last_line_of_the_log_stays_and_is_told() {
    let good = good();
    let at = good.rfind("{\"id\":").expect("a log") + 40;
    for damage in [&b"\xff"[..], b"x", b"\""] {
        let file = [&good.as_bytes()[..at], damage, &good.as_bytes()[at..]].concat();
        let mut session = Session::of(read(file.clone()).expect("its log is looked at later"));
        assert!(session.export() == file, "it stays");
        assert!(findings(&mut session).iter().any(|found| matches!(found, Finding::Damaged { .. })), "{damage:?}");
    }
}

#[test]
fn hostile_texts_are_kept_exactly() {
    let long = "x".repeat(99_999);
    for text in [
        "<img src=x onerror=alert(1)>",
        "=cmd()|' /C calc'!A0",
        "\u{202e}gnp.exe",
        "🧪👩‍🔬",
        "a\u{301}",
        "\\u0000",
        "a\u{2028}b",
        &long,
    ] {
        let mut desk = desk();
        let (record, to) = (desk.id("R1"), Some(Value::Text(text.into())));
        desk.carry_out(Command::Edit { record, field: Field::Description, to });
        desk.note("R1", text);
        let reopened = desk.reopened();
        assert_eq!(reopened.record("R1").fields.text(Field::Description), Some(text));
        assert_eq!(reopened.record("R1").notes[1].text, text);
        assert_eq!(reopened.record("R1"), desk.record("R1"));
    }
}

#[test]
fn every_refusal_leaves_every_record_readable() {
    // Each value of the first record in turn becomes something else; what opens must be whole, and travel again.
    let file: Json = serde_json::from_str(&good()).expect("it is JSON");
    let keys: Vec<String> = file["items"][0].as_object().expect("a record").keys().cloned().collect();
    let strange = [
        json!(null),
        json!(1),
        json!(-1.5),
        json!("x"),
        json!(""),
        json!(true),
        json!([]),
        json!(["x"]),
        json!([null]),
        json!({}),
        json!([{}]),
        json!({"x": 1}),
    ];
    let mut opened = 0;
    for key in keys
        .iter()
        .map(String::as_str)
        .chain(["proposed", "target", "since", "why", "removed", "given", "aliases", "custom", "zzz"])
    {
        for value in &strange {
            for hand_made in [false, true] {
                let mut file = file.clone();
                file["items"][0][key] = value.clone();
                if hand_made {
                    file.as_object_mut().expect("an object").remove("log");
                }
                let Ok(found) = read(file.to_string().into_bytes()) else { continue };
                opened += 1;
                let mut session = Session::of(found);
                let register = session.register();
                assert!(register.records().all(|row_id| register.record(row_id).is_some()), "{key}: {value}");
                let out = session.export();
                let mut again = Session::of(read(out.clone()).unwrap_or_else(|fault| panic!("{key}: {value}: {fault}")));
                assert!(again.export() == out, "{key}: {value}");
            }
        }
    }
    assert!(opened > 20, "{opened}");
}

#[test]
fn a_file_that_another_tool_wrote_again_goes_out_as_ours() {
    let good = good();
    let json: Json = serde_json::from_str(&good).expect("it is JSON");
    let mut four_spaces = Vec::new();
    let mut writer =
        serde_json::Serializer::with_formatter(&mut four_spaces, serde_json::ser::PrettyFormatter::with_indent(b"    "));
    serde::Serialize::serialize(&json, &mut writer).expect("it can be written");
    let ways = [
        ("as jq writes it, keys in another order", four_spaces),
        ("on one line", json.to_string().into_bytes()),
        ("with Windows line ends", good.replace('\n', "\r\n").into_bytes()),
        ("with a byte order mark", format!("\u{feff}{good}").into_bytes()),
        ("without its last line break", good.trim_end().into()),
    ];
    for (way, bytes) in ways {
        let mut session = Session::of(read(bytes).unwrap_or_else(|fault| panic!("{way}: {fault}")));
        assert_eq!(findings(&mut session), [], "{way}");
        assert_eq!(String::from_utf8(session.export()).expect("text"), good, "{way}");
    }
}

#[test]
fn a_state_without_a_log_opens_as_a_baseline() {
    let file = r#"{
  "format": "raid-register",
  "register": {"title": "By hand"},
  "items": [
    {"kind": "risk", "ref": "R127", "title": "Data cut", "raisedOn": "13/10/2023", "since": "16 August 2023", "links": [{"as": "threatens", "ref": "M09"}],
     "assessment": {"likelihood": 4, "impact": 5, "level": "High", "scheme": 1, "on": "16/08/23"},
     "target": {"likelihood": 2, "impact": 5, "scheme": 1},
     "mitigation": [{"text": "First", "done": "Wed 16/08/23"}, {"text": "Second"}],
     "notes": [{"text": "Seen", "at": "2023-01-02T03:04:05Z", "by": "PMO"}], "custom": {"Region": "North"}, "aliases": ["R 127"]},
    {"kind": "issue", "title": "Unnumbered"}
  ],
  "milestones": [{"title": "SIT start", "kind": "milestone", "ref": "M9", "forecast": "2023-10-30", "zzz": {"kept": true}}]
}"#;
    let mut session = Session::of(read(file.into()).expect("it opens"));
    let mut same = Session::of(read(file.into()).expect("it opens"));
    assert_eq!(session.events(), same.events(), "two people who open it hold the same events");
    let resaved = format!("\u{feff}{}", file.replace('\n', "\r\n"));
    assert_eq!(
        session.events(),
        Session::of(read(resaved.into()).expect("it opens")).events(),
        "so does who saved it with an editor"
    );
    assert_eq!(findings(&mut session), []);
    let risk = Desk { session: session.clone(), ..Desk::new() }.record("R127");
    let register = session.register();
    assert_eq!(register.title, "By hand");
    assert_eq!(risk.fields.value(Field::RaisedOn), value(Field::RaisedOn, "2023-10-13").as_ref());
    assert_eq!(risk.standing.since.map(|day| day.to_string()), Some("2023-08-16".into()));
    assert_eq!(risk.assessment(Slot::Current).and_then(|made| made.on).map(|day| day.to_string()), Some("2023-08-16".into()));
    let level = |slot| risk.assessment(slot).and_then(|made| made.level);
    assert_eq!(level(Slot::Current), Some(Band::High), "what was stated stands");
    let by_matrix = register.scheme.matrix.band(Level::ALL[1], Level::ALL[4]);
    assert_eq!(level(Slot::Target), by_matrix, "figures without a level have the matrix's");
    assert_eq!(risk.mitigation.iter().map(|step| step.done.is_some()).collect::<Vec<_>>(), [true, false]);
    assert_eq!((risk.notes[0].by.as_str(), risk.notes[0].at.to_rfc3339().as_str()), ("PMO", "2023-01-02T03:04:05+00:00"));
    assert_eq!(register.by_id(risk.links[0].to), register.by_reference("M9"));
    let out = session.export();
    let mut again = Session::of(read(out.clone()).expect("our own file opens"));
    assert_eq!(findings(&mut again), []);
    assert!(again.export() == out && String::from_utf8_lossy(&out).contains("\"zzz\": {\"kept\":true}"));
}

#[test]
fn who_is_not_named_in_a_file_without_a_log_is_the_baseline() {
    let file = r#"{"format": "raid-register", "items": [{"kind": "risk", "ref": "R1", "title": "Data cut", "changedBy": " ",
        "notes": [{"text": "Seen", "by": ""}, {"text": "Seen again"}]}]}"#;
    let mut session = Session::of(read(file.into()).expect("it opens"));
    assert_eq!(findings(&mut session), []);
    let mut desk = Desk::new();
    assert_eq!(desk.session.merge(session.events()).anomalies, []);
    let risk = desk.record("R1");
    assert_eq!(risk.notes.iter().map(|note| note.by.as_str()).collect::<Vec<_>>(), ["Baseline", "not recorded"]);
    assert_eq!(risk, Desk { session, ..Desk::new() }.record("R1"));
}

#[test]
fn what_a_newer_version_wrote_is_passed_on() {
    let file = with("\"items\": [", "\"newSection\": [1,{\"a\":null}],\n  \"items\": [")
        .replacen("\"lastEvent\": \"12-00000001\"", "\"lastEvent\": \"12-00000001\",\n      \"weather\": {\"wind\":[3]}", 1)
        .replacen(",\"title\":\"Programme register\"},", ",\"title\":\"Programme register\",\"zone\":\"GB\"},", 1)
        .replacen("\"fact\":\"note.added\",\"text\"", "\"fact\":\"note.added\",\"mood\":\"calm\",\"text\"", 1)
        .replacen(
            "\n  ]\n}\n",
            ",\n    {\"id\":\"99-00000001\",\"about\":\"2-00000001\",\"at\":\"2023-08-16T10:00:00Z\",\"by\":\"PMO\",\"fact\":\"risk.blessed\",\"how\":{\"a\":[1]}}\n  ]\n}\n",
            1,
        );
    assert_ne!(file, good());
    let mut desk = Desk::new();
    desk.session = Session::of(read(file.clone().into_bytes()).expect("it opens"));
    assert_eq!(String::from_utf8(desk.session.export()).expect("text"), file, "untouched");
    let mut replayed = Session::of(read(file.clone().into_bytes()).expect("it opens"));
    replayed.merge(desk.session.events());
    assert_eq!(String::from_utf8(replayed.export()).expect("text"), file, "merged with itself");
    desk.edit("R1", Field::Area, "Testing");
    let mut other = Session::default();
    other.merge(desk.session.events());
    for out in [desk.session.export(), other.export()] {
        let out = String::from_utf8(out).expect("text");
        assert!(out.contains("\"mood\":\"calm\""), "in an event");
        assert!(out.contains("\"how\":{\"a\":[1]}"), "in a fact");
    }
    let out = String::from_utf8(desk.session.export()).expect("text");
    for kept in ["\"newSection\": [1,{\"a\":null}]", "\"weather\": {\"wind\":[3]}", "\"zone\":\"GB\""] {
        assert!(out.contains(kept), "{kept}");
    }
}

#[test]
fn what_a_person_types_is_checked_as_a_file_is() {
    let mut desk = desk();
    let (record, action) = (desk.id("R1"), desk.id("ACT001"));
    let nul = || "a\0b".to_owned();
    let fields = |title: &str| desk::titled(title);
    let raise = |reference: &str, title: &str| {
        Command::Raise(Box::new(NewRecord { reference: Some(reference.into()), ..NewRecord::of(Kind::Risk, fields(title)) }))
    };
    let text = |text: String| Some(Value::Text(text));
    let cases = [
        (Command::Note { record, text: nul() }, "Note: it holds the control character U+0000, which cannot be shown; remove it"),
        (Command::Note { record, text: "  ".into() }, "Note: it is empty"),
        (
            Command::Edit { record, field: Field::Title, to: text(nul()) },
            "Title: it holds the control character U+0000, which cannot be shown; remove it",
        ),
        (Command::Edit { record, field: Field::Title, to: None }, "Give it a title"),
        (
            Command::Edit { record, field: Field::Title, to: Some(Value::List(vec!["a".into()])) },
            "Title: it should be a value of its own type",
        ),
        (Command::Edit { record, field: Field::Venue, to: text("here".into()) }, "A risk has no field “Venue”"),
        (
            Command::Edit { record, field: Field::Proximity, to: text("Soon".into()) },
            "Proximity: “Soon” is not one of Imminent, Within 1 month, 1 to 3 months, 3 to 6 months, Over 6 months",
        ),
        (Command::Number { record, to: "M 09".into() }, "M 09 is already the reference of “SIT start”"),
        (Command::Alias { record, alias: "M09".into() }, "M09 is already the reference of “SIT start”"),
        (
            Command::Number { record, to: "R\n1".into() },
            "Reference: it holds the control character U+000A, which cannot be shown; remove it",
        ),
        (raise("R 1", "Again"), "R 1 is already the reference of “Data cut arrives late”"),
        (raise("R2", " "), "Give it a title"),
        (Command::Remove { record, why: String::new() }, "Reason: it is empty"),
        (
            Command::Assess { record, slot: Slot::Target, to: Some(Assessment::default()) },
            "Choose a likelihood, an impact, or a level",
        ),
        (Command::Assess { record: action, slot: Slot::Target, to: None }, "An action has no field “assessment”"),
        (Command::Link { record, link: LinkType::Blocks, to: record }, "A record cannot be linked to itself"),
    ];
    for (command, says) in cases {
        assert_eq!(desk.refusal(command), says);
    }
    desk.who = "two\nlines";
    assert!(desk.refusal(Command::Note { record, text: "x".into() }).starts_with("Your name: "));
    assert!(desk.undo().is_err());
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    let good = good().into_bytes();
    let at = good.windows(8).position(|window| window == b"arrives ").expect("a title");
    let mut broken = good.clone();
    broken[at] = 0xff;
    for (text, words) in [
        ("Dear all", "here a text in quotes, a number, a list or a record should begin"),
        ("{\"a\" 1}", "a colon should follow the name"),
        ("{\"a\": 1 2}", "a comma or a closing brace should follow"),
        ("{1: 2}", "a name in quotes should stand here"),
    ] {
        let Err(OpenError::NotJson { what, .. }) = read(text.into()) else { panic!("{text} was read") };
        assert_eq!(what, words, "{text}");
    }
    let Err(OpenError::NotJson { line, what, .. }) = read(broken) else { panic!("it was read") };
    assert_eq!(what, "it is not text in UTF-8");
    assert_eq!(line, good[..at].iter().filter(|byte| **byte == b'\n').count() + 1);

    let mut cut = good[..at].to_vec();
    cut.extend_from_slice(&"ä".as_bytes()[..1]);
    assert!(matches!(read(cut), Err(OpenError::CutShort { .. })));
}
