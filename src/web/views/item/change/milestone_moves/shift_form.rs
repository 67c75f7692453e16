//! Says which milestone a change request moves, or where to.

use std::rc::Rc;

use yew::prelude::*;

use crate::item::case::Shift;
use crate::item::{Field, Shape};
use crate::stamp::EventId;
use crate::web::views::item::change::{CaseFormProps, ask};
use crate::web::views::item::desk::Desk;
use crate::web::views::item::form::{Answers, AskForm, Question};
use crate::web::views::item::words::day_typed;
use crate::workflow::Ask;

/// Says that it moves a milestone, or where to.
pub(crate) fn shift_form(props: &CaseFormProps) -> Html {
    let desk = &props.desk;
    let have = props.part.and_then(|id| desk.item.case.shifts.iter().find(|shift| shift.id == id)).cloned();
    let mut questions = Vec::new();
    if have.is_none() {
        let offers = milestones(desk);
        questions.push(Question::of("milestone", "Milestone", Shape::Line).hint("Its reference").offers(offers).required());
    } else {
        let from = have.as_ref().and_then(|shift| shift.from).map(day_typed).unwrap_or_default();
        questions.push(Question::of("from", "Baseline it moves from", Shape::Day).start(from));
    }
    let to = have.as_ref().map(|shift| day_typed(shift.to)).unwrap_or_default();
    questions.push(Question::of("to", "New baseline", Shape::Day).start(to).required());
    let onsubmit = Callback::from({
        let (desk, have) = (desk.clone(), have.clone());
        move |answers: Answers| {
            let to = answers.must_day("to")?;
            match &have {
                Some(shift) => {
                    let to = Some(Shift { to, from: answers.day("from")?, ..shift.clone() });
                    ask(&desk, Ask::ChangeShift { shift: shift.id, to }, "Milestone move changed")
                }
                None => {
                    let milestone = found(&desk, &answers.words("milestone")?.unwrap_or_default());
                    let milestone =
                        milestone.ok_or(("milestone".to_owned(), "There is no milestone of that reference".to_owned()))?;
                    ask(&desk, Ask::AddShift { milestone, to }, "Milestone move added")
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

fn milestones(desk: &Desk) -> Vec<String> {
    desk.store.session().read(|session| {
        let register = session.register();
        let all = register.records().filter(|record| Field::Baseline.belongs_to(register.row(*record).kind));
        all.take(300).filter_map(|record| register.item(record)).map(|item| item.shown_reference()).collect()
    })
}

fn found(desk: &Desk, reference: &str) -> Option<EventId> {
    desk.store.session().read(|session| {
        let register = session.register();
        let record = register.by_reference(reference)?;
        Field::Baseline.belongs_to(register.row(record).kind).then(|| register.id(record))
    })
}
