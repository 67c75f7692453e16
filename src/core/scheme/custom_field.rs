//! Fields that a programme adds to those that every register has.

use super::Scheme;
use crate::json::object;
use crate::vec_map::VecMap;

object! {
    /// One such field. Records hold it as a text under its name, whatever it is to hold: what a text does not fit is shown as
    /// it is, and nothing is lost when a field is to hold something else.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct CustomField {
        /// What it is called, where that is not the name under which records hold it.
        pub label: Option<String> = "label",
        /// What it holds, by the names of [`CustomShape`]. One that only a newer version knows is a text.
        pub holds: String = "holds" always,
        /// The kinds of record that have it, by their names in the file; none are all.
        pub kinds: Vec<String> = "kinds",
        /// What can be chosen.
        pub choices: Vec<String> = "choices",
        /// What a number counts, such as "days", or the sign of a currency.
        pub unit: Option<String> = "unit",
        /// How it is filled in.
        pub hint: Option<String> = "hint",
        /// The statuses that a record takes only with it filled in, by their words.
        pub required_at: Vec<String> = "requiredAt",
        /// Its place among the others; what is alike goes by name.
        pub order: Option<u32> = "order",
        /// Whether it is not asked for. What is filled in is shown all the same.
        pub is_hidden: bool = "isHidden",
    }
}

/// All of them by the names under which records hold them.
pub type CustomFields = VecMap<String, CustomField>;

macro_rules! shapes {
    ($($variant:ident $name:literal $label:literal;)*) => {
        /// What a field of the programme's own holds.
        #[allow(missing_docs, reason = "the words beside each name say what it is")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum CustomShape { $($variant),* }

        impl CustomShape {
            /// Every one, in the order in which they are offered.
            pub const ALL: &'static [CustomShape] = &[$(CustomShape::$variant),*];

            /// Its name in the file.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(CustomShape::$variant => $name),* }
            }

            /// Its name on the screen.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(CustomShape::$variant => $label),* }
            }
        }
    };
}

shapes! {
    Line "text" "Text";
    Text "longText" "Long text";
    Number "number" "Number";
    Money "money" "Money";
    Percent "percent" "Percent";
    Day "date" "Date";
    YesNo "yesNo" "Yes or no";
    Choice "choice" "One choice";
    Choices "choices" "Several choices";
    Person "person" "Person or role";
    Link "link" "Link";
}

impl CustomShape {
    /// Whether it holds some of the words that the field lists.
    #[must_use]
    pub fn has_choices(self) -> bool {
        matches!(self, CustomShape::Choice | CustomShape::Choices)
    }

    /// Whether it counts something that has a unit.
    #[must_use]
    pub fn has_unit(self) -> bool {
        matches!(self, CustomShape::Number | CustomShape::Money)
    }
}

impl CustomField {
    /// What it holds. A choice of nothing is a text.
    #[must_use]
    pub fn shape(&self) -> CustomShape {
        let known = CustomShape::ALL.iter().copied().find(|shape| shape.name() == self.holds);
        match known.unwrap_or(CustomShape::Line) {
            shape if shape.has_choices() && self.choices.is_empty() => CustomShape::Line,
            shape => shape,
        }
    }

    /// Whether it is a choice of nothing.
    pub(super) fn lacks_choices(&self) -> bool {
        let is_choice = CustomShape::ALL.iter().any(|shape| shape.name() == self.holds && shape.has_choices());
        is_choice && self.choices.is_empty()
    }

    /// The words that can be chosen, where it holds such.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        match self.shape() {
            CustomShape::YesNo => ["Yes", "No"].map(str::to_owned).to_vec(),
            shape if shape.has_choices() => self.choices.clone(),
            _ => Vec::new(),
        }
    }
}

impl Scheme {
    /// The field that records hold under that name, where the programme has one.
    #[must_use]
    pub fn custom_field(&self, name: &str) -> Option<&CustomField> {
        self.custom_fields().get(name)
    }

    /// All of them, as they stand in the file.
    #[must_use]
    pub fn custom_fields(&self) -> &CustomFields {
        static NONE: CustomFields = VecMap::new();
        self.custom.as_ref().unwrap_or(&NONE)
    }

    /// What the field is called that records hold under that name.
    #[must_use]
    pub fn custom_label<'a>(&'a self, name: &'a str) -> &'a str {
        self.custom_field(name).and_then(|field| field.label.as_deref()).unwrap_or(name)
    }

    /// All of them in their order.
    #[must_use]
    pub fn custom_in_order(&self) -> Vec<(&String, &CustomField)> {
        let mut fields: Vec<_> = self.custom_fields().iter().collect();
        crate::sorting::sort_by_key(&mut fields, |(name, field)| (field.order.unwrap_or(u32::MAX), (*name).clone()));
        fields
    }
}

crate::json::required!(CustomFields);
