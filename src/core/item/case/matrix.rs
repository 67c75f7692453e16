//! The answers to a round at a glance: constituency by position and effect. Counts, never averages.

use std::collections::BTreeMap;

use super::{Aspect, Case, Position, Round, Size};

/// The answers of one constituency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// The constituency.
    pub constituency: String,
    /// How many parties took each position.
    pub positions: BTreeMap<Position, usize>,
    /// How many parties judged an effect so large.
    pub effects: BTreeMap<Aspect, BTreeMap<Size, usize>>,
    /// How many parties told an effect in words alone.
    pub told: BTreeMap<Aspect, usize>,
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
        self.effects.get(&aspect)?.keys().max().copied()
    }

    /// Whether any party stated that effect, by size or in words.
    #[must_use]
    pub fn states(&self, aspect: Aspect) -> bool {
        self.effects.contains_key(&aspect) || self.told.get(&aspect).is_some_and(|parties| *parties > 0)
    }

    /// How many answered.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.positions.values().sum()
    }
}

/// The answers to a round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    /// One row for each constituency: those asked, in order, then others that answered.
    pub rows: Vec<Tally>,
    /// How many parties took each position in all.
    pub positions: BTreeMap<Position, usize>,
}

/// The answers to a round, by constituency.
#[must_use]
pub fn matrix(case: &Case, round: &Round) -> Matrix {
    let mut rows: Vec<Tally> =
        round.audience.iter().map(|asked| Tally { constituency: asked.clone(), missing: true, ..Tally::default() }).collect();
    let mut positions = BTreeMap::new();
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
        *row.positions.entry(response.position).or_default() += 1;
        *positions.entry(response.position).or_default() += 1;
        for (aspect, effect) in &response.effects {
            match effect.size {
                Some(size) => *row.effects.entry(*aspect).or_default().entry(size).or_default() += 1,
                None => *row.told.entry(*aspect).or_default() += usize::from(effect.words.is_some()),
            }
        }
        row.lead_time = row.lead_time.max(response.lead_time);
    }
    let silent = |row: &Tally| if row.missing { row.silent.max(1) } else { row.silent };
    let missing: usize = rows.iter().map(silent).sum();
    if missing > 0 {
        *positions.entry(Position::NoResponse).or_default() += missing;
    }
    Matrix { rows, positions }
}
