//! Submits the text of a change request as a version.

use std::rc::Rc;

use yew::prelude::*;

use crate::record::{Field, Shape};
use crate::web::views::phrases::day_typed;
use crate::web::views::record::change::{CaseFormProps, ask};
use crate::web::views::record::form::{Answers, AskForm, Question};
use crate::workflow::CaseCommand;

/// Submits the text as a version.
pub(crate) fn submit_form(props: &CaseFormProps) -> Html {
    let context = &props.context;
    let raiser = context.record.fields.text(Field::ChangeRaiser).unwrap_or_default();
    let mut questions = vec![
        Question::of("by", "Submitted by", Shape::Line).start(raiser).hint("The Change Raiser").required(),
        Question::of("on", "Submitted on", Shape::Day).start(day_typed(context.store.session().today())).required(),
    ];
    if !context.record.case.submissions.is_empty() {
        questions.push(Question::of("amendments", "What was amended", Shape::Text));
    }
    let onsubmit = Callback::from({
        let context = context.clone();
        move |answers: Answers| {
            let (on, by, amendments) = (answers.must_day("on")?, answers.words("by")?, answers.words("amendments")?);
            ask(&context, CaseCommand::Submit { on, by, amendments }, "Submitted")
        }
    });
    html! {
        <AskForm key="submit" title="Submit this version" questions={Rc::new(questions)} submit="Submit" {onsubmit} onclose={props.onclose.clone()}>
            <p class="meta">{ "The text as it stands is kept as a version of its own and never changes again." }</p>
        </AskForm>
    }
}
