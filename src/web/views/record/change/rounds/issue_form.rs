//! Issues a change request to impact assessment.

use std::rc::Rc;

use yew::prelude::*;

use crate::calendar::read_day;
use crate::record::{Shape, Value};
use crate::scheme::WordList;
use crate::web::views::phrases::day_typed;
use crate::web::views::record::change::{CaseFormProps, ask};
use crate::web::views::record::form::{Answers, AskForm, Question, Wrong};
use crate::web::views::record::record_context::RecordContext;
use crate::workflow::{CaseCommand, NewRound};

/// A list, as it is typed.
fn typed(list: Vec<String>) -> String {
    Value::List(list).typed()
}

/// Issues a round; the closing day is counted while the answers are typed.
#[component]
pub(crate) fn IssueForm(props: &CaseFormProps) -> Html {
    let context = &props.context;
    let scheme = &context.setup;
    let window = scheme.response_window().to_string();
    let counted = use_state(|| count(context, &day_typed(context.store.session().today()), &window));
    let all = scheme.words(WordList::Constituencies);
    let audience = context.record.case.rounds.last().map_or_else(|| all.clone(), |round| round.audience.clone());
    let channels = scheme.words(WordList::Channels);
    let questions = vec![
        Question::of("on", "Issued on", Shape::Day)
            .start(day_typed(context.store.session().today()))
            .hint("This day is not counted")
            .required(),
        Question::of("window", "Working days to answer", Shape::Line).start(window).required(),
        Question::of("audience", "Who is asked", Shape::List).start(typed(audience)).offers(all).required(),
        Question::of("channels", "How they are told", Shape::List).start(typed(channels.clone())).offers(channels),
        Question::of("closes", "Closes on another day", Shape::Day).folded("Another closing day"),
        Question::of("why", "Why", Shape::Text).folded("Another closing day"),
    ];
    let onchange = Callback::from({
        let (context, counted) = (context.clone(), counted.clone());
        move |answers: Answers| {
            let words = |key: &str| answers.words(key).ok().flatten().unwrap_or_default();
            counted.set(count(&context, &words("on"), &words("window")));
        }
    });
    let onsubmit = Callback::from({
        let context = context.clone();
        move |answers: Answers| {
            let closes =
                answers.day("closes")?.map(|day| Ok::<_, Wrong>((day, answers.words("why")?.unwrap_or_default()))).transpose()?;
            let round = NewRound {
                issued_on: answers.must_day("on")?,
                window: answers.number("window")?.unwrap_or_default(),
                closes,
                audience: answers.list("audience")?,
                channels: answers.list("channels")?,
            };
            ask(&context, CaseCommand::Issue(round), "Issued to impact assessment")
        }
    });
    html! {
        <AskForm title="Issue to impact assessment" questions={Rc::new(questions)} submit="Issue" {onsubmit} {onchange} onclose={props.onclose.clone()}>
            <div class="ask__counted" role="status">{ for counted.iter().map(|line| html! { <p>{ line }</p> }) }</div>
        </AskForm>
    }
}

/// When a window closes, and how that was counted.
fn count(context: &RecordContext, on: &str, window: &str) -> Vec<String> {
    let (Ok(on), Ok(window)) = (read_day(on), window.trim().parse::<u16>()) else { return Vec::new() };
    context.setup.calendar.window(on, window)
}
