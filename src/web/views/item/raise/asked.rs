//! What is asked for each kind when it is raised, most needed first. Everything else can be added on the record.

use crate::item::{Field, Kind};

/// The fields of the form, in order.
pub(super) fn asked(kind: Kind) -> &'static [Field] {
    use Field::*;
    match kind {
        Kind::Risk => &[Title, Description, ImpactStatement, Owner, Category, Groups, RaisedOn],
        Kind::Assumption => &[Title, Description, ImpactIfFalse, Owner, Validator, ValidateBy, Groups, RaisedOn],
        Kind::Issue => &[Title, Description, ImpactStatement, Severity, Owner, TargetResolution, Groups, RaisedOn],
        Kind::Dependency => &[Title, Description, Provider, Receiver, NeedBy, Owner, Groups, RaisedOn],
        Kind::ChangeRequest => &[
            Title,
            ChangeRaiser,
            IssueStatement,
            Description,
            Justification,
            ChangeType,
            ImpactedArtefacts,
            DecisionBody,
            InterimRelease,
            ReleaseDate,
            Groups,
            RaisedOn,
        ],
        Kind::Action => &[Title, Owner, Due, Description, RaisedOn],
        Kind::Decision => &[Title, Forum, Maker, Outcome, Conditions, DecidedOn],
        Kind::Milestone => &[Title, Tier, PlanSection, Baseline, Forecast, GovernedBy],
        Kind::Meeting => &[Title, Group, Number, HeldOn, Time, Venue],
    }
}

/// How a field is filled in, in the words of the programme's papers.
pub(super) fn hint(kind: Kind, field: Field) -> Option<&'static str> {
    match (kind, field) {
        (Kind::Risk, Field::Description) => Some("Start with “There is a risk that …”"),
        (Kind::Risk | Kind::Issue, Field::ImpactStatement) => Some("Start with “This may lead to …”"),
        (Kind::Dependency, Field::Description) => Some("Start with “There is a dependency on …”"),
        (Kind::ChangeRequest, Field::IssueStatement) => Some("What is wrong or missing today"),
        (Kind::ChangeRequest, Field::Description) => Some("The proposed change"),
        (Kind::ChangeRequest, Field::ChangeRaiser) => Some("The organisation that raises it"),
        (Kind::ChangeRequest, Field::ReleaseDate) => Some("The release outlook: a date, or tbc"),
        (Kind::Action, Field::Title) => Some("What is to be done, in one line"),
        (Kind::Decision, Field::Title) => Some("What was decided, in one line"),
        (Kind::Decision, Field::Maker) => Some("The role, for example SRO or Chair"),
        (_, Field::Groups) => Some("The group it reports to first; separate with commas, or choose"),
        _ => None,
    }
}

/// Whether the form asks at which meeting it came up.
pub(super) fn asks_meeting(kind: Kind) -> bool {
    match kind {
        Kind::Milestone | Kind::Meeting => false,
        Kind::Risk | Kind::Assumption | Kind::Issue | Kind::Dependency | Kind::ChangeRequest | Kind::Action | Kind::Decision => {
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_asked_belongs_to_its_kind_and_the_title_comes_first() {
        for kind in Kind::ALL {
            assert_eq!(asked(kind).first(), Some(&Field::Title));
            assert!(asked(kind).iter().all(|field| field.belongs_to(kind)), "{kind:?}");
        }
    }
}
