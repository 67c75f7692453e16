//! What a register's set-up says of kinds and fields: what they are called there, and which are used.

use super::{Column, CustomName, Field, Kind, Shape, Status};
use crate::scheme::preset::Preset;
use crate::scheme::{CustomField, KindSetup, Scheme};
use crate::text::with_article;

impl Scheme {
    fn kind_setup(&self, kind: Kind) -> Option<&KindSetup> {
        self.kinds.as_ref()?.get(kind.name())
    }

    /// The words on the screen for one record of a kind.
    #[must_use]
    pub fn kind_label(&self, kind: Kind) -> &str {
        self.kind_setup(kind).and_then(|own| own.label.as_deref()).unwrap_or_else(|| kind.label())
    }

    /// The words on the screen for several.
    #[must_use]
    pub fn kind_plural(&self, kind: Kind) -> &str {
        self.kind_setup(kind).and_then(|own| own.plural.as_deref()).unwrap_or_else(|| kind.plural())
    }

    /// The words within a sentence: "a risk", "an action".
    #[must_use]
    pub fn one(&self, kind: Kind) -> String {
        with_article(self.kind_label(kind))
    }

    /// What its reference numbers start with, where the register counts them itself.
    #[must_use]
    pub fn prefix(&self, kind: Kind) -> &str {
        self.kind_setup(kind).and_then(|own| own.prefix.as_deref()).unwrap_or_else(|| kind.prefix())
    }

    /// Whether records of that kind are raised here.
    #[must_use]
    pub fn is_offered(&self, kind: Kind) -> bool {
        self.kind_setup(kind).is_none_or(|own| !own.is_hidden)
    }

    /// Checks, where its kinds are not as before, that records of two are not numbered alike, and that some kind is offered.
    ///
    /// # Errors
    /// Which part of the set-up cannot be kept, and why.
    pub fn check_numbering(&self, before: &Scheme) -> Result<(), (String, String)> {
        if self.kinds == before.kinds {
            return Ok(());
        }
        let bad = |why: String| Err(("Kinds".to_owned(), why));
        for (at, kind) in Kind::ALL.into_iter().enumerate() {
            if let Some(other) = Kind::ALL[..at].iter().find(|other| self.prefix(**other) == self.prefix(kind)) {
                let [one, other] = [kind, *other].map(|kind| self.kind_plural(kind).to_lowercase());
                return bad(format!("{other} and {one} would both be numbered {}1, {0}2 …", self.prefix(kind)));
            }
        }
        if Kind::ALL.into_iter().any(|kind| self.is_offered(kind)) { Ok(()) } else { bad("one kind at least is needed".into()) }
    }

    /// The words on the screen for a status.
    #[must_use]
    pub fn status_label(&self, status: Status) -> &str {
        self.label_of_status(status.word())
    }

    /// The words on the screen for a field.
    #[must_use]
    pub fn field_label(&self, field: Field) -> &str {
        self.field_labels().get(field.name()).map_or_else(|| field.label(), String::as_str)
    }

    /// The words above a column in a list of those kinds, as [`Column::label`] says them elsewhere.
    #[must_use]
    pub fn column_label(&self, column: Column, kinds: &[Kind]) -> &str {
        match (column, kinds) {
            (Column::Due, [kind]) => self.field_label(Field::due_of(*kind)),
            (Column::Field(field), _) => self.field_label(field),
            (Column::Custom(name), _) => self.custom_label(name.name()),
            (column, kinds) => column.label(kinds),
        }
    }

    /// The programme's own fields that records of that kind are asked for, in their order.
    #[must_use]
    pub fn custom_of(&self, kind: Kind) -> Vec<(&String, &CustomField)> {
        let fields = self.custom_in_order().into_iter();
        fields.filter(|(_, field)| !field.is_hidden && has(field, kind)).collect()
    }

    /// The columns that a list of those kinds can have. No kinds are all of them.
    #[must_use]
    pub fn columns_offered(&self, kinds: &[Kind]) -> Vec<Column> {
        let kinds_or_all = if kinds.is_empty() { &Kind::ALL[..] } else { kinds };
        let fields = self.custom_in_order().into_iter();
        let custom = fields.filter(|(_, field)| kinds_or_all.iter().any(|kind| has(field, *kind)));
        let custom = custom.map(|(name, _)| Column::Custom(CustomName::of(name)));
        Column::offered(kinds).into_iter().chain(custom).collect()
    }

    /// Whether records of those kinds can say something in a column.
    #[must_use]
    pub fn column_fits(&self, column: Column, kinds: &[Kind]) -> bool {
        match column {
            Column::Custom(name) => {
                self.custom_field(name.name()).is_some_and(|field| kinds.iter().any(|kind| has(field, *kind)))
            }
            column => column.fits(kinds),
        }
    }

    /// The words that the set-up offers for a field.
    #[must_use]
    pub fn words_for(&self, field: Field) -> Vec<String> {
        if let Shape::Listed(list) = field.shape() { self.words(list) } else { Vec::new() }
    }

    /// Whether a field is asked for here.
    #[must_use]
    pub fn asks(&self, field: Field) -> bool {
        self.hidden_fields.iter().all(|hidden| hidden != field.name())
    }
}

fn has(field: &CustomField, kind: Kind) -> bool {
    field.kinds.is_empty() || field.kinds.iter().any(|name| name == kind.name())
}

impl Preset {
    /// Reads the file of a set-up, and checks all that it says: nothing of it stood there before.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it, and where.
    pub fn read(bytes: &[u8]) -> Result<Preset, String> {
        let preset = Preset::parse(bytes)?;
        let nothing = Scheme { groups: Vec::new(), categories: Vec::new(), ..Scheme::default() };
        let checked = preset.setup.check(&nothing).and_then(|()| preset.setup.check_numbering(&nothing));
        checked.map_err(|(what, why)| format!("{what}: {why}."))?;
        Ok(preset)
    }
}
