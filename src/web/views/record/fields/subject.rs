//! What is edited in place: a field, a field of the programme's own, the reference, another spelling, a note.

use crate::record::{Field, Shape, Value};
use crate::scheme::{CustomField, CustomShape};
use crate::stamp::EventId;
use crate::state::{Register, RowId};
use crate::web::store::SessionHandle;
use crate::web::views::phrases::lower_first;
use crate::workflow::{Command, Refusal};

/// What is edited in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A plain field.
    Field(Field),
    /// A field of the programme's own, by the name under which records hold it, and what it holds where the set-up says.
    Custom(String, Option<Box<CustomField>>),
    /// The reference.
    Reference,
    /// Another spelling of the reference.
    Alias,
    /// A new note.
    Note,
}

impl Subject {
    /// A field of the programme's own, as the set-up says it.
    pub(crate) fn custom(name: &str, field: Option<&CustomField>) -> Subject {
        Subject::Custom(name.to_owned(), field.cloned().map(Box::new))
    }

    /// What a record holds there now: of a field, or a field of the programme's own.
    pub(crate) fn value(&self, register: &Register, row_id: RowId) -> Option<Value> {
        match self {
            Subject::Field(field) => register.summary(row_id, &[*field])?.1.value(*field).cloned(),
            Subject::Custom(name, field) => register.custom(row_id).get(name).map(|kept| custom_value(kept, field.as_deref())),
            Subject::Reference | Subject::Alias | Subject::Note => None,
        }
    }

    /// What was typed, as it is kept.
    pub(crate) fn kept(&self, typed: Value) -> Value {
        let Subject::Custom(_, Some(field)) = self else { return typed };
        field.read(&typed.typed()).map_or(typed, |kept| field.typed(&kept))
    }

    /// How it is filled in, in the words of the set-up.
    pub(crate) fn hint(&self) -> Option<&str> {
        if let Subject::Custom(_, Some(field)) = self { field.hint.as_deref() } else { None }
    }

    /// Its words on the screen.
    pub(crate) fn label(&self, session: &SessionHandle) -> String {
        match self {
            Subject::Field(field) => session.field_label(*field),
            Subject::Custom(name, _) => custom_label(session, name),
            Subject::Reference => "Reference".into(),
            Subject::Alias => "Another spelling".into(),
            Subject::Note => "Note".into(),
        }
    }

    /// Its words inside a sentence.
    pub(crate) fn noun(&self, session: &SessionHandle) -> String {
        match self {
            Subject::Custom(name, _) => custom_label(session, name),
            Subject::Field(_) | Subject::Reference | Subject::Alias | Subject::Note => lower_first(&self.label(session)),
        }
    }

    /// The start of the ids of its elements.
    pub(crate) fn id(&self) -> String {
        match self {
            Subject::Field(field) => format!("item-field-{}", field.name()),
            Subject::Custom(name, _) => name.bytes().fold("item-field-own-".into(), |id, byte| format!("{id}{byte:02x}")),
            Subject::Reference => "item-field-reference".into(),
            Subject::Alias => "item-field-alias".into(),
            Subject::Note => "item-field-note".into(),
        }
    }

    /// What it holds.
    pub(crate) fn shape(&self) -> Shape {
        match self {
            Subject::Field(field) => field.shape(),
            Subject::Custom(_, Some(field)) => field.control(),
            Subject::Custom(_, None) | Subject::Note => Shape::Text,
            Subject::Reference | Subject::Alias => Shape::Line,
        }
    }

    /// Whether going elsewhere saves what was typed. What cannot be taken back by typing again waits for the button.
    pub(crate) fn saves_when_left(&self) -> bool {
        match self {
            Subject::Field(_) | Subject::Custom(..) => true,
            Subject::Reference | Subject::Alias | Subject::Note => false,
        }
    }

    /// What is asked for when it is saved.
    pub(crate) fn command(&self, record: EventId, to: Option<Value>) -> Command {
        let words = to.as_ref().map(Value::to_string);
        match self {
            Subject::Field(field) => Command::Edit { record, field: *field, to },
            Subject::Custom(name, _) => Command::EditCustom { record, name: name.clone(), to: to.as_ref().map(Value::typed) },
            Subject::Reference => Command::Number { record, to: words.unwrap_or_default() },
            Subject::Alias => Command::Alias { record, alias: words.unwrap_or_default() },
            Subject::Note => Command::Note { record, text: words.unwrap_or_default() },
        }
    }

    /// What is read out when it is saved.
    pub(crate) fn saved(&self, filled: bool, session: &SessionHandle) -> String {
        match (self, filled) {
            (Subject::Alias | Subject::Note, _) => format!("{} added", self.label(session)),
            (_, true) => format!("{} changed", self.label(session)),
            (_, false) => format!("{} cleared", self.label(session)),
        }
    }

    /// Why a typed value does not fit, in the words of the register.
    pub(crate) fn refusal(&self, why: crate::record::BadValue, session: &SessionHandle) -> Refusal {
        Refusal::BadValue { field: self.label(session), why }
    }

    /// What other records say there, offered while typing.
    pub(crate) fn offers(&self, session: &SessionHandle) -> Vec<String> {
        match self {
            Subject::Field(field) => offers(session, *field),
            Subject::Custom(_, Some(field)) => match field.shape() {
                CustomShape::Person => offers(session, Field::Owner),
                _ => field.words(),
            },
            Subject::Custom(_, None) | Subject::Reference | Subject::Alias | Subject::Note => Vec::new(),
        }
    }
}

fn custom_label(session: &SessionHandle, name: &str) -> String {
    session.read(|session| session.register().scheme.custom_label(name).to_owned())
}

/// What a field of the programme's own starts from where it is edited.
pub(crate) fn custom_value(kept: &str, field: Option<&CustomField>) -> Value {
    field.map_or_else(|| Value::Text(kept.to_owned()), |field| field.typed(kept))
}

/// Most suggestions for one field.
const MOST_OFFERS: usize = 200;

/// What other records say in a field, or the programme's own list for it.
pub(crate) fn offers(session: &SessionHandle, field: Field) -> Vec<String> {
    let today = session.today();
    session.read(|session| {
        let register = session.register();
        let owners = || {
            let mut roles = register.scheme.roles_on(today);
            let others = register.owners().iter().map(|(_, name)| name.to_owned()).filter(|name| {
                // What has ended is not offered because records name it still.
                register.scheme.person(name).is_none()
            });
            roles.extend(others.take(MOST_OFFERS));
            roles
        };
        match field {
            Field::Category => register.scheme.categories.clone(),
            Field::Groups | Field::Forum | Field::Group | Field::GovernedBy | Field::DecisionBody | Field::EscalatedTo => {
                register.scheme.group_codes_on(today)
            }
            Field::Owner
            | Field::RaisedBy
            | Field::ChangeRaiser
            | Field::Provider
            | Field::Receiver
            | Field::Validator
            | Field::AcceptedBy
            | Field::ProviderConfirmedBy
            | Field::ReceiverConfirmedBy => owners(),
            _ => register.scheme.words_for(field),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_hold_no_space_and_differ() {
        let ids = [Subject::custom("a b", None).id(), Subject::custom("ab", None).id(), Subject::Field(Field::Owner).id()];
        assert!(ids.iter().all(|id| !id.contains(' ')));
        assert_ne!(ids[0], ids[1]);
    }

    #[test]
    fn what_is_read_out_says_what_happened() {
        let store = crate::web::store::Store::new("TMAG");
        let session = store.session();
        assert_eq!(Subject::Field(Field::Owner).saved(true, session), "Owner changed");
        assert_eq!(Subject::Field(Field::Owner).saved(false, session), "Owner cleared");
        assert_eq!(Subject::Note.saved(true, session), "Note added");
    }
}
