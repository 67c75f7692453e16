//! The cell of a list that is edited, and the field that it is edited as.

use crate::query::Column;
use crate::record::{Field, Kind};
use crate::scheme::Scheme;
use crate::stamp::EventId;
use crate::web::views::record::Subject;

/// The cell that is edited.
#[derive(Debug, Clone)]
pub(super) struct EditedCell {
    pub(super) id: EventId,
    pub(super) reference: String,
    /// The place of its column.
    pub(super) at: usize,
    pub(super) subject: Subject,
}

/// What a cell is edited as.
pub(super) fn subject_edited(scheme: &Scheme, column: Column, kind: Kind) -> Option<Subject> {
    match column {
        Column::Custom(name) => {
            let (name, field) = scheme.custom_of(kind).into_iter().find(|(have, _)| *have == name.name())?;
            Some(Subject::custom(name, Some(field)))
        }
        column => field_edited(column, kind).map(Subject::Field),
    }
}

/// The field that a cell is edited as. A status moves by rules, and a score and a risk's colour are worked out.
fn field_edited(column: Column, kind: Kind) -> Option<Field> {
    let field = match column {
        Column::Rag => kind.definition().rating.field()?,
        other => other.field(kind)?,
    };
    field.belongs_to(kind).then_some(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_edited_as_the_field_of_its_record() {
        let fields = [
            (Column::Title, Kind::Risk, Some(Field::Title)),
            (Column::Due, Kind::Risk, Some(Field::NextReview)),
            (Column::Due, Kind::Decision, Some(Field::DecidedOn)),
            (Column::Rag, Kind::Issue, Some(Field::Severity)),
            (Column::Rag, Kind::Milestone, Some(Field::RagCurrent)),
            (Column::Rag, Kind::Risk, None),
            (Column::Field(Field::Update), Kind::Action, Some(Field::Update)),
            (Column::Field(Field::Update), Kind::Risk, None),
        ];
        for (column, kind, field) in fields {
            assert_eq!(field_edited(column, kind), field, "{column:?} of {kind:?}");
        }
    }

    #[test]
    fn what_moves_by_rules_or_is_worked_out_is_not_edited_in_a_list() {
        for column in [Column::Reference, Column::Kind, Column::Status, Column::Score, Column::Changed, Column::Closes] {
            assert!(Kind::ALL.into_iter().all(|kind| field_edited(column, kind).is_none()), "{column:?}");
        }
    }
}
