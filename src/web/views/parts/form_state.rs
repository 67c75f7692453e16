//! What is typed into a form of several parts.

use std::rc::Rc;

use yew::prelude::*;

/// What a form holds, for `use_reducer`. It is changed by what is done to what it holds then, so that a file that was read
/// meanwhile, or a second key, undoes nothing.
pub(crate) struct FormState<T>(pub(crate) T);

impl<T: Clone + 'static> Reducible for FormState<T> {
    type Action = Box<dyn FnOnce(&mut T)>;

    fn reduce(self: Rc<Self>, change: Self::Action) -> Rc<Self> {
        let mut held = self.0.clone();
        change(&mut held);
        Rc::new(FormState(held))
    }
}
