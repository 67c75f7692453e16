//! An assessment while it is being made.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::read_day;
use crate::record::Assessment;
use crate::scheme::{Band, Level, Scheme};
use crate::web::views::phrases::day_typed;

/// An assessment while it is being made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct AssessDraft {
    /// Chosen so far.
    pub(super) likelihood: Option<Level>,
    /// Chosen so far.
    pub(super) impact: Option<Level>,
    /// As stated, where a figure is missing.
    pub(super) stated: Option<Band>,
    /// Why, as typed.
    pub(super) why: String,
    /// Who, as typed.
    pub(super) by: String,
    /// When, as typed.
    pub(super) on: String,
    /// The figures it started from.
    pub(super) before: (Option<Level>, Option<Level>, Option<Band>),
}

impl AssessDraft {
    /// Starts from the figures that stand, today.
    pub(super) fn of(from: Option<&Assessment>, today: NaiveDate) -> AssessDraft {
        let before = from.map(Assessment::figures).unwrap_or_default();
        let (likelihood, impact, stated) = before;
        AssessDraft { likelihood, impact, stated, before, on: day_typed(today), ..AssessDraft::default() }
    }

    /// The level that would stay as it was stated although a figure beside it has changed.
    pub(super) fn left_behind(&self) -> Option<Band> {
        let (likelihood, impact, stated) = self.before;
        let moved = (likelihood, impact) != (self.likelihood, self.impact);
        let computed = self.likelihood.is_some() && self.impact.is_some();
        stated.filter(|level| moved && !computed && self.stated == Some(*level))
    }

    /// What the level will be: from the matrix when both figures are chosen, as stated otherwise.
    pub(super) fn level(&self, scheme: &Scheme) -> Option<Band> {
        match (self.likelihood, self.impact) {
            (Some(likelihood), Some(impact)) => scheme.matrix.band(likelihood, impact).or(self.stated),
            _ => self.stated,
        }
    }

    /// The assessment.
    ///
    /// # Errors
    /// Why the day is none, in a sentence.
    pub(super) fn read(&self) -> Result<Assessment, String> {
        let said = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        let on = said(&self.on).map(|day| read_day(&day)).transpose().map_err(|bad| bad.to_string())?;
        let (likelihood, impact) = (self.likelihood, self.impact);
        let (level, by, why) = (self.stated, said(&self.by), said(&self.why));
        Ok(Assessment { likelihood, impact, level, on, by, why, ..Assessment::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::views::record::assessment::level_of;

    #[test]
    fn the_level_follows_from_both_figures() {
        let scheme = Scheme::default();
        let mut draft = AssessDraft { stated: Some(Band::Low), impact: level_of("5"), ..AssessDraft::default() };
        assert_eq!(draft.level(&scheme), Some(Band::Low));
        draft.likelihood = level_of("4");
        assert_eq!(draft.level(&scheme), Some(Band::Critical));
    }

    #[test]
    fn a_stated_level_that_is_left_behind_is_pointed_out() {
        let stood = Assessment { impact: level_of("5"), level: Some(Band::High), ..Assessment::default() };
        let mut draft = AssessDraft::of(Some(&stood), NaiveDate::default());
        assert_eq!(draft.left_behind(), None);
        draft.impact = level_of("3");
        assert_eq!(draft.left_behind(), Some(Band::High));
        draft.stated = Some(Band::Medium);
        assert_eq!(draft.left_behind(), None);
    }

    #[test]
    fn a_bad_day_is_said_and_empty_words_are_none() {
        let draft = AssessDraft { impact: level_of("4"), why: "  ".into(), ..AssessDraft::default() };
        let read = draft.read().expect("nothing is wrong with it");
        assert_eq!((read.why, read.by, read.on), (None, None, None));
        assert!(AssessDraft { on: "soon".into(), ..draft }.read().is_err());
        assert_eq!(level_of(""), None);
        assert_eq!(level_of("7"), None);
    }
}
