//! Which of the earlier registers of this browser the next one pushes out.

use super::Store;

impl Store {
    /// Remembers which of the earlier registers the next one pushes out, in words; none, where there is room.
    pub fn note_next_out(&self, next: Option<&str>) {
        self.preferences().remember(&self.next_out_key(), next.unwrap_or_default());
    }

    /// What is said of that before another register is opened.
    #[must_use]
    pub fn pushed_out(&self) -> Option<String> {
        let next = self.preferences().remembered(&self.next_out_key()).filter(|next| !next.is_empty())?;
        Some(format!("It pushes out the oldest of them, {next}: pin that one first to keep it."))
    }

    fn next_out_key(&self) -> String {
        format!("next-out:{}", self.save_status().name().unwrap_or_default())
    }
}
