//! Says which milestone a change request moves, or where to.

use std::rc::Rc;

use yew::prelude::*;

use crate::record::case::MilestoneMove;
use crate::record::{Field, Shape};
use crate::stamp::EventId;
use crate::web::views::phrases::day_typed;
use crate::web::views::record::change::{CaseFormProps, ask};
use crate::web::views::record::form::{Answers, AskForm, Question};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::CaseCommand;

/// Says that it moves a milestone, or where to.
pub(crate) fn milestone_move_form(props: &CaseFormProps) -> Html {
    let context = &props.context;
    let have = props
        .part
        .and_then(|id| context.record.case.milestone_moves.iter().find(|milestone_move| milestone_move.id == id))
        .cloned();
    let mut questions = Vec::new();
    if have.is_none() {
        let offers = milestones(context);
        questions.push(Question::of("milestone", "Milestone", Shape::Line).hint("Its reference").offers(offers).required());
    } else {
        let from = have.as_ref().and_then(|milestone_move| milestone_move.from).map(day_typed).unwrap_or_default();
        questions.push(Question::of("from", "Baseline it moves from", Shape::Day).start(from));
    }
    let to = have.as_ref().map(|milestone_move| day_typed(milestone_move.to)).unwrap_or_default();
    questions.push(Question::of("to", "New baseline", Shape::Day).start(to).required());
    let onsubmit = Callback::from({
        let (context, have) = (context.clone(), have.clone());
        move |answers: Answers| {
            let to = answers.must_day("to")?;
            match &have {
                Some(milestone_move) => {
                    let to = Some(MilestoneMove { to, from: answers.day("from")?, ..milestone_move.clone() });
                    ask(
                        &context,
                        CaseCommand::ChangeMilestoneMove { milestone_move: milestone_move.id, to },
                        "Milestone move changed",
                    )
                }
                None => {
                    let milestone = found(&context, &answers.words("milestone")?.unwrap_or_default());
                    let milestone =
                        milestone.ok_or(("milestone".to_owned(), "There is no milestone of that reference".to_owned()))?;
                    ask(&context, CaseCommand::AddMilestoneMove { milestone, to }, "Milestone move added")
                }
            }
        }
    });
    let title = if have.is_some() { "Change a milestone it moves" } else { "Add a milestone it moves" };
    html! {
        <AskForm key="shift" {title} questions={Rc::new(questions)} submit="Save" {onsubmit} onclose={props.onclose.clone()}>
            <p class="meta">{ "The milestone itself is changed only when the change is approved, and only when you say so." }</p>
        </AskForm>
    }
}

fn milestones(context: &RecordContext) -> Vec<String> {
    context.store.session().read(|session| {
        let register = session.register();
        let all = register.records().filter(|row_id| Field::Baseline.belongs_to(register.row(*row_id).kind));
        all.take(300).filter_map(|row_id| register.record(row_id)).map(|record| record.shown_reference()).collect()
    })
}

fn found(context: &RecordContext, reference: &str) -> Option<EventId> {
    context.store.session().read(|session| {
        let register = session.register();
        let row_id = register.by_reference(reference)?;
        Field::Baseline.belongs_to(register.row(row_id).kind).then(|| register.id(row_id))
    })
}
