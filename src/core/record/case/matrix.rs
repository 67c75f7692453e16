//! The answers to a round at a glance: constituency by position and effect. Counts, never averages.

use super::{Aspect, Case, Position, Round, Size};
use crate::vec_map::VecMap;

/// The answers of one constituency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// The constituency.
    pub constituency: String,
    /// How many parties took each position.
    pub positions: VecMap<Position, usize>,
    /// How many parties judged an effect so large.
    pub effects: VecMap<Aspect, VecMap<Size, usize>>,
    /// How many parties told an effect in words alone.
    pub in_words: VecMap<Aspect, usize>,
    /// How many answered late: after the last day, or after the round was closed.
    pub late: usize,
    /// Has not answered: asked, or written down as "No response".
    pub missing: bool,
    /// How many parties are written down as "No response".
    pub silent: usize,
    /// The longest lead time asked for, in working days.
    pub lead_time: Option<u16>,
}

impl Tally {
    /// The largest effect that any party stated.
    #[must_use]
    pub fn worst(&self, aspect: Aspect) -> Option<Size> {
        self.effects.get(&aspect)?.iter().map(|(size, _)| *size).max()
    }

    /// Whether any party stated that effect, by size or in words.
    #[must_use]
    pub fn states(&self, aspect: Aspect) -> bool {
        self.effects.get(&aspect).is_some() || self.in_words.get(&aspect).is_some_and(|parties| *parties > 0)
    }

    /// How many answered.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.positions.iter().map(|(_, parties)| parties).sum()
    }
}

/// The answers to a round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    /// One row for each constituency: those asked, in order, then others that answered.
    pub rows: Vec<Tally>,
    /// How many parties took each position in all.
    pub positions: VecMap<Position, usize>,
}

/// The answers to a round, by constituency.
#[must_use]
pub fn matrix(case: &Case, round: &Round) -> Matrix {
    let mut rows: Vec<Tally> =
        round.audience.iter().map(|asked| Tally { constituency: asked.clone(), missing: true, ..Tally::default() }).collect();
    let mut positions = VecMap::default();
    for response in case.responses_in(round.id) {
        let at = rows.iter().position(|row| row.constituency == response.constituency).unwrap_or(rows.len());
        if at == rows.len() {
            rows.push(Tally { constituency: response.constituency.clone(), ..Tally::default() });
        }
        let row = &mut rows[at];
        if response.position == Position::NoResponse {
            row.silent += 1;
            row.missing = row.positions.is_empty();
            continue;
        }
        row.missing = false;
        row.late += usize::from(round.is_late(response.received_on) || round.is_outside(response));
        *row.positions.at(response.position) += 1;
        *positions.at(response.position) += 1;
        for (aspect, effect) in &response.effects {
            match effect.size {
                Some(size) => *row.effects.at(*aspect).at(size) += 1,
                None => *row.in_words.at(*aspect) += usize::from(effect.words.is_some()),
            }
        }
        row.lead_time = row.lead_time.max(response.lead_time);
    }
    let silent = |row: &Tally| if row.missing { row.silent.max(1) } else { row.silent };
    let missing: usize = rows.iter().map(silent).sum();
    if missing > 0 {
        *positions.at(Position::NoResponse) += missing;
    }
    Matrix { rows, positions }
}
