//! What a transition asks for, as data: each requirement finds what is missing in a record, in a sentence and with the place
//! where it is filled in.

use chrono::NaiveDate;

use super::optional_stage::OptionalStage;
use super::verdict::Verdict;
use crate::record::{Field, Record, Status};
use crate::stamp::EventId;
use crate::state::RecordLookup;

/// Something that a transition asks for.
#[derive(Debug, Clone, Copy)]
pub struct Requirement {
    says: &'static str,
    check: Check,
    /// What a set-up calls it that leaves it out or words it otherwise; none of one that holds the record together.
    id: Option<&'static str>,
    /// The stage that it speaks of: it asks for nothing where that is left out.
    of: Option<OptionalStage>,
}

#[derive(Debug, Clone, Copy)]
enum Check {
    /// A field that is filled in, and the sentence while it is not.
    Filled(Field, &'static str),
    /// What takes more than one look.
    Rule(fn(&mut Unmet<'_>)),
}

impl Requirement {
    /// A field has to be filled in; `sentence` asks for it.
    pub(super) const fn filled(field: Field, sentence: &'static str) -> Requirement {
        Requirement { says: "", check: Check::Filled(field, sentence), id: None, of: None }
    }

    /// What `check` finds missing must not be; `says` tells it in a few words.
    pub(super) const fn rule(says: &'static str, check: fn(&mut Unmet<'_>)) -> Requirement {
        Requirement { says, check: Check::Rule(check), id: None, of: None }
    }

    /// A set-up may leave it out, or word it otherwise, under that name.
    pub(super) const fn waivable(self, id: &'static str) -> Requirement {
        Requirement { id: Some(id), ..self }
    }

    /// It speaks of that stage.
    pub(super) const fn of(self, stage: OptionalStage) -> Requirement {
        Requirement { of: Some(stage), ..self }
    }

    /// Its name in a set-up that leaves it out or words it otherwise; none where none may. A field can always be left out.
    #[must_use]
    pub fn id(&self) -> Option<&'static str> {
        match self.check {
            Check::Filled(field, _) => Some(field.name()),
            Check::Rule(_) => self.id,
        }
    }

    /// The stage that it speaks of: where that is left out, it asks for nothing.
    #[must_use]
    pub fn stage(&self) -> Option<OptionalStage> {
        self.of
    }

    /// The field that it wants to be filled in, where it is no more than that.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self.check {
            Check::Filled(field, _) => Some(field),
            Check::Rule(_) => None,
        }
    }

    /// The sentence that asks for it, where it is one.
    #[must_use]
    pub fn sentence(&self) -> Option<&'static str> {
        match self.check {
            Check::Filled(_, sentence) => Some(sentence),
            Check::Rule(_) => None,
        }
    }

    /// What it asks for, in a few words of a list.
    #[must_use]
    pub fn says(&self) -> &'static str {
        match self.check {
            Check::Filled(field, _) => field.label(),
            Check::Rule(_) => self.says,
        }
    }

    pub(super) fn check(&self, unmet: &mut Unmet<'_>) {
        let scheme = unmet.register.scheme();
        if self.of.is_some_and(|stage| !stage.is_used(scheme)) || self.id().is_some_and(|id| scheme.waives(id)) {
            return;
        }
        let met = unmet.missing.len();
        self.check_usual(unmet);
        if let Some(words) = self.id().and_then(|id| scheme.requirement_wording(id)) {
            unmet.reword(met, words);
        }
    }

    fn check_usual(&self, unmet: &mut Unmet<'_>) {
        match self.check {
            // What the set-up does not ask for is not missing.
            Check::Filled(field, sentence) => {
                let is_there = unmet.has(field) || !unmet.register.scheme().asks(field);
                unmet.need(is_there, sentence, Place::Field(field));
            }
            Check::Rule(check) => check(unmet),
        }
    }
}

/// A transition that somebody is about to take.
#[derive(Debug, Clone, Copy)]
pub(super) struct TransitionAttempt<'a> {
    pub(super) to: Status,
    pub(super) on: Option<NaiveDate>,
    pub(super) why: Option<&'a str>,
    /// The decision being recorded with it; none looks at those recorded before.
    pub(super) verdict: Option<&'a Verdict>,
}

impl TransitionAttempt<'_> {
    pub(super) fn has_reason(&self) -> bool {
        self.why.is_some_and(|why| !why.trim().is_empty())
    }
}

/// What a record lacks for a transition, as it is found, and all that a requirement may look at.
pub(super) struct Unmet<'a> {
    pub(super) register: &'a dyn RecordLookup,
    pub(super) record: &'a Record,
    pub(super) attempt: TransitionAttempt<'a>,
    missing: Vec<UnmetRequirement>,
}

impl<'a> Unmet<'a> {
    /// What of these requirements is not met, in their order.
    pub(super) fn of(
        requirements: &[&[Requirement]],
        register: &'a dyn RecordLookup,
        record: &'a Record,
        attempt: TransitionAttempt<'a>,
    ) -> Vec<UnmetRequirement> {
        let mut unmet = Unmet { register, record, attempt, missing: Vec::new() };
        for requirement in requirements.iter().copied().flatten() {
            requirement.check(&mut unmet);
        }
        unmet.missing
    }

    pub(super) fn need(&mut self, is_there: bool, what: impl Into<String>, place: Place) {
        if !is_there {
            self.missing.push(UnmetRequirement { what: what.into(), place });
        }
    }

    /// Says in these words what was found missing from there on, once.
    fn reword(&mut self, from: usize, words: &str) {
        self.missing.truncate(from + 1);
        for missing in &mut self.missing[from..] {
            words.clone_into(&mut missing.what);
        }
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.record.fields.value(field).is_some()
    }
}

/// Something that a transition still needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmetRequirement {
    /// What, in a sentence without a full stop.
    pub what: String,
    /// Where it is filled in.
    pub place: Place,
}

/// Where something missing is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A field.
    Field(Field),
    /// The programme's own fields.
    CustomFields,
    /// The reference.
    Reference,
    /// The versions of the text.
    Versions,
    /// The impact assessment.
    Rounds,
    /// The decisions.
    Decisions,
    /// The milestones it moves.
    Milestones,
    /// The links.
    Links,
    /// The assessments.
    Assessment,
    /// Another record: a condition's action.
    Record(EventId),
    /// The reason asked for with the step.
    Reason,
}
