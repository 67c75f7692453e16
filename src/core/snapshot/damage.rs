//! What became of a file that cannot be read: damage that files meet on their way, and files of other programs.

use memchr::memmem;

use super::open_error::OpenError;
use crate::json::line_at;
use crate::text::excerpt;

/// The error of a file, in the words for what happened to it where that can be told from its bytes.
#[cold]
pub(super) fn named(file: &[u8], error: OpenError) -> OpenError {
    match error {
        OpenError::NotJson { .. } | OpenError::CutShort { .. } => {}
        OpenError::Empty
        | OpenError::TooLarge(_)
        | OpenError::Conflict { .. }
        | OpenError::Zeros { .. }
        | OpenError::NotARegister(_)
        | OpenError::TooNew { .. }
        | OpenError::Invalid { .. } => return error,
    }
    let other = || Some(OpenError::NotJson { line: 1, column: 1, what: format!("it is {}", other_file(file)?) });
    zeros(file).or_else(|| conflict(file)).or_else(other).unwrap_or(error)
}

/// Zeros up to the end.
fn zeros(file: &[u8]) -> Option<OpenError> {
    let held = file.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    (file.len() - held >= MANY_ZEROS).then(|| OpenError::Zeros { line: line_at(file, held) })
}

/// So many zeros at the end of a file are no accident of its encoding.
const MANY_ZEROS: usize = 16;

/// The marks that git leaves around what it could not join, at the beginning of a line each.
fn conflict(file: &[u8]) -> Option<OpenError> {
    let (first, ours) = mark(file, b"<<<<<<<")?;
    let (_, theirs) = mark(&file[first..], b">>>>>>>")?;
    Some(OpenError::Conflict { line: line_at(file, first), ours, theirs })
}

fn mark(file: &[u8], mark: &[u8]) -> Option<(usize, String)> {
    let begins_line = |at: &usize| *at == 0 || file[at - 1] == b'\n' || file[..*at].ends_with(b"\xef\xbb\xbf");
    let at = memmem::find_iter(file, mark).find(begins_line)?;
    let rest = &file[at + mark.len()..];
    let label = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
    Some((at, excerpt(String::from_utf8_lossy(label).trim())))
}

/// What kind of file it is, if it is one that people mistake for a register's, and what to do about it.
fn other_file(file: &[u8]) -> Option<&'static str> {
    let holds = |name: &str| memmem::find(file, name.as_bytes()).is_some();
    let begin = |bytes: &[u8]| file.starts_with(bytes);
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file).trim_ascii_start();
    Some(match file {
        [b'P', b'K', 3, 4, ..] if holds("word/") => "a Word document, and no register",
        [b'P', b'K', 3, 4, ..] if holds("xl/") => "an Excel workbook, and no register",
        [b'P', b'K', 3, 4, ..] if holds("ppt/") => "a PowerPoint presentation, and no register",
        [b'P', b'K', 3, 4, ..] => "a ZIP archive. Unpack it, and open what is in it",
        [0x1f, 0x8b, ..] => "a compressed file (gzip). Unpack it, and open what is in it",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, b'{', ..] | [b'{', 0, ..] => {
            "text in UTF-16. Save it as UTF-8 with the editor that it came from"
        }
        _ if begin(b"%PDF") => "a PDF, and no register",
        _ if begin(b"{\\rtf") => "a document in Rich Text Format, and no register",
        _ if begin(b"\xd0\xcf\x11\xe0") => "a document of Microsoft Office, or an encrypted one, and no register",
        _ if begin(b"\x89PNG") || begin(b"\xff\xd8\xff") => "a picture, and no register",
        _ if is_html(text) => {
            "a web page: perhaps the page to sign in came in place of the file. Sign in where it is kept, and download it again"
        }
        _ if text.starts_with(b"<") => "XML, and no register",
        _ => return None,
    })
}

fn is_html(text: &[u8]) -> bool {
    let begins = |with: &[u8]| text.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    begins(b"<!doctype html") || begins(b"<html") || begins(b"<head") || begins(b"<body") || begins(b"<script")
}
