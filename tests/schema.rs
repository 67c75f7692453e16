//! The published JSON Schema of the file: made of the field table, so that it can never lag behind it, and tried on the
//! sample. `RAID_BLESS=1 cargo test --no-default-features --test schema` writes it.

use std::collections::BTreeSet;

use raid_register::calendar::Due;
use raid_register::record::case::{Aspect, Position, Size, TakeUp};
use raid_register::record::{Field, Kind, LinkType, Shape, Status};
use raid_register::scheme::{Band, CustomShape, WordList};
use raid_register::snapshot::SECTIONS;
use raid_register::stamp::EventId;
use raid_register::text::{LONGEST_LINE, LONGEST_TEXT};
use raid_register::workflow::OptionalStage;
use serde_json::{Map, Value as Json, json};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/schema/raid-snapshot.v1.json");
const SAMPLE: &[u8] = include_bytes!("../www/samples/mhhs.raid.json");
const GOLDEN: &[u8] = include_bytes!("golden/v1.raid.json");

const ID: &str = "^[1-9][0-9]*-[0-9a-f]{8}$";
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const DUE: &str = "^([0-9]{4}-[0-9]{2}-[0-9]{2}|ASAP|tbc|meeting .+)$";

fn schema() -> Json {
    let mut definitions = parts();
    for kind in Kind::ALL {
        definitions.insert(kind.name().into(), record_schema(kind));
    }
    let mut sections = Map::new();
    for section in SECTIONS {
        let kinds = Kind::ALL.into_iter().filter(|kind| kind.section() == section);
        let any: Vec<Json> = kinds.map(|kind| part(kind.name())).collect();
        sections.insert(section.into(), json!({ "type": "array", "items": { "anyOf": any } }));
    }
    let mut properties = json!({
        "$schema": { "type": "string" },
        "format": { "const": "raid-register" },
        "formatVersion": { "type": "integer", "minimum": 1 },
        "minReader": { "type": "integer", "minimum": 1, "description": "The oldest format version whose readers understand this file." },
        "register": {
            "type": "object",
            "properties": {
                "title": { "type": "string" },
                "scope": { "enum": ["full", "filtered"], "description": "“filtered”: some records only." },
                "id": { "$ref": "#/$defs/id", "description": "The event that began it: which register this is, whatever its title." },
                "lastTick": { "type": "integer", "minimum": 1, "description": "Of a part: the newest change of the whole that it was taken from." },
            },
        },
        "scheme": part("scheme"),
        "log": { "type": "array", "items": part("event"), "description": "What happened, in order. It is what counts; the state before it follows from it." },
    });
    properties.as_object_mut().expect("an object").extend(sections);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "raid-snapshot.v1.json",
        "title": "Snapshot of a risk and change register, format 1",
        "description": "State first, then the log. Unknown keys are kept and passed on. A file without a log opens as a baseline; its records need no id, and its links may cite references.",
        "type": "object",
        "required": ["format"],
        "properties": properties,
        "$defs": definitions,
    })
}

fn part(name: &str) -> Json {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn record_schema(kind: Kind) -> Json {
    let statuses: Vec<&str> = Status::of(kind).iter().map(|status| status.word()).collect();
    let mut properties = json!({
        "id": part("id"),
        "kind": { "const": kind.name() },
        "ref": part("line"),
        "given": { "$ref": "#/$defs/line", "description": "The reference that was given, where another copy gave it first and “ref” shows a letter behind it." },
        "aliases": part("list"),
        "status": { "enum": statuses },
        "since": part("day"),
        "why": part("text"),
        "unmet": { "type": "array", "items": part("text"), "description": "What was missing when the last step was taken all the same." },
        "assessment": part("assessment"),
        "proposed": part("assessment"),
        "target": part("assessment"),
        "inherent": part("assessment"),
        "mitigation": { "type": "array", "items": part("step") },
        "notes": { "type": "array", "items": part("note") },
        "links": { "type": "array", "items": part("link") },
        "custom": { "type": "object", "additionalProperties": part("text") },
        "removed": { "$ref": "#/$defs/text", "description": "Why it was struck out as raised in error." },
        "changed": part("moment"),
        "changedBy": part("text"),
        "lastEvent": part("id"),
    });
    if kind == Kind::ChangeRequest {
        for (key, name) in [
            ("submissions", "submission"),
            ("rounds", "round"),
            ("responses", "response"),
            ("milestoneMoves", "milestoneMove"),
            ("steps", "taken"),
        ] {
            properties[key] = json!({ "type": "array", "items": part(name) });
        }
    }
    let own = Field::ALL.iter().filter(|field| field.belongs_to(kind));
    properties.as_object_mut().expect("an object").extend(own.map(|field| (field.name().to_owned(), of_field(*field))));
    json!({ "type": "object", "required": ["kind", "title"], "properties": properties })
}

fn of_field(field: Field) -> Json {
    let mut shape = match field.shape() {
        Shape::Line | Shape::Offered => part("line"),
        Shape::Text => part("text"),
        Shape::Day => part("day"),
        Shape::Due => part("due"),
        Shape::List => part("list"),
        Shape::Owner => part("owner"),
        Shape::Choice(words) => json!({ "enum": words }),
        Shape::Listed(list) => {
            json!({ "$ref": "#/$defs/line", "description": format!("One of the words of “{}” in the set-up, or one that it had.", list.name()) })
        }
    };
    shape["title"] = field.label().into();
    shape
}

fn words<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| word(*one)).collect()
}

/// The set-up.
fn scheme() -> Json {
    let bands: Vec<&str> = Band::ALL.iter().map(|band| band.word()).collect();
    let row = json!({ "type": "array", "minItems": 3, "maxItems": 6, "items": { "enum": bands } });
    let step = json!({ "type": "object", "properties": { "name": { "type": "string" }, "definition": { "type": "string" } } });
    let scale = json!({ "type": "object", "additionalProperties": step });
    let own = WordList::ALL.iter().copied().filter(|list| *list != WordList::Categories);
    let lists: Map<String, Json> = own
        .map(|list| {
            (list.name().to_owned(), json!({ "type": "array", "items": { "type": "string" }, "description": list.hint() }))
        })
        .collect();
    json!({
        "type": "object",
        "required": ["version", "matrix", "groups", "categories"],
        "properties": {
            "version": { "type": "integer", "minimum": 0 },
            "matrix": { "type": "array", "minItems": 3, "maxItems": 6, "items": row, "description": "Likelihood (row, 1 first) by impact (column, 1 first); all rows are of one length." },
            "scales": { "type": "object", "description": "What the steps of the two scales are called and mean, by their numbers.", "properties": { "likelihood": scale, "impact": scale } },
            "riskAppetite": { "enum": bands, "description": "The worst level that is accepted." },
            "groups": { "type": "array", "items": { "type": "object", "required": ["code", "name"], "properties": { "code": { "type": "string" }, "name": { "type": "string" }, "parent": { "type": "string", "description": "The code of the group that it reports to." }, "from": part("day"), "until": part("day") } } },
            "people": { "type": "array", "description": "The roles that records name, and who has them.", "items": { "type": "object", "required": ["role"], "properties": { "role": { "type": "string" }, "name": { "type": "string" }, "deputy": { "type": "string", "description": "The role that stands in for it." }, "from": part("day"), "until": part("day") } } },
            "categories": { "type": "array", "items": { "type": "string" } },
                "lists": {
                    "type": "object",
                    "description": "Lists of the programme's words. One that is not there is the usual.",
                    "properties": lists,
                    "additionalProperties": { "type": "array", "items": { "type": "string" } },
                },
            "responseWindow": { "type": "integer", "minimum": 0, "description": "Working days in which an impact assessment is answered." },
                "fieldLabels": { "type": "object", "description": "What fields are called here, by their names in the file.", "additionalProperties": { "type": "string" } },
                "hiddenFields": { "type": "array", "items": { "type": "string" }, "description": "Fields that are not asked for, by their names in the file." },
                "customFields": {
                    "type": "object",
                    "description": "The programme's own fields, by the names under which records hold them.",
                    "additionalProperties": {
                        "type": "object",
                        "required": ["holds"],
                        "properties": {
                            "label": { "type": "string", "description": "What it is called, where that is another word." },
                            "holds": { "type": "string", "description": format!("One of {}. Records hold a text whatever it is.", words(CustomShape::ALL, CustomShape::name).join(", ")) },
                            "kinds": { "type": "array", "items": { "type": "string" }, "description": "The kinds of record that have it; none are all." },
                            "choices": { "type": "array", "items": { "type": "string" } },
                            "unit": { "type": "string", "description": "What a number counts, or the sign of a currency." },
                            "hint": { "type": "string" },
                            "requiredAt": { "type": "array", "items": { "type": "string" }, "description": "The statuses that a record takes only with it filled in." },
                            "order": { "type": "integer", "minimum": 0 },
                            "isHidden": { "type": "boolean" },
                        },
                    },
                },
                "kinds": {
                    "type": "object",
                    "description": "What is different about kinds of record, by their names in the file.",
                    "additionalProperties": {
                        "type": "object",
                        "properties": { "label": { "type": "string" }, "plural": { "type": "string" }, "prefix": { "type": "string", "description": "One to eight capital letters." }, "isHidden": { "type": "boolean" } },
                    },
                },
                "externalReferences": {
                    "type": "array",
                    "description": "The bodies and series whose references are cited.",
                    "items": {
                        "type": "object",
                        "required": ["code"],
                        "properties": {
                            "code": { "type": "string" },
                            "between": { "type": "string", "description": "What is written between code and number." },
                            "writtenOut": { "type": "string", "description": "How the code is written where it is written out." },
                            "isBody": { "type": "boolean", "description": "Whether its references carry letters of their own, behind a space." },
                            "link": { "type": "string", "description": "Where one is found on the web; {id} stands for its number." },
                        },
                    },
                },
                "process": {
                    "type": "object",
                    "description": "What is different about the change process. What it does not say is as usual.",
                    "properties": {
                        "skippedStages": { "type": "array", "items": { "type": "string" }, "description": format!("Stages of a change request that are left out, of {}.", words(OptionalStage::ALL, OptionalStage::word).join(", ")) },
                        "stageLabels": { "type": "object", "description": "What the stages of a change request's life are called here, by their usual names.", "additionalProperties": { "type": "string" } },
                        "statusLabels": { "type": "object", "description": "What statuses are called here, by their words in the file.", "additionalProperties": { "type": "string" } },
                        "waivedRequirements": { "type": "array", "items": { "type": "string" }, "description": "Requirements that no step asks for, by their names." },
                        "requirementWording": { "type": "object", "description": "The sentences that ask for requirements here, by their names.", "additionalProperties": { "type": "string" } },
                        "authority": { "type": "object", "description": "Who may decide, and up to what.", "additionalProperties": { "type": "string" } },
                    },
                },
                "preset": { "type": "string", "description": "The name of the preset that it was begun from." },
            "calendar": {
                "type": "object",
                "description": "Which days are working days; left out for England and Wales without exceptions.",
                "properties": {
                    "division": { "enum": ["england-and-wales", "scotland", "northern-ireland"] },
                    "closed": { "type": "array", "items": { "type": "object", "required": ["date", "name"], "properties": { "date": part("day"), "name": { "type": "string" } } } },
                    "open": { "type": "array", "items": part("day") },
                },
            },
        },
    })
}

fn parts() -> Map<String, Json> {
    let bands: Vec<&str> = Band::ALL.iter().map(|band| band.word()).collect();
    let links: Vec<&str> = LinkType::ALL.iter().map(|link| link.name()).collect();
    let level = json!({ "type": "integer", "minimum": 1, "maximum": 6 });
    let whole = json!({ "type": "integer", "minimum": 0 });
    let sizes = words(Size::ALL, Size::word);
    let effect = json!({ "type": "object", "properties": { "size": { "enum": sizes }, "words": part("text") } });
    let effects: Map<String, Json> = Aspect::ALL.iter().map(|aspect| (aspect.word().to_owned(), effect.clone())).collect();
    let answers = json!({ "type": "array", "items": part("id"), "description": "The answers that were known then." });
    let statuses = words(Status::of(Kind::ChangeRequest), Status::word);
    let parts = json!({
        "id": { "type": "string", "pattern": ID, "description": "Lamport tick and replica. Identity; never shown." },
        "line": { "type": "string", "minLength": 1, "maxLength": LONGEST_LINE },
        "text": { "type": "string", "maxLength": LONGEST_TEXT },
        "day": { "type": "string", "pattern": DAY },
        "due": { "type": "string", "pattern": DUE },
        "moment": { "type": "string", "format": "date-time" },
        "list": { "type": "array", "items": part("line") },
        "owner": { "anyOf": [part("line"), { "type": "object", "required": ["role", "name"], "properties": { "role": part("line"), "name": part("line") } }] },
        "assessment": {
            "type": "object",
            "required": ["scheme"],
            "properties": {
                "likelihood": level, "impact": level, "level": { "enum": bands },
                "scheme": { "type": "integer", "minimum": 0, "description": "The version of the scheme that gave the level." },
                "on": part("day"), "by": part("text"), "why": part("text"),
            },
        },
        "step": {
            "type": "object",
            "required": ["text"],
            "properties": { "id": part("id"), "text": part("text"), "owner": part("owner"), "due": part("due"), "done": { "anyOf": [part("day"), { "const": "undated" }], "description": "The day it was done; “undated” where it is done and nobody wrote down since when." } },
        },
        "submission": {
            "type": "object",
            "required": ["id", "version", "content"],
            "properties": {
                "id": part("id"), "version": part("line"), "on": part("day"), "by": part("line"), "amendments": part("text"),
                "content": { "type": "object", "description": "The text by the name of its field, as it was submitted." },
            },
        },
        "round": {
            "type": "object",
            "required": ["id", "number", "version", "issuedOn", "window", "closesOn"],
            "properties": {
                "id": part("id"), "number": whole, "version": part("line"), "issuedOn": part("day"),
                "window": { "type": "integer", "minimum": 0, "description": "Working days to answer; the day of issue is not counted." },
                "closesOn": part("day"), "closesWhy": part("text"), "counted": part("text"),
                "extensions": { "type": "array", "items": { "type": "object", "required": ["to", "why"], "properties": { "to": part("day"), "why": part("text"), "on": { "$ref": "#/$defs/day", "description": "The day it was granted, where it was said." } } } },
                "channels": part("list"), "audience": part("list"),
                "closed": { "type": "object", "properties": { "on": part("day"), "missing": part("list"), "answers": answers } },
                "voided": { "type": "object", "required": ["why"], "properties": { "on": part("day"), "why": part("text"), "answers": answers } },
            },
        },
        "response": {
            "type": "object",
            "required": ["id", "round", "party", "constituency", "receivedOn", "position"],
            "properties": {
                "id": part("id"), "round": part("id"), "party": part("line"), "constituency": part("line"),
                "onBehalfOf": part("line"), "receivedOn": part("day"), "position": { "enum": words(Position::ALL, Position::word) },
                "effects": { "type": "object", "properties": effects, "description": "By what the change has an effect on." },
                "leadTime": { "type": "integer", "minimum": 0, "description": "Working days." }, "readyOn": part("day"),
                "comments": part("text"), "confidential": { "type": "boolean" }, "takeUp": { "enum": words(TakeUp::ALL, TakeUp::word) },
            },
        },
        "milestoneMove": {
            "type": "object",
            "required": ["id", "milestone", "ref", "to"],
            "properties": { "id": part("id"), "milestone": part("id"), "ref": part("line"), "from": part("day"), "to": part("day"), "madeOn": part("day") },
        },
        "taken": {
            "type": "object",
            "required": ["id", "from", "to", "by"],
            "properties": {
                "id": part("id"), "from": { "enum": statuses }, "to": { "enum": statuses }, "on": part("day"), "why": part("text"), "by": part("text"),
                "unmet": { "type": "array", "items": part("text"), "description": "What was missing when the step was taken all the same." },
            },
        },
        "note": {
            "type": "object",
            "required": ["text"],
            "properties": { "id": part("id"), "at": part("moment"), "by": part("text"), "text": part("text") },
        },
        "link": {
            "type": "object",
            "required": ["as"],
            "properties": { "as": { "enum": links }, "to": part("id"), "ref": part("text") },
        },
        "scheme": scheme(),
        "event": {
            "type": "object",
            "required": ["id", "about", "at", "by", "fact"],
            "properties": {
                "id": part("id"),
                "about": { "$ref": "#/$defs/id", "description": "The event that raised the record; a raising is about itself." },
                "at": part("moment"),
                "by": part("line"),
                "fact": { "type": "string", "minLength": 1 },
                "undoes": { "$ref": "#/$defs/id", "description": "The event that this one takes back." },
                "redoes": { "$ref": "#/$defs/id", "description": "The event whose deed, taken back before, this one does again." },
                "settles": {
                    "type": "array",
                    "items": { "$ref": "#/$defs/id" },
                    "description": "The events that overwrote a value unseen, where this one settles which of the values stands.",
                },
            },
        },
    });
    match parts {
        Json::Object(parts) => parts,
        _ => Map::new(),
    }
}

/// The first thing that does not fit. It knows the keywords that this schema uses, and no other: a whole validator takes
/// longer to compile than the product, and would read numbers differently from it.
fn misfit(schema: &Json, root: &Json, value: &Json, path: &str) -> Option<String> {
    let keywords = schema.as_object().expect("a schema is an object");
    keywords.iter().find_map(|(keyword, wants)| {
        let wrong = |what: &str| Some(format!("{path}: {what} {wants}, but it is {value}"));
        let number = wants.as_f64().unwrap_or_default();
        let length = |value: &Json| value.as_str().map(|text| text.chars().count() as f64);
        match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => None,
            "$ref" => {
                let name = wants.as_str().and_then(|target| target.strip_prefix("#/$defs/")).expect("it refers to a definition");
                misfit(root["$defs"].get(name).unwrap_or_else(|| panic!("{name} is defined")), root, value, path)
            }
            "anyOf" => {
                let misfits: Option<Vec<String>> =
                    wants.as_array().expect("a list").iter().map(|one| misfit(one, root, value, path)).collect();
                misfits.map(|all| all.join("; or "))
            }
            "type" if wants != type_of(value) => wrong("its type should be"),
            "const" if wants != value => wrong("it should be"),
            "enum" if !wants.as_array().expect("a list").contains(value) => wrong("it should be one of"),
            "pattern" if value.as_str().is_some_and(|text| !matches(wants.as_str().expect("a text"), text)) => {
                wrong("it should look like")
            }
            "format" if value.as_str().is_some_and(|text| chrono::DateTime::parse_from_rfc3339(text).is_err()) => {
                wrong("it should be a")
            }
            "minimum" if value.as_f64().is_some_and(|value| value < number) => wrong("it should be at least"),
            "maximum" if value.as_f64().is_some_and(|value| value > number) => wrong("it should be at most"),
            "minLength" if length(value).is_some_and(|length| length < number) => wrong("its length should be at least"),
            "maxLength" if length(value).is_some_and(|length| length > number) => wrong("its length should be at most"),
            "minItems" if value.as_array().is_some_and(|value| (value.len() as f64) < number) => wrong("it should have at least"),
            "maxItems" if value.as_array().is_some_and(|value| value.len() as f64 > number) => wrong("it should have at most"),
            "required" => {
                wants.as_array().expect("a list").iter().find_map(|key| match value.get(key.as_str().expect("a key")) {
                    None => Some(format!("{path}: {key} is missing")),
                    Some(_) => None,
                })
            }
            "items" => value
                .as_array()
                .into_iter()
                .flatten()
                .enumerate()
                .find_map(|(at, value)| misfit(wants, root, value, &format!("{path}[{at}]"))),
            "properties" => {
                let known = wants.as_object().expect("an object");
                known.iter().find_map(|(key, schema)| misfit(schema, root, value.get(key)?, &format!("{path}.{key}")))
            }
            "additionalProperties" => value
                .as_object()
                .into_iter()
                .flatten()
                .find_map(|(key, value)| misfit(wants, root, value, &format!("{path}.{key}"))),
            "type" | "const" | "enum" | "pattern" | "format" | "minimum" | "maximum" | "minLength" | "maxLength" | "minItems"
            | "maxItems" => None,
            other => panic!("the keyword “{other}” is not checked"),
        }
    })
}

fn type_of(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(number) if number.is_f64() => "number",
        Json::Number(_) => "integer",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    match pattern {
        ID => text.parse::<EventId>().is_ok(),
        DAY => Due::parse(text).is_ok_and(|due| due.day().is_some() && due.to_string() == text),
        DUE => Due::parse(text).is_ok_and(|due| due.to_string() == text),
        other => panic!("the pattern {other} is not checked"),
    }
}

fn kept() -> Json {
    serde_json::from_slice(&std::fs::read(FILE).expect("the schema is there")).expect("it is JSON")
}

#[test]
fn the_schema_is_what_the_field_table_says() {
    let made = serde_json::to_string_pretty(&schema()).expect("it can be written") + "\n";
    if std::env::var_os("RAID_BLESS").is_some() {
        std::fs::write(FILE, &made).expect("the schema can be written");
    }
    let kept = std::fs::read_to_string(FILE).expect("the schema is there");
    assert!(
        made == kept,
        "www/schema/raid-snapshot.v1.json is stale: run RAID_BLESS=1 cargo test --no-default-features --test schema"
    );
}

#[test]
fn the_example_of_the_readme_follows_it_and_opens() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README is there");
    let (_, after) = readme.split_once("```json\n").expect("an example of a file");
    let (example, _) = after.split_once("```").expect("its end");
    let schema = kept();
    assert_eq!(misfit(&schema, &schema, &serde_json::from_str(example).expect("it is JSON"), "file"), None);
    let opened = raid_register::snapshot::read(example.into()).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!((opened.register.len(), opened.baseline), (1, true));
}

/// Every golden file.
fn golden() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    let entries = std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be listed").path());
    let files = entries.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.map(|path| std::fs::read(path).expect("a golden file can be read")).collect()
}

#[test]
fn the_sample_and_the_golden_files_follow_it() {
    let schema = kept();
    for file in golden().iter().map(Vec::as_slice).chain([SAMPLE]) {
        let file: Json = serde_json::from_slice(file).expect("it is JSON");
        assert_eq!(misfit(&schema, &schema, &file, "file"), None);
        assert_eq!(file["$schema"], schema["$id"]);
    }
}

#[test]
fn every_key_of_the_golden_files_is_in_it_and_every_key_of_it_in_them() {
    let schema = kept();
    let mut held = Held { root: &schema, met: BTreeSet::new(), unknown: Vec::new() };
    for file in golden() {
        held.walk(&schema, &serde_json::from_slice(&file).expect("it is JSON"), "");
    }
    assert_eq!(held.unknown, [""; 0], "the schema does not know these");
    let properties = |name: &str, definition: &Json| -> Vec<String> {
        let keys = definition["properties"].as_object().into_iter().flat_map(Map::keys);
        keys.map(|key| format!("{}.{key}", named(name))).collect()
    };
    let definitions = schema["$defs"].as_object().expect("definitions");
    let mut known = properties("", &schema);
    known.extend(definitions.iter().flat_map(|(name, definition)| properties(name, definition)));
    assert!(known.len() > 200, "{}", known.len());
    let lacking: Vec<&String> = known.iter().filter(|key| !held.met.contains(*key)).collect();
    assert_eq!(lacking, [""; 0], "no golden file has these");
}

/// A definition by its name: records of every kind have the same structures.
fn named(name: &str) -> &str {
    if Kind::from_name(name).is_some() { "record" } else { name }
}

/// Which keys of the schema were met in files, as the definition and the key, and which keys it does not know.
struct Held<'s> {
    root: &'s Json,
    met: BTreeSet<String>,
    unknown: Vec<String>,
}

impl Held<'_> {
    /// `name` is that of the definition; a structure without one has that of the structure around it, and its key.
    fn walk(&mut self, schema: &Json, value: &Json, name: &str) {
        if let Some(target) = schema["$ref"].as_str() {
            let name = target.trim_start_matches("#/$defs/");
            return self.walk(&self.root["$defs"][name], value, named(name));
        }
        for one in schema["anyOf"].as_array().into_iter().flatten().filter(|one| misfit(one, self.root, value, "").is_none()) {
            self.walk(one, value, name);
        }
        for part in value.as_array().into_iter().flatten() {
            self.walk(&schema["items"], part, name);
        }
        let Some(properties) = schema["properties"].as_object() else { return };
        for (key, value) in value.as_object().into_iter().flatten() {
            let path = format!("{name}.{key}");
            match properties.get(key) {
                Some(schema) => {
                    self.met.insert(path.clone());
                    self.walk(schema, value, &path);
                }
                // The members of a fact stand beside those of every event, and the schema leaves them to the log.
                None if name == "event" => {}
                None => self.unknown.push(path),
            }
        }
    }
}

#[test]
fn broken_files_do_not_follow_it() {
    let schema = kept();
    let sound: Json = serde_json::from_slice(GOLDEN).expect("it is JSON");
    let breaks: &[(&str, Json)] = &[
        ("/format", json!("other")),
        ("/formatVersion", json!("1")),
        ("/minReader", json!(0)),
        ("/register/scope", json!("some")),
        ("/scheme/matrix/0/0", json!("Mild")),
        ("/scheme/matrix/0", json!([])),
        ("/items", json!({})),
        ("/items/0", json!(null)),
        ("/items/0/kind", json!("worry")),
        ("/items/0/kind", json!("meeting")),
        ("/items/0/id", json!("1-A")),
        ("/items/0/title", json!("")),
        ("/items/0/title", json!("x".repeat(2_001))),
        ("/items/0/status", json!("Achieved")),
        ("/items/0/raisedOn", json!("13/10/2023")),
        ("/items/0/proximity", json!(7)),
        ("/items/0/groups", json!("TMAG")),
        ("/items/0/owner", json!({ "name": "x" })),
        ("/items/0/assessment/likelihood", json!(9)),
        ("/items/0/assessment/impact", json!(0)),
        ("/items/0/assessment/level", json!("Severe")),
        ("/items/0/mitigation/0/done", json!("yes")),
        ("/items/0/links/0/as", json!("annoys")),
        ("/items/0/custom", json!({ "a": 1 })),
        ("/items/0/changed", json!("yesterday")),
        ("/actions/0/due", json!("soon")),
        ("/milestones/0/ragCurrent", json!("Purple")),
        ("/log/0/about", json!(1)),
        ("/log/0/by", json!("")),
        ("/log/0/fact", json!(null)),
    ];
    assert_eq!(misfit(&schema, &schema, &sound, "file"), None);
    for (place, value) in breaks {
        let mut broken = sound.clone();
        *broken.pointer_mut(place).unwrap_or_else(|| panic!("{place} is there")) = value.clone();
        assert!(misfit(&schema, &schema, &broken, "file").is_some(), "{place}: {value}");
    }
    for (place, key) in [("", "format"), ("/items/0", "title"), ("/items/0", "kind"), ("/log/0", "fact"), ("/scheme", "matrix")] {
        let mut broken = sound.clone();
        broken.pointer_mut(place).and_then(Json::as_object_mut).expect("an object").remove(key);
        assert!(misfit(&schema, &schema, &broken, "file").is_some(), "{place} without {key}");
    }
}
