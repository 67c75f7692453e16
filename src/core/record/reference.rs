//! References as the papers write them: read leniently, kept as written, compared in normal form.

use crate::scheme::{ExternalSeries, Scheme};

/// What stands in the reference of a decision, behind the group that made it.
const DECISION: &str = "DEC";
/// What stands before the number of a milestone, which may be padded.
const MILESTONE: &str = "M";

/// The form in which two spellings of one reference are equal: `M09` and `M9`, `TMAG DEC-07` and `TMAG-DEC07`,
/// `CR32` and `CR032`, `TMAG 004` and `TMAG004`. A REC change `R0117` is not risk `R117`: programme risks are unpadded,
/// so leading zeros after `R` count.
///
/// ```
/// use raid_core::record::normal_form;
/// assert_eq!(normal_form("M09"), normal_form("M9"));
/// assert_ne!(normal_form("R0117"), normal_form("R117"));
/// ```
#[must_use]
pub fn normal_form(written: &str) -> String {
    if let [b'A'..=b'Z', number @ ..] = written.as_bytes()
        && number.iter().all(u8::is_ascii_digit)
        && !written.starts_with(MILESTONE)
    {
        return written.to_owned();
    }
    let upper: String = written.trim().chars().filter(|c| !c.is_whitespace() && *c != '#').flat_map(char::to_uppercase).collect();
    let pieces = pieces(&upper);
    match pieces.as_slice() {
        [Piece::Word(group), Piece::Number(number)] if group.len() >= 2 || *group == MILESTONE => {
            format!("{group}{}", bare(number))
        }
        [Piece::Word(group), Piece::Number(meeting), Piece::Dash, Piece::Number(number)] => {
            format!("{group}{}-{number}", bare(meeting))
        }
        [Piece::Word(group), Piece::Dash, Piece::Word(DECISION), .., Piece::Number(number)] => decision(group, number),
        // `TMAGDEC`, from "TMAG DEC-07" with its space gone.
        [Piece::Word(joined), .., Piece::Number(number)]
            if joined.len() > 4
                && let Some(group) = joined.strip_suffix(DECISION) =>
        {
            decision(group, number)
        }
        _ => upper,
    }
}

#[derive(Debug, PartialEq)]
enum Piece<'a> {
    Word(&'a str),
    Number(&'a str),
    Dash,
    Other,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let class = |c: char| match c {
        'A'..='Z' => 0,
        '0'..='9' => 1,
        '-' => 2,
        _ => 3,
    };
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| class(c) != class(first)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        found.push(match class(first) {
            0 => Piece::Word(piece),
            1 => Piece::Number(piece),
            2 => Piece::Dash,
            _ => Piece::Other,
        });
        rest = after;
    }
    found
}

fn bare(number: &str) -> &str {
    match number.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    }
}

fn decision(group: &str, number: &str) -> String {
    format!("{group}-{DECISION}{}", bare(number))
}

/// A citation of something another body keeps: its scheme is part of it, because REC changes also start with `R`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExternalRef {
    /// Who numbers it: `DIN`, `IR`, `REC`, `BSC`, `DCUSA`, `MHHS-DEL`, `IF`…
    pub scheme: String,
    /// Its number there, as written.
    pub id: String,
}

impl ExternalRef {
    /// Reads `DIN 685`, `DIN685`, `Interim Release 4`, `IR5`, `REC R0117`, `BSC CP1558`, `MHHS-DEL1507`, or what else the
    /// programme cites; anything else is kept whole with an empty scheme.
    #[must_use]
    pub fn parse(written: &str, of: &Scheme) -> ExternalRef {
        let schemes = of.external_series();
        let mut text = written.trim().to_owned();
        let out = schemes.iter().find_map(|scheme| {
            Some(format!("{}{}", scheme.code, text.strip_prefix(scheme.written_out.as_deref()?)?.strip_prefix(' ')?))
        });
        text = out.unwrap_or(text);
        let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let cited = |scheme: &&ExternalSeries| -> Option<String> {
            let id = match scheme.is_body {
                true => spaced.strip_prefix(&*scheme.code)?.strip_prefix(' ')?,
                false => numbered(text.strip_prefix(&*scheme.code)?)?,
            };
            Some(id.trim().to_owned())
        };
        let longest = schemes.iter().filter(|scheme| cited(scheme).is_some()).max_by_key(|scheme| scheme.code.len());
        match longest.and_then(|scheme| Some((scheme.code.clone(), cited(&scheme)?))) {
            Some((scheme, id)) => ExternalRef { scheme, id },
            None => ExternalRef { scheme: String::new(), id: text },
        }
    }

    /// As the programme's papers write it.
    #[must_use]
    pub fn written(&self, of: &Scheme) -> String {
        let scheme = of.external_series().iter().find(|scheme| scheme.code == self.scheme);
        let between = match scheme {
            Some(ExternalSeries { is_body: false, between, .. }) => between.as_deref().unwrap_or_default(),
            _ => " ",
        };
        if self.scheme.is_empty() { self.id.clone() } else { format!("{}{between}{}", self.scheme, self.id) }
    }
}

fn numbered(rest: &str) -> Option<&str> {
    let id = rest.trim_start_matches([' ', '-']);
    id.starts_with(|c: char| c.is_ascii_digit()).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_reference_are_equal() {
        let same = |left, right| assert_eq!(normal_form(left), normal_form(right), "{left} {right}");
        same("M09", "M9");
        same("TMAG DEC-07", "TMAG-DEC07");
        same("TMAG-DEC7", "TMAG-DEC07");
        same("CR32", "CR032");
        same("cr 032", "CR032");
        same("TMAG 006", "TMAG006");
        same("TMAG #22", "TMAG022");
        same("TMAG004-01", "TMAG04-01");
        same(" T3-TE-0069 ", "t3-te-0069");
    }

    #[test]
    fn different_references_stay_different() {
        let differ = |left, right| assert_ne!(normal_form(left), normal_form(right), "{left} {right}");
        differ("R0117", "R117");
        differ("REC R0117", "R0117");
        differ("TMAG04-01", "TMAG004");
        differ("TMAG04-01", "TMAG04-10");
        differ("DAG-DEC76", "TMAG-DEC76");
        differ("D163", "R163");
        differ("T3-TE-0069", "T2-TE-0069");
    }

    #[test]
    fn external_references_keep_their_scheme() {
        let check = |written: &str, scheme: &str, id: &str| {
            assert_eq!(
                ExternalRef::parse(written, &Scheme::default()),
                ExternalRef { scheme: scheme.into(), id: id.into() },
                "{written}"
            );
        };
        check("DIN 685", "DIN", "685");
        check("DIN685", "DIN", "685");
        check("Interim Release 4", "IR", "4");
        check("IR5", "IR", "5");
        check("REC R0117", "REC", "R0117");
        check("REC CP R00332", "REC CP", "R00332");
        check("REC  CP R00332", "REC CP", "R00332");
        check("BSC CP1558", "BSC", "CP1558");
        check("DCUSA DCP416", "DCUSA", "DCP416");
        check("MHHS-DEL1507", "MHHS-DEL", "1507");
        check("IF-165", "IF", "165");
        check("P0210", "", "P0210");
    }
}
