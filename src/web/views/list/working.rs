//! What a list holds, worked out once for each change of the register or of what is asked.

use std::rc::Rc;

use chrono::NaiveDate;

use super::choices::Choices;
use crate::query::{Filter, Sort, View};
use crate::web::route::ListRoute;
use crate::web::store::{SessionHandle, Setup};

/// What a list holds, and what that was worked out from.
pub(super) struct Working {
    filter: Filter,
    sort: Sort,
    /// Grows with every change of the register.
    pub(super) data: u64,
    pub(super) today: NaiveDate,
    /// What groups report to, what choices there are and how the matrix is cut decide on rows and order too.
    setup: Setup,
    pub(super) view: Rc<View>,
    pub(super) choices: Rc<Choices>,
}

impl Working {
    pub(super) fn of(session: &SessionHandle, list: &ListRoute, data: u64) -> Working {
        let today = session.today();
        let (view, choices) = session.read(|session| {
            let register = session.register();
            (register.view(&list.filter, list.sort, today), Choices::of(register))
        });
        let (filter, sort, setup) = (list.filter.clone(), list.sort, session.setup());
        Working { filter, sort, data, today, setup, view: Rc::new(view), choices: Rc::new(choices) }
    }

    /// Makes what no longer holds hold again. `true` when there was something. `is_another`: another register was opened.
    pub(super) fn renew(&mut self, session: &SessionHandle, list: &ListRoute, data: u64, is_another: bool) -> bool {
        let today = session.today();
        let same_data = self.data == data;
        if same_data && self.today == today && self.filter == list.filter && self.sort == list.sort {
            return false;
        }
        if !same_data && self.setup != session.setup() {
            *self = Working::of(session, list, data);
        } else if !is_another && self.today == today && self.filter == list.filter && self.sort == list.sort {
            let (view, choices) = (Rc::make_mut(&mut self.view), Rc::make_mut(&mut self.choices));
            session.read(|session| {
                session.register().update_view(view, &list.filter, list.sort, today);
                choices.update_view(session.register());
            });
            self.data = data;
        } else if same_data {
            let view = session.read(|session| session.register().view(&list.filter, list.sort, today));
            (self.filter, self.sort, self.today, self.view) = (list.filter.clone(), list.sort, today, Rc::new(view));
        } else {
            *self = Working::of(session, list, data);
        }
        true
    }

    /// How many rows the list has.
    pub(super) fn count(&self) -> usize {
        self.view.rows.len()
    }

    /// How many it would have without a filter other than by kind.
    pub(super) fn total(&self) -> u32 {
        self.choices.total(&self.filter.kinds)
    }

    /// Whether anything is left out.
    pub(super) fn is_narrowed(&self) -> bool {
        self.filter != Filter::default()
    }
}
