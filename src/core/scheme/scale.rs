//! What the steps of likelihood and impact are called, and what each means.

use super::matrix::step_before;
use super::{Level, Scheme};
use crate::json::object;
use crate::vec_map::VecMap;

object! {
    /// One step of a scale.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct ScaleStep {
        /// What it is called, such as "Unlikely".
        pub name: Option<String> = "name",
        /// When it applies, such as "Less than once in ten years".
        pub definition: Option<String> = "definition",
    }
}

/// The steps of one scale by their numbers. How many there are is the matrix's to say: a step that it has not is not shown,
/// and one that is not here is called by its number.
pub type Scale = VecMap<String, ScaleStep>;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScaleOf {
    /// How likely.
    Likelihood,
    /// How bad.
    Impact,
}

impl ScaleOf {
    /// Both.
    pub const ALL: [ScaleOf; 2] = [ScaleOf::Likelihood, ScaleOf::Impact];

    /// Its name in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ScaleOf::Likelihood => "likelihood",
            ScaleOf::Impact => "impact",
        }
    }

    /// Its name on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            ScaleOf::Likelihood => "Likelihood",
            ScaleOf::Impact => "Impact",
        }
    }
}

impl Scheme {
    /// What is said of a step.
    #[must_use]
    pub fn step(&self, scale: ScaleOf, level: Level) -> Option<&ScaleStep> {
        self.scales.as_ref()?.get(scale.name())?.get(&level.number().to_string())
    }

    /// A step as it is offered: "4 Likely", or the number alone.
    #[must_use]
    pub fn step_label(&self, scale: ScaleOf, level: Level) -> String {
        match self.step(scale, level).and_then(|step| step.name.as_deref()) {
            Some(name) => format!("{} {name}", level.number()),
            None => level.number().to_string(),
        }
    }

    /// The steps that the matrix has.
    #[must_use]
    pub fn steps(&self, scale: ScaleOf) -> &'static [Level] {
        match scale {
            ScaleOf::Likelihood => self.matrix.likelihoods(),
            ScaleOf::Impact => self.matrix.impacts(),
        }
    }
}

impl ScaleStep {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == ScaleStep::default()
    }
}

/// The steps of a scale of another length, each as that which stood in its place. A step that comes between two says nothing:
/// only a person knows what lies there.
#[must_use]
pub fn resized(steps: &[ScaleStep], length: usize) -> Vec<ScaleStep> {
    let from = |at: usize| step_before(at, length, steps.len());
    let step = |at: usize| if at > 0 && from(at) == from(at - 1) { None } else { steps.get(from(at)).cloned() };
    (0..length).map(|at| step(at).unwrap_or_default()).collect()
}

crate::json::required!(ScaleStep, Scale, VecMap<String, Scale>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_scale_leaves_the_step_between_to_a_person() {
        let step = |name: &str| ScaleStep { name: Some(name.into()), ..ScaleStep::default() };
        let names = |steps: &[ScaleStep]| steps.iter().map(|step| step.name.clone().unwrap_or_default()).collect::<Vec<_>>();
        let five = ["Rare", "Unlikely", "Possible", "Likely", "Certain"].map(step);
        assert_eq!(names(&resized(&five, 5)), names(&five));
        assert_eq!(names(&resized(&five, 4)), ["Rare", "Unlikely", "Likely", "Certain"]);
        assert_eq!(names(&resized(&five, 3)), ["Rare", "Possible", "Certain"]);
        assert_eq!(names(&resized(&five, 6)), ["Rare", "Unlikely", "Possible", "", "Likely", "Certain"]);
        assert_eq!(names(&resized(&[], 3)), ["", "", ""]);
    }
}
