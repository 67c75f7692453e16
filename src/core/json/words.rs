//! What the reader of JSON says, in words that a person who wrote a file by hand can act on.

use crate::text::excerpt;

/// The error in our words, without its line and column.
#[cold]
pub(crate) fn words(error: &serde_json::Error) -> String {
    plain(&without_place(error))
}

/// The member that is missing, where the error is that.
#[cold]
pub(crate) fn missing_member(error: &serde_json::Error) -> Option<String> {
    quoted(without_place(error).strip_prefix("missing field ")?).map(Into::into)
}

/// Whether a list or an object stands where something else should: the reader says so before it reads on.
#[cold]
pub(super) fn is_of_unread(error: &serde_json::Error) -> bool {
    let said = error.to_string();
    said.starts_with("invalid type: map") || said.starts_with("invalid type: sequence")
}

fn without_place(error: &serde_json::Error) -> String {
    let mut said = error.to_string();
    if error.line() > 0 {
        said.truncate(said.rfind(" at line ").unwrap_or(said.len()));
    }
    said
}

fn plain(said: &str) -> String {
    let sayings = SAYINGS.iter().find(|(theirs, _)| *theirs == said).map(|(_, ours)| (*ours).to_owned());
    sayings.or_else(|| of_a_value(said)).unwrap_or_else(|| said.to_owned())
}

const CUT_SHORT: &str = "it stops in the middle";
const SURROGATE: &str = "half of a character stands alone here (a lone surrogate in a hex escape)";

const SAYINGS: &[(&str, &str)] = &[
    ("expected value", "here a text in quotes, a number, a list or a record should begin"),
    ("expected ident", "here only true, false or null can stand without quotes"),
    ("expected `:`", "a colon should follow the name"),
    ("expected `,` or `}`", "a comma or a closing brace should follow"),
    ("expected `,` or `]`", "a comma or a closing bracket should follow"),
    ("key must be a string", "a name in quotes should stand here"),
    ("trailing comma", "nothing follows the last comma"),
    ("trailing characters", "something follows the end of the register"),
    ("invalid escape", "a backslash in a text is followed by one of \" \\ / b f n r t u"),
    ("invalid number", "this is no number as JSON writes it"),
    (
        "control character (\\u0000-\\u001F) found while parsing a string",
        "a line break, a tab or another control character stands in a text: perhaps its closing quote is missing",
    ),
    ("recursion limit exceeded", "recursion limit exceeded: it is nested more than 127 levels deep"),
    ("lone leading surrogate in hex escape", SURROGATE),
    ("unexpected end of hex escape", SURROGATE),
    ("invalid unicode code point", SURROGATE),
    ("EOF while parsing a list", CUT_SHORT),
    ("EOF while parsing an object", CUT_SHORT),
    ("EOF while parsing a string", CUT_SHORT),
    ("EOF while parsing a value", CUT_SHORT),
];

/// What is said of a value that does not fit, or of a member.
fn of_a_value(said: &str) -> Option<String> {
    if let Some(member) = said.strip_prefix("missing field ") {
        return Some(format!("“{}” is missing", quoted(member)?));
    }
    if let Some(member) = said.strip_prefix("duplicate field ") {
        return Some(format!("“{}” is there twice", quoted(member)?));
    }
    let rest = ["invalid type: ", "invalid value: ", "invalid length "].iter().find_map(|kind| said.strip_prefix(kind))?;
    let (found, expected) = rest.rsplit_once(", expected ")?;
    Some(format!("expected {}, not {}", wanted(expected), there(found)))
}

fn quoted(word: &str) -> Option<&str> {
    word.strip_prefix('`')?.strip_suffix('`')
}

/// What should stand there.
fn wanted(expected: &str) -> &str {
    match expected {
        "i64" | "u64" | "u8" | "usize" => "a whole number",
        "u16" => "a whole number up to 65535",
        "u32" => "a whole number up to 4294967295",
        "a boolean" => "true or false",
        "a string" | "a borrowed string" => "a text",
        "a sequence" => "a list",
        "an array of length 0" => "an empty list",
        "an array of length 5" | "fewer elements in array" => "a list of five",
        "a map" => "an object in braces",
        other if other.starts_with("struct ") => "an object in braces",
        other => other,
    }
}

/// What stands there.
fn there(found: &str) -> String {
    let inner = |kind: &str| found.strip_prefix(kind).map(|rest| rest.trim_end_matches('`').to_owned());
    if let Some(text) = found.strip_prefix("string \"") {
        return format!("“{}”", excerpt(text.strip_suffix('"').unwrap_or(text)));
    }
    let number = inner("integer `").or_else(|| inner("floating point `")).map(|number| format!("the number {number}"));
    number.or_else(|| inner("boolean `")).unwrap_or_else(|| match found {
        "null" | "unit value" | "Option value" => "null".into(),
        "map" => "an object in braces".into(),
        "sequence" => "a list".into(),
        length if length.bytes().all(|byte| byte.is_ascii_digit()) => format!("one of {length}"),
        other => other.into(),
    })
}
