//! A list as a file for a spreadsheet: CSV as RFC 4180 has it, in UTF-8 with the mark that spreadsheets know it by.

use std::collections::BTreeMap;

use crate::query::Column;
use crate::record::{Field, Kind};
use crate::state::{Rag, Register, RowId};

/// These records in these columns, under the headings that a list of those kinds has. Days are ISO, so that a spreadsheet
/// knows and sorts them. A cell that a spreadsheet would calculate begins with an apostrophe: it is shown, and not run.
#[must_use]
pub fn spreadsheet(register: &Register, records: &[RowId], columns: &[Column], kinds: &[Kind]) -> Vec<u8> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    row(&mut out, columns.iter().map(|column| register.scheme.column_label(*column, kinds).into()));
    let has_custom = columns.iter().any(|column| matches!(column, Column::Custom(_)));
    for row_id in records {
        let kind = register.row(*row_id).kind;
        let wanted: Vec<Field> = columns.iter().filter_map(|column| column.field(kind)).collect();
        let Some((reference, fields)) = register.summary(*row_id, &wanted) else { continue };
        let custom = if has_custom { register.custom(*row_id) } else { BTreeMap::new() };
        row(
            &mut out,
            columns.iter().map(|column| match (column.field(kind), column) {
                (Some(field @ (Field::RagLast | Field::RagNext)), _) => {
                    fields.text(field).map(|word| Rag::from_name(word).word(kind).to_owned()).unwrap_or_default()
                }
                (Some(field), _) => fields.value(field).map(|value| value.to_string()).unwrap_or_default(),
                (None, Column::Reference) => reference.clone(),
                (None, Column::Custom(name)) => custom.get(name.name()).cloned().unwrap_or_default(),
                (None, column) => said(register, *row_id, *column),
            }),
        );
    }
    out
}

/// What no field of the record says.
fn said(register: &Register, row_id: RowId, column: Column) -> String {
    let row = register.row(row_id);
    match column {
        Column::Kind => register.scheme.kind_label(row.kind).into(),
        Column::Status => register.scheme.status_label(row.status).into(),
        Column::Rag => row.rag.word(row.kind).into(),
        Column::Score if row.score() > 0 => row.score().to_string(),
        Column::Changed => row.changed_on().map(|day| day.to_string()).unwrap_or_default(),
        Column::Closes => {
            let record = register.record(row_id);
            record.and_then(|record| Some(record.case.last_round()?.last_day().to_string())).unwrap_or_default()
        }
        Column::Score
        | Column::Reference
        | Column::Title
        | Column::Owner
        | Column::Groups
        | Column::Due
        | Column::Field(_)
        | Column::Custom(_) => String::new(),
    }
}

/// Written by hand: the library that does it takes fourteen kilobytes of the page for these few lines. The tests read it
/// back with that library.
fn row(out: &mut Vec<u8>, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        out.extend_from_slice(if at > 0 { b",\"" } else { b"\"" });
        // In quotes whatever it holds: not every spreadsheet parts cells at commas alone, and an empty line is no row.
        out.extend(guarded(&cell).replace('"', "\"\"").bytes());
        out.push(b'"');
    }
    out.extend_from_slice(b"\r\n");
}

/// A text that no spreadsheet takes for a formula, nor a part of it where one parts cells or rows within quotes. A dash
/// with a space behind it begins an entry of a list there.
fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for (at, c) in text.char_indices() {
        let is_formula = match c {
            '=' | '+' | '@' | '＝' | '＋' | '＠' => true,
            '-' | '－' => out.trim_ascii_start().is_empty() || !text[at + c.len_utf8()..].starts_with(' '),
            '\t' | '\r' | '\n' => out.is_empty(),
            _ => false,
        };
        if begins && is_formula {
            out.push('\'');
        }
        begins = matches!(c, ';' | '\t' | '\r' | '\n') || (begins && (c.is_whitespace() || c.is_control()));
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_calculate_is_text() {
        for formula in ["=cmd()", "+1", "-1", "- 1", "@SUM(A1)", "＝1", "\nA"] {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        for (given, kept) in
            [(" =1", " '=1"), ("\u{a0}=1", "\u{a0}'=1"), ("\t=1", "'\t'=1"), ("a;=1;-2", "a;'=1;'-2"), ("a\n +1", "a\n '+1")]
        {
            assert_eq!(guarded(given), kept);
        }
        for text in ["", "a=1", "R525", "1 - 2", "'=1", "\"=1\"", "To do:\n- this\n- that"] {
            assert_eq!(guarded(text), text);
        }
    }
}
