//! Raises a record from the one on the page, linked as raised from it: an action of a review, a dependency of an action.

use std::rc::Rc;

use yew::prelude::*;

use crate::record::{Field, Fields, Kind, LinkType, Shape, Status, Value};
use crate::web::views::record::form::{Answers, AskForm, Question, Wrong, refused};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::{Command, NewRecord};

/// The kinds that come of another record.
const KINDS: [Kind; 6] = [Kind::Action, Kind::Risk, Kind::Assumption, Kind::Issue, Kind::Dependency, Kind::ChangeRequest];

/// Raises a record from the one on the page.
pub(crate) fn raise_from(context: &RecordContext, onclose: &Callback<()>) -> Html {
    let session = context.store.session();
    let offered = session.offered_kinds();
    let kinds: Vec<String> =
        KINDS.into_iter().filter(|kind| offered.contains(kind)).map(|kind| session.kind_label(kind)).collect();
    let first = kinds.first().cloned().unwrap_or_default();
    let questions = vec![
        Question::of("kind", "What is raised", Shape::Offered).offers(kinds).start(first).required(),
        Question::of("title", "Title", Shape::Line).hint("For an action: what is to be done").required(),
        Question::of("owner", "Owner", Shape::Owner),
        Question::of("due", "Due, or needed by", Shape::Due),
        Question::of("reference", "Reference", Shape::Line).hint("Leave it empty to have the next number given"),
    ];
    let onsubmit = Callback::from({
        let context = context.clone();
        move |answers: Answers| raise(&context, &answers)
    });
    let title = format!("Raise from {}", context.record.shown_reference());
    html! { <AskForm key="raise" {title} questions={Rc::new(questions)} submit="Raise" {onsubmit} onclose={onclose.clone()} /> }
}

fn raise(context: &RecordContext, answers: &Answers) -> Result<(), Wrong> {
    let session = context.store.session();
    let word = answers.words("kind")?.unwrap_or_default();
    let kind = KINDS.into_iter().find(|kind| session.kind_label(*kind) == word).unwrap_or(Kind::Action);
    let mut fields = Fields::default();
    fields.put(Field::Title, answers.value("title")?);
    fields.put(Field::Owner, answers.owner("owner")?.map(Value::Owner));
    fields.put(Field::RaisedOn, Some(Value::Day(context.store.session().today())));
    let due = answers.due("due")?;
    let field = Field::due_of(kind);
    if due.is_some() && field.shape() != Shape::Due {
        return Err(("due".into(), format!("{} has no day of this sort: leave it empty", session.kind_label(kind))));
    }
    fields.put(field, due.map(Value::Due).or(fields.value(field).cloned()));
    let reference = answers.words("reference")?;
    let (status, links) = (Some(Status::begins(kind)), vec![(LinkType::RaisedFrom, context.id())]);
    let raised = NewRecord { reference, status, links, ..NewRecord::of(kind, fields) };
    context.store.session().carry_out(Command::Raise(Box::new(raised))).map_err(refused)?;
    context.store.notices().announce(format!("{} raised from {}", session.kind_label(kind), context.record.shown_reference()));
    Ok(())
}
