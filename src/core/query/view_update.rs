//! A list that is kept up with every change, so that nobody filters and sorts everything anew for the sake of one record.

use chrono::{Datelike, NaiveDate};

use super::search::Query;
use super::sort::{Order, Sort, has_number};
use super::view::{Filter, Test, View};
use crate::kind::Column;
use crate::state::Register;

impl Register {
    /// Makes a view of this register, of that filter, order and day, what [`Register::view`] would make it now. The cost is
    /// that of what changed, but for places in a list of numbers.
    pub fn update_view(&self, view: &mut View, filter: &Filter, sort: Sort, today: NaiveDate) {
        let ranks_all = match sort.column {
            Column::Field(_) | Column::Closes => true,
            Column::Custom(name) => !has_number(self, name),
            _ => false,
        };
        let changed = self.changed_since(view.changes).filter(|_| !ranks_all && filter.milestone.is_none());
        let Some(changed) = changed else {
            *view = self.view(filter, sort, today);
            return;
        };
        if changed.is_empty() {
            return;
        }
        let today = today.num_days_from_ce();
        let query = Query::parse(&filter.text);
        let test = Test::of(self, filter, today, None);
        let order = Order::of(self, sort);
        let mut records = changed.to_vec();
        records.sort_unstable();
        records.dedup();
        view.reach(self.len());
        for row_id in &records {
            view.take_out(*row_id);
        }
        for row_id in records {
            let row = self.row(row_id);
            if test.passes(row_id, row) && self.search_text().has(row_id, query.words()) {
                let keyed = (order.key(row_id), row_id);
                let at = view.rows.partition_point(|have| order.compare((order.key(*have), *have), keyed).is_lt());
                view.rows.insert(at, row_id);
                view.count(row_id, row, today);
            }
        }
        view.changes = self.changes();
    }
}
