//! A list that is kept up with every change, so that nobody filters and sorts everything anew for the sake of one record.

use chrono::{Datelike, NaiveDate};

use super::search::Query;
use super::sort::{Order, Sort};
use super::view::{Filter, Test, View};
use crate::kind::Column;
use crate::state::Register;

impl Register {
    /// Makes a view of this register, of that filter, order and day, what [`Register::view`] would make it now. The cost is
    /// that of what changed, but for places in a list of numbers.
    pub fn keep_up(&self, view: &mut View, filter: &Filter, sort: Sort, today: NaiveDate) {
        let ranks_all = matches!(sort.column, Column::Field(_) | Column::Closes);
        let changed = self.changed_since(view.changes).filter(|_| !ranks_all && filter.milestone.is_none());
        let Some(changed) = changed else {
            *view = self.view(filter, sort, today);
            return;
        };
        if changed.is_empty() {
            return;
        }
        let today = today.num_days_from_ce();
        let query = Query::read(&filter.text);
        let test = Test::of(self, filter, today, None);
        let order = Order::of(self, sort);
        let mut records = changed.to_vec();
        records.sort_unstable();
        records.dedup();
        view.reach(self.len());
        for record in &records {
            view.take_out(*record);
        }
        for record in records {
            let row = self.row(record);
            if test.passes(record, row) && self.search_text().has(record, query.words()) {
                let keyed = (order.key(record), record);
                let at = view.rows.partition_point(|have| order.compare((order.key(*have), *have), keyed).is_lt());
                view.rows.insert(at, record);
                view.count(record, row, today);
            }
        }
        view.changes = self.changes();
    }
}
