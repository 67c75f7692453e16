//! Likelihood by impact, cell by cell.

use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::Band;

/// Likelihood or impact: 1 (least) to 6, of which a register's matrix has the first three, four, five or all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Level(u8);

/// The number is no level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a level; likelihood and impact go from 1 to 6")]
pub struct BadLevel(pub i64);

impl Level {
    /// All that any register has, least first.
    pub const ALL: [Level; 6] = [Level(1), Level(2), Level(3), Level(4), Level(5), Level(6)];

    /// The number, 1 to 6.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<i64> for Level {
    type Error = BadLevel;

    fn try_from(number: i64) -> Result<Level, BadLevel> {
        match u8::try_from(number) {
            Ok(level @ 1..=6) => Ok(Level(level)),
            _ => Err(BadLevel(number)),
        }
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Level;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number")
            }
            // Refused here, and not later, it is told at the place of that very number.
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Level, E> {
                Level::try_from(number).map_err(E::custom)
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Level, E> {
                self.visit_i64(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
        deserializer.deserialize_i64(Number)
    }
}

/// Likelihood (row, 1 first) by impact (column, 1 first) gives a [`Band`]. Cells, not products: a programme may call "very
/// unlikely but catastrophic" High without raising "certain but trivial" with it. Its size says how many steps the two scales
/// have: three to six each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matrix(Vec<Vec<Band>>);

/// The cells are no matrix.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a matrix has 3 to 6 rows of likelihood, all of 3 to 6 levels of impact")]
pub struct BadMatrix;

impl Matrix {
    /// How many steps a scale may have.
    pub const STEPS: std::ops::RangeInclusive<usize> = 3..=6;

    /// The steps of likelihood, least first.
    #[must_use]
    pub fn likelihoods(&self) -> &'static [Level] {
        &Level::ALL[..self.0.len().min(Level::ALL.len())]
    }

    /// The steps of impact, least first.
    #[must_use]
    pub fn impacts(&self) -> &'static [Level] {
        &Level::ALL[..self.0.first().map_or(0, Vec::len).min(Level::ALL.len())]
    }

    /// The band of one cell. None where it has no such cell: a level of a matrix that had more.
    #[must_use]
    pub fn band(&self, likelihood: Level, impact: Level) -> Option<Band> {
        self.0.get(usize::from(likelihood.0) - 1)?.get(usize::from(impact.0) - 1).copied()
    }

    /// Puts another band into a cell that it has.
    pub fn set(&mut self, likelihood: Level, impact: Level, band: Band) {
        let cell = self.0.get_mut(usize::from(likelihood.0) - 1).and_then(|row| row.get_mut(usize::from(impact.0) - 1));
        if let Some(cell) = cell {
            *cell = band;
        }
    }

    /// The same with so many steps of likelihood and of impact, each cell as the one that stood in its place.
    #[must_use]
    pub fn resized(&self, likelihoods: usize, impacts: usize) -> Matrix {
        let row = |at: usize| {
            let from = &self.0[step_before(at, likelihoods, self.0.len())];
            (0..impacts).map(|at| from[step_before(at, impacts, from.len())]).collect()
        };
        Matrix((0..likelihoods).map(row).collect())
    }
}

/// The step of a scale of `had` that stands where that of a scale of `has` does, both counted from 0: the least and the most
/// stay what they are.
pub(super) fn step_before(at: usize, has: usize, had: usize) -> usize {
    let (last, of) = (had.saturating_sub(1), has.saturating_sub(1).max(1));
    ((at * last * 2 + of) / (of * 2)).min(last)
}

impl TryFrom<Vec<Vec<Band>>> for Matrix {
    type Error = BadMatrix;

    fn try_from(cells: Vec<Vec<Band>>) -> Result<Matrix, BadMatrix> {
        let width = cells.first().map_or(0, Vec::len);
        let is_one =
            Matrix::STEPS.contains(&cells.len()) && Matrix::STEPS.contains(&width) && cells.iter().all(|row| row.len() == width);
        if is_one { Ok(Matrix(cells)) } else { Err(BadMatrix) }
    }
}

impl<'de> Deserialize<'de> for Matrix {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Matrix::try_from(Vec::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// Critical from 20, High from 13, Medium from 6 (domain notes (b), "Scoring-band evidence"): a default, not a rule.
impl Default for Matrix {
    fn default() -> Self {
        let band = |score| match score {
            20.. => Band::Critical,
            13.. => Band::High,
            6.. => Band::Medium,
            _ => Band::Low,
        };
        Matrix((1..=5).map(|row| (1..=5).map(|column| band(row * column)).collect()).collect())
    }
}

crate::json::required!(Level, Matrix);

#[cfg(test)]
mod tests {
    use super::*;

    fn level(number: i64) -> Level {
        Level::try_from(number).expect("a literal level")
    }

    #[test]
    fn the_default_matrix_follows_its_bands() {
        let band = |likelihood, impact| Matrix::default().band(level(likelihood), level(impact));
        assert_eq!(band(5, 5), Some(Band::Critical));
        assert_eq!(band(4, 5), Some(Band::Critical));
        assert_eq!(band(4, 4), Some(Band::High));
        assert_eq!(band(3, 4), Some(Band::Medium));
        assert_eq!(band(5, 1), Some(Band::Low));
        assert_eq!(band(6, 1), None, "it has five steps");
    }

    #[test]
    fn nine_is_no_level() {
        assert_eq!(Level::try_from(9), Err(BadLevel(9)));
        assert_eq!(BadLevel(9).to_string(), "9 is not a level; likelihood and impact go from 1 to 6");
    }

    #[test]
    fn another_size_keeps_the_corners_and_the_size_itself_keeps_all() {
        let matrix = Matrix::default();
        assert_eq!(matrix.resized(5, 5), matrix);
        for (likelihoods, impacts) in [(3, 3), (4, 4), (6, 6), (5, 4), (3, 6)] {
            let other = matrix.resized(likelihoods, impacts);
            assert_eq!((other.likelihoods().len(), other.impacts().len()), (likelihoods, impacts));
            let (most, worst) = (likelihoods as i64, impacts as i64);
            for (ours, theirs) in [((1, 1), (1, 1)), ((1, worst), (1, 5)), ((most, 1), (5, 1)), ((most, worst), (5, 5))] {
                let ours = other.band(level(ours.0), level(ours.1));
                assert_eq!(ours, matrix.band(level(theirs.0), level(theirs.1)));
            }
        }
    }

    #[test]
    fn cells_that_are_no_table_of_three_to_six_are_none() {
        let low = |rows: usize, columns: usize| vec![vec![Band::Low; columns]; rows];
        assert!(Matrix::try_from(low(3, 6)).is_ok());
        for cells in [low(2, 5), low(7, 5), low(5, 2), low(5, 7), vec![], vec![vec![Band::Low; 5], vec![Band::Low; 4], vec![]]] {
            assert_eq!(Matrix::try_from(cells), Err(BadMatrix));
        }
    }
}
