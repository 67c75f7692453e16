//! Days as a calendar file (RFC 5545) that calendar programs open.

use chrono::{DateTime, NaiveDate, Timelike, Utc};

use super::written::compact_date;

/// One day in a calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Identity: the same entry sent again takes the place of the earlier one.
    pub uid: String,
    /// The day; it takes the whole of it.
    pub day: NaiveDate,
    /// What it is.
    pub title: String,
    /// More about it.
    pub about: String,
}

/// The file. Every text is escaped and folded, so that no title can add a line of its own.
///
/// `made` is when it was made; it tells programs which of two files is the newer.
#[must_use]
pub fn calendar_file(name: &str, entries: &[Entry], made: DateTime<Utc>) -> Vec<u8> {
    let mut out = String::with_capacity(256 * (entries.len() + 1));
    let stamp = format!("{}T{:02}{:02}{:02}Z", compact_date(made.date_naive()), made.hour(), made.minute(), made.second());
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//raid-register//raid-register//EN");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, &format!("X-WR-CALNAME:{}", escape(name)));
    for entry in entries {
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{}", escape(&entry.uid)));
        line(&mut out, &format!("DTSTAMP:{stamp}"));
        line(&mut out, &format!("SEQUENCE:{}", made.timestamp().max(0)));
        line(&mut out, &format!("DTSTART;VALUE=DATE:{}", compact_date(entry.day)));
        // The end is not part of it (RFC 5545, 3.6.1).
        if let Some(next) = entry.day.succ_opt() {
            line(&mut out, &format!("DTEND;VALUE=DATE:{}", compact_date(next)));
        }
        line(&mut out, &format!("SUMMARY:{}", escape(&entry.title)));
        if !entry.about.is_empty() {
            line(&mut out, &format!("DESCRIPTION:{}", escape(&entry.about)));
        }
        line(&mut out, "TRANSP:TRANSPARENT");
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    out.into_bytes()
}

/// Escapes a text (RFC 5545, 3.3.11); control characters are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Most bytes in a line of the file, its end not counted (RFC 5545, 3.1).
const WIDTH: usize = 75;

/// Adds a line, folded between characters.
fn line(out: &mut String, text: &str) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > WIDTH {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}
