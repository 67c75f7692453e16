//! Working days: which days are none, counting them, and saying how they were counted.
//!
//! The programme counts ten working days from the day after issue (DAG029: issued 13 October 2023, closes 27 October).
//! Which part of the United Kingdom it goes by its papers do not say: England and Wales unless the register says otherwise.

use crate::json::{Member, object};
use std::fmt;

use super::written::{date_with_weekday, long_date, month_name};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize};

use crate::json;

const DATA: &str = include_str!("holidays.txt");

/// The first and the last year that the bank holidays are published for.
pub const YEARS: (i32, i32) = (2019, 2027);

/// The last year that is listed by rule, before it is published: its holidays are skipped, and the page says to check.
pub const BY_RULE: i32 = 2028;

/// A part of the United Kingdom with bank holidays of its own, by the words of GOV.UK's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Division {
    /// England and Wales.
    #[default]
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Division {
    /// All three.
    pub const ALL: [Division; 3] = [Division::EnglandAndWales, Division::Scotland, Division::NorthernIreland];

    /// The word on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Division::EnglandAndWales => "england-and-wales",
            Division::Scotland => "scotland",
            Division::NorthernIreland => "northern-ireland",
        }
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Division::EnglandAndWales => "England and Wales",
            Division::Scotland => "Scotland",
            Division::NorthernIreland => "Northern Ireland",
        }
    }

    fn letter(self) -> char {
        match self {
            Division::EnglandAndWales => 'e',
            Division::Scotland => 's',
            Division::NorthernIreland => 'n',
        }
    }
}

impl<'de> Deserialize<'de> for Division {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::words::deserialize(deserializer, &Division::ALL, Division::name, None)
    }
}

object! {
    /// A day on which nobody works, by the register's own rule.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct OwnHoliday {
        /// The day.
        pub date: NaiveDate = "date",
        /// What it is called.
        pub name: String = "name",
    }
}

object! {
    /// Which days are working days: a division's bank holidays, and what the register says otherwise.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct Calendar {
        /// Whose bank holidays count.
        pub division: Division = "division",
        /// Further days on which nobody works.
        pub closed: Vec<OwnHoliday> = "closed",
        /// Days on which people work although they are a weekend's or a bank holiday.
        pub open: Vec<NaiveDate> = "open",
    }
}

/// Why a day is no working day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rest {
    /// A Saturday or Sunday.
    Weekend,
    /// A holiday of that name.
    Holiday(String),
}

/// Why working days cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadWindow {
    /// None or too many.
    #[error("Give a window of 1 to {LONGEST} working days")]
    Length,
    /// Beyond the last day that can be written.
    #[error("That is beyond the days that can be written")]
    Beyond,
}

/// Most working days that can be counted at once.
pub const LONGEST: u32 = 250;

/// A count of working days, and what was skipped. Displays as the sentences that explain it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The day after which counting began; it is not counted.
    pub from: NaiveDate,
    /// The last day that was counted.
    pub day: NaiveDate,
    /// The days that were counted, in order.
    pub days: Vec<NaiveDate>,
    /// The days that were skipped, in order, and why.
    pub skipped: Vec<(NaiveDate, Rest)>,
}

impl Calendar {
    /// The same, with what a newer version wrote in the one that it takes the place of: a form knows nothing of it.
    pub fn keep_newer(&mut self, from: &Calendar) {
        json::keep_newer(&mut self.extra, &from.extra);
        for closed in &mut self.closed {
            if let Some(from) = from.closed.iter().find(|from| from.date == closed.date) {
                json::keep_newer(&mut closed.extra, &from.extra);
            }
        }
    }

    /// Why nobody works on that day; `None` on a working day.
    #[must_use]
    pub fn rest(&self, day: NaiveDate) -> Option<Rest> {
        if self.open.contains(&day) {
            return None;
        }
        let own = self.closed.iter().find(|closed| closed.date == day).map(|closed| closed.name.clone());
        if let Some(name) = own.or_else(|| holiday(self.division, day).map(str::to_owned)) {
            return Some(Rest::Holiday(name));
        }
        matches!(day.weekday(), Weekday::Sat | Weekday::Sun).then_some(Rest::Weekend)
    }

    /// Whether people work on that day.
    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.rest(day).is_none()
    }

    /// The day that many working days after another, which is itself not counted.
    ///
    /// # Errors
    /// [`BadWindow`], when there are none or more than [`LONGEST`].
    ///
    /// ```
    /// use raid_core::calendar::{Calendar, read_day};
    /// let issued = read_day("13 October 2023").unwrap();
    /// let closes = Calendar::default().add(issued, 10).unwrap();
    /// assert_eq!(closes.day, read_day("Fri 27/10/23").unwrap());
    /// ```
    pub fn add(&self, from: NaiveDate, working_days: u32) -> Result<Counted, BadWindow> {
        if working_days == 0 || working_days > LONGEST {
            return Err(BadWindow::Length);
        }
        let mut counted = Counted { from, day: from, days: Vec::new(), skipped: Vec::new() };
        while counted.days.len() < working_days as usize {
            counted.day = counted.day.succ_opt().ok_or(BadWindow::Beyond)?;
            match self.rest(counted.day) {
                None => counted.days.push(counted.day),
                Some(rest) => counted.skipped.push((counted.day, rest)),
            }
        }
        Ok(counted)
    }

    /// How many working days there are after one day, up to and including another; none when it is not later.
    #[must_use]
    pub fn count(&self, after: NaiveDate, to: NaiveDate) -> usize {
        after.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| self.is_working(*day)).count()
    }

    /// That day, or the first working day after it.
    #[must_use]
    pub fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|day| self.is_working(*day)).unwrap_or(day)
    }

    /// What a person should know of a window, in sentences: when it closes, how that was counted, what to check.
    #[must_use]
    pub fn window(&self, issued: NaiveDate, working_days: u16) -> Vec<String> {
        let counted = match self.add(issued, working_days.into()) {
            Ok(counted) => counted,
            Err(bad) => return vec![format!("{bad}.")],
        };
        let mut said = vec![format!("Closes on {}.", date_with_weekday(counted.day)), counted.to_string()];
        match self.rest(issued) {
            Some(Rest::Weekend) => said.push(format!("{} is at a weekend: check the day of issue.", date_with_weekday(issued))),
            Some(Rest::Holiday(name)) => said.push(format!("{} is {name}: check the day of issue.", date_with_weekday(issued))),
            None => {}
        }
        said
    }
}

/// What to check when days lie outside the years that are known.
#[must_use]
pub fn beyond(from: NaiveDate, to: NaiveDate) -> Option<String> {
    let (first, last) = YEARS;
    let is_known = from.year() >= first && to.year() <= last;
    (!is_known).then(|| format!("Bank holidays are published for {first} to {last}: check those of other years."))
}

impl Counted {
    /// How many weekends were skipped, wholly or in part.
    #[must_use]
    pub fn weekends(&self) -> usize {
        let mut weeks: Vec<_> =
            self.skipped.iter().filter(|(_, rest)| *rest == Rest::Weekend).map(|(day, _)| day.iso_week()).collect();
        weeks.dedup();
        weeks.len()
    }
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Counted {}.", days(&self.days))?;
        let mut skipped = match self.weekends() {
            0 => Vec::new(),
            1 => vec!["1 weekend".to_owned()],
            many => vec![format!("{many} weekends")],
        };
        skipped.extend(self.skipped.iter().filter_map(|(day, rest)| match rest {
            Rest::Holiday(name) => Some(format!("{name} ({})", long_date(*day))),
            Rest::Weekend => None,
        }));
        if !skipped.is_empty() {
            write!(f, " Skipped {}.", listed(&skipped))?;
        }
        beyond(self.from, self.day).map_or(Ok(()), |said| write!(f, " {said}"))
    }
}

/// "28, 29 and 30 November and 1 December 2023": numbers by month, a year where it ends.
fn days(all: &[NaiveDate]) -> String {
    let months: Vec<String> = all
        .chunk_by(|a, b| (a.year(), a.month()) == (b.year(), b.month()))
        .map(|month| {
            let numbers: Vec<String> = month.iter().map(|day| day.day().to_string()).collect();
            let same_year_follows = all.iter().any(|day| day.year() == month[0].year() && day.month() > month[0].month());
            let year = if same_year_follows { String::new() } else { format!(" {}", month[0].year()) };
            format!("{} {}{year}", listed(&numbers), month_name(month[0]))
        })
        .collect();
    listed(&months)
}

/// "1, 2 and 3".
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// The name of the bank holiday on that day.
#[must_use]
pub fn holiday(division: Division, day: NaiveDate) -> Option<&'static str> {
    if day.year() < YEARS.0 || day.year() > BY_RULE {
        return None;
    }
    let written = day.to_string();
    let lines = DATA.lines().filter_map(|line| line.strip_prefix(written.as_str()));
    lines
        .filter_map(|rest| rest.trim_start().split_once(' '))
        .find(|(who, _)| who.contains(division.letter()))
        .map(|(_, name)| name)
}

/// That of England and Wales where it is not said; always written.
impl<'de> Member<'de> for Division {
    fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::Deserialize::deserialize(deserializer)
    }

    fn absent() -> Option<Self> {
        Some(Division::default())
    }
}

/// The usual one where it is not there, and then not written.
impl<'de> Member<'de> for Calendar {
    fn read<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::Deserialize::deserialize(deserializer)
    }

    fn absent() -> Option<Self> {
        Some(Calendar::default())
    }

    fn is_absent(&self) -> bool {
        *self == Calendar::default()
    }
}

crate::json::required!(OwnHoliday);
