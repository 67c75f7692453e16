//! The columns of one record: what tables sort and filter by, as small numbers.

use chrono::{DateTime, NaiveDate};

use crate::kind::{DueMeaning, Kind, Status};
use crate::scheme::{Band, Level, Matrix};

/// The number of a record within this register, for as long as it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(u32);

impl RowId {
    /// The record in that place of the columns.
    #[must_use]
    pub const fn at(index: usize) -> RowId {
        RowId(index as u32)
    }

    /// Its place in the columns.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Red, amber, green across kinds: a risk's level, an issue's severity, a milestone's or dependency's current RAG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(u8)]
pub enum Rag {
    /// Not rated.
    #[default]
    None,
    /// Complete (Blue).
    Complete,
    /// Low, or Green.
    Low,
    /// Medium, or Amber.
    Medium,
    /// High, or Red.
    High,
    /// Critical.
    Critical,
}

impl Rag {
    /// All six, worst first.
    pub const ALL: [Rag; 6] = [Rag::Critical, Rag::High, Rag::Medium, Rag::Low, Rag::Complete, Rag::None];

    /// The word for a filter, where kinds are mixed.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Rag::None => "Not rated",
            Rag::Complete => "Complete",
            Rag::Low => "Low or Green",
            Rag::Medium => "Medium or Amber",
            Rag::High => "High or Red",
            Rag::Critical => "Critical",
        }
    }

    /// The word in an address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Rag::None => "none",
            Rag::Complete => "complete",
            Rag::Low => "low",
            Rag::Medium => "medium",
            Rag::High => "high",
            Rag::Critical => "critical",
        }
    }

    /// The word that a record of that kind shows.
    #[must_use]
    pub fn word(self, kind: Kind) -> &'static str {
        match (self, kind.definition().rating.is_level()) {
            (Rag::None, _) => "",
            (Rag::Complete, _) => "Complete",
            (Rag::Critical, _) => "Critical",
            (Rag::Low, true) => "Low",
            (Rag::Medium, true) => "Medium",
            (Rag::High, true) => "High",
            (Rag::Low, false) => "Green",
            (Rag::Medium, false) => "Amber",
            (Rag::High, false) => "Red",
        }
    }

    /// From a stated word of either scale.
    #[must_use]
    pub fn from_name(word: &str) -> Rag {
        match word {
            "Blue" => Rag::Complete,
            "Green" | "Low" => Rag::Low,
            "Amber" | "Medium" => Rag::Medium,
            "Red" | "High" => Rag::High,
            "Critical" => Rag::Critical,
            _ => Rag::None,
        }
    }
}

impl From<Band> for Rag {
    fn from(band: Band) -> Rag {
        match band {
            Band::Low => Rag::Low,
            Band::Medium => Rag::Medium,
            Band::High => Rag::High,
            Band::Critical => Rag::Critical,
        }
    }
}

/// No day: sorts last.
pub(crate) const NO_DAY: i32 = i32::MAX;

/// The columns of one record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub status: Status,
    /// How severe.
    pub rag: Rag,
    /// 1 to 5 each of the agreed assessment; 0 where not said.
    pub likelihood: u8,
    /// See `likelihood`.
    pub impact: u8,
    /// Struck out as raised in error.
    pub removed: bool,
    /// It shows a letter after its reference, which somebody else was given first.
    pub reference_clash: bool,
    /// A step was taken although something was missing.
    pub overridden: bool,
    /// An assessment is proposed and waits for agreement.
    pub proposed: bool,
    /// The day it was reached is known.
    pub reached: bool,
    /// A newer version wrote something in it that no event says.
    pub newer: bool,
    /// It has a word that only a newer version knows.
    pub newer_word: bool,
    /// Due: days from the common era; the largest number when there is no day.
    pub due: i32,
    /// Last change, seconds since 1970.
    pub changed: i64,
    /// Its reference as a number that sorts as people expect.
    pub reference_key: u64,
    /// Where its reference stands within its search text.
    pub reference: (u32, u32),
    /// Owner, as a number of the register's list of names.
    pub owner: u32,
    /// Governance groups, as a number of the register's list of group sets.
    pub groups: u32,
    /// Where its title stands within its search text.
    pub title: (u32, u32),
}

impl Row {
    /// Likelihood times impact, 1 to 25; 0 where one of them is not said.
    #[must_use]
    pub fn score(&self) -> u8 {
        self.likelihood * self.impact
    }

    /// The day of its last change. A file that was made by hand may give none.
    #[must_use]
    pub fn changed_on(&self) -> Option<NaiveDate> {
        let at = DateTime::from_timestamp(self.changed, 0).filter(|at| *at != DateTime::UNIX_EPOCH);
        at.map(|at| at.date_naive())
    }

    /// Whether it is a meeting that took place, or will.
    #[must_use]
    pub fn takes_place(&self) -> bool {
        self.kind.is_meeting() && !self.removed && !self.status.is_cancelled()
    }

    /// Its cell of the matrix: likelihood and impact, from 1; both 0 where one of them is not said, or is no step of it.
    #[must_use]
    pub fn cell_of(&self, matrix: &Matrix) -> (u8, u8) {
        let is_step = |number: u8, steps: &[Level]| (1..=steps.len()).contains(&usize::from(number));
        let is_placed = is_step(self.likelihood, matrix.likelihoods()) && is_step(self.impact, matrix.impacts());
        if is_placed { (self.likelihood, self.impact) } else { (0, 0) }
    }

    /// Whether something is still expected of it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.removed && !self.status.is_settled_for(self.kind)
    }

    /// Whether its day is still waited for.
    #[must_use]
    pub fn awaits_its_day(&self) -> bool {
        !self.removed && !self.reached && self.status.awaits_day(self.kind)
    }

    /// Whether its day may still come: one that is waited for, or on which people will meet or decide.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        self.awaits_its_day()
            || (matches!(self.kind.definition().due_meaning, DueMeaning::Meeting | DueMeaning::Nothing) && self.is_open())
    }

    /// Whether its day is waited for and has passed.
    #[must_use]
    pub fn is_overdue(&self, today: i32) -> bool {
        self.due < today && self.awaits_its_day()
    }
}
