//! What is due at a meeting has that meeting's day for as long as the meeting has one, whichever of the two came first.

use super::change_tracker::MANY;
use super::row::{NO_DAY, RowId};
use super::store::Register;

impl Register {
    /// Notes that a record is due at that meeting, and gives it the meeting's day.
    pub(super) fn add_meeting_dependent(&mut self, row_id: RowId, form: &str) {
        self.columns.rows[row_id.index()].due = self.day_of_meeting(form);
        self.awaited.entry(form.to_owned()).or_default().insert(row_id);
    }

    /// Forgets what [`Register::add_meeting_dependent`] noted.
    pub(super) fn remove_meeting_dependent(&mut self, row_id: RowId, form: &str) {
        if let Some(waiting) = self.awaited.get_mut(form) {
            waiting.remove(&row_id);
        }
    }

    /// Gives what is due at the meetings of these references, in normal form, their day as it is now.
    pub(super) fn update_meeting_dependents<'f>(&mut self, forms: impl Iterator<Item = &'f String>) {
        if self.awaited.is_empty() {
            return;
        }
        let mut moved = 0;
        for form in forms {
            let Some(waiting) = self.awaited.get(form) else { continue };
            let day = self.day_of_meeting(form);
            for row_id in waiting {
                let row = &mut self.columns.rows[row_id.index()];
                if std::mem::replace(&mut row.due, day) != day {
                    moved += 1;
                    if moved <= MANY {
                        self.tracker.moved(*row_id);
                    }
                }
            }
        }
    }

    /// The day of the meeting of that reference, where it is in the register and takes place.
    fn day_of_meeting(&self, form: &str) -> i32 {
        let row = self.by_reference(form).map(|row_id| self.row(row_id));
        row.filter(|row| row.takes_place()).map_or(NO_DAY, |row| row.due)
    }
}
