//! Likelihood by impact, cell by cell.

use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::Band;

/// Likelihood or impact: 1 (least) to 5 (most).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Level(u8);

/// The number is no level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a level; likelihood and impact go from 1 to 5")]
pub struct BadLevel(pub i64);

impl Level {
    /// All five, least first.
    pub const ALL: [Level; 5] = [Level(1), Level(2), Level(3), Level(4), Level(5)];

    /// The number, 1 to 5.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<i64> for Level {
    type Error = BadLevel;

    fn try_from(number: i64) -> Result<Level, BadLevel> {
        match u8::try_from(number) {
            Ok(level @ 1..=5) => Ok(Level(level)),
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

/// Likelihood (row, 1 first) by impact (column, 1 first) gives a [`Band`]. Cells, not products: a programme may
/// call "very unlikely but catastrophic" High without raising "certain but trivial" with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matrix(pub [[Band; 5]; 5]);

impl Matrix {
    /// The band of one cell.
    #[must_use]
    pub fn band(&self, likelihood: Level, impact: Level) -> Band {
        self.0[usize::from(likelihood.0) - 1][usize::from(impact.0) - 1]
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
        Matrix(std::array::from_fn(|row| std::array::from_fn(|column| band((row + 1) * (column + 1)))))
    }
}

crate::json::required!(Level, Matrix);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_matrix_follows_its_bands() {
        let band = |likelihood, impact| {
            let level = |number| Level::try_from(number).expect("a literal level");
            Matrix::default().band(level(likelihood), level(impact))
        };
        assert_eq!(band(5, 5), Band::Critical);
        assert_eq!(band(4, 5), Band::Critical);
        assert_eq!(band(4, 4), Band::High);
        assert_eq!(band(3, 4), Band::Medium);
        assert_eq!(band(5, 1), Band::Low);
    }

    #[test]
    fn nine_is_no_level() {
        assert_eq!(Level::try_from(9), Err(BadLevel(9)));
        assert_eq!(BadLevel(9).to_string(), "9 is not a level; likelihood and impact go from 1 to 5");
    }
}
