//! What is due at a meeting has that meeting's day for as long as the meeting has one, whichever of the two came first.

use super::row::{NO_DAY, Record};
use super::store::Register;
use super::upkeep::MANY;

impl Register {
    /// Notes that a record is due at that meeting, and gives it the meeting's day.
    pub(super) fn await_meeting(&mut self, record: Record, form: &str) {
        self.columns.rows[record as usize].due = self.day_of_meeting(form);
        self.awaited.entry(form.to_owned()).or_default().insert(record);
    }

    /// Forgets what [`Register::await_meeting`] noted.
    pub(super) fn await_no_more(&mut self, record: Record, form: &str) {
        if let Some(waiting) = self.awaited.get_mut(form) {
            waiting.remove(&record);
        }
    }

    /// Gives what is due at the meetings of these references, in normal form, their day as it is now.
    pub(super) fn settle_awaited<'f>(&mut self, forms: impl Iterator<Item = &'f String>) {
        if self.awaited.is_empty() {
            return;
        }
        let mut moved = 0;
        for form in forms {
            let Some(waiting) = self.awaited.get(form) else { continue };
            let day = self.day_of_meeting(form);
            for record in waiting {
                let row = &mut self.columns.rows[*record as usize];
                if std::mem::replace(&mut row.due, day) != day {
                    moved += 1;
                    if moved <= MANY {
                        self.upkeep.moved(*record);
                    }
                }
            }
        }
    }

    /// The day of the meeting of that reference, where it is in the register and takes place.
    fn day_of_meeting(&self, form: &str) -> i32 {
        let row = self.by_reference(form).map(|record| self.row(record));
        row.filter(|row| row.takes_place()).map_or(NO_DAY, |row| row.due)
    }
}
