//! What a field of the programme's own says: read as a person types it, kept as a text, shown and sorted by what it holds.

use chrono::{Datelike, NaiveDate};

use super::Shape;
use super::value::{BadValue, Value};
use crate::calendar::read_day;
use crate::scheme::{CustomField, CustomShape};
use crate::text::{self, excerpt};

/// Most digits before the point, and behind it.
const MOST_DIGITS: (usize, usize) = (14, 6);
/// Digits behind the point by which numbers are sorted.
const SORTED_BY: usize = 4;
/// Signs of currencies that a person may write before a sum without saying so in the set-up.
const CURRENCIES: [char; 3] = ['£', '€', '$'];

/// What a kept text says, for what it is to hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CustomValue<'t> {
    /// A number, a sum, a percentage, in ten-thousandths.
    Number(i64),
    /// A day.
    Day(NaiveDate),
    /// The choice at that place.
    Choice(usize),
    /// Words, or what does not fit.
    Words(&'t str),
}

impl CustomField {
    /// The shape of the control that it is typed in.
    #[must_use]
    pub fn control(&self) -> Shape {
        match self.shape() {
            CustomShape::Text => Shape::Text,
            CustomShape::Day => Shape::Day,
            CustomShape::YesNo | CustomShape::Choice => Shape::Offered,
            CustomShape::Choices => Shape::List,
            CustomShape::Line
            | CustomShape::Number
            | CustomShape::Money
            | CustomShape::Percent
            | CustomShape::Person
            | CustomShape::Link => Shape::Line,
        }
    }

    /// The text that records hold of what a person typed, or of a text that was held before.
    ///
    /// # Errors
    /// [`BadValue`] when it does not fit what the field holds.
    pub fn read(&self, typed: &str) -> Result<String, BadValue> {
        let typed = typed.trim();
        match self.shape() {
            CustomShape::Text => text::check(typed)?,
            CustomShape::Line | CustomShape::Person => text::check_line(typed)?,
            CustomShape::Number | CustomShape::Money | CustomShape::Percent => {
                return self.number(typed).ok_or_else(|| BadValue::Number(excerpt(typed)));
            }
            CustomShape::Day => return Ok(read_day(typed)?.to_string()),
            CustomShape::YesNo | CustomShape::Choice => return choice(typed, &self.words()),
            CustomShape::Choices => {
                let words = self.words();
                let chosen = Value::parts(typed).iter().map(|part| choice(part, &words)).collect::<Result<Vec<_>, _>>()?;
                return Ok(Value::list(chosen.iter().map(String::as_str))?.typed());
            }
            CustomShape::Link => {
                text::check_line(typed)?;
                if !is_link(typed) {
                    return Err(BadValue::Link(excerpt(typed)));
                }
            }
        }
        Ok(typed.to_owned())
    }

    /// What a kept text says. One that does not fit is words.
    #[must_use]
    pub fn value<'t>(&self, kept: &'t str) -> CustomValue<'t> {
        let read = match self.shape() {
            CustomShape::Number | CustomShape::Money | CustomShape::Percent => {
                self.number(kept).map(|number| CustomValue::Number(ten_thousandths(&number)))
            }
            CustomShape::Day => read_day(kept).ok().map(CustomValue::Day),
            CustomShape::YesNo | CustomShape::Choice => {
                self.words().iter().position(|word| word == kept).map(CustomValue::Choice)
            }
            CustomShape::Line | CustomShape::Text | CustomShape::Choices | CustomShape::Person | CustomShape::Link => None,
        };
        read.unwrap_or(CustomValue::Words(kept))
    }

    /// What the control of the field starts from.
    #[must_use]
    pub fn typed(&self, kept: &str) -> Value {
        match (self.shape(), self.value(kept)) {
            (_, CustomValue::Day(day)) => Value::Day(day),
            (CustomShape::Choices, _) => Value::List(Value::parts(kept)),
            _ => Value::Text(kept.to_owned()),
        }
    }

    /// A kept text as a person reads it; days are left to `day`.
    #[must_use]
    pub fn shown(&self, kept: &str, day: impl FnOnce(NaiveDate) -> String) -> String {
        match (self.shape(), self.value(kept)) {
            (_, CustomValue::Day(found)) => day(found),
            (CustomShape::Percent, CustomValue::Number(_)) => format!("{}%", grouped(kept)),
            (CustomShape::Money, CustomValue::Number(_)) => {
                let (sign, sum) = kept.strip_prefix('-').map_or(("", kept), |sum| ("−", sum));
                let unit = self.unit.as_deref().unwrap_or("£");
                let space = if unit.chars().count() > 1 { " " } else { "" };
                format!("{sign}{unit}{space}{}", grouped(&pence(sum)))
            }
            (CustomShape::Number, CustomValue::Number(_)) => match self.unit.as_deref() {
                Some(unit) => format!("{} {unit}", grouped(kept)),
                None => grouped(kept),
            },
            _ => kept.to_owned(),
        }
    }

    /// Where a kept text leads, where it is a link.
    #[must_use]
    pub fn link<'t>(&self, kept: &'t str) -> Option<&'t str> {
        (self.shape() == CustomShape::Link && is_link(kept)).then_some(kept)
    }

    /// A typed number as it is kept.
    fn number(&self, typed: &str) -> Option<String> {
        let (is_negative, typed) = signed(typed);
        let own = self.unit.as_deref().and_then(|unit| typed.strip_prefix(unit).or(typed.strip_suffix(unit)));
        let bare = match self.shape() {
            CustomShape::Percent => typed.strip_suffix('%'),
            CustomShape::Money => own.or_else(|| typed.strip_prefix(CURRENCIES)),
            _ => own,
        };
        number(is_negative, bare.unwrap_or(typed).trim())
    }
}

/// What a kept text sorts by; nothing said stands last.
pub(crate) fn sort_number(value: CustomValue<'_>) -> Option<i64> {
    match value {
        CustomValue::Number(number) => Some(number),
        CustomValue::Day(day) => Some(i64::from(day.num_days_from_ce())),
        CustomValue::Choice(at) => Some(at as i64),
        CustomValue::Words(_) => None,
    }
}

/// The number as it is kept: digits, with a point before the decimals. Commas part thousands; `k` and `m` multiply.
fn number(is_negative: bool, typed: &str) -> Option<String> {
    let (rest, zeros) = match typed.char_indices().last()? {
        (at, 'k' | 'K') => (&typed[..at], 3),
        (at, 'm' | 'M') => (&typed[..at], 6),
        _ => (typed, 0),
    };
    let (whole, decimals) = rest.trim_end().split_once('.').unwrap_or((rest.trim_end(), ""));
    let parts: Vec<&str> = whole.split([',', ' ', '\u{a0}', '\u{202f}']).collect();
    let is_parted = parts.len() == 1 || ((1..=3).contains(&parts[0].len()) && parts[1..].iter().all(|part| part.len() == 3));
    let whole = parts.concat();
    let is_short = whole.len() + zeros <= MOST_DIGITS.0 && decimals.len() <= MOST_DIGITS.1 + zeros;
    let digits = [&whole, decimals].concat();
    let is_number = is_parted && is_short && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number {
        return None;
    }
    let decimals = format!("{decimals:0<zeros$}");
    let (more, decimals) = decimals.split_at(zeros);
    let whole = whole + more;
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    let sign = if is_negative && (whole, decimals) != ("0", "") { "-" } else { "" };
    Some(format!("{sign}{whole}{point}{decimals}"))
}

/// A kept number for its place in an order.
fn ten_thousandths(kept: &str) -> i64 {
    let (is_negative, rest) = signed(kept);
    let (whole, decimals) = rest.split_once('.').unwrap_or((rest, ""));
    let digits = whole.bytes().chain(decimals.bytes().chain(std::iter::repeat(b'0')).take(SORTED_BY));
    let number = digits.fold(0_i64, |number, digit| number * 10 + i64::from(digit - b'0'));
    if is_negative { -number } else { number }
}

/// Whether a minus stands in front, and what stands behind it.
fn signed(typed: &str) -> (bool, &str) {
    match typed.trim().strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, typed.trim()),
    }
}

/// "1234567.5" as "1,234,567.5".
fn grouped(kept: &str) -> String {
    let (sign, rest) = kept.strip_prefix('-').map_or(("", kept), |rest| ("−", rest));
    let (whole, decimals) = rest.split_once('.').map_or((rest, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    decimals.map_or(out.clone(), |decimals| format!("{out}.{decimals}"))
}

/// A sum with no or two decimals, or more where it has them.
fn pence(sum: &str) -> String {
    match sum.split_once('.') {
        Some((whole, decimals)) => format!("{whole}.{decimals:0<2}"),
        None => sum.to_owned(),
    }
}

fn choice(typed: &str, words: &[String]) -> Result<String, BadValue> {
    let is_meant = |word: &&String| word.to_lowercase() == typed.trim().to_lowercase();
    let exact = words.iter().find(|word| *word == typed);
    exact.or_else(|| words.iter().find(is_meant)).cloned().ok_or_else(|| BadValue::choice(typed, words))
}

fn is_link(text: &str) -> bool {
    let follows =
        |start: &str| text.len() > start.len() && text.get(..start.len()).is_some_and(|have| have.eq_ignore_ascii_case(start));
    ["https://", "http://", "mailto:"].into_iter().any(follows) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(shape: CustomShape, unit: Option<&str>, choices: &[&str]) -> CustomField {
        CustomField {
            holds: shape.name().into(),
            unit: unit.map(str::to_owned),
            choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
            ..CustomField::default()
        }
    }

    fn shown(field: &CustomField, typed: &str) -> String {
        let kept = field.read(typed).unwrap_or_else(|why| panic!("{typed}: {why}"));
        assert_eq!(field.read(&kept).as_deref(), Ok(kept.as_str()), "{typed}: what is kept reads back");
        format!("{kept} | {}", field.shown(&kept, |day| day.format("%-d/%-m/%y").to_string()))
    }

    #[test]
    fn what_is_typed_is_kept_in_one_form_and_shown_in_words() {
        let money = field(CustomShape::Money, None, &[]);
        for (typed, expected) in [
            ("12500", "12500 | £12,500"),
            ("£12,500.50", "12500.5 | £12,500.50"),
            ("£ 2.5m", "2500000 | £2,500,000"),
            ("-£1k", "-1000 | −£1,000"),
            ("-1k", "-1000 | −£1,000"),
            ("0.00", "0 | £0"),
            ("1 250 000", "1250000 | £1,250,000"),
        ] {
            assert_eq!(shown(&money, typed), expected);
        }
        assert_eq!(shown(&field(CustomShape::Money, Some("EUR"), &[]), "1500 EUR"), "1500 | EUR 1,500");
        assert_eq!(shown(&field(CustomShape::Number, Some("days"), &[]), "1,200 days"), "1200 | 1,200 days");
        assert_eq!(shown(&field(CustomShape::Percent, None, &[]), "12.50 %"), "12.5 | 12.5%");
        assert_eq!(shown(&field(CustomShape::Day, None, &[]), "1 May 2026"), "2026-05-01 | 1/5/26");
        assert_eq!(shown(&field(CustomShape::YesNo, None, &[]), "yes"), "Yes | Yes");
        let sites = field(CustomShape::Choices, None, &["North", "South, old"]);
        assert_eq!(shown(&sites, "north, \"South, old\", North"), "North, \"South, old\" | North, \"South, old\"");
    }

    #[test]
    fn what_does_not_fit_is_refused_in_a_sentence_and_shown_as_it_is_where_it_is_held() {
        let number = field(CustomShape::Number, None, &[]);
        for typed in ["twelve", "12,5", "1.2.3", "", "1,2345", "9999999999999999", "--1", "k", "0x10", "1e5"] {
            assert!(number.read(typed).is_err(), "{typed}");
        }
        assert_eq!(
            number.read("twelve").map_err(|why| why.to_string()),
            Err("“twelve” is no number: write it like 1,250 or 12.5".into())
        );
        assert_eq!(number.shown("twelve", |day| day.to_string()), "twelve");
        let link = field(CustomShape::Link, None, &[]);
        for typed in ["javascript:alert(1)", "https://", "https://a b", "data:text/html,x", "//example.org"] {
            assert!(link.read(typed).is_err(), "{typed}");
            assert_eq!(link.link(typed), None);
        }
        assert_eq!(link.link("https://example.org/1"), Some("https://example.org/1"));
        let size = field(CustomShape::Choice, None, &["Small", "Large"]);
        assert_eq!(size.read("tiny").map_err(|why| why.to_string()), Err("“tiny” is not one of Small, Large".into()));
    }

    #[test]
    fn numbers_sort_as_numbers() {
        let field = field(CustomShape::Number, None, &[]);
        let kept = ["-1m", "-2.50009", "-2.5", "-.5", "0", "0.25", "3", "10", "99999999999999.9"];
        let kept = kept.map(|typed| field.read(typed).expect("a number"));
        let order: Vec<i64> = kept.iter().filter_map(|kept| sort_number(field.value(kept))).collect();
        assert!(order.is_sorted() && order.len() == 9, "{order:?}");
    }
}
