//! What somebody has to do goes to somebody else, such as when they leave.

use crate::record::{Field, Owner, Record, Step, Value};
use crate::state::{Register, Row, RowId};
use crate::workflow::Command;

/// A role, and how records are found that it has to do with.
struct Role<'n> {
    name: &'n str,
    /// Its number among the owners that occur.
    number: Option<u32>,
    /// Its words as they are searched.
    words: [String; 1],
}

impl<'n> Role<'n> {
    fn of(register: &Register, name: &'n str) -> Role<'n> {
        Role { name, number: register.owners().find(name), words: [name.to_lowercase()] }
    }

    fn owns(&self, row: &Row) -> bool {
        self.number == Some(row.owner)
    }

    /// Whether a record may have a step of it: whoever does a step is among the words of its record.
    fn is_among_words(&self, register: &Register, row_id: RowId) -> bool {
        register.search_text().has(row_id, &self.words)
    }

    /// The steps of a record that it has still to take.
    fn steps<'r>(&self, record: &'r Record) -> impl Iterator<Item = &'r Step> {
        let is_of = |owner: &Owner| owner.role == self.name;
        record.mitigation.iter().filter(move |step| step.done.is_none() && step.owner.as_ref().is_some_and(is_of))
    }
}

impl Register {
    fn open_records(&self) -> impl Iterator<Item = RowId> {
        self.records().filter(|row_id| !self.row(*row_id).removed && self.row(*row_id).is_open())
    }

    /// How many open records each of these roles owns, and how many steps it has still to take. Looks at each record once, and
    /// reads those alone that name one of them.
    #[must_use]
    pub fn open_counts(&self, roles: &[String]) -> Vec<(usize, usize)> {
        let roles: Vec<Role> = roles.iter().map(|role| Role::of(self, role)).collect();
        let mut counts = vec![(0, 0); roles.len()];
        for row_id in self.open_records() {
            for (role, count) in roles.iter().zip(&mut counts) {
                count.0 += usize::from(role.owns(self.row(row_id)));
            }
            if !roles.iter().any(|role| role.is_among_words(self, row_id)) {
                continue;
            }
            let Some(record) = self.record(row_id) else { continue };
            for (role, count) in roles.iter().zip(&mut counts) {
                count.1 += role.steps(&record).count();
            }
        }
        counts
    }

    /// What gives the open records of a role, and the steps that it has still to take, to another. What was done stays with who
    /// did it.
    #[must_use]
    pub fn hand_over(&self, role: &str, to: &str) -> Vec<Command> {
        let role = Role::of(self, role);
        let owner = Owner::role(to);
        let mut commands = Vec::new();
        for row_id in self.open_records() {
            let is_owned = role.owns(self.row(row_id));
            if !is_owned && !role.is_among_words(self, row_id) {
                continue;
            }
            let Some(record) = self.record(row_id) else { continue };
            if is_owned {
                commands.push(Command::Edit { record: record.id, field: Field::Owner, to: Some(Value::Owner(owner.clone())) });
            }
            for step in role.steps(&record) {
                let to = Some(Step { owner: Some(owner.clone()), ..step.clone() });
                commands.push(Command::ChangeStep { record: record.id, step: step.id, to });
            }
        }
        commands
    }
}
