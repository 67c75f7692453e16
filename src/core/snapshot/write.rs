//! Writes the file. Untouched records and the log are copied through as they came.

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::chunks::{Chunk, Chunks};
use super::{FORMAT_VERSION, SECTIONS};
use crate::kind::ALWAYS_WRITTEN;
use crate::log::Log;
use crate::sorting::{sort_by, sort_by_key};
use crate::state::{Register, RowId};

/// The whole register with its log. One that links to records it does not hold says that it is not everything.
#[must_use]
pub fn write(register: &Register, log: &mut Log, extra: &Map<String, Json>) -> Vec<u8> {
    let mut out = state(register, extra).into_bytes(register, log.size() + 1024);
    if !log.is_empty() {
        log.write(&mut out);
        out.extend_from_slice(b"\n  ");
    }
    out.extend_from_slice(b"]\n}\n");
    out
}

/// What stands before and after the lines that are still in their file, when nothing has to be put between them.
#[must_use]
pub fn write_around(register: &Register, log: &Log, extra: &Map<String, Json>) -> (Vec<Chunk>, Vec<u8>) {
    let mut before = state(register, extra);
    before.push(b"\n    ");
    let mut after = Vec::new();
    log.write_tail(&mut after, true);
    after.extend_from_slice(b"\n  ]\n}\n");
    (before.into_chunks(), after)
}

/// Everything up to the first line of the log.
fn state(register: &Register, extra: &Map<String, Json>) -> Chunks {
    let mut out = Chunks::default();
    let is_whole = !register.is_part && register.dangling().is_empty();
    head(&mut out, register, if is_whole { "full" } else { "filtered" }, register.seen, extra);
    for section in SECTIONS {
        push_section(&mut out, register, section, &register.section(section));
    }
    out.push(b",\n  \"log\": [");
    out
}

/// Some records only, with the events about them; `register.scope` says that it is not everything.
#[must_use]
pub fn write_some(register: &Register, log: &mut Log, extra: &Map<String, Json>, records: &[RowId]) -> Vec<u8> {
    let mut out = Chunks::default();
    head(&mut out, register, "filtered", register.seen.max(register.last_tick()).max(log.last_tick()), extra);
    for section in SECTIONS {
        let mut wanted: Vec<RowId> =
            records.iter().copied().filter(|row_id| register.row(*row_id).kind.section() == section).collect();
        sort_by_key(&mut wanted, |row_id| register.id(*row_id));
        push_section(&mut out, register, section, &wanted);
    }
    let mut lines = Vec::new();
    for row_id in records {
        lines.extend(log.every_line_about(register.id(*row_id)).into_iter().map(|(id, line)| (id, line.to_vec())));
    }
    sort_by(&mut lines, Ord::cmp);
    lines.dedup();
    let mut out = out.into_bytes(register, lines.iter().map(|(_, line)| line.len() + 8).sum());
    out.extend_from_slice(b",\n  \"log\": [");
    for (at, (_, line)) in lines.iter().enumerate() {
        out.extend_from_slice(if at == 0 { b"\n    " } else { b",\n    " });
        out.extend_from_slice(line);
    }
    out.extend_from_slice(if lines.is_empty() { b"]\n}\n" } else { b"\n  ]\n}\n" });
    out
}

/// The state alone of a register that is a part of another, without a log.
#[must_use]
pub fn write_state(part: &Register) -> Vec<u8> {
    let mut out = Chunks::default();
    head(&mut out, part, "filtered", 0, &Map::new());
    for section in SECTIONS {
        push_section(&mut out, part, section, &part.section(section));
    }
    out.push(b"\n}\n");
    out.into_bytes(part, 0)
}

/// `seen` is the newest tick that whoever writes a part knows of: what happens in the part is newer.
fn head(out: &mut Chunks, register: &Register, scope: &str, seen: u64, extra: &Map<String, Json>) {
    out.push(b"{\n  \"$schema\": \"raid-snapshot.v1.json\",\n  \"format\": \"raid-register\",\n");
    // Words of a newer version are a mistake in a file of this one.
    let least = FORMAT_VERSION + u64::from(register.has_newer_word());
    let version = register.format_version.max(least);
    out.push(format!("  \"formatVersion\": {version},\n  \"minReader\": 1,\n  \"register\": ").as_bytes());
    let mut about = register.extra.clone();
    about.extend([("scope".to_owned(), scope.into()), ("title".to_owned(), register.title.as_str().into())]);
    about.extend(register.id.map(|id| ("id".to_owned(), id.to_string().into())));
    about.extend((seen > 0).then(|| ("lastTick".to_owned(), seen.into())));
    json(out, &about);
    out.push(b",\n  \"scheme\": ");
    json(out, &register.scheme);
    for (key, value) in extra {
        out.push(b",\n  ");
        json(out, key);
        out.push(b": ");
        json(out, value);
    }
}

fn json<T: Serialize + ?Sized>(out: &mut Chunks, value: &T) {
    // Writing texts, numbers, lists and maps with text keys to memory cannot fail.
    let _ = serde_json::to_writer(&mut *out, value);
}

fn push_section(out: &mut Chunks, register: &Register, section: &str, records: &[RowId]) {
    if records.is_empty() && SECTIONS[ALWAYS_WRITTEN..].contains(&section) {
        return;
    }
    out.push(format!(",\n  \"{section}\": [").as_bytes());
    for (at, row_id) in records.iter().enumerate() {
        out.push_record(register, *row_id, at == 0);
    }
    out.push(if records.is_empty() { b"]" } else { b"\n  ]" });
}
