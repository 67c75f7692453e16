//! Gives parties longer to answer.

use std::rc::Rc;

use yew::prelude::*;

use super::super::words::day_typed;
use super::ask_form::{Answers, AskForm, Question};
use super::case_command::ask;
use super::case_context::CaseFormProps;
use crate::item::Shape;
use crate::register::change::Ask;

/// Gives parties longer.
pub(super) fn extend_form(props: &CaseFormProps) -> Html {
    let questions = vec![
        Question::of("to", "New closing day", Shape::Day).required(),
        Question::of("why", "Why", Shape::Text).required(),
        Question::of("on", "Granted on", Shape::Day).start(day_typed(props.desk.store.today())),
    ];
    let onsubmit = Callback::from({
        let desk = props.desk.clone();
        move |answers: Answers| {
            let (to, why, on) = (answers.must_day("to")?, answers.words("why")?.unwrap_or_default(), answers.day("on")?);
            ask(&desk, Ask::Extend { to, why, on }, "Impact assessment extended")
        }
    });
    html! {
        <AskForm key="extend" title="Extend the impact assessment" questions={Rc::new(questions)} submit="Extend" {onsubmit} onclose={props.onclose.clone()} />
    }
}
