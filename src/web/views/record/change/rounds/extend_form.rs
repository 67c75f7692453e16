//! Gives parties longer to answer.

use std::rc::Rc;

use yew::prelude::*;

use crate::record::Shape;
use crate::web::views::phrases::day_typed;
use crate::web::views::record::change::{CaseFormProps, ask};
use crate::web::views::record::form::{Answers, AskForm, Question};
use crate::workflow::CaseCommand;

/// Gives parties longer.
pub(crate) fn extend_form(props: &CaseFormProps) -> Html {
    let questions = vec![
        Question::of("to", "New closing day", Shape::Day).required(),
        Question::of("why", "Why", Shape::Text).required(),
        Question::of("on", "Granted on", Shape::Day).start(day_typed(props.context.store.session().today())),
    ];
    let onsubmit = Callback::from({
        let context = props.context.clone();
        move |answers: Answers| {
            let (to, why, on) = (answers.must_day("to")?, answers.words("why")?.unwrap_or_default(), answers.day("on")?);
            ask(&context, CaseCommand::Extend { to, why, on }, "Impact assessment extended")
        }
    });
    html! {
        <AskForm key="extend" title="Extend the impact assessment" questions={Rc::new(questions)} submit="Extend" {onsubmit} onclose={props.onclose.clone()} />
    }
}
