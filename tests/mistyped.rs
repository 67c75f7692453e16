//! Every member of every structure of a file, left out or of another type: what cannot be done without it is refused in a
//! sentence that says where and what is wanted, in no language but the reader's own.
//!
//! The members are those of the golden files that hold them all.

use std::collections::BTreeSet;

use raid_register::snapshot::{OpenError, SECTIONS, read};
use serde_json::{Map, Value as Json, json};

/// A kind that came later has a file of its own.
const GOLDEN: [&[u8]; 2] = [include_bytes!("golden/v1-everything.raid.json"), include_bytes!("golden/v1-documents.raid.json")];

/// The members that have to be there, by the structure that they stand in. The elements of a list have one name.
const REQUIRED: &[&str] = &[
    "record.kind",
    "record.title",
    "record.assessment.scheme",
    "record.inherent.scheme",
    "record.proposed.scheme",
    "record.target.scheme",
    "record.owner.name",
    "record.owner.role",
    "record.mitigation[].text",
    "record.mitigation[].owner.name",
    "record.mitigation[].owner.role",
    "record.notes[].text",
    "record.links[].as",
    "record.submissions[].content",
    "record.submissions[].id",
    "record.submissions[].version",
    "record.rounds[].closesOn",
    "record.rounds[].extensions[].to",
    "record.rounds[].extensions[].why",
    "record.rounds[].id",
    "record.rounds[].issuedOn",
    "record.rounds[].number",
    "record.rounds[].version",
    "record.rounds[].voided.why",
    "record.rounds[].window",
    "record.responses[].constituency",
    "record.responses[].id",
    "record.responses[].party",
    "record.responses[].position",
    "record.responses[].receivedOn",
    "record.responses[].round",
    "record.milestoneMoves[].id",
    "record.milestoneMoves[].milestone",
    "record.milestoneMoves[].ref",
    "record.milestoneMoves[].to",
    "record.steps[].by",
    "record.steps[].from",
    "record.steps[].id",
    "record.steps[].to",
    "scheme.calendar.closed[].date",
    "scheme.calendar.closed[].name",
    "scheme.categories",
    "scheme.groups",
    "scheme.groups[].code",
    "scheme.groups[].name",
    "scheme.matrix",
    "scheme.version",
];

/// What is left to whoever wrote it, of whatever type it is.
const FREE: &[&str] = &["$schema", "formatVersion", "record.submissions[].content."];
/// The same of an event: what is no id there is passed on as a newer version's.
const FREE_IN_EVENTS: &[&str] = &["undoes", "redoes", "settles", ".content."];

/// Words that only programmers of the reader know.
const JARGON: &[&str] = &[
    "missing field",
    "unknown variant",
    "invalid ",
    "struct",
    "enum",
    "variant",
    "a sequence",
    "a map",
    "tuple",
    "EOF",
    "`",
    "i64",
    "u32",
];

/// A member: its place in the file, and the structure and name that it has wherever that stands.
#[derive(Clone)]
struct Member {
    pointer: String,
    name: String,
}

/// The members of a value, outer ones first. One of several with the same name is enough.
fn members(value: &Json, pointer: &str, name: &str, met: &mut BTreeSet<String>, found: &mut Vec<Member>) {
    let mut add = |value: &Json, pointer: String, name: String| {
        if met.insert(name.clone()) {
            found.push(Member { pointer: pointer.clone(), name: name.clone() });
        }
        members(value, &pointer, &name, met, found);
    };
    match value {
        Json::Object(object) => object.iter().for_each(|(key, value)| {
            let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
            add(value, format!("{pointer}/{key}"), name);
        }),
        Json::Array(parts) => {
            parts.iter().enumerate().for_each(|(at, part)| add(part, format!("{pointer}/{at}"), format!("{name}[]")));
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// What stands there in the file, as a person finds it: `items[0].notes[0].text`.
fn path(pointer: &str) -> String {
    let mut path = String::new();
    for part in pointer.split('/').skip(1) {
        match part.parse::<usize>() {
            Ok(at) => path += &format!("[{at}]"),
            Err(_) if path.is_empty() => path += part,
            Err(_) => path += &format!(".{part}"),
        }
    }
    path
}

/// Values of another type than that one.
fn of_another_type(value: &Json) -> Vec<Json> {
    let all = [json!("x"), json!(7), json!(0.5), json!(true), json!([]), json!([1]), json!({}), json!({ "x": 1 })];
    let is_same = |other: &Json| std::mem::discriminant(other) == std::mem::discriminant(value);
    all.into_iter().filter(|other| !is_same(other)).collect()
}

/// A small file of a part of a register: what links lead to need not be there.
fn file(of: Json) -> Json {
    let mut file = json!({ "$schema": "x", "format": "raid-register", "formatVersion": 1, "minReader": 1 });
    let register = json!({ "title": "Programme", "scope": "filtered", "id": "1-00000001", "lastTick": 9 });
    file["register"] = register;
    file.as_object_mut().expect("an object").extend(of.as_object().expect("an object").clone());
    file
}

fn golden() -> [Json; 2] {
    GOLDEN.map(|file| serde_json::from_slice(file).expect("a golden file is JSON"))
}

fn text(file: &Json) -> String {
    serde_json::to_string_pretty(file).expect("it can be written")
}

/// The line on which the value at that place begins.
fn line(file: &Json, pointer: &str) -> usize {
    let mut marked = file.clone();
    *marked.pointer_mut(pointer).expect("it is there") = json!("here it stands");
    text(&marked).lines().position(|line| line.contains("here it stands")).expect("the mark is there") + 1
}

/// The lines of a value that begins on that one.
fn lines(first: usize, value: &Json) -> (usize, usize) {
    (first, first + text(value).lines().count() - 1)
}

/// Path, line and sentence. Of a file that is none of ours no line is told.
type Refused = (String, Option<usize>, String);

/// How a file is refused; `None` when it is opened.
fn refusal(file: &Json) -> Option<Refused> {
    match read(text(file).into_bytes()).err()? {
        OpenError::Invalid { path, line, what } => Some((path, Some(line), what)),
        OpenError::NotARegister(what) => Some(("format".into(), None, what)),
        other => panic!("{other}"),
    }
}

/// That a refusal names the place, with the lines where it is looked for, and says what is wrong so that anybody understands.
#[track_caller]
fn check((told, line, what): Refused, wanted: &str, (first, last): (usize, usize)) {
    let all = format!("{told}: {what}");
    // The member of a record that it is about stands before the colon, and what it is within that behind it.
    let whole = all.replacen(": [", "[", 1).replacen(": ", ".", 1);
    let names = |path: &str| path.strip_prefix(wanted).is_some_and(|rest| rest.starts_with([':', '.', '[']));
    assert!(names(&all) || names(&whole), "{wanted} is told as “{all}”");
    assert!(line.is_none_or(|line| (first..=last).contains(&line)), "{all}: {line:?} is not from {first} to {last}");
    check_words(&all);
}

/// Whether that member stands in the object at that place.
fn stands_beside(event: &Json, around: &str, key: &str) -> bool {
    event.pointer(around).is_some_and(|object| object.get(key).is_some())
}

#[track_caller]
fn check_words(said: &str) {
    let word = JARGON.iter().find(|word| said.contains(**word));
    assert!(word.is_none(), "{said}");
    let says = ["expected ", "it should be ", "missing", "“", "an owner is ", "is not a level", "there is no ", "\"format\""];
    assert!(says.iter().any(|way| said.contains(way)), "{said} does not say what is wanted");
}

/// Tries every member of the values that are not under `met` yet, each in its file.
fn try_all(file: &Json, at: &str, name: &str, met: &mut BTreeSet<String>, tried: &mut usize) {
    assert!(refusal(file).is_none(), "{:?}", refusal(file));
    let mut found = Vec::new();
    members(file.pointer(at).expect("it is there"), at, name, met, &mut found);
    for Member { pointer, name } in found {
        let stands = file.pointer(&pointer).expect("it is there");
        let is_free = FREE.iter().any(|free| name == *free || free.ends_with('.') && name.starts_with(free));
        let first = line(file, &pointer);
        for value in of_another_type(stands) {
            let mut file = file.clone();
            *file.pointer_mut(&pointer).expect("it is there") = value.clone();
            match refusal(&file) {
                Some(refusal) => check(refusal, &path(&pointer), lines(first, &value)),
                // An owner is a text or an object.
                None => assert!(is_free || name.ends_with("owner") && value.is_string(), "{name}: {value} is taken"),
            }
            *tried += 1;
        }
        let (around, key) = pointer.rsplit_once('/').expect("a pointer");
        let mut without = file.clone();
        let Some(object) = without.pointer_mut(around).and_then(Json::as_object_mut) else { continue };
        object.remove(key);
        let refused = refusal(&without);
        assert_eq!(refused.is_some(), name == "format" || REQUIRED.contains(&name.as_str()), "{name} left out: {refused:?}");
        if let Some(refused) = refused {
            // An owner with a role or a name alone is no owner.
            let wanted = if stands_beside(file, around, "role") { around } else { &pointer };
            let object = without.pointer(around).expect("it is there");
            check(refused, &path(wanted), lines(line(file, around), object));
        }
    }
}

#[test]
fn every_member_of_the_head_and_the_scheme_is_told_by_path_and_line() {
    let (mut met, mut tried) = (BTreeSet::new(), 0);
    let file = file(json!({ "scheme": golden()[0]["scheme"], "items": [] }));
    try_all(&file, "", "", &mut met, &mut tried);
    assert!(tried > 100, "{tried} were tried");
}

#[test]
fn every_member_of_every_record_is_told_by_path_and_line() {
    let (mut met, mut tried) = (BTreeSet::new(), 0);
    let golden = golden();
    for section in SECTIONS {
        for row_id in golden.iter().filter_map(|file| file[section].as_array()).flatten() {
            let file = file(Json::Object(Map::from_iter([(section.to_owned(), json!([row_id]))])));
            try_all(&file, &format!("/{section}/0"), "record", &mut met, &mut tried);
        }
    }
    assert!(tried > 1_000, "{tried} were tried");
    let lacking: Vec<&&str> = REQUIRED.iter().filter(|name| name.starts_with("record") && !met.contains(**name)).collect();
    assert_eq!(lacking, [&""; 0], "no record has these");
}

/// Of an event its place in the log is told as a path, and what is wrong within it behind the name of its fact.
#[test]
fn every_member_of_every_event_is_told_by_path_and_line() {
    let (mut tried, mut left_out) = (0, 0);
    let mut met = BTreeSet::new();
    for event in golden().iter().flat_map(|file| file["log"].as_array().expect("a log")) {
        let mut found = Vec::new();
        let fact = event["fact"].as_str().expect("a fact");
        members(event, "", fact, &mut met, &mut found);
        for Member { pointer, name } in found {
            let stands = event.pointer(&pointer).expect("it is there");
            let member = path(&pointer);
            let is_free = FREE_IN_EVENTS.iter().any(|free| member.starts_with(free) || name.contains(free));
            let refused = |event: &Json| {
                let file = file(json!({ "log": [event] }));
                let (first, last) = lines(line(&file, "/log/0"), event);
                let (told, line, what) = refusal(&file)?;
                assert_eq!(told, "log[0]", "{what}");
                assert!(line.is_some_and(|line| (first..=last).contains(&line)), "{what}: {line:?}, from {first} to {last}");
                check_words(&what);
                Some(what)
            };
            for value in of_another_type(stands) {
                let mut event = event.clone();
                *event.pointer_mut(&pointer).expect("it is there") = value.clone();
                match refused(&event) {
                    Some(what) => {
                        let within = what.strip_prefix(fact).map_or(what.as_str(), |rest| rest.trim_start_matches(": "));
                        // What a field should be is told of the whole field.
                        let whole = member.strip_suffix("[0]").filter(|_| within.contains("a list of texts"));
                        let whole = whole.or_else(|| member.strip_suffix(".name").filter(|_| within.contains("a role, with")));
                        let whole = whole.or_else(|| member.strip_suffix(".role").filter(|_| within.contains("a role, with")));
                        assert!(within.starts_with(whole.unwrap_or(&member)), "{name}: {value} is told as “{what}”");
                    }
                    None => assert!(is_free || name.ends_with("owner") && value.is_string(), "{name}: {value} is taken"),
                }
                tried += 1;
            }
            let (around, key) = pointer.rsplit_once('/').expect("a pointer");
            let mut without = event.clone();
            let Some(object) = without.pointer_mut(around).and_then(Json::as_object_mut) else { continue };
            object.remove(key);
            if let Some(what) = refused(&without) {
                left_out += 1;
                let is_of_owner = stands_beside(event, around, "role");
                let names = if is_of_owner { path(around) } else { path(&pointer) };
                let is_named = what.contains(&names) || what.contains(&format!("“{key}” is missing"));
                let is_side = what.contains("“from” and “to” are missing");
                assert!(is_named || is_side, "{name} left out is told as “{what}”");
            }
        }
    }
    assert!(tried > 1_000 && left_out > 100, "{tried} were tried, {left_out} cannot be left out");
}
