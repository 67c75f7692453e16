//! Two changes of one thing, made without knowledge of each other, joined member by member: what only one of them changed
//! is as that one left it; where both changed the same, the later stands and the other is told.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use crate::calendar::{long_date, read_day};
use crate::json;
use crate::sorting::sort_by;

/// A member that both changed, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MemberConflict {
    /// Which, by its name on the wire: "comments", "lead time".
    pub(crate) member: String,
    /// What the author of the later change saw.
    pub(crate) expected: String,
    /// What was there.
    pub(crate) found: String,
    /// What stands now.
    pub(crate) to: String,
}

/// `to` was made of `from`, but stood at `found` by then: all three joined, and what of `found` is not in it.
#[cold]
#[inline(never)]
pub(crate) fn three_way_merge<T: Serialize + DeserializeOwned>(from: &T, found: &T, to: &T) -> (Option<T>, Vec<MemberConflict>) {
    let (all, lost) = joined_json([from, found, to].map(json::write));
    (json::read(&all).ok(), lost)
}

#[inline(never)]
fn joined_json([from, found, to]: [Json; 3]) -> (Json, Vec<MemberConflict>) {
    let mut lost = Vec::new();
    let all = join("", [&from, &found, &to], false, &mut lost);
    (all, lost)
}

/// What is different in the two, member by member: before and after, in words.
pub(crate) fn differences<T: Serialize>(from: &T, to: &T) -> Vec<(String, String, String)> {
    differences_json(&json::write(from), &json::write(to))
}

#[inline(never)]
fn differences_json(from: &Json, to: &Json) -> Vec<(String, String, String)> {
    let (Some(from), Some(to)) = (from.as_object(), to.as_object()) else { return Vec::new() };
    let nothing = Json::Null;
    let sides = |key: &str| (from.get(key).unwrap_or(&nothing), to.get(key).unwrap_or(&nothing));
    let keys = keys(&[from, to]).into_iter().filter(|key| sides(key).0 != sides(key).1);
    keys.map(|key| (named(key), in_words(sides(key).0), in_words(sides(key).1))).collect()
}

fn join(member: &str, [from, found, to]: [&Json; 3], is_table: bool, lost: &mut Vec<MemberConflict>) -> Json {
    if found == from || found == to {
        return to.clone();
    }
    if to == from {
        return found.clone();
    }
    let nothing = Map::new();
    let object = |value: &Json| value.as_object().is_some() || value.is_null();
    if let (true, Some(found), Some(to)) = (object(from), found.as_object(), to.as_object()) {
        return join_objects(member, [from.as_object().unwrap_or(&nothing), found, to], lost);
    }
    if let (Some(from), Some(found), Some(to)) = (list(from), found.as_array(), to.as_array()) {
        let is_table = is_table || to.iter().any(Json::is_array);
        if !is_table {
            let coded = [from, found, to].map(by_code);
            if let [Some(from), Some(found), Some(to)] = &coded {
                return join_coded(member, [from, found, to], lost);
            }
            if let Some(joined) = join_lists(from, found, to) {
                return joined;
            }
        }
        if is_table && is_alike(from, found) && is_alike(found, to) {
            let cell = |at: usize| join(&format!("{member} {}", at + 1), [&from[at], &found[at], &to[at]], true, lost);
            return (0..to.len()).map(cell).collect();
        }
    }
    lost.push(MemberConflict {
        member: member.trim().into(),
        expected: in_words(from),
        found: in_words(found),
        to: in_words(to),
    });
    to.clone()
}

fn join_objects(member: &str, [from, found, to]: [&Map<String, Json>; 3], lost: &mut Vec<MemberConflict>) -> Json {
    let nothing = Json::Null;
    let mut all = Map::new();
    for key in keys(&[from, found, to]) {
        let [from, found, to] = [from, found, to].map(|side| side.get(key).unwrap_or(&nothing));
        let value = join(&format!("{member} {}", named(key)), [from, found, to], false, lost);
        if !value.is_null() {
            all.insert(key.clone(), value);
        }
    }
    Json::Object(all)
}

/// The objects of a list by their codes, or roles; none where one has none, or that of another.
fn by_code(list: &[Json]) -> Option<Vec<(&str, &Json)>> {
    let coded: Vec<(&str, &Json)> =
        list.iter().map(|part| Some((part.get("code").or(part.get("role"))?.as_str()?, part))).collect::<Option<_>>()?;
    let is_known_by_it = |at: usize| coded[..at].iter().all(|(code, _)| *code != coded[at].0);
    (0..coded.len()).all(is_known_by_it).then_some(coded)
}

/// Objects that are known by their codes: each is joined by itself. What one took away and the other changed stays.
fn join_coded(member: &str, [from, found, to]: [&Vec<(&str, &Json)>; 3], lost: &mut Vec<MemberConflict>) -> Json {
    let of = |list: &Vec<(&str, &Json)>, code: &str| list.iter().find(|(have, _)| *have == code).map(|(_, part)| (*part).clone());
    let added = to.iter().filter(|(code, _)| found.iter().all(|(have, _)| have != code));
    let all = found.iter().chain(added).filter_map(|(code, _)| match (of(from, code), of(found, code), of(to, code)) {
        (from, Some(found), Some(to)) => {
            Some(join(&format!("{member} {code}"), [&from.unwrap_or_default(), &found, &to], false, lost))
        }
        (Some(from), found, to) => found.or(to).filter(|stays| *stays != from),
        (None, found, to) => found.or(to),
    });
    all.collect()
}

/// What either added is in it, what either took away is not; what the later added stands last. None where each took away what
/// the other left: nothing may mean everything, as a field for no kind is one for all, and nobody said that.
fn join_lists(from: &[Json], found: &[Json], to: &[Json]) -> Option<Json> {
    let stays = found.iter().filter(|part| to.contains(part) || !from.contains(part));
    let added = to.iter().filter(|part| !from.contains(part) && !found.contains(part));
    let joined: Vec<Json> = stays.chain(added).cloned().collect();
    let is_emptied = joined.is_empty() && [from, found, to].iter().all(|side| !side.is_empty());
    (!is_emptied).then_some(Json::Array(joined))
}

/// Whether two tables have as many rows, and each row as many cells. Two of other sizes are not joined: what came of them
/// would be none.
fn is_alike(one: &[Json], other: &[Json]) -> bool {
    let cells = |row: &Json| row.as_array().map(Vec::len);
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| cells(one) == cells(other))
}

fn list(value: &Json) -> Option<&[Json]> {
    if value.is_null() { Some(&[]) } else { value.as_array().map(Vec::as_slice) }
}

fn keys<'m>(maps: &[&'m Map<String, Json>]) -> Vec<&'m String> {
    let mut keys: Vec<&String> = maps.iter().flat_map(|map| map.keys()).collect();
    sort_by(&mut keys, Ord::cmp);
    keys.dedup();
    keys
}

/// "leadTime" as "lead time".
fn named(key: &str) -> String {
    key.chars().flat_map(|c| c.is_ascii_uppercase().then_some(' ').into_iter().chain([c.to_ascii_lowercase()])).collect()
}

fn in_words(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::Bool(is) => if *is { "yes" } else { "no" }.into(),
        Json::Number(number) => number.to_string(),
        Json::String(words) => match read_day(words) {
            Ok(day) if words.len() == 10 => long_date(day),
            _ => words.clone(),
        },
        Json::Array(parts) => parts.iter().map(in_words).collect::<Vec<_>>().join(", "),
        Json::Object(members) => {
            members.iter().map(|(key, value)| format!("{} {}", named(key), in_words(value))).collect::<Vec<_>>().join("; ")
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn merged(from: Json, found: Json, to: Json) -> (Json, Vec<String>) {
        let (all, lost) = joined_json([from, found, to]);
        let words = |lost: MemberConflict| format!("{}: {} → {} over {}", lost.member, lost.expected, lost.to, lost.found);
        (all, lost.into_iter().map(words).collect())
    }

    #[test]
    fn what_only_one_changed_is_as_that_one_left_it() {
        let (all, lost) = merged(
            json!({ "text": "Agree", "due": "2023-10-13" }),
            json!({ "text": "Agree", "due": "2023-10-20", "owner": "Test Manager" }),
            json!({ "text": "Agree the plan", "due": "2023-10-13" }),
        );
        assert_eq!(all, json!({ "text": "Agree the plan", "due": "2023-10-20", "owner": "Test Manager" }));
        assert_eq!(lost, [""; 0]);
    }

    #[test]
    fn where_both_changed_the_same_the_later_stands_and_the_other_is_told() {
        let (all, lost) =
            merged(json!({ "leadTime": 5 }), json!({ "leadTime": 10, "readyOn": "2023-11-01" }), json!({ "leadTime": 20 }));
        assert_eq!(all, json!({ "leadTime": 20, "readyOn": "2023-11-01" }));
        assert_eq!(lost, ["lead time: 5 → 20 over 10"]);
        let (_, lost) =
            merged(json!({}), json!({ "cost": { "words": "two million" } }), json!({ "cost": { "words": "nothing" } }));
        assert_eq!(lost, ["cost words:  → nothing over two million"]);
    }

    #[test]
    fn lists_keep_what_either_added_and_lose_what_either_took_away() {
        let list = |parts: &[&str]| json!({ "asked": parts });
        let (all, lost) = merged(list(&["DNO", "DCC"]), list(&["DNO", "iDNO"]), list(&["DNO", "DCC", "Elexon"]));
        assert_eq!(all, list(&["DNO", "iDNO", "Elexon"]));
        assert_eq!(lost, [""; 0]);
    }

    #[test]
    fn what_is_known_by_its_code_is_joined_by_itself() {
        let group = |code: &str, name: &str| json!({ "code": code, "name": name });
        let mut below = group("DA", "Design");
        below["parent"] = "PB".into();
        let (all, lost) = merged(
            json!({ "groups": [group("PB", "Board"), group("DA", "Design"), group("OLD", "Old"), group("GONE", "Gone")] }),
            json!({ "groups": [group("PB", "Board"), group("DA", "Design Authority"), group("OLD", "Older"), group("NEW", "New")] }),
            json!({ "groups": [group("PB", "Board"), below, group("GONE", "Gone")] }),
        );
        let mut both = group("DA", "Design Authority");
        both["parent"] = "PB".into();
        assert_eq!(all, json!({ "groups": [group("PB", "Board"), both, group("OLD", "Older"), group("NEW", "New")] }));
        assert_eq!(lost, [""; 0]);
    }

    #[test]
    fn a_table_is_joined_cell_by_cell() {
        let (all, lost) = merged(
            json!({ "matrix": [["Low", "Low"], ["Low", "High"]] }),
            json!({ "matrix": [["Low", "Medium"], ["High", "High"]] }),
            json!({ "matrix": [["Low", "High"], ["Low", "Low"]] }),
        );
        assert_eq!(all, json!({ "matrix": [["Low", "High"], ["High", "Low"]] }));
        assert_eq!(lost, ["matrix 1 2: Low → High over Medium"]);
    }

    #[test]
    fn a_table_that_two_made_of_other_sizes_is_as_the_later_left_it() {
        let narrow = json!({ "matrix": [["Low"], ["Low"]] });
        let changed = json!({ "matrix": [["Low", "Low"], ["Low", "High"]] });
        let (all, lost) = merged(json!({ "matrix": [["Low", "Low"], ["Low", "Low"]] }), narrow, changed.clone());
        assert_eq!((all, lost.len()), (changed, 1));
    }
}
