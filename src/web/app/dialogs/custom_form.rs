//! What is typed of the programme's own fields, and the set-up that comes of it. No browser needed.

use std::collections::BTreeMap;

use crate::record::{CustomValue, Field, Kind, Status};
use crate::scheme::{CustomField, CustomFields, CustomShape, Scheme};
use crate::state::{Register, RowId};

/// So many records are named whose text does not fit.
const MOST_NAMED: usize = 3;

/// One field, as it is typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FieldRow {
    /// The name under which records hold it; none for one that is new.
    pub(super) held: Option<String>,
    /// What it is called.
    pub(super) label: String,
    /// What it holds.
    pub(super) shape: CustomShape,
    /// The kinds that have it; none are all.
    pub(super) kinds: Vec<Kind>,
    /// Its choices, one a line.
    pub(super) choices: String,
    /// What it counts, or the sign of its currency.
    pub(super) unit: String,
    /// How it is filled in.
    pub(super) hint: String,
    /// The statuses that a record takes only with it.
    pub(super) required_at: Vec<Status>,
    /// Whether it is asked for.
    pub(super) is_used: bool,
    /// As it stood, with what a newer version wrote.
    before: CustomField,
}

/// All of them, in their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct CustomForm {
    pub(super) rows: Vec<FieldRow>,
}

/// What records say, by the names under which they hold it.
pub(super) type Held = BTreeMap<String, Vec<(RowId, String)>>;

impl FieldRow {
    /// A new field of that name.
    pub(super) fn new(label: &str, held: Option<&str>) -> FieldRow {
        let field = CustomField { holds: CustomShape::Line.name().into(), ..CustomField::default() };
        FieldRow { label: label.into(), ..FieldRow::of(held.map(str::to_owned), label, &field) }
    }

    fn of(held: Option<String>, label: &str, field: &CustomField) -> FieldRow {
        FieldRow {
            held,
            label: label.into(),
            shape: field.shape(),
            kinds: field.kinds.iter().filter_map(|name| Kind::from_name(name)).collect(),
            choices: field.choices.join("\n"),
            unit: field.unit.clone().unwrap_or_default(),
            hint: field.hint.clone().unwrap_or_default(),
            required_at: field.required_at.iter().filter_map(|word| Status::from_name(word)).collect(),
            is_used: !field.is_hidden,
            before: field.clone(),
        }
    }

    /// The field, at that place. What was not touched stays as it is said in the file.
    fn field(&self, name: &str, place: usize) -> CustomField {
        let was = FieldRow::of(self.held.clone(), &self.label, &self.before);
        let said = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        let lines = self.choices.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut field = CustomField { order: Some(place as u32 + 1), is_hidden: !self.is_used, ..self.before.clone() };
        field.label = said(&self.label).filter(|label| label != name);
        field.unit = said(&self.unit);
        field.hint = said(&self.hint);
        if self.shape != was.shape || self.choices != was.choices {
            field.holds = self.shape.name().into();
            field.choices = lines.map(str::to_owned).collect();
        }
        if self.kinds != was.kinds {
            field.kinds = self.kinds.iter().map(|kind| kind.name().to_owned()).collect();
        }
        if self.required_at != was.required_at {
            field.required_at = self.required_at.iter().map(|status| status.word().to_owned()).collect();
        }
        field
    }

    /// What becomes of the texts that records hold: how many fit what it holds now, and some of those that do not.
    pub(super) fn effect(&self, register: &Register, held: &Held) -> Option<String> {
        let name = self.held.as_deref()?;
        let field = self.field(name, 0);
        if field.holds == self.before.holds && field.choices == self.before.choices {
            return None;
        }
        let (mut fits, mut others) = (0, Vec::new());
        let mut count = 0_usize;
        for (row_id, text) in held.get(name).into_iter().flatten() {
            if field.read(text).is_ok() {
                fits += 1;
                continue;
            }
            count += 1;
            if others.len() < MOST_NAMED {
                let reference = register.summary(*row_id, &[]).map(|(reference, _)| reference).unwrap_or_default();
                others.push(format!("{reference} “{}”", crate::text::excerpt(text)));
            }
        }
        let records = |count: usize| if count == 1 { "1 record".to_owned() } else { format!("{count} records") };
        match (fits, count) {
            (0, 0) => None,
            (fits, 0) => Some(format!("All of what {} say fits.", records(fits))),
            (fits, count) => {
                let more = count.saturating_sub(MOST_NAMED);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                Some(format!(
                    "{} fit. These stay as text until somebody changes them: {}{more}.",
                    records(fits),
                    others.join(", ")
                ))
            }
        }
    }

    /// The kind among its own that has a field of that name already.
    fn kind_with(&self, scheme: &Scheme, label: &str) -> Option<Kind> {
        let is_called = |field: &&Field| scheme.field_label(**field).to_lowercase() == label.to_lowercase();
        let fields: Vec<Field> = Field::ALL.iter().filter(is_called).copied().collect();
        let has = |kind: &Kind| {
            (self.kinds.is_empty() || self.kinds.contains(kind)) && fields.iter().any(|field| field.belongs_to(*kind))
        };
        Kind::ALL.into_iter().find(has)
    }

    /// A text as it will be shown, as an example; none where there is nothing to see.
    pub(super) fn example(&self) -> Option<String> {
        let field = self.field("", 0);
        let typed = match self.shape {
            CustomShape::Number => "1250",
            CustomShape::Money => "12500",
            CustomShape::Percent => "12.5",
            _ => return None,
        };
        matches!(field.value(typed), CustomValue::Number(_)).then(|| field.shown(typed, |day| day.to_string()))
    }
}

impl CustomForm {
    pub(super) fn of(scheme: &Scheme) -> CustomForm {
        let row = |(name, field): (&String, &CustomField)| FieldRow::of(Some(name.clone()), scheme.custom_label(name), field);
        CustomForm { rows: scheme.custom_in_order().into_iter().map(row).collect() }
    }

    /// Puts one a place further up or down.
    pub(super) fn move_row(&mut self, at: usize, up: bool) {
        let to = if up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < self.rows.len()) };
        if let Some(to) = to {
            self.rows.swap(at, to);
        }
    }

    /// What is typed, in the set-up that it was begun with.
    ///
    /// # Errors
    /// Which field has no name, or that of another.
    pub(super) fn to_scheme(&self, before: &Scheme) -> Result<Scheme, String> {
        let mut to = before.clone();
        if *self == CustomForm::of(before) {
            return Ok(to);
        }
        let mut fields = CustomFields::new();
        for (place, row) in self.rows.iter().enumerate() {
            let label = row.label.trim();
            if label.is_empty() {
                return Err(format!("Field {} has no name", place + 1));
            }
            if let Some(kind) = row.kind_with(before, label) {
                let kinds = before.kind_plural(kind).to_lowercase();
                return Err(format!("“{label}” is a field that {kinds} have already: choose another name, or other kinds"));
            }
            let name = row.held.clone().unwrap_or_else(|| label.to_owned());
            if fields.get(&name).is_some() {
                return Err(format!("Two fields are called “{label}”"));
            }
            fields.insert(name.clone(), row.field(&name, place));
        }
        to.custom = Some(fields);
        Ok(to)
    }
}

/// What all records say in fields of the programme's own, read once.
pub(super) fn held(register: &Register) -> Held {
    let mut held = Held::new();
    for row_id in register.records().filter(|row_id| !register.row(*row_id).removed) {
        for (name, text) in register.custom(row_id) {
            held.entry(name).or_default().push((row_id, text));
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_added_ordered_and_renamed_and_records_hold_them_under_their_first_name() {
        let before = Scheme::default();
        let mut form = CustomForm::of(&before);
        assert_eq!(form.to_scheme(&before), Ok(before.clone()));
        form.rows = vec![FieldRow::new(" Exposure ", None), FieldRow::new("Site", None)];
        form.rows[0].shape = CustomShape::Money;
        form.move_row(1, true);
        form.move_row(1, false);
        let mut to = form.to_scheme(&before).expect("two names");
        let names = |scheme: &Scheme| scheme.custom_in_order().into_iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&to), ["Site", "Exposure"]);
        let mut again = CustomForm::of(&to);
        again.rows[0].label = "Where".into();
        to = again.to_scheme(&to).expect("a name");
        assert_eq!((names(&to), to.custom_label("Site")), (vec!["Site".to_owned(), "Exposure".to_owned()], "Where"));
    }

    #[test]
    fn a_field_without_a_name_or_with_one_that_is_taken_is_refused() {
        let refused = |labels: &[&str]| {
            let form = CustomForm { rows: labels.iter().map(|label| FieldRow::new(label, None)).collect() };
            form.to_scheme(&Scheme::default()).expect_err("it is refused")
        };
        assert_eq!(refused(&["Exposure", " "]), "Field 2 has no name");
        assert_eq!(refused(&["Site", "Site"]), "Two fields are called “Site”");
        assert_eq!(refused(&["owner"]), "“owner” is a field that risks have already: choose another name, or other kinds");
        let mut form = CustomForm { rows: vec![FieldRow::new("Cost", None)] };
        assert!(form.to_scheme(&Scheme::default()).is_err(), "change requests have one");
        form.rows[0].kinds = vec![Kind::Risk];
        assert!(form.to_scheme(&Scheme::default()).is_ok());
    }
}
