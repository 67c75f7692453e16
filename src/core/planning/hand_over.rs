//! What somebody has to do goes to somebody else, such as when they leave.

use crate::record::{Field, Owner, Record, Step, Value};
use crate::state::Register;
use crate::workflow::Command;

/// What a role has to do: the open records that it owns, and the steps of others that are not done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OpenWork {
    /// Of each record: whether it is owned by the role itself.
    records: Vec<(Record, bool)>,
    role: String,
}

impl Register {
    /// What is open of a role.
    #[must_use]
    pub fn open_work(&self, role: &str) -> OpenWork {
        let number = self.owners().iter().find(|(_, name)| *name == role).map(|(number, _)| number);
        // Whoever does a step is among the words of its record.
        let words = [role.to_lowercase()];
        let said = |record: &Record| record.mitigation.iter().any(|step| step.done.is_none() && is_of(step.owner.as_ref(), role));
        let is_found = |row_id: &crate::state::RowId| {
            let row = self.row(*row_id);
            !row.removed && row.is_open() && (number == Some(row.owner) || self.search_text().has(*row_id, &words))
        };
        let found = self.records().filter(is_found);
        let records = found.filter_map(|row_id| {
            let is_owned = number == Some(self.row(row_id).owner);
            let record = self.record(row_id)?;
            (is_owned || said(&record)).then_some((record, is_owned))
        });
        OpenWork { records: records.collect(), role: role.to_owned() }
    }
}

impl Register {
    /// How many open records each of these roles owns, and how many steps it is to take. Looks at each record once.
    #[must_use]
    pub fn open_counts(&self, roles: &[String]) -> Vec<(usize, usize)> {
        let numbers: Vec<Option<u32>> =
            roles.iter().map(|role| self.owners().iter().find(|(_, name)| name == role).map(|(number, _)| number)).collect();
        let words: Vec<[String; 1]> = roles.iter().map(|role| [role.to_lowercase()]).collect();
        let mut counts = vec![(0, 0); roles.len()];
        for row_id in self.records() {
            let row = self.row(row_id);
            if row.removed || !row.is_open() {
                continue;
            }
            for (number, count) in numbers.iter().zip(&mut counts) {
                count.0 += usize::from(*number == Some(row.owner));
            }
            // Whoever does a step is among the words of its record; only such a record is read.
            if !words.iter().any(|word| self.search_text().has(row_id, word)) {
                continue;
            }
            for step in self.record(row_id).iter().flat_map(|record| &record.mitigation).filter(|step| step.done.is_none()) {
                for (role, count) in roles.iter().zip(&mut counts) {
                    count.1 += usize::from(is_of(step.owner.as_ref(), role));
                }
            }
        }
        counts
    }
}

fn is_of(owner: Option<&Owner>, role: &str) -> bool {
    owner.is_some_and(|owner| owner.role == role)
}

impl OpenWork {
    /// How many records it owns.
    #[must_use]
    pub fn records(&self) -> usize {
        self.records.iter().filter(|(_, is_owned)| *is_owned).count()
    }

    /// How many steps it is to take.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.records.iter().map(|(record, _)| self.steps_of(record).count()).sum()
    }

    fn steps_of<'r>(&'r self, record: &'r Record) -> impl Iterator<Item = &'r Step> {
        record.mitigation.iter().filter(|step| step.done.is_none() && is_of(step.owner.as_ref(), &self.role))
    }

    /// What gives all of it to another role. What was done stays with who did it.
    #[must_use]
    pub fn hand_over(&self, to: &str) -> Vec<Command> {
        let owner = || Owner::role(to);
        let mut commands = Vec::new();
        for (record, is_owned) in &self.records {
            if *is_owned {
                commands.push(Command::Edit { record: record.id, field: Field::Owner, to: Some(Value::Owner(owner())) });
            }
            for step in self.steps_of(record) {
                let to = Some(Step { owner: Some(owner()), ..step.clone() });
                commands.push(Command::ChangeStep { record: record.id, step: step.id, to });
            }
        }
        commands
    }
}
