//! scratch
use raid_register::snapshot::{Fault, read};
use serde_json::{Value as Json, json};
const F: &str = include_str!("golden/v1-everything.raid.json");
fn pointers(value: &Json, at: &str, pat: &str, seen: &mut std::collections::BTreeSet<String>, out: &mut Vec<String>) {
    let mut inside = |key: &str, p: String, value: &Json| {
        let place = format!("{at}/{key}");
        if seen.insert(p.clone()) {
            out.push(place.clone());
        }
        pointers(value, &place, &p, seen, out);
    };
    match value {
        Json::Object(map) => map.iter().for_each(|(key, value)| inside(key, format!("{pat}/{key}"), value)),
        Json::Array(parts) => parts.iter().enumerate().for_each(|(at, value)| {
            let p = if pat == "/log" {
                format!("{pat}/{}", value["fact"])
            } else if pat.matches('/').count() == 1 && value["kind"].is_string() {
                "/record".to_string()
            } else {
                format!("{pat}/*")
            };
            inside(&at.to_string(), p, value)
        }),
        _ => {}
    }
}
#[test]
fn zz() {
    let mode = std::env::var("ZZ").unwrap_or_default();
    let mut file: Json = serde_json::from_str(F).unwrap();
    if mode == "state" {
        file.as_object_mut().unwrap().remove("log");
    }
    let mut out = vec![];
    pointers(&file, "", "", &mut Default::default(), &mut out);
    let strange = [json!(null), json!(-7), json!(0.5), json!("x"), json!(true), json!([]), json!([1]), json!({}), json!({"x":1})];
    for place in out {
        if mode == "log" && !place.starts_with("/log") {
            continue;
        }
        if mode != "log" && place.starts_with("/log") {
            continue;
        }
        let mut tell = |file: &Json, what: String| {
            let told = match read(serde_json::to_string_pretty(file).unwrap().into_bytes()) {
                Ok(_) => "OPENS".to_string(),
                Err(Fault::Invalid { path, what, .. }) => format!("{path}: {what}"),
                Err(other) => other.to_string(),
            };
            println!("{place} {what} => {told}");
        };
        for value in &strange {
            let mut file = file.clone();
            *file.pointer_mut(&place).unwrap() = value.clone();
            tell(&file, value.to_string());
        }
        let (parent, key) = place.rsplit_once('/').unwrap();
        let mut file = file.clone();
        if let Some(parent) = file.pointer_mut(parent).and_then(Json::as_object_mut) {
            parent.remove(key);
            tell(&file, "REMOVED".into());
        }
    }
}
