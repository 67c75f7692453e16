//! One change to many records: what is asked, and the commands that carry it out as one step.

use chrono::NaiveDate;

use crate::kind::DueMeaning;
use crate::query::CustomName;
use crate::record::{Field, Kind, Record, Shape, Status, Value};
use crate::scheme::Scheme;
use crate::state::{Register, RowId};
use crate::workflow::{self, Command, Refusal, transition};

/// So many records are named of those that a change cannot be made to.
const NAMED: usize = 5;

/// What can be changed in many records at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BulkChange {
    Owner,
    Group,
    Status,
    Tag,
    Due,
    Note,
    /// A field of the programme's own.
    Custom(CustomName),
}

/// What was filled in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer<'a> {
    pub(super) value: &'a str,
    /// Why, for a status that needs a reason.
    pub(super) why: &'a str,
    pub(super) today: NaiveDate,
}

impl BulkChange {
    pub(super) const ALL: [BulkChange; 6] =
        [BulkChange::Owner, BulkChange::Group, BulkChange::Status, BulkChange::Due, BulkChange::Tag, BulkChange::Note];

    /// What is done.
    pub(super) fn title(self, scheme: &Scheme) -> String {
        match self {
            BulkChange::Owner => "Set owner".into(),
            BulkChange::Group => "Set group".into(),
            BulkChange::Status => "Set status".into(),
            BulkChange::Tag => "Add tag".into(),
            BulkChange::Due => "Set due".into(),
            BulkChange::Note => "Add note".into(),
            BulkChange::Custom(name) => format!("Set {}", scheme.custom_label(name.name())),
        }
    }

    /// What to do where nothing was filled in.
    fn asked(self) -> &'static str {
        match self {
            BulkChange::Owner => "Name the role that owns them",
            BulkChange::Group => "Choose a group",
            BulkChange::Status => "Choose a status",
            BulkChange::Tag => "Write a tag",
            BulkChange::Due => "Give a date",
            BulkChange::Note => "Write a note",
            BulkChange::Custom(_) => "Say what it is to hold",
        }
    }

    /// What is asked for.
    pub(super) fn label(self, scheme: &Scheme) -> String {
        match self {
            BulkChange::Owner => "Owner (a role)".into(),
            BulkChange::Group => "Main group".into(),
            BulkChange::Status => "Status".into(),
            BulkChange::Tag => "Tag".into(),
            BulkChange::Due => "Due".into(),
            BulkChange::Note => "Note".into(),
            BulkChange::Custom(name) => scheme.custom_label(name.name()).to_owned(),
        }
    }

    /// What it does with that value, where that is not plain.
    pub(super) fn hint(self, register: &Register, records: &[RowId], value: &str) -> Option<String> {
        match self {
            BulkChange::Group => Some("It comes first; the other groups of each record stay.".into()),
            BulkChange::Due => Some(due_hint(register, records)),
            BulkChange::Tag => Some("The tags that are there stay.".into()),
            BulkChange::Status => Status::from_name(value).and_then(|to| barred(register, records, to)),
            BulkChange::Custom(name) => register.scheme.custom_field(name.name())?.hint.clone(),
            BulkChange::Owner | BulkChange::Note => None,
        }
    }

    /// The commands for these records.
    ///
    /// # Errors
    /// A sentence for the person who filled it in.
    pub(super) fn commands(self, register: &Register, records: &[RowId], answer: Answer<'_>) -> Result<Vec<Command>, String> {
        if answer.value.trim().is_empty() {
            return Err(self.asked().into());
        }
        if let Some(why) = self.hint(register, records, answer.value).filter(|_| self == BulkChange::Status) {
            return Err(why);
        }
        let records = records.iter().filter_map(|row_id| register.record(*row_id));
        let commands: Result<Vec<Option<Command>>, String> =
            records.map(|record| self.command(register, &record, answer)).collect();
        let commands: Vec<Command> = commands?.into_iter().flatten().collect();
        if commands.is_empty() { Err(Refusal::NoChange.to_string()) } else { Ok(commands) }
    }

    fn command(self, register: &Register, record: &Record, answer: Answer<'_>) -> Result<Option<Command>, String> {
        let value = answer.value.trim();
        match self {
            BulkChange::Owner => edit(record, Field::Owner, value).map(Some),
            BulkChange::Group => list(record, Field::Groups, &[&[value.to_owned()], record.fields.list(Field::Groups)]).map(Some),
            BulkChange::Tag => list(record, Field::Tags, &[record.fields.list(Field::Tags), &Value::parts(value)]).map(Some),
            BulkChange::Due => {
                let typed = |field: Field| register.as_due(field.shape(), value);
                due_field(record.kind).map(|field| edit(record, field, &typed(field))).transpose()
            }
            BulkChange::Note => Ok(Some(Command::Note { record: record.id, text: answer.value.into() })),
            BulkChange::Custom(name) => {
                // Records of kinds that do not have it are left as they are.
                let asked = register.scheme.custom_of(record.kind).into_iter().find(|(have, _)| *have == name.name());
                let Some((name, field)) = asked else { return Ok(None) };
                let to = field.read(value).map_err(|why| format!("{}: {why}", register.scheme.custom_label(name)))?;
                let is_new = record.custom.get(name) != Some(&to);
                Ok(is_new.then(|| Command::EditCustom { record: record.id, name: name.clone(), to: Some(to) }))
            }
            BulkChange::Status => {
                let to = Status::from_name(value).ok_or("Choose a status")?;
                let why = Some(answer.why.trim().to_owned()).filter(|why| !why.is_empty());
                Ok((to != record.standing.status).then_some(Command::Move { record: record.id, to, on: Some(answer.today), why }))
            }
        }
    }
}

fn edit(record: &Record, field: Field, typed: &str) -> Result<Command, String> {
    let to = Value::parse(field.shape(), typed).map_err(|why| why.to_string())?;
    Ok(Command::Edit { record: record.id, field, to })
}

fn list(record: &Record, field: Field, parts: &[&[String]]) -> Result<Command, String> {
    let to = Value::list(parts.iter().copied().flatten().map(String::as_str)).map_err(|why| why.to_string())?;
    Ok(Command::Edit { record: record.id, field, to: Some(to) })
}

/// The field that says when a record is due. Decisions and meetings have a day, but nothing is due on it.
fn due_field(kind: Kind) -> Option<Field> {
    (!matches!(kind.definition().due_meaning, DueMeaning::Nothing | DueMeaning::Meeting)).then(|| Field::due_of(kind))
}

fn due_hint(register: &Register, records: &[RowId]) -> String {
    let occurs = |kind: &Kind| records.iter().any(|row_id| register.row(*row_id).kind == *kind);
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(occurs).collect();
    let part = |kind: &Kind| match due_field(*kind) {
        Some(field) => format!(
            " For {} it is kept as “{}”.",
            register.scheme.kind_plural(*kind).to_lowercase(),
            register.scheme.field_label(field)
        ),
        None => format!(" {} are left as they are.", register.scheme.kind_plural(*kind)),
    };
    let may_wait = |kind: &Kind| due_field(*kind).is_some_and(|field| field.shape() == Shape::Due);
    let meeting = register.scheme.meeting_example();
    let others = if kinds.iter().all(may_wait) { format!(", ASAP, tbc, or a meeting such as {meeting}") } else { String::new() };
    format!("A date such as 13/10/2023{others}.{}", kinds.iter().map(part).collect::<String>())
}

/// The statuses that all of these records can go to, or stand at already; then those that only some can.
pub(super) fn statuses(register: &Register, records: &[RowId]) -> [Vec<Status>; 2] {
    let mut ends: Vec<(Kind, Status)> = Vec::new();
    for row in records.iter().map(|row_id| register.row(*row_id)) {
        if !ends.contains(&(row.kind, row.status)) {
            ends.push((row.kind, row.status));
        }
    }
    let follows = |to: Status| ends.iter().any(|(kind, from)| transition(&register.scheme, *kind, *from, to).is_some());
    let is_barred = |to: Status| ends.iter().any(|(kind, from)| !can(register, *kind, *from, to));
    let (some, all) = Status::ALL.iter().copied().filter(|to| follows(*to)).partition(|to| is_barred(*to));
    [all, some]
}

fn can(register: &Register, kind: Kind, from: Status, to: Status) -> bool {
    from == to || transition(&register.scheme, kind, from, to).is_some()
}

/// Which of these records cannot go there and why, in a sentence; none where all can.
fn barred(register: &Register, records: &[RowId], to: Status) -> Option<String> {
    let mut by: Vec<(Status, Vec<RowId>)> = Vec::new();
    for row_id in records {
        let row = register.row(*row_id);
        if can(register, row.kind, row.status, to) {
            continue;
        }
        match by.iter_mut().find(|(from, _)| *from == row.status) {
            Some((_, all)) => all.push(*row_id),
            None => by.push((row.status, vec![*row_id])),
        }
    }
    let part = |(from, all): &(Status, Vec<RowId>)| {
        let named = all.iter().take(NAMED).filter_map(|row_id| register.record(*row_id)).map(|record| record.shown_reference());
        let more = (all.len() > NAMED).then(|| format!("{} more", all.len() - NAMED));
        let named: Vec<String> = named.chain(more).collect();
        format!("“{}” ({})", register.scheme.status_label(*from), named.join(", "))
    };
    let parts: Vec<String> = by.iter().map(part).collect();
    let why = format!("“{}” does not follow {}", register.scheme.status_label(to), parts.join(" or "));
    (!parts.is_empty()).then(|| format!("{why}. Leave these records out, or change them on their own pages, with a reason."))
}

/// Whether one of these records needs a reason to go there.
pub(super) fn needs_reason(register: &Register, records: &[RowId], to: Status) -> bool {
    records
        .iter()
        .map(|row_id| register.row(*row_id))
        .any(|row| workflow::needs_reason(&register.scheme, row.kind, row.status, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Fields;
    use crate::scheme::CustomField;
    use crate::web::store::Store;
    use crate::workflow::NewRecord;

    const BOTH: [RowId; 2] = [RowId::at(0), RowId::at(1)];

    fn store() -> Store {
        let store = Store::new("Test");
        for (kind, title) in [(Kind::Risk, "A risk"), (Kind::Action, "An action")] {
            let mut fields = Fields::default();
            fields.put(Field::Title, Some(Value::Text(title.into())));
            fields.put(Field::Groups, Some(Value::List(vec!["DAG".into()])));
            store.session().carry_out(Command::Raise(Box::new(NewRecord::of(kind, fields)))).expect("raised");
        }
        store
    }

    fn carry_out(store: &Store, bulk: BulkChange, value: &str, why: &str) -> Result<(), String> {
        let answer = Answer { value, why, today: store.session().today() };
        let commands = store.session().read(|session| bulk.commands(session.register(), &BOTH, answer))?;
        store.session().carry_out_all(&commands).map(drop).map_err(|refusal| refusal.to_string())
    }

    fn list(store: &Store, row_id: RowId, field: Field) -> Vec<String> {
        store.session().read(|session| session.register().record(row_id).expect("there").fields.list(field).to_vec())
    }

    #[test]
    fn a_change_to_many_is_one_step_for_undo() {
        let store = store();
        carry_out(&store, BulkChange::Owner, "Test Manager", "").expect("set");
        let owner = |row_id| {
            store
                .session()
                .read(|session| session.register().record(row_id).expect("there").fields.owner().map(ToString::to_string))
        };
        assert_eq!((owner(BOTH[0]), owner(BOTH[1])), (Some("Test Manager".into()), Some("Test Manager".into())));
        store.session().undo().expect("undone");
        assert_eq!((owner(BOTH[0]), owner(BOTH[1])), (None, None));
    }

    #[test]
    fn groups_and_tags_add_to_what_is_there() {
        let store = store();
        carry_out(&store, BulkChange::Group, "TMAG", "").expect("set");
        assert_eq!(list(&store, BOTH[0], Field::Groups), ["TMAG", "DAG"]);
        carry_out(&store, BulkChange::Tag, "data cut", "").expect("set");
        carry_out(&store, BulkChange::Tag, "SIT", "").expect("set");
        assert_eq!(list(&store, BOTH[1], Field::Tags), ["data cut", "SIT"]);
        assert_eq!(carry_out(&store, BulkChange::Tag, "SIT", ""), Err("Nothing changed".into()));
        carry_out(&store, BulkChange::Tag, "\"late, again\"", "").expect("set");
        carry_out(&store, BulkChange::Tag, "UIT, SIT", "").expect("set");
        assert_eq!(list(&store, BOTH[1], Field::Tags), ["data cut", "SIT", "late, again", "UIT"]);
    }

    #[test]
    fn a_status_is_offered_only_when_all_can_go_there() {
        let store = store();
        let (common, reason) = store.session().read(|session| {
            let register = session.register();
            (statuses(register, &BOTH), needs_reason(register, &BOTH, Status::Closed))
        });
        assert_eq!(common[0], [Status::RecommendClosed, Status::Closed]);
        assert!(reason);
        assert!(carry_out(&store, BulkChange::Status, "Closed", " ").is_err());
        carry_out(&store, BulkChange::Status, "Closed", "Done at TMAG019").expect("closed");
    }

    #[test]
    fn which_records_cannot_go_there_and_why_is_said_in_a_sentence() {
        let store = store();
        let some = store.session().read(|session| statuses(session.register(), &BOTH)[1].clone());
        assert_eq!(
            some,
            [Status::Ongoing, Status::Treating, Status::Monitoring, Status::Accepted, Status::Withdrawn, Status::Superseded]
        );
        let refused = carry_out(&store, BulkChange::Status, "Treating", "");
        let sentence = "“Treating” does not follow “Open” (ACT001). Leave these records out, or change them on their own pages, with a reason.";
        assert_eq!(refused, Err(sentence.into()));
        let hint = store.session().read(|session| BulkChange::Status.hint(session.register(), &BOTH, "Treating"));
        assert_eq!(hint.as_deref(), Some(sentence), "as soon as it is chosen");
        carry_out(&store, BulkChange::Status, "Closed", "Done").expect("closed");
        let refused = carry_out(&store, BulkChange::Status, "Superseded", "By others");
        assert!(refused.is_err_and(|why| why.starts_with("“Superseded” does not follow “Closed” (R1). ")));
    }

    #[test]
    fn a_field_of_the_programmes_own_is_set_where_the_kind_has_it() {
        let store = store();
        let mut to = store.session().read(|session| session.register().scheme.clone());
        let field = CustomField { holds: "number".into(), kinds: vec!["risk".into()], ..CustomField::default() };
        to.custom = Some([("Delay".to_owned(), field)].into());
        store.session().carry_out(Command::ChangeScheme { to: Box::new(to) }).expect("nothing speaks against it");
        let delay = BulkChange::Custom(CustomName::of("Delay"));
        let refused = carry_out(&store, delay, "soon", "");
        assert_eq!(refused, Err("Delay: “soon” is no number: write it like 1,250 or 12.5".into()));
        carry_out(&store, delay, "1,250", "").expect("set");
        let held = |row_id| store.session().read(|session| session.register().custom(row_id).remove("Delay"));
        assert_eq!(BOTH.map(held).iter().flatten().collect::<Vec<_>>(), ["1250"], "one of the two is no risk");
        assert_eq!(carry_out(&store, delay, "1250", ""), Err("Nothing changed".into()));
    }

    #[test]
    fn a_bad_date_and_an_empty_answer_are_said() {
        let store = store();
        assert!(carry_out(&store, BulkChange::Due, "31/06/2023", "").is_err_and(|why| why.contains("does not exist")));
        assert_eq!(carry_out(&store, BulkChange::Owner, "  ", ""), Err("Name the role that owns them".into()));
        carry_out(&store, BulkChange::Due, "13/10/2023", "").expect("set");
    }
}
